"""Which characters a text, a line and an e-mail address may hold: all that comes in from outside goes through here."""

import re
import unicodedata
from typing import Any

# What no XML may hold, and no page can show: controls, halves of a surrogate pair, code points that are no characters.
# (Of U+007F to U+009F XML only advises against; they are controls like the others.) One of them stops a whole feed.
_NO_CHARACTERS = "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
UNFIT = re.compile(rf"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BYTE_ORDER = "\ufeff"  # what editors put before a file; within a text it means nothing
# What is not seen in a line and makes two names of one: blanks without width, hyphens that are not shown, operators
# and annotations without a sign, and marks that turn all that follows (U+202A to U+202E). Joiners, marks of direction,
# tags and selectors stay: Persian, Hebrew and emoji are written with them.
_CONFUSING = re.compile(r"[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufff9-\ufffb]")
_ISOLATES = re.compile(r"[\u2066-\u2069]")
_END_OF_ISOLATE = "\u2069"
# What is not seen in an e-mail address; no address has any of it, mail servers drop it or refuse the address.
_UNSEEN = re.compile(r"[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f]")


def plain(text: str) -> str:
    """``text`` as XML may hold it, its lines ended alike; every script, joiner, mark of direction and emoji stays."""
    return UNFIT.sub("", _LINE_END.sub("\n", text)).replace(_BYTE_ORDER, "")


def one_line(text: str) -> str:
    """``text`` as a name or a title: one line, one blank between words, nothing that only confuses.

    Isolates hold a part in another direction together and stay where each is closed; one that is not would take what
    stands after the name on its page into its own direction, so that then none stays.
    """
    if text.isprintable():
        return " ".join(text.split())
    shown = _CONFUSING.sub("", plain(text))
    if not _all_closed(_ISOLATES.findall(shown)):
        shown = _ISOLATES.sub("", shown)
    return " ".join(shown.split()) if says_something(shown) else ""


def address(text: str) -> str:
    """``text`` as an e-mail address: without what is not seen, which nobody means to type.

    Letters that look alike stay as they were typed: which one is meant cannot be known (``is_no_domain``).
    """
    return unicodedata.normalize("NFC", _UNSEEN.sub("", plain(text))).strip()


def is_no_domain(domain: str) -> bool:
    """Whether mail for this domain would go to another one, such as that of letters in full width, or to none."""
    if domain.isascii():
        return False
    try:
        return domain.encode("idna").decode("idna") != domain.lower()
    except UnicodeError:
        return True


def says_something(text: str) -> bool:
    """Whether there is anything to see in ``text``."""
    return any(unicodedata.category(sign)[0] not in "CZ" for sign in text)


def plain_in(found: Any) -> Any:
    """What a JSON file or a kept draft holds, with every text in it plain."""
    if isinstance(found, str):
        return plain(found)
    if isinstance(found, list):
        return [plain_in(one) for one in found]
    if isinstance(found, dict):
        return {plain_in(name): plain_in(value) for name, value in found.items()}
    return found


def _all_closed(isolates: list[str]) -> bool:
    """Whether each isolate has its end and each end its isolate."""
    depth = 0
    for sign in isolates:
        depth += -1 if sign == _END_OF_ISOLATE else 1
        if depth < 0:
            return False
    return depth == 0
