"""Citations as people write them, taken apart: "DIN EN ISO/IEC 17025:2018-03 Abschnitt 7.8", "Guide 62 clause 3".

Pure: knows neither database nor web. ``read`` says what was understood; ``resolver`` finds what is meant.
"""

import re
import unicodedata
from dataclasses import dataclass

from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse_list
from standards.reading.references import STAGES

MOST_CHARACTERS = 300
_TYPES = {
    **{name.casefold(): name for name in ("TS", "TR", "PAS", "IWA", "R", "ISP", "DATA", "TTA")},
    **dict.fromkeys(("guide", "guía", "guia", "leitfaden", "руководство"), "GUIDE"),
}
_PUBLISHERS = {
    **{name.casefold(): name for name in ("ISO", "IEC", "IEEE", "ASTM", "CIE", "HL7", "SAE", "ASME", "OECD", "UNDP")},
    **{"cei": "IEC", "исо": "ISO", "мэк": "IEC", "mek": "IEC"},
}
# What stands before the reference in national and regional adoptions; the year is then that of the adoption.
_ADOPTIONS = frozenset(
    re.findall(
        r"\w+",
        "en din nf bs ss une sn ds sfs ns ist is evs lvs lst pn csn čsn stn msz sist hrn srps sr bds elot cys msa np"
        " uni nen nbn ilnas önorm onorm oenorm tse gost гост р dstu дсту stb стб st rk as nzs jis q ks gb t cns sans"  # noqa: RUF001  # Russian letters are meant
        " nis ms sni tis pns tcvn nbr abnt ntc ntp iram nch nte inen nmx inte ansi asq can csa si gso",
    )
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?[ /.-]*$")
_STANDARD = re.compile(
    r"(?<![\w.§])(?P<number>[0-9]{1,6})(?![0-9]*\.[0-9])"
    r"(?P<parts>(?:-[0-9]{1,3}[a-z]?(?![0-9]|\.[0-9]))*)"
    r"(?:,? ?\b(?:part|pt|teil|partie|parte)\b\.? ?(?P<part>[0-9]{1,3})(?!\.[0-9]))?"
    r"(?: ?[-:,(/]? ?(?P<year>(?:19|20)[0-9]{2})(?![0-9]|\.[0-9])(?:-(?:0[1-9]|1[0-2])(?![0-9.]))?\)?)?"
    r"(?: ?\((?:[efrsd]|en|fr|es|de)\))?"
    r"(?:,? \(?(?:ed\.?|edition) ?[0-9]{1,2}\b\)?|,? \(?[0-9]{1,2}(?:st|nd|rd|th) ed(?:ition)?\b\.?\)?)?"
    r"(?: ?[/+,]? ?\b(?P<supplement>amd|amendment|cor|corrigendum|add)\b\.? ?(?P<supplement_number>[0-9]{1,2})"
    r"(?: ?[:(] ?(?P<supplement_year>(?:19|20)[0-9]{2})\)?)?)?",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[^\W\d_])(?=[0-9]{4,6}(?![0-9]|\.[0-9]))")  # ISO17025
_FILLERS = re.compile(
    r"^(?:\b(?:see|of|in|the|to|per|as|according|under|from|and|siehe|nach|der|des|die|von|aus|gemäß|du|de|la|le|les"
    r"|selon|voir|del|el|los|según|ver|norme?|norma|standard)\b|[\s,;:.()\[\]/–-])+"
    r"|(?:\b(?:of|in|the|to|per|der|des|die|von|aus|du|de|la|le|l|del|el|los|norme?|norma|standard)\b['’]?"
    r"|[\s,;:(\[/–-])+$",
    re.IGNORECASE,
)
_SUPPLEMENTS = {"amendment": "Amd", "corrigendum": "Cor"}
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE63, 0xFF0D], "-")


@dataclass(frozen=True)
class Citation:
    """What a citation says; ``rest`` is what could not be understood.

    ``stage`` is the word of a draft: DIS, FDIS; ``is_adoption`` says that ``year`` may be that of a national edition.
    """

    number: str
    part: str = ""
    type: str = ""
    publishers: frozenset[str] = frozenset()
    year: int | None = None
    stage: str = ""
    supplement: str = ""
    is_adoption: bool = False
    clauses: tuple[ClauseNumber, ...] = ()
    rest: str = ""

    @property
    def standard(self) -> str:
        """The standard as it was understood: 17025, 17021-1, TS 17012, Guide 62."""
        number = f"{self.number}-{self.part}" if self.part else self.number
        return f"{'Guide' if self.type == 'GUIDE' else self.type} {number}".strip()

    @property
    def clause(self) -> str:
        """The clauses in their one form: 9.2.3 b), Annex B."""
        return ", ".join(clause.canonical for clause in self.clauses)

    @property
    def is_sure(self) -> bool:
        """Whether it is a citation: all was understood, or a publisher, a type or a long number stands there."""
        return not self.rest or bool(self.publishers or self.type) or len(self.number) > 4


