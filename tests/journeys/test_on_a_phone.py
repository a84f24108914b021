"""On a phone: what stands above the text leaves it the screen."""

import pytest

from tests.journeys.stage import Stage


@pytest.mark.parametrize("address", ["/", "/clarifications/", "/standards/", "/request/", "/search/"])
def test_little_stands_above_the_text(stage: Stage, address: str):
    petra = stage.enters("Petra")
    petra.page.set_viewport_size({"width": 390, "height": 844})

    petra.opens(address)

    petra.reads("Example")
    assert petra.page.locator("main").bounding_box()["y"] <= 100
