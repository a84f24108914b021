"""Every search that is offered finds something."""

from dataclasses import replace

import pytest

from clarifications.register.finding.examples import examples
from clarifications.register.models import Record
from clarifications.register.rows import record_rows
from tests.page import Page
from tests.register import Register, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    made = Register()
    made.add("Images that the client transmits", clauses="7.1.5")
    made.add("Seals of a balance", clauses="6.2 b)")
    return list(Record.objects.all())


def test_examples_are_drawn_from_records_and_find_them(register):
    offered = examples(record_rows(register))

    assert len(offered) == 4
    assert all(found(example) for example in offered)


def test_of_a_record_without_a_clause_its_words_are_offered(register):
    row = replace(record_rows(register)[0], clauses=["general"])

    assert examples([row]) == ["seals balance"]


def test_an_empty_register_offers_none():
    assert examples([]) == []


@pytest.mark.parametrize("address", ["/", "/search/"])
def test_home_and_search_lead_to_them(petra, register, address):
    links = Page(petra.get(address)).values(".tries a", "href")

    assert len(links) == 4
    assert all("entries" in petra.get(link).content.decode() for link in links)
