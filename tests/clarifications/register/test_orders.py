"""The list of records stands in the order that its address names: by match, by date, by standard and clause."""

import pytest
from django.http import QueryDict

from clarifications.intake.questions import Asked
from clarifications.register.filters import read
from standards.reading.dates import PartialDate

pytestmark = pytest.mark.django_db


def order(query: str) -> list[str]:
    found = read(QueryDict(query)).filter.records
    return [record.title for record in found[0:100]]


def test_the_list_is_sorted_by_match_by_date_or_by_clause(register, laboratory, inspection):
    register.add("Images, and images", edition=laboratory, clauses="7.10", questions=[Asked("About images?")])
    register.add("Some image", edition=laboratory, clauses="7.2, 9.1")
    register.historic("General image", edition=laboratory, published=PartialDate("2027"))
    register.historic("Inspection image", edition=inspection, clauses="8", published=PartialDate("2028"))

    newest = ["Inspection image", "General image", "Some image", "Images, and images"]
    by_clause = ["Inspection image", "General image", "Some image", "Images, and images"]
    assert order("") == order("sort=newest&q=image") == newest
    assert order("sort=clause") == order("sort=clause&q=image") == by_clause
    assert order("sort=clause&clause=9&clause=7.10") == ["Images, and images", "Some image"]
    assert order("sort=best") == newest
    assert sorted(order("q=image")) == sorted(order("sort=best&q=image")) == sorted(newest)


def test_the_order_that_is_taken_unasked_stands_in_no_address(register):
    register.add()

    def shown(query: str) -> list[tuple[str, str, bool]]:
        return [(sort.label, sort.url, sort.is_chosen) for sort in read(QueryDict(query)).filter.sorts()]

    assert shown("year=2026&page=2") == [("Newest", "?year=2026", True), ("Clause", "?year=2026&sort=clause", False)]
    assert shown("q=image&sort=newest") == [
        ("Best match", "?q=image", False),
        ("Newest", "?q=image&sort=newest", True),
        ("Clause", "?q=image&sort=clause", False),
    ]


def test_an_order_that_is_not_known_is_left_out_and_said(register):
    register.add()

    assert read(QueryDict("sort=random")).left_out == ["Order: “random” is not known and was left out."]
    assert read(QueryDict("sort=clause")).filter.is_set is False
