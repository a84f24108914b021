"""Facts of a public text beside its words: what exactly it is about, where it comes from, what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clarifications.register.pieces import Origin, PublishedDates
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import DecidedBy, DecidingBody, Fate, Scope, language_name
from standards.reading.dates import PartialDate


@dataclass(frozen=True)
class Fact:
    """One fact with its name; ``url`` is where it leads."""

    name: str
    value: str
    url: str = ""


def dates_in_words(dates: PublishedDates) -> list[str]:
    """The days of a text but that of its acceptance, where known."""
    said = (
        (dates.asked, _("Asked %(date)s")),
        (dates.decided, _("Decided %(date)s")),
        (dates.issued, _("Issued %(date)s")),
        (dates.published, _("Published %(date)s")),
        (dates.effective, _("Effective %(date)s")),
        (dates.revised, _("Revised %(date)s")),
    )
    return [words % {"date": PartialDate(day)} for day, words in said if day]


def subject_facts(text: PublishedText) -> list[Fact]:
    """What a text is about, as far as it is more than an edition and clauses of it."""
    cited = [f"{one.reference}, {one.clauses}" if one.clauses else one.reference for one in text.cited]
    found = [
        (_("Document"), "" if text.names_edition else _not_named(text)),
        (_("Corrected version"), text.corrected and str(PartialDate(text.corrected))),
        (_("Cited as"), text.adoption),
        (_("Clauses"), _("not known") if text.scope == Scope.UNKNOWN else ""),
        (_("Also cited"), "; ".join(cited)),
        (_("Groups consulted"), "; ".join(text.consulted)),
        (_("Language that counts"), "" if text.language == "en" else language_name(text.language)),
    ]
    return [Fact(name, value) for name, value in found if value]


def origin_facts(text: PublishedText) -> list[Fact]:
    """Where a text comes from that was published before this system; what is not known is said."""
    return list(_origin_facts(text, text.origin)) if text.origin else []


def _not_named(text: PublishedText) -> str:
    said = _("The text names no edition; it is filed under %(edition)s.")
    return said % {"edition": text.edition}


def _origin_facts(text: PublishedText, origin: Origin) -> Iterator[Fact]:
    yield Fact(_("Source"), origin.source, origin.link)
    if origin.identifier:
        yield Fact(_("Called there"), origin.identifier)
    yield Fact(_("Decided by"), _body(origin))
    yield Fact(_("Decided"), str(PartialDate(text.dates.decided)))
    yield Fact(_("Published"), str(PartialDate(text.dates.published)))
    if text.fate != Fate.DECIDED:
        since = PartialDate(text.fate_since)
        yield Fact(_("What became of it"), f"{text.fate.label}, {since}" if since else str(text.fate.label))


def _body(origin: Origin) -> str:
    """Who decided, and how: a ballot of P-members, ISO/CASCO, by vote."""
    body = "" if origin.body == DecidingBody.UNKNOWN else str(origin.body.label)
    how = "" if origin.decided_by == DecidedBy.UNKNOWN else str(origin.decided_by.label).lower()
    return ", ".join(filter(None, [body, origin.body_name, how])) or _("not known")
