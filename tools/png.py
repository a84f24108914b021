"""Make a picture that a browser drew small: a number for each pixel in place of its colour."""

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGB, BY_NUMBER = 2, 3  # how PNG calls the ways in which a pixel has its colour
MOST = 256  # colours that can have a number


def small(png: bytes) -> bytes:
    """The same picture, as drawn with at most 256 colours; of more the nearest ones become one."""
    parts = dict(_joined(png))
    width, height, depth, kind, _packing, _filter, interlace = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    if (depth, kind, interlace) != (8, RGB, 0):
        raise ValueError("The picture is not drawn as a browser draws it.")
    rows = list(_rows(zlib.decompress(parts[b"IDAT"]), width * 3))
    pixels = [[bytes(row[at : at + 3]) for at in range(0, len(row), 3)] for row in rows]
    mask = next(mask for mask in (0xFF, 0xFE, 0xFC, 0xF8, 0xF0) if len(_colours(pixels, mask)) <= MOST)
    first: dict[bytes, bytes] = {}  # the colour that stands for all that are alike
    for row in pixels:
        for pixel in row:
            first.setdefault(_masked(pixel, mask), pixel)
    number = {colour: at for at, colour in enumerate(first)}
    lines = b"".join(b"\0" + bytes(number[_masked(pixel, mask)] for pixel in row) for row in pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, BY_NUMBER, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", b"".join(first.values())), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def size(png: bytes) -> tuple[int, int]:
    """How wide and how high a picture is."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def _masked(pixel: bytes, mask: int) -> bytes:
    return bytes(part & mask for part in pixel)


def _colours(pixels: list[list[bytes]], mask: int) -> set[bytes]:
    return {_masked(pixel, mask) for pixel in set().union(*pixels)}


def _joined(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a file, those of the picture itself as one."""
    at, picture = len(SIGNATURE), b""
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        data = png[at + 8 : at + 8 + length]
        at += 12 + length
        if name == b"IDAT":
            picture += data
        else:
            yield name, data
    yield b"IDAT", picture


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _rows(filtered: bytes, width: int) -> Iterator[bytearray]:
    """Each row as it is seen; a file says of each pixel by how much it differs from those before and above it."""
    above = bytearray(width)
    for start in range(0, len(filtered), width + 1):
        kind, row = filtered[start], bytearray(filtered[start + 1 : start + 1 + width])
        for at in range(width):
            before, corner = (row[at - 3], above[at - 3]) if at >= 3 else (0, 0)
            row[at] = (row[at] + _foreseen(kind, before, above[at], corner)) & 0xFF
        yield row
        above = row


def _foreseen(kind: int, before: int, above: int, corner: int) -> int:
    if kind == 4:
        guess = before + above - corner
        return min((before, above, corner), key=lambda one: abs(guess - one))
    return (0, before, above, (before + above) // 2)[kind]
