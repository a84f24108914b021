"""Pictures of the pages that the browser tests look at, for people who carry on: `make pictures` asks for them."""

import os
import re
from pathlib import Path

from playwright.sync_api import Page

WIDE, NARROW, HEIGHT = 1280, 390, 900


def draw(page: Page, path: str) -> None:
    """Keep how a page looks on a screen in light, on a phone in dark and on paper, in the folder named by PICTURES."""
    folder = os.environ.get("PICTURES")
    if not folder:
        return
    name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")[:100] or "home"
    taken = {
        f"{WIDE}-light": ("screen", "light", WIDE),
        f"{NARROW}-dark": ("screen", "dark", NARROW),
        "print": ("print", "light", 794),  # A4 at 96 dots an inch
    }
    for look, (medium, scheme, width) in taken.items():
        page.emulate_media(media=medium, color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.screenshot(path=Path(folder) / f"{name}.{look}.png", full_page=True)
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
