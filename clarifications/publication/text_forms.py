"""Publication: a whole public text with every fact of it: entered, where it was published before, and corrected."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, replace
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.forms.base import AnyStepForm, StepForm
from clarifications.forms.fields import DialectField, LineField, LongTextField, PlainLinesField, has_come
from clarifications.forms.layout import Part, Piece, beside
from clarifications.publication import steps as publication
from clarifications.publication.as_typed import typed_clauses
from clarifications.publication.composing import (
    BETWEEN_LABELS,
    TITLE_LIMIT,
    TypedQuestion,
    cited_in,
    cited_lines,
    clauses_of,
    questions_of,
    typed_questions,
)
from clarifications.publication.steps import EntryFacts, TextFacts, agreed_text
from clarifications.publication.text_rows import NO_CONDITION, Answers, GroupedClausesField, Questions, Votes
from clarifications.publication.topic_fields import TOPICS, TopicFields
from clarifications.register.pieces import Origin, PublishedAnswer, PublishedDates, PublishedVote
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import (
    DecidedBy,
    DecidingBody,
    Fate,
    Held,
    RecordKind,
    Scope,
    text_languages,
)
from standards.catalogue.queries import CASCO
from standards.models import Edition
from standards.models.fields import HOW_WRITTEN, PartialDateFormField
from standards.reading.dates import PartialDate

ORIGIN = ("source", "link", "identifier", "body", "body_name", "decided_by")
DATES = tuple(field.name for field in fields(PublishedDates))
Whole = TypeVar("Whole", bound=TextFacts)
TEXTS = ("title", "adoption", "background", "understanding", "circumstance", "group", "language")


class TextForm(StepForm[Whole]):
    """Every fact of a public text. What a fact does not say is left empty: it stays unknown."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=RecordKind.choices, widget=forms.RadioSelect)
    source = LineField(
        label=gettext_lazy("Source"), limit=500, help_text=gettext_lazy("Where the text stands; it is published.")
    )
    link = forms.URLField(
        label=gettext_lazy("Address of the source"), max_length=500, required=False, assume_scheme="https"
    )
    identifier = LineField(
        label=gettext_lazy("Identifier"), limit=100, required=False, help_text=gettext_lazy("What it is called there.")
    )
    body = forms.ChoiceField(label=gettext_lazy("Decided by"), choices=DecidingBody.choices, required=False)
    body_name = LineField(label=gettext_lazy("Name of that body"), limit=200, required=False)
    decided_by = forms.ChoiceField(label=gettext_lazy("How it was decided"), choices=DecidedBy.choices, required=False)
    fate = forms.ChoiceField(label=gettext_lazy("What became of it"), choices=Fate.choices)
    fate_since = PartialDateFormField(label=gettext_lazy("Since"), required=False)

    edition = forms.ModelChoiceField(
        label=gettext_lazy("Document"),
        queryset=Edition.objects.none(),
        empty_label=gettext_lazy("Choose an edition"),
        help_text=gettext_lazy("The edition, amendment or corrigendum that it is about, also where it is withdrawn."),
    )
    names_edition = forms.BooleanField(
        label=gettext_lazy("The text itself names this edition"),
        required=False,
        help_text=gettext_lazy("If not, it is filed here and the record says so."),
    )
    corrected = PartialDateFormField(label=gettext_lazy("Corrected version of"), required=False)
    adoption = LineField(
        label=gettext_lazy("Cited as an adoption"),
        limit=100,
        required=False,
        help_text=gettext_lazy("EN ISO/IEC 17025:2017: the same text under another name."),
    )
    clauses = GroupedClausesField(
        label=gettext_lazy("Clauses"),
        required=False,
        help_text=gettext_lazy("7.8.2.1, 6.2.1 d), Annex B. A semicolon stands between those not asked together."),
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Where no clause is named"),
        choices=[row for row in Scope.choices if row[0] != Scope.CLAUSES],
        widget=forms.RadioSelect,
    )
    cited = PlainLinesField(
        label=gettext_lazy("Also cited"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Documents of any publisher, one a line; clauses of it after a semicolon."),
    )

    title = LineField(
        label=gettext_lazy("Title"),
        limit=TITLE_LIMIT,
        help_text=gettext_lazy("A title alone is enough where the text is not held."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language that counts"), choices=[])
    background = LongTextField(label=gettext_lazy("Background"), rows=3, required=False)
    understanding = LongTextField(label=gettext_lazy("Understanding of who asked"), rows=3, required=False)
    circumstance = LongTextField(
        label=gettext_lazy("Circumstance"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Under which the question was asked: as long as …"),
    )

    asked = PartialDateFormField(label=gettext_lazy("Asked"), required=False)
    accepted = PartialDateFormField(label=gettext_lazy("Accepted"), required=False)
    decided = PartialDateFormField(label=gettext_lazy("Decided"), required=False)
    issued = PartialDateFormField(label=gettext_lazy("Issued"), required=False)
    effective = PartialDateFormField(label=gettext_lazy("Effective"), required=False)
    published = PartialDateFormField(label=gettext_lazy("Published"), required=False)
    revised = PartialDateFormField(label=gettext_lazy("Revised"), required=False)
    group = LineField(label=gettext_lazy("Lead group"), limit=200, required=False)
    consulted = PlainLinesField(
        label=gettext_lazy("Groups consulted"), rows=2, required=False, help_text=gettext_lazy("One a line.")
    )

    former: PublishedText | None = None  # the text that is corrected
    started_from: PublishedText | None = None  # what the fields hold when the page is opened

    def prepare(self) -> None:
        editions = Edition.objects.of_committee(CASCO).ever_published().order_by("standard__sort_key", "published")
        self.fields["edition"].queryset = editions.select_related("standard")  # type: ignore[attr-defined]
        self.fields["language"].choices = text_languages()  # type: ignore[attr-defined]
        for name in DATES:  # how a date is written is said once, above all of them
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs["aria-describedby"] = "part-dates-hint"
        rows = rows_in(self.started_from) if self.started_from else {"questions": [], "answers": [], "votes": []}
        kinds = {"questions": Questions, "answers": Answers, "votes": Votes}
        self.formsets = {
            name: rows_of_kind(self.sent, prefix=name, initial=rows[name], empty_permitted=True)
            for name, rows_of_kind in kinds.items()
        }

    def layout(self) -> Iterable[Piece]:
        return ["seen_version", *self._parts()]

    def _parts(self) -> Iterator[Part]:
        if "source" in self.fields:
            decided = (beside("body", "decided_by"), "body_name", beside("fate", "fate_since"))
            yield Part("origin", _("What it is"), "kind", "source", "link", "identifier", *decided)
        yield Part("subject", _("What it is about"), "edition", "names_edition", "clauses", "scope")
        yield Part("also", _("Adoption, corrected version, also cited"), "adoption", "corrected", "cited", folds=True)
        yield Part("title", _("What it says"), "title", "language")
        asides = ("background", "understanding", "circumstance")
        yield Part("aside", _("Background, understanding, circumstance"), *asides, folds=True)
        yield Part("questions", _("Questions"), "questions")
        yield Part("answers", _("Answers"), "answers")
        yield Part("votes", _("Votes"), "votes", folds=True)
        yield Part("dates", _("Dates"), beside(*DATES), hint=HOW_WRITTEN)
        yield Part("groups", _("Groups"), "group", "consulted", folds=True)
        yield Part("reason", _("Reason"), "reason")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        past = [name for name in (*DATES, "corrected", "fate_since") if name in cleaned and name != "effective"]
        for name in past:
            try:
                has_come(cleaned[name], self.at)
            except ValidationError as ahead:
                self.add_error(name, ahead)
        self._check_labels()
        if "source" not in self.fields:
            self._check_conditions()
        return cleaned

    def composed(self) -> PublishedText:
        """The text that was typed; what no field holds stays as it was."""
        typed, rows = self.cleaned_data, {name: rows.filled for name, rows in self.formsets.items()}
        edition: Edition = typed["edition"]
        clauses = clauses_of(typed["clauses"], edition)
        names_clauses = bool(clauses) or any(row["clauses"] for row in rows["questions"])
        former = self.former or PublishedText(RecordKind.CLARIFICATION, "", "", "")
        return replace(
            former,
            **{name: typed[name] for name in TEXTS},
            kind=RecordKind(typed.get("kind") or former.kind),
            standard=edition.standard.designation,
            edition=edition.reference,
            names_edition=typed["names_edition"],
            corrected=typed["corrected"].iso,
            scope=Scope.CLAUSES if names_clauses else Scope(typed["scope"]),
            clauses=clauses,
            cited=cited_in(typed["cited"]),
            questions=questions_of((TypedQuestion(**row) for row in rows["questions"]), edition),
            answers=tuple(PublishedAnswer(**row) for row in rows["answers"]),
            votes=tuple(PublishedVote(**row) for row in rows["votes"]),
            dates=PublishedDates(**{name: typed[name].iso for name in DATES}),
            consulted=tuple(typed["consulted"]),
            origin=self._origin(),
            fate=Fate(typed.get("fate") or Fate.DECIDED),
            fate_since=typed["fate_since"].iso if "fate_since" in typed else "",
            markup="dialect",
        )

    def clear_errors(self) -> None:
        """For a preview the text is checked; the reason may still be missing."""
        if "preview" in self.data:
            self.errors.pop("reason", None)
        else:
            super().clear_errors()

    @property
    def previewed(self) -> PublishedText | None:
        """The text as it was typed, where a preview is asked for and nothing is wrong with it."""
        if "preview" not in self.data:
            return None
        self.is_valid()
        faults = set(self.errors) - {"reason"}
        rows_are_valid = all(rows.is_valid() for rows in self.formsets.values())
        return self.composed().without_quotations() if not faults and rows_are_valid else None

    def _origin(self) -> Origin | None:
        typed = self.cleaned_data
        if "source" not in self.fields:
            return None
        named = {name: typed[name] for name in ORIGIN if name not in ("body", "decided_by")}
        return Origin(**named, body=DecidingBody(typed["body"]), decided_by=DecidedBy(typed["decided_by"]))

    def _check_labels(self) -> None:
        """Say beside the row which label leads nowhere, or to two places."""
        labels: list[str] = []
        for form in self._filled("questions"):
            label = form.cleaned_data.get("label", "")
            if label and label in labels:
                form.add_error("label", _("Another question has this label."))
            labels.append(label)
        for name, field in (("answers", "questions"), ("votes", "question")):
            for form in self._filled(name):
                named = form.cleaned_data.get(field) or ()
                unknown = [label for label in ([named] if isinstance(named, str) else named) if label not in labels]
                if unknown:
                    said = _("No question has this label: %(labels)s") % {"labels": BETWEEN_LABELS.join(unknown)}
                    form.add_error(field, said)

    def _check_conditions(self) -> None:
        """“Yes, under conditions” names one; a source of before this system may leave them in its text."""
        for form in self._filled("answers"):
            if form.is_valid() and PublishedAnswer(**form.cleaned_data).lacks_a_condition:
                form.add_error("conditions", NO_CONDITION)

    def _filled(self, name: str) -> list[Any]:
        rows = self.formsets[name]
        rows.is_valid()
        return [form for form in rows.forms if form.has_changed()]


class EnterHistoricForm(TopicFields, TextForm[EntryFacts]):
    part = publication.ENTER_HISTORIC
    is_final = True
    button = gettext_lazy("Enter this text")
    reason_label = gettext_lazy("Why it is entered")

    def proposed(self) -> dict[str, Any]:
        return {
            "kind": RecordKind.CLARIFICATION,
            "fate": Fate.DECIDED,
            "names_edition": True,
            "language": "en",
            "scope": Scope.UNKNOWN,
        }

    def prepare(self) -> None:
        super().prepare()
        self.prepare_topics()

    def _parts(self) -> Iterator[Part]:
        *parts, reason = super()._parts()
        topics = Part("topics", _("Topics"), *TOPICS, hint=_("They are ours, and stand in no published text."))
        yield from (*parts, topics, reason)

    def facts(self) -> EntryFacts:
        topics = {name: self.cleaned_data[name] for name in TOPICS}
        return EntryFacts(content=self.composed(), edition=self.cleaned_data["edition"], **topics)


class CorrectForm(TextForm[TextFacts]):
    part = publication.CORRECT
    is_final = True
    reason_field = DialectField
    button = gettext_lazy("Publish the correction")
    reason_label = gettext_lazy("Note on the correction")
    reason_hint = gettext_lazy("What was wrong, what it says now, and why. It is published with the version.")

    def proposed(self) -> dict[str, Any]:
        """The text in force, or as the convenor agreed to change it."""
        self.former = self.started_from = self.clarification.record.text_in_force()
        edition = self.clarification.record.edition_id
        if agreed := self.clarification.proposed_changes.agreed().first():
            self.started_from, edition = agreed.text, agreed.edition_id or edition
        return typed_text(self.started_from) | {"edition": edition}

    def prepare(self) -> None:
        super().prepare()
        if self.former is not None and not self.former.was_published_before:
            for name in ("kind", *ORIGIN, "fate", "fate_since"):
                del self.fields[name]

    def facts(self) -> TextFacts:
        return TextFacts(self.composed(), self.cleaned_data["edition"])


class AskConvenorForm(CorrectForm):
    """What is to be asked about: before publication the prepared text, of a record the correction that is typed."""

    part = publication.ASK_CONVENOR
    is_final = False
    button = gettext_lazy("Ask the convenor")
    reason_label = gettext_lazy("Why the answers are to be changed")
    reason_hint = gettext_lazy("The convenor and the group read it.")

    def proposed(self) -> dict[str, Any]:
        if self._is_of_a_record:
            return super().proposed()
        self.former = agreed_text(self.clarification)
        return {}

    def prepare(self) -> None:
        if self._is_of_a_record:
            super().prepare()
        else:
            self.fields = {name: self.fields[name] for name in ("seen_version", "reason")}

    def layout(self) -> Iterable[Piece]:
        return super().layout() if self._is_of_a_record else ["seen_version", "reason"]

    def clean(self) -> dict[str, Any]:
        return super().clean() if self._is_of_a_record else self.cleaned_data

    def facts(self) -> TextFacts:
        return super().facts() if self._is_of_a_record else TextFacts(self.clarification.public_text.text)

    @property
    def previewed(self) -> PublishedText | None:
        return super().previewed if self._is_of_a_record else self.clarification.public_text.text

    @property
    def _is_of_a_record(self) -> bool:
        return self.clarification.standing.is_published


def typed_text(text: PublishedText) -> dict[str, Any]:
    """A text as the fields of its form hold it."""
    origin = asdict(text.origin) if text.origin else {}
    return {
        **{name: getattr(text, name) for name in (*TEXTS, "kind", "fate", "names_edition", "consulted")},
        **{name: origin[name] for name in ORIGIN if name in origin},
        **{name: PartialDate(day) for name, day in asdict(text.dates).items()},
        "scope": Scope.UNKNOWN if text.scope == Scope.CLAUSES else text.scope,
        "corrected": PartialDate(text.corrected),
        "fate_since": PartialDate(text.fate_since),
        "clauses": typed_clauses(text.clauses),
        "cited": cited_lines(text.cited),
    }


def rows_in(text: PublishedText) -> dict[str, list[dict[str, Any]]]:
    """The questions, answers and votes of a text as the rows of its form."""
    return {
        "questions": [
            asdict(question) | {"held": _typed_held(question.held)} for question in typed_questions(text.questions)
        ],
        "answers": [
            asdict(answer)
            | {"questions": f"{BETWEEN_LABELS} ".join(answer.questions), "held": _typed_held(answer.held)}
            for answer in text.answers
        ],
        "votes": [asdict(vote) for vote in text.votes],
    }


def _typed_held(held: Held) -> str:
    return "" if held is Held.WHOLE else held.value


FORMS: tuple[type[AnyStepForm], ...] = (EnterHistoricForm, CorrectForm, AskConvenorForm)
