"""Incorporation: what became of a published record, edition by edition. Only what a standard includes binds anyone."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clarifications.case.models import Clarification
from clarifications.case.part import AnyPart, Facts, Occasion, StepPart, StepRefused
from clarifications.map import steps
from clarifications.map.actors import Actor
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
    """The edition whose text is different."""

    edition: Edition


def incorporate(clarification: Clarification, facts: IncorporateFacts, how: Occasion) -> str:
    """A published edition or amendment took the clarification in at ``clause``, in force from ``in_force``."""
    if not facts.edition.is_published:
        raise StepRefused([_("An edition that is not published cannot have included anything.")])
    own = clarification.record.edition
    if facts.edition == own or facts.edition.published < own.published:
        raise StepRefused([_("Only a later edition or an amendment can have included it.")])
    number = parse_list(facts.clause)[0].canonical
    _give(
        clarification,
        facts.edition,
        VerdictKind.INCORPORATED,
        clause=number,
        in_force=facts.in_force,
        reason=facts.note,
        by=how.by,
        at=how.at,
    )
    return _("%(edition)s, clause %(clause)s") % {"edition": facts.edition.reference, "clause": number}


def no_longer_applies(clarification: Clarification, facts: NoLongerFacts, how: Occasion) -> str:
    """The text that was asked about is different in ``edition``, so that the answer does not hold there."""
    _give(clarification, facts.edition, VerdictKind.NO_LONGER_APPLIES, reason=how.reason, by=how.by, at=how.at)
    return facts.edition.reference


def _give(
    clarification: Clarification,
    edition: Edition,
    kind: VerdictKind,
    *,
    by: Actor,
    at: datetime.datetime,
    reason: str,
    clause: str = "",
    in_force: PartialDate | None = None,
) -> None:
    record = clarification.record
    Verdict.objects.create(
        record=record,
        edition=edition,
        kind=kind,
        clause=clause,
        in_force=in_force or PartialDate(""),
        reason=reason,
        by=by.person,
        at=at,
        replaces=record.verdicts.standing().filter(edition=edition).first(),
    )
    relabel(record)
    record.changed_at = record.news_at = at
    record.save()


INCORPORATE = StepPart(steps.INCORPORATE, IncorporateFacts, incorporate)
NO_LONGER_APPLIES = StepPart(steps.NO_LONGER_APPLIES, NoLongerFacts, no_longer_applies)
PARTS: tuple[AnyPart, ...] = (INCORPORATE, NO_LONGER_APPLIES)
