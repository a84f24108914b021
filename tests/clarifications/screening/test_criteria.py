"""The starting set of criteria is loaded once, and from the day that is wanted."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command

from clarifications.screening.criteria import ask_endorsement, load_starting_set
from clarifications.screening.models import CriteriaSet

pytestmark = pytest.mark.django_db


def test_the_starting_set_has_eight_criteria_and_is_in_force_from_its_day():
    load_starting_set()

    in_force = CriteriaSet.objects.in_force(datetime.date(2026, 1, 1))
    assert [criterion.number for criterion in in_force.criteria.all()] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert CriteriaSet.objects.in_force(datetime.date(2025, 12, 31)) is None


def test_a_set_in_force_is_left_alone():
    load_starting_set(since=datetime.date(2020, 1, 1))

    again = load_starting_set()

    assert again is None
    assert CriteriaSet.objects.count() == 1


def test_an_earlier_day_gets_a_set_of_its_own():
    load_starting_set()

    load_starting_set(since=datetime.date(2020, 1, 1))

    assert CriteriaSet.objects.in_force(datetime.date(2021, 1, 1)).since == datetime.date(2020, 1, 1)
    assert CriteriaSet.objects.in_force(datetime.date(2026, 2, 1)).since == datetime.date(2026, 1, 1)


def test_the_command_says_what_it_did():
    first, second = io.StringIO(), io.StringIO()

    call_command("load_criteria", stdout=first)
    call_command("load_criteria", stdout=second)

    assert first.getvalue() == "Criteria: Starting set loaded.\n"
    assert second.getvalue() == "Criteria: there is a set already.\n"


def test_a_new_set_asks_for_endorsement_from_a_day_on_by_the_same_criteria():
    former = load_starting_set()
    day = datetime.date(2027, 1, 1)

    call_command("load_criteria", "--endorsed-from", "2027-01-01", "--only-endorsed", verbosity=0)

    made = CriteriaSet.objects.in_force(day)
    assert (former.needs_endorsement, made.needs_endorsement, made.takes_unendorsed) == (False, True, False)
    assert [one.title for one in made.criteria.all()] == [one.title for one in former.criteria.all()]
    assert former.criteria.count() == 8


def test_no_second_set_begins_on_a_day_and_none_is_made_of_nothing():
    made = [ask_endorsement(since=datetime.date(2019, 1, 1), takes_unendorsed=True)]
    load_starting_set(since=datetime.date(2020, 1, 1))

    made += [ask_endorsement(since=datetime.date(2020, 1, 1), takes_unendorsed=True)]

    assert made == [None, None]
    with pytest.raises(CommandError, match="none are in force"):
        call_command("load_criteria", "--endorsed-from", "2019-01-01")
