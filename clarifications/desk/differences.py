"""What one draft changes of another, in whole words."""

import re
from collections.abc import Iterator

from rapidfuzz.distance import Indel

_PIECE = re.compile(r"\s+|\w+(?:[.’'-]\w+)*|[^\w\s]")

Difference = tuple[str, str]


def differences(former: str, new: str) -> list[Difference]:
    """``new`` as pieces in order: ``same``, ``del`` (stood in ``former``), ``ins``; what goes before what comes."""
    return list(_joined(_changes(_PIECE.findall(former), _PIECE.findall(new))))


def _changes(old: list[str], new: list[str]) -> Iterator[Difference]:
    for change in Indel.opcodes(old, new):
        gone, come = old[change.src_start : change.src_end], new[change.dest_start : change.dest_end]
        if change.tag != "equal":
            yield "del", "".join(gone)
        yield "same" if change.tag == "equal" else "ins", "".join(come)


def _joined(changes: Iterator[Difference]) -> Iterator[Difference]:
    """Neighbouring changes as one: all that goes, then all that comes; a blank between two changes belongs to them."""
    gone = come = ""
    for kind, text in changes:
        if kind == "del":
            gone += text
        elif kind == "ins":
            come += text
        elif (gone or come) and text.isspace() and "\n" not in text:
            gone, come = gone + text, come + text
        else:
            yield from _both(gone, come)
            gone = come = ""
            yield kind, text
    yield from _both(gone, come)


def _both(gone: str, come: str) -> Iterator[Difference]:
    """A change, without the blanks that both its sides end with."""
    shared = len(gone) - len(gone.rstrip()) if gone.rstrip() != gone else 0
    tail = gone[len(gone) - shared :] if shared and come.endswith(gone[len(gone) - shared :]) else ""
    gone, come = gone.removesuffix(tail), come.removesuffix(tail)
    if gone.strip() or come.strip():
        if gone:
            yield "del", gone
        if come:
            yield "ins", come
    elif come:
        yield "same", come
    if tail:
        yield "same", tail
