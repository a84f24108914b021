"""What the index holds of a record: its words by the place where they stand, and those that a misspelt one may mean."""

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from clarifications.register.finding.index import Ask, holding
from clarifications.register.finding.needles import Form
from clarifications.register.models import Record, RecordIndex, RegisterWord
from clarifications.register.text import PublishedText
from standards.reading.terms import stems_of
from standards.reading.words import MOST_WORDS, Word, read_words, words_in

if TYPE_CHECKING:
    from clarifications.register.beside import Bulletin, RecordName

SHORTEST = 4  # letters of a word that may be meant by a misspelt one
_IN_ANNEX = re.compile(r"[A-Z]\.")  # B.1 is looked for as "Annex B, B.1", too


def index_of(
    record: Record,
    text: PublishedText,
    *,
    translated: Iterable[PublishedText],
    names: "Iterable[RecordName]",
    bulletins: "Iterable[Bulletin]",
    reads: Callable[[str], Iterable[Word]] = read_words,
) -> RecordIndex:
    """The index of a record, not saved, of what is at hand: the translations by language, the former names, the
    bulletins, all in order.

    ``reads`` turns a text into its words. Those of a retired one are not meant by a misspelt word: a search shows it to
    those alone who name it.
    """
    texts = [text, *translated]
    said = [searchable(record, one) for one in texts]
    said += [name.name for name in names]
    said += map(said_by_bulletin, bulletins)
    titles = [one.title for one in texts]
    questions = [question.text for one in texts for question in one.all_questions]
    title, question, read = (list(islice(reads("\n".join(lines)), MOST_WORDS)) for lines in (titles, questions, said))
    return RecordIndex(
        record=record,
        title=" ".join(words_in(title)),
        question=" ".join(words_in(question)),
        words=" ".join(words_in(read)),
        written=" ".join(sorted({word.full for word in read if _may_be_meant(word)} if not record.retired_at else ())),
    )


def fields_of(index: RecordIndex) -> dict[str, str]:
    """What an index says, by field."""
    return {name: getattr(index, name) for name in ("title", "question", "words", "written")}


def note_words(indexes: Iterable[RecordIndex]) -> None:
    """Add the words of these to those that a misspelt one may mean; in order, so that two writers do not wait for
    each other in a circle.
    """
    written = {word for index in indexes for word in index.written.split()}
    RegisterWord.objects.bulk_create([RegisterWord(word=word) for word in sorted(written)], ignore_conflicts=True)


def write_words(words: Iterable[str]) -> None:
    """Let these be the words that a misspelt one may mean, and no others."""
    RegisterWord.objects.all().delete()
    RegisterWord.objects.bulk_create([RegisterWord(word=word) for word in sorted(words)])


def searchable(record: Record, text: PublishedText) -> str:
    """All that a reader may search a record by."""
    return "\n".join([record.name, *texts_of(text), record.slug])


def said_by_bulletin(bulletin: "Bulletin") -> str:
    """What a record is searched by of what another body published on it."""
    return f"{bulletin.body} {bulletin.reference} {bulletin.adds}"


def texts_of(text: PublishedText) -> list[str]:
    """The texts of which one consists, each apart."""
    said = [text.edition, text.adoption, text.title]
    said += [f"Annex {one.number}" if _IN_ANNEX.match(one.number) else one.number for one in text.all_clauses]
    said += [f"{text.standard}:{text.corrected}" if text.corrected else ""]
    said += [f"{one.reference} {one.clauses}" for one in text.cited]
    said += [text.origin.identifier, text.origin.source, text.origin.body_name] if text.origin else []
    said += [text.background, text.circumstance, text.understanding, text.group, *text.consulted]
    for question in text.all_questions:
        said += [question.label, question.text]
    for answer in text.answers:
        said += [answer.position, answer.considerations, *answer.conditions]
    return said + [vote.note for vote in text.votes]


def _may_be_meant(word: Word) -> bool:
    return not word.is_number and len(word.full) >= SHORTEST and word.full.isascii() and word.full.isalpha()


def hold_words(words: Iterable[str]) -> None:
    """Let nobody forget these words, or note them, until this transaction ends; in order, as they are noted."""
    held = RegisterWord.objects.select_for_update().filter(word__in=sorted(words)).order_by("word")
    list(held.values_list("word", flat=True))


def forget(words: Iterable[str]) -> None:
    """Forget those of these words that stand in no record, as after a redaction."""
    gone = sorted(words)
    # The index gives those that hold any form of a word; which form is read in these alone.
    holders = holding([Ask(((Form(stems_of(word)),),)) for word in gone])
    for word, records in zip(gone, holders, strict=True):
        said = RecordIndex.objects.filter(pk__in=records).values_list("written", flat=True) if records else ()
        if not any(word in written.split() for written in said):
            RegisterWord.objects.filter(word=word).delete()
