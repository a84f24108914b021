"""Consensus: the call, the positions, what became of objections, and how the round ends."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.case.part import F, Facts, StepRefused
from clarifications.consensus import steps as consensus
from clarifications.consensus.models import Call, Handling, Position, View
from clarifications.consensus.steps import CallFacts, EndFacts, HandleFacts, PositionFacts
from clarifications.forms.base import AnyStepForm, StepForm
from clarifications.forms.fields import DialectField

USUAL, MOST = datetime.timedelta(days=21), datetime.timedelta(days=366)
EXTENSION = datetime.timedelta(days=6)  # proposed beyond the first day that is later: a week in all


class EndDateForm(StepForm[CallFacts]):
    """Names the last day of a call."""

    ends_on = forms.DateField(
        label=gettext_lazy("Ends on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy(
            "At 23:59 UTC of that day. When everybody on the roll has answered you can conclude before; until then "
            "positions can be changed."
        ),
        error_messages={"invalid": gettext_lazy("This is not a day of the calendar. Write it as 2026-11-21.")},
    )

    def proposed(self) -> dict[str, Any]:
        return {"ends_on": max(self.first_day, self.at.date() + USUAL)}

    @property
    def first_day(self) -> datetime.date:
        """The first day on which the call may end."""
        raise NotImplementedError

    def clean_ends_on(self) -> datetime.date:
        ends_on: datetime.date = self.cleaned_data["ends_on"]
        if ends_on < self.first_day:
            day = format_date(self.first_day, "j F Y")
            raise ValidationError(_("The call must end on %(day)s or later.") % {"day": day})
        if ends_on > self.at.date() + MOST:
            raise ValidationError(_("The call must end within a year."))
        return ends_on


class CallForm(EndDateForm):
    part = consensus.CALL

    @property
    def first_day(self) -> datetime.date:
        return self.at.date() + datetime.timedelta(days=settings.CALL_DAYS)


class LengthenCallForm(EndDateForm):
    part = consensus.LENGTHEN_CALL
    reason_hint = gettext_lazy("Everybody on the roll reads it.")

    def proposed(self) -> dict[str, Any]:
        return {"ends_on": self.first_day + EXTENSION}

    @property
    def first_day(self) -> datetime.date:
        last = self.clarification.calls.latest("round")
        return last.ends_on + datetime.timedelta(days=1)


class OfACallForm(StepForm[F]):
    """Carries the call that was on the page; any call but the open one is refused."""

    call = forms.ModelChoiceField(
        queryset=Call.objects.none(),
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("This call is over; another may be open.")},
    )

    def proposed(self) -> dict[str, Any]:
        return {"call": self.clarification.calls.order_by("round").last()}

    def prepare(self) -> None:
        self.fields["call"].queryset = self.clarification.calls.all()  # type: ignore[attr-defined]


class TakePositionForm(OfACallForm[PositionFacts]):
    part = consensus.TAKE_POSITION
    button = gettext_lazy("Take this position")

    view = forms.ChoiceField(label=gettext_lazy("Your position"), choices=View.choices, widget=forms.RadioSelect)
    why = DialectField(
        label=gettext_lazy("Your reason or comment"),
        rows=5,
        required=False,
        help_text=gettext_lazy("An objection needs a reason. The group and the secretariat read it."),
    )

    def proposed(self) -> dict[str, Any]:
        own = Position.objects.filter(entry__call__clarification=self.clarification, entry__user=self.by.person)
        last = own.order_by("entry__call__round").last()
        proposed = super().proposed()
        if last is None or proposed["call"] is None or last.entry.call_id != proposed["call"].pk:
            return proposed
        return proposed | {"view": last.view, "why": last.reason}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("view") == View.OBJECT and not cleaned.get("why") and "why" not in self.errors:
            self.add_error("why", _("Say why you object."))
        return cleaned


class ObjectionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """One of the objections to the draft of the call, by the name of who objects."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.entry.user.name}, {obj.entry.body}"


class HandleObjectionForm(OfACallForm[HandleFacts]):
    part = consensus.HANDLE_OBJECTION

    objection = ObjectionField(
        label=gettext_lazy("Objection of"), queryset=Position.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    handling = forms.ChoiceField(
        label=gettext_lazy("What became of it"),
        choices=[choice for choice in Handling.choices if choice[0]],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Resolved: with the agreement of who objects. Sustained: it stands, and you say what that means."
        ),
    )
    account = DialectField(
        label=gettext_lazy("Your account"),
        rows=5,
        published=False,
        required=False,
        help_text=gettext_lazy(
            "Needed where it is sustained: why it is not sustained opposition to a substantial issue by an important "
            "part of the concerned interests. Consensus need not imply unanimity (ISO/IEC Guide 2)."
        ),
    )

    def prepare(self) -> None:
        super().prepare()
        call = self.proposed()["call"]
        open_ones = Position.objects.filter(entry__call=call, entry__recused_at=None, view=View.OBJECT, handling="")
        self.fields["objection"].queryset = open_ones.select_related("entry__user", "entry__body")  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial.setdefault("objection", open_ones.first())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if (
            cleaned.get("handling") == Handling.SUSTAINED
            and not cleaned.get("account")
            and "account" not in self.errors
        ):
            self.add_error("account", _("Say why the sustained objection does not stand against consensus."))
        return cleaned


class EndForm(StepForm[EndFacts]):
    """Carries the mark of the positions on the page; what changed since is shown before it is sent again."""

    positions = forms.CharField(widget=forms.HiddenInput)

    def proposed(self) -> dict[str, Any]:
        return {"positions": self.clarification.calls.latest("round").mark}

    def refuse(self, refused: StepRefused) -> None:
        super().refuse(refused)
        if self.is_changed:
            self.data[self.add_prefix("positions")] = self.proposed()["positions"]  # type: ignore[index]  # a copy now


class ConcludeForm(EndForm):
    part = consensus.CONCLUDE
    reason_label = gettext_lazy("Why there is consensus")
    reason_hint = gettext_lazy(
        "General agreement without sustained opposition to substantial issues, after all views were taken into account."
    )


class AbandonForm(EndForm):
    part = consensus.ABANDON
    reason_label = gettext_lazy("Why there is none")
    reason_hint = gettext_lazy("It is published that the group reached no consensus; this text is not published.")


class ReopenForm(StepForm[Facts]):
    part = consensus.REOPEN


FORMS: tuple[type[AnyStepForm], ...] = (
    *(CallForm, LengthenCallForm, TakePositionForm, HandleObjectionForm, ConcludeForm, AbandonForm, ReopenForm),
)
