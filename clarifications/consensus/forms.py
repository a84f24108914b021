"""Consensus: the call, the positions, what became of objections, and how the round ends."""

import datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.case.part import F, Facts, StepRefused
from clarifications.consensus import steps as consensus
from clarifications.consensus.models import Call, Handling, ObjectionStanding, Position, RollEntry, View
from clarifications.consensus.steps import (
    CallFacts,
    EndFacts,
    ObjectionAnswerFacts,
    PositionFacts,
    SustainFacts,
    WordFacts,
)
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


class ObjectionField(forms.ChoiceField):
    """One of the objections to the draft of the call, by its mark; the step says of one that it changed since."""

    def __init__(self) -> None:
        required = {"required": gettext_lazy("Choose the objection.")}
        super().__init__(label=gettext_lazy("Objection of"), widget=forms.RadioSelect, error_messages=required)

    def valid_value(self, value: Any) -> bool:
        return True


class OfAnObjectionForm(StepForm[F]):
    """Names an objection that stands so that the step is about it, as it is on the page."""

    standing: ClassVar[ObjectionStanding]
    objection = ObjectionField()

    def prepare(self) -> None:
        call = self.clarification.calls.order_by("round").last()
        roll = RollEntry.objects.filter(call=call).objections(self.at, self.standing)
        entries = roll.select_related("user", "body", "position")
        choices = [(entry.position.mark, f"{entry.user.name}, {entry.body}") for entry in entries]
        self.fields["objection"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("objection", choices[0][0] if choices else "")


class HandleObjectionForm(OfAnObjectionForm[ObjectionAnswerFacts]):
    part = consensus.HANDLE_OBJECTION
    standing = ObjectionStanding.TO_ANSWER

    answer = DialectField(
        label=gettext_lazy("Your answer"),
        rows=5,
        published=False,
        help_text=gettext_lazy("Who objects reads it and says whether the objection is resolved."),
    )


class SustainObjectionForm(OfAnObjectionForm[SustainFacts]):
    part = consensus.SUSTAIN_OBJECTION
    standing = ObjectionStanding.KEPT

    account = DialectField(
        label=gettext_lazy("Your account"),
        rows=5,
        published=False,
        help_text=gettext_lazy(
            "Why there is consensus nevertheless: why it is not sustained opposition to a substantial issue by an "
            "important part of the concerned interests, or what it means. Consensus need not imply unanimity "
            "(ISO/IEC Guide 2)."
        ),
    )


class SeenForm(StepForm[F]):
    """Carries a mark of what is on the page; what changed since is shown before the same can be sent again."""

    seen: ClassVar[str]

    def refuse(self, refused: StepRefused) -> None:
        super().refuse(refused)
        if self.is_changed:
            self.data[self.add_prefix(self.seen)] = self.proposed()[self.seen]  # type: ignore[index]  # a copy now


class JudgeAnswerForm(SeenForm[WordFacts]):
    part = consensus.JUDGE_ANSWER
    seen = "objection"

    objection = forms.CharField(widget=forms.HiddenInput)
    handling = forms.ChoiceField(
        label=gettext_lazy("Your objection"),
        choices=[
            (Handling.RESOLVED, gettext_lazy("Is resolved by the answer")),
            (Handling.KEPT, gettext_lazy("Is kept: the answer does not resolve it")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("If you say nothing in time, the objection is taken as not kept."),
    )
    word = DialectField(
        label=gettext_lazy("Why"),
        rows=3,
        published=False,
        required=False,
        help_text=gettext_lazy("The group and the secretariat read it."),
    )

    def proposed(self) -> dict[str, Any]:
        own = {"entry__call__clarification": self.clarification, "entry__user": self.by.person, "view": View.OBJECT}
        last = Position.objects.filter(**own).order_by("entry__call__round").last()
        return {"objection": last.mark if last else ""}


class EndForm(SeenForm[EndFacts]):
    """Carries the mark of the positions."""

    seen = "positions"
    positions = forms.CharField(widget=forms.HiddenInput)

    def proposed(self) -> dict[str, Any]:
        call = self.clarification.calls.order_by("round").last()
        return {"positions": call.mark if call else ""}


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
    *(CallForm, LengthenCallForm, TakePositionForm, HandleObjectionForm, JudgeAnswerForm),
    *(SustainObjectionForm, ConcludeForm, AbandonForm, ReopenForm),
)
