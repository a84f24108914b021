"""What was decided already is shown to who asks, for whatever edition it was; and a search says what it takes."""

import pytest

from standards.models import Succession
from tests.builders import Case, published
from tests.factories import EditionFactory
from tests.journeys import acts
from tests.journeys.stage import Stage


@pytest.mark.parametrize("how", [{"keys_only": True}, {"java_script_enabled": False}], ids=["keys", "no scripts"])
def test_what_was_decided_for_the_former_edition_is_shown_under_the_question(stage: Stage, case: Case, how):
    newer = EditionFactory(standard=case.edition.standard, year=2026)
    Succession.objects.create(newer=newer, older=case.edition)
    acts.walked(case, to=published)
    rita = stage.enters("Rita", **how)

    rita.opens(f"/request/?edition={newer.standard.slug}/{newer.slug}")
    rita.presses("Begin a draft")
    rita.writes("Clauses", "7.1.5")
    rita.presses("Show what is said on these clauses")
    rita.reads("Already said on 7.1.5", f"Decided for {case.edition.reference}, 7.1.5; not reviewed for yours")

    rita.writes("Clauses", "7..1")
    rita.presses("Show what is said on these clauses")
    rita.reads("is not a clause number")
    rita.reads_nothing_of("Already said on", "not reviewed for yours")


def test_a_search_says_what_it_takes_and_keeps_what_was_typed(stage: Stage, case: Case):
    petra = stage.enters("Petra", keys_only=True)
    pasted = "images of " * 25

    petra.opens(f"/clarifications/?q={pasted}")
    petra.reads("Ensure this value has at most 200 characters")
    petra.opens(f"/search/?q={pasted}")
    petra.reads("249 characters: only the first 200 were looked for.")
    field = petra.page.locator("main input[name=q]")
    assert (field.input_value(), field.get_attribute("maxlength")) == (pasted.strip(), "200")
    petra.writes("Clause, standard or words", "images")
    petra.presses("Search", inside=petra.page.locator("main"))
    petra.reads_nothing_of("only the first 200")
