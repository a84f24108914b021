"""How somebody works a page: with the mouse, or with the keys alone."""

from typing import Protocol

from playwright.sync_api import Locator, Page

FARTHEST = 400  # stops of the tab key on the longest page
# Where the focus is after a key: whether that is the control looked for, or its group, and whether a reader sees it.
STOP = """
(wanted) => {
  const here = document.activeElement;
  if (!here || here === document.body) return { reached: false, fault: "" };
  const box = here.getBoundingClientRect();
  const style = getComputedStyle(here);
  // A button of the browser's own within a field, such as that of the calendar, is not ours to draw.
  const own = !here.matches(":focus");
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const ring = own || (here.matches(":focus-visible") && drawn);
  const inside = box.bottom > 0 && box.top < innerHeight && box.width > 1 && box.height > 1;
  const middle = [
    box.left + Math.min(box.width, innerWidth) / 2,
    (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2,
  ];
  const top = document.elementFromPoint(...middle);
  const open = top === null || here.contains(top) || top.contains(here);
  const name = here.outerHTML.slice(0, 90);
  const fault = !ring ? `no ring on ${name}` : !inside || !open ? `hidden focus on ${name}` : "";
  const grouped = here.type === "radio" && wanted.type === "radio" && here.name === wanted.name;
  return { reached: here === wanted || grouped, exact: here === wanted, fault };
}
"""


class Hands(Protocol):
    """What can be done to a control; ``faults``: what should have been possible otherwise."""

    faults: list[str]

    def press(self, control: Locator) -> None: ...
    def write(self, field: Locator, text: str) -> None: ...
    def tick(self, choice: Locator) -> None: ...
    def pick(self, choices: Locator, value: str) -> None: ...
    def take(self, field: Locator, offered: Locator) -> None: ...


class Mouse:
    """The usual way."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def press(self, control: Locator) -> None:
        control.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def tick(self, choice: Locator) -> None:
        choice.check()

    def pick(self, choices: Locator, value: str) -> None:
        choices.select_option(value)

    def take(self, field: Locator, offered: Locator) -> None:
        offered.click()


class Keys:
    """Tab, Enter, Space and the arrow keys; every stop of the focus must be seen. ``faults``: where it was not."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []

    def press(self, control: Locator) -> None:
        self._tab_to(control)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self._tab_to(field)
        if field.get_attribute("type") == "date":  # of three parts, in the order of the browser's own language
            year, month, day = text.split("-")
            self.page.keyboard.type(f"{month}{day}{year}")
            return
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text) if text else self.page.keyboard.press("Delete")

    def tick(self, choice: Locator) -> None:
        exact = self._tab_to(choice)
        while not exact:
            self.page.keyboard.press("ArrowDown")
            exact = choice.evaluate(STOP)["exact"]
        if not choice.is_checked():
            self.page.keyboard.press("Space")

    def pick(self, choices: Locator, value: str) -> None:
        self._tab_to(choices)
        self.page.keyboard.press("Home")
        while choices.input_value() != value:
            self.page.keyboard.press("ArrowDown")

    def take(self, field: Locator, offered: Locator) -> None:
        while offered.get_attribute("aria-selected") != "true":
            self.page.keyboard.press("ArrowDown")
            self.page.wait_for_timeout(50)
        self.page.keyboard.press("Enter")

    def _tab_to(self, control: Locator) -> bool:
        """Go on with the tab key until the control has the focus, or the group of radios that it belongs to."""
        wanted = control.element_handle()
        stop = self.page.evaluate(STOP, wanted)
        for _number in range(FARTHEST):
            if stop["reached"]:
                return bool(stop["exact"])
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(STOP, wanted)
            if stop["fault"] and stop["fault"] not in self.faults:
                self.faults.append(stop["fault"])
        raise AssertionError(f"The tab key does not lead to {control}.")
