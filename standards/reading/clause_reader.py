"""Clause numbers as people write them, in many words and several languages, read into their one form.

Pure: knows neither database nor web. `parse` reads one, `parse_list` several or a range, `from_slug` an address;
`listed` writes several.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext

from standards.reading.clause_numbers import ITEMS, ROMANS, ClauseNumber, LevelKind, Levels, NotAClause

MOST_CHARACTERS = 2_000  # of a list; one number has far fewer
MOST_IN_A_RANGE = 60
_MOST_OF_ONE = 200
_MOST_LEVELS = 8  # the ISO/IEC Directives allow six
_MOST_NUMBER = 999
_FLOATS = ("Table ", "Figure ")


def parse(text: str) -> ClauseNumber:
    """The one clause that a text names.

    Raises ``NotAClause`` when it names none or several.
    """
    if len(text) > _MOST_OF_ONE:
        raise NotAClause(text)
    found = _read_one(text)
    if found is None:
        raise NotAClause(text, _suggestion(text))
    return found


def parse_list(text: str) -> list[ClauseNumber]:
    """The clauses that a text names, in its order, each once; ranges are written out.

    Raises ``NotAClause`` with the piece that could not be read.
    """
    if len(text) > MOST_CHARACTERS:
        raise NotAClause(text)
    reader = _Reader(_tidy(text))
    found: list[ClauseNumber] = []
    while not reader.at_end or not found:
        rest = reader.rest
        if found and reader.take(_TO):
            found += _range_to(reader, found[-1], tight=rest.startswith("-"))
            continue
        clause = _read(reader, after=found[-1] if found else None) if not found or reader.take(_AND) else None
        if clause is None:
            raise _unreadable(rest, text)
        found.append(clause)
    return list(dict.fromkeys(found))


def listed(numbers: Iterable[str]) -> str:
    """Numbers in their one form as one list, which ``parse_list`` reads as just these."""
    text = former = ""
    for number in numbers:
        if not former:
            between = ""
        elif number.isdecimal() and former.startswith(_FLOATS):
            between = ", clause "  # "Table 1, 4" would be two tables
        elif former == f"Annex {number[0]}" and number[1] == ".":
            between = " and "  # "Annex A, A.1" would be A.1 alone
        else:
            between = ", "
        text, former = text + between + number, number
    return text


def from_slug(slug: str) -> ClauseNumber:
    """The clause of an address.

    Raises ``NotAClause`` when the address is not exactly how we write one.
    """
    head, *rest = slug.split("-")
    if head in ("annex", "table", "figure"):
        head, rest = " ".join([head, *rest[:1]]), rest[1:]
    text, _note, number = "-".join(rest).partition("note")
    items = "".join(f" {item})" for item in text.split("-") if item)
    found = parse(head + items + (f" note {number.strip('-')}" if _note else ""))
    if found.slug != slug:
        raise NotAClause(slug, found.canonical)
    return found


# ---------- the reader ----------

_ENDS = r"(?=\s*(?:$|[,;/&-]|(?:and|or|et|ou|und|oder|to|until|bis|note|anm|nota)\b))"
_DIGITS = r"[0-9]{1,4}+(?:\.[0-9]{1,4}+)*+(?![0-9])(?:\.(?![.0-9a-z])|(?!\.))"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_CALLED = _pattern(
    r"(?:§+|(?:(?:sub-?)?clauses?|cls?|sections?|sec|chapters?|paragraphs?|paras?|points?|terms?|requirements?|articles?"
    r"|(?:sous-)?paragraphes?|chapitres?|termes?|exigences?|(?:unter)?abschnitte?s?|ziffern?|punkte?s?|kapitels?|nr"
    r"|nummern?|begriffe?|(?:sub)?apartados?|(?:sub)?cl[aá]usulas?|cap[ií]tulos?|secci[oó]n(?:es)?|p[aá]rrafos?|puntos?"
    r"|t[eé]rminos?|numeral(?:es)?|requisitos?)\b\.?)\s*"
)
_NUMBER = _pattern(rf"({_DIGITS})(?!\))")
_IN_ANNEX = _pattern(rf"([a-z])\.({_DIGITS})")
_ANNEX = _pattern(r"(?:annex(?:es|e)?|appendi(?:x|ces)|anh[aä]nge?|anexos?)\b\.?\s*")
_ANNEX_LETTER = _pattern(r"([a-z])\b(?![.)])")
_ANOTHER_ANNEX = _pattern(rf"([a-z])\b{_ENDS}")
_COMMA = _pattern(r",?\s*")
_TABLE = _pattern(r"tab(?:les?|ellen?|leaux|leau|las?|\.)\s*(?:([a-z])\.)?([0-9]{1,3}+)(?!\.[0-9])")
_FIGURE = _pattern(r"(?:fig(?:ures?|uras?|\.)|abbildung(?:en)?|bild)\s*(?:([a-z])\.)?([0-9]{1,3}+)(?!\.[0-9])")
_WHOLE = _pattern(r"(?:(foreword|avant-propos|vorwort|pr[oó]logo)|introduction|einleitung|introducci[oó]n)\b")
_ITEM_WORD = _pattern(r",?\s*\b(?:items?|lit|points?|buchstabe)\b\.?")
_TOKEN = r"[a-z]|[ivx]{2,4}|[0-9]{1,2}"
_ITEM = _pattern(rf"\s*(?:\(\s*({_TOKEN})\s*\)|({_TOKEN})\)|([a-z])\b{_ENDS})")
_NOTE = _pattern(r",?\s*\b(?:notes?|anmerkung(?:en)?|anm\.|notas?)(?![a-z])\s*([0-9]{1,2}+)?(?:\s+to\s+entry\b)?")
# An item e) is no Italian "and".
_AND = _pattern(r"(?:\s*(?:[,;/&+]|\b(?:as well as|and|or|et|ou|und|oder|y|e)\b(?!\s?\))))+\s*|\s+")
_TO = _pattern(r"\s*(?:-|\b(?:to|until|through|thru|bis|hasta)\b|[aà](?=\s+[0-9]))\s*")
_PIECE = _pattern(r"[,;&]|\b(?:and|or|to|und|et|bis)\b")
_CITATION = _pattern(
    r"(?:(?:iso|iec|ts|tr|pas|guide|en|din|nf)\b[/ ]*)*+[0-9]{4,5}(?:-[0-9]{1,2})?(?:\s*[:(][0-9]{4}\)?)?[\s,]+"
)
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE63, 0xFF0D], "-")


class _Reader:
    """Walks along a text and takes what fits at its place; no pattern looks at a character more than a few times."""

    def __init__(self, text: str) -> None:
        self.text, self.place = text, 0

    @property
    def rest(self) -> str:
        return self.text[self.place :]

    @property
    def at_end(self) -> bool:
        return self.place >= len(self.text)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.place)
        if match is not None:
            self.place = match.end()
        return match


def _tidy(text: str) -> str:
    """One kind of blank and of dash; nothing invisible."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    text = re.sub(r"\s+", " ", "".join(character for character in text if unicodedata.category(character) != "Cf"))
    if any(unicodedata.category(character)[0] == "C" for character in text):
        raise NotAClause(text)
    text = text.strip(" \"'“”„‘’«»").rstrip(".,;: ")
    return text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text


