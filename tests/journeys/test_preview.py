"""Who writes an answer sees how it will be read: while typing, or by a button where no script runs."""

from playwright.sync_api import Locator, expect

from tests.builders import Case, under_review
from tests.journeys import acts
from tests.journeys.stage import Stage

TYPED = "Below **95 %** it is not:\n- 20 °C\n3. 2*3*4"
SEEN = ["Below 95 % it is not:", "- 20 °C", "3. 2*3*4"]


def lines_of(preview: Locator) -> list[str]:
    return [line for line in preview.locator(".said").inner_text().splitlines() if line]


def test_the_preview_follows_what_is_typed(stage: Stage, case: Case):
    reference = acts.walked(case, to=under_review)
    max_ = stage.enters("Max", case.max)
    acts.begins(max_, reference, "Write a draft")
    preview = max_.page.locator("#id_answers-0-position_preview")
    expect(preview).to_be_hidden()

    max_.writes("Position", TYPED)

    expect(preview.locator("strong")).to_have_text("95 %")
    assert lines_of(preview) == SEEN
    expect(preview.get_by_role("status")).to_have_text("The preview below the field follows what you type.")
    max_.writes("Position", "")
    expect(preview).to_be_hidden()


def test_without_scripts_a_button_shows_the_preview(stage: Stage, case: Case):
    reference = acts.walked(case, to=under_review)
    max_ = stage.enters("Max", case.max, java_script_enabled=False)
    acts.begins(max_, reference, "Write a draft")
    max_.writes("Position", TYPED)

    max_.presses("Preview")

    assert lines_of(max_.page.locator("#id_answers-0-position_preview")) == SEEN
    assert max_.page.locator("#id_answers-0-position").input_value() == TYPED
    assert case.clarification.decisions.count() == 0
