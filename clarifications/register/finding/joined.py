"""Whether two words stand beside one another in a text, where a search has written them as one: spread sheets."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import F

from clarifications.register.beside import RecordTranslation
from clarifications.register.finding.index import EVERYWHERE
from clarifications.register.finding.indexing import texts_of
from clarifications.register.finding.needles import GRAMMAR
from clarifications.register.finding.ranking import WORD
from clarifications.register.models import RecordVersion
from clarifications.register.text import RedactedText
from standards.reading.words import read_words

if TYPE_CHECKING:
    from clarifications.register.finding.needles import Form, Forms
    from clarifications.register.finding.ranking import Evidence

MOST_READ = 50  # records, the newest, whose texts are read for one word
MOST_APART = 4  # words of a search that are looked for as two
_LETTERS = r"[^\W\d_]"
_BETWEEN = r"[-\u2010\u2011\u00ad]|[^\S\n]*(?:\n[^\S\n]*)?"  # a hyphen or blanks, not the edge of a paragraph


def with_words_as_two(found: "Evidence") -> "Evidence":
    """What stands where, with the records that hold a word as two that stand beside one another in a text.

    A function word is part of a joined form where a hyphen joins it: on-site, but not "reports on". Two statements, and
    none where no record may hold any.
    """
    maybe: list[list[int]] = []
    for records, held in zip(found.as_two, found.counted, strict=True):
        others = set(records) - held.keys() if sum(map(bool, maybe)) < MOST_APART else ()
        maybe.append(sorted(others, reverse=True)[:MOST_READ])
    every = {record for records in maybe for record in records}
    texts = _texts(every) if every else {}
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


def _texts(records: Iterable[int]) -> dict[int, list[str]]:
    """The texts of the newest versions and of the translations of these records."""
    newest = RecordVersion.objects.filter(record__in=records, number=F("record__version")).order_by()
    translated = RecordTranslation.objects.standing().filter(record__in=records).order_by()
    said: dict[int, list[str]] = {}
    rows: list[RecordVersion | RecordTranslation] = [*newest.only("record_id", "content")]
    for row in [*rows, *translated.only("record_id", "content")]:
        if not isinstance(text := row.text, RedactedText):
            said.setdefault(row.record_id, []).extend(texts_of(text))
    return said
