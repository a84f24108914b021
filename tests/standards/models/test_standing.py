"""How an edition stands at a date: domain.md § 6, "in force" of an edition."""

import datetime

import pytest

from standards.models import Edition, Succession, Transition
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)


def pair(**older):
    """An edition of 2012 and the one of 27 March 2026 that replaced it."""
    old = EditionFactory(year=2012, published="2012-02-27", **({"stage": "95.99"} | older))
    new = EditionFactory(standard=old.standard, year=2026, published="2026-03-27")
    Succession.objects.create(newer=new, older=old)
    return old, new


def test_a_published_edition_without_successor_is_in_force():
    standing = EditionFactory().standing(TODAY)

    assert (standing.kind, standing.label, standing.until) == ("current", "In force", None)


@pytest.mark.parametrize("stage", ["60.60", "90.20", "90.60", "90.92", "90.93", "90.99", "95.20", "95.92"])
def test_review_and_a_coming_withdrawal_change_nothing(stage):
    assert EditionFactory(stage=stage).standing(TODAY).kind == "current"


@pytest.mark.parametrize("stage", ["", "00.60", "20.20", "40.99", "50.20", "60.00"])
def test_what_is_not_published_is_under_development(stage):
    assert EditionFactory(stage=stage, published="").standing(TODAY).kind == "development"


def test_a_deleted_project_is_no_development():
    standing = EditionFactory(stage="30.98", published="").standing(TODAY)

    assert (standing.kind, standing.label) == ("withdrawn", "Project deleted")


def test_a_replaced_edition_may_be_used_until_its_transition_ends():
    old, new = pair(inferred=[Edition.WITHDRAWAL])
    Transition.objects.create(edition=new, until="2029-03-27")

    standing = old.standing(TODAY)

    assert (standing.kind, standing.label) == ("transition", "In transition until 27 March 2029")
    assert str(standing.until) == "27 March 2029"
    assert new.standing(TODAY).kind == "current"


def test_a_transition_includes_its_last_day():
    old, new = pair()
    Transition.objects.create(edition=new, until="2029-03-27")

    kinds = [old.standing(day).kind for day in (datetime.date(2029, 3, 27), datetime.date(2029, 3, 28))]

    assert kinds == ["transition", "withdrawn"]


def test_a_transition_known_to_the_month_runs_to_its_last_day():
    old, new = pair()
    Transition.objects.create(edition=new, until="2026-11")

    kinds = [old.standing(day).kind for day in (datetime.date(2026, 11, 30), datetime.date(2026, 12, 1))]

    assert kinds == ["transition", "withdrawn"]


def test_the_later_of_two_transitions_counts():
    old, new = pair()
    Transition.objects.create(edition=new, until="2026-05-01")
    Transition.objects.create(edition=new, until="2027-05-01")

    assert str(old.standing(TODAY).until) == "1 May 2027"


def test_an_end_that_nobody_has_said_is_not_guessed():
    old, _new = pair(inferred=[Edition.WITHDRAWAL])

    standing = old.standing(TODAY)

    assert (standing.kind, standing.until, standing.label) == (
        "transition",
        None,
        "Replaced; end of transition not known",
    )


def test_a_replaced_edition_whose_withdrawal_is_known_is_withdrawn():
    old, _new = pair(withdrawn="2026-03-27")

    assert old.standing(TODAY).kind == "withdrawn"


def test_before_its_successor_an_edition_was_in_force_and_before_its_own_date_it_was_not():
    old, new = pair(withdrawn="2026-03-27")

    assert old.standing(datetime.date(2020, 1, 1)).kind == "current"
    assert new.standing(datetime.date(2020, 1, 1)).kind == "development"
    assert old.standing(datetime.date(2012, 2, 26)).kind == "development"


def test_withdrawn_without_successor_is_withdrawn():
    assert EditionFactory(stage="95.99", withdrawn="2015-11-12").standing(TODAY).kind == "withdrawn"
    assert EditionFactory(stage="95.99", withdrawn="").standing(TODAY).kind == "withdrawn"


def test_a_project_replaces_nothing_yet():
    old = EditionFactory(year=2012)
    draft = EditionFactory(standard=old.standard, year=None, slug="fdis", stage="50.20", published="")
    Succession.objects.create(newer=draft, older=old)

    assert old.standing(TODAY).kind == "current"


def test_standings_of_many_take_a_constant_number_of_queries(django_assert_num_queries):
    for _row in range(3):
        _old, new = pair()
        Transition.objects.create(edition=new, until="2029-03-27")

    with django_assert_num_queries(4):
        kinds = [edition.standing(TODAY).kind for edition in Edition.objects.with_standing()]

    assert sorted(kinds) == ["current"] * 3 + ["transition"] * 3


@pytest.mark.parametrize(
    ("withdrawn", "kind"), [(">2026", "current"), ("2027/2029", "current"), ("<2020", "withdrawn"), ("", "transition")]
)
def test_a_withdrawal_of_which_only_a_bound_is_known_is_not_guessed(withdrawn, kind):
    edition = EditionFactory(year=2012, stage="95.99", withdrawn=withdrawn, inferred=[Edition.WITHDRAWAL])

    assert edition.standing(TODAY).kind == kind
