"""Where more records hold a word than are ranked, nothing is lost: the limit is two here."""

import pytest

from clarifications.intake.questions import Asked
from clarifications.register.finding import index, ranking
from clarifications.register.finding import search as searching
from clarifications.register.finding.order import InRank
from clarifications.register.finding.search import search
from clarifications.register.models import Record
from tests.register import Register

pytestmark = pytest.mark.django_db
LIMIT = 2


@pytest.fixture
def register(monkeypatch):
    """Four records on images, the oldest of which also speaks of a zebra; the limit is less than these."""
    made = Register()
    for title in ("Images of a zebra", "Images two", "Images three", "Images four"):
        made.add(title)
    for module in (index, ranking, searching):
        monkeypatch.setattr(module, "MOST", LIMIT)
    return made


def listed(text: str) -> list[str]:
    """The titles in the order of the list."""
    asked = search(text)
    found = InRank(Record.objects.filter(asked.condition), asked.records, has_more=asked.is_cut_short)
    return [record.title for record in found[0 : found.total().number]]


def test_all_that_hold_a_frequent_word_are_in_the_list_once_those_that_were_ranked_first(register):
    titles = listed("images")

    assert sorted(titles) == ["Images four", "Images of a zebra", "Images three", "Images two"]
    assert {*titles[:LIMIT]} == {"Images four", "Images three"}


def test_a_record_that_holds_every_word_is_found_however_old_it_is(register):
    assert search("zebra images").hits[0].has_every_word is True
    assert listed("zebra images")[0] == "Images of a zebra"


def test_what_must_not_occur_is_left_out_also_behind_the_limit(register):
    register.add("A zebra", questions=[Asked("May it be kept?")])

    assert "Images of a zebra" not in listed("images -zebra")
    assert listed("zebra -images") == ["A zebra"]


def test_a_phrase_in_many_records_loses_none(register):
    assert len(listed("“images”")) == 4


def test_a_standard_alone_lists_all_that_is_on_it(register):
    record = Record.objects.first()

    assert len(listed(record.standard.designation)) == 4


def test_a_retired_record_does_not_come_back_behind_the_limit(register):
    Record.objects.filter(title="Images of a zebra").update(label="retired")

    assert "Images of a zebra" not in listed("images")
