"""Reads texts that were published before this system as somebody wrote them down: JSON, or CSV with a question a row.

What follows from what is written (the address of a clause, the place of a question on its page) may be left out.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from clarifications.moving.faults import Found, faults_of_text, names_unknown_to
from clarifications.moving.lines import NotALine, found_in
from clarifications.moving.reading import LineFault, NotImported, opened
from clarifications.publication.as_typed import anchor_of
from clarifications.publication.composing import TITLE_LIMIT, cited_in, clauses_of, free_anchor
from clarifications.register.pieces import NOTHING_CONCLUDED, Origin, PublishedDates
from clarifications.register.text import FORMAT, NotAText, PublishedText, RedactedText
from clarifications.register.vocabulary import Scope
from standards.catalogue.queries import is_casco
from standards.models import Edition
from standards.reading.characters import plain_in
from standards.reading.clause_numbers import NotAClause

MOST_BYTES = 64 * 1024 * 1024
LIMITS = {"source": 500, "identifier": 100}
ORIGIN = tuple(field.name for field in fields(Origin))
DATES = tuple(field.name for field in fields(PublishedDates))
TEXTS = (
    *("kind", "title", "edition", "corrected", "adoption", "scope", "background", "understanding", "circumstance"),
    *("group", "fate", "fate_since", "language"),
)
QUESTION, ANSWER = ("question",), ("outcome", "position", "considerations", "conditions")
LISTS = ("clauses", "cited", "consulted")
COLUMNS = (*TEXTS, *LISTS, *QUESTION, *ANSWER, *DATES, *ORIGIN)
NEEDED = ("kind", "title", "edition", "source", "identifier")
Json = dict[str, Any]


@dataclass(frozen=True)
class TypedText:
    """A text with the edition that it is filed under, and where in the file it stands."""

    place: str
    edition: Edition
    text: PublishedText


def read_texts(place: Path) -> Iterator[TypedText | LineFault]:
    """The texts of a file in order, each or what is wrong with it. Raises ``NotImported``."""
    with opened(place) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NotImported(LineFault(place.name, f"is larger than {MOST_BYTES // 1024 // 1024} MB"))
    rows = _rows_of_csv(place, content) if place.suffix.lower() == ".csv" else _rows_of_json(place, content)
    for where, row in rows:
        found = list(_read(where, row))
        yield from (one if isinstance(one, TypedText) else LineFault(place.name, one[1], 0, one[0]) for one in found)


def _rows_of_json(place: Path, content: bytes) -> Iterator[tuple[str, Json]]:
    try:
        found = plain_in(found_in(content.removeprefix(b"\xef\xbb\xbf")))
    except NotALine as wrong:
        raise NotImported(LineFault(place.name, wrong.why, field=wrong.field)) from wrong
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise NotImported(LineFault(place.name, "has to be a list of objects, one for each text"))
    yield from ((f"[{number}]", row) for number, row in enumerate(found))


def _rows_of_csv(place: Path, content: bytes) -> Iterator[tuple[str, Json]]:
    try:
        text = plain_in(content.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise NotImported(LineFault(place.name, "is not UTF-8; save it as “CSV UTF-8”")) from wrong
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        names = [name.strip().casefold() for name in next(rows, [])]
        if faults := _faults_of_columns(names):
            raise NotImported(*(LineFault(place.name, fault, 1) for fault in faults))
        for cells in rows:
            if len(cells) > len(names):
                raise NotImported(LineFault(place.name, "has more cells than there are columns", rows.line_num))
            if any(map(str.strip, cells)):
                yield f"line {rows.line_num}", _as_json(dict(zip(names, map(str.strip, cells), strict=False)))
    except csv.Error as wrong:
        is_long = "field limit" in str(wrong)
        why = (
            f"a cell has more than {csv.field_size_limit()} signs"
            if is_long
            else "the quotation marks are not in order"
        )
        raise NotImported(LineFault(place.name, f"{why}: {wrong}", rows.line_num)) from wrong


def _faults_of_columns(names: list[str]) -> list[str]:
    found = [f"the column “{name}” is missing" for name in NEEDED if name not in names]
    found += [f"the column “{name}” is not known" for name in names if name not in COLUMNS]
    return found + [f"the column “{name}” stands there twice" for name in {*names} if names.count(name) > 1]


def _as_json(cells: dict[str, str]) -> Json:
    """A row in the shape of a text; what is empty is left out."""
    said = {name: value for name, value in cells.items() if value}
    made: Json = {name: said[name] for name in TEXTS if name in said}
    made["origin"] = {name: said[name] for name in ORIGIN if name in said}
    made["dates"] = {name: said[name] for name in DATES if name in said}
    made["clauses"] = said.get("clauses", "")
    made["consulted"] = said.get("consulted", "").splitlines()
    made["cited"] = [asdict(one) for one in cited_in(said.get("cited", "").splitlines())]
    if "question" in said:
        made["questions"] = [{"label": "1", "text": said["question"]}]
    if answer := {name: said[name] for name in ANSWER if name in said}:
        conditions = answer.pop("conditions", "").splitlines()
        made["answers"] = [{"questions": ["1"], "position": "", "conditions": conditions} | answer]
    return made


def _read(where: str, row: Json) -> Iterator[TypedText | Found]:
    """The text of a row, or what is wrong with it."""
    reference = str(row.get("edition", ""))
    own = Edition.objects.filter(reference=reference).select_related("standard__committee").first()
    if own is None or not own.was_published or not is_casco(own.standard):
        yield f"{where}.edition", f"{reference!r} is no published edition of a standard of CASCO’s in the catalogue"
        return
    try:
        filled = _filled(row, own)
        text = PublishedText.from_json(filled)
    except (NotAClause, NotAText, TypeError, AttributeError) as wrong:
        yield where, str(wrong)
        return
    assert not isinstance(text, RedactedText)
    faults = [*names_unknown_to(text, filled, where), *_faults(text, where)]
    yield from faults
    if not faults:
        yield TypedText(where, own, text)


def _filled(row: Json, edition: Edition) -> Json:
    """A row with all that follows from it. Raises ``NotAClause``."""
    filled = row | {"format": row.get("format", FORMAT), "standard": edition.standard.designation}
    filled["clauses"] = _clauses(row, edition)
    if "scope" not in row and not filled["clauses"]:
        filled["scope"] = Scope.GENERAL.value
    taken: set[str] = set()
    filled["questions"] = [_question(question, edition, taken) for question in _rows(row, "questions")]
    return filled


def _rows(row: Json, name: str) -> list[Json]:
    """The objects that stand in a list under this name. Raises ``NotAText`` where it holds anything else."""
    found = row.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise NotAText(f"{name} has to be a list of objects")
    return found


def _question(row: Json, edition: Edition, taken: set[str]) -> Json:
    anchor = row.get("anchor") or free_anchor(anchor_of(str(row.get("label", ""))), taken)
    taken.add(anchor)
    made = row | {"anchor": anchor, "clauses": _clauses(row, edition)}
    if "parts" in row:
        made["parts"] = [_question(part, edition, taken) for part in _rows(row, "parts")]
    return made


def _clauses(row: Json, edition: Edition) -> list[Json]:
    """Clauses as they are typed, ``7.1.5, 6.2; 8``, or each as an object with its number and perhaps its group."""
    if isinstance(typed := row.get("clauses", ""), str):
        return [asdict(clause) for clause in clauses_of(typed, edition)]
    return [_clause(one, edition) for one in _rows(row, "clauses")]


def _clause(row: Json, edition: Edition) -> Json:
    number = str(row.get("number", ""))
    read = clauses_of(number, edition)
    if len(read) != 1:
        raise NotAText(f"{number!r} is not one clause")
    own = asdict(read[0])
    if wrong := [name for name in ("slug", "sort_key") if row.get(name, own[name]) != own[name]]:
        raise NotAText(f"{wrong[0]} is not that of {number}, {own[wrong[0]]}")
    return own | row | {"number": own["number"]}


def _faults(text: PublishedText, where: str) -> Iterator[Found]:
    if text.origin is None:
        yield f"{where}.origin", "has to name the source and what the text is called there"
        return
    for name, most in LIMITS.items():
        if not 0 < len(getattr(text.origin, name).strip()) <= most:
            yield f"{where}.origin.{name}", f"has to be there, with at most {most} signs"
    if text.consensus != NOTHING_CONCLUDED or text.markup != "dialect":
        yield where, "has consensus or markup, which are those of texts that were made here"
    if len(text.title) > TITLE_LIMIT:
        yield f"{where}.title", f"has more than {TITLE_LIMIT} signs"
    if text.scope == Scope.CLAUSES and not text.all_clauses:
        yield f"{where}.scope", "names no clause; say “general” or “unknown”"
    try:
        text.check()
    except NotAText as wrong:
        yield where, str(wrong)
    yield from faults_of_text(text.without_quotations(), where)
