"""The forms of the steps that a requester takes: to answer the secretariat, and to withdraw the request."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clarifications.case.part import Facts
from clarifications.forms.base import StepForm
from clarifications.forms.fields import LongTextField
from clarifications.forms.layout import TextRow
from clarifications.forms.rows import FixedRows, rows_of
from clarifications.intake import steps as intake
from clarifications.intake.models import Question
from clarifications.intake.steps import InquiryFacts, ResubmitFacts
from clarifications.screening.models import ReturnQuestion


class ReturnAnswerForm(TextRow):
    """The answer to a question that the secretariat returned the request with."""

    text = LongTextField(rows=4, published=False)

    def __init__(self, *args: Any, subject: ReturnQuestion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = subject.text
        self.fields["text"].error_messages["required"] = _t("Answer question %(number)s of the secretariat.") % {
            "number": subject.order
        }


class RewordingForm(TextRow):
    """A question of the requester's own, to be put otherwise where that helps; left as it is, nothing changes."""

    text = LongTextField(rows=4)

    def __init__(self, *args: Any, subject: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"text": subject.text}
        empty = _t("Question %(label)s cannot be empty. Put it otherwise, or leave it as it was.")
        self.fields["text"].label = _t("Question %(label)s") % {"label": subject.label}
        self.fields["text"].error_messages["required"] = empty % {"label": subject.label}


ReturnAnswers, Rewordings = rows_of(ReturnAnswerForm, FixedRows), rows_of(RewordingForm, FixedRows)


class ResubmitForm(StepForm[ResubmitFacts]):
    """Answers what the secretariat asked, question by question."""

    part = intake.RESUBMIT
    button = _("Send the answers")

    def prepare(self) -> None:
        returned = self.clarification.returns.filter(is_inquiry=False).last()
        asked = {f"answer_{row.order}": row for row in returned.questions.all()} if returned else {}
        own = {f"question_{row.order}": row for row in self.clarification.questions.all()}
        self.formsets = {
            "answers": ReturnAnswers(self.sent, prefix="answer", subjects=asked),
            "rewordings": Rewordings(self.sent, prefix="question", subjects=own),
        }

    def facts(self) -> ResubmitFacts:
        """The answers by the number of the secretariat's question, each wording by the label of the question."""
        return ResubmitFacts(
            answers={asked.order: row["text"] for asked, row in self.formsets["answers"].by_subject},
            rewordings={own.label: row["text"] for own, row in self.formsets["rewordings"].by_subject},
        )


class AnswerInquiryForm(StepForm[InquiryFacts]):
    """Answers what the secretariat asked while the request goes on, question by question."""

    part = intake.ANSWER_INQUIRY
    button = _("Send the answers")

    def prepare(self) -> None:
        asked = self.clarification.returns.filter(is_inquiry=True, answered_at=None).first()
        rows = {f"answer_{row.order}": row for row in asked.questions.all()} if asked else {}
        self.formsets = {"answers": ReturnAnswers(self.sent, prefix="answer", subjects=rows)}

    def facts(self) -> InquiryFacts:
        return InquiryFacts({asked.order: row["text"] for asked, row in self.formsets["answers"].by_subject})


class WithdrawForm(StepForm[Facts]):
    """Ends the request; the requester says why."""

    part = intake.WITHDRAW
    reason_hint = _("The secretariat reads it, and the group where the request was with one. It is not published.")
    button = _("Withdraw the request")
    is_final = True
