"""Fields in which one of many is named: a text that is read as people write it, kept by its key."""

import pytest
from django import forms

from clarifications.forms.offered import BodyField, EditionField
from standards.catalogue.resolver import cited_editions
from standards.reading.dates import PartialDate
from tests.factories import BodyFactory, CommitteeFactory, EditionFactory, StandardFactory


class Named(forms.Form):
    edition = EditionField(cited=cited_editions, required=False, error_messages={"invalid_choice": "None of ours."})
    body = BodyField(required=False, offers="../bodies/", error_messages={"invalid_choice": "Not in the list."})


@pytest.fixture
def editions(db):
    standard = StandardFactory(number="90025")
    old = EditionFactory(standard=standard, year=2005, stage="95.99", withdrawn=PartialDate("2018"))
    new = EditionFactory(standard=standard, year=2017)
    EditionFactory(standard=standard, year=2030, stage="40.20", published=PartialDate())
    return {"2005": old.pk, "2017": new.pk}


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("ISO/IEC 90025:2017", "2017"),
        ("  iso/iec 90025:2005 ", "2005"),
        ("90025:2005", "2005"),
        ("DIN EN ISO/IEC 90025:2018", "2017"),  # the year of the adoption
        ("90025", "2017"),  # no date means the newest that is published
    ],
)
def test_an_edition_is_named_as_people_cite_it(editions, typed, year):
    form = Named({"edition": typed})

    assert form.is_valid()
    assert form.cleaned_data["edition"] == editions[year]


@pytest.mark.parametrize("typed", ["90026:2017", "ISO 9001:2015", "2017", "#9", "#0", "#²", "x" * 300, "=1", "[["])
def test_what_names_no_edition_is_refused_and_stays_as_typed(editions, typed):
    EditionFactory(standard=StandardFactory(number="9001", committee=CommitteeFactory(reference="ISO/TC 176")))
    form = Named({"edition": typed})

    assert not form.is_valid()
    assert form["edition"].value() == typed
    assert f'value="{typed}"' in str(form["edition"])


def test_a_key_is_not_mistaken_for_a_number_that_was_typed(editions):
    form = Named({"edition": str(editions["2017"])})

    assert not form.is_valid()


def test_a_chosen_edition_stands_in_the_field_by_its_reference(editions):
    kept, sent = Named(initial={"edition": editions["2005"]}), Named({"edition": f"#{editions['2005']}"})

    assert kept["edition"].value() == sent["edition"].value() == "ISO/IEC 90025:2005"
    assert sent.is_valid()


@pytest.mark.parametrize(
    "typed", ["SNE, Standards Norland (Norland)", "standards norland", "sne", "SNE, Standards Norland"]
)
def test_a_body_is_named_by_name_or_acronym(db, typed):
    body = BodyFactory(kind="member", acronym="SNE", name="Standards Norland", country="Norland")
    BodyFactory(kind="member", acronym="SN", name="Standards Northland")

    form = Named({"body": typed})

    assert form.is_valid()
    assert form.cleaned_data["body"] == body.pk


def test_bodies_of_one_acronym_are_named(db):
    for name in ("Standards North", "Standards South"):
        BodyFactory(kind="member", acronym="SN", name=name, country="")

    form = Named({"body": "sn"})

    assert form.errors == {
        "body": ["“sn” can mean several: SN, Standards North; SN, Standards South. Name one."],
    }


@pytest.mark.parametrize(("kind", "is_active"), [("other", True), ("member", False)])
def test_a_body_that_may_not_ask_is_not_taken(db, kind, is_active):
    BodyFactory(kind=kind, is_active=is_active, name="Standards Norland")

    form = Named({"body": "Standards Norland"})

    assert form.errors == {"body": ["Not in the list."]}
