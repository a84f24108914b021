"""Rights on cases that an administrator gives: the whole secretariat is told, and its desk shows it."""

import datetime

import pytest
import time_machine
from django.core import mail

from accounts.models import RightGiven, Seat
from tests.factories import BodyFactory, GroupFactory, SeatFactory, UserFactory
from tests.page import Page

SUBJECT = "An administrator gave a right on cases"


@pytest.fixture
def sona(sam):
    """Another one of the secretariat, beside Sam; and one whose account is switched off."""
    UserFactory(is_secretariat=True, is_active=False)
    return UserFactory(name="Sona Example", is_secretariat=True)


def save(browser, user, **fields):
    form = {"name": user.name, "email": user.email, "is_active": "on"} | fields
    browser.post(f"/admin/accounts/user/{user.pk}/change/", {name: value for name, value in form.items() if value})


def seat_form(seat, **fields):
    known = {"user": seat.user_id, "group": seat.group_id, "body": seat.body_id, "role": seat.role}
    return known | {"since": seat.since.isoformat(), "until": ""} | fields


def told():
    """Who was told of a right, and the sentence."""
    mails = [message for message in mail.outbox if message.subject == SUBJECT]
    return [message.to[0] for message in mails], {message.body.split("\n\n")[2] for message in mails}


def on_desk(browser_of, user):
    section = Page(browser_of(user).get("/desk/")).root.css_first("section[aria-labelledby=rights]")
    return " ".join(section.text().split()) if section else ""


def test_an_administrator_who_makes_themself_secretariat_is_told_to_all_of_it(browser_of, ada, sam, sona):
    save(browser_of(ada), ada, is_secretariat="on", is_staff="on")

    people, sentences = told()
    assert sorted(people) == sorted([ada.email, sam.email, sona.email])
    assert sentences == {"The administrator Ada Example made Ada Example secretariat."}
    assert "The administrator Ada Example made Ada Example secretariat." in on_desk(browser_of, sona)


def test_a_new_person_who_is_secretariat_is_told_as_well(browser_of, ada, sam):
    form = {"name": "Nina Example", "email": "nina@member.example", "is_active": "on", "is_secretariat": "on"}

    browser_of(ada).post("/admin/accounts/user/add/", form)

    assert told() == (
        [sam.email, "nina@member.example"],
        {"The administrator Ada Example made Nina Example secretariat."},
    )


def test_switching_a_secretary_on_again_gives_the_right_again(browser_of, ada, sam):
    gone = UserFactory(name="Gone Example", is_secretariat=True, is_active=False)

    save(browser_of(ada), gone, is_secretariat="on")

    assert told()[1] == {"The administrator Ada Example made Gone Example secretariat."}


@pytest.mark.parametrize("fields", [{"name": "Sona Other", "is_secretariat": "on"}, {"is_secretariat": ""}])
def test_what_gives_no_right_is_told_to_nobody(browser_of, ada, sona, fields):
    save(browser_of(ada), sona, **fields)

    assert (told()[0], RightGiven.objects.count(), on_desk(browser_of, UserFactory(is_secretariat=True))) == ([], 0, "")


def test_a_seat_that_an_administrator_gives_is_told(browser_of, ada, sam, sona):
    seat = Seat(
        user=ada,
        group=GroupFactory(name="WG 44"),
        body=BodyFactory(name="Example body", acronym=""),
        role="convenor",
        since=datetime.date(2026, 11, 1),
    )

    browser_of(ada).post("/admin/accounts/seat/add/", seat_form(seat))

    sentence = (
        "The administrator Ada Example gave or changed the seat of Ada Example in WG 44:"
        " Convenor, nominated by Example body, from 1 November 2026."
    )
    assert Seat.objects.count() == 1
    assert told() == ([sam.email, sona.email], {sentence})
    assert sentence in on_desk(browser_of, sam)


@pytest.mark.parametrize(("fields", "number"), [({"role": "convenor"}, 1), ({}, 0)])
def test_a_seat_that_an_administrator_changes_is_told(browser_of, ada, sam, fields, number):
    seat = SeatFactory(role="member")

    browser_of(ada).post(f"/admin/accounts/seat/{seat.pk}/change/", seat_form(seat, **fields))

    seat.refresh_from_db()
    assert seat.role == fields.get("role", "member")
    assert len(told()[0]) == number


def test_a_seat_that_the_secretariat_gives_is_its_own_business(browser_of, sam, group):
    form = {"email": "n@m.example", "name": "N", "group": group.pk, "body": BodyFactory().pk, "role": "member"}

    browser_of(sam).post("/people/seat/", form | {"since": "2026-11-01", "confirm": "yes"})

    assert (Seat.objects.filter(user__email="n@m.example").count(), told()[0]) == (1, [])


def test_only_the_secretariat_sees_it(browser_of, ada, sam, max_):
    save(browser_of(ada), ada, is_secretariat="on", is_staff="on")

    assert on_desk(browser_of, max_) == ""


def test_after_a_month_the_desk_is_quiet_about_it(browser_of, ada, sam):
    with time_machine.travel("2026-10-01T12:00:00Z", tick=False):
        save(browser_of(ada), ada, is_secretariat="on", is_staff="on")

    with time_machine.travel("2026-11-01T12:00:00Z", tick=False):
        shown = on_desk(browser_of, sam)

    assert (str(RightGiven.objects.get()), shown) == ("Ada Example, secretariat", "")
