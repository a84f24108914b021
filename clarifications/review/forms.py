"""Review: whose body is concerned, who is consulted, the discussion, who drafts, and the draft answers."""

from collections.abc import Iterable
from textwrap import shorten
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Body, User
from clarifications.case.models import Clarification
from clarifications.case.part import Facts
from clarifications.case.roles import members_of
from clarifications.case.seats import asked_remain, may_act
from clarifications.forms.base import AnyStepForm, StepForm
from clarifications.forms.bodies import BodiesField
from clarifications.forms.fields import DialectField, LineField, LinesField
from clarifications.forms.layout import LaidOut, Piece
from clarifications.forms.rows import rows_of
from clarifications.map.rules import AGREED
from clarifications.map.steps import ASK_DRAFTER, NAME_DRAFTER
from clarifications.review import steps as review
from clarifications.review.models import Comment, Decision, Outcome, WorkingDraft
from clarifications.review.steps import (
    CommentFacts,
    ConsultedFacts,
    DraftAnswer,
    DraftFacts,
    InterestFacts,
    MemberFacts,
    ReassignFacts,
)
from standards.models import MaintenanceGroup

EXCERPT = 90


class NoInterestForm(StepForm[Facts]):
    part = review.DECLARE_NO_INTEREST


class InterestForm(StepForm[InterestFacts]):
    """Says how the own body is concerned, where one wants to."""

    note = DialectField(
        label=gettext_lazy("How your body is concerned"),
        rows=3,
        published=False,
        required=False,
        limit=2000,
        help_text=gettext_lazy("The group and the secretariat read it."),
    )


class DiscloseForm(InterestForm):
    part = review.DISCLOSE


class RecuseForm(InterestForm):
    part = review.RECUSE


class HandBackForm(StepForm[Facts]):
    part = review.HAND_BACK
    reason_hint = gettext_lazy("Which group it belongs to, if you know.")


class ReassignForm(StepForm[ReassignFacts]):
    part = review.REASSIGN

    group = forms.ModelChoiceField(
        label=gettext_lazy("Maintenance group"),
        queryset=MaintenanceGroup.objects.none(),
        empty_label=gettext_lazy("Choose a group"),
    )

    def prepare(self) -> None:
        others = MaintenanceGroup.objects.active().exclude(pk=self.clarification.group_id or 0)
        self.fields["group"].queryset = others  # type: ignore[attr-defined]


class NameConsultedForm(StepForm[ConsultedFacts]):
    part = review.NAME_CONSULTED
    reason_label = gettext_lazy("What is asked of them, or why it changes")
    reason_hint = gettext_lazy("Who is newly consulted reads it by mail, with the edition and the clauses and no more.")

    groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Groups"),
        queryset=MaintenanceGroup.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The convenor is written to. The lead group is not consulted as well."),
    )
    bodies = BodiesField(
        label=gettext_lazy("Bodies"),
        rows=3,
        published=False,
        required=False,
        help_text=gettext_lazy("One a line, by name or acronym. Its representatives are written to."),
    )

    def proposed(self) -> dict[str, Any]:
        rows = list(self.clarification.consultations.select_related("body"))
        return {
            "groups": [row.group_id for row in rows if row.group_id],
            "bodies": [row.body.name for row in rows if row.body],
        }

    def prepare(self) -> None:
        there = self.clarification.consultations.values("group")
        groups = MaintenanceGroup.objects.filter(Q(is_active=True) | Q(pk__in=there))
        offered = groups.exclude(pk=self.clarification.group_id or 0)
        self.fields["groups"].queryset = offered  # type: ignore[attr-defined]
        consulted = Body.objects.filter(pk__in=self.clarification.consultations.values("body"))
        self.fields["bodies"].there = set(consulted)  # type: ignore[attr-defined]


