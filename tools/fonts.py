"""Make the fonts of the pages out of those in tools/fonts/: the weights that are used, each file with its own name.

`python -m tools.fonts` writes casco_site/static/fonts/. Every letter stays, and every feature a text can ask for. The
licence of Source Serif reserves its name, so what is changed here is called by one of ours.
"""

from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
WHOLE = ROOT / "tools" / "fonts"
MADE = ROOT / "casco_site" / "static" / "fonts"
LIGHTEST, HEAVIEST = 400, 600
FONTS = {
    "ibm-plex-sans-latin-wght-normal.woff2": ("margin-sans-latin.woff2", "Margin Sans"),
    "ibm-plex-sans-latin-ext-wght-normal.woff2": ("margin-sans-latin-ext.woff2", "Margin Sans"),
    "source-serif-4-latin-wght-normal.woff2": ("margin-serif-latin.woff2", "Margin Serif"),
    "source-serif-4-latin-ext-wght-normal.woff2": ("margin-serif-latin-ext.woff2", "Margin Serif"),
    "source-serif-4-latin-wght-italic.woff2": ("margin-serif-latin-italic.woff2", "Margin Serif Italic"),
    "source-serif-4-latin-ext-wght-italic.woff2": ("margin-serif-latin-ext-italic.woff2", "Margin Serif Italic"),
}
# Of the names a font has: what it is called, and how its weights are; copyright and licence (0, 13, 14) stay.
FAMILY, UNIQUE, FULL, POSTSCRIPT = 1, 3, 4, 6
KEPT_NAMES = (0, 2, 5, 13, 14)


def main() -> None:
    """Write all of them."""
    for source, (name, family) in FONTS.items():
        made(source, family).save(MADE / name)


def made(source: str, family: str) -> TTFont:
    """A font with the weights from LIGHTEST to HEAVIEST, under another name."""
    font = TTFont(WHOLE / source, recalcTimestamp=False)
    font = instantiateVariableFont(font, {"wght": (LIGHTEST, HEAVIEST)})
    called = {FAMILY: family, UNIQUE: family, FULL: family, POSTSCRIPT: family.replace(" ", "")}
    table = font["name"]
    table.names = [name for name in table.names if name.nameID in KEPT_NAMES or name.nameID in _named_by_weights(font)]
    for name in table.names:
        if name.nameID >= 256:  # the words of axes and weights, in which a name may stand too
            name.string = str(name).replace("SourceSerif4", "MarginSerif").replace("IBMPlexSans", "MarginSans")
    for number, words in called.items():
        table.setName(words, number, 3, 1, 0x409)
    font.flavor = "woff2"
    return font


def _named_by_weights(font: TTFont) -> set[int]:
    """The names that the axes and their values have."""
    axes = {axis.axisNameID for axis in font["fvar"].axes}
    instances = {number for one in font["fvar"].instances for number in (one.subfamilyNameID, one.postscriptNameID)}
    values = {value.ValueNameID for value in font["STAT"].table.AxisValueArray.AxisValue}
    return axes | instances | values | {axis.AxisNameID for axis in font["STAT"].table.DesignAxisRecord.Axis}


if __name__ == "__main__":
    main()
