"""Draw the pictures that stand for a page where it is shared, each with the line of its text, and the sign for phones.

`python -m tools.cards` writes casco_site/static/cards/ and casco_site/static/apple-touch-icon.png with Chromium.
"""

import base64
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools import debian
from tools.png import small

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "casco_site" / "static"
WIDTH, HEIGHT = 1200, 630
ICON = 180
# By line: its dashes and gaps, three times those of casco_site/styles/tokens.css; what the text is, how much it binds.
CARDS = {
    "clarification": (
        "33 18",
        "A published clarification",
        "A consensus on intent. It is not a requirement, and it does not bind.",
    ),
    "standard": (
        "",
        "A standard, an edition or a clause",
        "What it is called, how it stands, and what is clarified on it.",
    ),
    "work": ("6 15", "Pending", "Requests that are with a maintenance group. There is no answer yet."),
    "site": (None, "What does the clause mean?", "Clarifications of the standards for conformity assessment."),
}
INK, SOFT, CLAUSE, PAPER = "#14191f", "#424d59", "#00614d", "#ffffff"
LINE = '<path d="M330 0V630" stroke="{ink}" stroke-width="6"{dashes}/>'
SIGN = """
<svg x="{x}" y="{y}" width="{size}" height="{size}" viewBox="0 0 34 34">
  <g stroke="{ink}" stroke-width="3.5" fill="none">
    <path d="M6 1v32" stroke-dasharray="3.5 4"/><path d="M17 1v32" stroke-dasharray="8.5 3.25"/><path d="M28 1v32"/>
  </g>
</svg>
"""
CARD = """
<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">
  <rect width="1200" height="630" fill="{paper}"/>
  {sign}
  {line}
  <text x="390" y="142" font-family="S" font-weight="600" font-size="36" fill="{ink}">CASCO Clarifications</text>
  <foreignObject x="390" y="210" width="730" height="270">
    <div xmlns="http://www.w3.org/1999/xhtml" style="font: 600 72px/1.15 R; color: {ink}">{head}</div>
  </foreignObject>
  <foreignObject x="390" y="{below}" width="730" height="120">
    <div xmlns="http://www.w3.org/1999/xhtml" style="font: 400 34px/1.35 S; color: {soft}">{text}</div>
  </foreignObject>
  <text x="390" y="572" font-family="S" font-size="24" fill="{soft}">
    Independent software, not a site of ISO or IEC
  </text>
</svg>
"""
FACE = '@font-face{{font-family:{name};font-weight:400 600;src:url("data:font/woff2;base64,{data}")}}'


def card(line: str) -> str:
    """The drawing of a card."""
    dashes, head, text = CARDS[line]
    drawn = "" if dashes is None else LINE.format(ink=INK, dashes=f' stroke-dasharray="{dashes}"' if dashes else "")
    sign = SIGN.format(x=132, y=92, size=110, ink=CLAUSE)
    below = 400 if len(head) > 20 else 318
    return CARD.format(paper=PAPER, ink=INK, soft=SOFT, sign=sign, line=drawn, head=head, text=text, below=below)


def icon() -> str:
    """The sign on paper, with room around it, because phones cut the corners."""
    sign = SIGN.format(x=36, y=36, size=108, ink=CLAUSE)
    paper = f'<rect width="{ICON}" height="{ICON}" fill="{PAPER}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{ICON}" height="{ICON}">{paper}{sign}</svg>'


def drawings() -> dict[Path, tuple[str, int, int]]:
    """What is drawn, where it is kept, how large it is."""
    cards = {STATIC / "cards" / f"{line}.png": (card(line), WIDTH, HEIGHT) for line in CARDS}
    return cards | {STATIC / "apple-touch-icon.png": (icon(), ICON, ICON)}


def page_of(drawing: str) -> str:
    """A page that holds a drawing and the fonts of the site, and nothing else."""
    fonts = {"S": "margin-sans-latin.woff2", "R": "margin-serif-latin.woff2"}
    data = {name: base64.b64encode((STATIC / "fonts" / file).read_bytes()).decode() for name, file in fonts.items()}
    faces = "".join(FACE.format(name=name, data=data[name]) for name in fonts)
    return f"<!doctype html><style>{faces}body{{margin:0}}svg{{display:block}}</style>{drawing}"


def main() -> None:
    """Write all of them."""
    browser_at = debian.find_chromium()
    if browser_at is None:
        sys.exit("Chromium is missing: it draws the cards.")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(browser_at), args=["--no-sandbox"])
        for place, (drawing, width, height) in drawings().items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_content(page_of(drawing))
            page.evaluate("document.fonts.ready")
            place.write_bytes(small(page.screenshot()))
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
