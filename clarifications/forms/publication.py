"""Publication: the wording of the public text, its correction and redaction."""

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.forms.base import StepForm
from clarifications.forms.fields import LineField, LinesField, LongTextField
from clarifications.forms.rows import FixedRows, Rows, rows_of
from clarifications.lifecycle import CORRECT, EDIT_PUBLIC, PUBLISH, REDACT

Content = dict[str, Any]
TITLE_LIMIT = 200


class WordingRowForm(forms.Form):
    """The wording at one place of a public text: its title, a question, an answer. What is not wording stays."""

    def __init__(self, *args: Any, subject: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, required in _texts_of(subject):
            self.fields[name] = self._field(name, label, required=required)
            self.initial[name] = subject[name]

    @staticmethod
    def _field(name: str, label: str, *, required: bool) -> forms.Field:
        if name == "title":
            return LineField(label=label, limit=TITLE_LIMIT)
        if name == "conditions":
            return LinesField(label=label, rows=3, required=required, help_text=gettext_lazy("One a line."))
        return LongTextField(label=label, rows=6 if name == "position" else 4, required=required)


WordingRows = rows_of(WordingRowForm, FixedRows)


class WordingForm(StepForm):
    """A step that changes the wording of the public text; a preview shows it as readers will see it."""

    step = EDIT_PUBLIC

    def make_parts(self, data: Any | None) -> dict[str, Rows]:
        self.content = copy.deepcopy(self.present())
        return {"content": WordingRows(data, prefix="content", subjects=dict(_places(self.content)))}

    def layout(self) -> Iterable[Any]:
        return ["seen_version", "content", *(["reason"] if self.step.reason else [])]

    def facts(self) -> dict[str, Any]:
        """The public text with the new wording."""
        for place, texts in self.parts["content"].said:
            place |= texts
        return {"content": self.content}

    def clear_errors(self) -> None:
        """For a preview the texts are checked; the reason may still be missing."""
        self._errors = ErrorDict()
        if "preview" not in self.data:
            super().clear_errors()

    def present(self) -> Content:
        """The text as it stands."""
        content: Content = self.clarification.public_text.content
        return content

    @property
    def previewed(self) -> Content | None:
        """The text with what was typed, where a preview is asked for and nothing is wrong with it."""
        return self.facts()["content"] if "preview" in self.data and self.parts["content"].is_valid() else None


class EditPublicTextForm(WordingForm):
    button = gettext_lazy("Save the public text")


class CorrectForm(WordingForm):
    step = CORRECT
    is_final = True
    button = gettext_lazy("Publish the correction")
    reason_label = gettext_lazy("Note on the correction")
    reason_hint = gettext_lazy("What was wrong and what it says now. It is published with the version.")

    def present(self) -> Content:
        content: Content = self.clarification.record.versions.latest("number").content
        return content


class PublishForm(StepForm):
    step = PUBLISH
    is_final = True
    button = gettext_lazy("Publish this text")


class RedactForm(StepForm):
    step = REDACT
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


def _places(content: Content) -> Iterator[tuple[str, Content]]:
    """The public text itself, then every question, part and answer of it, with the name of its row."""
    yield "content", content
    for number, question in enumerate(content["questions"]):
        yield f"content-question-{number}", question
        for letter, part in enumerate(question["parts"]):
            yield f"content-question-{number}-{letter}", part
    for number, answer in enumerate(content["answers"]):
        yield f"content-answer-{number}", answer


def _texts_of(row: Content) -> list[tuple[str, str, bool]]:
    """The texts at a place: name, label, whether it must not be empty."""
    if "title" in row:
        return [("title", _("Title"), True)]
    if "position" not in row:
        return [("text", _("Question %(label)s") % {"label": row["label"]}, True)]
    to = {"labels": ", ".join(row["questions"])}
    return [
        ("position", _("Answer to %(labels)s") % to, True),
        ("considerations", _("Considerations on %(labels)s") % to, False),
        ("conditions", _("Conditions of the answer to %(labels)s") % to, False),
    ]


FORMS: tuple[type[StepForm], ...] = (EditPublicTextForm, PublishForm, CorrectForm, RedactForm)
