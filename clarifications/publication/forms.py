"""Publication: the wording of the public text, its correction and redaction."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.case.part import Facts
from clarifications.forms.base import AnyStepForm, StepForm
from clarifications.forms.fields import LineField, LinesField, LongTextField
from clarifications.forms.layout import LaidOut
from clarifications.forms.rows import FixedRows, Rows, rows_of
from clarifications.publication import steps as publication
from clarifications.publication.steps import RedactFacts, WordingFacts
from clarifications.register.text import PublishedAnswer, PublishedPart, PublishedText

TITLE_LIMIT = 200
Wording = PublishedText | PublishedPart | PublishedAnswer


class WordingRowForm(LaidOut):
    """The wording at one place of a public text: its title, a question, an answer. What is not wording stays."""

    def __init__(self, *args: Any, subject: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value, field in _fields_of(subject):
            self.fields[name] = field
            self.initial[name] = value


WordingRows = rows_of(WordingRowForm, FixedRows)


class WordingForm(StepForm[WordingFacts]):
    """A step that changes the wording of the public text; a preview shows it as readers will see it."""

    def make_parts(self, data: Any | None) -> dict[str, Rows]:
        self.text = self.present()
        return {"content": WordingRows(data, prefix="content", subjects=dict(_places(self.text)))}

    def layout(self) -> Iterable[Any]:
        return ["seen_version", "content", *(["reason"] if self.step.reason else [])]

    def facts(self) -> WordingFacts:
        return WordingFacts(self.reworded())

    def reworded(self) -> PublishedText:
        """The public text with the new wording."""
        said = {str(form.prefix): form.cleaned_data for form in self.parts["content"].forms}
        return _reworded(self.text, said)

    def clear_errors(self) -> None:
        """For a preview the texts are checked; the reason may still be missing."""
        self._errors = ErrorDict()
        if "preview" not in self.data:
            super().clear_errors()

    def present(self) -> PublishedText:
        """The text as it stands."""
        return self.clarification.public_text.text

    @property
    def previewed(self) -> PublishedText | None:
        """The text with what was typed, where a preview is asked for and nothing is wrong with it."""
        return self.reworded() if "preview" in self.data and self.parts["content"].is_valid() else None


class EditPublicTextForm(WordingForm):
    part = publication.EDIT_PUBLIC_TEXT
    button = gettext_lazy("Save the public text")


class CorrectForm(WordingForm):
    part = publication.CORRECT
    is_final = True
    button = gettext_lazy("Publish the correction")
    reason_label = gettext_lazy("Note on the correction")
    reason_hint = gettext_lazy("What was wrong and what it says now. It is published with the version.")

    def present(self) -> PublishedText:
        return self.clarification.record.text_in_force()


class PublishForm(StepForm[Facts]):
    part = publication.PUBLISH
    is_final = True
    button = gettext_lazy("Publish this text")


class RedactForm(StepForm[RedactFacts]):
    part = publication.REDACT
    is_final = True
    reason_hint = gettext_lazy("It is published in place of the text.")

    version = forms.TypedChoiceField(label=gettext_lazy("Version"), coerce=int, widget=forms.RadioSelect)

    def prepare(self) -> None:
        record = self.clarification.record
        versions = record.versions.filter(number__lt=record.version, redacted_at__isnull=True)
        self.fields["version"].choices = [  # type: ignore[attr-defined]
            (
                version.number,
                _("Version %(number)s of %(day)s") % {"number": version.number, "day": f"{version.at:%Y-%m-%d}"},
            )
            for version in versions
        ]


def _places(text: PublishedText) -> Iterator[tuple[str, Wording]]:
    """The public text itself, then every question, part and answer of it, with the name of its row."""
    yield "content", text
    for number, question in enumerate(text.questions):
        yield f"content-question-{number}", question
        for letter, part in enumerate(question.parts):
            yield f"content-question-{number}-{letter}", part
    for number, answer in enumerate(text.answers):
        yield f"content-answer-{number}", answer


def _reworded(text: PublishedText, said: Mapping[str, dict[str, Any]]) -> PublishedText:
    """The text in the words of the rows, by their names."""
    questions = tuple(
        replace(
            question,
            text=said[f"content-question-{number}"]["text"],
            parts=tuple(
                replace(part, text=said[f"content-question-{number}-{letter}"]["text"])
                for letter, part in enumerate(question.parts)
            ),
        )
        for number, question in enumerate(text.questions)
    )
    answers = tuple(
        replace(answer, **(texts := said[f"content-answer-{number}"]) | {"conditions": tuple(texts["conditions"])})
        for number, answer in enumerate(text.answers)
    )
    return replace(text, title=said["content"]["title"], questions=questions, answers=answers)


def _fields_of(row: Wording) -> Iterator[tuple[str, object, forms.Field]]:
    """The texts at a place: the name, what stands there, its field."""
    if isinstance(row, PublishedText):
        yield "title", row.title, LineField(label=_("Title"), limit=TITLE_LIMIT)
    elif isinstance(row, PublishedPart):
        yield "text", row.text, LongTextField(label=_("Question %(label)s") % {"label": row.label}, rows=4)
    else:
        to = {"labels": ", ".join(row.questions)}
        label = _("Answer to %(labels)s") % to
        yield "position", row.position, LongTextField(label=label, rows=6)
        label = _("Considerations on %(labels)s") % to
        yield "considerations", row.considerations, LongTextField(label=label, rows=4, required=False)
        label = _("Conditions of the answer to %(labels)s") % to
        lines = LinesField(label=label, rows=3, required=False, help_text=gettext_lazy("One a line."))
        yield "conditions", list(row.conditions), lines


FORMS: tuple[type[AnyStepForm], ...] = (EditPublicTextForm, PublishForm, CorrectForm, RedactForm)
