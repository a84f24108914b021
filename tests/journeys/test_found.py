"""From a question in one's own words to the record, whatever was mistyped."""

import pytest

from tests.journeys.eyes import looked_at
from tests.journeys.looks import nothing_is_wrong, visited
from tests.journeys.stage import Stage
from tests.register import Register

HOWS = [{"keys_only": True}, {"java_script_enabled": False}]


@pytest.fixture
def register():
    """Three records; two of them speak of images."""
    made = Register()
    made.add("Images that the client transmits", clauses="7.1.5")
    made.add("Photographs kept in the file", clauses="7.1.5")
    made.add("Impartiality of a committee", clauses="5.1")
    return made


@pytest.mark.parametrize("how", HOWS, ids=["keys", "no scripts"])
def test_a_question_with_a_mistake_in_it_leads_to_the_record(stage: Stage, register: Register, how):
    petra = stage.enters("Petra", **how)

    petra.opens("/")
    petra.writes("Clause, standard or words", "can a commitee lose its impartialty?")
    petra.presses("Search", inside=petra.page.locator("main"))
    petra.reads("No clarification holds “impartialty”", "Did you mean impartiality?", "Impartiality of a committee")
    petra.follows("Impartiality of a committee")

    petra.reads("Not a requirement and not binding", "5.1")


def test_a_search_is_read_on_a_phone(stage: Stage, register: Register):
    petra = stage.enters("Petra")
    petra.page.set_viewport_size({"width": 390, "height": 844})

    petra.opens("/search/?q=images")

    petra.reads("Images that the client transmits", "Question:")
    assert looked_at(petra) == []


@pytest.mark.parametrize("how", HOWS, ids=["keys", "no scripts"])
def test_where_nothing_is_found_the_way_to_asking_keeps_what_was_typed(stage: Stage, register: Register, how):
    petra = stage.enters("Petra", **how)

    petra.opens("/search/?q=impartialty")
    petra.follows("Search for exactly what was typed")
    petra.reads("Nothing found", "Who answers for a standard")
    petra.follows("Ask a question")
    petra.reads("The draft begins with what you searched: “impartialty”.")
    petra.presses("Begin a draft")

    assert "/request/" in petra.page.url


def test_what_leads_on_where_nothing_is_found_is_sound(stage: Stage, register: Register):
    petra = stage.enters("Petra")

    nothing_is_wrong(visited(petra, ["/search/?q=zeppelin", "/search/?q=images+zeppelin", "/search/?q=impartialty"]))
