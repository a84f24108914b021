"""What every form of a step has in common: it collects the facts, and says why the step was refused."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeAlias

from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import classproperty
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.case.models import Clarification
from clarifications.case.part import CaseChanged, F, StepPart, StepRefused
from clarifications.forms import taking_over
from clarifications.forms.fields import Data, DialectField, LongTextField, copy_of
from clarifications.forms.layout import LaidOut
from clarifications.map.actors import Actor
from clarifications.map.rule import Text
from clarifications.map.steps import Step
from clarifications.map.whole import the_map

_NOT_SAID = ("csrfmiddlewaretoken", "confirmed", "seen_version")
ROUND_TRIPS = ("add", "remove", "preview", taking_over.BUTTON)  # buttons that only show the page again


class StepForm(LaidOut, Generic[F]):
    """The form of a step: its fields, with the rows of its formsets, are exactly the facts that the step is given.

    ``clarification`` is the case as it is shown, ``by`` who looks at it, ``at`` the moment. A reason is asked for where
    the map says so.
    """

    part: StepPart[F]
    reason_field: ClassVar[type[LongTextField]] = LongTextField
    reason_label: ClassVar[Text] = gettext_lazy("Reason")
    reason_hint: ClassVar[Text] = ""
    button: ClassVar[Text] = ""  # empty: the name of the step
    is_final: ClassVar[bool] = False  # whether what it does cannot be undone
    shows_first: ClassVar[bool] = False  # whether its button first shows what will be said

    seen_version = forms.IntegerField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": gettext_lazy("This page is not complete. Open it again.")},
    )

    def __init__(
        self,
        data: Data | None = None,
        *,
        clarification: Clarification,
        by: Actor,
        at: datetime.datetime,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.clarification, self.by, self.at = clarification, by, at
        self.is_refused = self.is_changed = self.is_faulty = False
        proposed = {"seen_version": clarification.version} | self.proposed() | dict(initial or {})
        super().__init__(data, initial=proposed)
        if self.step.reason:
            self.fields["reason"] = self.reason_field(
                published=False, label=self.reason_label, help_text=self.reason_hint
            )
        self.prepare()

    def proposed(self) -> dict[str, Any]:
        """What the fields hold when the page is opened."""
        return {}

    def prepare(self) -> None:
        """Fill in what depends on the case: choices, and the rows of the page, each kind by its name."""

    @classproperty
    def step(cls) -> Step:
        """The row of the map."""
        return the_map().step(cls.part.step)

    @property
    def is_confirmed(self) -> bool:
        """Whether it is to be sent; a form that shows first what will be done says no the first time."""
        return True

    @property
    def is_shown_first(self) -> bool:
        """Whether the page is to say what will be done, for whoever sends it once more."""
        return False

    @property
    def is_round_trip(self) -> bool:
        """Whether the page is only to be shown again, with a row more or less, a preview, or words taken over."""
        return any(name in self.data for name in ROUND_TRIPS)

    @property
    def may_be_filled(self) -> bool:
        """Whether a button above that which sends the form takes words over, so that the return key needs another."""
        return False

    def clear_errors(self) -> None:
        """Show no errors yet."""
        for form in self.all_forms:
            form._errors = ErrorDict()

    @property
    def has_dialect(self) -> bool:
        """Whether something is written in the dialect, so that the page says how, and offers a preview."""
        return any(isinstance(field, DialectField) for form in self.all_forms for field in form.fields.values())

    @property
    def button_text(self) -> Text:
        return self.button or self.step.name

    def fact_values(self) -> dict[str, Any]:
        """What the fields hold, by the names of the facts."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("seen_version", "reason")}

    def facts(self) -> F:
        """What the step is given; a form with formsets adds what their rows hold."""
        return self.part.facts(**self.fact_values())

    def refuse(self, refused: StepRefused) -> None:
        """Say above the fields why the step could not be taken; who has read what changed may send the same again."""
        self.is_refused = True
        self.is_changed = isinstance(refused, CaseChanged)
        self.add_error(None, [str(reason) for reason in refused.reasons])
        if isinstance(refused, CaseChanged):
            self.data = copy_of(self.data)
            self.data[self.add_prefix("seen_version")] = str(refused.version)


class ConfirmedForm(StepForm[F]):
    """Is sent twice: the first time the page shows what will be public and whom it tells, the second time it is done.

    What is sent the second time carries a mark of what was shown; who changed it meanwhile is shown it again.
    """

    shows_first = True

    @property
    def is_confirmed(self) -> bool:
        return bool(self.data.get("confirmed") == self.mark)

    @property
    def mark(self) -> str:
        return mark_of(self.data)

    @property
    def is_shown_first(self) -> bool:
        return self.is_bound and not self.has_errors and hasattr(self, "cleaned_data")

    @property
    def button_text(self) -> Text:
        return super().button_text if self.is_shown_first else _("Show what will be said")

    def sentences(self) -> list[Text]:
        """What readers will find."""
        raise NotImplementedError


def mark_of(data: Data) -> str:
    """The same for the same fields: what was shown is what is confirmed."""
    said = {name: values for name, values in sorted(copy_of(data).lists()) if name not in _NOT_SAID}
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()[:32]


AnyStepForm: TypeAlias = StepForm[Any]
