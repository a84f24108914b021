"""The forms by which what was asked is put right: by the requester, where it is returned, and by the secretariat."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clarifications.forms.base import AnyStepForm, StepForm
from clarifications.forms.fields import ClausesField
from clarifications.forms.layout import LaidOut, Piece, unmarked
from clarifications.forms.rows import FixedRows, rows_of
from clarifications.intake import correction_steps as corrections
from clarifications.intake.correction_steps import RequestFacts
from clarifications.intake.models import Question, SubjectClause
from clarifications.intake.page_forms import BackgroundFields, StandardFields
from clarifications.intake.question_forms import OWN_CLAUSES, SubjectFields
from clarifications.map.rules import casco_edition_with_a_group
from standards.models import Edition
from standards.reading.clause_numbers import listed
from standards.reading.clause_reader import MOST_CHARACTERS


class OwnClausesForm(LaidOut):
    """The clauses of one question alone."""

    # A range was written out when it was received, so that there is room for as many numbers as may be named.
    clauses = ClausesField(required=False, most=OWN_CLAUSES, limit=MOST_CHARACTERS)

    def __init__(self, *args: Any, subject: tuple[Question, list[SubjectClause]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        question, clauses = subject
        self.fields["clauses"].label = _t("Clauses of %(label)s alone") % {"label": question.label}
        self.initial = {"clauses": listed(clause.canonical for clause in clauses)}


OwnClauses = rows_of(OwnClausesForm, FixedRows)


class RequestForm(SubjectFields, BackgroundFields, StandardFields, StepForm[RequestFacts]):
    """What was asked as it stands, to be put right; the questions themselves stay as they are worded."""

    def proposed(self) -> dict[str, Any]:
        case = self.clarification
        said = {name: getattr(case, name) for name in ("other_standard", "is_general", "subject")}
        shared = case.subject_clauses.filter(question=None).values_list("canonical", flat=True)
        own = {text.name: text.text for text in case.own_texts}
        return {"edition": case.edition_id, "clauses": listed(shared), **said, **own}

    def prepare(self) -> None:
        self.fields["clauses"].limit = MOST_CHARACTERS  # type: ignore[attr-defined]  # as those of a question
        questions = self.clarification.questions.prefetch_related("clauses")
        rows = {f"own-{question.order}": (question, list(question.clauses.all())) for question in questions}
        self.formsets = {"own_clauses": OwnClauses(self.sent, prefix="own", subjects=rows)}

    def layout(self) -> Iterable[Piece]:
        standard, clauses = unmarked("edition", "other_standard"), unmarked("clauses")
        reason = ["reason"] if self.step.reason else []
        texts = ("subject", "background", "understanding")
        return ["seen_version", standard, clauses, "is_general", "own_clauses", *texts, *reason]

    def clean(self) -> None:
        super().clean()
        if self.clarification.group_id and self.cleaned_data.get("other_standard"):
            self.add_error("other_standard", str(casco_edition_with_a_group.refusal))

    @property
    def chosen(self) -> Edition | None:  # type: ignore[override]  # what is chosen on this very page
        return Edition.objects.select_related("standard").filter(pk=self.cleaned_data.get("edition") or 0).first()

    def facts(self) -> RequestFacts:
        """The fields, with the edition that is chosen, and the clauses of each question by its label."""
        own = {question.label: row["clauses"] for (question, _now), row in self.formsets["own_clauses"].by_subject}
        return RequestFacts(**self.fact_values() | {"edition": self.chosen, "own_clauses": own})


class CorrectOwnRequestForm(RequestForm):
    part = corrections.CORRECT_OWN_REQUEST
    button = _("Save the corrections")


class CorrectRequestForm(RequestForm):
    part = corrections.CORRECT_REQUEST
    reason_label = _("Why it is corrected")
    reason_hint = _("The requester and the group read it. It is not published.")

    def prepare(self) -> None:
        """The words for the secretariat: those of the public form speak to who asks."""
        super().prepare()
        for name in ("edition", "other_standard", "background", "understanding"):
            self.fields[name].help_text = ""
        self.fields["understanding"].label = _t("Own understanding of the requester")


FORMS: tuple[type[AnyStepForm], ...] = (CorrectRequestForm,)
