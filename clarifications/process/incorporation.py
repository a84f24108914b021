"""Incorporation: what became of a published record, edition by edition. Only what a standard includes binds anyone."""

import datetime

from django.utils.translation import gettext as _

from clarifications.lifecycle import INCORPORATE, NO_LONGER
from clarifications.models import Clarification, Verdict, VerdictKind
from clarifications.process.steps import StepRefused, carries_out
from clarifications.register.labels import relabel
from clarifications.rules import Actor
from standards.models import Edition
from standards.reading.clause_reader import parse_list
from standards.reading.dates import PartialDate


@carries_out(INCORPORATE)
def incorporate(
    clarification: Clarification,
    *,
    edition: Edition,
    clause: str,
    in_force: PartialDate,
    note: str = "",
    by: Actor,
    at: datetime.datetime,
) -> str:
    """A published edition or amendment took the clarification in at ``clause``, in force from ``in_force``."""
    if not edition.is_published:
        raise StepRefused([_("An edition that is not published cannot have included anything.")])
    own = clarification.record.edition
    if edition == own or edition.published < own.published:
        raise StepRefused([_("Only a later edition or an amendment can have included it.")])
    number = parse_list(clause)[0].canonical
    _give(clarification, edition, VerdictKind.INCORPORATED, clause=number, in_force=in_force, reason=note, by=by, at=at)
    return _("%(edition)s, clause %(clause)s") % {"edition": edition.reference, "clause": number}


@carries_out(NO_LONGER)
def no_longer_applies(
    clarification: Clarification, *, edition: Edition, reason: str, by: Actor, at: datetime.datetime
) -> str:
    """The text that was asked about is different in ``edition``, so that the answer does not hold there."""
    _give(clarification, edition, VerdictKind.NO_LONGER_APPLIES, reason=reason, by=by, at=at)
    return edition.reference


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
        by=by.user,
        at=at,
        replaces=record.verdicts.standing().filter(edition=edition).first(),
    )
    relabel(record)
    record.changed_at = at
    record.save()
