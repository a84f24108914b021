"""Reads what was typed into a search: a citation, our own citation, a reference, phrases, and the words that remain.

Pure: knows neither database nor web. One reading for every search there is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from standards.reading import clause_words
from standards.reading.asked import MOST_ASKED, taken, without_markup, without_signs
from standards.reading.citations import Citation, NamedStandard, named_in
from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse_list
from standards.reading.words import Word, read_words

MOST_WORDS = 24
Words = tuple[Word, ...]

_GAP = " \N{NULL} "  # where something was taken out; no part of any word, so that what stood apart stays apart
_PHRASE = re.compile(r"(?P<no>(?<!\S)[-\u2212\u2013])?[\"“”„«»](?P<words>[^\"“”„«»]*)[\"“”„«»]")
_WITHOUT = re.compile(r"(?<!\S)[-\u2212\u2013](?P<words>(?:[^\W\d_]|[0-9]{3})[^\s]*)")
_ADDRESS = re.compile(r"(?:https?://)?[^\s\"]*/clarifications/(?P<slug>[a-z0-9-]+)[^\s]*", re.IGNORECASE)
_SLUG = re.compile(r"(?<![\w/.-])[a-z0-9]+(?:-[a-z0-9]+){1,8}(?![\w-])", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?<![\w-])CR(?:-(?:(?P<year>[0-9]{4})-)?|[ -]?(?P<other_year>20[0-9]{2})[ /-])(?P<number>[0-9]{1,6})(?![\w-])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?<!\w)(?P<kind>clarif(?:ication)?s?|interpretations?)\b\.?\s*(?:no\b\.?|nr\b\.?|number|n°|#)?\s*"
    r"(?P<number>[0-9]{1,4})(?![\w.])",
    re.IGNORECASE,
)
_CALLED, _ANNEX = clause_words.CALLED.pattern, clause_words.ANNEX.pattern
_ITEMS = r"(?:\s?\([a-z]\)|\s?[a-z]\)|[a-z](?!\w))*"
# What a number counts that is neither a standard nor a clause: 5000 km, 12 months.
_UNIT = (
    r"\s*(?:[%°€$]|(?:[kcm]m|[km]?g|ml|min|hours?|days?|weeks?|months?|years?|k?w|[kmg]?hz|[kmg]?pa|k?v|bar|euros?|eur|usd"
    r"|dollars?|pounds?|samples?|tests?|items?|pieces?|units?|people|persons?|employees|staff|sites?|times|copies|pages?"
    r"|lit(?:re|er)s?|(?:kilo)?met(?:re|er)s?|miles?)\b)"
)
_AND_MORE = (
    r"(?:\s*[,;&+]\s*|\s+(?:and|or|und|oder|et|ou)\s+)[0-9]{1,2}(?:\.[0-9]{1,2})*"
    rf"(?![\w-]|\.[0-9]|{_UNIT})"
)
_CLAUSE = re.compile(
    rf"(?<![\w.-])(?:(?:{_CALLED})(?P<called>[0-9]{{1,2}}(?:\.[0-9]{{1,2}})*{_ITEMS}(?:{_AND_MORE})*"
    rf"|[a-z]\.[0-9]+(?:\.[0-9]+)*)"
    rf"|(?P<dotted>[0-9]{{1,2}}(?:\.[0-9]{{1,2}})+{_ITEMS}|[a-z]\.[0-9]+(?:\.[0-9]+)*)"
    rf"|(?P<annex>{_ANNEX}[a-z](?:\.[0-9]+)*))(?!\w|\.[0-9])",
    re.IGNORECASE,
)
_IS_LIKE_A_CLAUSE = re.compile(rf"[0-9]|{_ANNEX}", re.IGNORECASE)
_COUNTED = re.compile(_UNIT, re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_YEAR_BEHIND = re.compile(r"[ :(-]+(?:19|20)[0-9]{2}\)?$")


@dataclass(frozen=True)
class TypedSearch:
    """What was typed, taken apart.

    ``citation`` names a standard, ``clauses`` its clauses or those of any; ``number`` with ``kind`` is the number of
    one of our own records on it. ``slugs`` may be addresses of records, ``references`` those of requests. ``phrases``
    must occur word by word, ``without`` must not; ``words`` are the rest, of which the last may be only begun.
    ``elsewhere`` is what the catalogue and others are asked: the text without what only the register knows.
    """

    text: str
    citation: Citation | None = None
    clauses: tuple[ClauseNumber, ...] = ()
    number: int | None = None
    kind: str = ""
    slugs: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    phrases: tuple[Words, ...] = ()
    without: tuple[Words, ...] = ()
    words: Words = ()
    is_begun: bool = False
    has_more_words: bool = False
    elsewhere: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether more was typed than is looked for."""
        return len(self.text) > MOST_ASKED or self.has_more_words

    @property
    def words_of_citation(self) -> Words:
        """The words of what a standard is cited by. A year is none of them: it alone would find what has that year."""
        named = self.citation.standard if self.citation else ""
        return tuple(read_words(_YEAR_BEHIND.sub("", named)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed by which anything could be found."""
        return not (
            self.citation or self.clauses or self.slugs or self.references or self.phrases or self.words or self.without
        )


def read(text: str) -> TypedSearch:
    """What a text asks for."""
    rest, phrases, without = _quoted(without_markup(taken(text), gap=_GAP))
    slugs = [found["slug"] for found in _ADDRESS.finditer(rest)]
    rest = _ADDRESS.sub(_GAP, rest)
    references = tuple(dict.fromkeys(map(_reference, _REFERENCE.finditer(rest))))
    rest = _REFERENCE.sub(_GAP, rest)
    slugs += [found[0] for found in _SLUG.finditer(rest) if re.search("[0-9]", found[0])]
    asked = TypedSearch(
        text,
        slugs=tuple(slug.lower() for slug in slugs),
        references=references,
        phrases=tuple(phrases),
        without=tuple(without),
        elsewhere=_elsewhere(text),
    )
    return _with_words(*_with_citation(asked, rest))


def _reference(found: re.Match[str]) -> str:
    """A reference in its one form, however it was written: CR-2026-0013; one without a year as it is."""
    year = found["year"] or found["other_year"]
    return f"CR-{year}-{found['number']:0>4}" if year else found[0].upper()


def _elsewhere(text: str) -> str:
    """What of a text is no matter of the register alone: the words, also of phrases, without what must not occur."""
    said = _PHRASE.sub(lambda phrase: " " if phrase["no"] else f" {phrase['words']} ", without_markup(taken(text)))
    for known_here in (_WITHOUT, _ADDRESS, _REFERENCE):
        said = known_here.sub(" ", said)
    said = " ".join(without_signs(said).split())
    return said if re.search(r"[^\W_]", said) else ""


def _quoted(text: str) -> tuple[str, list[Words], list[Words]]:
    """The text without what stands in quotation marks or behind a minus sign, and these."""
    phrases: list[Words] = []
    without: list[Words] = []

    def to(found: list[Words]) -> Callable[[re.Match[str]], str]:
        def take_out(match: re.Match[str]) -> str:
            wanted = without if match.groupdict().get("no") else found
            if words := tuple(read_words(match["words"])):
                wanted.append(words)
            return _GAP

        return take_out

    return _WITHOUT.sub(to(without), _PHRASE.sub(to(phrases), text)), phrases, without


def _with_citation(asked: TypedSearch, text: str) -> tuple[TypedSearch, str]:
    """With the standard, its clauses and the number of a record, and the text that remains."""
    named = named_in(text.replace("\N{NULL}", " "))
    if named and _is_a_year(named.citation):  # "2017 17025": the year is a word, the other number the standard
        other = named_in(f"{named.before} {named.after}")
        named = replace(other, after=f"{other.after} {named.citation.number}") if other else None
    if named and named.citation.owner and not named.citation.is_adoption:
        text = text.replace(named.citation.reference, _YEAR_BEHIND.sub(_GAP, named.citation.reference))
    if named is None or not _is_a_standard(named.citation) or _is_a_quantity(named):
        return _with_clauses(asked, text, alone=text.strip())
    left = f"{named.before}{_GAP}{named.after}"
    asked = replace(asked, citation=named.citation)
    if numbered := _NUMBERED.search(left):
        kind = "interpretation" if numbered["kind"].lower().startswith("i") else "clarification"
        asked = replace(asked, number=int(numbered["number"]), kind=kind)
        left = f"{left[: numbered.start()]}{_GAP}{left[numbered.end() :]}"
    beside = named.before.strip() or named.after.strip()
    return _with_clauses(asked, left, alone=beside if not (named.before.strip() and named.after.strip()) else "")


def _is_a_standard(citation: Citation) -> bool:
    """Whether a number is meant as that of a standard: a publisher or a type says so, or its length."""
    is_ours = not citation.owner or citation.is_adoption
    return is_ours and bool(citation.publishers or citation.type or len(citation.number) > 3)


def _is_a_quantity(named: NamedStandard) -> bool:
    """Whether a bare number counts something: 5000 km, 1000 samples."""
    said = named.citation
    return bool(_COUNTED.match(named.after)) and not (said.publishers or said.type or said.part or said.year)


def _is_a_year(citation: Citation) -> bool:
    return bool(_YEAR.fullmatch(citation.number)) and not (citation.publishers or citation.type or citation.part)


def _with_clauses(asked: TypedSearch, text: str, *, alone: str) -> tuple[TypedSearch, str]:
    """With the clauses that are named; ``alone`` is all that stands beside the standard, which may be a list."""
    alone = alone.strip(" ,;:-–")
    if _IS_LIKE_A_CLAUSE.search(alone):
        try:
            return replace(asked, clauses=tuple(parse_list(alone))), ""
        except NotAClause:
            pass
    found: list[ClauseNumber] = []

    def take_out(match: re.Match[str]) -> str:
        try:
            found.extend(parse_list(match["called"] or match["dotted"] or match["annex"]))
        except NotAClause:
            return match[0]
        return _GAP

    rest = _CLAUSE.sub(take_out, text)
    return replace(asked, clauses=tuple(dict.fromkeys(found))), rest


def _with_words(asked: TypedSearch, text: str) -> TypedSearch:
    text = without_signs(text, gap=_GAP)
    words = list(dict.fromkeys(read_words(text)))
    is_begun = bool(words) and not text.rstrip().endswith("\N{NULL}") and text.rstrip()[-1:].isalnum()
    has_more = len(words) > MOST_WORDS
    words = words[:MOST_WORDS]
    return replace(asked, words=tuple(words), is_begun=is_begun and not has_more, has_more_words=has_more)
