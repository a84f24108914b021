"""Screening: what the secretariat says about a request that was received, and about the people in a case."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import BodyKind
from clarifications.case.models import ReasonCode
from clarifications.case.part import Facts
from clarifications.forms.base import AnyStepForm, StepForm
from clarifications.forms.fields import LineField, LongTextField, suggesting_standards
from clarifications.forms.layout import LaidOut
from clarifications.forms.records import RecordsField
from clarifications.forms.rows import FixedRows, rows_of
from clarifications.intake import steps as intake
from clarifications.intake.steps import AddressFacts
from clarifications.register.finding.search import search_for
from clarifications.register.models import Record
from clarifications.screening import steps as screening
from clarifications.screening.criteria import criteria_for
from clarifications.screening.hints import hints_of
from clarifications.screening.models import Criterion, Result
from clarifications.screening.steps import (
    AcceptFacts,
    AnswerFacts,
    AskFacts,
    FindFacts,
    NotAcceptFacts,
    ReferFacts,
)
from standards.catalogue.resolver import resolve
from standards.catalogue.responsible import Keeping, responsible
from standards.models import Committee, MaintenanceGroup
from standards.models.fields import AddressFormField

SUGGESTED = 5


class FindingForm(LaidOut):
    """What is found on one criterion, and why."""

    result = forms.ChoiceField(
        label=gettext_lazy("Result"),
        choices=Result.choices,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        required=False,
    )
    reason = LongTextField(
        label=gettext_lazy("Why"),
        rows=2,
        published=False,
        required=False,
        limit=2000,
    )

    def __init__(self, *args: Any, subject: dict[str, Any], **kwargs: Any) -> None:
        finding = subject["finding"]
        super().__init__(*args, **kwargs)
        self.initial = {"result": finding.result, "reason": finding.reason} if finding else {}
        self.criterion: Criterion = subject["criterion"]
        self.fields["result"].label = f"{self.criterion.number}  {self.criterion.title}"

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("result") == Result.NOT_MET and not cleaned.get("reason"):
            self.add_error("reason", _("Say why it is not met."))
        if cleaned.get("reason") and not cleaned.get("result"):
            self.add_error("result", _("Say whether it is met."))


Findings = rows_of(FindingForm, FixedRows, template="clarifications/steps/_findings.html")


class RecordFindingForm(StepForm[FindFacts]):
    part = screening.RECORD_FINDING
    button = gettext_lazy("Record these findings")

    def prepare(self) -> None:
        rows = {f"criterion-{row['criterion'].number}": row for row in criteria_for(self.clarification, self.at)}
        self.formsets = {"findings": Findings(self.sent, prefix="criterion", subjects=rows)}

    def clean(self) -> None:
        super().clean()
        if not (self.rest_is_met or any(form["result"].data for form in self.formsets["findings"].forms)):
            self.add_error(None, _("Say of at least one criterion whether it is met."))

    def facts(self) -> FindFacts:
        rest = str(Result.MET) if self.rest_is_met else ""
        rows = [(subject["criterion"], row) for subject, row in self.formsets["findings"].by_subject]
        said = {criterion.number: (row["result"] or rest, row["reason"]) for criterion, row in rows}
        return FindFacts({number: found for number, found in said.items() if found[0]})

    @property
    def rest_is_met(self) -> bool:
        """Whether the button was pressed that says so of each criterion that is left open."""
        return self.sent is not None and self.sent.get("rest") == Result.MET

    @cached_property
    def hints(self) -> list[str]:
        """What our data say of the standard that was named; the secretariat judges."""
        return list(hints_of(self.clarification, self.at))


class ReturnQuestionForm(LaidOut):
    """One thing that the requester is asked."""

    text = LongTextField(label=gettext_lazy("Question to the requester"), rows=3, published=False)


ReturnQuestions = rows_of(ReturnQuestionForm, legend=gettext_lazy("Question"), more=gettext_lazy("Ask one thing more"))


class AskForm(StepForm[AskFacts]):
    """Asks the requester, question by question."""

    def prepare(self) -> None:
        self.formsets = {"questions": ReturnQuestions(self.sent, prefix="questions")}

    def facts(self) -> AskFacts:
        return AskFacts([row["text"] for row in self.formsets["questions"].filled])


class SendBackForm(AskForm):
    part = screening.SEND_BACK


class AskRequesterForm(AskForm):
    part = screening.ASK_REQUESTER


class TakeBackForm(StepForm[Facts]):
    part = screening.TAKE_BACK
    reason_hint = gettext_lazy("The group is told that it is taken back; the reason stands in the history.")


class NotAcceptForm(StepForm[NotAcceptFacts]):
    part = screening.NOT_ACCEPT
    reason_label = gettext_lazy("What the requester reads")

    reason_code = forms.ChoiceField(label=gettext_lazy("Reason"), choices=ReasonCode.choices, widget=forms.RadioSelect)


class CommitteeField(LineField):
    """A committee by its reference as people write it: ISO/TC 176, iso tc 176; or by a standard that it keeps."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        tidy = " ".join(text.replace("/", " ").split())
        near = [c for c in Committee.objects.all() if tidy.casefold() in c.reference.replace("/", " ").casefold()]
        exact = [c for c in near if c.reference.replace("/", " ").casefold() == tidy.casefold()]
        if exact:
            return exact[0]
        if not near and (keeper := _keeper(text)):
            return keeper
        message = _("No committee here is called “%(text)s”.") % {"text": text[:60]}
        if near:
            message += " " + _("Did you mean: %(names)s?") % {
                "names": ", ".join(str(c.reference) for c in near[:SUGGESTED])
            }
        raise ValidationError(message, code="unknown")


