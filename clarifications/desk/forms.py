"""What narrows the lists of the desk: a reference, a state, a group; and what becomes of a mail that was not sent."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clarifications.forms.fields import LineField
from clarifications.forms.layout import LaidOut
from clarifications.mail.models import Message
from clarifications.mail.outbox import is_repeatable
from clarifications.map.whole import the_map
from standards.models import MaintenanceGroup
from standards.reading.asked import MOST_ASKED


class DeskFilterForm(forms.Form):
    """Filters of the desk; a value that cannot be is said and left out."""

    q = LineField(
        label=_("Reference"),
        limit=MOST_ASKED,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "CR-2026-0042", "maxlength": MOST_ASKED}),
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    group = forms.ModelChoiceField(
        label=_("Group"), queryset=MaintenanceGroup.objects.none(), empty_label=_("any"), required=False
    )
    list = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("any")), *the_map().choices]  # type: ignore[attr-defined]
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """The filters that are set and make sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name != "list"}


class PutAsideForm(LaidOut):
    """Why a mail that could not be delivered is not to be sent."""

    note = LineField(
        label=_("Reason"),
        limit=300,
        help_text=_("Such as “told by telephone”. It stands with the mail of the case; nobody gets it."),
        error_messages={"required": _("Say why it is put aside.")},
    )


class MailChoices(forms.ModelMultipleChoiceField[Message]):
    """Mails by subject, recipient and day."""

    def label_from_instance(self, mail: Message) -> str:
        named = {"subject": mail.subject, "to": mail.to, "day": format_date(mail.queued_at, "j F Y, H:i")}
        return gettext("%(subject)s · to %(to)s · %(day)s") % named


class HeldMailForm(LaidOut):
    """Which of the mails that are held back are sent, or put aside and why; the button that was pressed says which."""

    mails = MailChoices(
        label=_("Mails"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one mail.")},
    )
    note = LineField(
        label=_("Reason, where they are put aside"),
        limit=300,
        required=False,
        help_text=_("Such as “sent before the database was restored”."),
    )

    def __init__(self, *args: Any, mails: "QuerySet[Message]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mails"].queryset = mails  # type: ignore[attr-defined]

    @property
    def is_to_send(self) -> bool:
        return "again" in self.data

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        if not note and not self.is_to_send:
            raise forms.ValidationError(_("Say why they are put aside."))
        return note

    def clean_mails(self) -> "QuerySet[Message]":
        chosen: QuerySet[Message] = self.cleaned_data["mails"]
        ended = [self.fields["mails"].label_from_instance(mail) for mail in chosen if not is_repeatable(mail)]  # type: ignore[attr-defined]
        if ended and self.is_to_send:
            said = gettext("The link in it has ended, so that it can only be put aside: %(mail)s.")
            raise forms.ValidationError([said % {"mail": one} for one in ended])
        return chosen
