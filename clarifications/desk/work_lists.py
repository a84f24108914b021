"""The lists of the desk: my turn, my group's, others', and what ended; a constant number of queries for any number."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Seat
from clarifications.case.models import Clarification
from clarifications.case.turns import CaseTurn, WhoseTurn, case_turns, waits_for_somebody
from clarifications.case.visibility import ClarificationQuerySet
from clarifications.desk import days
from clarifications.desk.errands import Errand, errands
from clarifications.desk.forms import DeskFilterForm
from clarifications.map.actors import Actor
from clarifications.map.rule import Text
from clarifications.review.models import Declaration
from standards.models import MaintenanceGroup

PAGE = 25
ENDED_DAYS = 30
TITLES: dict[WhoseTurn, tuple[Text, Text, Text]] = {  # caption, what the second column says, what the last one says
    WhoseTurn.MINE: (_("My turn"), _("To do"), _("Due")),
    WhoseTurn.GROUP: (_("My group’s turn"), _("Whose turn"), _("Due")),
    WhoseTurn.OTHERS: (_("Others’ turn"), _("Whose turn"), _("State")),
    WhoseTurn.ENDED: (_("Ended, 30 days"), _("Case"), _("State")),
}


Waiting: TypeAlias = CaseTurn | Errand | int  # the number is the key of a case that ended


@dataclass(frozen=True)
class CaseRow:
    """One line of a list."""

    clause: str
    todo: str
    text: str
    reference: str
    url: str
    since: str
    due: str = ""
    is_late: bool = False
    state: str = ""
    state_label: str = ""


@dataclass(frozen=True)
class WorkList:
    """One list with the rows of one page; ``page`` pages through it where it is shown alone."""

    whose: WhoseTurn
    caption: Text
    who: Text
    last: Text
    total: int
    rows: list[CaseRow]
    page: Page[Waiting]


class WorkLists:
    """All lists for one reader, narrowed by what is asked for in the address."""

    def __init__(self, asked: QueryDict, *, by: Actor, at: datetime.datetime) -> None:
        self.by, self.at, self.asked = by, at, asked
        self.today = at.date()
        self.form = DeskFilterForm(asked or None, groups=self._groups())
        self.filters = self.form.chosen() if self.form.is_bound else {}
        self.only = next((whose for whose in WhoseTurn if whose.value == asked.get("list")), None)
        self.lists = self._lists()

    @property
    def shown(self) -> list[WorkList]:
        """The lists of this page: the one asked for, else all that hold something."""
        if self.only:
            return [row for row in self.lists if row.whose is self.only]
        return [row for row in self.lists if row.total]

    @property
    def has_rows(self) -> bool:
        return any(row.rows for row in self.shown)

    @property
    def errors(self) -> list[str]:
        """What is said of filters that cannot be."""
        return [str(error) for errors in self.form.errors.values() for error in errors] if self.form.is_bound else []

    @property
    def mine(self) -> int:
        """How many cases and mails wait for the reader."""
        return self.lists[0].total

    @property
    def query(self) -> QueryDict:
        """The filters that make sense, as they stand in the address."""
        kept = QueryDict(mutable=True)
        for name in (*self.filters, "list"):
            if value := self.asked.get(name):
                kept[name] = str(value)
        return kept

    def _groups(self) -> "QuerySet[MaintenanceGroup]":
        if self.by.person.is_secretariat:
            return MaintenanceGroup.objects.filter(pk__in=Clarification.objects.values("group"))
        return MaintenanceGroup.objects.filter(
            pk__in=Seat.objects.on(self.today).filter(user=self.by.person).values("group")
        )

    def _lists(self) -> list[WorkList]:
        visible = Clarification.objects.visible_to(self.by)
        if reference := self.filters.get("q"):
            visible = visible.filter(reference__icontains=reference)
        if state := self.filters.get("state"):
            visible = visible.filter(state=state)
        if group := self.filters.get("group"):
            visible = visible.filter(group=group)
        found = sorted(case_turns(visible.filter(waits_for_somebody(self.at)), by=self.by, at=self.at), key=_by_day)
        waiting: dict[WhoseTurn, list[Waiting]] = {
            whose: [row for row in found if row.whose is whose] for whose in WhoseTurn
        }
        waiting[WhoseTurn.MINE] = [*self._errands(visible), *waiting[WhoseTurn.MINE]]
        waiting[WhoseTurn.ENDED] = [*self._ended(visible)]
        return self._filled([self._page(whose, rows) for whose, rows in waiting.items()])

    def _errands(self, visible: ClarificationQuerySet) -> list[Errand]:
        """What waits for the secretariat beside the process; of no case, unless cases are looked for."""
        if not self.by.person.is_secretariat:
            return []
        of_a_case = Q(clarification__in=visible)
        return errands(of_a_case if self.filters else of_a_case | Q(clarification=None), visible)

    def _ended(self, visible: "QuerySet[Clarification]") -> list[int]:
        """The primary keys of what ended: of the last days, unless something is looked for."""
        ended = visible.exclude(waits_for_somebody(self.at)).order_by("-since", "-pk")
        if not self.filters:
            ended = ended.filter(since__gte=self.at - datetime.timedelta(days=ENDED_DAYS))
        return list(ended.values_list("pk", flat=True))

    def _page(self, whose: WhoseTurn, found: Sequence[Waiting]) -> tuple[WhoseTurn, Page[Waiting]]:
        number = self.asked.get("page") if whose is self.only else 1
        return whose, Paginator(found, PAGE).get_page(number)

    def _filled(self, pages: list[tuple[WhoseTurn, Page[Waiting]]]) -> list[WorkList]:
        """Fetch what the rows of all pages show, at once."""
        wanted = [one for one in pages if self.only in (None, one[0])]
        pks = {pk for _whose, page in wanted for row in page if (pk := _case_of(row))}
        declared = Exists(Declaration.objects.filter(clarification=OuterRef("pk"), user=self.by.person))
        cases = {
            case.pk: case for case in Clarification.objects.filter(pk__in=pks).for_lists().annotate(declared=declared)
        }
        lists = []
        for whose, page in pages:
            rows = [self._row(row, cases) for row in page] if (whose, page) in wanted else []
            caption, who, last = TITLES[whose]
            caption = _("Ended") if whose is WhoseTurn.ENDED and self.filters else caption
            lists.append(WorkList(whose, caption, who, last, page.paginator.count, rows, page))
        return lists

    def _row(self, row: Waiting, cases: dict[int, Any]) -> CaseRow:
        case = cases.get(_case_of(row) or 0)
        if isinstance(row, Errand):
            return self._errand_row(row, case)
        assert case is not None  # cases are never deleted
        common: dict[str, Any] = {
            "clause": case.clause_numbers,
            "reference": case.reference,
            "url": case.get_absolute_url(),
            "since": days.since(case.since, self.today),
        }
        if isinstance(row, int):
            return self._ended_row(case, common)
        about = case.edition.short if case.edition else case.other_standard
        hidden = _("you see the request after you have answered")
        text = f"{about} · {case.subject if row.may_read else hidden}"
        due = _due(row)
        if row.whose is WhoseTurn.OTHERS:
            return CaseRow(
                todo=row.in_words, text=text, state=case.state, state_label=str(case.standing.label), **common
            )
        in_words = days.until(due, self.today) if due else ""
        return CaseRow(todo=row.in_words, text=text, due=in_words, is_late=bool(due and due < self.today), **common)

    def _errand_row(self, errand: Errand, case: Any) -> CaseRow:
        return CaseRow(
            clause=case.clause_numbers if case else "",
            todo=errand.todo,
            text=errand.text,
            reference=case.reference if case else "",
            url=errand.url,
            since=days.since(errand.since, self.today),
        )

    def _ended_row(self, case: Any, common: dict[str, Any]) -> CaseRow:
        may_read = self.by.person.is_secretariat or case.declared or case.standing.is_published
        title, about = (case.subject, case.cites) if may_read else (case.cites, "")
        return CaseRow(todo=title, text=about, state=case.state, state_label=str(case.standing.label), **common)


def _case_of(row: Waiting) -> int | None:
    """The primary key of the case that a row is about."""
    if isinstance(row, Errand):
        return row.case
    return row if isinstance(row, int) else row.pk


def _by_day(row: CaseTurn) -> tuple[datetime.date, datetime.datetime]:
    return _due(row) or datetime.date.max, row.since


def _due(row: CaseTurn) -> datetime.date | None:
    return row.turn.due if row.turn else None
