"""Words that a search has written as one and a text as two that stand beside one another, and the other way round."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from clarifications.register.finding.index import EVERYWHERE
from clarifications.register.finding.needles import GRAMMAR
from clarifications.register.finding.ranking import WORD
from clarifications.register.finding.written import texts_of_records
from clarifications.register.models import RegisterWord
from standards.catalogue.headings import words_of_catalogue
from standards.reading.words import Word, read_words

if TYPE_CHECKING:
    from clarifications.register.finding.asked import Words
    from clarifications.register.finding.needles import Form, Forms
    from clarifications.register.finding.ranking import Evidence

MOST_READ = 50  # records, the newest, whose texts are read for one word
MOST_APART = 4  # words of a search that are looked for as two
_LETTERS = r"[^\W\d_]"
_BETWEEN = r"[-\u2010\u2011\u00ad]|[^\S\n]*(?:\n[^\S\n]*)?"  # a hyphen or blanks, not the edge of a paragraph


def with_words_as_one(words: "Words", rings: "Mapping[tuple[str, ...], Forms]") -> "Words":
    """The words of a search, each two that are one in the thesaurus, the register or the catalogue put together: sub
    contractor. A term of two words stays one of two. Three queries at most.
    """
    ones = {
        pair: joined
        for pair in pairwise(words)
        if all(_may_be_a_part(word) for word in pair) and tuple(word.stem for word in pair) not in rings
        for joined in read_words("".join(word.full for word in pair))
    }
    known = {joined.full for joined in ones.values() if (joined.stem,) in rings}
    sought = {joined.full for joined in ones.values()} - known
    if sought:
        known |= {*RegisterWord.objects.filter(word__in=sorted(sought)).values_list("word", flat=True)}
        known |= sought & words_of_catalogue()
    found: list[Word] = []
    left = list(words)
    while left:
        joined = ones.get((left[0], left[1])) if left[1:] else None
        is_one = joined is not None and joined.full in known
        found.append(joined if joined is not None and is_one else left[0])
        left = left[2 if is_one else 1 :]
    return tuple(dict.fromkeys(found))


def _may_be_a_part(word: Word) -> bool:
    return word.full.isascii() and word.full.isalpha() and len(word.full) > 1 and word.full not in GRAMMAR


def with_words_as_two(found: "Evidence") -> "Evidence":
    """What stands where, with the records that hold a word as two that stand beside one another in a text.

    A function word is part of a joined form where a hyphen joins it: on-site, but not "reports on". Four statements,
    and none where no record may hold any.
    """
    maybe: list[list[int]] = []
    for records, held in zip(found.as_two, found.counted, strict=True):
        others = set(records) - held.keys() if sum(map(bool, maybe)) < MOST_APART else ()
        maybe.append(sorted(others, reverse=True)[:MOST_READ])
    every = {record for records in maybe for record in records}
    texts = texts_of_records(every) if every else {}
    needles, counted = [], []
    for needle, records, held in zip(found.needles, maybe, found.counted, strict=True):
        forms = _held_by(needle.split, {record: texts.get(record, []) for record in records})
        needles.append(replace(needle, split=tuple(dict.fromkeys(forms.values()))))
        counted.append(held | dict.fromkeys(forms, WORD[EVERYWHERE]))
    return replace(found, needles=needles, counted=counted)


def _held_by(forms: "Forms", texts: Mapping[int, list[str]]) -> dict[int, "Form"]:
    """The records that hold one of these forms, each with the first that it does."""
    patterns = [(form, _pattern(form)) for form in forms if len(form.words) == 2] if texts else []
    held: dict[int, Form] = {}
    for record, said in texts.items():
        for form, pattern in patterns:
            if record not in held and any(_holds(one, form, pattern) for one in said):
                held[record] = form
    return held


def _pattern(form: "Form") -> re.Pattern[str]:
    """Where two words that begin so may stand; a stem ends in i where the word ends in y."""
    first, second = (re.escape(word.removesuffix("i")) for word in form.words)
    return re.compile(rf"(?<!{_LETTERS})({first}{_LETTERS}*)({_BETWEEN})({second}{_LETTERS}*)", re.IGNORECASE)


def _holds(text: str, form: "Form", pattern: re.Pattern[str]) -> bool:
    return any(
        tuple(word.stem for part in (match[1], match[3]) for word in read_words(part)) == form.words
        and (not match[2].isspace() or GRAMMAR.isdisjoint((match[1].lower(), match[3].lower())))
        for match in pattern.finditer(text)
        if match[2]
    )
