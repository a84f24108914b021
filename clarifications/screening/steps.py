"""Screening: the secretariat checks a request against the criteria and says what becomes of it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.site_keys import mark_of_key
from clarifications.case.models import Clarification
from clarifications.case.part import AnyPart, Facts, Occasion, StepPart, StepRefused
from clarifications.mail.outbox import relink_waiting
from clarifications.map import steps
from clarifications.register.models import Record
from clarifications.review.steps import lead
from clarifications.screening.models import (
    CriteriaSet,
    Criterion,
    Finding,
    RecordThatAnswers,
    Result,
    Return,
    ReturnQuestion,
)
from clarifications.wording import trimmed
from standards.models import Committee, MaintenanceGroup


@dataclass(frozen=True)
class AskFacts(Facts):
    """What is asked of the requester."""

    questions: Sequence[str]


@dataclass(frozen=True)
class FindFacts(Facts):
    """Result and reason by the number of the criterion."""

    findings: dict[int, tuple[str, str]]


@dataclass(frozen=True)
class NotAcceptFacts(Facts):
    """Which reason of the list."""

    reason_code: str


@dataclass(frozen=True)
class ReferFacts(Facts):
    """Who answers for the standard."""

    committee: Committee


@dataclass(frozen=True)
class AnswerFacts(Facts):
    """What answers already, in the order in which the requester is to read it; each record once."""

    records: Sequence[Record]


@dataclass(frozen=True)
class AcceptFacts(Facts):
    """Which group takes it over, and what the requesting body is to ISO."""

    group: MaintenanceGroup
    requester_kind: str


def send_back(clarification: Clarification, facts: AskFacts, how: Occasion) -> str:
    """Ask the requester; the clock stands still until every question is answered. It stays one case."""
    return _ask(Return.objects.create(clarification=clarification, at=how.at), facts.questions)


def ask_requester(clarification: Clarification, facts: AskFacts, how: Occasion) -> str:
    """Ask the requester something; the request stays where it is."""
    return _ask(Return.objects.create(clarification=clarification, at=how.at, is_inquiry=True), facts.questions)


def record_finding(clarification: Clarification, facts: FindFacts, how: Occasion) -> str:
    """Keep a finding for each criterion: ``findings`` maps its number to a result and a reason."""
    criteria = {criterion.number: criterion for criterion in _criteria_of(clarification, how.at)}
    rows = [
        Finding(
            clarification=clarification,
            criterion=criteria[number],
            result=result,
            reason=reason,
            by=how.by.person,
            at=how.at,
        )
        for number, (result, reason) in facts.findings.items()
    ]
    Finding.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["clarification", "criterion"],
        update_fields=["result", "reason", "by", "at"],
    )
    clarification.screened_by = how.by.person
    return _found(facts.findings, among=len(criteria))


def _found(findings: Mapping[int, tuple[str, str]], *, among: int) -> str:
    """What was found, in words: of criteria that are met their number alone."""
    results = {number: result for number, (result, _reason) in sorted(findings.items())}
    met = sum(result == Result.MET for result in results.values())
    if met == among:
        return _("all criteria met")
    others = [f"{number} {Result(result).label.lower()}" for number, result in results.items() if result != Result.MET]
    said = [ngettext("%(number)s criterion met", "%(number)s criteria met", met) % {"number": met}] if met else []
    return ", ".join([*said, *others])


def not_accept(clarification: Clarification, facts: NotAcceptFacts, how: Occasion) -> str:
    """End the request with the reason that the requester reads."""
    clarification.reason_code = facts.reason_code
    clarification.closing_note = how.reason
    clarification.screened_by = how.by.person
    return clarification.get_reason_code_display()


def refer(clarification: Clarification, facts: ReferFacts, how: Occasion) -> str:
    """Point the requester to the manager of the committee that answers for the standard."""
    clarification.referred_to = facts.committee
    clarification.closing_note = how.reason
    clarification.screened_by = how.by.person
    return str(facts.committee)


def answer(clarification: Clarification, facts: AnswerFacts, how: Occasion) -> str:
    """Point the requester to the published records that answer already."""
    if faults := faults_of(facts.records):
        raise StepRefused(faults)
    for order, record in enumerate(facts.records, start=1):
        RecordThatAnswers.objects.create(clarification=clarification, record=record, order=order)
    clarification.closing_note = how.reason
    clarification.screened_by = how.by.person
    return "; ".join(record.name for record in facts.records)


def accept(clarification: Clarification, facts: AcceptFacts, how: Occasion) -> str:
    """Every criterion is met: hand the request to the maintenance group; what the requester is to ISO is confirmed."""
    lead(clarification, facts.group)
    clarification.screened_by = how.by.person
    clarification.accepted_at = clarification.accepted_at or how.at
    clarification.left_group = None
    identity = clarification.identity
    identity.confirmed_kind = facts.requester_kind
    identity.save(update_fields=["confirmed_kind"])
    return _("Group: %(group)s") % {"group": facts.group}


def take_back(clarification: Clarification, facts: Facts, how: Occasion) -> str:
    """The request is screened again; a call that is open ends, and the group is told and sees the case no more."""
    clarification.calls.filter(closed_at__isnull=True).update(closed_at=how.at)
    clarification.left_group, clarification.group = clarification.group, None
    clarification.drafter = clarification.acting_convenor = None
    clarification.accepted_at = None
    return _("Group: %(group)s") % {"group": clarification.left_group}


def reconsider(clarification: Clarification, facts: Facts, how: Occasion) -> None:
    """Screen a request again that had ended."""
    clarification.reason_code = ""
    clarification.closing_note = ""
    clarification.referred_to = None
    clarification.records_that_answer.all().delete()
    clarification.group = clarification.drafter = clarification.acting_convenor = None


def renew_link(clarification: Clarification, facts: Facts, how: Occasion) -> None:
    """Revoke the private link by counting on; the message of this step carries the new one, and what waits too."""
    clarification.link_counter += 1
    clarification.link_key_mark = mark_of_key()
    relink_waiting(clarification)


def faults_of(records: Sequence[Record]) -> list[str]:
    """Why these cannot answer: what is retired is said to hold no longer. The form says it beside its field."""
    return [
        _("%(record)s is retired; %(other)s replaces it.") % {"record": one.name, "other": one.replacement.name}
        if one.replacement
        else _("%(record)s is retired.") % {"record": one.name}
        for one in records
        if one.retired_at is not None
    ]


def _ask(returned: Return, questions: Sequence[str]) -> str:
    asked = [trimmed(text) for text in questions if text.strip()]
    for order, text in enumerate(asked, start=1):
        ReturnQuestion.objects.create(returned=returned, order=order, text=text)
    return "\n".join(asked)


def _criteria_of(clarification: Clarification, at: datetime.datetime) -> Sequence[Criterion]:
    """The criteria a case is checked against: the set in force when it is first checked, kept from then on."""
    if clarification.criteria_set is None:
        clarification.criteria_set = CriteriaSet.objects.in_force(at.date())
    return list(clarification.criteria_set.criteria.all()) if clarification.criteria_set else []


SEND_BACK = StepPart(steps.SEND_BACK, AskFacts, send_back)
ASK_REQUESTER = StepPart(steps.ASK_REQUESTER, AskFacts, ask_requester)
TAKE_BACK = StepPart(steps.TAKE_BACK, Facts, take_back)
RECORD_FINDING = StepPart(steps.RECORD_FINDING, FindFacts, record_finding)
NOT_ACCEPT = StepPart(steps.NOT_ACCEPT, NotAcceptFacts, not_accept)
REFER = StepPart(steps.REFER, ReferFacts, refer)
ANSWER = StepPart(steps.ANSWER, AnswerFacts, answer)
ACCEPT = StepPart(steps.ACCEPT, AcceptFacts, accept)
RECONSIDER = StepPart(steps.RECONSIDER, Facts, reconsider)
RENEW_LINK = StepPart(steps.RENEW_LINK, Facts, renew_link)
PARTS: tuple[AnyPart, ...] = (
    *(SEND_BACK, ASK_REQUESTER, RECORD_FINDING, NOT_ACCEPT, REFER, ANSWER, ACCEPT, TAKE_BACK, RECONSIDER, RENEW_LINK),
)