class MemberField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """One person, shown with the body that nominated them."""

    bodies: dict[int, str]

    def __init__(self, **kwargs: Any) -> None:
        self.bodies = {}
        super().__init__(queryset=User.objects.none(), empty_label=None, widget=forms.RadioSelect, **kwargs)

    def offer(self, bodies: dict[int, str]) -> None:
        """Offer these people, by primary key, each with a body."""
        self.bodies = bodies
        self.queryset = User.objects.filter(pk__in=bodies)

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.name}, {self.bodies[obj.pk]}"


class OfTheGroupForm(StepForm[MemberFacts]):
    """Names a member of the group who is not recused."""

    member = MemberField(label=gettext_lazy("Member"))

    def prepare(self) -> None:
        seats = members_of(self.clarification, self.at)
        self.fields["member"].offer({seat.user_id: str(seat.body) for seat in seats})  # type: ignore[attr-defined]


class NameDrafterForm(OfTheGroupForm):
    part = review.NAME_DRAFTER

    def proposed(self) -> dict[str, Any]:
        return {"member": self.clarification.drafter_id}


class ActingForm(OfTheGroupForm):
    """Offers, once the answers are agreed, those who may say whether they change."""

    part = review.NAME_ACTING_CONVENOR
    reason_hint = gettext_lazy("Why the convenor of the group does not convene this case.")

    def prepare(self) -> None:
        seats = members_of(self.clarification, self.at)
        if self.clarification.state in AGREED:
            allowed = may_act(self.clarification, self.at)
            seats = [seat for seat in seats if seat.user_id in allowed]
            if not asked_remain(self.clarification, self.at):
                self.fields["member"].help_text = _(
                    "Nobody who was asked in the call is in the group any more. Name who knows best what was agreed, "
                    "and say why: the reason stands in the history of the case."
                )
        self.fields["member"].offer({seat.user_id: str(seat.body) for seat in seats})  # type: ignore[attr-defined]


class LiftRecusalForm(StepForm[MemberFacts]):
    part = review.LIFT_RECUSAL
    reason_hint = gettext_lazy("Why the recusal was made in error.")

    member = MemberField(label=gettext_lazy("Member"))

    def prepare(self) -> None:
        recusals = self.clarification.recusals.filter(lifted_at__isnull=True)
        since = {recusal.user_id: _("recused since %s") % f"{recusal.at:%Y-%m-%d}" for recusal in recusals}
        self.fields["member"].offer(since)  # type: ignore[attr-defined]


class CommentForm(StepForm[CommentFacts]):
    part = review.COMMENT

    text = DialectField(label=gettext_lazy("Comment"), rows=4, published=False)
    reply_to = forms.ModelChoiceField(
        queryset=Comment.objects.none(), required=False, widget=forms.HiddenInput, label=gettext_lazy("Reply to")
    )

    def prepare(self) -> None:
        comments: QuerySet[Comment] = self.clarification.comments.select_related("by")
        self.fields["reply_to"].queryset = comments  # type: ignore[attr-defined]


class AskDrafterForm(StepForm[Facts]):
    part = review.ASK_DRAFTER
    reason_label = gettext_lazy("What you ask")
    reason_hint = gettext_lazy("The one named gets it by mail, from you, and answers in the discussion.")

    def proposed(self) -> dict[str, Any]:
        return {"reason": _("Are you on it? May I write the draft?")}


