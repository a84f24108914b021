"""Publication: the wording of the public text, its correction and redaction."""

import copy
from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.forms.base import StepForm
from clarifications.forms.fields import LineField, LinesField, LongTextField
from clarifications.lifecycle import CORRECT, EDIT_PUBLIC, PUBLISH, REDACT

Content = dict[str, Any]
TITLE_LIMIT = 200


class PublicTextForm(forms.Form):
    """The wording of a public text: its title, every question and part, every answer. What is not wording stays."""

    title = LineField(label=gettext_lazy("Title"), limit=TITLE_LIMIT)

    def __init__(self, data: Any | None, *, content: Content, **kwargs: Any) -> None:
        self.content = content
        super().__init__(data, prefix="content", initial={"title": content["title"]}, **kwargs)
        for place, row in _places(content):
            for name, label, required in _texts_of(row):
                self.fields[f"{place}-{name}"] = self._field(name, label, required=required)
                self.initial[f"{place}-{name}"] = row[name]

    def fact(self) -> Content:
        """The public text with the new wording."""
        edited = copy.deepcopy(self.content)
        edited["title"] = self.cleaned_data["title"]
        for place, row in _places(edited):
            for name, _label, _required in _texts_of(row):
                row[name] = self.cleaned_data[f"{place}-{name}"]
        return edited

    @staticmethod
    def _field(name: str, label: str, *, required: bool) -> forms.Field:
        if name == "conditions":
            return LinesField(label=label, rows=3, required=required, help_text=gettext_lazy("One a line."))
        return LongTextField(label=label, rows=6 if name == "position" else 4, required=required)


class PublicTextPart:
    """The one form of a public text as a part of a step."""

    def __init__(self, form: PublicTextForm) -> None:
        self.form = form
        self.forms = [form]

    def is_valid(self) -> bool:
        return self.form.is_valid()

    def fact(self) -> Content:
        return self.form.fact()


class WordingForm(StepForm):
    """A step that changes the wording of the public text; a preview shows it as readers will see it."""

    step = EDIT_PUBLIC

    def make_parts(self, data: Any | None) -> dict[str, Any]:
        return {"content": PublicTextPart(PublicTextForm(data, content=self.present()))}

    def facts(self) -> dict[str, Any]:
        return {"content": self.parts["content"].fact()}  # type: ignore[attr-defined]

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
        part = self.parts["content"]
        return self.facts()["content"] if "preview" in self.data and part.is_valid() else None


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
    """Every question, part and answer of a public text with the name of its place."""
    for number, question in enumerate(content["questions"]):
        yield f"question-{number}", question
        for letter, part in enumerate(question["parts"]):
            yield f"question-{number}-{letter}", part
    for number, answer in enumerate(content["answers"]):
        yield f"answer-{number}", answer


def _texts_of(row: Content) -> list[tuple[str, str, bool]]:
    """The texts of a question or answer: name, label, whether it must not be empty."""
    if "position" not in row:
        return [("text", _("Question %(label)s") % {"label": row["label"]}, True)]
    to = {"labels": ", ".join(row["questions"])}
    return [
        ("position", _("Answer to %(labels)s") % to, True),
        ("considerations", _("Considerations on %(labels)s") % to, False),
        ("conditions", _("Conditions of the answer to %(labels)s") % to, False),
    ]


FORMS: tuple[type[StepForm], ...] = (EditPublicTextForm, PublishForm, CorrectForm, RedactForm)
