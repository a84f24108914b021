"""How much a search or filter field takes, and what is said of more: in one place for pages, admin and API."""

import re

from django.utils.translation import gettext as _

MOST_ASKED = 200  # characters; nobody types more, and a longer text is no question

_MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:[\s/][^<>]*)?>|<!--[^<>]*>", re.IGNORECASE)
# Without a letter, and with a sign that no number of the field has: =1'-- or {7*7}.
_SIGNS = re.compile(r"(?<!\S)(?:(?![^\W\d_])\S)*?(?:[=|\\{}<>^~`]|--(?!\S))(?:(?![^\W\d_])\S)*(?!\S)")


def taken(typed: str) -> str:
    """What is looked for of what was typed."""
    return typed[:MOST_ASKED]


def without_markup(typed: str, *, gap: str = " ") -> str:
    """What was typed without the marks of a web page, which are no words."""
    return _MARKUP.sub(gap, typed)


def without_signs(typed: str, *, gap: str = " ") -> str:
    """What was typed without what is no word, and no number that somebody would look for."""
    return _SIGNS.sub(gap, typed)


def too_long(typed: str) -> str:
    """What is said beside a field in which more was typed; empty where all is looked for."""
    if len(typed) <= MOST_ASKED:
        return ""
    said = _("%(count)s characters: only the first %(most)s were looked for.")
    return said % {"count": len(typed), "most": MOST_ASKED}
