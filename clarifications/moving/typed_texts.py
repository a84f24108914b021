"""Reads texts that were published before this system as somebody wrote them down: JSON, or CSV with a question a row.

What follows from what is written (the address of a clause, the place of a question on its page) may be left out.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from clarifications.moving.faults import Found, faults_of_text, names_unknown_to
from clarifications.moving.in_words import in_words
from clarifications.moving.lines import NotALine, found_in
from clarifications.moving.reading import LineFault, NotImported, opened
from clarifications.publication.as_typed import anchor_of
from clarifications.publication.composing import TITLE_LIMIT, cited_in, clauses_of, free_anchor
from clarifications.register.pieces import NOTHING_CONCLUDED, Origin, PublishedDates
from clarifications.register.text import FORMAT, NotAText, PublishedText, RedactedText, UnknownQuestion
from clarifications.register.vocabulary import Scope
from standards.catalogue.queries import is_casco
from standards.catalogue.resolver import resolve
from standards.models import Edition
from standards.reading.characters import plain_in
from standards.reading.clause_numbers import NotAClause
from standards.reading.dates import PartialDate

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
    if (ending := place.suffix.lower()) not in (".csv", ".json"):
        raise NotImported(LineFault(place.name, "has to be a file whose name ends in .json or .csv"))
    rows, named = (_rows_of_csv, _column) if ending == ".csv" else (_rows_of_json, str)
    for where, row in rows(place, content):
        for found in _read(where, row):
            if isinstance(found, TypedText):
                yield found
            else:
                yield LineFault(place.name, found[1], field=", ".join(filter(None, (where, named(found[0])))))


def _rows_of_json(place: Path, content: bytes) -> Iterator[tuple[str, Json]]:
    try:
        found = plain_in(found_in(content.removeprefix(b"\xef\xbb\xbf")))
    except NotALine as wrong:
        raise NotImported(LineFault(place.name, wrong.why, field=wrong.field)) from wrong
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise NotImported(LineFault(place.name, "has to be a list of objects, one for each text"))
    yield from ((f"text {number}", row) for number, row in enumerate(found, start=1))


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


def _column(field: str) -> str:
    """The column in which a field of a text stands: ``outcome`` for ``answers[0].outcome``."""
    steps = re.findall(r"[a-z_]+", field)
    return next((step for step in reversed(steps) if step in COLUMNS), "question" if "questions" in steps else field)


def _read(where: str, row: Json) -> Iterator[TypedText | Found]:
    """The text of a row, or what is wrong with it."""
    reference = str(row.get("edition", ""))
    own = Edition.objects.filter(reference=reference).select_related("standard__committee").first()
    if own is None or not own.was_published or not is_casco(own.standard):
        yield "edition", _no_edition(reference)
        return
    faults = list(_faults_of_days(row))
    try:
        filled = _filled(row, own)
        text = PublishedText.from_json(filled)
    except NotALine as wrong:
        faults.append((wrong.field, wrong.why))
    except NotAText as wrong:
        faults += [in_words(str(wrong))] if not faults else []  # a day that is none is what it found, too
    else:
        assert not isinstance(text, RedactedText)
        faults += [*names_unknown_to(text, filled, ""), *_faults(text)]
        if not faults:
            yield TypedText(where, own, text)
    yield from ((field.lstrip("."), why) for field, why in faults)


def _no_edition(reference: str) -> str:
    """Why this is no edition to file a text under, with the one that is meant, where one is."""
    why = f"{reference!r} is no published edition of a standard of CASCO’s in the catalogue"
    matches = resolve(reference).matches
    meant = matches[0].edition if len(matches) == 1 else None
    fits = meant is not None and meant.reference != reference and meant.was_published and is_casco(meant.standard)
    return f"{why}; is {meant} meant?" if fits else why


def _faults_of_days(row: Json) -> Iterator[Found]:
    days = row.get("dates")
    named = [(f"dates.{name}", day) for name, day in days.items()] if isinstance(days, dict) else []
    for field, day in (*named, *((name, row.get(name)) for name in ("corrected", "fate_since"))):
        try:
            PartialDate(day if isinstance(day, str) else "")
        except ValueError as wrong:
            yield field, str(wrong)


def _filled(row: Json, edition: Edition) -> Json:
    """A row with all that follows from it. Raises ``NotALine``."""
    filled = row | {"format": row.get("format", FORMAT), "standard": edition.standard.designation}
    filled["clauses"] = _clauses(row, edition)
    if "scope" not in row and not filled["clauses"]:
        filled["scope"] = Scope.GENERAL.value
    taken: set[str] = set()
    questions = enumerate(_rows(row, "questions"))
    filled["questions"] = [_question(one, edition, taken, f"questions[{place}].") for place, one in questions]
    return filled


def _rows(row: Json, name: str, within: str = "") -> list[Json]:
    """The objects that stand in a list under this name. Raises ``NotALine`` where it holds anything else."""
    found = row.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise NotALine("has to be a list of objects", field=within + name)
    return found


def _question(row: Json, edition: Edition, taken: set[str], within: str) -> Json:
    anchor = row.get("anchor") or free_anchor(anchor_of(str(row.get("label", ""))), taken)
    taken.add(str(anchor))
    made = row | {"anchor": anchor, "clauses": _clauses(row, edition, within)}
    if "parts" in row:
        parts = enumerate(_rows(row, "parts", within))
        made["parts"] = [_question(part, edition, taken, f"{within}parts[{place}].") for place, part in parts]
    return made


def _clauses(row: Json, edition: Edition, within: str = "") -> list[Json]:
    """Clauses as they are typed, ``7.1.5, 6.2; 8``, or each as an object with its number and perhaps its group."""
    try:
        if isinstance(typed := row.get("clauses", ""), str):
            return [asdict(clause) for clause in clauses_of(typed, edition)]
        return [_clause(one, edition, f"{within}clauses") for one in _rows(row, "clauses", within)]
    except NotAClause as wrong:
        raise NotALine(str(wrong), field=f"{within}clauses") from wrong


def _clause(row: Json, edition: Edition, field: str) -> Json:
    number = str(row.get("number", ""))
    read = clauses_of(number, edition)
    if len(read) != 1:
        raise NotALine(f"{number!r} is not one clause", field=field)
    own = asdict(read[0])
    if wrong := [name for name in ("slug", "sort_key") if row.get(name, own[name]) != own[name]]:
        raise NotALine(f"{wrong[0]} is not that of {number}, {own[wrong[0]]}", field=field)
    return own | row | {"number": own["number"]}


def _faults(text: PublishedText) -> Iterator[Found]:
    if text.origin is None:
        yield "origin", "has to name the source and what the text is called there"
        return
    for name, most in LIMITS.items():
        if not 0 < len(getattr(text.origin, name).strip()) <= most:
            yield f"origin.{name}", f"has to be there, with at most {most} signs"
    if text.consensus != NOTHING_CONCLUDED or text.markup != "dialect":
        yield "", "has consensus or markup, which are those of texts that were made here"
    if len(text.title) > TITLE_LIMIT:
        yield "title", f"has more than {TITLE_LIMIT} signs"
    if text.scope == Scope.CLAUSES and not text.all_clauses:
        yield "scope", "names no clause; say “general” or “unknown”"
    yield from _faults_of_labels(text)
    yield from faults_of_text(text.without_quotations(), "")


def _faults_of_labels(text: PublishedText) -> Iterator[Found]:
    try:
        text.check()
    except UnknownQuestion as wrong:
        yield "questions", f"there is no question {wrong.label!r}, which an answer or a vote names"
    except NotAText as wrong:
        yield "questions", str(wrong)
