"""Screening: the secretariat checks a request against the criteria and says what becomes of it."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from clarifications.lifecycle import ACCEPT, ANSWER, FIND, NOT_ACCEPT, RECONSIDER, REFER, RENEW_LINK, SEND_BACK
from clarifications.models import Clarification, CriteriaSet, Criterion, Finding, Record, Return, ReturnQuestion
from clarifications.process.steps import carries_out
from clarifications.rules import Actor
from standards.models import Committee, MaintenanceGroup


@carries_out(SEND_BACK)
def send_back(clarification: Clarification, *, questions: Sequence[str], at: datetime.datetime) -> str:
    """Ask the requester; the clock stands still until every question is answered. It stays one case."""
    returned = Return.objects.create(clarification=clarification, at=at)
    asked = [text.strip() for text in questions if text.strip()]
    for order, text in enumerate(asked, start=1):
        ReturnQuestion.objects.create(returned=returned, order=order, text=text)
    return "\n".join(asked)


@carries_out(FIND)
def record_finding(
    clarification: Clarification, *, findings: dict[int, tuple[str, str]], by: Actor, at: datetime.datetime
) -> str:
    """Keep a finding for each criterion: ``findings`` maps its number to a result and a reason."""
    criteria = {criterion.number: criterion for criterion in _criteria_of(clarification, at)}
    rows = [
        Finding(
            clarification=clarification, criterion=criteria[number], result=result, reason=reason, by=by.user, at=at
        )
        for number, (result, reason) in findings.items()
    ]
    Finding.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["clarification", "criterion"],
        update_fields=["result", "reason", "by", "at"],
    )
    clarification.screened_by = by.user
    return ", ".join(f"{number}: {result}" for number, (result, _reason) in sorted(findings.items()))


@carries_out(NOT_ACCEPT)
def not_accept(clarification: Clarification, *, reason_code: str, reason: str, by: Actor) -> str:
    """End the request with the reason that the requester reads."""
    clarification.reason_code = reason_code
    clarification.closing_note = reason
    clarification.screened_by = by.user
    return clarification.get_reason_code_display()


@carries_out(REFER)
def refer(clarification: Clarification, *, committee: Committee, reason: str, by: Actor) -> str:
    """Point the requester to the manager of the committee that answers for the standard."""
    clarification.referred_to = committee
    clarification.closing_note = reason
    clarification.screened_by = by.user
    return str(committee)


@carries_out(ANSWER)
def answer(clarification: Clarification, *, record: Record, reason: str, by: Actor) -> str:
    """Point the requester to a published clarification that answers already."""
    clarification.answered_by = record
    clarification.closing_note = reason
    clarification.screened_by = by.user
    return record.name


@carries_out(ACCEPT)
def accept(
    clarification: Clarification, *, group: MaintenanceGroup, requester_kind: str, by: Actor, at: datetime.datetime
) -> str:
    """Every criterion is met: hand the request to the maintenance group; what the requester is to ISO is confirmed."""
    clarification.group = group
    clarification.screened_by = by.user
    clarification.accepted_at = clarification.accepted_at or at
    identity = clarification.identity
    identity.confirmed_kind = requester_kind
    identity.save(update_fields=["confirmed_kind"])
    return _("Group: %(group)s") % {"group": group}


@carries_out(RECONSIDER)
def reconsider(clarification: Clarification) -> None:
    """Screen a request again that had ended."""
    clarification.reason_code = ""
    clarification.closing_note = ""
    clarification.referred_to = None
    clarification.answered_by = None
    clarification.group = clarification.drafter = clarification.acting_convenor = None


@carries_out(RENEW_LINK)
def renew_link(clarification: Clarification) -> None:
    """Revoke the private link by counting on; the message of this step carries the new one."""
    clarification.link_counter += 1


def _criteria_of(clarification: Clarification, at: datetime.datetime) -> Sequence[Criterion]:
    """The criteria a case is checked against: the set in force when it is first checked, kept from then on."""
    if clarification.criteria_set is None:
        clarification.criteria_set = CriteriaSet.objects.in_force(at.date())
    return list(clarification.criteria_set.criteria.all()) if clarification.criteria_set else []


def criteria_for(clarification: Clarification, at: datetime.datetime) -> list[dict[str, Any]]:
    """Each criterion with the finding on it, for the desk; the set in force where none is kept yet."""
    criteria_set = clarification.criteria_set or CriteriaSet.objects.in_force(at.date())
    if criteria_set is None:
        return []
    found = {finding.criterion_id: finding for finding in clarification.findings.select_related("by")}
    return [{"criterion": criterion, "finding": found.get(criterion.pk)} for criterion in criteria_set.criteria.all()]
