"""Citations as people write them, taken apart: "DIN EN ISO/IEC 17025:2018-03 Abschnitt 7.8", "Guide 62 clause 3".

Pure: knows neither database nor web. ``read`` says what was understood; ``resolver`` finds what is meant.
"""

import re
import unicodedata
from dataclasses import dataclass

from standards.reading import citation_words as words
from standards.reading import publishers, urns
from standards.reading.asked import taken
from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse_list
from standards.reading.supplements import Supplement, supplements_in

_OURS = frozenset(("ISO", "IEC"))
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE63, 0xFF0D], "-")


@dataclass(frozen=True)
class Citation:
    """What a citation says; ``rest`` is what could not be understood.

    ``stage`` is the word of a draft: DIS, FDIS, ``iteration`` which of several. ``is_adoption`` says that ``year`` may
    be that of a national edition. A document that is none of ISO has its ``owner`` and is named by its ``reference``.
    """

    number: str
    part: str = ""
    type: str = ""
    publishers: frozenset[str] = frozenset()
    year: int | None = None
    edition: int | None = None
    stage: str = ""
    iteration: int | None = None
    supplements: tuple[Supplement, ...] = ()
    is_adoption: bool = False
    owner: str = ""
    reference: str = ""
    clauses: tuple[ClauseNumber, ...] = ()
    rest: str = ""

    @property
    def standard(self) -> str:
        """The standard as it was understood: 17025, 17021-1, TS 17012, Guide 62; of another publisher its document."""
        if self.owner:
            return self.reference
        number = f"{self.number}-{self.part}" if self.part else self.number
        return f"{'Guide' if self.type == 'GUIDE' else self.type} {number}".strip()

    @property
    def clause(self) -> str:
        """The clauses in their one form: 9.2.3 b), Annex B."""
        return ", ".join(clause.canonical for clause in self.clauses)

    @property
    def is_sure(self) -> bool:
        """Whether it is a citation: all was understood, or a publisher, a type or a long number stands there."""
        return not self.rest or bool(self.owner or self.publishers or self.type) or len(self.number) > 4


def read(text: str) -> Citation | None:
    """What a text cites; ``None`` where there is no number that could be that of a standard."""
    typed = _tidy(text)
    if (urn := urns.read(typed)) is not None:
        return _of_urn(urn)
    tidy = words.apart(typed)
    other, best = publishers.find(typed), _best(tidy)
    if other and (best is None or other.start <= best[2]):
        return _of_another(other, typed)
    if best is None:
        return None
    match, names, start = best
    return _citation(match, names, before=tidy[:start], after=tidy[match.end() :])


@dataclass(frozen=True)
class NamedStandard:
    """The standard that stands somewhere in a text, without its clauses, and the words around it."""

    citation: Citation
    before: str
    after: str


def named_in(text: str) -> NamedStandard | None:
    """The number in a text that is most like that of a standard, whatever else stands there."""
    tidy = words.apart(_tidy(text))
    best = _best(tidy)
    if best is None:
        return None
    match, names, start = best
    before, after = tidy[:start], tidy[match.end() :]
    return NamedStandard(_citation(match, names, before="", after=""), before, after)


def _tidy(text: str) -> str:
    """One kind of blank and dash, nothing invisible, no more characters than a citation has."""
    text = unicodedata.normalize("NFKC", taken(text)).translate(_DASHES).replace("_", " ")
    text = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return " ".join(text.split()).replace("I.S.", "IS")


def _best(tidy: str) -> tuple[re.Match[str], "_Names", int] | None:
    """The number that is most like that of a standard, with the words before it and where they begin."""
    best = None
    for number in words.NUMBERS.finditer(tidy):
        names, start = _names_before(tidy, number.start())
        said = _Names(names)
        pattern = words.DRAFT if said.stage else words.STANDARD
        match = pattern.match(tidy, number.start())
        weight = (bool(names), len(number[0]) > 3, -number.start())
        if match and (best is None or weight > best[0]):
            best = weight, match, said, start
    return best[1:] if best else None


def _names_before(text: str, place: int) -> tuple[list[str], int]:
    """The words right before a number that belong to its reference, in their order, and where they begin."""
    names: list[str] = []
    while match := words.WORD_BEFORE.search(text, 0, place):
        word = match[1].casefold()
        known = word in words.PUBLISHERS or word in words.TYPES or word in words.STAGE_WORDS or word in words.ADOPTIONS
        if not known or (word in words.ORDINARY and not (names or match[1].isupper() or _follows(text, match.start()))):
            break
        names.insert(0, word)
        place = match.start()
    return names, place


