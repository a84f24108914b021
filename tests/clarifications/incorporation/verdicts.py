"""Verdicts as tests take them: on a record of a case, for an edition."""

from clarifications.map import steps
from standards.reading.dates import PartialDate
from tests.builders import reviewed
from tests.factories import EditionFactory


def newer(case, **given):
    return EditionFactory(**({"standard": case.edition.standard, "year": 2026} | given))


def incorporate(case, edition, **given):
    facts = {"edition": edition, "clause": "7.1.6", "in_force": PartialDate("2026-03")} | given
    case.take(steps.INCORPORATE, case.sam, **facts)


def no_longer(case, edition, **given):
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(edition, **given))


def still(case, edition, **given):
    case.take(steps.STILL_APPLIES, case.sam, **reviewed(edition, **given))
