"""How much a search or filter field takes, and what is said of more: in one place for pages, admin and API."""

from django.utils.translation import gettext as _

MOST_ASKED = 200  # characters; nobody types more, and a longer text is no question


def taken(typed: str) -> str:
    """What is looked for of what was typed."""
    return typed[:MOST_ASKED]


def too_long(typed: str) -> str:
    """What is said beside a field in which more was typed; empty where all is looked for."""
    if len(typed) <= MOST_ASKED:
        return ""
    said = _("%(count)s characters: only the first %(most)s were looked for.")
    return said % {"count": len(typed), "most": MOST_ASKED}
