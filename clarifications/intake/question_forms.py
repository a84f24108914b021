"""The page of the request form that holds the questions: rows with parts, added and removed by named buttons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clarifications.forms.fields import ClausesField, LineField, LongTextField, plain_data
from clarifications.intake.forms import PageForm, Row
from clarifications.intake.models import UNFINISHED

MOST = 10  # questions, and parts of one
LETTERS = "abcdefghij"
OWN_CLAUSES = 20  # clauses that one question may name for itself
_NAME = re.compile(r"question_([1-9]|10)([a-j]?)(_clauses)?")


@dataclass(frozen=True)
class Block:
    """One question on the page with its parts: the bound fields, and which buttons stand under them."""

    place: str  # "2", or "2b" for a part
    label: str  # "2", or "2 b)"
    text: BoundField
    clauses: BoundField
    parts: list["Block"] = field(default_factory=list)
    can_go: bool = True
    next_part: str = ""  # the label of the part that can be added


def asked_row(text: str = "", clauses: str = "") -> Row:
    """A question or part as the draft keeps it."""
    return {"text": text, "clauses": clauses, "parts": []}


def posted_rows(data: QueryDict) -> list[Row]:
    """The questions and parts in what a browser sent, in order; gaps in their numbers close."""
    found: dict[tuple[int, str], Row] = {}
    for name in data:
        if match := _NAME.fullmatch(name):
            row = found.setdefault((int(match[1]), match[2]), asked_row())
            row["clauses" if match[3] else "text"] = data[name]
    rows: dict[int, Row] = {}
    for (number, letter), row in sorted(found.items(), key=lambda item: item[0]):
        stem = rows.setdefault(number, asked_row() if letter else row)
        if letter:
            stem["parts"].append(row)
    return list(rows.values())


def with_added(rows: list[Row], place: str) -> tuple[list[Row], str]:
    """``rows`` with an empty question, or with an empty part in question ``place``; and the place of the new one."""
    if len(place) > 2 or not place.isdecimal() or not 0 < int(place) <= len(rows):
        return ([*rows, asked_row()], str(len(rows) + 1)) if len(rows) < MOST else (rows, str(len(rows)))
    parts = rows[int(place) - 1]["parts"]
    if len(parts) < MOST:
        parts.append(asked_row())
    return rows, f"{int(place)}{LETTERS[len(parts) - 1]}"


def without(rows: list[Row], place: str) -> tuple[list[Row], str]:
    """``rows`` without the question or part at ``place``; and the place where one goes on."""
    match = re.fullmatch(r"([1-9]|10)([a-j]?)", place)
    if match is None or int(match[1]) > len(rows):
        return rows, "1"
    number, letter = int(match[1]), match[2]
    parts = rows[number - 1]["parts"]
    if letter and LETTERS.index(letter) < len(parts):
        del parts[LETTERS.index(letter)]
    elif not letter and len(rows) > 1:
        del rows[number - 1]
    return rows, str(min(number, len(rows)))


class QuestionForm(PageForm):
    """The subject, the clauses, and what is asked; every field of a question is named after its place."""

    page = "question"
    title = _("Clause and question")

    clauses = ClausesField(
        label=_("Clauses"),
        required=False,
        help_text=_("As the standard numbers them, with commas: 7.8.6.1, 6.2.1 d), Annex A, 7.8.2 to 7.8.5."),
    )
    is_general = forms.BooleanField(
        label=_("The question is about the standard as a whole"), required=False, help_text=_("Then name no clause.")
    )
    subject = LineField(
        label=_("Subject"),
        limit=120,
        help_text=_("A few words that say what it is about, such as “Decision rules that the customer did not name”."),
        error_messages={"required": _("Say in a few words what it is about.")},
    )

    def prepare(self) -> None:
        self.rows = posted_rows(self.posted) if self.is_bound else list(self.initial.get("questions") or [])
        self.rows = self.rows[:MOST] or [asked_row()]
        if self.is_bound:
            self.data = self._renumbered()
        for place, label, row in self._places():
            self.fields[f"question_{place}"] = _text_field(label, has_parts=bool(row["parts"]))
            self.fields[f"question_{place}_clauses"] = _own_clauses_field(label)
            if not self.is_bound:
                self.initial[f"question_{place}"] = row["text"]
                self.initial[f"question_{place}_clauses"] = row["clauses"]

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        named = any(cleaned.get(name) for name in self.fields if name.endswith("clauses"))
        wrong = any(name.endswith("clauses") for name in self.errors)
        if not named and not wrong and not cleaned.get("is_general"):
            self.add_error("clauses", _("Name the clauses, or say that the question is about the standard as a whole."))
        if cleaned.get("clauses") and cleaned.get("is_general"):
            self.add_error("is_general", _("You named clauses above. Take them out, or leave this box empty."))

    def cleaned(self) -> Row:
        return self._nested({name: self.cleaned_data[name] for name in self.fields})

    def typed(self) -> Row:
        return self._nested(super().typed())

    def pressed(self, data: QueryDict) -> tuple[Row, str]:
        """Also the buttons that add and remove a question or part, and the one that looks the clauses up."""
        if "add" in data or "remove" in data:
            typed = self.typed()
            change = with_added if "add" in data else without
            rows, place = change(typed["questions"], str(data["add" if "add" in data else "remove"]))
            return typed | {"questions": rows, UNFINISHED: True}, f"id_question_{place}"
        kept = self.kept()
        return kept, "already-said" if "look-up" in data and self._clauses_can_be_read() else ""

    def _clauses_can_be_read(self) -> bool:
        """Whether all clause numbers can be read; the errors of the other fields wait until one goes on."""
        for name in list(self.errors):
            if not name.endswith("clauses") or self.errors[name].as_data()[0].code is None:
                del self.errors[name]
        return not self.errors

    @property
    def blocks(self) -> list[Block]:
        """The questions in the order of the page."""
        return [self._block(str(number), str(number), row) for number, row in enumerate(self.rows, start=1)]

    @property
    def next_question(self) -> int | None:
        """The number of the question that can be added; none where there are as many as may be."""
        return len(self.rows) + 1 if len(self.rows) < MOST else None

    def _block(self, place: str, label: str, row: Row) -> Block:
        parts = [self._block(place + sign, f"{label} {sign})", part) for sign, part in lettered(row)]
        is_part = place[-1] in LETTERS
        can_grow = not is_part and len(parts) < MOST
        return Block(
            place=place,
            label=label,
            text=self[f"question_{place}"],
            clauses=self[f"question_{place}_clauses"],
            parts=parts,
            can_go=is_part or len(self.rows) > 1,
            next_part=f"{label} {LETTERS[len(parts)]})" if can_grow else "",
        )

    def _places(self) -> Iterator[tuple[str, str, Row]]:
        for number, row in enumerate(self.rows, start=1):
            yield str(number), str(number), row
            for letter, part in lettered(row):
                yield f"{number}{letter}", f"{number} {letter})", part

    def _renumbered(self) -> QueryDict:
        """What was sent, with its questions numbered without gaps."""
        data = plain_data(QueryDict())
        for name, values in self.posted.lists():
            if not _NAME.fullmatch(name):
                data.setlist(name, values)
        for place, _label, row in self._places():
            data[f"question_{place}"] = row["text"]
            data[f"question_{place}_clauses"] = row["clauses"]
        return data

    def _nested(self, flat: Row) -> Row:
        """The answers with their questions as rows, as ``Draft.answers`` keeps them."""
        rows = []
        for number, row in enumerate(self.rows, start=1):
            stem = asked_row(flat[f"question_{number}"], flat[f"question_{number}_clauses"])
            for letter, _part in lettered(row):
                place = f"question_{number}{letter}"
                stem["parts"].append(asked_row(flat[place], flat[f"{place}_clauses"]))
            rows.append(stem)
        own = {name: value for name, value in flat.items() if not _NAME.fullmatch(name)}
        return own | {"is_general": bool(own["is_general"]), "questions": rows}


def lettered(row: Row) -> list[tuple[str, Row]]:
    """The parts of a question with their letters."""
    return list(zip(LETTERS, row["parts"], strict=False))


def _text_field(label: str, *, has_parts: bool) -> LongTextField:
    if has_parts:
        said, empty = _t("What the parts have in common"), _("Question %(label)s: write what its parts have in common.")
    elif label.endswith(")"):
        said, empty = label, _("Question %(label)s is empty: write it or remove it.")
    else:
        said, empty = _t("Your question"), _("Question %(label)s is empty: write it or remove it.")
    empty_said = str(empty) % {"label": label}
    return LongTextField(label=said, rows=3, error_messages={"required": empty_said})


def _own_clauses_field(label: str) -> ClausesField:
    return ClausesField(label=_t("Clauses of %(label)s alone") % {"label": label}, required=False, most=OWN_CLAUSES)
