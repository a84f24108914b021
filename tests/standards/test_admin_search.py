"""What administrators change is found at once."""

import pytest
from django.urls import reverse

from standards.catalogue import search
from standards.models import Edition, Standard
from tests.factories import EditionFactory, StandardFactory, UserFactory

pytestmark = pytest.mark.django_db

INLINES = {
    f"{name}-{total}_FORMS": 0
    for name in ("responsibilities", "successions", "transitions", "clause_depths", "resources")
    for total in ("TOTAL", "INITIAL")
}


@pytest.fixture
def desk(browser_of):
    """The browser of an administrator."""
    return browser_of(UserFactory(name="Ada Example", is_staff=True, is_superuser=True))


def found(text):
    return sorted(search.find(text).values_list("number", flat=True))


def edition_facts(edition, **given):
    values = {"standard": edition.standard_id, "reference": edition.reference, "slug": edition.slug}
    values |= {"year": edition.year, "title": edition.title, "stage": edition.stage, "inferred": "[]"}
    return {**INLINES, **values, **given}


def test_a_standard_that_is_added_or_renumbered_is_found(desk):
    facts = {"publisher": "ISO/IEC", "type": "TS", "number": "90012", "part": "3", "slug": "ts-90012-3", **INLINES}
    desk.post(reverse("admin:standards_standard_add"), facts)
    first = found("90012-3")
    key = Standard.objects.get().pk

    desk.post(reverse("admin:standards_standard_change", args=[key]), {**facts, "number": "90013"})

    assert (first, found("90012-3"), found("90013-3")) == (["90012"], [], ["90013"])


def test_an_edition_is_found_by_its_new_title_and_not_by_the_old_one(desk):
    edition = EditionFactory(standard__number="90012", title="Perfumes")

    desk.post(reverse("admin:standards_edition_change", args=[edition.pk]), edition_facts(edition, title="Soaps"))

    assert (Edition.objects.get().title, found("perfume"), found("soap")) == ("Soaps", [], ["90012"])


def test_an_edition_that_comes_under_another_standard_is_found_there_alone(desk):
    edition, other = EditionFactory(standard__number="90012", title="Perfumes"), StandardFactory(number="90013")

    desk.post(reverse("admin:standards_edition_change", args=[edition.pk]), edition_facts(edition, standard=other.pk))

    assert found("perfume") == ["90013"]


def test_the_words_of_an_edition_that_is_deleted_are_forgotten(desk):
    one, other = (EditionFactory(standard__number=number, title="Perfumes") for number in ("90012", "90013"))
    third = EditionFactory(standard__number="90014", title="Perfumes")

    desk.post(reverse("admin:standards_edition_delete", args=[one.pk]), {"post": "yes"})
    desk.post(
        reverse("admin:standards_edition_changelist"),
        {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"},
    )

    assert list(Edition.objects.all()) == [third]
    assert found("perfume") == ["90014"]
