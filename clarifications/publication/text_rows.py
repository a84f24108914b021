"""Publication: the rows of a public text: its questions with their parts, answers, votes; its wording by place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from clarifications.forms.fields import ClausesField, DialectField, LineField, LinesField, LongTextField
from clarifications.forms.layout import LaidOut, Piece, beside
from clarifications.forms.rows import FixedRows, rows_of
from clarifications.forms.taking_over import OfferBelow, OfferedWords
from clarifications.publication.composing import TITLE_LIMIT, clause_groups, labels_in
from clarifications.register.pieces import PublishedAnswer, PublishedPart
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import Held, PublicOutcome
from standards.reading.clause_reader import MOST_CHARACTERS

WordedPart = PublishedText | PublishedPart | PublishedAnswer
LABEL_LIMIT = 60
MOST_VOTES = 10_000
NO_CONDITION = _("Name at least one condition.")
CountField = partial(forms.IntegerField, min_value=0, max_value=MOST_VOTES, required=False)
# Empty is the whole text, so that an empty row stays one.
HeldField = partial(
    forms.TypedChoiceField,
    choices=[("", Held.WHOLE.label), *(row for row in Held.choices if row[0] != Held.WHOLE)],
    coerce=Held,
    empty_value=Held.WHOLE,
    required=False,
)


# A range is written out when the text is typed again, so that there is room for as many numbers as may be named.
GroupedClausesField = partial(ClausesField, groups_in=clause_groups, limit=MOST_CHARACTERS)


class QuestionRowForm(LaidOut):
    """A question, or a part of the one above it, as its source prints it."""

    label = LineField(label=_("Label, as printed"), limit=LABEL_LIMIT, help_text=_("1, 1 a), example 2."))
    is_part = forms.BooleanField(label=_("It is a part of the question above"), required=False)
    text = LongTextField(label=_("Question"), rows=4, required=False)
    held = HeldField(label=_("Held here"))
    clauses = GroupedClausesField(label=_("Its own clauses"), required=False)

    def clean(self) -> None:
        super().clean()
        _agree_on_what_is_held(self, "text", _("Write the question, or say that its text is not held."))


class AnswerRowForm(LaidOut):
    """An answer to one question or part, or to several together."""

    questions = LineField(
        label=_("Answers the questions with these labels"),
        limit=500,
        help_text=_("Several with semicolons: 1 a); 2. One to a question with parts answers all of them."),
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[("", _("Choose")), *(row for row in PublicOutcome.choices if row[0] != PublicOutcome.NO_CONSENSUS)],
    )
    position = DialectField(label=_("Answer"), rows=5, required=False)
    held = HeldField(label=_("Held here"))
    considerations = DialectField(label=_("Considerations"), rows=3, required=False)
    conditions = LinesField(label=_("Conditions"), rows=2, required=False, help_text=_("One a line."))

    def clean_questions(self) -> tuple[str, ...]:
        return labels_in(self.cleaned_data["questions"])

    def clean_outcome(self) -> PublicOutcome:
        return PublicOutcome(self.cleaned_data["outcome"])

    def clean_conditions(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["conditions"])

    def clean(self) -> None:
        super().clean()
        _agree_on_what_is_held(self, "position", _("Write the answer, or say that its text is not held."))


class VoteRowForm(LaidOut):
    """The vote on a question or a part; what is left empty is unknown, which is not 0."""

    question = LineField(label=_("Vote on the question with this label"), limit=LABEL_LIMIT)
    in_favour = CountField(label=_("For"), help_text=_("Empty: not known."))
    against = CountField(label=_("Against"))
    abstained = CountField(label=_("Abstained"))
    voting = CountField(label=_("Voting"))
    percentage = LineField(
        label=_("Percentage, as printed"),
        limit=20,
        required=False,
        widget=forms.TextInput(attrs={"size": 10}),
        help_text=_("With its sign: 95 %."),
    )
    note = LineField(label=_("Note on the vote"), limit=300, required=False)

    def layout(self) -> Iterable[Piece]:
        return ["question", beside("in_favour", "against", "abstained", "voting", "percentage"), "note"]


class WordingRowForm(LaidOut):
    """The wording at one place of a public text: its title, a question, an answer. What is not wording stays.

    ``offers`` are words that can be taken over, by the names of fields.
    """

    def __init__(
        self, *args: Any, subject: WordedPart, offers: Mapping[str, OfferedWords] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offers = offers or {}
        self.fields |= _fields_of(subject)
        self.initial = {name: getattr(subject, name) for name in self.fields}
        self.needs_a_condition = isinstance(subject, PublishedAnswer) and would_lack_without(subject)

    def layout(self) -> Iterable[Piece]:
        for name in self.fields:
            yield name
            if name in self.offers:
                yield OfferBelow(name, self.offers[name])

    def clean_conditions(self) -> tuple[str, ...]:
        conditions = tuple(self.cleaned_data["conditions"])
        if not conditions and self.needs_a_condition:
            raise ValidationError(NO_CONDITION)
        return conditions


def would_lack_without(answer: PublishedAnswer) -> bool:
    """Whether an answer names conditions and may not lose them all."""
    return bool(answer.conditions) and replace(answer, conditions=()).lacks_a_condition


WordingRows = rows_of(WordingRowForm, FixedRows)


def reworded(text: PublishedText, worded: Iterable[tuple[WordedPart, Mapping[str, Any]]]) -> PublishedText:
    """A text with what the rows of its places say."""
    said: Iterator[Any] = (replace(place, **texts) for place, texts in worded)
    title: PublishedText = next(said)
    questions = [
        replace(next(said), parts=tuple(next(said) for _part in question.parts)) for question in text.questions
    ]
    return replace(title, questions=tuple(questions), answers=tuple(said))


def places(text: PublishedText) -> Iterator[tuple[str, WordedPart]]:
    """The public text itself, then every question, part and answer of it, with the name of its row."""
    yield "content", text
    for number, question in enumerate(text.questions):
        yield f"content-question-{number}", question
        for letter, part in enumerate(question.parts):
            yield f"content-question-{number}-{letter}", part
    for number, answer in enumerate(text.answers):
        yield f"content-answer-{number}", answer


def texts_at(place: WordedPart) -> dict[str, str]:
    """The texts at a place, by the names of its fields; several lines as one."""
    said = {name: getattr(place, name) for name in _fields_of(place)}
    return {name: "\n".join(text) if isinstance(text, tuple) else text for name, text in said.items()}


def _fields_of(place: WordedPart) -> dict[str, forms.Field]:
    """The fields for the texts at a place, by their names there."""
    if isinstance(place, PublishedText):
        aside = partial(LongTextField, rows=3, required=False, help_text=gettext("Empty: it is not published."))
        return {
            "title": LineField(label=gettext("Title"), limit=TITLE_LIMIT),
            "background": aside(label=gettext("Background")),
            "understanding": aside(label=gettext("How whoever asked understands it")),
            "circumstance": aside(label=gettext("Circumstance under which it was asked: as long as …")),
        }
    if isinstance(place, PublishedPart):
        return {"text": LongTextField(label=gettext("Question %(label)s") % {"label": place.label}, rows=4)}
    to = {"labels": ", ".join(place.questions)}
    answer, why = gettext("Answer to %(labels)s") % to, gettext("Considerations on %(labels)s") % to
    conditions = gettext("Conditions of the answer to %(labels)s") % to
    return {
        "position": DialectField(label=answer, rows=6),
        "considerations": DialectField(label=why, rows=4, required=False),
        "conditions": LinesField(label=conditions, rows=3, required=False, help_text=_("One a line.")),
    }


Questions = rows_of(QuestionRowForm, legend=_("Question"), more=_("Add a question or a part"))
Answers = rows_of(AnswerRowForm, legend=_("Answer"), more=_("Add an answer"))
Votes = rows_of(VoteRowForm, legend=_("Vote"), more=_("Add a vote"))


def _agree_on_what_is_held(form: forms.Form, name: str, missing: StrOrPromise) -> None:
    """A text that is held is there, one that is not held is not."""
    text, held = form.cleaned_data.get(name), form.cleaned_data.get("held")
    if name in form.errors or held is None:
        return
    if not text and held != Held.NOTHING:
        form.add_error(name, ValidationError(missing, code="required"))
    if text and held == Held.NOTHING:
        form.add_error("held", ValidationError(_("You wrote a text that you say is not held.")))
