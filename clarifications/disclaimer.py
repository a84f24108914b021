"""The one wording that says how much a published text binds; pages, mails, citations and feeds take it from here."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from clarifications.map.rule import Text

VERSION = 1  # raised with every change of the wording; each published version keeps the number it was published under


@dataclass(frozen=True)
class Disclaimer:
    """A head, the text, one sentence for lists and citations, and the line that says how much it binds."""

    head: Text
    text: Text
    short: Text
    line: str
    url: str


def not_included(standard: str = "") -> Disclaimer:
    """The form for a text that no standard includes.

    ``standard`` is the designation without a year, such as ``ISO/IEC 17020``. The meaning is ISO's own
    (tools to help you get the most from CASCO standards).
    """
    return Disclaimer(
        head=_("This is not a requirement, and it does not bind."),
        text=_(
            "A clarification states a consensus on the intent of the working group. "
            "It is considered for inclusion only when "
            "%(standard)s is revised. Until it is included in a standard it has no binding effect and is implemented "
            "at the discretion of interested parties."
        )
        % {"standard": standard or _("the standard")},
        short=short(),
        line="clarification",
        url=reverse("process") + "#binding",
    )


def included(edition: str, *, clause: str, since: str) -> Disclaimer:
    """The form for a text that ``edition`` took in at ``clause``, in force ``since`` (a date in words)."""
    return Disclaimer(
        head=_("The standard itself now says this."),
        text=_(
            "Included in %(edition)s, clause %(clause)s, from %(since)s. Read the requirement there. "
            "This text remains a consensus on intent and does not bind."
        )
        % {"edition": edition, "clause": clause, "since": since},
        short=_("Included in %(edition)s, clause %(clause)s: the standard binds, this text does not.")
        % {"edition": edition, "clause": clause},
        line="standard",
        url=reverse("process") + "#binding",
    )


def short() -> str:
    """The one sentence for citations, feeds and print."""
    return _("Not a requirement and not binding unless included in a standard.")
