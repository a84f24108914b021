"""Clauses are found by the words of their headings: those that hold the most of them, however many hold one."""

import pytest

from standards.catalogue import headings
from standards.catalogue.headings import clauses_found
from standards.reading.words import read_words
from tests.factories import ClauseFactory, EditionFactory

pytestmark = pytest.mark.django_db


def test_a_heading_with_every_word_is_found_behind_many_with_one(monkeypatch):
    monkeypatch.setattr(headings, "MOST", 3)
    edition = EditionFactory()
    for number in range(1, 7):
        ClauseFactory(edition=edition, number=str(number), title="Control of records")
    ClauseFactory(edition=edition, number="9", title="Control of documents")

    found = clauses_found(list(read_words("control documents")), [])

    assert [clause.number for clause in found.rows] == ["9"]
    assert not found.is_cut


def test_where_more_may_answer_than_were_looked_at_that_is_known(monkeypatch):
    monkeypatch.setattr(headings, "MOST", 3)
    edition = EditionFactory()
    for number in range(1, 5):
        ClauseFactory(edition=edition, number=str(number), title="Control of records")

    found = clauses_found(list(read_words("records")), [])

    assert (len(found.rows), found.is_cut) == (3, True)
