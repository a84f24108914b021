"""A referral finds the committee that keeps the standard, whatever way either is written."""

import pytest
from django.http import QueryDict

from clarifications.case.roles import user_actor
from clarifications.desk.step_views import FORMS
from clarifications.map import steps
from clarifications.map.actors import Actor, ActorKind
from tests.builders import START, cast, submission
from tests.factories import CommitteeFactory, EditionFactory, StandardFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def quality():
    """ISO/TC 176/SC 2, which keeps ISO 9001."""
    committee = CommitteeFactory(reference="ISO/TC 176/SC 2", title="Quality systems", secretariat="BSI")
    standard = StandardFactory(publisher="ISO", number="9001", committee=committee)
    EditionFactory(standard=standard, committee=committee, year=2015)
    return committee


@pytest.fixture
def case():
    """A request on a standard that its requester wrote as ISO 9001."""
    case = cast()
    asked = submission(case, clauses="7.1", edition=None, other_standard="DIN EN ISO 9001:2015")
    asker = Actor(kind=ActorKind.REQUESTER, name="Rita Example", key=case.clarification.key)
    case.take(steps.SUBMIT, asker, facts=asked)
    return case


def referral(case, **typed):
    data = QueryDict(mutable=True)
    data.update(typed)
    by = user_actor(case.sam)
    return FORMS["refer"](data if typed else None, clarification=case.clarification, by=by, at=START)


def test_the_committee_and_the_words_are_proposed(quality, case):
    form = referral(case)

    assert (form["committee"].value(), form["reason"].value()) == (
        "ISO/TC 176/SC 2",
        "Requests about ISO 9001:2015 are answered by the manager of ISO/TC 176/SC 2.",
    )


def test_nothing_is_proposed_where_nobody_is_known(case):
    form = referral(case)

    assert (form["committee"].value(), form["reason"].value()) == (None, None)


@pytest.mark.parametrize("typed", ["iso tc 176 sc 2", "ISO 9001", "EN ISO 9001:2015, clause 8.4", "9001"])
def test_a_committee_is_named_by_its_reference_or_by_a_standard_that_it_keeps(quality, case, typed):
    form = referral(case, committee=typed, reason="Not ours.", seen_version=case.clarification.version)

    form.is_valid()

    assert form.cleaned_data["committee"] == quality


def test_a_standard_of_casco_names_no_other_committee(quality, case):
    form = referral(case, committee=case.edition.reference, reason="Not ours.")

    assert form.errors["committee"] == [f"No committee here is called “{case.edition.reference}”."]