class DraftAnswerForm(LaidOut):
    """One answer of a draft, to one question or to several together."""

    questions = forms.MultipleChoiceField(
        label=gettext_lazy("Answers"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("One question, or several together."),
    )
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), choices=[("", gettext_lazy("Choose")), *Outcome.choices])
    position = DialectField(label=gettext_lazy("Position"), rows=6)
    considerations = DialectField(
        label=gettext_lazy("Considerations"),
        rows=4,
        required=False,
        help_text=gettext_lazy("Why the group reads the text so."),
    )
    conditions = LinesField(
        label=gettext_lazy("Conditions"), rows=3, required=False, help_text=gettext_lazy("One a line.")
    )

    def __init__(self, *args: Any, asked: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = asked  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        under_conditions = self.cleaned_data.get("outcome") == Outcome.YES_UNDER_CONDITIONS
        if under_conditions and not self.cleaned_data.get("conditions") and "conditions" not in self.errors:
            self.add_error("conditions", _("Name at least one condition."))


Answers = rows_of(DraftAnswerForm, legend=gettext_lazy("Answer"), more=gettext_lazy("Add an answer"))


class DraftForm(StepForm[DraftFacts]):
    part = review.DRAFT
    button = gettext_lazy("Show to the group")

    note = LineField(
        label=gettext_lazy("What is new in this draft"),
        limit=500,
        required=False,
        help_text=gettext_lazy("One line for the others; not published."),
    )

    def prepare(self) -> None:
        self.must_ask = self.clarification.is_drafted_by_somebody_else(self.by, self.at)
        if self.must_ask:
            said = _("Why you write, though %(drafter)s is named to draft") % {"drafter": self.clarification.drafter}
            self.fields["reason"] = self.reason_field(
                published=False,
                label=said,
                help_text=_("The one named gets it by mail; the group and the secretariat read it in the history."),
                error_messages={"required": _("Ask first, or say why you write.")},
            )
        asked = questions_of(self.clarification)
        last = self.clarification.decisions.prefetch_related("answers__questions").last()
        initial = answers_in(last) if last else [{"questions": [asked[0][0]]}] if len(asked) == 1 else []
        self.formsets = {"answers": Answers(self.sent, prefix="answers", initial=initial, asked=asked)}

    def layout(self) -> Iterable[Piece]:
        return ["seen_version", *(["reason"] if self.must_ask else []), "answers", "note"]

    @property
    def to_ask(self) -> list[str]:
        """What somebody reads who wants to write while somebody else is named to: who, since when, who asked."""
        if not self.must_ask:
            return []
        case = self.clarification
        named = case.events.filter(verb=NAME_DRAFTER.verb).latest("number")
        said = [
            _("%(drafter)s is named to draft since %(day)s, and has shown nothing yet.")
            % {"drafter": case.drafter, "day": format_date(named.at, "j F Y")}
        ]
        if WorkingDraft.objects.filter(clarification=case, by=case.drafter_id).exists():
            said.append(_("They have begun: a draft is kept."))
        asked = case.events.filter(verb=ASK_DRAFTER.verb, actor_key=self.by.key, number__gt=named.number).last()
        if asked is not None:
            said.append(_("You asked them on %(day)s.") % {"day": format_date(asked.at, "j F Y")})
        return said

    def facts(self) -> DraftFacts:
        answers = [DraftAnswer(**row) for row in self.formsets["answers"].filled]
        return DraftFacts(answers, note=self.cleaned_data["note"])


def questions_of(clarification: Clarification) -> list[tuple[str, str]]:
    """What can be answered, as choices: each question, each part, and a question with all its parts."""
    rows = list(clarification.questions.prefetch_related("parts"))
    return [(row.label, _named(row.label, row.text, whole=bool(row.parts.all()))) for row in rows]


def answers_in(decision: Decision) -> list[dict[str, Any]]:
    """The answers of a draft as the rows of a form."""
    return [
        {
            "questions": [question.label for question in answer.questions.all()],
            "outcome": answer.outcome,
            "position": answer.position,
            "considerations": answer.considerations,
            "conditions": answer.conditions,
        }
        for answer in decision.answers.all()
    ]


def _named(label: str, text: str, *, whole: bool) -> str:
    said = shorten(text, EXCERPT, placeholder=" …")
    return _("%(label)s, all parts: %(text)s") % {"label": label, "text": said} if whole else f"{label}: {said}"


FORMS: tuple[type[AnyStepForm], ...] = (
    *(NoInterestForm, DiscloseForm, RecuseForm, HandBackForm, ReassignForm, NameConsultedForm, NameDrafterForm),
    *(CommentForm, DraftForm, AskDrafterForm, LiftRecusalForm, ActingForm),
)
