"""A correction leaves no verdict that would be untrue."""

import datetime
from dataclasses import replace

import pytest

from clarifications.case.part import StepRefused
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.register.models import Record, Verdict
from clarifications.register.pieces import PublishedAnswer
from clarifications.register.vocabulary import PublicOutcome
from standards.reading.dates import PartialDate
from tests.builders import text_of
from tests.clarifications.incorporation.verdicts import incorporate, newer, no_longer, still
from tests.factories import EditionFactory, StandardFactory
from tests.register import Register

pytestmark = pytest.mark.django_db
ANSWERED = {"questions": [Asked("May one?")], "answers": [PublishedAnswer(("1",), PublicOutcome.YES, "One may.")]}


def answered_before():
    """A text of 2013 on the edition of 2012, of a standard with another one of 2026."""
    case = Register().entered(edition=EditionFactory(year=2012), decided=PartialDate("2013"), **ANSWERED)
    return case, newer(case)


@pytest.mark.parametrize("changed", [{"edition": "another"}, {"decided": "2027-03"}])
def test_a_correction_does_not_leave_an_inclusion_that_cannot_be(changed):
    case, later = answered_before()
    incorporate(case, later)
    text = text_of(case)
    edition = EditionFactory(standard=StandardFactory(number="90021")) if "edition" in changed else None
    dates = replace(text.dates, decided=changed.get("decided", text.dates.decided))
    corrected = {"content": replace(text, dates=dates), "edition": edition}
    case.at += datetime.timedelta(days=300)

    with pytest.raises(StepRefused, match="would not be true any more; withdraw it first"):
        case.take(steps.CORRECT, case.sam, **corrected)

    assert case.clarification.record.versions.count() == 1
    case.take(steps.WITHDRAW_VERDICT, case.sam, verdict=Verdict.objects.get())
    case.take(steps.CORRECT, case.sam, **corrected)
    assert Record.objects.get().label != "incorporated"


def test_an_answer_that_is_not_held_after_all_does_not_still_apply():
    case, later = answered_before()
    still(case, later)
    lost = [replace(answer, outcome=PublicOutcome.UNKNOWN) for answer in text_of(case).answers]

    with pytest.raises(StepRefused, match="No answer is held that could apply"):
        case.take(steps.CORRECT, case.sam, content=text_of(case, answers=tuple(lost)))


def test_a_correction_that_touches_no_verdict_is_published_whatever_former_releases_took():
    case, later = answered_before()
    no_longer(case, later)
    elsewhere = EditionFactory(standard=StandardFactory(number="90021"), year=2026)
    Verdict.objects.create(
        record=case.clarification.record, edition=elsewhere, kind="incorporated", clause="99", by=case.sam, at=case.at
    )

    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Another title"))

    assert case.clarification.record.versions.count() == 2
