"""The clause list of an edition as a file, and how deep it goes: written, read with its faults, taken over whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Count, ManyToOneRel, Model
from django.utils.translation import gettext, gettext_lazy

from standards.catalogue.clause_depth import depth_lines
from standards.editing.sheets import (
    BadSheet,
    CsvSheet,
    Fault,
    PlanLine,
    SheetLine,
    UploadPlan,
    guarded,
    read_sheet,
    unguarded,
    written,
)
from standards.imports.clauses import IMPORTED, ClauseFact, sync_clauses
from standards.imports.depths import sync_depths
from standards.imports.rows import SyncResult
from standards.models.clauses import Clause
from standards.models.editions import Edition
from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse
from standards.reading.depths import NotADepth, read_depths
from standards.reading.depths import written as lines_of

COLUMNS = {
    "number": gettext_lazy("The clause, such as 7.8.2.1, 6.2.1 d), Annex B or B.1. This column is needed."),
    "title": gettext_lazy("Its heading, up to 300 characters. A file without this column leaves headings as they are."),
    "number_inferred": gettext_lazy("“yes” where the number was concluded from others."),
}
NEEDED = ("number",)
MOST_OF_A_TITLE = 300
_YES, _NO = ("yes", "true", "1", "x"), ("", "no", "false", "0")


@dataclass
class ClauseListPlan(UploadPlan):
    """What taking over a file would do to the list of an edition."""

    edition: Edition = field(kw_only=True)
    facts: list[ClauseFact] = field(kw_only=True)
    leaving: list[Clause] = field(default_factory=list)
    depth: str = ""
    said: str = ""  # of its depth until now

    @property
    def is_said_anew(self) -> bool:
        return self.depth != self.said

    @property
    def does_nothing(self) -> bool:
        return super().does_nothing and not self.is_said_anew


def as_csv(clauses: Iterable[Clause]) -> str:
    """The list as a file; headings that a spreadsheet would calculate are guarded by an apostrophe."""
    ordered = sorted(clauses, key=lambda clause: clause.sort_key)
    rows = [[row.number, guarded(row.title), "yes" if row.number_inferred else ""] for row in ordered]
    return written(COLUMNS, rows)


def plan_of(content: bytes, edition: Edition, *, removing: bool, depth: str | None = None) -> ClauseListPlan:
    """What a file would do; ``depth`` is what shall be said of how deep the list goes, where that changes.

    Raises ``BadSheet`` with all its faults, and with what cannot be removed.
    """
    sheet = read_sheet(content, needed=NEEDED, known=COLUMNS)
    listed = {clause.number: clause for clause in Clause.objects.filter(edition=edition)}
    facts = _facts(sheet, edition, listed)
    plan = ClauseListPlan(len(facts), sheet.ignored, removing, edition=edition, facts=facts)
    plan.said = depth_lines(edition)
    plan.depth = plan.said if depth is None else _depth(depth)
    for fact in facts:
        number, row = fact.number.canonical, listed.pop(fact.number.canonical, None)
        if row is None:
            plan.added.append(PlanLine(number, fact.title))
        elif (row.title, row.number_inferred) != (fact.title, fact.number_inferred):
            plan.changed.append(PlanLine(number, _in_words(fact), was=_in_words(row)))
    left = sorted(listed.values(), key=lambda row: row.sort_key)
    plan.missing = [PlanLine(row.number, row.title) for row in left]
    plan.leaving = left if removing else []
    if faults := pointed_at(plan.leaving):
        raise BadSheet(faults)
    return plan


@transaction.atomic
def carry_out(plan: ClauseListPlan) -> SyncResult:
    """Do what was planned, all or nothing, each row with its history; from then on the data files leave it alone."""
    plan.edition._change_reason = IMPORTED  # type: ignore[attr-defined]
    plan.edition.save(update_fields=["clause_doubts"])  # changes nothing: that it was brought stands in the history
    sync_depths({plan.edition.pk: read_depths(plan.depth)}, reason=IMPORTED)
    editions, leaving = {plan.edition.reference: plan.edition.pk}, {clause.pk for clause in plan.leaving}
    outcome = sync_clauses(plan.facts, editions=editions, leaving=leaving, reason=IMPORTED)
    for depth in sorted({clause.depth for clause in plan.leaving}, reverse=True):
        parts = [clause.pk for clause in plan.leaving if clause.depth == depth]
        Clause.objects.filter(pk__in=parts).delete()  # parts before their wholes, which they protect
    return outcome


def pointed_at(clauses: Sequence[Clause]) -> list[Fault]:
    """Why some of these clauses cannot go: where any room of the house names them.

    By a foreign key to the clause, or by one to its edition with the number in a column ``canonical``.
    """
    numbers = {clause.pk: clause.number for clause in clauses}
    uses: dict[str, dict[str, int]] = {}
    for model, column in _references_to(Clause):
        rows = model._default_manager.filter(**{f"{column}__in": numbers}).order_by()
        for key, count in rows.values_list(column).annotate(count=Count("pk")):
            uses.setdefault(numbers[key], {})[str(model._meta.verbose_name_plural)] = count
    for model, column in _references_to(Edition) if clauses else ():
        if any(one.name == "canonical" for one in model._meta.fields):
            rows = model._default_manager.filter(**{column: clauses[0].edition_id}).order_by()
            for number, count in rows.values_list("canonical").annotate(count=Count("pk")):
                uses.setdefault(number, {})[str(model._meta.verbose_name_plural)] = count
    said = gettext("%(number)s cannot be removed: requests or records name it (%(uses)s).")
    kinds = {number: ", ".join(f"{kind}: {count}" for kind, count in found.items()) for number, found in uses.items()}
    return [Fault(said % {"number": one, "uses": kinds[one]}) for one in numbers.values() if one in kinds]


def _references_to(target: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """The tables with a foreign key to another one; the past of a row keeps what is gone, and parts are hung anew."""
    for relation in target._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            model = relation.field.model
            if model is not Clause and not hasattr(model, "history_type"):
                yield model, relation.field.name


# ---------- the lines of a file ----------


def _depth(text: str) -> str:
    try:
        return lines_of(read_depths(text))
    except NotADepth as wrong:
        raise BadSheet([Fault(wrong.message)]) from wrong


def _facts(sheet: CsvSheet, edition: Edition, listed: dict[str, Clause]) -> list[ClauseFact]:
    """The clauses of a file. A column that it lacks leaves what the catalogue says.

    Raises ``BadSheet`` with the faults of all lines.
    """
    faults, facts, seen = list(sheet.faults), [], dict[str, int]()
    for line in sheet.lines:
        number = _number(line, faults)
        title, inferred = _title(line, faults), _inferred(line, faults)
        if number is None:
            continue
        if first := seen.get(number.canonical):
            reason = gettext("%(number)s stands there twice; first in line %(first)s.")
            faults.append(Fault(reason % {"number": number, "first": first}, line.line))
        seen.setdefault(number.canonical, line.line)
        row = listed.get(number.canonical)
        if title is None:
            title = row.title if row else ""
        if inferred is None:
            inferred = row.number_inferred if row else False
        facts.append(ClauseFact(edition.reference, number, title, inferred))
    if faults:
        raise BadSheet(faults)
    return facts


def _number(line: SheetLine, faults: list[Fault]) -> ClauseNumber | None:
    try:
        return parse(line.cells["number"])
    except NotAClause as wrong:
        faults.append(Fault(wrong.message, line.line))
    return None


def _title(line: SheetLine, faults: list[Fault]) -> str | None:
    title = line.cells.get("title")
    if title is None:
        return None
    title = unguarded(title)
    if len(title) > MOST_OF_A_TITLE:
        reason = gettext("The heading has %(count)s characters; 300 are possible.")
        faults.append(Fault(reason % {"count": len(title)}, line.line))
    return title


def _inferred(line: SheetLine, faults: list[Fault]) -> bool | None:
    said = line.cells.get("number_inferred")
    if said is None or said.casefold() in (*_YES, *_NO):
        return None if said is None else said.casefold() in _YES
    reason = gettext("In “number_inferred” stands “%(said)s”; write yes, or leave it empty.")
    faults.append(Fault(reason % {"said": said[:20]}, line.line))
    return None


def _in_words(clause: Clause | ClauseFact) -> str:
    title = clause.title or gettext("no heading")
    return gettext("%(title)s (number inferred)") % {"title": title} if clause.number_inferred else title
