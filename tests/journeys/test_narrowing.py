"""The list of records is narrowed, sorted and widened again: by keys, without scripts, on a phone."""

import pytest

from clarifications.review.steps import DraftAnswer
from tests.factories import EditionFactory, StandardFactory
from tests.journeys.looks import nothing_is_wrong, visited
from tests.journeys.stage import Stage
from tests.register import Register


@pytest.fixture
def register(open_database) -> None:
    """Records on two standards, on parts of one clause, with two outcomes, of today and of before."""
    laboratory = EditionFactory(standard=StandardFactory(number="17025"), year=2017)
    register, no = Register(), [DraftAnswer(["1"], "no", "It is not.")]
    register.add("Rules for decisions", edition=laboratory, clauses="7.8.6")
    register.add("Data of customers", edition=laboratory, clauses="7.8.2, 4.1", answers=no)
    register.add("Equipment on loan", edition=laboratory, clauses="7.1")
    register.add("Images of places", edition=EditionFactory(standard=StandardFactory(number="17020")), answers=no)
    register.historic("Of long ago", edition=laboratory, clauses="7.8")
    register.pending(edition=laboratory, clauses="7.8.1")


@pytest.mark.parametrize("how", [{"keys_only": True}, {"java_script_enabled": False}], ids=["by keys", "no scripts"])
def test_facets_are_combined_and_removed_one_by_one(stage: Stage, register, how):
    petra = stage.enters("Petra", **how)
    petra.opens("/clarifications/")

    petra.ticks("ISO/IEC 17025")
    petra.presses("Show")
    petra.reads("4 clarifications", "of 5", "1 request is pending on ISO/IEC 17025, any edition;")
    petra.ticks("7 4")
    petra.presses("Show")
    petra.ticks("7.8 3")
    petra.presses("Show")
    petra.reads("3 clarifications", "Rules for decisions", "Of long ago")
    petra.reads_nothing_of("Equipment on loan")
    petra.ticks("No 1")
    petra.presses("Show")
    petra.reads("1 clarification", "Data of customers")

    petra.follows("Clause 7.8 and below , remove")
    petra.reads("1 clarification", "Clause 7 and below")
    petra.follows("Outcome: No , remove")
    petra.reads("4 clarifications")
    petra.follows("Clear all")
    petra.reads("5 clarifications")


@pytest.mark.parametrize("how", [{"keys_only": True}, {"java_script_enabled": False}], ids=["by keys", "no scripts"])
def test_an_order_is_kept_while_the_list_is_narrowed(stage: Stage, register, how):
    petra = stage.enters("Petra", **how)
    petra.opens("/clarifications/")

    petra.follows("Clause", inside=petra.page.locator(".list-head"))
    petra.ticks("Clarification 4")
    petra.presses("Show")

    assert "sort=clause" in petra.page.url
    titles = petra.page.locator(".entry__title").all_inner_texts()
    assert titles == ["Images of places", "Data of customers", "Equipment on loan", "Rules for decisions"]


def test_the_narrowed_list_is_sound(stage: Stage, register):
    petra = stage.enters("Petra")

    nothing_is_wrong(
        visited(
            petra,
            [
                "/clarifications/?standard=17025&clause=7&clause=7.8.6&kind=clarification&sort=clause",
                "/clarifications/?standard=17025&clause=9&group=nobody",
                "/clarifications/?edition=17025-2017&clause=7&more=standard",
                f"/clarifications/?q={'W' * 200}",
                "/clarifications/?" + "&".join(f"standard={'x' * 60}{number}" for number in range(20)),
            ],
        )
    )
