"""On a phone: what stands above the text leaves it the screen."""

import pytest

from standards.models import Edition, Succession, Transition
from tests.factories import ClauseFactory, EditionFactory, StandardFactory, UserFactory
from tests.journeys.stage import Person, Stage
from tests.register import Register

CUT = "(told) => told.scrollWidth > told.clientWidth"


@pytest.fixture
def in_transition(open_database) -> Edition:
    """An edition whose standing takes many words, with a clause."""
    old = EditionFactory(standard=StandardFactory(number="17020"), year=2012, stage="95.99")
    new = EditionFactory(standard=old.standard, year=2026, published="2026-03-27")
    Succession.objects.create(newer=new, older=old)
    Transition.objects.create(edition=new, until="2099-03-27", source_rank="second-hand")
    ClauseFactory(edition=old, number="7.1.6", title="")
    return old


@pytest.mark.parametrize("address", ["/", "/clarifications/", "/standards/", "/toolbox/", "/request/", "/search/"])
def test_little_stands_above_the_text(stage: Stage, address: str):
    little_stands_above(stage, address)


@pytest.mark.parametrize("address", ["/standards/17020/2012/", "/standards/17020/2012/7.1.6/"])
def test_nor_where_a_standing_takes_many_words(stage: Stage, in_transition, address: str):
    petra = little_stands_above(stage, address)

    assert [clause for clause in petra.page.locator(".running__clause dd").all() if clause.evaluate(CUT)] == []


def little_stands_above(stage: Stage, address: str) -> Person:
    petra = stage.enters("Petra")
    petra.page.set_viewport_size({"width": 390, "height": 844})

    petra.opens(address)

    petra.reads("Example")
    assert petra.page.locator("main").bounding_box()["y"] <= 100
    return petra


@pytest.mark.parametrize("width", [390, 360])
def test_the_facts_above_a_record_fit_whatever_its_standard_is_called(stage: Stage, open_database, width: int):
    edition = EditionFactory(standard=StandardFactory(number="17021", part="1"), year=2015)
    record = Register().add("Two clauses", clauses="8.3.1, 8.3.3", edition=edition)
    petra = stage.enters("Petra")
    petra.page.set_viewport_size({"width": width, "height": 844})

    petra.opens(record.get_absolute_url())

    for fact in ("ISO/IEC 17021-1:2015", "Not binding"):
        told = petra.page.locator(".running dd", has_text=fact)
        box = told.bounding_box()
        assert (box["x"] >= 0, box["x"] + box["width"] <= width) == (True, True)
        assert width < 390 or not told.evaluate(CUT)
    assert petra.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


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
