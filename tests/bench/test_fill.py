"""The fast way of the bench leaves what the real steps leave: the same tables, texts, hashes and chains."""

import datetime
from collections import Counter as Tally
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from bench.fill import fill
from bench.grow import grow
from bench.rows import ORDER
from bench.texts import FREQUENT, RARE
from clarifications.case.door import take
from clarifications.case.events import Event
from clarifications.case.journal import faults
from clarifications.case.models import Clarification
from clarifications.case.roles import user_actor
from clarifications.map.steps import State
from clarifications.publication.content import content_of
from clarifications.publication.steps import PUBLISH
from clarifications.publication.topic_facts import TopicsFacts
from clarifications.register.finding.indexing import searchable
from clarifications.register.labels import relabel_all
from clarifications.register.models import Label, Pending, Record, RecordVersion, RegisterCount
from standards.reading.dates import PartialDate
from standards.reading.words import words
from tests.builders import published
from tests.factories import ClauseFactory, EditionFactory
from tests.register import found

AT = datetime.datetime(2026, 10, 1, 12, 0, tzinfo=datetime.UTC)
NUMBER = 100


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A register over three editions, one of which a newer one has followed; filled once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        old = EditionFactory(standard__number="90901", year=2012, stage="95.99", withdrawn=PartialDate("2018"))
        newer = EditionFactory(standard=old.standard, year=2018)
        for edition in (old, newer, EditionFactory(standard__number="90902")):
            ClauseFactory.create_batch(5, edition=edition)
        fill(NUMBER, at=AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def register(filled, db) -> None:
    """The same; what a test changes is undone."""


def rows() -> dict[str, int]:
    """How many rows each table of the process has."""
    models = apps.get_app_config("clarifications").get_models()
    return {model.__name__: model._default_manager.count() for model in models}


def _rows_of_cases() -> dict[type[Model], int]:
    return {model: model._default_manager.count() for model in ORDER}


def test_it_writes_every_table_that_the_real_steps_write(register):
    ours = rows()

    published()

    assert [name for name, number in rows().items() if number > ours[name] == 0] == []


def test_the_journal_of_every_case_verifies(register):
    found = [fault for clarification in Clarification.objects.all() for fault in faults(clarification)]

    assert found == []


def test_a_case_takes_the_steps_that_the_real_one_takes(register):
    walked = published().clarification
    steps = ("verb", "roles", "from_state", "to_state")
    filled = Record.objects.filter(verdicts=None).last().clarification

    real = set(walked.events.values_list(*steps))
    ours = set(filled.events.values_list(*steps))

    assert ours == real


def test_a_published_text_is_the_one_that_the_case_gives(register):
    for version in RecordVersion.objects.select_related("record__clarification")[:20]:
        assert version.text == content_of(version.record.clarification)
        assert version.rendered_text == version.text.as_html()
        assert version.is_intact is True


def test_the_words_of_the_index_are_those_of_the_text(register):
    for record in Record.objects.select_related("index")[:10]:
        said = searchable(record, record.versions.get().text)

        assert record.index.words == " ".join(words(said))


def test_labels_are_derived_from_the_verdicts(register):
    labels = set(Record.objects.values_list("label", flat=True))

    assert relabel_all(Record.objects.all()) == 0
    answered = {Label.APPLIES, Label.NOT_REVIEWED, Label.INCORPORATED, Label.NO_LONGER_APPLIES}
    assert labels == answered | {Label.NO_VERDICT}


def test_one_word_is_found_in_a_hundredth_and_another_in_a_tenth_of_the_records(register):
    assert len(found(RARE)) == NUMBER // 100
    assert len(found(FREQUENT)) == NUMBER // 10


def test_open_cases_stand_in_every_state_and_those_with_a_group_are_pending(register):
    cases = dict(Clarification.objects.values_list("reference", "state"))
    pending = dict(Pending.objects.values_list("reference", "stage"))

    assert set(cases.values()) == set(State) - {State.REFERRED, State.ANSWERED, State.WITHDRAWN}
    assert pending == {
        reference: state
        for reference, state in cases.items()
        if state in (State.UNDER_REVIEW, State.SEEKING_CONSENSUS, State.DECIDED)
    }


@pytest.mark.skipif(connection.vendor != "postgresql", reason="The bench measures PostgreSQL alone.")
def test_what_is_written_some_times_more_is_of_the_same_kinds_under_names_of_its_own(register):
    before, names = _rows_of_cases(), set(Record.objects.values_list("slug", flat=True))
    counted = RegisterCount.objects.order_by("facet", "value").values_list("facet", "value", "number")
    expected = [(facet, value, 3 * number) for facet, value, number in counted]

    grow(3)

    assert _rows_of_cases() == {model: 3 * number for model, number in before.items()}
    assert list(counted.all()) == expected
    by_edition = Tally(Record.objects.values_list("edition", flat=True))
    numbers = set(Record.objects.values_list("edition", "number"))
    assert numbers == {(edition, place) for edition, last in by_edition.items() for place in range(1, last + 1)}
    assert len(names) == before[Record]
    assert Record.objects.exclude(slug__in=names).count() == 2 * before[Record]
    connection.check_constraints()


def test_a_decided_case_can_be_published_by_the_real_step(register):
    case = Clarification.objects.filter(state=State.DECIDED).first()
    secretariat = user_actor(case.screened_by)
    last = Record.objects.filter(edition=case.edition).order_by("-number").first()

    case = take(PUBLISH, case, TopicsFacts(), by=secretariat, seen_version=case.version, at=AT)

    assert case.record.number == (last.number if last else 0) + 1
    assert list(faults(case)) == []
    assert Event.objects.filter(clarification=case, verb="publish").count() == 1
