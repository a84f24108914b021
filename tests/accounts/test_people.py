"""The secretariat's list of people: seats are given, ended and kept."""

import datetime

import pytest
from django.core import mail

from accounts.invitations import person_invited
from accounts.models import Seat, User
from standards.models import Responsibility
from standards.models.committees import Confidence
from tests.factories import BodyFactory, ConvenorFactory, GroupFactory, SeatFactory, StandardFactory, UserFactory
from tests.page import Page


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=True)


@pytest.fixture
def filled_in(group):
    """What the secretariat types to give Nina a seat."""
    return {
        "email": "Nina@Member.Example",
        "name": "Nina Example",
        "group": group.pk,
        "body": BodyFactory(name="Example Standards").pk,
        "role": "member",
        "since": "2026-12-01",
    }


@pytest.mark.parametrize("path", ["/people/", "/people/seat/"])
def test_people_are_for_the_secretariat(petra, browser_of, max_, sam, path):
    answers = [
        petra.get(path).status_code,
        browser_of(max_).get(path).status_code,
        browser_of(sam).get(path).status_code,
    ]

    assert answers == [302, 403, 200]


def test_an_administrator_is_not_the_secretariat(browser_of, ada):
    answer = browser_of(ada).get("/people/")

    assert answer.status_code == 403


def test_a_seat_is_given_only_after_it_was_read_and_confirmed(browser_of, sam, filled_in):
    browser = browser_of(sam)

    read = browser.post("/people/seat/", filled_in)
    before = Seat.objects.count()
    confirmed = browser.post("/people/seat/", filled_in | {"confirm": "yes"})

    seat = Seat.objects.get()
    assert (read.status_code, before, confirmed.status_code) == (200, 0, 302)
    assert "From its first day the seat opens everything" in read.content.decode()
    assert (seat.user.email, seat.user.name, seat.role) == ("nina@member.example", "Nina Example", "member")
    assert (seat.since, seat.until) == (datetime.date(2026, 12, 1), None)


def test_changing_something_before_confirming_keeps_what_was_typed(browser_of, sam, filled_in):
    answer = browser_of(sam).post("/people/seat/", filled_in | {"change": "yes"})

    assert answer.templates[0].name == "accounts/seat.html"
    assert answer.context["form"]["name"].value() == "Nina Example"


def test_a_new_person_gets_a_link_to_set_a_password(browser_of, sam, filled_in):
    browser_of(sam).post("/people/seat/", filled_in | {"confirm": "yes"})

    (message,) = mail.outbox
    link = next(line for line in message.body.splitlines() if "/account/invitation/" in line)
    assert (message.to, message.subject) == (["nina@member.example"], "Your seat in WG 44")
    assert person_invited(link.rstrip("/").rpartition("/")[2]) == User.objects.get(email="nina@member.example")


def test_somebody_known_keeps_the_name_and_gets_no_link(browser_of, sam, filled_in):
    known = UserFactory(name="Nina Older Example", email="nina@member.example")

    browser_of(sam).post("/people/seat/", filled_in | {"confirm": "yes"})

    seat = Seat.objects.get()
    assert (seat.user, seat.user.name) == (known, "Nina Older Example")
    assert "/account/invitation/" not in mail.outbox[0].body


def test_giving_the_same_seat_twice_is_refused(browser_of, sam, filled_in):
    browser = browser_of(sam)
    browser.post("/people/seat/", filled_in | {"confirm": "yes"})

    again = browser.post("/people/seat/", filled_in | {"confirm": "yes"})

    assert again.context["form"].errors == {"group": ["Nina Example, WG 44: the seat of that person has not ended."]}
    assert (Seat.objects.count(), len(mail.outbox)) == (1, 1)


def test_a_person_switched_off_gets_no_seat(browser_of, sam, filled_in):
    UserFactory(email="nina@member.example", is_active=False)

    answer = browser_of(sam).post("/people/seat/", filled_in | {"confirm": "yes"})

    assert list(answer.context["form"].errors) == ["email"]
    assert Seat.objects.count() == 0


@pytest.mark.parametrize("since", ["9999-12-31", "1492-10-12", "2029-01-01", "tomorrow", ""])
def test_a_day_that_cannot_be_is_refused(browser_of, sam, filled_in, since):
    answer = browser_of(sam).post("/people/seat/", filled_in | {"since": since, "confirm": "yes"})

    assert list(answer.context["form"].errors) == ["since"]
    assert Seat.objects.count() == 0


def test_a_group_that_is_not_active_is_not_offered(browser_of, sam, filled_in):
    resting = GroupFactory(name="WG 1", is_active=False)

    answer = browser_of(sam).post("/people/seat/", filled_in | {"group": resting.pk, "confirm": "yes"})

    assert list(answer.context["form"].errors) == ["group"]


