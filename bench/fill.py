"""Fills an empty register with invented cases, fast: rows made in memory and written in bulk, some thousands a minute.

Beside the records stand cases in every open state, for the desk, and requests that were not accepted.
"""

import datetime
import random
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from accounts.bodies import load_bodies
from accounts.models import Body, BodyKind, Seat, SeatRole, User
from bench import records
from bench.grow import grow
from bench.rows import Rows
from bench.stories import DAY, Cast, RequestText, Story
from bench.texts import FREQUENT, RARE, Writer
from clarifications.case.kept_turns import renew_turns
from clarifications.case.models import Counter
from clarifications.map.steps import ABANDON, CONCLUDE, State
from clarifications.register.labels import relabel_all
from clarifications.register.models import Record, VerdictKind
from clarifications.register.vocabulary import RecordKind
from clarifications.review.models import Outcome
from clarifications.screening.criteria import load_starting_set
from clarifications.screening.models import CriteriaSet
from standards.models import Committee, Edition, MaintenanceGroup

YEARS = 9  # over which the records spread
FIRST_CRITERIA = datetime.date(2000, 1, 1)
GROUPS, MEMBERS = 8, 4
SEED = 17000
BATCH = 250  # cases written together
# Of a hundred records: how many are judged later, how many say that there was no consensus.
INCLUDED, NO_LONGER, WITHOUT_CONSENSUS = range(0, 6), range(6, 12), range(12, 14)
OUTCOMES = {Outcome.YES: 30, Outcome.NO: 25, Outcome.YES_UNDER_CONDITIONS: 15, Outcome.NOT_SPECIFIED: 10}
RARER = {Outcome.YES_BUT_NOT_ONLY: 8, Outcome.SILENT: 5, Outcome.AMBIGUOUS: 4, Outcome.DEFECT: 1, Outcome.SEE_TEXT: 2}
OPEN_STATES = (State.RECEIVED, State.RETURNED, State.UNDER_REVIEW, State.SEEKING_CONSENSUS, State.DECIDED)


