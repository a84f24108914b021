"""The lists of the desk: my turn, my group's, others', and what ended; a constant number of queries for any number."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Seat, User
from clarifications.case.kept_turns import renew_turns
from clarifications.case.models import Clarification
from clarifications.case.prepared import counted
from clarifications.case.turns import CaseTurn, WaitingCases, WhoseTurn, case_turn, with_turns
from clarifications.case.visibility import ClarificationQuerySet
from clarifications.desk import days
from clarifications.desk.errands import Errand, errands
from clarifications.desk.forms import DeskFilterForm
from clarifications.map.actors import Actor
from clarifications.map.rule import Text
from clarifications.map.whole import the_map
from standards.models import MaintenanceGroup

PAGE = 25
ENDED_DAYS = 30
TITLES: dict[WhoseTurn, tuple[Text, Text, Text]] = {  # caption, what the second column says, what the last one says
    WhoseTurn.MINE: (_("My turn"), _("To do"), _("Due")),
    WhoseTurn.GROUP: (_("My group’s turn"), _("Whose turn"), _("Due")),
    WhoseTurn.OTHERS: (_("Others’ turn"), _("Whose turn"), _("State")),
    WhoseTurn.ENDED: (_("Ended, 30 days"), _("Case"), _("State")),
}


@dataclass(frozen=True)
class PageRows:
    """The rows of one page: errands, and the keys of cases."""

    errands: Sequence[Errand]
    cases: "QuerySet[Any] | None"


@dataclass(frozen=True)
class ListContents:
    """What a list holds: first the errands, then cases, of which a page is fetched alone."""

    errands: Sequence[Errand]
    cases: "QuerySet[Any]"  # their keys, in order
    number: int

    def __len__(self) -> int:
        return len(self.errands) + self.number

    def __getitem__(self, part: slice) -> PageRows:
        """The rows of one page, for a ``Paginator``."""
        before = len(self.errands)
        first, last = max(part.start - before, 0), max(part.stop - before, 0)
        return PageRows(self.errands[part], self.cases[first:last] if first < min(last, self.number) else None)


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
    page: Page[Errand]


class WorkLists:
    """All lists for one reader, narrowed by what is asked for in the address.

    ``beside``: what else the desk may have to say; ``numbers`` says how many there are of each.
    """

    def __init__(
        self, asked: QueryDict, *, by: Actor, at: datetime.datetime, beside: "dict[str, QuerySet[Any]]"
    ) -> None:
        self.by, self.at, self.asked, self.beside = by, at, asked, beside
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
            return MaintenanceGroup.objects.filter(Exists(Clarification.objects.filter(group=OuterRef("pk"))))
        return MaintenanceGroup.objects.filter(
            pk__in=Seat.objects.on(self.today).filter(user=self.by.person).values("group")
        )

    def _lists(self) -> list[WorkList]:
        renew_turns(at=self.at)
        visible = Clarification.objects.visible_to(self.by)
        if reference := self.filters.get("q"):
            visible = visible.filter(reference__icontains=reference)
        if state := self.filters.get("state"):
            visible = visible.filter(state=state)
        if group := self.filters.get("group"):
            visible = visible.filter(group=group)
        waiting = WaitingCases(visible, self.by, self.at)
        cases: dict[WhoseTurn, QuerySet[Any]] = {
            WhoseTurn.MINE: waiting.mine.values("turn"),
            WhoseTurn.GROUP: waiting.group.values("pk"),
            WhoseTurn.OTHERS: waiting.others.values("pk"),
            WhoseTurn.ENDED: self._ended(visible).values("pk"),
        }
        self.numbers = self._counted({whose.value: rows for whose, rows in cases.items()} | self.beside)
        found = {whose: ListContents((), rows, self.numbers[whose.value]) for whose, rows in cases.items()}
        found[WhoseTurn.MINE] = replace(found[WhoseTurn.MINE], errands=self._errands(visible))
        return self._filled([(whose, self._page(whose, rows)) for whose, rows in found.items()])

    def _counted(self, rows: "Mapping[str, QuerySet[Any]]") -> dict[str, int]:
        """How many rows there are of each, in one statement; the one row that it reads is that of whoever asks."""
        columns = [counted(found) for found in rows.values()]
        return dict(zip(rows, User.objects.filter(pk=self.by.person.pk).values_list(*columns).get(), strict=True))

    def _errands(self, visible: ClarificationQuerySet) -> list[Errand]:
        """What waits for the secretariat beside the process; of no case, unless cases are looked for."""
        if not self.numbers.get("mails") and not self.numbers.get("places"):
            return []
        of_a_case = Q(clarification__in=visible)
        return errands(of_a_case if self.filters else of_a_case | Q(clarification=None), visible)

    def _ended(self, visible: ClarificationQuerySet) -> ClarificationQuerySet:
        """What ended: of the last days, unless something is looked for."""
        ended = visible.filter(kept_turn=None).exclude(state__in=the_map().open).order_by("-since", "-pk")
        if not self.filters:
            ended = ended.filter(since__gte=self.at - datetime.timedelta(days=ENDED_DAYS))
        return ended

    def _page(self, whose: WhoseTurn, found: ListContents) -> Page[Errand]:
        number = self.asked.get("page") if whose is self.only else 1
        return Paginator(found, PAGE).get_page(number)  # type: ignore[arg-type]  # a page of them are `PageRows`

    def _filled(self, pages: list[tuple[WhoseTurn, Page[Errand]]]) -> list[WorkList]:
        """Fetch what the rows of all pages show, at once."""
        wanted: dict[WhoseTurn, Any] = {whose: page.object_list for whose, page in pages if self.only in (None, whose)}
        turns = self._turns([rows.cases for rows in wanted.values() if rows.cases is not None])
        lists = []
        for whose, page in pages:
            rows = []
            if whose in wanted:
                in_order = sorted((one for one in turns if one[1].whose is whose), key=_by_day)
                rows = [*self._errand_rows(wanted[whose].errands), *(self._row(case, turn) for case, turn in in_order)]
            caption, who, last = TITLES[whose]
            caption = _("Ended") if whose is WhoseTurn.ENDED and self.filters else caption
            lists.append(WorkList(whose, caption, who, last, page.paginator.count, rows, page))
        return lists

    def _turns(self, pages: Sequence["QuerySet[Any]"]) -> list[tuple[Any, CaseTurn]]:
        """The cases of all pages, each with its turn, in one statement; each page is cut within it."""
        keys = [Clarification.objects.filter(pk__in=page).order_by().values("pk") for page in pages]
        if not keys:
            return []
        found = Clarification.objects.filter(pk__in=keys[0].union(*keys[1:]) if keys[1:] else keys[0]).order_by()
        cases = with_turns(found.for_lists(), by=self.by, at=self.at)
        return [(case, case_turn(case, self.by)) for case in cases]

    def _row(self, case: Any, turn: CaseTurn) -> CaseRow:
        common: dict[str, Any] = {
            "clause": case.clause_numbers,
            "reference": case.reference,
            "url": case.get_absolute_url(),
            "since": days.since(case.since, self.today),
        }
        if turn.whose is WhoseTurn.ENDED:
            return self._ended_row(case, common)
        about = case.edition.short if case.edition else case.other_standard
        hidden = _("you see the request after you have answered")
        text = f"{about} · {case.subject if turn.may_read else hidden}"
        if turn.whose is WhoseTurn.OTHERS:
            return CaseRow(
                todo=turn.in_words, text=text, state=case.state, state_label=str(case.standing.label), **common
            )
        due = turn.turn.due if turn.turn else None
        in_words = days.until(due, self.today) if due else ""
        return CaseRow(todo=turn.in_words, text=text, due=in_words, is_late=bool(due and due < self.today), **common)

    def _errand_rows(self, found: Sequence[Errand]) -> list[CaseRow]:
        """Those of a case with its clauses, which are fetched where there are such."""
        pks = [errand.case for errand in found if errand.case]
        cases = {case.pk: case for case in Clarification.objects.filter(pk__in=pks).for_lists()} if pks else {}
        return [self._errand_row(errand, cases.get(errand.case or 0)) for errand in found]

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


def _by_day(row: tuple[Any, CaseTurn]) -> tuple[Any, ...]:
    """What is due first, then what waits long; of what ended, the latest first."""
    case, turn = row
    if turn.turn is None:
        return (-case.since.timestamp(), -case.pk)
    return (turn.turn.due or datetime.date.max, case.since, case.pk)
