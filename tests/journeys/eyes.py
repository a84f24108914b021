"""What a page must be for every reader: nothing that axe finds, in both schemes and widths; no overflow; true lines."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.journeys.pictures import HEIGHT, NARROW, WIDE, draw
from tests.journeys.stage import Person

NARROWEST = 320
GALLERY = "/components/"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BRIEF = {"resultTypes": ["violations"], "preload": False}
# Whoever speaks to the machine says what they read; axe has this rule only where it is asked for.
NAMED = {"label-content-name-mismatch": {"enabled": True}}
EVERYTHING = BRIEF | {"runOnly": {"type": "tag", "values": TAGS}, "rules": NAMED}
COLOURS = BRIEF | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
SHAPES = BRIEF | {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}
OVERFLOW = """
() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter((part) => part.getBoundingClientRect().right > innerWidth + 1 && part.getClientRects().length)
  .slice(0, 3).map((part) => part.outerHTML.slice(0, 120))
"""
# What is folded on a screen stands on paper, or is of no use there and left out whole.
FOLDED = """
() => [...document.querySelectorAll("main details")].filter((fold) => fold.getClientRects().length)
  .filter((fold) => ![...fold.children].some((part) => part.tagName !== "SUMMARY" &&
    part.checkVisibility({ contentVisibilityAuto: true }) && part.getBoundingClientRect().height))
  .map((fold) => fold.outerHTML.slice(0, 120))
"""
# A line stands beside text and has that text's force; where there is no such text there is none.
LINES = """
() => {
  const lines = [...document.querySelectorAll(".spread[data-line]")];
  const without = lines.filter((line) => !line.querySelector(`[data-force="${line.dataset.line}"]`));
  const texts = [...document.querySelectorAll("[data-force]")];
  const beside = (text) => text.closest("[data-line]")?.dataset.line;
  return [
    ...without.map((line) => `a ${line.dataset.line} line beside nothing: ${line.innerText.slice(0, 80)}`),
    ...texts.filter((text) => beside(text) !== text.dataset.force)
      .map((text) => `a ${text.dataset.force} text beside ${beside(text)}: ${text.outerHTML.slice(0, 120)}`),
  ];
}
"""


def looked_at(person: Person) -> list[str]:
    """What is wrong with the page that somebody is at: wide in light and dark, narrow, and as narrow as it gets."""
    page = person.page
    found = glanced_at(person)
    page.emulate_media(color_scheme="dark")
    found += _axe(person, f"{WIDE} dark", COLOURS)
    page.emulate_media(color_scheme="light")
    _narrow(person, NARROW)
    found += _axe(person, f"{NARROW} light", SHAPES)
    _narrow(person, WIDE)
    return found


def glanced_at(person: Person) -> list[str]:
    """What is wrong with one more page of a template that was looked at already."""
    draw(person.page, person.path)
    # the gallery shows parts of pages, each without its page
    lines = [] if person.path == GALLERY else [f"{person.path}: {fault}" for fault in person.page.evaluate(LINES)]
    person.page.emulate_media(media="print")
    folds = [f"{person.path} folds on paper: {fold}" for fold in person.page.evaluate(FOLDED)]
    person.page.emulate_media(media="screen")
    overflows = []
    for width in (NARROW, NARROWEST):
        _narrow(person, width)
        overflows += [f"{person.path} overflows at {width}: {part}" for part in person.page.evaluate(OVERFLOW)]
    _narrow(person, WIDE)
    return lines + folds + overflows + _axe(person, f"{WIDE} light", EVERYTHING)


def seen_in_the_theme(person: Person, theme: str) -> list[str]:
    """What is wrong with a page in the colours that its reader chose, against those of the system."""
    against = "light" if theme == "dark" else "dark"
    person.page.emulate_media(color_scheme=against)
    chooses_the_theme(person, theme.capitalize())
    return _axe(person, f"{theme} chosen", EVERYTHING)


def chooses_the_theme(person: Person, name: str) -> None:
    """Press one of the buttons above the header; no page is asked for."""
    person.hands.press(person.page.get_by_role("group", name="Display").get_by_role("button", name=name, exact=True))


def paper(person: Person) -> str:
    """The colour that the page is drawn on: white or nearly black."""
    colour: str = person.page.evaluate("getComputedStyle(document.body).backgroundColor")
    return {"rgb(255, 255, 255)": "light", "rgb(18, 23, 28)": "dark"}[colour]


def begins_with_the_way_past_the_head(person: Person) -> list[str]:
    """What is wrong with the first stop of the tab key, which leads to the text."""
    keys, here = person.page.keyboard, "() => document.activeElement.%s"
    keys.press("Tab")
    first = person.page.evaluate(here % "className"), person.page.evaluate(here % "getBoundingClientRect().top >= 0")
    keys.press("Enter")
    then = person.page.evaluate(here % "id")
    return [] if (first, then) == (("skip", True), "main") else [f"{person.path} begins with {first}, then {then}"]


def _narrow(person: Person, width: int) -> None:
    person.page.set_viewport_size({"width": width, "height": HEIGHT})


def _axe(person: Person, where: str, options: dict[str, Any]) -> list[str]:
    # What stays at the top of a page that was scrolled would cover what lies below it.
    person.page.evaluate("() => window.scrollTo(0, 0)")
    if not person.page.evaluate("'axe' in window"):
        person.page.evaluate(Axe().axe_script)
    violations = person.page.evaluate("(options) => axe.run(options).then((found) => found.violations)", options)
    return [
        f"{person.path} [{where}] {violation['id']}: {node['target']} {node['html'][:160]} ({_why(node)})"
        for violation in violations
        for node in violation["nodes"][:3]
    ]


def _why(node: dict[str, Any]) -> str:
    said = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
    return "; ".join(said)[:200]