def _read_one(text: str) -> ClauseNumber | None:
    reader = _Reader(_tidy(text))
    found = _read(reader)
    return found if reader.at_end else None


def _read(reader: _Reader, *, after: ClauseNumber | None = None) -> ClauseNumber | None:
    """The clause at the reader's place; ``after`` is the one before it, for "a) and b)", "Annexes A and B"."""
    called = False
    while reader.take(_CALLED):
        called = True
    base = _base(reader)
    if base and after and not called and _is_float(after) and len(base) == 1 and base[0][0] is LevelKind.NUMBER:
        base = (after.levels[0], *base)  # "Tables 1 and 2"
    if base is None and after is not None:
        base = _continued(reader, after)
    if not base:
        return None
    levels = _with_items(reader, base)
    if note := reader.take(_NOTE):
        levels = (*levels, (LevelKind.NOTE, int(note[1] or 0)))
    return ClauseNumber(levels) if levels and len(levels) <= _MOST_LEVELS + len(ITEMS) else None


def _base(reader: _Reader) -> Levels | None:
    """All but listed items and notes."""
    for kind, pattern in ((LevelKind.TABLE, _TABLE), (LevelKind.FIGURE, _FIGURE)):
        if match := reader.take(pattern):
            return ((kind, _letter(match[1]) if match[1] else 0), (LevelKind.NUMBER, int(match[2])))
    if match := reader.take(_WHOLE):
        return ((LevelKind.WHOLE, 0 if match[1] else 1),)
    if reader.take(_ANNEX):
        return _annex(reader)
    if match := reader.take(_IN_ANNEX):
        return _within_annex(match)
    if match := reader.take(_NUMBER):
        return _numbers(match[1])
    return None


def _annex(reader: _Reader) -> Levels | None:
    """What follows the word: "B", "B.1" or "B, B.1"."""
    if match := reader.take(_IN_ANNEX):
        return _within_annex(match)
    letter = reader.take(_ANNEX_LETTER)
    if letter is None:
        return None
    place = reader.place
    reader.take(_COMMA)
    if (match := reader.take(_IN_ANNEX)) and match[1].lower() == letter[1].lower():
        return _within_annex(match)
    reader.place = place
    return ((LevelKind.ANNEX, _letter(letter[1])),)


def _within_annex(match: re.Match[str]) -> Levels | None:
    numbers = _numbers(match[2])
    return ((LevelKind.ANNEX, _letter(match[1])), *numbers) if numbers else None


