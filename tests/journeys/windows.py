"""Windows of the one browser: each has cookies of its own; those of the usual kind are used again, emptied."""

from typing import Any

from playwright.sync_api import Browser, Page

PATIENCE = 10_000  # milliseconds: how long anything is waited for
SIZE = {"width": 1280, "height": 900}
USUAL = {"reduced_motion": "reduce", "color_scheme": "light", "viewport": SIZE, "locale": "en-GB"}
# What the browser refuses is written to the console, where every person listens.
LISTEN = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error("CSP: " + event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile));
"""

# What a page made the browser keep; an empty window keeps nothing.
FORGET = "() => location.protocol === 'http:' && localStorage.clear()"


class Windows:
    """Opening a window takes the browser longer than a page of the site does."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.idle: list[Page] = []

    def open(self, **how: Any) -> Page:
        """A window without cookies; ``how``: settings other than the usual ones."""
        if self.idle and not how:
            return self.idle.pop()
        context = self.browser.new_context(base_url=self.address, **(USUAL | how))
        context.add_init_script(LISTEN)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    def put_back(self, page: Page) -> None:
        """Somebody has left a usual window."""
        page.context.clear_cookies()
        page.set_viewport_size(SIZE)
        page.emulate_media(color_scheme="light")
        page.evaluate(FORGET)
        self.idle.append(page)
