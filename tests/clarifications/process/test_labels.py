"""The label of a record: what it means for readers of the newest edition."""

import pytest

from clarifications import lifecycle as steps
from clarifications.models import Label, Record
from clarifications.process.labels import relabel_all
from standards.dates import PartialDate
from tests.factories import EditionFactory
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    return Register().published()


def newer_than(case, year=2027, **given):
    """A later edition of the standard that the case is about."""
    return EditionFactory(standard=case.edition.standard, year=year, published=PartialDate(f"{year}-02"), **given)


def label_of(case) -> str:
    relabel_all(Record.objects.all())
    return Record.objects.get(clarification=case.clarification).label


def test_it_applies_to_the_edition_that_was_asked_about(published):
    assert label_of(published) == Label.APPLIES


def test_a_new_edition_makes_it_not_reviewed(published):
    newer_than(published)

    assert label_of(published) == Label.NOT_REVIEWED


@pytest.mark.parametrize("stage", ["40.20", "95.99"])
def test_a_draft_or_a_withdrawn_edition_changes_nothing(published, stage):
    newer_than(published, stage=stage)

    assert label_of(published) == Label.APPLIES


def test_an_edition_that_took_it_in_makes_it_included(published):
    edition = newer_than(published)

    published.take(
        steps.INCORPORATE, published.sam, edition=edition, clause="7.2", in_force=PartialDate("2027-03"), note=""
    )

    assert label_of(published) == Label.INCORPORATED


def test_an_edition_in_which_the_text_changed_makes_it_apply_no_longer(published):
    published.take(steps.NO_LONGER, published.sam, edition=newer_than(published), reason="The clause is gone.")

    assert label_of(published) == Label.NO_LONGER_APPLIES


def test_only_the_newest_edition_counts(published):
    published.take(steps.NO_LONGER, published.sam, edition=newer_than(published), reason="The clause is gone.")
    newer_than(published, year=2037)

    assert label_of(published) == Label.NOT_REVIEWED


def test_what_one_edition_took_in_stays_included_in_the_next(published):
    published.take(
        steps.INCORPORATE,
        published.sam,
        edition=newer_than(published),
        clause="7.2",
        in_force=PartialDate("2027-03"),
        note="",
    )
    newer_than(published, year=2037)

    assert label_of(published) == Label.INCORPORATED


def test_labels_brought_up_to_date_are_counted(published):
    newer_than(published)

    assert [relabel_all(Record.objects.all()), relabel_all(Record.objects.all())] == [1, 0]


def test_all_records_on_a_standard_are_brought_up_to_date_at_once():
    register = Register()
    register.published()
    newer_than(register.published())

    assert relabel_all(Record.objects.all()) == 2
