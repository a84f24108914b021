"""What the register tells the pages of the catalogue: counts and lists, in few queries."""

import pytest
from django.template import Context, Template

from clarifications.templatetags.records import register_clause_counts
from standards.catalogue.clause_tree import tree_of
from tests.factories import ClauseFactory, EditionFactory, StandardFactory
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def edition():
    return EditionFactory(standard=StandardFactory(number="17025"), year=2017)


def drawn(text, **context) -> str:
    return Template("{% load records %}" + text).render(Context(context))


def tree(edition, *numbers) -> dict[str, tuple[int, int]]:
    rows = tree_of([ClauseFactory(edition=edition, number=number) for number in numbers], edition=edition)
    counts = register_clause_counts(rows)
    return {row.clause.number: counts.get(row.clause.sort_key, (0, 0)) for row in rows}


def test_the_clause_tree_counts_records_and_pending_cases(register, edition):
    register.add(clauses="7.8.6, 6.2", edition=edition)
    register.add(clauses="7.8.6", edition=edition)
    register.pending(clauses="7.8.6", edition=edition)

    assert tree(edition, "6", "6.2", "7.8.6") == {"6": (0, 0), "6.2": (1, 0), "7.8.6": (2, 1)}


def test_what_the_list_of_clauses_does_not_have_counts_at_the_nearest_clause_above(register, edition):
    register.add(clauses="7.8.6.1, 7.8.6.2 a)", edition=edition)
    register.pending(clauses="7.8.9, Annex C", edition=edition)

    assert tree(edition, "7", "7.8.6") == {"7": (0, 1), "7.8.6": (1, 0)}


def test_the_clause_tree_of_an_edition_without_clauses_is_empty():
    assert drawn("{% clause_tree rows counts %}", rows=[], counts={}).split()[-1] == "</ul>"


def test_a_list_of_standards_has_its_counts_in_two_queries(register, edition, django_assert_num_queries):
    other, bare = EditionFactory(), StandardFactory()
    register.add(edition=edition)
    register.add(edition=edition)
    register.pending(edition=other)
    text = (
        "{% register_counts standards as counts %}"
        "{% for one in standards %}{% with found=counts|counts_of:one %}{{ found.published }}+{{ found.pending }} "
        "{% endwith %}{% endfor %}"
    )

    with django_assert_num_queries(2):
        found = drawn(text, standards=[edition.standard, other.standard, bare])

    assert found == "2+0 0+1 0+0 "


def test_a_standard_lists_its_newest_records_and_leads_to_all(register, edition, django_assert_num_queries):
    for number in range(6):
        register.add(f"Question {number}", edition=edition)
    register.pending(edition=edition)

    with django_assert_num_queries(7):
        page = drawn("{% records_on_standard standard %}", standard=edition.standard)

    assert [f"Question {number}" in page for number in range(6)] == [False, True, True, True, True, True]
    assert "All 6 clarifications" in page
    assert '?standard=17025"' in page
    assert "Not a requirement and not binding" in page
    assert "Under review" in page


def test_an_edition_lists_only_its_own_records(register, edition):
    register.add("On the edition", edition=edition)
    register.add("On a later one", edition=EditionFactory(standard=edition.standard, year=2027))

    page = drawn("{% records_on_edition edition %}", edition=edition)

    assert ("On the edition" in page, "On a later one" in page) == (True, False)
    assert '?edition=17025-2017"' in page


def test_where_nothing_is_published_the_way_to_ask_is_shown(edition):
    page = drawn("{% records_on_edition edition %}", edition=edition)

    assert "No clarification yet" in page
    assert 'href="/request/"' in page
