"""An edition and a body are named in a line that offers them: by keys alone, on a phone, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.builders import Case
from tests.factories import EditionFactory, StandardFactory
from tests.journeys.eyes import looked_at
from tests.journeys.stage import Person, Stage

OPTION = "[role=option]"


@pytest.fixture
def many(case: Case) -> None:
    for number in range(90100, 90130):
        EditionFactory(standard=StandardFactory(number=str(number)), year=2017)


def begins(stage: Stage, **how) -> Person:
    rita = stage.enters("Rita", **how)
    rita.opens("/request/")
    rita.presses("Begin a draft")
    return rita


def test_an_edition_is_chosen_by_keys_alone(stage: Stage, case: Case, many: None):
    rita = begins(stage, keys_only=True)
    field, options = rita.page.get_by_role("combobox", name="Edition"), rita.page.locator(OPTION)

    rita.hands.write(field, "901")
    expect(options).to_have_count(20)
    expect(rita.page.get_by_role("status").filter(has_text="30 to choose from.")).to_have_count(1)
    assert field.get_attribute("aria-expanded") == "true"
    rita.page.keyboard.press("ArrowUp")  # from the field to the last one
    rita.page.keyboard.press("ArrowDown")  # which is followed by what comes next
    expect(options).to_have_count(30)
    expect(rita.page.locator("[role=option][aria-selected=true]")).to_contain_text("ISO/IEC 90120:2017")
    assert field.get_attribute("aria-activedescendant") == rita.page.locator("[aria-selected=true]").get_attribute("id")
    rita.page.keyboard.press("Escape")
    assert (field.get_attribute("aria-expanded"), field.input_value()) == ("false", "901")
    rita.hands.write(field, case.edition.reference)
    expect(options).to_have_count(1)
    rita.page.keyboard.press("ArrowDown")
    rita.page.keyboard.press("Enter")
    assert (field.input_value(), options.first.is_visible()) == (case.edition.reference, False)
    rita.presses("Continue")

    rita.reads("Clause and question", case.edition.reference)


def test_the_open_list_is_fit_for_every_reader_and_a_phone(stage: Stage, many: None):
    rita = begins(stage)
    rita.page.set_viewport_size({"width": 390, "height": 844})
    rita.page.get_by_role("combobox", name="Edition").fill("901")
    rita.page.locator(OPTION).first.wait_for()
    rita.page.keyboard.press("ArrowDown")
    found = looked_at(rita)
    rita.page.set_viewport_size({"width": 390, "height": 844})
    assert rita.page.locator(OPTION).first.is_visible()
    rita.page.locator(OPTION).nth(3).click()

    assert found == []
    assert rita.page.get_by_role("combobox", name="Edition").input_value() == "ISO/IEC 90103:2017"
    assert rita.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("how", [{"keys_only": True}, {"java_script_enabled": False}], ids=["keys", "no scripts"])
def test_what_is_typed_is_read_as_a_citation_and_a_slip_is_said_beside_it(stage: Stage, case: Case, how):
    rita = begins(stage, **how)

    rita.writes("Edition", "ISO/IEC 4711:2017")
    rita.presses("Continue")
    rita.reads("This is not an edition of a CASCO standard. Name one of those, or name yours below.")
    assert rita.page.get_by_label("Edition", exact=True).input_value() == "ISO/IEC 4711:2017"
    rita.writes("Edition", case.edition.reference.removeprefix("ISO/IEC "))
    rita.presses("Continue")

    rita.reads("Clause and question", case.edition.reference)
