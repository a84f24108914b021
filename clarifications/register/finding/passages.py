"""Why a record is among the results: the passage that holds most of what was asked, with these words marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.translation import gettext as _

from clarifications.markdown import seen
from clarifications.register.beside import RecordTranslation
from clarifications.register.finding.needles import Form
from clarifications.register.models import RecordVersion
from clarifications.register.text import PublishedText, RedactedText
from clarifications.wording import without_marks
from standards.reading.words import Word, placed_words, read_words

if TYPE_CHECKING:
    from clarifications.register.finding.search import Search

MOST = 280  # characters of a passage
_BEFORE = 60  # characters before the first word that is marked
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")


@dataclass(frozen=True)
class Piece:
    """Some words of a passage, marked or not."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Passage:
    """A passage: where in the record it stands, its language, its pieces."""

    where: str
    language: str
    pieces: Sequence[Piece]


class Marks:
    """Which words of a text a search looked for."""

    def __init__(self, asked: "Search") -> None:
        forms = [form for needle in asked.needles for form in needle.all]
        forms += [Form(begun=word.stem) for clause in asked.asked.clauses for word in read_words(clause.canonical)]
        self._single = {form.words[0] for form in forms if len(form.words) == 1}
        self._begun = tuple(form.begun for form in forms if form.begun)
        self._rows = [form.words for form in forms if len(form.words) > 1]

    def __bool__(self) -> bool:
        return bool(self._single or self._begun or self._rows)

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Where the words stand that are marked, and which these are, in order; none within another."""
        read = list(placed_words(text))
        found = [(start, end, word.stem) for word, start, end in read if self._is_marked(word)]
        stems = [word.stem for word, _start, _end in read]
        for row in self._rows:
            for place in (at for at, stem in enumerate(stems) if stem == row[0]):
                if tuple(stems[place : place + len(row)]) == row:
                    found.append((read[place][1], read[place + len(row) - 1][2], " ".join(row)))
        kept: list[tuple[int, int, str]] = []
        for span in sorted(found, key=lambda one: (one[0], -one[1])):
            if not kept or span[0] >= kept[-1][1]:
                kept.append(span)
        return kept

    def pieces(self, text: str) -> list[Piece]:
        """A text in pieces, marked and not; joined they are the text."""
        made, place = [], 0
        for start, end, _stem in self.spans(text):
            made += [Piece(text[place:start]), Piece(text[start:end], is_marked=True)]
            place = end
        return [piece for piece in [*made, Piece(text[place:])] if piece.text]

    def _is_marked(self, word: Word) -> bool:
        is_begun = (word.stem if word.is_number else word.full).startswith(self._begun) if self._begun else False
        return word.stem in self._single or is_begun


def passages(asked: "Search", records: Iterable[int]) -> dict[int, Passage]:
    """For each of these records the passage that says why it was found, where one does; two queries, if any."""
    marks, keys = Marks(asked), list(records)
    if not (marks and keys):
        return {}
    newest = RecordVersion.objects.filter(record__in=keys, number=F("record__version")).order_by()
    found: dict[int, Passage] = {}
    for version in newest.only("record_id", "content"):
        if best := best_passage(marks, version.text):
            found[version.record_id] = best
    left = [key for key in keys if key not in found]
    for row in RecordTranslation.objects.standing().filter(record__in=left or [0]).only("record_id", "content"):
        if row.record_id not in found and (best := best_passage(marks, row.text)):
            found[row.record_id] = best
    return found


def best_passage(marks: Marks, text: PublishedText | RedactedText) -> Passage | None:
    """The passage of a text that holds most of the words; the first of several."""
    if isinstance(text, RedactedText):
        return None
    best: tuple[int, str, str, list[tuple[int, int, str]]] | None = None
    for where, said in _parts(text):
        for sentence in filter(None, map(str.strip, _SENTENCE.split(said))):
            spans = marks.spans(sentence)
            number = len({stem for _start, _end, stem in spans})
            if number and (best is None or number > best[0]):
                best = number, where, sentence, spans
    if best is None:
        return None
    _number, where, sentence, spans = best
    return Passage(where, text.language, marks.pieces(_cut(sentence, spans[0][0])))


def _parts(text: PublishedText) -> Iterator[tuple[str, str]]:
    """What a text says, each part with its name, what answers before what was asked."""
    plain = seen if text.markup == "markdown" else without_marks
    for answer in text.answers:
        yield from ((_("Answer"), plain(said)) for said in (answer.position, answer.considerations) if said)
        yield from ((_("Condition"), plain(said)) for said in answer.conditions)
    yield from ((_("Question"), plain(question.text)) for question in text.all_questions)
    for where, said in (
        (_("How whoever asked understands it"), text.understanding),
        (_("Background"), text.background),
        (_("Circumstance"), text.circumstance),
    ):
        if said:
            yield where, plain(said)


def _cut(sentence: str, first: int) -> str:
    """A long sentence from shortly before the first marked word on; only whole words."""
    if len(sentence) <= MOST:
        return sentence
    start = 0 if first <= MOST // 2 else sentence.rfind(" ", 0, max(0, first - _BEFORE)) + 1
    piece = sentence[start : start + MOST]
    if start + MOST < len(sentence):
        piece = f"{piece[: piece.rfind(' ')] if ' ' in piece else piece} …"
    return f"… {piece}" if start else piece
