"""What two people do at the same moment, each with a connection of their own: both are kept, or one is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts import kept
from clarifications.case.part import StepRefused
from clarifications.incorporation.models import VerdictTable
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.map.steps import Step
from clarifications.publication.models import EntryDraft
from clarifications.register.beside import RecordRelation, RelationKind
from clarifications.register.models import Record, RegisterWord
from clarifications.register.pieces import PublishedAnswer
from clarifications.register.vocabulary import PublicOutcome
from clarifications.register.write import reindex
from standards.models import Succession
from tests.builders import Case
from tests.factories import EditionFactory, StandardFactory, UserFactory
from tests.page import Page
from tests.register import Register

TABLE = "/desk/verdicts/90020/2026/"

ANSWERED = {"questions": [Asked("May one?")], "answers": [PublishedAnswer(("1",), PublicOutcome.YES, "One may.")]}


@pytest.fixture
def register(open_database):
    return Register()


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each of them gives, all begun at the same moment."""
    together = Barrier(len(calls))

    def one(call: Callable[[], Any]) -> Any:
        together.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def test_two_who_keep_the_first_of_a_table_at_once_are_both_kept(register, browser_of):
    old = EditionFactory(standard=StandardFactory(number="90020"), year=2012)
    Succession.objects.create(newer=EditionFactory(standard=old.standard, year=2026), older=old)
    records = [register.historic(title, edition=old, **ANSWERED) for title in ("First", "Second")]
    browsers = [browser_of(UserFactory(is_secretariat=True)) for _record in records]
    pages = [Page(browser.get(TABLE)).fields for browser in browsers]
    sent = [page | {f"r{record.pk}-reason": record.title} for page, record in zip(pages, records, strict=True)]

    answers = at_once(*(lambda one=one: one[0].post(TABLE, one[1]) for one in zip(browsers, sent, strict=True)))

    said = {int(number): row["reason"] for number, row in VerdictTable.objects.get().rows.items()}
    assert ([answer.status_code for answer in answers], said) == (
        [302, 302],
        dict(Record.objects.values_list("pk", "title")),
    )


def taken(case: Case, step: Step, **facts: Any) -> str:
    """What became of a step: nothing to say, or why it was refused."""
    try:
        case.take(step, case.sam, **facts)
    except StepRefused as refused:
        return str(refused)
    return ""


def supersedes(one: Case, other: Case) -> Callable[[], str]:
    record = other.clarification.record
    return lambda: taken(one, steps.RELATE, other=record, kind=RelationKind.SUPERSEDES)


def retires(one: Case, other: Case) -> Callable[[], str]:
    record = other.clarification.record
    return lambda: taken(one, steps.RETIRE, replacement=record)


def test_records_that_come_to_supersede_each_other_in_a_ring_at_once_stay_open_at_one_place(register):
    ring = [register.entered(title) for title in ("A", "B", "C", "D")]

    said = at_once(*(supersedes(one, other) for one, other in zip(ring, [*ring[1:], ring[0]], strict=True)))

    assert [bool(refused) for refused in sorted(said)] == [False, False, False, True]
    assert RecordRelation.objects.count() == 3


def test_of_two_records_that_replace_each_other_at_once_one_stands(register):
    first, second = register.entered("First"), register.entered("Second")

    said = at_once(retires(first, second), retires(second, first))

    assert sorted(said) == ["", "Name another record that stands, or none."]
    assert Record.objects.filter(retired_at__isnull=True).count() == 1


def test_the_first_draft_of_a_page_that_is_kept_twice_at_once_is_one(register, browser_of):
    browsers = [browser_of(UserFactory(is_secretariat=True)) for _press in range(2)]
    sent = {"key": "k" * 32, "title": "Images", "keep": "yes"}

    answers = at_once(*(lambda one=one: one.post("/desk/new/historic/", sent) for one in browsers))

    kept = f"/desk/new/historic/?draft={EntryDraft.objects.get().pk}"
    assert [answer.headers["Location"] for answer in answers] == [kept] * 2


def test_what_two_tabs_send_at_once_after_the_session_ended_is_both_kept(open_database):
    at, key, place = timezone.now(), kept.new_key(), kept.MadePage("person:1", "/desk/1/comment/")
    texts = [f"Words of tab {number}." for number in range(6)]

    at_once(
        *(
            lambda text=text: kept.keep({"text": [text]}, place=place, key=key, network="::1", at=at).pk
            for text in texts
        )
    )

    found = kept.find(place, key=key, at=at)
    assert sorted([*found.earlier, *found.fields.getlist("text")]) == texts


def test_a_word_that_one_takes_out_and_another_brings_in_at_once_can_still_be_meant_by_a_misspelt_one(register):
    one, other = register.add("Zebras"), register.add("Images")
    has_noted, goes_on = Event(), Event()

    def brings_in() -> None:
        with transaction.atomic():
            reindex(other, replace(other.text_in_force(), title="Zebras"))
            has_noted.set()
            goes_on.wait(2)  # the other one waits for this, or is over by then

    def takes_out() -> None:
        has_noted.wait(30)
        reindex_whole(one, replace(one.text_in_force(), title="Seals"))
        goes_on.set()

    reindex_whole = transaction.atomic(reindex)
    at_once(brings_in, takes_out)

    assert RegisterWord.objects.filter(word="zebras").exists()
