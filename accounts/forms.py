"""The forms of the secretariat's list of people, and of accepting an invitation."""

import datetime
from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Body, Seat, SeatRole, User
from accounts.successions import offered
from standards.models import MaintenanceGroup
from standards.models.fields import AddressFormField

EARLIEST = datetime.date(1970, 1, 1)
DAYS_AHEAD = 731


class DayField(forms.DateField):
    """A day that a seat may begin or end on: not before CASCO was founded, not beyond two years from now."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"required": _("Give a day."), "invalid": _("This is no day of the calendar.")}

    def validate(self, value: datetime.date | None) -> None:
        super().validate(value)
        if value and not EARLIEST <= value <= timezone.now().date() + datetime.timedelta(days=DAYS_AHEAD):
            raise ValidationError(_("Give a day between 1970 and two years from now."))


class GiveSeatForm(forms.Form):
    """Who gets which seat; a person who is known already keeps the name."""

    email = AddressFormField(
        max_length=254,
        label=_("E-mail"),
        error_messages={"required": _("Give the e-mail of the person.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Give the name of the person.")},
        help_text=_("As it is shown to the group. Somebody who is known here already keeps the name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    group = forms.ModelChoiceField(
        label=_("Maintenance group"),
        queryset=MaintenanceGroup.objects.active(),
        empty_label=_("Choose a group"),
        error_messages={"required": _("Choose a group.")},
    )
    body = forms.ModelChoiceField(
        label=_("Nominated by"),
        queryset=Body.objects.none(),
        empty_label=_("Choose a body"),
        help_text=_("The body that names this person."),
        error_messages={"required": _("Choose the body that names this person.")},
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=SeatRole.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a role.")},
    )
    since = DayField(label=_("Since"), help_text=_("The first day of the seat."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = offered(at=timezone.localdate())  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        self.known = User.objects.filter(email=email).first()
        if self.known and not self.known.is_active:
            raise ValidationError(_("This person is switched off. An administrator can switch the account on again."))
        return email

    def clean(self) -> None:
        super().clean()
        group, since, known = (self.cleaned_data.get("group"), self.cleaned_data.get("since"), self.person)
        if group and since and known:
            seat = known.seats.filter(Q(until__isnull=True) | Q(until__gte=since), group=group).first()
            if seat:
                self.add_error("group", _("%(seat)s: the seat of that person has not ended.") % {"seat": seat})

    @property
    def person(self) -> User | None:
        """Who has this address already, if anybody."""
        return getattr(self, "known", None)


class EndSeatForm(forms.Form):
    """The last day of a seat."""

    until = DayField(label=_("Last day"), help_text=_("On this day the person is still in the group."))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("Who sat, who convenes the group and the secretariat get it by mail."),
    )

    def __init__(self, data: QueryDict | None, *, seat: Seat, initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)
        self.seat = seat

    def clean_until(self) -> datetime.date:
        until: datetime.date = self.cleaned_data["until"]
        if until < self.seat.since:
            raise ValidationError(_("The seat began later than this day."))
        return until


class FirstPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # generic for the checker alone
    """The password that a person sets on accepting the invitation."""

    def __init__(self, user: User, data: QueryDict | None) -> None:
        super().__init__(user, data)
        self.fields["new_password1"].label = _("Password")
        self.fields["new_password1"].help_text = _("12 characters or more. Three or four unrelated words do well.")
        self.fields["new_password2"].label = _("The same password again")
        self.fields["new_password2"].help_text = ""