def fill(number: int, *, at: datetime.datetime | None = None, most: int | None = None) -> None:
    """Write ``number`` records with their cases, and the other cases; the catalogue must be loaded.

    Where they are more than ``most``, so many at most are written with texts of their own, and those some times more:
    ``number`` is rounded up then.
    """
    times = -(-number // most) if most else 1
    filling = Filling(at=at or timezone.now())
    rows = Rows()
    for count, _case in enumerate(filling.cases(-(-number // times), rows), start=1):
        if count % BATCH == 0:
            rows.write()
    rows.write()
    filling.write_counters()
    relabel_all(Record.objects.filter(verdicts__isnull=False).select_related("standard", "edition").distinct())
    if times > 1:
        grow(times)
    renew_turns(at=filling.at)


class Filling:
    """The people of the bench, its texts, and the numbers given so far."""

    def __init__(self, *, at: datetime.datetime) -> None:
        self.at = at
        self.chance = random.Random(SEED)
        self.writer = Writer(SEED)
        self.references: Tally[int] = Tally()
        self.numbers: Tally[Edition] = Tally()
        load_starting_set(since=FIRST_CRITERIA)
        self.casts = list(_casts())
        self.editions = _editions()
        self.clauses = {edition: list(edition.clauses.all()) for edition in self.editions}
        for clauses in self.clauses.values():
            self.chance.shuffle(clauses)
        self.weights = [1 / rank for rank in range(1, len(self.editions) + 1)]  # a few standards are asked about most

    def cases(self, number: int, rows: Rows) -> Iterator[Story]:
        """Every case, the oldest first: those with a record, one in ten not accepted, one in fifty still open."""
        start = self.at - YEARS * 365 * DAY
        pause = (self.at - DAY - start) / number
        for count in range(number):
            published = start + (count + 1) * pause
            yield self._record(rows, count, submitted=published - 120 * DAY)
            if count % 10 == 0:
                yield self._not_accepted(rows, submitted=published - 120 * DAY)
        for count in range(max(number // 50, 10)):
            state = OPEN_STATES[count % len(OPEN_STATES)]
            yield self._open(rows, state, late=count % 2 == 0, submitted=self.at - (40 + count % 50) * DAY)

    def write_counters(self) -> None:
        """The next reference and the next record go on from here."""
        last = {f"CR-{year}": number for year, number in self.references.items()}
        last |= {f"{RecordKind.CLARIFICATION} {edition.pk}": number for edition, number in self.numbers.items()}
        Counter.objects.bulk_create(Counter(name=name, last=number) for name, number in last.items())

    def _record(self, rows: Rows, count: int, *, submitted: datetime.datetime) -> Story:
        consensus = count % 100 not in WITHOUT_CONSENSUS
        words = [word for word, every in ((RARE, 100), (FREQUENT, 10)) if count % every == every - 1]
        story = self._submit(rows, submitted, *words)
        self._to_call(story, days=21)
        story.answer_call(MEMBERS)
        story.at = submitted + 90 * DAY
        text = records.content_of(story, consensus=consensus)
        story.conclude(CONCLUDE if consensus else ABANDON, text=text)
        story.at = submitted + 120 * DAY
        edition = story.request.edition
        self.numbers[edition] += 1
        record = records.publish(story, number=self.numbers[edition])
        self._judge(story, record, count % 100)
        return story

    def _judge(self, story: Story, record: Record, place: int) -> None:
        """A verdict on some records about an edition that a newer one has followed."""
        newest = record.standard.current_edition
        if place not in (*INCLUDED, *NO_LONGER) or newest is None or newest.pk == record.edition.pk:
            return
        story.at += DAY
        kind = VerdictKind.INCORPORATED if place in INCLUDED else VerdictKind.NO_LONGER_APPLIES
        records.judge(story, record, kind=kind, edition=newest)

    def _not_accepted(self, rows: Rows, *, submitted: datetime.datetime) -> Story:
        story = self._submit(rows, submitted)
        story.find(unmet=[4])
        story.not_accept()
        return story

    def _open(self, rows: Rows, state: State, *, late: bool, submitted: datetime.datetime) -> Story:
        """A case that waits in ``state``; ``late`` ones are a little further."""
        story = self._submit(rows, submitted)
        if state is State.RETURNED:
            story.send_back("Example: which edition do you use?")
        elif state is State.RECEIVED:
            if late:
                story.find()
        elif state is State.UNDER_REVIEW:
            story.find()
            story.accept()
            if late:
                story.draft()
            story.write_pending()
        else:
            self._to_call(story, days=90)
            story.answer_call(MEMBERS if late or state is State.DECIDED else 1)
            if state is State.DECIDED:
                story.conclude(CONCLUDE, text=records.content_of(story, consensus=True))
            story.write_pending()
        return story

    def _to_call(self, story: Story, *, days: int) -> None:
        story.find()
        story.accept()
        story.draft()
        story.call(days=days)

    def _submit(self, rows: Rows, at: datetime.datetime, *words: str) -> Story:
        story = Story(rows, self.chance.choice(self.casts), self._said(*words), at)
        self.references[at.year] += 1
        story.submit(f"CR-{at.year}-{self.references[at.year]:04d}")
        return story

    def _said(self, *words: str) -> RequestText:
        """A question about one to three clauses; every fifth request asks two, every seventh a stem with two parts."""
        edition = self.chance.choices(self.editions, self.weights)[0]
        clauses = self.clauses[edition]
        named = self.chance.choices(clauses, [1 / (rank + 10) for rank in range(len(clauses))], k=3)
        write = self.writer.text
        questions: list[tuple[str, Sequence[str]]] = [(write(*words), ())]
        if self.chance.random() < 1 / 5:
            questions.append((write(), ()))
        if self.chance.random() < 1 / 7:
            questions.append((write(), (write(), write())))
        return RequestText(
            subject=self.writer.line(),
            edition=edition,
            clauses=list(dict.fromkeys(named))[: self.chance.randint(1, 3)],
            questions=questions,
            background=write(),
            understanding=write(),
            answers=[self._answer() for _text, parts in questions for _leaf in parts or (_text,)],
        )

    def _answer(self) -> dict[str, Any]:
        likely = OUTCOMES | RARER
        outcome = self.chance.choices(list(likely), list(likely.values()))[0]
        conditional = outcome is Outcome.YES_UNDER_CONDITIONS
        return {
            "outcome": outcome.value,
            "position": self.writer.text(),
            "considerations": self.writer.text() if self.chance.random() < 1 / 2 else "",
            "conditions": [self.writer.line(), self.writer.line()] if conditional else [],
        }


def _casts() -> Iterator[Cast]:
    """Invented groups with their members, and the real bodies that may ask, so that lists are as long as they are."""
    load_bodies()
    bodies = list(Body.objects.filter(kind=BodyKind.MEMBER).order_by("pk")[:GROUPS])
    secretariat = User.objects.create_user("secretariat@bench.example", name="Sam Example", is_secretariat=True)
    criteria_set = CriteriaSet.objects.order_by("since")[0]  # that of the past years
    criteria = list(criteria_set.criteria.all())
    committee = Committee.objects.get(reference="ISO/CASCO")
    for number, body in enumerate(bodies, start=1):
        group = MaintenanceGroup.objects.create(
            name=f"Example group {number} of the bench", committee=committee, is_example=True
        )
        seats = [_seat(group, body, f"{number}-{place}", place) for place in range(1, MEMBERS + 1)]
        yield Cast(secretariat, seats, body, criteria_set, criteria)


def _seat(group: MaintenanceGroup, body: Body, mark: str, place: int) -> Seat:
    user = User.objects.create_user(f"member-{mark}@bench.example", name=f"Member {mark} Example")
    role = SeatRole.CONVENOR if place == 1 else SeatRole.MEMBER
    return Seat.objects.create(user=user, group=group, body=body, role=role, since=FIRST_CRITERIA)


def _editions() -> list[Edition]:
    """Those whose clauses are known, with what a label asks of their standards."""
    known = Edition.objects.ever_published().filter(clauses__isnull=False).distinct()
    return list(known.select_related("standard").prefetch_related("standard__editions", "clauses").order_by("pk"))
