"""Incorporation: which edition took a record in, for which one it was reviewed, and which verdict is taken back."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications import disclaimer
from clarifications.case.part import F
from clarifications.forms.base import AnyStepForm, ConfirmedForm, StepForm
from clarifications.forms.fields import ClausesField, LineField, LongTextField, has_come, numbers_in
from clarifications.incorporation import steps as incorporation
from clarifications.incorporation.lineage import may_be_reviewed, may_include
from clarifications.incorporation.steps import IncorporateFacts, NoLongerFacts, StillFacts, VerdictFacts
from clarifications.map.rule import Text
from clarifications.register.models import Verdict, VerdictKind
from clarifications.register.verdicts import before_in_words, in_words
from standards.catalogue.clause_depth import refusal
from standards.models import Edition
from standards.models.fields import PartialDateFormField
from standards.reading.dates import PartialDate

YEARS_AHEAD = 5
NOT_OFFERED = gettext_lazy("Choose one of these editions; nothing else follows the edition that was asked about.")
NONE_FOLLOWS = gettext_lazy("No edition, amendment or corrigendum that could be named is published.")


class OfAnEditionForm(ConfirmedForm[F]):
    """Names an edition, amendment or corrigendum of the lineage of the record; others are not offered."""

    edition = forms.ModelChoiceField(
        label=gettext_lazy("Edition, amendment or corrigendum"),
        queryset=Edition.objects.none(),
        error_messages={"invalid_choice": NOT_OFFERED},
    )

    def prepare(self) -> None:
        offered = self.offered()
        field = self.fields["edition"]
        field.queryset = Edition.objects.filter(pk__in=[one.pk for one in offered]).select_related("standard")  # type: ignore[attr-defined]
        field.choices = [("", _("Choose an edition")), *((one.pk, one.reference) for one in offered)]  # type: ignore[attr-defined]
        field.help_text = "" if offered else NONE_FOLLOWS

    def offered(self) -> list[Edition]:
        """What can be named."""
        return may_be_reviewed(self.clarification.record)

    def in_public(self, **said: Any) -> list[Text]:
        """The sentences that readers will find on the record."""
        edition: Edition = self.cleaned_data["edition"]
        verdict = Verdict(record=self.clarification.record, edition=edition, by=self.by.person, at=self.at, **said)
        return [": ".join([edition.reference, verdict.get_kind_display()]), *in_words(verdict).sentences]


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
        if in_force.is_known_after(PartialDate.of(self.at.date() + datetime.timedelta(days=366 * YEARS_AHEAD))):
            raise ValidationError(_("This date is too far ahead."))
        return in_force

    def clean(self) -> None:
        super().clean()
        edition, typed = self.cleaned_data.get("edition"), self.cleaned_data.get("clause", "")
        if edition and (said := refusal(numbers_in(typed), edition)):
            self.add_error("clause", said)

    def offered(self) -> list[Edition]:
        return may_include(self.clarification.record)

    def sentences(self) -> list[Text]:
        given = {"clause": self.cleaned_data["clause"], "in_force": self.cleaned_data["in_force"]}
        said = disclaimer.included(
            self.cleaned_data["edition"].reference, clause=given["clause"], since=str(given["in_force"])
        )
        of_the_row = self.in_public(kind=VerdictKind.INCORPORATED, reason=self.cleaned_data["note"], **given)
        return [f"{said.head} {said.text}", *of_the_row]


class ReviewedForm(OfAnEditionForm[F]):
    """Says besides who reviewed the record, by what, and when."""

    group = LineField(
        label=gettext_lazy("Group"), limit=200, help_text=gettext_lazy("Who reviewed it, for example ISO/CASCO/WG 31.")
    )
    resolution = LineField(label=gettext_lazy("Resolution or meeting"), limit=300)
    decided_on = PartialDateFormField(label=gettext_lazy("Date of the resolution or meeting"))

    def proposed(self) -> dict[str, Any]:
        return {"group": self.clarification.group.name if self.clarification.group else ""}

    def clean_decided_on(self) -> PartialDate:
        decided: PartialDate = self.cleaned_data["decided_on"]
        return has_come(decided, self.at)

    def reviewed(self, kind: VerdictKind, reason: str) -> list[Text]:
        """What readers will find."""
        by = {name: self.cleaned_data[name] for name in ("group", "resolution", "decided_on")}
        return self.in_public(kind=kind, reason=reason, **by)


class NoLongerAppliesForm(ReviewedForm[NoLongerFacts]):
    part = incorporation.NO_LONGER_APPLIES
    reason_hint = gettext_lazy("What the text of that edition says otherwise. It is published.")

    def sentences(self) -> list[Text]:
        return self.reviewed(VerdictKind.NO_LONGER_APPLIES, self.cleaned_data["reason"])


class StillAppliesForm(ReviewedForm[StillFacts]):
    part = incorporation.STILL_APPLIES

    note = LongTextField(
        label=gettext_lazy("Note"), rows=3, required=False, limit=2000, help_text=gettext_lazy("It is published.")
    )

    def sentences(self) -> list[Text]:
        return self.reviewed(VerdictKind.STILL_APPLIES, self.cleaned_data["note"])


class OfAVerdictForm(StepForm[VerdictFacts]):
    """Names a verdict that stands."""

    verdict = forms.ModelChoiceField(
        label=gettext_lazy("Verdict"),
        queryset=Verdict.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("This verdict does not stand any more.")},
    )

    def prepare(self) -> None:
        standing = self.clarification.record.verdicts.standing().select_related("edition")
        field = self.fields["verdict"]
        field.queryset = standing  # type: ignore[attr-defined]
        field.label_from_instance = lambda verdict: verdict.name  # type: ignore[attr-defined]


class AskWithdrawalForm(OfAVerdictForm):
    part = incorporation.ASK_WITHDRAWAL
    reason_hint = gettext_lazy("What is wrong with it. The secretariat and the group read it; it is not published.")


class WithdrawVerdictForm(ConfirmedForm[VerdictFacts], OfAVerdictForm):
    part = incorporation.WITHDRAW_VERDICT
    reason_hint = gettext_lazy("Why it was wrong. It is published in the history of verdicts.")

    def sentences(self) -> list[Text]:
        verdict: Verdict = self.cleaned_data["verdict"]
        verdict.withdrawn_at, verdict.withdrawal = self.at, self.cleaned_data["reason"]
        return [f"{verdict.edition.reference}. {before_in_words(verdict)}"]


class KeepVerdictForm(OfAVerdictForm):
    part = incorporation.KEEP_VERDICT
    reason_hint = gettext_lazy("Why it stands. The convenor reads it; it is not published.")

    def prepare(self) -> None:
        super().prepare()
        asked = self.clarification.withdrawal_requests.filter(answered_at__isnull=True)
        field = self.fields["verdict"]
        field.queryset = field.queryset.filter(pk__in=asked.values("verdict"))  # type: ignore[attr-defined]


FORMS: tuple[type[AnyStepForm], ...] = (
    *(IncorporateForm, NoLongerAppliesForm, StillAppliesForm),
    *(AskWithdrawalForm, WithdrawVerdictForm, KeepVerdictForm),
)