def _keeper(cited: str) -> Committee | None:
    """The committee that keeps the one standard that is cited, where it is not CASCO."""
    meant = resolve(cited)
    answers = responsible(meant.matches[0].edition.reference) if meant.matches else []
    return answers[0].committee if answers and answers[0].kind != Keeping.CASCO else None


class ReferForm(StepForm[ReferFacts]):
    part = screening.REFER
    reason_label = gettext_lazy("What the requester reads")

    committee = suggesting_standards(
        CommitteeField(
            label=gettext_lazy("Committee"),
            limit=120,
            help_text=gettext_lazy(
                "Its reference, for example ISO/TC 176/SC 3, or a standard that it keeps."
                " The requester is told its manager."
            ),
        )
    )

    def proposed(self) -> dict[str, Any]:
        """The committee that keeps the standard that was named, and the words to refer to it with."""
        named = self.clarification.other_standard
        answer = next(iter(responsible(named)), None) if named else None
        if answer is None or answer.committee is None or answer.kind == Keeping.CASCO:
            return {}
        return {"committee": answer.committee.reference, "reason": answer.words}


class AnswerForm(StepForm[AnswerFacts]):
    part = screening.ANSWER
    reason_label = gettext_lazy("What the requester reads")
    reason_hint = gettext_lazy("How this answers the question.")

    records = RecordsField(
        label=gettext_lazy("Published records"),
        help_text=gettext_lazy(
            "One a line: the address or the end of it (17025-2017-3), the citation (ISO/IEC 17025:2017,"
            " clarification 3), or the number of its request. The requester reads them in this order."
        ),
    )

    def clean_records(self) -> list[Record]:
        records: list[Record] = self.cleaned_data["records"]
        if faults := screening.faults_of(records):
            raise ValidationError(faults)
        return records

    @property
    def named_before(self) -> str:
        """What is named already, for the addresses that name one record more."""
        typed = str(self["records"].value() or "").strip()
        return f"{typed}\n" if typed else ""

    @property
    def candidates(self) -> list[Record]:
        """What a search for the standard, the clauses and the subject finds, best first."""
        case = self.clarification
        if case.edition is None:
            return []
        clauses = ", ".join(clause.canonical for clause in case.subject_clauses.all())
        found = search_for(f"{case.edition.reference}, {clauses}", case.subject).records[:SUGGESTED]
        records = Record.objects.for_lists().not_retired().in_bulk(found)
        return [records[key] for key in found if key in records]


class AcceptForm(StepForm[AcceptFacts]):
    part = screening.ACCEPT

    group = forms.ModelChoiceField(
        label=gettext_lazy("Maintenance group"),
        queryset=MaintenanceGroup.objects.none(),
        empty_label=gettext_lazy("Choose a group"),
    )
    requester_kind = forms.ChoiceField(
        label=gettext_lazy("What the requesting body is to ISO"), choices=BodyKind.choices, widget=forms.RadioSelect
    )

    @property
    def responsible(self) -> MaintenanceGroup | None:
        """The group that is confirmed to keep the standard."""
        edition = self.clarification.edition
        return edition.standard.responsible_group if edition else None

    def proposed(self) -> dict[str, Any]:
        identity = self.clarification.identity
        return {"group": self.responsible, "requester_kind": identity.confirmed_kind or identity.claimed_kind}

    def prepare(self) -> None:
        self.fields["group"].queryset = MaintenanceGroup.objects.active()  # type: ignore[attr-defined]
        keeper = self.responsible
        self.fields["group"].help_text = (
            _("%(group)s is responsible for the standard.") % {"group": keeper}
            if keeper
            else _("Nobody has confirmed which group is responsible for the standard.")
        )
        identity = self.clarification.identity
        self.fields["requester_kind"].help_text = _("%(body)s says: %(kind)s.") % {
            "body": identity.body_shown,
            "kind": identity.get_claimed_kind_display(),
        }


class ReconsiderForm(StepForm[Facts]):
    part = screening.RECONSIDER


class RenewLinkForm(StepForm[Facts]):
    part = screening.RENEW_LINK
    is_final = True


class CorrectAddressForm(StepForm[AddressFacts]):
    part = intake.CORRECT_ADDRESS

    email = AddressFormField(
        max_length=254,
        label=gettext_lazy("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Give the e-mail address of the requester.")},
    )

    def proposed(self) -> dict[str, Any]:
        return {"email": self.clarification.identity.email}


FORMS: tuple[type[AnyStepForm], ...] = (
    *(RecordFindingForm, SendBackForm, NotAcceptForm, ReferForm, AnswerForm, AcceptForm),
    *(AskRequesterForm, TakeBackForm, ReconsiderForm, RenewLinkForm, CorrectAddressForm),
)
