"""People, bodies and seats: what the database itself refuses."""

import datetime

import pytest
from django.db import IntegrityError

from accounts.models import Body, Seat, User
from tests.factories import BodyFactory, RepresentativeFactory, SeatFactory, UserFactory

DAY = datetime.date(2026, 11, 22)


def test_an_address_is_kept_in_lower_case(db):
    user = User.objects.create_user(" Max@Member.Example ", name="Max Example")

    assert user.email == "max@member.example"


def test_a_person_needs_an_address(db):
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user("", name="Nobody Example")


def test_an_address_belongs_to_one_person_in_any_case(db):
    UserFactory(email="max@member.example")

    with pytest.raises(IntegrityError):
        User.objects.filter(pk=UserFactory().pk).update(email="MAX@member.example")


def test_an_administrator_made_on_the_command_line_is_not_the_secretariat(db):
    user = User.objects.create_superuser("root@site.example", "a long password", name="Root Example")

    assert (user.is_staff, user.is_superuser, user.is_secretariat) == (True, True, False)


def test_invited_are_those_without_a_password(db):
    nina = UserFactory(password=None)
    UserFactory()
    UserFactory(password=None, is_active=False)

    assert list(User.objects.invited()) == [nina]


def test_a_seat_does_not_end_before_it_begins(db):
    with pytest.raises(IntegrityError):
        SeatFactory(since=DAY, until=DAY - datetime.timedelta(days=1))


def test_a_representative_does_not_end_before_beginning(db):
    with pytest.raises(IntegrityError):
        RepresentativeFactory(since=DAY, until=DAY - datetime.timedelta(days=1))


def test_a_person_has_one_open_seat_in_a_group(max_, group):
    with pytest.raises(IntegrityError):
        SeatFactory(user=max_, group=group)


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (DAY, None, True),
        (DAY - datetime.timedelta(days=9), DAY, True),
        (DAY - datetime.timedelta(days=9), DAY - datetime.timedelta(days=1), False),
        (DAY + datetime.timedelta(days=1), None, False),
    ],
)
def test_a_seat_holds_from_its_first_to_its_last_day(db, since, until, holds):
    SeatFactory(since=since, until=until)

    assert Seat.objects.on(DAY).exists() is holds


def test_only_active_bodies_can_be_chosen(db):
    body = BodyFactory()
    BodyFactory(is_active=False)

    assert list(Body.objects.active()) == [body]


@pytest.mark.parametrize(
    ("name", "acronym", "shown"),
    [
        ("Example Standards", "EXS", "EXS, Example Standards"),
        ("Example Standards", "", "Example Standards"),
        ("EXS", "EXS", "EXS"),
    ],
)
def test_a_body_is_shown_with_its_acronym(name, acronym, shown):
    assert str(Body(name=name, acronym=acronym)) == shown


def test_a_person_without_a_name_is_shown_by_the_address():
    assert str(User(email="max@member.example")) == "max@member.example"
