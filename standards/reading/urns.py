"""ISO's names for machines after RFC 5141: urn:iso:std:iso-iec:17025:ed-3:v1:en:clause:7.8.

Pure. ``read`` takes one apart, also as ISO's browsing platform writes it (#iso:std:…); ``written`` makes one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from standards.reading.supplements import Supplement

_START = re.compile(r"(?:urn:|#|\b)iso:std:(?P<rest>[^\s<>\"”]+)", re.IGNORECASE)
# Whom the RFC lets originate a document, and how its parts look; all of it means the same in capitals.
_ORIGINATORS = ("iso", "iec", "iso-cie", "iso-astm", "iso-ieee", "iso-iec")
_TYPES = ("data", "guide", "isp", "iwa", "pas", "r", "tr", "ts", "tta")
_SUPPLEMENTS = ("amd", "cor", "add")
_ELEMENTS = ("clause", "sec", "figure", "fig", "table", "tab", "term", "annex", "note")
_NUMBER = re.compile(r"[0-9]{1,6}")
_PART = re.compile(r"-[0-9a-z][0-9a-z-]{0,11}")
_STATUS = re.compile(r"draft|cancelled|stage-[0-9]{2}\.[0-9]{2}(?:\.v?[0-9]+)?")
_EDITION = re.compile(r"ed-(?P<number>[0-9]{1,3})")
_VERSION = re.compile(r"v[0-9]+[a-z0-9.-]{0,30}")
_LANGUAGES = re.compile(r"[a-z]{2}(?:,[a-z]{2})*")


@dataclass(frozen=True)
class Urn:
    """The parts of such a name; ``elements`` are its clauses, figures and tables in words, ``rest`` what is no part."""

    publishers: frozenset[str]
    type: str
    number: str
    part: str = ""
    edition: int | None = None
    is_draft: bool = False
    supplements: tuple[Supplement, ...] = ()
    elements: str = ""
    rest: str = ""


def read(text: str) -> Urn | None:
    """The first name of this kind in a text; ``None`` where there is none."""
    match = _START.search(text)
    if match is None:
        return None
    parts = _Parts(match["rest"].rstrip(".,;)").lower().split(":"))
    originator = parts.take(re.compile("|".join(sorted(_ALL_ORIGINATORS, key=len, reverse=True))))
    kind = parts.take(re.compile("|".join(_TYPES)))
    number = parts.take(_NUMBER)
    if originator is None or number is None:
        return None
    part, status, edition = parts.take(_PART), parts.take(_STATUS), parts.take(_EDITION)
    parts.take(_VERSION), parts.take(_LANGUAGES)
    supplements = tuple(parts.supplements())
    return Urn(
        publishers=frozenset(originator.upper().split("-")),
        type=(kind or "").upper(),
        number=number,
        part=(part or "").removeprefix("-"),
        edition=int(edition.removeprefix("ed-")) if edition else None,
        is_draft=bool(status) and status not in ("stage-60.60", "cancelled"),
        supplements=supplements,
        elements=", ".join(parts.elements()),
        rest=":".join(parts.left),
    )


def written(
    *,
    publisher: str,
    type: str,
    number: str,
    part: str,
    stage: str,
    edition: int | None,
    supplements: Iterable[Supplement],
) -> str:
    """The name of an edition or of a supplement to it; empty where the RFC has no name for such a one.

    ``edition`` is the number of the edition of the base, ``stage`` is empty for what is published.
    """
    originator = publisher.lower().replace("/", "-")
    chain = [(one.kind.lower(), one.number) for one in supplements]
    if originator not in _ORIGINATORS or edition is None:
        return ""
    if any(kind not in _SUPPLEMENTS or number is None for kind, number in chain):
        return ""
    names = [
        *("urn", "iso", "std", originator, "" if type == "IS" else type.lower(), number),
        *(f"-{part.lower()}" if part else "", f"stage-{stage}" if stage else "", f"ed-{edition}"),
        *(str(name) for one in chain for name in one),
    ]
    return ":".join(filter(None, names))


# More than the RFC lists: ISO's own pages go on in its way for whoever came later.
_ALL_ORIGINATORS = (*_ORIGINATORS, "iso-iec-ieee", "iso-sae", "iso-hl7", "iso-asme", "iso-oecd", "iso-undp", "iec-ieee")


class _Parts:
    """Walks along the parts between colons and takes what fits at its place."""

    def __init__(self, left: list[str]) -> None:
        self.left = left

    def take(self, pattern: re.Pattern[str]) -> str | None:
        if not self.left or pattern.fullmatch(self.left[0]) is None:
            return None
        return self.left.pop(0)

    def supplements(self) -> Iterable[Supplement]:
        """ ":amd:1:v2:en:cor:1"."""
        while len(self.left) > 1 and self.left[0] in _SUPPLEMENTS and self.left[1].isdecimal():
            kind, number = self.left.pop(0), self.left.pop(0)
            year = None
            if len(number) == 4 and self.left and re.fullmatch("v[0-9]+", self.left[0]):
                year, number = int(number), self.left.pop(0).removeprefix("v")  # ISO's platform: amd:2012:v1
            yield Supplement(kind.capitalize(), int(number), year)
            self.take(_VERSION), self.take(_LANGUAGES)

    def elements(self) -> Iterable[str]:
        """ ":clause:7.8", ":table:a.1"; those of a list stand between commas."""
        while len(self.left) > 1 and self.left[0] in _ELEMENTS:
            kind, which = self.left.pop(0), self.left.pop(0)
            word = {"figure": "Figure ", "fig": "Figure ", "table": "Table ", "tab": "Table "}.get(kind, "")
            yield word + which.replace(",", ", ")
