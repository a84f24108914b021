"""Nothing typed on the public form is lost: what the page itself does about it, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from clarifications.intake.models import Draft
from tests.builders import Case
from tests.counts import COUNTS
from tests.journeys.stage import Person, Stage

COUNTED = """
([field, text]) => {
  field.value = text;
  field.dispatchEvent(new Event("input"));
  return document.querySelector(`.count[data-count="${field.id}"] .count__now`).textContent;
}
"""

# What a browser tells a page that it puts away as it is, and takes out again on "Back".
LEAVES = 'window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }))'
COMES_BACK = 'window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))'
KEPT = re.compile(r"/keep/")


def begins(rita: Person, case: Case, page: str) -> str:
    """Begin a draft about the edition and go to one of its pages; the address of the draft."""
    rita.opens(f"/request/?edition={case.edition.standard.slug}/{case.edition.slug}")
    rita.presses("Begin a draft")
    draft = rita.path.rstrip("/").rpartition("/")[0]
    rita.opens(f"{draft}/{page}/")
    return draft


@pytest.mark.parametrize("how", [{"keys_only": True}, {"java_script_enabled": False}], ids=["keys", "no script"])
def test_a_step_in_the_margin_keeps_what_was_typed(stage: Stage, case: Case, how):
    rita = stage.enters("Rita", **how)
    begins(rita, case, "question")
    rita.writes("Subject", "Half a subj")

    rita.presses("Standard and edition")
    rita.is_at("Standard and edition")
    rita.presses("Clause and question")

    assert rita.page.get_by_label("Subject").input_value() == "Half a subj"


def test_the_return_key_goes_on_and_not_to_the_first_step(stage: Stage, case: Case):
    rita = stage.enters("Rita", keys_only=True)
    begins(rita, case, "question")
    rita.writes("Clauses", "7.1.5")
    rita.writes("Your question", "Is it?")
    rita.writes("Subject", "Images")

    with rita.page.expect_navigation():
        rita.page.keyboard.press("Enter")

    rita.is_at("Background")


@pytest.mark.parametrize("how", [{"keys_only": True}, {"java_script_enabled": False}], ids=["keys", "no script"])
def test_the_head_of_the_form_keeps_what_was_typed(stage: Stage, case: Case, how):
    rita = stage.enters("Rita", **how)
    draft = begins(rita, case, "question")
    rita.writes("Subject", "Half a subj")

    rita.presses("CASCO Clarifications")
    rita.is_at("What does the clause mean?")
    rita.opens(f"{draft}/question/")

    assert rita.page.get_by_label("Subject").input_value() == "Half a subj"


def test_what_is_typed_is_kept_after_a_while_and_on_leaving_in_any_way(stage: Stage, case: Case):
    rita = stage.enters("Rita")
    rita.page.clock.install()
    draft = begins(rita, case, "question")
    rita.writes("Subject", "Images")
    rita.page.clock.run_for(11_000)
    expect(rita.page.get_by_role("status")).to_contain_text("Kept at ")
    rita.ticks("The question is about the standard as a whole")

    rita.opens("/process/")

    assert any(comes_back_to_a_tick(rita, draft) for _time in range(10))
    assert rita.page.get_by_label("Subject").input_value() == "Images"


def comes_back_to_a_tick(rita: Person, draft: str) -> bool:
    """The browser sends what it leaves behind beside the next page, which may be there first."""
    rita.opens(f"{draft}/question/")
    return rita.page.get_by_label("The question is about the standard as a whole").is_checked()


def test_two_windows_lose_nothing_of_each_other(stage: Stage, case: Case):
    rita, again = stage.enters("Rita"), stage.enters("Rita again", keys_only=True)
    draft = begins(rita, case, "background")
    again.opens(f"{draft}/background/")
    rita.writes("Background", "From one")
    again.writes("Background", "From two")
    rita.presses("Standard and edition")

    again.presses("Continue")
    again.reads("Two texts for “Background”", "From one")
    again.presses("Keep both, one below the other")
    again.presses("Continue")

    again.is_at("Clause and question")
    assert Draft.objects.get().answers["background"]["background"] == "From two\n\nFrom one"


def test_a_page_that_the_browser_had_put_away_is_no_second_window_to_itself(stage: Stage, case: Case):
    rita = stage.enters("Rita", keys_only=True)
    rita.page.clock.install()
    begins(rita, case, "background")
    rita.writes("Background", "Before")
    with rita.page.expect_response(KEPT):
        rita.page.evaluate(LEAVES)

    rita.page.evaluate(COMES_BACK)
    expect(rita.page.get_by_role("status")).to_contain_text("Kept at ")
    rita.writes("Background", "Before and after")
    rita.presses("Continue")

    rita.is_at("Clause and question")
    assert Draft.objects.get().answers["background"]["background"] == "Before and after"


@pytest.mark.parametrize("how", [{"keys_only": True}, {"java_script_enabled": False}], ids=["keys", "no script"])
def test_a_draft_is_deleted_after_one_more_question_that_says_what_goes(stage: Stage, case: Case, how):
    rita = stage.enters("Rita", **how)
    begins(rita, case, "background")
    rita.writes("Background", "Assessors differ.")
    rita.presses("Save and come back later")

    rita.follows("Delete the draft")
    rita.reads("nobody can bring it back", case.edition.reference, "Assessors differ.")
    rita.follows("Keep it")
    assert Draft.objects.count() == 1
    rita.presses("Save and come back later")
    rita.follows("Delete the draft")
    rita.presses("Delete the draft for good")

    rita.reads("The draft is deleted")
    assert Draft.objects.count() == 0


def test_the_page_counts_as_the_form_that_refuses(stage: Stage, case: Case):
    rita = stage.enters("Rita")
    begins(rita, case, "background")
    field = rita.page.locator("#id_background").element_handle()

    counted = {row["what"]: rita.page.evaluate(COUNTED, [field, row["text"]]) for row in COUNTS}

    assert counted == {row["what"]: str(row["count"]) for row in COUNTS}