def _follows(text: str, place: int) -> bool:
    """Whether a word of a reference stands right before this place, so that "r" after "iso/" is one too."""
    before = words.WORD_BEFORE.search(text, 0, place)
    return before is not None and (before[1].casefold() in words.PUBLISHERS or before[1].isupper())


def _citation(match: re.Match[str], said: "_Names", *, before: str, after: str) -> Citation:
    clauses, rest = _clauses(before, after)
    found = match.groupdict()
    whole = " ".join([said.text.upper(), match[0]]).strip()
    return Citation(
        number=match["number"],
        part=match["parts"].removeprefix("-") or match["part"] or "",
        type=said.type,
        publishers=said.publishers,
        year=int(match["year"]) if match["year"] else None,
        edition=_edition(match["edition"], match["ordinal"]),
        stage=said.stage,
        iteration=int(found["iteration"]) if found.get("iteration") else None,
        supplements=supplements_in(match["supplements"]),
        is_adoption=said.is_adoption,
        owner=said.owner,
        reference=whole if said.owner else "",
        clauses=clauses,
        rest=rest,
    )


def _of_another(other: publishers.OtherDocument, typed: str) -> Citation:
    """A document of another publisher; its clauses are read as ours are."""
    clauses, rest = _clauses(typed[: other.start], typed[other.end :])
    digits = re.findall("[0-9]+", other.reference) or [""]
    return Citation(digits[0], owner=other.publisher, reference=other.reference, clauses=clauses, rest=rest)


def _of_urn(urn: urns.Urn) -> Citation:
    clauses, rest = _clauses("", urn.elements)
    return Citation(
        number=urn.number,
        part=urn.part,
        type=urn.type,
        publishers=urn.publishers,
        edition=urn.edition,
        stage="DRAFT" if urn.is_draft else "",
        supplements=urn.supplements,
        clauses=clauses,
        rest=" ".join(filter(None, [rest, urn.rest])),
    )


def _edition(number: str | None, ordinal: str | None) -> int | None:
    if number:
        return int(number)
    if not ordinal:
        return None
    digits = re.match("[0-9]+", ordinal)
    return int(digits[0]) if digits else _ORDINALS[ordinal.casefold()]


class _Names:
    """The words before a number, sorted out: publishers, type, stage of a draft, who adopted it, whose it is."""

    def __init__(self, names: list[str]) -> None:
        self.publishers: frozenset[str] = frozenset()
        self.type = self.stage = self.owner = ""
        self.is_adoption = False
        self.text = " ".join(names)
        for word in names:
            self._take(word)
        if self.publishers and not self.publishers & _OURS:
            self.owner = "/".join(sorted(self.publishers))
        elif self.is_adoption and not self.publishers and self.type != "IWA":
            family = next((words.FAMILIES[word] for word in names if word in words.FAMILIES), "")
            self.owner = family or self.text.upper()

    def _take(self, word: str) -> None:
        if word == "cei" and self.is_adoption and not self.publishers:
            pass  # UNI CEI EN ISO/IEC: the Italian committee, not IEC
        elif word in words.PUBLISHERS:
            self.publishers |= {words.PUBLISHERS[word]}
        elif word == "r" and not self.publishers:
            self.is_adoption = True  # GOST R ISO/IEC, not ISO/R
        elif word in words.TYPES:
            self.type = words.TYPES[word]
        elif word in words.STAGE_WORDS:
            self.stage = words.STAGE_WORDS[word]
            self.type = words.DRAFTED.get(self.stage, self.type)
        else:
            self.is_adoption = True
            if self.type == "TS" and not self.publishers:
                self.type = ""  # TS EN ISO/IEC: the Turkish standard


def _clauses(before: str, after: str) -> tuple[tuple[ClauseNumber, ...], str]:
    """The clauses that stand after the reference, or before it, and what is left that could not be understood."""
    left = []
    found: tuple[ClauseNumber, ...] = ()
    for text in (after, before):
        text = words.FILLERS.sub("", words.FILLERS.sub("", text)).strip()
        if not text:
            continue
        try:
            found = found or tuple(parse_list(text))
        except NotAClause:
            left.append(text)
    return found, " … ".join(left)
