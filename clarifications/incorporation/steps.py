"""Incorporation: what became of a published record, edition by edition. Only what a standard includes binds anyone."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clarifications.case.models import Clarification
from clarifications.case.part import AnyPart, Facts, Occasion, StepPart, StepRefused
from clarifications.incorporation.lineage import why_not_true
from clarifications.incorporation.models import WithdrawalRequest
from clarifications.map import steps
from clarifications.register.labels import relabel
from clarifications.register.models import Verdict, VerdictKind
from standards.models import Edition
from standards.reading.clause_reader import parse_list
from standards.reading.dates import PartialDate


@dataclass(frozen=True)
class IncorporateFacts(Facts):
    """Where the clarification was taken in, and since when it is in force there."""

    edition: Edition
    clause: str
    in_force: PartialDate
    note: str = ""


@dataclass(frozen=True)
class NoLongerFacts(Facts):
    """The edition whose text is different, and who said so: group, resolution or meeting, day."""

    edition: Edition
    group: str
    resolution: str
    decided_on: PartialDate


@dataclass(frozen=True)
class StillFacts(NoLongerFacts):
    """The edition for which it was reviewed, by whom, and what readers may know of it."""

    note: str = ""


@dataclass(frozen=True)
class VerdictFacts(Facts):
    """The verdict that is meant."""

    verdict: Verdict


def incorporate(clarification: Clarification, facts: IncorporateFacts, how: Occasion) -> str:
    """A published edition or amendment took the clarification in at ``clause``, in force from ``in_force``."""
    number = parse_list(facts.clause)[0].canonical
    given = Verdict(kind=VerdictKind.INCORPORATED, clause=number, in_force=facts.in_force, reason=facts.note)
    _give(clarification, facts.edition, given, how)
    return _("%(edition)s, clause %(clause)s") % {"edition": facts.edition.reference, "clause": number}


def no_longer_applies(clarification: Clarification, facts: NoLongerFacts, how: Occasion) -> str:
    """The text that was asked about is different in ``edition``, so that the answer does not hold there."""
    return _review(clarification, facts, Verdict(kind=VerdictKind.NO_LONGER_APPLIES, reason=how.reason), how)


def still_applies(clarification: Clarification, facts: StillFacts, how: Occasion) -> str:
    """The group has compared the record with the text of ``edition``: the answer holds there too."""
    return _review(clarification, facts, Verdict(kind=VerdictKind.STILL_APPLIES, reason=facts.note), how)


def ask_withdrawal(clarification: Clarification, facts: VerdictFacts, how: Occasion) -> str:
    """The convenor asks the secretariat to take a verdict back."""
    verdict = _standing(clarification, facts)
    if verdict.withdrawal_requests.filter(answered_at__isnull=True).exists():
        raise StepRefused([_("The secretariat has been asked already to withdraw this verdict.")])
    WithdrawalRequest.objects.create(
        clarification=clarification, verdict=verdict, by=how.by.person, at=how.at, reason=how.reason
    )
    return verdict.name


def withdraw_verdict(clarification: Clarification, facts: VerdictFacts, how: Occasion) -> str:
    """A verdict was wrong: it stays readable and stands no longer; nothing is said of its edition then."""
    verdict = _standing(clarification, facts)
    verdict.withdrawn_at, verdict.withdrawal = how.at, how.reason
    verdict.save(update_fields=["withdrawn_at", "withdrawal"])
    _answer_requests(verdict, at=how.at)
    _changed(clarification, at=how.at)
    return verdict.name


def keep_verdict(clarification: Clarification, facts: VerdictFacts, how: Occasion) -> str:
    """The secretariat answers the convenor that a verdict stands."""
    asked = clarification.withdrawal_requests.filter(verdict=facts.verdict, answered_at__isnull=True)
    if not asked.update(answered_at=how.at):
        raise StepRefused([_("Nobody asks to have this verdict withdrawn.")])
    return facts.verdict.name


def _review(clarification: Clarification, facts: NoLongerFacts, verdict: Verdict, how: Occasion) -> str:
    if not (facts.group and facts.resolution and facts.decided_on):
        raise StepRefused([_("Name the group that reviewed it, its resolution or meeting, and the date.")])
    verdict.group, verdict.resolution, verdict.decided_on = facts.group, facts.resolution, facts.decided_on
    _give(clarification, facts.edition, verdict, how)
    return facts.edition.reference


def _give(clarification: Clarification, edition: Edition, verdict: Verdict, how: Occasion) -> None:
    record = clarification.record
    verdict.record, verdict.edition, verdict.by, verdict.at = record, edition, how.by.person, how.at
    if why := why_not_true(record, verdict):
        raise StepRefused([why])
    verdict.replaces = record.verdicts.standing().filter(edition=edition).first()
    verdict.save()
    if verdict.replaces:
        _answer_requests(verdict.replaces, at=how.at)
    _changed(clarification, at=how.at)


def _standing(clarification: Clarification, facts: VerdictFacts) -> Verdict:
    verdict = clarification.record.verdicts.standing().filter(pk=facts.verdict.pk).first()
    if verdict is None:
        raise StepRefused([_("This verdict does not stand any more.")])
    return verdict


def _answer_requests(verdict: Verdict, *, at: datetime.datetime) -> None:
    """What the convenor asks of a verdict that stands no longer is answered."""
    verdict.withdrawal_requests.filter(answered_at__isnull=True).update(answered_at=at)


def _changed(clarification: Clarification, *, at: datetime.datetime) -> None:
    record = clarification.record
    relabel(record)
    record.changed_at = record.news_at = at
    record.save()


INCORPORATE = StepPart(steps.INCORPORATE, IncorporateFacts, incorporate)
NO_LONGER_APPLIES = StepPart(steps.NO_LONGER_APPLIES, NoLongerFacts, no_longer_applies)
STILL_APPLIES = StepPart(steps.STILL_APPLIES, StillFacts, still_applies)
ASK_WITHDRAWAL = StepPart(steps.ASK_WITHDRAWAL, VerdictFacts, ask_withdrawal)
WITHDRAW_VERDICT = StepPart(steps.WITHDRAW_VERDICT, VerdictFacts, withdraw_verdict)
KEEP_VERDICT = StepPart(steps.KEEP_VERDICT, VerdictFacts, keep_verdict)
PARTS: tuple[AnyPart, ...] = (
    *(INCORPORATE, NO_LONGER_APPLIES, STILL_APPLIES),
    *(ASK_WITHDRAWAL, WITHDRAW_VERDICT, KEEP_VERDICT),
)
