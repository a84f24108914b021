"""What became of a record: verdicts by edition, the disclaimer that follows from them, the revision it waits for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications import disclaimer
from clarifications.map.rule import Text
from clarifications.register.models import Label, Record, Verdict, VerdictKind, standing_verdicts
from clarifications.register.rows import NEWS, News, year_of
from standards.catalogue.descent import Descent
from standards.catalogue.lineage import EditionLine
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
    meaning: str
    reason: str
    given: str
    former: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class VerdictWords:
    """A verdict for readers: where it was taken in, why, and who gave it when."""

    meaning: str
    reason: str
    given: str

    @property
    def sentences(self) -> list[str]:
        """All that is said, in the order of the page."""
        return [said for said in (self.meaning, self.reason, self.given) if said]


def verdict_for(edition: Edition, earlier: Iterable[Edition], verdicts: Iterable[Verdict]) -> Verdict | None:
    """Of the standing verdicts on a record the one that counts for an edition: the one on it, else what took the record
    in on the way to it (``earlier``) or amends it."""
    said = list(verdicts)
    on_the_way = {one.pk for one in earlier}
    taken = [
        one
        for one in said
        if one.kind == VerdictKind.INCORPORATED
        and (one.edition_id in on_the_way or one.edition.supplement_of_id == edition.pk)
    ]
    taken.sort(key=lambda one: one.edition.published)
    counting = [*taken, *(one for one in said if one.edition_id == edition.pk)]
    return counting[-1] if counting else None


def in_words(verdict: Verdict) -> VerdictWords:
    """What is said of a verdict. Who recorded it is shown as the role alone: names have no place in the register."""
    day = PartialDate.of(verdict.at.date())
    given = _("%(date)s, secretariat") % {"date": day}
    if verdict.group:
        given = _("%(group)s, %(resolution)s, %(decided)s; recorded on %(date)s by the secretariat") % {
            "group": verdict.group,
            "resolution": verdict.resolution,
            "decided": verdict.decided_on,
            "date": day,
        }
    return VerdictWords(_inclusion(verdict), verdict.reason, given)


def before_in_words(verdict: Verdict) -> str:
    """What was said before, and that it was withdrawn where it was."""
    said = {"verdict": verdict.get_kind_display(), "date": PartialDate.of(verdict.at.date())}
    if verdict.withdrawn_at is None:
        return _("Before: %(verdict)s, %(date)s") % said
    said |= {"withdrawn": PartialDate.of(verdict.withdrawn_at.date()), "reason": verdict.withdrawal}
    if verdict.clause:
        said["clause"] = verdict.clause
        return (
            _("Before: %(verdict)s at clause %(clause)s, %(date)s, withdrawn on %(withdrawn)s because: %(reason)s")
            % said
        )
    return _("Before: %(verdict)s, %(date)s, withdrawn on %(withdrawn)s because: %(reason)s") % said


def disclaimer_of(record: Record, verdicts: Sequence[Verdict]) -> disclaimer.Disclaimer:
    """One of the two forms: included, by the newest verdict that says so, or not."""
    for verdict in standing_verdicts(verdicts):
        if verdict.kind == VerdictKind.INCORPORATED and record.label == Label.INCORPORATED:
            since = str(verdict.in_force or verdict.edition.published)
            return disclaimer.included(verdict.edition.reference, clause=verdict.clause, since=since)
    return disclaimer.not_included(record.edition.standard.designation)


def edition_rows(
    record: Record, verdicts: Sequence[Verdict], lines: Sequence[EditionLine], *, after: Sequence[Edition]
) -> list[EditionRow]:
    """The editions from the one that was asked about on, what followed under another number (``after``), and any other
    of which something was said; newest first."""
    standing = {verdict.edition_id: verdict for verdict in standing_verdicts(verdicts)}
    by_edition = {line.edition.pk: line for line in lines}
    judged = {one.edition_id: one.edition for one in verdicts}
    others = {pk: standing[pk].edition for pk in judged if pk in standing and pk not in by_edition}
    others |= {edition.pk: edition for edition in after}
    own = {
        line.edition.pk: line.edition for line in lines if _concerns(record, line.edition) or line.edition.pk in judged
    }
    editions = others | own
    editions |= {pk: edition for pk, edition in judged.items() if pk not in editions}  # of which all was withdrawn
    return [_row(record, one, by_edition.get(one.pk), standing, verdicts) for one in editions.values()]


def followed_by(record: Record, lines: Sequence[EditionLine]) -> list[Edition]:
    """The editions of other standards that follow this one, however many steps on, the newest first: Guide 65 became
    17065. Two queries, and none where it keeps its number."""
    concerned = (line for line in lines if _concerns(record, line.edition))
    newer = (one.newer for line in concerned for one in line.successors)
    if all(edition.standard_id == record.standard_id for edition in newer):
        return []
    later = Descent.of_casco().later(record.edition)
    return [one for one in later if one.standard_id != record.standard_id and not one.supplement_type]


def waits_for(
    record: Record, verdicts: Sequence[Verdict], lines: Sequence[EditionLine], *, after: Sequence[Edition]
) -> str:
    """The revision that will consider it; empty where it is included or retired, or nothing is left to revise."""
    if record.retired_at or any(verdict.kind == VerdictKind.INCORPORATED for verdict in standing_verdicts(verdicts)):
        return ""
    main = (line for line in lines if not line.edition.supplement_type and line.edition.was_published)
    if any(line.standing.kind is not StandingKind.WITHDRAWN for line in main):
        return _("Revision of %(standard)s") % {"standard": record.edition.standard.designation}
    return _("Revision of %(standard)s") % {"standard": after[0].standard.designation} if after else ""


def in_margin(rows: Sequence[EditionRow], record: Record) -> list[News]:
    """What it means for the newest edition and for its own, and what took it in: lists say that first."""
    included = [row for row in rows if row.kind == VerdictKind.INCORPORATED and record.label == Label.INCORPORATED]
    shown = [row for row in rows if row is rows[0] or row in included[:1] or row.edition == record.edition.short]
    return [News(row.kind, str(SHORTLY[row.kind]), row.year) for row in shown[::-1]]


def _concerns(record: Record, edition: Edition) -> bool:
    newer = edition.was_published and not edition.supplement_type and edition.published > record.edition.published
    return edition.pk == record.edition_id or newer


def _row(
    record: Record,
    edition: Edition,
    line: EditionLine | None,
    standing: Mapping[int, Verdict],
    verdicts: Sequence[Verdict],
) -> EditionRow:
    verdict = standing.get(edition.pk)
    former = [one for one in verdicts if one.edition_id == edition.pk and one is not verdict]
    kind, label, meaning, reason, given = _meaning(record, edition, verdict, is_withdrawn=bool(former))
    return EditionRow(
        edition=edition.short,
        year=year_of(edition, beside=record.edition),
        url=edition.get_absolute_url(),
        standing=line.standing.label if line else "",
        kind=kind,
        label=label,
        meaning=meaning,
        reason=reason,
        given=given,
        former=[before_in_words(one) for one in former],
    )


def _meaning(
    record: Record, edition: Edition, verdict: Verdict | None, *, is_withdrawn: bool
) -> tuple[str, str, str, str, str]:
    """Kind, label, what it means, why, and when and by whom it was given."""
    if verdict is not None:
        said = in_words(verdict)
        return verdict.kind, str(verdict.get_kind_display()), said.meaning, said.reason, said.given
    if edition.pk == record.edition_id and not record.names_edition:
        meaning = _("The text names no edition, so nobody has said that it holds for this one.")
        return VerdictKind.NOT_REVIEWED, str(VerdictKind.NOT_REVIEWED.label), meaning, "", _("by nobody yet")
    if edition.pk == record.edition_id:
        given = _("%(date)s, with its publication") % {"date": record.published} if record.published else ""
        return VerdictKind.APPLIES, str(VerdictKind.APPLIES.label), _("The edition that was asked about."), "", given
    not_reviewed = VerdictKind.NOT_REVIEWED, str(VerdictKind.NOT_REVIEWED.label)
    if is_withdrawn:
        return *not_reviewed, _("What was recorded for this edition was withdrawn; nothing is said of it now."), "", ""
    meaning = _("Nobody has said whether this holds for the %(edition)s text. Do not assume that it does.") % {
        "edition": year_of(edition, beside=record.edition)
    }
    return *not_reviewed, meaning, "", _("by nobody yet")


def _inclusion(verdict: Verdict) -> str:
    if verdict.kind != VerdictKind.INCORPORATED:
        return ""
    since = verdict.in_force or verdict.edition.published
    return _("At clause %(clause)s, from %(date)s.") % {"clause": verdict.clause, "date": since}
