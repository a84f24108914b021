"""Questions put to the catalogue."""

import pytest

from standards.catalogue import queries as catalogue
from standards.models import Responsibility
from standards.reading.clause_reader import parse
from tests.factories import ClauseFactory, CommitteeFactory, EditionFactory, GroupFactory, StandardFactory

pytestmark = pytest.mark.django_db


def test_the_toolbox_is_what_casco_owns_with_what_is_in_force_first():
    withdrawn = EditionFactory(standard__number="1", stage="95.99").standard
    in_force = EditionFactory(standard__number="2").standard
    EditionFactory(standard__committee=CommitteeFactory(reference="ISO/TC 1", title="Screw threads"))

    assert [(one, one.is_in_force) for one in catalogue.toolbox()] == [(in_force, True), (withdrawn, False)]


def test_a_supplement_does_not_put_a_standard_in_force():
    base = EditionFactory(stage="95.99")
    EditionFactory(standard=base.standard, year=2018, supplement_type="Cor", supplement_of=base)

    assert catalogue.toolbox().get().is_in_force is False


def test_the_editions_of_the_toolbox_are_those_once_published_newest_first():
    standard = StandardFactory()
    old = EditionFactory(standard=standard, year=2005, stage="95.99")
    new = EditionFactory(standard=standard, year=2017)
    EditionFactory(standard=standard, year=None, slug="fdis", stage="50.20", published="")

    assert list(catalogue.toolbox_editions()) == [new, old]


def test_a_standard_of_another_committee_is_not_cascos():
    own, other = StandardFactory(), StandardFactory(committee=CommitteeFactory(reference="ISO/TC 1"))

    assert [catalogue.is_casco(one) for one in (own, other, StandardFactory(committee=None))] == [True, False, False]


def test_an_edition_is_found_by_its_reference_and_by_that_of_its_draft():
    edition = EditionFactory(reference="ISO/IEC 90020:2026", former_reference="ISO/IEC DIS 90020")

    found = [catalogue.find_edition(text) for text in ("ISO/IEC 90020:2026", "ISO/IEC DIS 90020", "ISO/IEC 1:1999")]

    assert found == [edition, edition, None]


def test_a_clause_is_found_in_its_own_edition_only():
    clause = ClauseFactory(number="7.8")

    assert catalogue.listed_clauses(clause.edition, ["7.8", "7.9"]) == {"7.8": clause}
    assert catalogue.listed_clauses(EditionFactory(), ["7.8"]) == {}


def test_the_nearest_clause_is_the_listed_one_above():
    clause = ClauseFactory(number="7.8")

    found = [catalogue.nearest_clause(clause.edition, parse(text)) for text in ("7.8", "7.8.2.1 a)", "7.9", "Annex A")]

    assert found == [clause, clause, None, None]


def test_everyone_ever_named_is_told_with_what_is_a_fact_today():
    edition = EditionFactory()
    rows = [
        Responsibility.objects.create(group=GroupFactory(), standard=edition.standard, **facts)
        for facts in (
            {"since": "2004", "until": "2017", "confidence": "verified"},
            {"since": "2017", "confidence": "verified"},
            {"since": "2012", "confidence": "inferred"},
        )
    ]

    found = catalogue.named_groups(edition.standard, newest=edition)

    assert [(group.responsibility, group.is_fact) for group in found] == [
        (rows[1], True),
        (rows[2], False),
        (rows[0], False),
    ]
