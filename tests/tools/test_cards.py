"""The cards that stand for a page where it is shared: one a line, as large as they are asked for, and light."""

import re
import struct
import zlib

import pytest

from casco_site.found import PAGES
from casco_site.sheets import STYLES
from casco_site.templatetags.found import CARD
from tools.cards import CARDS, ICON, STATIC, card, drawings
from tools.png import SIGNATURE, size, small

HEAVIEST = 40_000  # bytes


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(rows: list[bytes], width: int) -> bytes:
    """A picture as browsers draw it; each row begins with how it is told."""
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(rows))
    return SIGNATURE + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def colours(picture: bytes, width: int) -> list[list[bytes]]:
    """The pixels of a picture that has numbers in place of colours."""
    palette = picture[picture.index(b"PLTE") + 4 :]
    at = picture.index(b"IDAT")
    (length,) = struct.unpack(">I", picture[at - 4 : at])
    data = zlib.decompress(picture[at + 4 : at + 4 + length])
    rows = [data[start + 1 : start + 1 + width] for start in range(0, len(data), width + 1)]
    return [[palette[3 * number : 3 * number + 3] for number in row] for row in rows]


@pytest.mark.parametrize("place", drawings(), ids=lambda place: place.name)
def test_what_is_drawn_is_there_as_large_as_it_should_be_and_light(place):
    picture = place.read_bytes()

    assert size(picture) == ((ICON, ICON) if place.name == "apple-touch-icon.png" else CARD)
    assert len(picture) <= HEAVIEST


def test_there_is_a_card_for_every_line_that_a_page_has_and_no_other():
    lines = {shown.line or "site" for shown in PAGES.values()}

    assert lines == CARDS.keys() == {path.stem for path in (STATIC / "cards").iterdir()}


@pytest.mark.parametrize("line", CARDS)
def test_a_card_has_the_line_of_its_text_as_the_pages_draw_it(line):
    tokens = (STYLES / "tokens.css").read_text("utf-8")
    found = re.search(rf'data-line="{line}"\] {{ --dash: (\d+)px; --gap: (\d+)px', tokens)
    drawn = re.search(r'd="M330 0V630"[^>]*?(?:dasharray="(\d+) (\d+)")?/>', card(line))

    assert bool(found) == bool(drawn)
    if found and drawn:
        asked = [3 * int(number) for number in found.groups()] if found[2] != "0" else [None, None]
        assert [number and int(number) for number in drawn.groups()] == asked


def test_a_picture_stays_the_same_however_its_rows_are_told():
    red, blue, grey = b"\xff\0\0", b"\0\0\xff", b"\x80\x80\x80"
    first = b"\0" + red + blue + grey
    beside = b"\1" + red + bytes((blue[i] - red[i]) & 0xFF for i in range(3)) + b"\x80\x80\x81"
    above = b"\2" + bytes(9)
    between = b"\3" + bytes((red[i] - red[i] // 2) & 0xFF for i in range(3)) + b"\x80\0\x80" + b"\x40\x40\x80"
    foreseen = b"\4" + bytes(9)

    picture = colours(small(png([first, beside, above, between, foreseen], 3)), 3)

    assert picture[0] == picture[1] == picture[2] == [red, blue, grey]
    assert picture[3][0] == picture[4][0] == red


def test_of_too_many_colours_the_nearest_become_one():
    row = b"\0" + b"".join(bytes((number % 256, number // 256, 0)) for number in range(512))

    assert len({pixel for row in colours(small(png([row], 512)), 512) for pixel in row}) <= 256
