"""Incorporation: verdicts by edition, and the label that a record gets from them."""

import pytest

from clarifications.case.part import StepRefused
from clarifications.case.pending import update_pending
from clarifications.map import steps
from clarifications.register.labels import relabel, relabel_all
from clarifications.register.models import Record
from standards.reading.dates import PartialDate
from tests.builders import published, received, under_review
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


def newer(case, **given):
    return EditionFactory(**({"standard": case.edition.standard, "year": 2026} | given))


def incorporate(case, edition, **given):
    facts = {"edition": edition, "clause": "7.1.6", "in_force": PartialDate("2026-03")} | given
    case.take(steps.INCORPORATE, case.sam, **facts)


def test_an_inclusion_names_edition_clause_and_day():
    case = published()

    incorporate(case, newer(case), clause="clause 7.1.6 a", note="In other words.")

    verdict = case.clarification.record.verdicts.get()
    assert (verdict.kind, verdict.clause, verdict.in_force.iso, verdict.reason) == (
        "incorporated",
        "7.1.6 a)",
        "2026-03",
        "In other words.",
    )
    assert case.clarification.record.label == "incorporated"


def test_what_is_not_published_has_included_nothing():
    case = published()

    with pytest.raises(StepRefused, match=r"^An edition that is not published cannot have included anything\.$"):
        incorporate(case, newer(case, stage="50.20", published=PartialDate("")))


def test_a_record_no_longer_applies_to_an_edition():
    case = published()

    case.take(steps.NO_LONGER_APPLIES, case.sam, edition=newer(case), reason="The clause was rewritten.")

    record = case.clarification.record
    assert (record.label, record.verdicts.get().reason) == ("no-longer-applies", "The clause was rewritten.")


def test_a_later_verdict_replaces_the_one_before_and_both_are_kept():
    case = published()
    edition = newer(case)
    case.take(steps.NO_LONGER_APPLIES, case.sam, edition=edition)

    incorporate(case, edition)

    record = case.clarification.record
    assert list(record.verdicts.values_list("kind", flat=True)) == ["incorporated", "no-longer-applies"]
    assert list(record.verdicts.standing().values_list("kind", flat=True)) == ["incorporated"]


def test_a_new_edition_makes_a_record_not_reviewed():
    case = published()
    newer(case)

    changed = relabel_all(Record.objects.all())

    assert (changed, Record.objects.get().label) == (1, "not-reviewed")


def test_nothing_changes_where_nothing_is_new():
    published()

    assert relabel_all(Record.objects.all()) == 0


def test_a_verdict_on_an_older_edition_says_nothing_of_the_newest():
    case = published()
    case.take(steps.NO_LONGER_APPLIES, case.sam, edition=EditionFactory(standard=case.edition.standard, year=2012))

    assert case.clarification.record.label == "applies"


def test_without_an_edition_in_force_a_record_keeps_applying_to_its_own():
    case = published()
    case.edition.stage = "95.99"
    case.edition.save()

    assert relabel_all(Record.objects.all()) == 0


def test_a_record_not_saved_yet_applies():
    case = published()
    record = Record(standard=case.edition.standard, edition=case.edition)

    relabel(record)

    assert record.label == "applies"


def test_a_case_is_pending_while_it_is_with_a_group():
    case = under_review()
    pending = case.clarification.pending
    shown = (pending.reference, pending.stage, pending.clauses)

    case.take(steps.HAND_BACK, case.connie)

    assert shown == (case.clarification.reference, "under-review", ["7.1.5", "6.2.4"])
    assert hasattr(type(case.clarification).objects.get(), "pending") is False


def test_a_request_that_was_never_accepted_is_not_pending():
    case = received()

    update_pending(case.clarification)

    assert hasattr(case.clarification, "pending") is False


def test_only_a_later_edition_can_have_included_it():
    case = published()

    with pytest.raises(StepRefused, match=r"^Only a later edition or an amendment can have included it\.$"):
        incorporate(case, newer(case, year=2012))
    with pytest.raises(StepRefused, match=r"^Only a later edition or an amendment can have included it\.$"):
        incorporate(case, case.edition)
