"""Incorporation: which edition or amendment took a record in, and for which one it no longer applies."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.case.part import F
from clarifications.forms.base import AnyStepForm, StepForm
from clarifications.forms.fields import ClausesField, LongTextField
from clarifications.incorporation import steps as incorporation
from clarifications.incorporation.steps import IncorporateFacts, NoLongerFacts
from standards.catalogue.queries import CASCO
from standards.models import Edition
from standards.models.fields import PartialDateFormField
from standards.reading.dates import PartialDate

YEARS_AHEAD = 5
NOT_PUBLISHED = gettext_lazy("Name a published edition or amendment; nothing else can have included anything.")


class OfAnEditionForm(StepForm[F]):
    """Names a published edition or amendment; those of the record's own standard come first."""

    edition = forms.ModelChoiceField(
        label=gettext_lazy("Edition or amendment"),
        queryset=Edition.objects.none(),
        empty_label=gettext_lazy("Choose an edition"),
        error_messages={"invalid_choice": NOT_PUBLISHED},
    )

    def prepare(self) -> None:
        published = Edition.objects.of_committee(CASCO).published()
        field = self.fields["edition"]
        field.queryset = published  # type: ignore[attr-defined]
        own = self.clarification.record.standard_id
        rows = published.select_related("standard").order_by("standard__sort_key", "-published")
        editions = [(edition.standard_id == own, edition) for edition in rows]
        groups = [(_("Of the same standard"), True), (_("Of other standards"), False)]
        field.choices = [  # type: ignore[attr-defined]
            ("", _("Choose an edition")),
            *((name, [(e.pk, e.reference) for same, e in editions if same is wanted]) for name, wanted in groups),
        ]


class IncorporateForm(OfAnEditionForm[IncorporateFacts]):
    part = incorporation.INCORPORATE

    clause = ClausesField(
        label=gettext_lazy("Clause"),
        most=1,
        help_text=gettext_lazy("Where the standard says it now, for example 7.8.2.1."),
    )
    in_force = PartialDateFormField(label=gettext_lazy("In force from"))
    note = LongTextField(label=gettext_lazy("Note"), rows=3, required=False, limit=2000)

    def clean_in_force(self) -> PartialDate:
        in_force: PartialDate = self.cleaned_data["in_force"]
        if in_force > PartialDate.of(self.at.date() + datetime.timedelta(days=366 * YEARS_AHEAD)):
            raise ValidationError(_("This date is too far ahead."))
        return in_force


class NoLongerAppliesForm(OfAnEditionForm[NoLongerFacts]):
    part = incorporation.NO_LONGER_APPLIES
    reason_hint = gettext_lazy("What the text of that edition says otherwise. It is published.")


FORMS: tuple[type[AnyStepForm], ...] = (IncorporateForm, NoLongerAppliesForm)
