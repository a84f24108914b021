"""Reads one variable of the environment at a time and refuses nonsense, so that a slip of the pen stops the start."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ON = ("1", "true", "yes", "on")
OFF = ("0", "false", "no", "off")


def one_of(variables: Mapping[str, str], name: str, *, choices: Sequence[str], default: str) -> str:
    """The value of ``name``, which must be among ``choices``."""
    value = variables.get(name, "") or default
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; it can be {', '.join(choices[:-1])} or {choices[-1]}.")
    return value


def flag(variables: Mapping[str, str], name: str, *, default: bool) -> bool:
    """Whether ``name`` is on; a word that is neither on nor off is refused, not read as off."""
    value = variables.get(name, "").strip().lower()
    if value and value not in (*ON, *OFF):
        raise ImproperlyConfigured(f"{name} is {value!r}; it can be on or off.")
    return value in ON if value else default


def whole_number(variables: Mapping[str, str], name: str, *, least: int, default: int) -> int:
    """The value of ``name``, a number of ``least`` or more."""
    value = variables.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a whole number, {least} or more.")
    return int(value)


def site_address(variables: Mapping[str, str], name: str, *, default: str, secure: bool) -> str:
    """The address under which people reach the site, without a slash at the end; ``secure`` asks for https."""
    value = (variables.get(name, "") or default).rstrip("/")
    allowed = ("https://",) if secure else ("https://", "http://")
    if not value.startswith(allowed) or value.count("/") != 2:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must be the address of the site, as {allowed[0]}clarifications.example.org."
        )
    return value


def contact(variables: Mapping[str, str], name: str, *, default: str) -> str:
    """Where ``name`` says that people turn to, as an address that can be followed: of mail, or of a secure page."""
    value = variables.get(name, "").strip() or default
    if re.fullmatch(r"[^\s@<>/:]+@[^\s@<>/:]+", value):
        value = f"mailto:{value}"
    if value and re.fullmatch(r"(mailto:[^\s@]+@[^\s@]+|https://\S+)", value) is None:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be an e-mail address, or one that begins https://.")
    return value


class MailboxAddress(NamedTuple):
    """A mailbox that is read over IMAP: the folder that is read, and the one that what was read is moved to."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    aside: str
    is_secure: bool


def mailbox(variables: Mapping[str, str], name: str, *, secure: bool) -> MailboxAddress | None:
    """The mailbox that ``name`` says, or none where it says nothing; ``secure`` asks for TLS."""
    value = variables.get(name, "").strip()
    if not value:
        return None
    schemes = ("imaps",) if secure else ("imaps", "imap")
    try:
        parts = urlsplit(value)
        port = parts.port or (993 if parts.scheme == "imaps" else 143)
    except ValueError:
        parts, port = urlsplit(""), 0
    folder, _slash, aside = parts.path.strip("/").partition("/")
    said = (parts.username, parts.password, folder or "INBOX", aside or "Read")
    user, password, folder, aside = texts = [unquote(text or "") for text in said]
    if (
        parts.scheme not in schemes
        or not parts.hostname
        or not all(texts)
        or any(c in t for c in '"\r\n' for t in texts)
    ):
        # Without the value: it holds a password.
        raise ImproperlyConfigured(f"{name} must be as {schemes[0]}://user:password@host/INBOX/Read.")
    return MailboxAddress(parts.hostname, port, user, password, folder, aside, parts.scheme == "imaps")
