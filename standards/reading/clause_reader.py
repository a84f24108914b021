"""Clause numbers as people write them, in many words and several languages, read into their one form.

Pure: knows neither database nor web. `parse` reads one, `parse_list` several or a range.
"""

import re
import unicodedata

from django.utils.translation import gettext

from standards.reading import clause_refusals
from standards.reading import clause_words as words
from standards.reading.clause_numbers import ITEMS, ROMANS, ClauseNumber, LevelKind, Levels, NotAClause, listed

MOST_CHARACTERS = 2_000  # of a list; one number has far fewer
MOST_IN_A_RANGE = 60
_MOST_OF_ONE = 200
_MOST_LEVELS = 8  # the ISO/IEC Directives allow six
_MOST_NUMBER = 999
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE63, 0xFF0D], "-")
_RAISED_DOT = re.compile(r"(?<=[0-9])[·∙•・](?=[0-9])")
_CHINESE = re.compile(r"(?:条款|第)\s*(?=[0-9])|(?<=[0-9])\s*[条款章节项項](?!\w)")  # "第7.8条": clause 7.8
_BRACKETS = (("(", ")"), ("[", "]"))
_CYRILLIC_A = "а"  # noqa: RUF001  # the first letter of both alphabets; of the others nobody can tell which is meant


def parse(text: str) -> ClauseNumber:
    """The one clause that a text names.

    Raises ``NotAClause`` when it names none or several.
    """
    if len(text) > _MOST_OF_ONE:
        raise NotAClause(text)
    found = _read_one(text)
    if found is None:
        raise NotAClause(text, _suggestion(text), said=clause_refusals.of_the_whole(text))
    return found


def parse_list(text: str) -> list[ClauseNumber]:
    """The clauses that a text names, in its order, each once; ranges are written out.

    Raises ``NotAClause`` with the piece that could not be read.
    """
    if len(text) > MOST_CHARACTERS:
        raise NotAClause(text)
    reader = _Reader(_tidy(text))
    reader.take(words.LEAD)
    found: list[ClauseNumber] = []
    while not reader.at_end or not found:
        rest = reader.rest
        if found:
            _refuse_parts(rest, found)
            _refuse_two_readings(reader, found[-1])
        if found and reader.take(words.TO):
            found += _range_to(reader, found[-1], tight=rest.startswith("-"))
            continue
        if (not found or words.AND.match(rest)) and (parts := _parts_first(reader)):
            found += parts
            continue
        clause = _read(reader, after=found[-1] if found else None) if not found or reader.take(words.AND) else None
        if clause is None:
            raise _unreadable(rest, text, found)
        found.append(clause)
    return list(dict.fromkeys(found))


# ---------- the reader ----------


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
    """The text with one kind of blank and of dash and nothing invisible; "(d, e)" written out.

    Raises ``NotAClause`` for characters that no text has.
    """
    text = unicodedata.normalize("NFKC", text.replace("№", "#")).translate(_DASHES)
    text = re.sub(r"\s+", " ", "".join(character for character in text if unicodedata.category(character) != "Cf"))
    if any(unicodedata.category(character)[0] == "C" for character in text):
        raise NotAClause(text)
    text = _CHINESE.sub("", _RAISED_DOT.sub(".", text)).strip(" \"'“”„‘’«»").rstrip(",;: ")
    if not text.lower().endswith(" f."):  # German: and the one that follows
        text = text.rstrip(".,;: ")
    text = text[1:-1].strip() if (text[:1], text[-1:]) in _BRACKETS else text
    return words.SEVERAL_ITEMS.sub(lambda found: re.sub(r"\b([a-z])\b", r"\1)", found[1], flags=re.IGNORECASE), text)


def _read_one(text: str) -> ClauseNumber | None:
    """The one clause that a text names; ``None`` where it names none or more is said."""
    reader = _Reader(_tidy(text))
    found = _read(reader)
    return found if reader.at_end else None


def _read(reader: _Reader, *, after: ClauseNumber | None = None) -> ClauseNumber | None:
    """The clause at the reader's place; ``after`` is the one before it, for "a) and b)", "Annexes A and B"."""
    if (whole := _part_first(reader)) is not None:
        return whole
    called = False
    while reader.take(words.CALLED):
        called = True
    base = _base(reader)
    if base and after and not called:
        base = _as_after(base, after)
    if base is None and after is not None:
        base = _continued(reader, after)
    if not base:
        return None
    levels = _with_items(reader, base)
    if note := reader.take(words.NOTE):
        levels = (*levels, (LevelKind.NOTE, int(note[1] or 0)))
    return ClauseNumber(levels) if levels and len(levels) <= _MOST_LEVELS + len(ITEMS) else None


