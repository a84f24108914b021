"""On a phone: what stands above the text leaves it the screen."""

import pytest

from tests.factories import UserFactory
from tests.journeys.stage import Stage


@pytest.mark.parametrize("address", ["/", "/clarifications/", "/standards/", "/request/", "/search/"])
def test_little_stands_above_the_text(stage: Stage, address: str):
    petra = stage.enters("Petra")
    petra.page.set_viewport_size({"width": 390, "height": 844})

    petra.opens(address)

    petra.reads("Example")
    assert petra.page.locator("main").bounding_box()["y"] <= 100


APART = """
() => {
  const parts = [...document.querySelectorAll(".head .brand, .head .example, .head__end > *, .head nav a")]
    .filter((part) => part.getClientRects().length).map((part) => [part.className, part.getBoundingClientRect()]);
  return parts.flatMap(([name, one], at) => parts.slice(at + 1)
    .filter(([, other]) => one.left < other.right - 1 && other.left < one.right - 1
      && one.top < other.bottom - 1 && other.top < one.bottom - 1)
    .map(([other]) => `${name} and ${other}`));
}
"""


@pytest.mark.parametrize("width", [1280, 1024, 840, 390, 360])
@pytest.mark.parametrize("rights", [{"is_secretariat": True}, {"is_staff": True}], ids=["secretariat", "administrator"])
def test_who_is_signed_in_finds_name_and_ways_in_the_head(stage: Stage, rights: dict[str, bool], width: int):
    ada = stage.enters("Ada", UserFactory(name="Adalbertine Example-Longname", **rights))
    ada.page.set_viewport_size({"width": width, "height": 844})
    ada.opens("/clarifications/")

    apart = ada.page.evaluate(APART)
    above = ada.page.locator("main").bounding_box()["y"]
    ada.page.locator(".me summary").click()

    assert apart == []
    assert width > 390 or above <= 100
    assert ada.page.locator(".me").get_by_role("link", name="Sign out").is_visible()
    assert ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
