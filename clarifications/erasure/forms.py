"""Erasure: whom to erase, and what becomes of each place where they may be named in words."""

import re
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from clarifications.case.names import people_in
from clarifications.erasure import steps as erasure
from clarifications.erasure.models import Place, PlaceOutcome
from clarifications.erasure.places import Marked, marked, open_places
from clarifications.erasure.steps import EraseFacts, PlacesFacts
from clarifications.forms.base import AnyStepForm, StepForm
from clarifications.forms.layout import LaidOut
from clarifications.forms.rows import FixedRows, rows_of
from clarifications.intake.endorsement_models import Endorsement

AT_ONCE = 25  # places on a page; when they are decided the next ones come


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
        endorsed = Endorsement.objects.filter(draft__clarification=case).values("said_by")
        concerned = Q(key__in=people_in(case.events.all())) | Q(pk__in=endorsed)
        ended = User.objects.filter(concerned, is_active=False, erased_at=None)
        return named | {str(user.key): user.name for user in ended}


class PlaceForm(LaidOut):
    """What becomes of one place."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What becomes of it"),
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        required=False,
    )

    def __init__(self, *args: Any, subject: Marked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.marked = subject
        redact = _("Redact it: the whole text of this event goes") if subject.goes else _("Redact it")
        redacting = [(PlaceOutcome.REDACTED, redact)] if subject.may_be_redacted else []
        self.fields["outcome"].choices = [*redacting, (PlaceOutcome.LEFT, _("Leave it"))]  # type: ignore[attr-defined]


Places = rows_of(PlaceForm, FixedRows, template="clarifications/steps/_places.html")


class SettlePlacesForm(StepForm[PlacesFacts]):
    part = erasure.SETTLE_PLACES
    button = gettext_lazy("Record what is chosen")
    is_final = True

    def prepare(self) -> None:
        places = open_places(self.clarification)
        self.waiting = places.count()
        if self.is_bound:  # those that were on the page, whatever became of them meanwhile
            there = [
                int(found[1]) for name in self.data if (found := re.fullmatch(r"place-([0-9]{1,15})-outcome", name))
            ]
            places = Place.objects.filter(clarification=self.clarification, pk__in=there).order_by("pk")
            places = places.select_related("clarification")
        rows = {f"place-{row.place.pk}": row for row in marked(places[:AT_ONCE])}
        self.formsets = {"places": Places(self.sent, prefix="place", subjects=rows)}

    def facts(self) -> PlacesFacts:
        chosen = [(row.place.pk, said["outcome"]) for row, said in self.formsets["places"].by_subject]
        if "rest" in self.data:
            chosen = [(pk, outcome or PlaceOutcome.LEFT) for pk, outcome in chosen]
        return PlacesFacts({pk: outcome for pk, outcome in chosen if outcome})


FORMS: tuple[type[AnyStepForm], ...] = (ErasePersonForm, SettlePlacesForm)