def _part_first(reader: _Reader) -> ClauseNumber | None:
    """A part that is named before its whole: "NOTE 2 to 7.1.3", "d) of 6.2.1"."""
    place = reader.place
    if note := reader.take(words.NOTE_OF):
        part: Levels = ((LevelKind.NOTE, int(note[1] or 0)),)
    else:
        part = _with_items(reader, ())
        if not part or not reader.take(words.OF):
            reader.place = place
            return None
    while reader.take(words.CALLED):
        pass
    whole = _base(reader)
    if whole:
        whole = _with_items(reader, whole)
        return ClauseNumber((*whole, *part))
    reader.place = place
    return None


def _parts_first(reader: _Reader) -> list[ClauseNumber]:
    """Several parts that are named before their whole: "a) and b) of 6.2.1"; none where they are not."""
    place = reader.place
    reader.take(words.AND)
    parts = reader.take(words.PARTS_OF)
    whole = _read(reader) if parts else None
    if parts is None or whole is None:
        reader.place = place
        return []
    return parse_list(f"{whole} {parts[1]}")


def _base(reader: _Reader) -> Levels | None:
    """All but listed items and notes."""
    for kind, pattern in ((LevelKind.TABLE, words.TABLE), (LevelKind.FIGURE, words.FIGURE)):
        if match := reader.take(pattern):
            return ((kind, _letter(match[1]) if match[1] else 0), (LevelKind.NUMBER, int(match[2])))
    if match := reader.take(words.WHOLE):
        return ((LevelKind.WHOLE, 0 if match[1] else 1),)
    if reader.take(words.ANNEX):
        return _annex(reader)
    if match := reader.take(words.IN_ANNEX):
        return _within_annex(match)
    if match := reader.take(words.NUMBER):
        return _numbers(match[1])
    return None


def _annex(reader: _Reader) -> Levels | None:
    """What follows the word: "B", "B.1", "B1" or "B, B.1"."""
    if match := reader.take(words.IN_ITS_ANNEX):
        return _within_annex(match)
    letter = reader.take(words.ANNEX_LETTER)
    if letter is None:
        return None
    reader.take(words.ANNEX_KIND)
    place = reader.place
    if (match := reader.take(words.ANNEX_AGAIN)) and match[1].lower() == letter[1].lower():
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
        counted = reader.take(words.COUNTED_ITEM) if _is_dotted(levels) else None
        if counted:
            levels = (*levels, (LevelKind.POINT, int(counted[1])))
            continue
        reader.take(words.ITEM_WORD)
        item = _item(reader, levels)
        if item is None:
            reader.place = place
            return levels
        levels = (*levels, item)


def _item(reader: _Reader, levels: Levels) -> tuple[LevelKind, int] | None:
    """One listed item: a), then 1) in it, then i) in that."""
    match = reader.take(words.ITEM)
    if match is None:
        return None
    token = next(filter(None, match.groups())).lower()
    last = levels[-1][0] if levels else LevelKind.NUMBER
    if ((match[4] or match[5]) and last is not LevelKind.NUMBER) or (match[6] and last is not LevelKind.LETTER):
        return None  # "6.2.1 a-c" and "Annexes A-C" are ranges
    if token.isdigit():
        kind, value = LevelKind.POINT, int(token)
    elif token in ROMANS and (last in ITEMS or len(token) > 1):
        kind, value = LevelKind.ROMAN, ROMANS.index(token) + 1
    elif len(token) > 1:
        return None
    else:
        kind, value = LevelKind.LETTER, _letter(token)
    deeper = last not in ITEMS or kind.value > last.value
    return (kind, value) if value and deeper else None


def _as_after(base: Levels, after: ClauseNumber) -> Levels:
    """What a bare number continues: "Tables 1 and 2", "Tables A.1 and A.2", "7.1 NOTE 1 and 2"."""
    bare = len(base) == 1 and base[0][0] is LevelKind.NUMBER
    first, last = after.levels[0], after.levels[-1]
    if bare and last[0] is LevelKind.NOTE and last[1]:
        return (*after.levels[:-1], (LevelKind.NOTE, base[0][1]))
    if bare and _is_float(after):
        return (first, *base)
    if _is_float(after) and base[0][0] is LevelKind.ANNEX and len(base) == 2:
        return ((first[0], base[0][1]), base[1])
    return base


def _continued(reader: _Reader, after: ClauseNumber) -> Levels | None:
    """The clause that a bare "b)", "B" or "NOTE 2" continues."""
    levels = tuple(level for level in after.levels if level[0] is not LevelKind.NOTE)
    if levels[-1][0] is LevelKind.ANNEX and (match := reader.take(words.ANOTHER_ANNEX)):
        return ((LevelKind.ANNEX, _letter(match[1])),)
    if levels[-1][0] is LevelKind.ANNEX and (match := reader.take(words.IN_ITS_ANNEX)):
        return _within_annex(match) if _letter(match[1]) == levels[-1][1] else None
    if words.NOTE.match(reader.text, reader.place):
        return levels
    place = reader.place
    reader.take(words.ITEM_WORD)
    item = _item(reader, ())
    reader.place = place
    if item is None:
        return None
    kinds = [kind for kind, _value in levels]
    if item[0] not in kinds:
        return tuple(level for level in levels if level[0] not in ITEMS)
    return levels[: kinds.index(item[0])]