def test_a_seat_ends_with_a_date_and_is_kept(browser_of, sam, max_):
    seat = max_.seats.get()

    answer = browser_of(sam).post(f"/people/seat/{seat.pk}/end/", {"until": "2026-11-30"})

    seat.refresh_from_db()
    assert (answer.status_code, seat.until) == (302, datetime.date(2026, 11, 30))
    assert [row.history_user for row in seat.history.all()] == [sam, None]


def test_whose_seat_ends_is_told_and_so_are_the_convenor_and_the_secretariat(browser_of, sam, max_, mailoutbox):
    seat = max_.seats.get()
    ConvenorFactory(group=seat.group, user__email="connie@member.example")
    UserFactory(email="sid@iso.example", is_secretariat=True)
    UserFactory(email="off@iso.example", is_secretariat=True, is_active=False)

    browser_of(sam).post(f"/people/seat/{seat.pk}/end/", {"until": "2026-11-30", "reason": "A new nomination."})

    texts = {message.to[0]: message.body for message in mailoutbox}
    assert set(texts) == {max_.email, "connie@member.example", "sid@iso.example"}
    assert {message.subject for message in mailoutbox} == {f"A seat in {seat.group} has an end"}
    assert all("30 November 2026" in text and "A new nomination." in text for text in texts.values())
    assert ["Your seat in the maintenance group" in texts[name] for name in (max_.email, "sid@iso.example")] == [
        True,
        False,
    ]


def test_an_administrator_who_ends_a_seat_has_it_told_too(browser_of, ada, max_, mailoutbox):
    seat, browser = max_.seats.get(), browser_of(ada)
    address = f"/admin/accounts/seat/{seat.pk}/change/"
    fields = Page(browser.get(address), "#seat_form").fields

    browser.post(address, fields | {"until": "2026-11-30"})
    browser.post(address, fields | {"until": "2026-11-30"})

    assert [message.to for message in mailoutbox if "has an end" in message.subject] == [[max_.email]]


def test_a_seat_does_not_end_before_it_began(browser_of, sam, max_):
    seat = max_.seats.get()

    answer = browser_of(sam).post(f"/people/seat/{seat.pk}/end/", {"until": "2019-12-31"})

    seat.refresh_from_db()
    assert answer.context["form"].errors == {"until": ["The seat began later than this day."]}
    assert seat.until is None


def test_a_seat_that_has_an_end_is_not_ended_again(browser_of, sam, group):
    seat = SeatFactory(group=group, until=datetime.date(2026, 1, 31))

    answer = browser_of(sam).get(f"/people/seat/{seat.pk}/end/")

    assert answer.status_code == 404


def test_the_list_tells_present_from_former(browser_of, sam, connie, max_, group):
    SeatFactory(user__name="Fay Former Example", group=group, until=datetime.date(2026, 11, 21))

    answer = browser_of(sam).get("/people/")

    (entry,) = answer.context["groups"]
    assert [seat.user.name for seat in entry.present] == ["Connie Example", "Max Example"]
    assert [seat.user.name for seat in entry.former] == ["Fay Former Example"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_three_people_as_for_one(
    browser_of, sam, group, rows, django_assert_max_num_queries
):
    SeatFactory.create_batch(rows, group=group)
    browser = browser_of(sam)

    with django_assert_max_num_queries(10):
        answer = browser.get("/people/")

    assert len(answer.context["groups"][0].present) == rows


def test_an_invitation_is_sent_again_to_whoever_has_no_password(browser_of, sam, group):
    nina = SeatFactory(user__name="Nina Example", user__password=None, group=group).user

    answer = browser_of(sam).post(f"/people/{nina.key}/invite/")

    assert (answer.status_code, [message.to for message in mail.outbox]) == (302, [[nina.email]])


def test_no_invitation_goes_to_whoever_has_a_password(browser_of, sam, max_):
    answer = browser_of(sam).post(f"/people/{max_.key}/invite/")

    assert (answer.status_code, len(mail.outbox)) == (404, 0)


def test_an_invitation_is_not_sent_by_a_link(browser_of, sam, max_):
    answer = browser_of(sam).get(f"/people/{max_.key}/invite/")

    assert answer.status_code == 405


def test_groups_stand_in_one_table_with_what_they_keep_and_without_notes_on_where_that_is_from(browser_of, sam, group):
    group.description = "title truncated in source"
    group.save()
    for number, confidence in (("90030", Confidence.VERIFIED), ("90031", Confidence.NOT_CONFIRMED)):
        Responsibility.objects.create(group=group, standard=StandardFactory(number=number), confidence=confidence)

    page = Page(browser_of(sam).get("/people/"))

    heads = " ".join(page.all('th[scope="rowgroup"]'))
    assert (len(page.all("main table")), "90030" in heads, "90031" in heads) == (1, True, False)
    assert "truncated" not in page.words
