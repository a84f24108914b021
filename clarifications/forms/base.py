"""What every form of a step has in common: it collects the facts, takes the step, and says why where it cannot."""

import hashlib
import json
import logging
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.cache import cache
from django.db import InterfaceError, InternalError, OperationalError, connection
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.forms.fields import LongTextField, copy_of, values_of
from clarifications.forms.layout import LaidOut
from clarifications.forms.rows import Rows
from clarifications.lifecycle import Step
from clarifications.map.whole import the_map
from clarifications.models import Clarification
from clarifications.process import PARTS, CaseChanged, StepRefused, take
from clarifications.rules import Actor, Text

logger = logging.getLogger(__name__)
DATABASE_FAULTS = (OperationalError, InternalError, InterfaceError)  # it went away, or its disk is full


SENT_SECONDS = 600  # for so long a page that is sent twice is known
ROUND_TRIPS = ("add", "remove", "preview")  # buttons that only show the page again


class StepForm(LaidOut):
    """The form of ``step``: its fields, with the rows of its parts, are exactly the facts that the step asks for.

    ``clarification`` is the case as it is shown, ``by`` who looks at it, ``at`` the moment. A reason is asked for where
    the map says so. ``take()`` answers with the case, or with ``None``: then the form holds what was typed, says why.
    """

    step: Step
    reason_label: ClassVar[Text] = gettext_lazy("Reason")
    reason_hint: ClassVar[Text] = ""
    button: ClassVar[Text] = ""  # empty: the name of the step
    is_final: ClassVar[bool] = False  # whether what it does cannot be undone

    seen_version = forms.IntegerField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": gettext_lazy("This page is not complete. Open it again.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        *,
        clarification: Clarification,
        by: Actor,
        at: Any,
        **kwargs: Any,
    ) -> None:
        self.clarification, self.by, self.at = clarification, by, at
        self.step = the_map().step(self.step)
        self.is_refused = self.is_changed = self.is_faulty = False
        proposed = {"seen_version": clarification.version, **self.proposed(), **kwargs.pop("initial", {})}
        super().__init__(data, files, initial=proposed, **kwargs)  # type: ignore[arg-type]
        if self.step.reason:
            self.fields["reason"] = LongTextField(published=False, label=self.reason_label, help_text=self.reason_hint)
        self.prepare()
        self.parts = self.make_parts(self.data if self.is_bound else None)

    def proposed(self) -> dict[str, Any]:
        """What the fields hold when the page is opened."""
        return {}

    def prepare(self) -> None:
        """Fill in the choices that depend on the case."""

    def make_parts(self, data: Any | None) -> dict[str, Rows]:
        """The rows of the page, each kind by its name, bound to ``data`` when the form is."""
        return {}

    @property
    def all_forms(self) -> list[Any]:
        """The form and its parts in the order of the page, for the summary of errors."""
        return [self, *(form for part in self.parts.values() for form in part.forms)]

    @property
    def has_errors(self) -> bool:
        """Whether something is to be put right."""
        return any(form.errors for form in self.all_forms)

    @property
    def is_round_trip(self) -> bool:
        """Whether the page is only to be shown again, with a row more or less, or with a preview."""
        return any(name in self.data for name in ROUND_TRIPS)

    def clear_errors(self) -> None:
        """Show no errors yet."""
        for form in self.all_forms:
            form._errors = ErrorDict()

    @property
    def button_text(self) -> Text:
        return self.button or self.step.name

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(part.is_valid() for part in self.parts.values())])

    def facts(self) -> dict[str, Any]:
        """What the step gets, by the names of its facts; a form with parts adds what their rows hold."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("seen_version", "reason")}

    def take(self, clarification: Clarification, *, by: Actor, at: Any) -> Clarification | None:
        """Take the step with what the form says. A double click takes it once and is answered like the first one."""
        if not self.is_valid():
            return None
        seen = self.cleaned_data["seen_version"]
        reason = self.cleaned_data.get("reason", "")
        is_repeated = was_sent(self.data, self.step, by=by, key=clarification.key)
        try:
            part = PARTS[self.step.verb]
            facts = part.facts(**self.facts())
            return take(part, clarification, facts, by=by, seen_version=seen, at=at, reason=reason)
        except StepRefused as refused:
            if is_repeated and clarification.pk and was_taken(self.step, clarification, by=by, seen=seen):
                return Clarification.objects.get(pk=clarification.pk)
            self._refuse(refused, clarification)
        except DATABASE_FAULTS:
            logger.exception("%s of %s was not kept", self.step.verb, clarification.reference)
            connection.close_if_unusable_or_obsolete()
            self.is_faulty = True
            lost = _("Nothing was saved: the database did not keep it. What you typed is still here; send it again.")
            self.add_error(None, lost)
        return None

    def _refuse(self, refused: StepRefused, clarification: Clarification) -> None:
        self.is_refused = True
        self.is_changed = isinstance(refused, CaseChanged)
        self.add_error(None, [str(reason) for reason in refused.reasons])
        if self.is_changed:  # who has read what changed may send the same again
            current = Clarification.objects.values_list("version", flat=True).get(pk=clarification.pk)
            self.data = copy_of(self.data)
            self.data[self.add_prefix("seen_version")] = str(current)


def was_sent(data: Any, step: Step, *, by: Actor, key: str) -> bool:
    """Whether ``by`` sent exactly this page about the case with this key before, some minutes ago at most; notes it."""
    said = {name: values_of(data, name) for name in sorted(data) if name != "csrfmiddlewaretoken"}
    mark = hashlib.sha256(json.dumps([by.key, key, step.verb, said], default=str).encode()).hexdigest()
    return not cache.add(f"sent:{mark}", True, SENT_SECONDS)


def was_taken(step: Step, clarification: Clarification, *, by: Actor, seen: int | None) -> bool:
    """Whether the last that happened to the case is this step of the same actor, on the version that was ``seen``."""
    last = clarification.events.latest("number")
    version = Clarification.objects.values_list("version", flat=True).get(pk=clarification.pk)
    return last.actor_key == by.key and last.verb == step.verb and (step.adds_only or seen == version - 1)
