"""Erasure: whom to erase."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from clarifications.case.names import people_in
from clarifications.erasure import steps as erasure
from clarifications.erasure.steps import EraseFacts
from clarifications.forms.base import AnyStepForm, StepForm


class ErasePersonForm(StepForm[EraseFacts]):
    part = erasure.ERASE_PERSON
    is_final = True
    reason_hint = gettext_lazy("It stands in the history: name nobody in it.")

    person = forms.ChoiceField(
        label=gettext_lazy("Person"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Whoever can still sign in is not named here: an administrator ends the account first. Who had an account"
            " is erased in every case."
        ),
    )

    def prepare(self) -> None:
        self.fields["person"].choices = list(self._people().items())  # type: ignore[attr-defined]

    def _people(self) -> dict[str, str]:
        """Whoever can be erased of those whom the case names, by the key that the journal keeps."""
        case, named = self.clarification, {}
        if hasattr(case, "identity") and case.identity.erased_at is None:
            named[case.key] = _("The requester: %(name)s") % {"name": case.identity.contact}
        ended = User.objects.filter(key__in=people_in(case.events.all()), is_active=False, erased_at=None)
        return named | {str(user.key): user.name for user in ended}


FORMS: tuple[type[AnyStepForm], ...] = (ErasePersonForm,)
