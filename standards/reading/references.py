"""References of ISO's deliverables taken apart: ISO/IEC TS 17012:2024, ISO/IEC 17025:2005/Cor 1:2006, ISO/DIS 9001.

Pure: knows neither database nor web. ``take_apart`` reads one as ISO writes it; ``citations`` reads what people write.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

# Words of a reference that say how far a draft is, and what kind of deliverable it is; neither names a publisher.
STAGES = frozenset(
    re.findall(
        r"\w+",
        "PWI NP NWIP AWI WD CD CDV DP DIS FDIS PRF DTS DTR DPAS DGUIDE DISP PDTS PDTR PDISP FDTS FDTR FDPAS FDGUIDE",
    )
)
TYPES = frozenset({"TS", "TR", "PAS", "GUIDE", "IWA", "R", "ISP", "DATA", "TTA"})
_REFERENCE = re.compile(
    r"(?P<names>[A-Za-z][A-Za-z0-9/ ]*?) (?P<number>[0-9]+)(?P<part>(?:-[A-Za-z0-9]+)*)(?:\.[0-9]+)?"
    r"(?::(?P<year>[0-9]{4}))?(?P<supplement>/.+)?"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """The parts of a reference; ``supplement`` is what follows the base document: "Amd 1:2003/Cor 1:2004"."""

    publisher: str
    number: str
    part: str
    year: int | None
    supplement: str

    @property
    def own_year(self) -> int | None:
        """The year of the supplement where it has one, else that of the base."""
        years = re.findall(r":([0-9]{4})", self.supplement)
        return int(years[-1]) if years else self.year


@lru_cache(8)  # one reference is asked about several times in a row
def take_apart(reference: str) -> Reference | None:
    """The parts of a reference as ISO writes it; ``None`` where it is not written so."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    return Reference(
        publisher=_publisher(match["names"]),
        number=match["number"],
        part=match["part"].removeprefix("-"),
        year=int(match["year"]) if match["year"] else None,
        supplement=(match["supplement"] or "").removeprefix("/"),
    )


@lru_cache(1000)
def _publisher(names: str) -> str:
    words = re.split(r"[/ ]", names)
    return "/".join(word for word in words if word.upper() not in STAGES | TYPES) or "ISO"


def base_of(reference: str) -> str:
    """The reference of what a supplement supplements, itself perhaps one: "…:2000/Amd 1:2003" of "…/Cor 1:2004"."""
    return reference.rpartition("/")[0]