def _numbers(text: str) -> Levels | None:
    parts = text.rstrip(".").split(".")
    if len(parts) > _MOST_LEVELS or any(part != str(int(part)) or int(part) > _MOST_NUMBER for part in parts):
        return None
    return tuple((LevelKind.NUMBER, int(part)) for part in parts)


def _with_items(reader: _Reader, levels: Levels) -> Levels:
    while True:
        place = reader.place
        reader.take(_ITEM_WORD)
        item = _item(reader, levels)
        if item is None:
            reader.place = place
            return levels
        levels = (*levels, item)


def _item(reader: _Reader, levels: Levels) -> tuple[LevelKind, int] | None:
    """One listed item: a), then 1) in it, then i) in that."""
    match = reader.take(_ITEM)
    if match is None:
        return None
    token = (match[1] or match[2] or match[3]).lower()
    last = levels[-1][0] if levels else LevelKind.NUMBER
    if token.isdigit():
        kind, value = LevelKind.POINT, int(token)
    elif token in ROMANS and (last in ITEMS or len(token) > 1):
        kind, value = LevelKind.ROMAN, ROMANS.index(token) + 1
    else:
        kind, value = LevelKind.LETTER, _letter(token)
    deeper = last not in ITEMS or kind.value > last.value
    return (
        (kind, value)
        if value and len(token) == len(token.strip()) and deeper and (len(token) == 1 or kind is not LevelKind.LETTER)
        else None
    )


def _continued(reader: _Reader, after: ClauseNumber) -> Levels | None:
    """The clause that a bare "b)", "B" or "NOTE 2" continues."""
    levels = tuple(level for level in after.levels if level[0] is not LevelKind.NOTE)
    if levels[-1][0] is LevelKind.ANNEX and (match := reader.take(_ANOTHER_ANNEX)):
        return ((LevelKind.ANNEX, _letter(match[1])),)
    if _NOTE.match(reader.text, reader.place):
        return levels
    place = reader.place
    item = _item(reader, ())
    reader.place = place
    if item is None:
        return None
    kinds = [kind for kind, _value in levels]
    if item[0] not in kinds:
        return tuple(level for level in levels if level[0] not in ITEMS)
    return levels[: kinds.index(item[0])]


def _range_to(reader: _Reader, first: ClauseNumber, *, tight: bool) -> list[ClauseNumber]:
    """What follows ``first`` up to the end of a range."""
    rest = reader.rest
    last = _read(reader, after=first)
    if last is None:
        raise NotAClause(rest or reader.text, _suggestion(rest))
    (kind, begin), (last_kind, end) = first.levels[-1], last.levels[-1]
    if tight and kind is last_kind is LevelKind.NUMBER and len(last.levels) == 1 and end > begin:
        last = ClauseNumber((*first.levels[:-1], last.levels[0]))  # "7.8.2-5"
    if first.levels[:-1] == last.levels[:-1] and kind is last_kind:
        if 0 < end - begin <= MOST_IN_A_RANGE:
            return [ClauseNumber((*first.levels[:-1], (kind, value))) for value in range(begin + 1, end + 1)]
        if end < begin:
            raise NotAClause(f"{first}-{last}", f"{last}-{first}")
    unclear = gettext("What lies from %(first)s to %(last)s is not clear.") % {"first": first, "last": last}
    raise NotAClause(f"{first}-{last}", f"{first}, {last}", said=unclear)


def _is_float(clause: ClauseNumber) -> bool:
    return clause.levels[0][0] in (LevelKind.TABLE, LevelKind.FIGURE)


def _letter(letter: str) -> int:
    return ord(letter.lower()) - 96


def _unreadable(rest: str, text: str) -> NotAClause:
    """The refusal of the piece of a list that begins with ``rest``."""
    start = _AND.match(rest)
    piece = _PIECE.split(rest[start.end() if start else 0 :], maxsplit=1)[0].strip()
    return NotAClause(piece or text, _suggestion(piece))


def _suggestion(text: str) -> str | None:
    """What was perhaps meant: dots put right, a standard's number or a heading left out."""
    try:
        text = _tidy(text[:_MOST_OF_ONE])
    except NotAClause:
        text = "".join(character for character in text[:_MOST_OF_ONE] if unicodedata.category(character)[0] != "C")
    text = _CITATION.sub("", text, count=1)
    repaired = re.sub(r"[ .,:·]*[.,:·][ .,:·]*(?=[0-9a-z])", ".", text)
    repaired = re.sub(r"(?<![0-9])0+(?=[0-9])", "", repaired).strip(".")
    repaired = re.sub(r"(?<=[0-9])\.([a-w])\b\)?", r" \1)", repaired)
    if re.fullmatch(r"[A-Z]", text):
        return f"Annex {text}"
    repaired = re.sub(r"^([A-Z])(?=[0-9])", r"\1.", repaired)  # "B1" of Annex B
    if (found := _read_one(text) or _read_one(repaired)) is not None:
        return found.canonical
    reader = _Reader(text)
    found = _read(reader)
    return found.canonical if found and re.match(r"[ ,:(-]+[^\W\d]", reader.rest) else None
