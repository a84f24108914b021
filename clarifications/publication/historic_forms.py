"""Publication: a text of the former process is entered, with its source; votes are optional, and unknown is not 0."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.forms.base import AnyStepForm, StepForm
from clarifications.forms.fields import ClausesField, DialectField, LineField, LinesField, LongTextField
from clarifications.forms.layout import LaidOut
from clarifications.forms.rows import rows_of
from clarifications.intake.questions import Asked
from clarifications.publication import steps as publication
from clarifications.publication.steps import HistoricFacts
from clarifications.register.text import PublicOutcome, PublishedAnswer, PublishedVote
from standards.catalogue.queries import CASCO
from standards.models import Edition
from standards.models.fields import PartialDateFormField
from standards.reading.dates import PartialDate

VOTE = ("in_favour", "against", "abstained", "voting", "percentage", "note")
CountField = partial(
    forms.IntegerField, min_value=0, max_value=1000, required=False, help_text=gettext_lazy("Empty: unknown.")
)


class HistoricRowForm(LaidOut):
    """One question with its answer and, where the source has them, its votes."""

    text = LongTextField(label=gettext_lazy("Question"), rows=4)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[("", gettext_lazy("Choose")), *(row for row in PublicOutcome.choices if row[0] != "no-consensus")],
    )
    position = DialectField(
        label=gettext_lazy("Answer"),
        rows=4,
        required=False,
        help_text=gettext_lazy("As the source prints it. Empty: the answer is not held."),
    )
    considerations = DialectField(label=gettext_lazy("Considerations"), rows=3, required=False)
    conditions = LinesField(
        label=gettext_lazy("Conditions"), rows=2, required=False, help_text=gettext_lazy("One a line.")
    )
    in_favour = CountField(label=gettext_lazy("For"))
    against = CountField(label=gettext_lazy("Against"))
    abstained = CountField(label=gettext_lazy("Abstained"))
    voting = CountField(label=gettext_lazy("Voting"))
    percentage = LineField(
        label=gettext_lazy("Percentage, as printed"),
        limit=20,
        required=False,
        widget=forms.TextInput(attrs={"size": 10}),
    )
    note = LineField(label=gettext_lazy("Note on the vote"), limit=300, required=False)

    def add_prefix(self, field_name: str) -> str:
        # A page that stands open while the site is renewed still sends what was always its name.
        return super().add_prefix("for" if field_name == "in_favour" else field_name)


HistoricRows = rows_of(HistoricRowForm, legend=gettext_lazy("Question"), more=gettext_lazy("Add a question"))


class EnterHistoricForm(StepForm[HistoricFacts]):
    part = publication.ENTER_HISTORIC
    is_final = True
    reason_label = gettext_lazy("Why it is entered")

    edition = forms.ModelChoiceField(
        label=gettext_lazy("Edition"),
        queryset=Edition.objects.none(),
        empty_label=gettext_lazy("Choose an edition"),
        help_text=gettext_lazy("The dated edition that the text is about, also where it is withdrawn."),
    )
    title = LineField(
        label=gettext_lazy("Title"),
        limit=200,
        help_text=gettext_lazy("A title alone is enough where the text is not held."),
    )
    source = LineField(
        label=gettext_lazy("Source"), limit=500, help_text=gettext_lazy("Where the text stands; it is published.")
    )
    clauses = ClausesField(
        label=gettext_lazy("Clauses"),
        required=False,
        help_text=gettext_lazy("7.8.2.1, 6.2.1 d), Annex B. None: general."),
    )
    asked = PartialDateFormField(label=gettext_lazy("Asked"), required=False)
    decided = PartialDateFormField(label=gettext_lazy("Decided"), required=False)
    published = PartialDateFormField(label=gettext_lazy("Published"), required=False)

    def prepare(self) -> None:
        editions = Edition.objects.of_committee(CASCO).ever_published().order_by("standard__sort_key", "published")
        self.fields["edition"].queryset = editions.select_related("standard")  # type: ignore[attr-defined]
        self.formsets = {"rows": HistoricRows(self.sent, prefix="rows", empty_permitted=True)}

    def facts(self) -> HistoricFacts:
        rows = list(enumerate(self.formsets["rows"].filled, start=1))
        return HistoricFacts(
            **self.fact_values(),
            questions=[Asked(text=row["text"]) for _number, row in rows],
            answers=[answer for number, row in rows if (answer := _answer(number, row))],
            votes=[vote for number, row in rows if (vote := _vote(number, row))],
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        today = PartialDate.of(self.at.date())
        for name in ("asked", "decided", "published"):
            if name in cleaned and cleaned[name].is_known_after(today):
                self.add_error(name, ValidationError(_("This day has not come yet.")))
        return cleaned


def _answer(number: int, row: dict[str, Any]) -> PublishedAnswer | None:
    """The answer to a question, or ``None`` where neither its outcome nor its text is held."""
    if row["outcome"] == PublicOutcome.UNKNOWN and not row["position"]:
        return None
    return PublishedAnswer(
        questions=(str(number),),
        outcome=PublicOutcome(row["outcome"]),
        position=row["position"],
        considerations=row["considerations"],
        conditions=tuple(row["conditions"]),
    )


def _vote(number: int, row: dict[str, Any]) -> PublishedVote | None:
    """What the source says of the vote, or ``None`` where nothing; a count that is not printed stays unknown."""
    vote = PublishedVote(str(number), **{name: row[name] for name in VOTE})
    return vote if vote != PublishedVote(str(number)) else None


FORMS: tuple[type[AnyStepForm], ...] = (EnterHistoricForm,)
