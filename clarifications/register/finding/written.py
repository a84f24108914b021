"""The texts by which records are searched, as they are written: which words stand beside one another, and how."""

from collections.abc import Iterable

from django.db.models import F

from clarifications.register.beside import Bulletin, RecordName, RecordTranslation
from clarifications.register.finding.index import Ask, holding
from clarifications.register.finding.indexing import said_by_bulletin, texts_of
from clarifications.register.finding.needles import Form
from clarifications.register.models import RecordVersion
from clarifications.register.text import RedactedText
from standards.reading.words import placed_words, read_words

MOST_READ = 3  # records, the newest, whose texts are read for how they write a word


def texts_of_records(records: Iterable[int]) -> dict[int, list[str]]:
    """The texts of the newest versions and translations of these records, their former names and what bulletins say of
    them; four statements.
    """
    keys = list(records)
    newest = RecordVersion.objects.filter(record__in=keys, number=F("record__version")).order_by()
    translated = RecordTranslation.objects.standing().filter(record__in=keys).order_by()
    said: dict[int, list[str]] = {}
    rows: list[RecordVersion | RecordTranslation] = [*newest.only("record_id", "content")]
    for row in [*rows, *translated.only("record_id", "content")]:
        if not isinstance(text := row.text, RedactedText):
            said.setdefault(row.record_id, []).extend(texts_of(text))
    named = RecordName.objects.filter(record__in=said).select_related("edition").order_by()
    built_on = Bulletin.objects.standing().filter(record__in=said).order_by()
    for name in named:
        said[name.record_id].append(name.name)
    for bulletin in built_on:
        said[bulletin.record_id].append(said_by_bulletin(bulletin))
    return said


def as_written(word: str) -> str:
    """How texts of the register write a word of it that has lost its accents; itself where they write it so."""
    stems = tuple(one.stem for one in read_words(word))
    (records,) = holding([Ask(((Form(stems),),))])
    for texts in texts_of_records(records[:MOST_READ]).values():
        for text in texts:
            for read, start, end in placed_words(text) if not text.isascii() else ():
                if read.full == word and text[start:end].lower() != word:
                    return text[start:end]
    return word
