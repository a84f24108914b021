"""Publication: the wording of the public text before it is published, and the redaction of a version."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.case.part import Facts
from clarifications.forms.base import AnyStepForm, StepForm
from clarifications.forms.fields import DialectField, LineField, LinesField, LongTextField
from clarifications.forms.layout import LaidOut
from clarifications.forms.records import RecordField
from clarifications.forms.rows import FixedRows, rows_of
from clarifications.publication import steps as publication
from clarifications.publication.composing import TITLE_LIMIT
from clarifications.publication.steps import RedactFacts, RetireFacts, WordingFacts
from clarifications.register.pieces import PublishedAnswer, PublishedPart
from clarifications.register.text import PublishedText

WordedPart = PublishedText | PublishedPart | PublishedAnswer


class WordingRowForm(LaidOut):
    """The wording at one place of a public text: its title, a question, an answer. What is not wording stays."""

    def __init__(self, *args: Any, subject: WordedPart, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _fields_of(subject)
        self.initial = {name: getattr(subject, name) for name in self.fields}

    def clean_conditions(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["conditions"])


WordingRows = rows_of(WordingRowForm, FixedRows)


class WordingForm(StepForm[WordingFacts]):
    """A step that changes the wording of the public text; a preview shows it as readers will see it."""

    def prepare(self) -> None:
        self.text = self.present()
        self.formsets = {"content": WordingRows(self.sent, prefix="content", subjects=dict(_places(self.text)))}

    def layout(self) -> Iterable[Any]:
        return ["seen_version", "content", *(["reason"] if self.step.reason else [])]

    def facts(self) -> WordingFacts:
        return WordingFacts(self.reworded())

    def reworded(self) -> PublishedText:
        """The public text with the new wording."""
        said = (replace(place, **texts) for place, texts in self.formsets["content"].by_subject)
        title: PublishedText = next(said)
        questions = [
            replace(next(said), parts=tuple(next(said) for _part in question.parts)) for question in self.text.questions
        ]
        return replace(title, questions=tuple(questions), answers=tuple(said))

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
        return self.reworded() if "preview" in self.data and self.formsets["content"].is_valid() else None


class EditPublicTextForm(WordingForm):
    part = publication.EDIT_PUBLIC_TEXT
    button = gettext_lazy("Save the public text")


class PublishForm(StepForm[Facts]):
    part = publication.PUBLISH
    is_final = True
    button = gettext_lazy("Publish this text")

    @property
    def previewed(self) -> PublishedText:
        """The text that will be published."""
        prepared: PublishedText = self.clarification.public_text.text
        return prepared


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


class RetireForm(StepForm[RetireFacts]):
    part = publication.RETIRE
    reason_hint = gettext_lazy("Why it was entered in error, or who withdrew it and when. It is published.")

    replacement = RecordField(
        label=gettext_lazy("Record that replaces it"),
        limit=300,
        required=False,
        help_text=gettext_lazy("Its address, or the end of it: 17025-2017-3."),
    )


class RestoreForm(StepForm[Facts]):
    part = publication.RESTORE
    reason_hint = gettext_lazy("Why it was retired in error.")


def _places(text: PublishedText) -> Iterator[tuple[str, WordedPart]]:
    """The public text itself, then every question, part and answer of it, with the name of its row."""
    yield "content", text
    for number, question in enumerate(text.questions):
        yield f"content-question-{number}", question
        for letter, part in enumerate(question.parts):
            yield f"content-question-{number}-{letter}", part
    for number, answer in enumerate(text.answers):
        yield f"content-answer-{number}", answer


def _fields_of(place: WordedPart) -> dict[str, forms.Field]:
    """The fields for the texts at a place, by their names there."""
    if isinstance(place, PublishedText):
        aside = partial(LongTextField, rows=3, required=False, help_text=_("Empty: it is not published."))
        return {
            "title": LineField(label=_("Title"), limit=TITLE_LIMIT),
            "background": aside(label=_("Background")),
            "understanding": aside(label=_("How whoever asked understands it")),
            "circumstance": aside(label=_("Circumstance under which it was asked: as long as …")),
        }
    if isinstance(place, PublishedPart):
        return {"text": LongTextField(label=_("Question %(label)s") % {"label": place.label}, rows=4)}
    to = {"labels": ", ".join(place.questions)}
    answer, why = _("Answer to %(labels)s") % to, _("Considerations on %(labels)s") % to
    conditions = _("Conditions of the answer to %(labels)s") % to
    return {
        "position": DialectField(label=answer, rows=6),
        "considerations": DialectField(label=why, rows=4, required=False),
        "conditions": LinesField(label=conditions, rows=3, required=False, help_text=gettext_lazy("One a line.")),
    }


FORMS: tuple[type[AnyStepForm], ...] = (EditPublicTextForm, PublishForm, RedactForm, RetireForm, RestoreForm)
