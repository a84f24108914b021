"""The label of a record: what it means for readers of the newest edition."""

import datetime
import io
import json

import pytest
from django.core.management import call_command

from clarifications.map import steps
from clarifications.register.labels import relabel_all
from clarifications.register.models import Label, Record
from standards.reading.dates import PartialDate
from tests.builders import reviewed
from tests.factories import EditionFactory, StandardFactory
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
    published.take(
        steps.NO_LONGER_APPLIES, published.sam, **reviewed(newer_than(published)), reason="The clause is gone."
    )

    assert label_of(published) == Label.NO_LONGER_APPLIES


def test_only_the_newest_edition_counts(published):
    published.take(
        steps.NO_LONGER_APPLIES, published.sam, **reviewed(newer_than(published)), reason="The clause is gone."
    )
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


def test_an_edition_that_is_imported_opens_the_revision_of_its_clarifications(tmp_path):
    edition = EditionFactory(standard=StandardFactory(number="17025"), iso_id=66912, year=2017)
    EditionFactory(standard=edition.standard, iso_id=90001, year=None, slug="fdis", stage="50.20", published="")
    record = Register().add(edition=edition)
    line = {
        "id": 90001,
        "deliverableType": "IS",
        "reference": "ISO/IEC 17025:2031",
        "publicationDate": "2031-01-15",
        "ownerCommittee": "ISO/CASCO",
        "currentStage": 6060,
        "replaces": [66912],
    }
    place, said = tmp_path / "iso_deliverables.jsonl", io.StringIO()
    place.write_text(json.dumps(line))

    call_command("import_iso_open_data", place, as_of=datetime.date(2031, 2, 1), stdout=said)
    relabel_all(Record.objects.all())

    record.refresh_from_db()
    assert record.label == Label.NOT_REVIEWED
    assert (
        "ISO/IEC 17025:2031 replaces ISO/IEC 17025:2017: its clarifications await a verdict for the new edition"
        in said.getvalue()
    )
