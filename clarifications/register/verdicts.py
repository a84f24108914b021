"""What became of a record and how it came about: verdicts by edition, its way with real dates, consensus, citation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clarifications import disclaimer
from clarifications.map.rules import Text
from clarifications.register.models import Label, Record, RecordVersion, Verdict, VerdictKind
from clarifications.register.rows import NEWS, News, year_of
from clarifications.register.text import Consensus, Figures, PublishedDates
from standards.catalogue.lineage import Line
from standards.models import Edition
from standards.models.standing import StandingKind
from standards.reading.dates import PartialDate

SHORTLY: dict[str, Text] = {VerdictKind.APPLIES.value: gettext_lazy("Applies to"), **NEWS}


@dataclass(frozen=True)
class EditionRow:
    """What the record means for one edition, who said so, when, and how the edition stands."""

    edition: str
    year: str
    url: str
    standing: str
    kind: str
    label: str
    said: str
    reason: str
    given: str
    former: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Moment:
    """A point of the timeline; ``line`` is how much the text binds from there on."""

    label: str
    date: str
    line: str
    open: bool = False


def disclaimer_of(record: Record, verdicts: Sequence[Verdict]) -> disclaimer.Disclaimer:
    """One of the two forms: included, by the newest verdict that says so, or not."""
    for verdict in _standing(verdicts):
        if verdict.kind == VerdictKind.INCORPORATED and record.label == Label.INCORPORATED:
            since = str(verdict.in_force or verdict.edition.published)
            return disclaimer.included(verdict.edition.reference, clause=verdict.clause, since=since)
    return disclaimer.not_included(record.edition.standard.designation)


def edition_rows(record: Record, verdicts: Sequence[Verdict], lines: Sequence[Line]) -> list[EditionRow]:
    """The editions from the one that was asked about on, what followed under another number, and any other of which
    something was said; newest first."""
    standing = {verdict.edition_id: verdict for verdict in _standing(verdicts)}
    by_edition = {line.edition.pk: line for line in lines}
    shown = [one for one in standing.values() if one.edition_id not in by_edition]
    editions = {one.edition_id: one.edition for one in shown} | {e.pk: e for e in followed_by(record, lines)}
    own = [line.edition for line in lines if _concerns(record, line.edition) or line.edition.pk in standing]
    return [_row(record, one, by_edition.get(one.pk), standing, verdicts) for one in [*editions.values(), *own]]


def followed_by(record: Record, lines: Sequence[Line]) -> list[Edition]:
    """The editions of other standards that followed this one or a later edition of it: Guide 65 became 17065."""
    concerned = (line for line in lines if _concerns(record, line.edition))
    newer = (one.newer for line in concerned for one in line.successors)
    return list({edition.pk: edition for edition in newer if edition.standard_id != record.standard_id}.values())


def waits_for(record: Record, verdicts: Sequence[Verdict], lines: Sequence[Line]) -> str:
    """The revision in which it will be considered; empty where it is included, or no standard is left to revise."""
    if any(verdict.kind == VerdictKind.INCORPORATED for verdict in _standing(verdicts)):
        return ""
    main = (line for line in lines if not line.edition.supplement_type and line.edition.was_published)
    if any(line.standing.kind is not StandingKind.WITHDRAWN for line in main):
        return _("Revision of %(standard)s") % {"standard": record.edition.standard.designation}
    after = followed_by(record, lines)
    return _("Revision of %(standard)s") % {"standard": after[-1].standard.designation} if after else ""


def in_margin(rows: Sequence[EditionRow], record: Record) -> list[News]:
    """What it means for the newest edition and for its own."""
    shown = [row for row in rows if row is rows[0] or row.edition == record.edition.short]
    return [News(row.kind, str(SHORTLY[row.kind]), row.year) for row in shown[::-1]]


def dates_in_words(dates: PublishedDates) -> list[str]:
    """Asked, decided, published, where known."""
    said = (
        (dates.asked, _("Asked %(date)s")),
        (dates.decided, _("Decided %(date)s")),
        (dates.published, _("Published %(date)s")),
    )
    return [words % {"date": PartialDate(day)} for day, words in said if day]


def timeline(record: Record, dates: PublishedDates, verdicts: Sequence[Verdict], *, awaited: str) -> list[Moment]:
    """The dates that are known, and last what only a standard can bring; ``awaited`` is what ``waits_for`` said."""
    names = (
        (dates.asked, _("Received"), "work"),
        (dates.accepted, _("Accepted"), "work"),
        (dates.decided, _("Decided"), "work"),
        (dates.published, _("Published"), "clarification"),
    )
    moments = [Moment(label, str(PartialDate(day)), line) for day, label, line in names if day]
    included = next((one for one in _standing(verdicts) if one.kind == VerdictKind.INCORPORATED), None)
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


def citation(record: Record, version: RecordVersion, short: str) -> str:
    """How to cite a version, in plain text, with the disclaimer in it."""
    name = _("version %(number)s, %(date)s") % {"number": version.number, "date": PartialDate.of(version.at.date())}
    return f"{record.name}, {name}. {settings.SITE_URL}{version.get_absolute_url()}. {short}"


def _standing(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Those that no later one replaced, newest first."""
    replaced = {verdict.replaces_id for verdict in verdicts}
    return [verdict for verdict in verdicts if verdict.pk not in replaced]


def _concerns(record: Record, edition: Edition) -> bool:
    newer = edition.was_published and not edition.supplement_type and edition.published > record.edition.published
    return edition.pk == record.edition_id or newer


def _row(
    record: Record, edition: Edition, line: Line | None, standing: Mapping[int, Verdict], verdicts: Sequence[Verdict]
) -> EditionRow:
    verdict = standing.get(edition.pk)
    kind, label, said, reason, given = _said(record, edition, verdict)
    former = [one for one in verdicts if one.edition_id == edition.pk and one is not verdict]
    return EditionRow(
        edition=edition.short,
        year=year_of(edition, beside=record.edition),
        url=edition.get_absolute_url(),
        standing=line.standing.label if line else "",
        kind=kind,
        label=label,
        said=said,
        reason=reason,
        given=given,
        former=[f"{one.get_kind_display()}, {PartialDate.of(one.at.date())}" for one in former],
    )


def _said(record: Record, edition: Edition, verdict: Verdict | None) -> tuple[str, str, str, str, str]:
    """Kind, label, what it means, why, and when and by whom it was given."""
    if verdict is not None:
        # Who gave it is shown as the role alone: names have no place in the register.
        given = _("%(date)s, secretariat") % {"date": PartialDate.of(verdict.at.date())}
        return verdict.kind, str(verdict.get_kind_display()), _inclusion(verdict), verdict.reason, given
    if edition.pk == record.edition_id:
        given = _("%(date)s, with its publication") % {"date": record.published} if record.published else ""
        return VerdictKind.APPLIES, str(VerdictKind.APPLIES.label), _("The edition that was asked about."), "", given
    said = _("Nobody has said whether this holds for the %(edition)s text. Do not assume that it does.") % {
        "edition": year_of(edition, beside=record.edition)
    }
    return VerdictKind.NOT_REVIEWED, str(VerdictKind.NOT_REVIEWED.label), said, "", _("by nobody yet")


def _inclusion(verdict: Verdict) -> str:
    if verdict.kind != VerdictKind.INCORPORATED:
        return ""
    since = verdict.in_force or verdict.edition.published
    return _("At clause %(clause)s, from %(date)s.") % {"clause": verdict.clause, "date": since}


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
