"""How a record came about: its dates in order, how consensus was reached, how a version of it is cited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clarifications.register.models import (
    Record,
    RecordVersion,
    Verdict,
    VerdictKind,
    no_clause_in_words,
    outcomes_in_words,
    standing_verdicts,
)
from clarifications.register.pieces import Consensus, Figures, PublishedDates
from clarifications.register.rows import year_of
from clarifications.register.text import PublishedText, RedactedText
from standards.reading.dates import PartialDate


@dataclass(frozen=True)
class Moment:
    """A point of the timeline; ``line`` is how much the text binds from there on."""

    label: str
    date: str
    line: str
    open: bool = False


def timeline(record: Record, dates: PublishedDates, verdicts: Sequence[Verdict], *, awaited: str) -> list[Moment]:
    """The dates that are known, and last what only a standard can bring; ``awaited`` is the revision it waits for."""
    names = (
        (dates.asked, _("Asked"), "work"),
        (dates.accepted, _("Accepted"), "work"),
        (dates.decided, _("Decided"), "work"),
        (dates.issued, _("Issued"), "clarification"),
        (dates.published, _("Published"), "clarification"),
        (dates.effective, _("Effective"), "clarification"),
        (dates.revised, _("Revised"), "clarification"),
    )
    moments = [Moment(label, str(PartialDate(day)), line) for day, label, line in names if day]
    included = next((one for one in standing_verdicts(verdicts) if one.kind == VerdictKind.INCORPORATED), None)
    if included:
        since = str(included.in_force or included.edition.published)
        year = year_of(included.edition, beside=record.edition)
        return [*moments, Moment(_("Included in %(edition)s") % {"edition": year}, since, "standard")]
    if awaited and moments:
        moments.append(Moment(_("In a revision"), _("not yet"), "standard", open=True))
    return moments


def consensus_in_words(consensus: Consensus) -> list[str]:
    """How consensus was reached, as sentences without names; none where nothing is recorded."""
    if consensus.figures is None:
        return []
    return [*_positions(consensus.figures), *_objections(consensus.figures, ending=consensus.kind)]


def former_names(record: Record) -> dict[int, str]:
    """The names under which versions were published, by their numbers, where the record has another one now."""
    names = list(record.names.select_related("edition"))
    called = {
        number: next(name.name for name in reversed(names) if name.since_version <= number)
        for number in range(1, record.version + 1)
    }
    return {number: name for number, name in called.items() if name != record.name}


@dataclass(frozen=True)
class Head:
    """What the head of a page says of the version that it shows; of a redacted one neither title nor outcomes."""

    name: str
    title: str = ""
    outcomes: str = ""
    clauses: str = ""


def head_of(record: Record, version: RecordVersion, text: PublishedText | RedactedText) -> Head:
    """A version in the words it was published in; one that is not the newest names its number."""
    name = version.published_as or record.name
    if version.number != record.version:
        name = _("%(name)s, version %(number)s") % {"name": name, "number": version.number}
    if isinstance(text, RedactedText):
        return Head(name)
    clauses = ", ".join(dict.fromkeys(clause.number for clause in text.all_clauses))
    return Head(name, text.title, outcomes_in_words(text.outcomes), clauses or no_clause_in_words(text.scope))


def citation(record: Record, version: RecordVersion, short: str) -> str:
    """How to cite a version, in plain text, with the disclaimer in it, under the name it was published under; whoever
    cites a retired record says so.
    """
    name = _("version %(number)s, %(date)s") % {"number": version.number, "date": PartialDate.of(version.at.date())}
    said = [f"{version.published_as or record.name}, {name}"]
    if record.retired_at:
        said.append(_("Retired on %(date)s") % {"date": PartialDate.of(record.retired_at.date())})
    return ". ".join([*said, f"{settings.SITE_URL}{version.get_absolute_url()}", short])


def _positions(found: Figures) -> Iterator[str]:
    entitled, answered = found.entitled, found.answered
    yield ngettext("%(n)s expert was entitled.", "%(n)s experts were entitled.", entitled) % {"n": _spelt(entitled)}
    views = [
        ngettext("%(n)s agreed", "%(n)s agreed", found.agreed) % {"n": apnumber(found.agreed)},
        ngettext(
            "%(n)s agreed with an editorial comment", "%(n)s agreed with editorial comments", found.agreed_editorial
        )
        % {"n": apnumber(found.agreed_editorial)},
        ngettext("%(n)s objected", "%(n)s objected", found.objected) % {"n": apnumber(found.objected)},
        ngettext("%(n)s abstained", "%(n)s abstained", found.abstained) % {"n": apnumber(found.abstained)},
    ]
    numbers = (found.agreed, found.agreed_editorial, found.objected, found.abstained)
    taken = [view for view, number in zip(views, numbers, strict=True) if number]
    if answered > 1 and found.agreed == answered:
        yield _("%(n)s took a position; all agreed.") % {"n": _spelt(answered)}
    elif taken:
        said = ngettext("%(n)s took a position: %(views)s.", "%(n)s took a position: %(views)s.", answered)
        yield said % {"n": _spelt(answered), "views": get_text_list(taken, _("and"))}
    else:
        yield _("Nobody took a position.")
    if found.rounds > 1:
        yield _("It took %(n)s rounds.") % {"n": apnumber(found.rounds)}


def _objections(found: Figures, *, ending: str) -> Iterator[str]:
    if found.objections:
        number = found.objections
        said = ngettext("%(n)s objection was raised in all.", "%(n)s objections were raised in all.", number)
        yield said % {"n": _spelt(number)}
    if found.disclosed:
        said = ngettext(
            "%(n)s disclosed that the own body was concerned.",
            "%(n)s disclosed that the own body was concerned.",
            found.disclosed,
        )
        yield said % {"n": _spelt(found.disclosed)}
    if ending == "no-consensus":
        yield _("The convenor ended the work without consensus.")
    elif found.sustained:
        said = ngettext(
            "%(n)s objection was sustained; the convenor recorded why there is consensus nevertheless.",
            "%(n)s objections were sustained; the convenor recorded why there is consensus nevertheless.",
            found.sustained,
        )
        yield said % {"n": _spelt(found.sustained)}
    else:
        yield _("No opposition was sustained.")


def _spelt(number: int) -> str:
    return capfirst(str(apnumber(number)))
