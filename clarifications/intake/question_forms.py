"""The page of the request form that holds the questions: rows with parts, added and removed by named buttons."""

import re
from collections.abc import Iterable
from typing import Any

from crispy_forms.bootstrap import StrictButton
from crispy_forms.layout import HTML, Div, Field
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clarifications.forms.fields import ClausesField, Data, LineField, LongTextField, numbers_in
from clarifications.forms.layout import LaidOut, Piece, TextRow, unmarked
from clarifications.forms.rows import FixedRows, rows_of
from clarifications.intake.models import UNFINISHED, Draft
from clarifications.intake.page_forms import BackgroundForm, IdentityForm, MailedIdentityForm, PageForm, StandardForm
from clarifications.intake.places import LETTERS, NAME, Row, asked_row, placed
from standards.catalogue.clause_depth import ClauseLists, refusal
from standards.models import Edition

MOST = 10  # questions, and parts of one
ALREADY_SAID = (
    '{% include "clarifications/intake/_already_said.html" with groups=sheet.said edition=sheet.edition '
    "owner=sheet.owner only %}"
)
OWN_CLAUSES = 20  # clauses that one question may name for itself


def posted_rows(data: Data) -> list[Row]:
    """The questions and parts in what a browser sent, in order; gaps in their numbers close."""
    found: dict[tuple[int, str], Row] = {}
    for name in data:
        if match := NAME.fullmatch(name):
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


class AskedForm(TextRow):
    """A question, or the part of one, with the clauses of it alone."""

    text = LongTextField(rows=3)
    clauses = ClausesField(required=False, most=OWN_CLAUSES)

    def __init__(self, *args: Any, subject: tuple[int, str, Row], **given: Any) -> None:
        self.number, self.letter, self.row = subject
        self.label = f"{self.number} {self.letter})" if self.letter else str(self.number)
        super().__init__(*args, **given)
        self.initial = self.row
        said = self.label if self.letter else _t("Your question")
        empty = _t("Question %(label)s is empty: write it or remove it.")
        if self.row["parts"]:
            said = _t("What the parts have in common")
            empty = _t("Question %(label)s: write what its parts have in common.")
        self.fields["text"].label = said
        self.fields["text"].error_messages["required"] = empty % {"label": self.label}
        self.fields["clauses"].label = _t("Clauses of %(label)s alone") % {"label": self.label}

    def layout(self) -> Iterable[Piece]:
        return ["text", Field("clauses", template="clarifications/intake/_folded.html")]

    @property
    def place(self) -> str:
        """What its buttons send: 2, or 2b for a part."""
        return f"{self.number}{self.letter}"

    @property
    def next_part(self) -> str:
        """The label of the part that can be added; none where there are as many as may be."""
        parts = len(self.row["parts"])
        return f"{self.label} {LETTERS[parts]})" if parts < MOST else ""


Questions = rows_of(AskedForm, FixedRows, template="clarifications/intake/_questions.html")


class SubjectFields(LaidOut):
    """The subject and the clauses of a request; the rows of its questions may name clauses of their own."""

    chosen: Edition | None  # the edition that the clauses are of, where one is known

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

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        if not any((form["clauses"].data or "").strip() for form in self.all_forms) and not cleaned.get("is_general"):
            self.add_error("clauses", _("Name the clauses, or say that the question is about the standard as a whole."))
        if cleaned.get("clauses") and cleaned.get("is_general"):
            self.add_error("is_general", _("You named clauses above. Take them out, or leave this box empty."))

        self._refuse_what_is_not_there()

    def _refuse_what_is_not_there(self) -> None:
        """A number is refused only where our list is complete; elsewhere it is taken."""
        if self.chosen is None:
            return
        lists = ClauseLists.of_one(self.chosen)
        for form in self.all_forms:
            if said := refusal(numbers_in(form["clauses"].data or ""), self.chosen, lists):
                way = _t("If your copy has it, name the clause above it and say so in your question.")
                form.add_error("clauses", ValidationError(f"{said} {way}", code="not_in_edition"))


class QuestionForm(SubjectFields, PageForm):
    """The page of the subject, the clauses, and what is asked; every field of a question is named after its place."""

    page = "question"
    title = _("Clause and question")

    def prepare(self) -> None:
        rows = posted_rows(self.data) if self.is_bound else list(self.initial.get("questions") or [])
        self.rows = rows[:MOST] or [asked_row()]
        subjects = dict(placed(self.rows))
        typed = {name: row["text"] for name, (_number, _letter, row) in subjects.items()}
        typed |= {f"{name}_clauses": row["clauses"] for name, (_number, _letter, row) in subjects.items()}
        self.formsets = {"questions": Questions(typed if self.is_bound else None, prefix="question", subjects=subjects)}

    def layout(self) -> Iterable[Piece]:
        words = _t("Show what is said on these clauses")
        return [
            unmarked("clauses"),
            Div(
                StrictButton(words, type="submit", name="look-up", value="1", css_class="btn-secondary"),
                css_class="actions actions--tight",
            ),
            "is_general",
            HTML(ALREADY_SAID),
            "subject",
            "questions",
        ]

    def cleaned(self) -> Row:
        """The answers with their questions as rows, as ``Draft.answers`` keeps them."""
        questions: list[Row] = []
        for form in self.formsets["questions"].forms:
            (questions[-1]["parts"] if form.letter else questions).append(asked_row(**form.cleaned_data))
        return super().cleaned() | {"questions": questions}

    def typed(self) -> Row:
        typed = super().typed()
        return typed | {"is_general": bool(typed["is_general"]), "questions": self.rows}

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
        for form in self.all_forms:
            for name in list(form.errors):
                if name != "clauses" or form.errors[name].as_data()[0].code is None:
                    del form.errors[name]
        return not self.has_errors

    @property
    def next_question(self) -> int | None:
        """The number of the question that can be added; none where there are as many as may be."""
        return len(self.rows) + 1 if len(self.rows) < MOST else None


FORMS: dict[str, type[PageForm]] = {
    form.page: form for form in (StandardForm, QuestionForm, BackgroundForm, IdentityForm)
}
BY_MAIL: dict[str, type[PageForm]] = FORMS | {"identity": MailedIdentityForm}  # entered by the secretariat


def form_for(draft: Draft, page: str) -> type[PageForm]:
    """The form of a page of a draft."""
    return (BY_MAIL if draft.entered_by_id else FORMS)[page]
