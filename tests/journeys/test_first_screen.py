"""What somebody must see without moving the page."""

import pytest

from tests.journeys.stage import Stage


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_who_asks_sees_what_is_needed_and_the_button_on_the_first_screen(stage: Stage, width: int, height: int):
    petra = stage.enters("Petra")
    petra.page.set_viewport_size({"width": width, "height": height})

    petra.opens("/request/")

    needed = petra.page.locator("#needed").bounding_box()
    button = petra.page.get_by_role("button", name="Begin a draft").bounding_box()
    assert [box["y"] + box["height"] <= height for box in (needed, button)] == [True, True]