def _is_float(clause: ClauseNumber) -> bool:
    return clause.levels[0][0] in (LevelKind.TABLE, LevelKind.FIGURE)


def _is_dotted(levels: Levels) -> bool:
    """Whether it is a number with a dot, as 6.2 or B.1: a lone number after it is none of a clause."""
    return len(levels) > 1 and levels[-1][0] is LevelKind.NUMBER


def _letter(letter: str) -> int:
    """Its place in the alphabet.

    Raises ``NotAClause`` for a Cyrillic one that may be meant for one that looks like it.
    """
    if letter.lower() == _CYRILLIC_A:
        return 1
    if not letter.isascii():
        raise NotAClause(letter, said=clause_refusals.of_a_letter(letter))
    return ord(letter.lower()) - 96


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


# ---------- what is asked back ----------


def _refuse_two_readings(reader: _Reader, former: ClauseNumber) -> None:
    """Refuse what one reader takes for one number and another for two: "7,8", "7.8.6.1 2", "4.2.1 a.1"."""
    place, text = reader.place, reader.text
    if former.levels[-1][0] is not LevelKind.NUMBER or _is_float(former):
        return
    comma = words.DECIMAL_COMMA.match(text, place) if text[place - 1 : place].isdigit() else None
    if comma and not ("." in comma[1].rstrip(".") and _is_dotted(former.levels)):
        raise _read_in_two_ways(f"{former}{comma[0]}".rstrip("."))
    if not _is_dotted(former.levels):
        return
    if counted := words.COUNTED_AFTER_COMMA.match(text, place):
        raise _read_in_two_ways(f"{former}{counted[0]}", f"{former} {counted[1]})")
    if blank := words.BARE_AFTER_BLANK.match(text, place):
        item = f"{blank[1]})" if blank[1] else f"{blank[2]}) {blank[3]})"
        raise _read_in_two_ways(f"{former}{blank[0]}", f"{former} {item}")


def _read_in_two_ways(typed: str, meant: str = "") -> NotAClause:
    return NotAClause(typed, _suggestion(meant or typed), said=clause_refusals.of_two_readings(typed))


def _refuse_parts(rest: str, found: list[ClauseNumber]) -> None:
    """Refuse parts that have no number, before their count is taken for a clause: "7.8.6.1 paragraph 2"."""
    if said := clause_refusals.of_parts(rest):
        raise NotAClause(rest.strip(), listed(clause.canonical for clause in found), said=said)


def _unreadable(rest: str, text: str, found: list[ClauseNumber]) -> NotAClause:
    """The refusal of the piece of a list that begins with ``rest``, after what was ``found`` before it."""
    before = listed(clause.canonical for clause in found)
    if found and (said := clause_refusals.of_what_follows(rest)):
        return NotAClause(rest.strip(), before, said=said)
    if not found and (said := clause_refusals.of_the_whole(text)):
        return NotAClause(text, said=said)
    start = words.AND.match(rest)
    piece = words.PIECE.split(rest[start.end() if start else 0 :], maxsplit=1)[0].strip()
    whole = f"{before}{rest}" if rest.lstrip().startswith(".") else piece  # "7 .2"
    suggestion = _suggestion(whole) or (None if found else _suggestion(text))
    piece = piece if found else words.PIECE.split(text, maxsplit=1)[0].strip()
    if suggestion is None and found and re.match(r" [(\[]?[^\W\d_]{2}", rest):
        suggestion = before  # words after a number: its heading, its standard
    return NotAClause(piece or text, suggestion)


def _suggestion(text: str) -> str | None:
    """What was perhaps meant: dots put right, a standard's number or a heading left out."""
    try:
        return _meant(text[:_MOST_OF_ONE])
    except NotAClause:
        cleaned = "".join(character for character in text[:_MOST_OF_ONE] if unicodedata.category(character)[0] != "C")
    try:
        return _meant(cleaned)
    except NotAClause:
        return None


def _meant(text: str) -> str | None:
    text = words.CITATION.sub("", _tidy(text), count=1)
    repaired = re.sub(r"[ .,:·]*[.,:·][ .,:·]*(?=[0-9a-z])", ".", text)
    repaired = re.sub(r"(?<![0-9])0+(?=[0-9])", "", repaired).strip(".")
    repaired = re.sub(r"(?<=[0-9])\.([a-w])\b\)?", r" \1)", repaired)
    if re.fullmatch(r"[A-Z]", text):
        return f"Annex {text}"
    repaired = re.sub(r"^([A-Z])(?=[0-9])", r"\1.", repaired)  # "B1" of Annex B
    if (found := _read_one(text) or _read_one(repaired) or _read_one(text.rstrip(")"))) is not None:
        return found.canonical
    reader = _Reader(text)
    found = _read(reader)
    return found.canonical if found and re.match(r"[ ,:(-]+[^\W\d]", reader.rest) else None
