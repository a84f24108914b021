"""The keys of the site: what it signs and what it checks, now and while a change of the key is under way.

Nobody else reads ``SECRET_KEY``: Django's own signing knows former keys by itself, what is made here knows them too.
"""

from collections.abc import Callable

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

MARK_LENGTH = 8


def site_key() -> str:
    """The key that everything is made with from now on."""
    return str(settings.SECRET_KEY)


def is_ours(code: str, made_with: Callable[[str], str]) -> bool:
    """Whether ``code`` is what ``made_with`` makes with the key of the site, or with a former one that still counts."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(constant_time_compare(code, made_with(key)) for key in keys)


def mark_of_key() -> str:
    """Tells the present key from others, and nothing else about it."""
    return salted_hmac("accounts.site_keys", "mark", secret=site_key(), algorithm="sha256").hexdigest()[:MARK_LENGTH]
