"""Whether two words stand beside one another in a text, where a search has written them as one: spread sheets."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import F

from clarifications.register.beside import RecordTranslation
from clarifications.register.finding.needles import GRAMMAR
from clarifications.register.models import RecordVersion
from standards.reading.words import read_words

if TYPE_CHECKING:
    from clarifications.register.finding.needles import Form, Forms

MOST_READ = 50  # records, the newest, whose texts are read for one word
_LETTERS = r"[^\W\d_]"
_BETWEEN = r"[-\u2010\u2011\u00ad]|[^\S\n]*\n?[^\S\n]*"  # a hyphen or blanks, not the edge of a paragraph


def beside_one_another(words: Sequence[tuple["Forms", Iterable[int]]]) -> list[dict[int, "Form"]]:
    """For each word, given as the two that it may be written in, and the records that may hold them: those in whose
    text they stand beside one another, each with the form that does.

    A function word is part of a joined form where a hyphen joins it: on-site, but not "reports on". Two queries, and
    none where no record may hold any.
    """
    read = [sorted(records, reverse=True)[:MOST_READ] for _forms, records in words]
    every = {record for records in read for record in records}
    texts = _texts(every) if every else {}
    held: list[dict[int, Form]] = []
    for (forms, _records), records in zip(words, read, strict=True):
        patterns = [(form, _pattern(form)) for form in forms if len(form.words) == 2] if records else []
        found = {record: _first_held(texts.get(record, ()), patterns) for record in records}
        held.append({record: form for record, form in found.items() if form})
    return held


def _first_held(texts: Iterable[str], patterns: Iterable[tuple["Form", re.Pattern[str]]]) -> "Form | None":
    said = list(texts)
    return next((form for form, pattern in patterns if any(_holds(one, form, pattern) for one in said)), None)


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
    for rows in (newest, translated):
        for record, content in rows.values_list("record", "content"):
            said.setdefault(record, []).extend(_strings(content))
    return said


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, (dict, list)):
        for one in content.values() if isinstance(content, dict) else content:
            yield from _strings(one)