def read(text: str) -> Citation | None:
    """What a text cites; ``None`` where there is no number that could be that of a standard."""
    tidy = _tidy(text)
    best = None
    for match in _STANDARD.finditer(tidy):
        names, start = _names_before(tidy, match.start())
        weight = (bool(names), len(match["number"]) > 3, -match.start())
        if best is None or weight > best[0]:
            best = weight, match, names, start
    if best is None:
        return None
    _weight, match, names, start = best
    return _citation(match, names, before=tidy[:start], after=tidy[match.end() :])


def _tidy(text: str) -> str:
    """One kind of blank and dash, nothing invisible, no more characters than a citation has."""
    text = unicodedata.normalize("NFKC", text[:MOST_CHARACTERS]).translate(_DASHES)
    text = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return _GLUED.sub(" ", " ".join(text.split())).replace("I.S.", "IS")


def _names_before(text: str, place: int) -> tuple[list[str], int]:
    """The words right before a number that belong to its reference, in their order, and where they begin."""
    names: list[str] = []
    while match := _WORD_BEFORE.search(text, 0, place):
        word = match[1].casefold()
        known = word in _PUBLISHERS or word in _TYPES or word in _ADOPTIONS or word.upper() in STAGES
        if not known:
            break
        names.insert(0, word)
        place = match.start()
    return names, place


def _citation(match: re.Match[str], names: list[str], *, before: str, after: str) -> Citation:
    parts, year = match["parts"].removeprefix("-"), match["year"]
    clauses, rest = _clauses(before, after)
    supplement = ""
    if match["supplement"]:
        kind = match["supplement"].casefold()
        supplement = f"{_SUPPLEMENTS.get(kind, kind.capitalize())} {int(match['supplement_number'])}"
        supplement += f":{match['supplement_year']}" if match["supplement_year"] else ""
    said = _Names(names)
    return Citation(
        number=match["number"],
        part=parts or match["part"] or "",
        type=said.type,
        publishers=said.publishers,
        year=int(year) if year else None,
        stage=said.stage,
        supplement=supplement,
        is_adoption=said.is_adoption,
        clauses=clauses,
        rest=rest,
    )


class _Names:
    """The words before a number, sorted out: publishers, type, stage of a draft, whether a body adopted it."""

    def __init__(self, names: list[str]) -> None:
        self.publishers: frozenset[str] = frozenset()
        self.type = self.stage = ""
        self.is_adoption = False
        for word in names:
            if word == "cei" and "ISO" not in self.publishers:
                self.is_adoption = True  # UNI CEI EN ISO/IEC: the Italian committee, not IEC
            elif word in _PUBLISHERS:
                self.publishers |= {_PUBLISHERS[word]}
            elif word == "r" and not self.publishers:
                self.is_adoption = True  # GOST R ISO/IEC, not ISO/R
            elif word in _TYPES:
                self.type = _TYPES[word]
            elif word.upper() in STAGES:
                self._take_stage(word.upper())
            else:
                self.is_adoption = True
                if self.type == "TS" and not self.publishers:
                    self.type = ""  # TS EN ISO/IEC: the Turkish standard

    def _take_stage(self, stage: str) -> None:
        self.stage = stage
        if stage in ("DTS", "DTR", "DPAS", "DGUIDE", "DISP"):
            self.type = stage.removeprefix("D")


def _clauses(before: str, after: str) -> tuple[tuple[ClauseNumber, ...], str]:
    """The clauses that stand after the reference, or before it, and what is left that could not be understood."""
    left = []
    found: tuple[ClauseNumber, ...] = ()
    for text in (after, before):
        text = _FILLERS.sub("", _FILLERS.sub("", text)).strip()
        if not text:
            continue
        try:
            found = found or tuple(parse_list(text))
        except NotAClause:
            left.append(text)
    return found, " … ".join(left)
