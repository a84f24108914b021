"""Light or dark: the system decides, unless the reader chose otherwise, in this browser alone."""

import pytest

from tests.journeys.eyes import chooses_the_theme, paper
from tests.journeys.stage import Person, Stage

SWITCHED_OFF = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
)


def opens(person: Person, address: str = "/privacy/", *, scheme: str = "light", media: str = "screen") -> str:
    """The paper of a page, on a system of light or dark, on a screen or in print."""
    person.page.emulate_media(color_scheme=scheme, media=media)
    person.opens(address)
    return paper(person)


@pytest.mark.parametrize("how", [{"keys_only": True}, {}], ids=["by keys", "with the mouse"])
def test_what_was_chosen_holds_against_the_system_on_every_page(stage: Stage, how):
    petra = stage.enters("Petra", **how)
    seen = [opens(petra, scheme="light")]

    chooses_the_theme(petra, "Dark")
    seen += [paper(petra), opens(petra, "/glossary/", scheme="light"), opens(petra, "/request/", scheme="light")]
    chooses_the_theme(petra, "Light")
    seen += [paper(petra), opens(petra, scheme="dark")]
    chooses_the_theme(petra, "As my system")
    seen += [paper(petra), opens(petra, scheme="light"), opens(petra, scheme="dark")]

    assert seen == ["light", "dark", "dark", "dark", "light", "light", "dark", "light", "dark"]
    assert [cookie["name"] for cookie in petra.context.cookies() if cookie["name"] == "theme"] == []


def test_the_switch_says_what_is_chosen(stage: Stage):
    petra = stage.enters("Petra")
    petra.opens("/privacy/")
    pressed = petra.page.locator("[aria-pressed=true]")
    said = [pressed.all_inner_texts()]

    chooses_the_theme(petra, "Dark")
    said.append(pressed.all_inner_texts())
    petra.opens("/glossary/")
    said.append(pressed.all_inner_texts())

    assert said == [["As my system"], ["Dark"], ["Dark"]]


def test_the_frame_of_the_browser_follows(stage: Stage):
    petra = stage.enters("Petra")
    opens(petra, scheme="light")
    frame = """[...document.querySelectorAll('meta[name="theme-color"]')]
        .filter((meta) => matchMedia(meta.media).matches).map((meta) => meta.content)"""
    seen = [petra.page.evaluate(frame)]

    for theme in ("Dark", "Light"):
        chooses_the_theme(petra, theme)
        seen.append(petra.page.evaluate(frame))

    assert seen == [["#ffffff"], ["#12171c"], ["#ffffff"]]


def test_another_window_follows(stage: Stage):
    petra = stage.enters("Petra", color_scheme="light")
    petra.opens("/privacy/")
    other = petra.context.new_page()
    other.goto("/glossary/")

    chooses_the_theme(petra, "Dark")
    other.wait_for_selector("html[data-bs-theme=dark]")

    assert other.locator("[aria-pressed=true]").all_inner_texts() == ["Dark"]
    other.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_scripts_the_system_decides_and_there_is_no_switch(stage: Stage, scheme: str):
    petra = stage.enters("Petra", java_script_enabled=False)
    petra.page.emulate_media(color_scheme=scheme)
    petra.opens("/privacy/")

    shown = petra.page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor")

    assert shown == {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 23, 28)"}[scheme]
    assert not petra.page.get_by_text("As my system").is_visible()


def test_a_browser_that_keeps_nothing_shows_what_is_chosen_on_this_page(stage: Stage):
    petra = stage.enters("Petra", color_scheme="light")
    petra.context.add_init_script(SWITCHED_OFF)
    petra.opens("/privacy/")

    chooses_the_theme(petra, "Dark")
    seen = [paper(petra), opens(petra, "/glossary/", scheme="light")]

    assert seen == ["dark", "light"]


def test_print_is_always_light(stage: Stage):
    petra = stage.enters("Petra")

    by_system = opens(petra, scheme="dark", media="print")
    petra.page.emulate_media(media="screen")
    chooses_the_theme(petra, "Dark")
    chosen = opens(petra, scheme="dark", media="print")

    petra.page.emulate_media(media="screen")
    assert (by_system, chosen) == ("light", "light")


def test_paper_has_no_link_that_leads_nowhere_and_no_word_of_the_demonstration(gallery: Stage):
    petra = gallery.enters("Petra")
    petra.opens("/clarifications/")
    strip, more = petra.page.locator(".strip"), petra.page.get_by_role("link", name="What this means")

    on_screen = strip.is_visible(), more.first.is_visible()
    petra.page.emulate_media(media="print")

    assert (on_screen, strip.is_visible(), more.first.is_visible()) == ((True, True), False, False)
