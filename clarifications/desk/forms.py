"""What narrows the lists of the desk: a reference, a state, a group; and why a mail is put aside."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clarifications.forms.fields import LineField
from clarifications.forms.layout import LaidOut
from clarifications.map.whole import the_map
from standards.models import MaintenanceGroup


class DeskFilterForm(forms.Form):
    """Filters of the desk; a value that cannot be is said and left out."""

    q = LineField(
        label=_("Reference"), limit=40, required=False, widget=forms.TextInput(attrs={"placeholder": "CR-2026-0042"})
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
