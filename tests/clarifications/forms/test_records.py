"""Fields that name published records, in whatever way people name them."""

import pytest
from django.core.exceptions import ValidationError

from clarifications.forms.records import RecordField, records_named
from clarifications.map import steps
from tests.builders import text_of
from tests.factories import EditionFactory
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    [
        "{slug}",
        "/clarifications/{slug}/",
        "clarifications/{slug}/",
        "https://casco.example/clarifications/{slug}/v1/#question-1",
        "https://casco.example/clarifications/{slug}?from=mail",
        "{reference}, clarification 1",
        "{reference} Clarification no. 1",
        "{short}, clarification 1",
        "  {short}   clarification 01 ",
        "{request}",
    ],
)
def test_a_record_is_named_as_people_name_it(typed):
    record = Register().add()
    names = {
        "slug": record.slug.upper(),
        "reference": record.edition.reference,
        "short": record.edition.short,
        "request": record.clarification.reference.lower(),
    }

    assert RecordField().clean(typed.format(**names)) == record


def test_a_clarification_and_an_interpretation_of_one_number_are_two():
    register = Register()
    clarification = register.add()
    interpretation = register.historic(edition=clarification.edition)
    short = clarification.edition.short

    found = records_named([f"{short}, clarification 1", f"{short}, interpretation 1"])

    assert list(found.values()) == [clarification, interpretation]


def test_a_record_that_was_renumbered_is_found_by_both_names():
    case = Register().published()
    former, cited = case.clarification.record.slug, case.clarification.record.name
    case.take(
        steps.CORRECT,
        case.sam,
        edition=EditionFactory(standard=case.edition.standard, year=2031),
        content=text_of(case),
    )
    record = case.clarification.record

    found = records_named([former, cited, record.slug, record.name])

    assert (former != record.slug, list(found.values())) == (True, [record] * 4)


@pytest.mark.parametrize("typed", ["17025-2017-9", "ISO/IEC 17025:2017, clarification 9", "CR-2020-0009", "100 %s"])
def test_what_names_no_record_is_said(typed):
    with pytest.raises(ValidationError) as refused:
        RecordField().clean(typed)

    assert refused.value.messages == [f"No published record is found as “{typed}”."]


@pytest.mark.parametrize("typed", ["", " ", " / "])
def test_a_record_that_need_not_be_named_is_not(typed):
    assert RecordField(required=False).clean(typed) is None


def test_many_names_are_read_with_one_query(django_assert_num_queries):
    register = Register()
    records = [register.add(), register.add("Another"), register.add("A third")]

    with django_assert_num_queries(1):
        found = records_named([record.slug for record in records] + [record.name for record in records])

    assert list(found.values()) == records * 2
