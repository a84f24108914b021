"""Bodies with predecessors and successors: which has a role on a day, and what pages, forms and mails say of it."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command

from accounts.models import Body, BodySuccession
from accounts.offers import offered_bodies
from accounts.seats import give_seat
from accounts.successions import holders_of, load_successions, offered
from clarifications.forms.bodies import BodiesField
from tests.factories import BodyFactory, RepresentativeFactory, SeatFactory, UserFactory
from tests.page import Page

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 28)
TOOK_OVER = "Global Accreditation Cooperation Incorporated took over the roles of IAF and ILAC on 1 January 2026."


@pytest.fixture
def forums():
    """IAF and ILAC as ISO lists them, and what became of them."""
    facts = {"kind": "liaison", "is_example": False, "source": "Example"}
    names = {"IAF": ("International Accreditation Forum", 10147)}
    names |= {"ILAC": ("International Laboratory Accreditation Cooperation", 9452)}
    made = [BodyFactory(acronym=key, name=name, iso_id=iso_id, **facts) for key, (name, iso_id) in names.items()]
    load_successions()
    return made


@pytest.fixture
def cooperation(forums):
    """Global Accreditation Cooperation Incorporated."""
    return Body.objects.get(acronym="Global ACI")


def test_the_body_of_a_role_is_the_one_of_the_day(forums, cooperation):
    days = (datetime.date(2025, 12, 31), datetime.date(2026, 1, 1))

    before, since = ([*holders_of(forums, at=day).values()] for day in days)

    assert (before, since) == (forums, [cooperation, cooperation])


def test_a_role_that_passed_on_twice_is_with_the_last_and_comes_back(forums, cooperation):
    last = BodyFactory()
    BodySuccession.objects.create(older=cooperation, newer=last, since="2026-06-01", source="An example")
    BodySuccession.objects.create(older=last, newer=forums[0], since="2026-07-01", source="An example")

    holders = holders_of(forums, at=datetime.date(2026, 6, 30))
    in_a_circle = holders_of(forums, at=datetime.date(2026, 7, 1))

    assert [*holders.values()] == [last, last]
    assert [*in_a_circle.values()] == [forums[0], forums[0]]


@pytest.mark.parametrize(("back", "in_place"), [("2022-01-01", ["A"]), ("2020-01-01", ["A", "B"])])
def test_a_body_to_which_its_role_came_back_is_in_place(back, in_place):
    one, other = (BodyFactory(kind="liaison", name=name, acronym="") for name in "AB")
    BodySuccession.objects.create(older=one, newer=other, since="2020-01-01", source="An example")
    BodySuccession.objects.create(older=other, newer=one, since=back, source="An example")

    assert [body.name for body in offered(at=TODAY)] == in_place


@pytest.mark.parametrize(
    ("since", "has_begun"),
    [
        ("2026-11-28", True),
        ("2026-11", False),
        ("2031", False),
        (">2025", False),
        ("2026/2028", False),
        ("<2026", True),
    ],
)
def test_a_role_has_passed_on_once_every_day_that_its_date_can_be_has_come(since, has_begun):
    one, other = BodyFactory(kind="liaison"), BodyFactory(kind="liaison")
    BodySuccession.objects.create(older=one, newer=other, since=since, source="An example")

    assert holders_of([one], at=TODAY) == {one.pk: other if has_begun else one}


def test_the_public_list_does_not_name_what_takes_over_later(petra):
    older, newer = BodyFactory(iso_id=7), BodyFactory(is_example=False, name="Of tomorrow")
    BodySuccession.objects.create(older=older, newer=newer, since="2999", source="An example")

    assert "tomorrow" not in Page(petra.get("/bodies/")).words


def test_loading_again_adds_nothing(forums):
    again = load_successions()

    assert (again, BodySuccession.objects.count(), Body.objects.filter(acronym="Global ACI").count()) == (0, 2, 1)


def test_what_administrators_corrected_stays_when_bodies_are_loaded_again(forums, cooperation):
    Body.objects.filter(pk=cooperation.pk).update(name="Global Cooperation")
    BodySuccession.objects.update(since="2026-01-02", source="A letter")
    BodySuccession.objects.get(older=forums[1]).delete()

    again = load_successions()

    rows = [(row.newer.name, row.since.iso, row.source[:8]) for row in BodySuccession.objects.order_by("since")]
    assert again == 1  # of the row that is not there at all
    assert rows == [
        ("Global Cooperation", "2026-01-01", "https://"),
        ("Global Cooperation", "2026-01-02", "A letter"),
    ]


def test_what_an_administrator_took_back_is_said_nowhere_and_does_not_come_back(petra, forums, cooperation):
    BodySuccession.objects.filter(older=forums[0]).update(is_active=False)

    again = load_successions()

    assert (again, holders_of(forums[:1], at=TODAY)) == (0, {forums[0].pk: forums[0]})
    assert Page(petra.get("/bodies/")).words.count("since 1 January 2026: Global") == 1


def test_administrators_switch_successions_off_and_delete_none(ada, browser_of, forums):
    address = f"/admin/accounts/bodysuccession/{BodySuccession.objects.get(older=forums[0]).pk}"
    browser = browser_of(ada)

    refused = browser.post(f"{address}/delete/", {"post": "yes"})
    form = Page(browser.get(f"{address}/change/"))

    assert (refused.status_code, BodySuccession.objects.count()) == (403, 2)
    assert "Off: it is said nowhere, and loading the bodies does not add it again." in form.words


def test_a_body_of_the_list_of_iso_is_not_deleted_and_one_that_was_entered_is(ada, browser_of):
    listed, entered = BodyFactory(iso_id=7), BodyFactory(iso_id=None)
    browser = browser_of(ada)

    answers = [browser.post(f"/admin/accounts/body/{one.pk}/delete/", {"post": "yes"}) for one in (listed, entered)]

    assert [answer.status_code for answer in answers] == [403, 302]
    assert [*Body.objects.filter(pk__in=[listed.pk, entered.pk])] == [listed]


def test_a_body_that_is_not_there_has_no_successor_and_none_is_made_for_it():
    assert (load_successions(), Body.objects.count()) == (0, 0)


def test_the_public_list_names_successor_and_predecessors_with_day_and_the_page_of_each_the_source(petra, forums):
    words = Page(petra.get("/bodies/")).words

    assert words.count("since 1 January 2026: Global Accreditation Cooperation Incorporated") == 2
    assert "How good it is" not in words
    assert "How good it is: a paper of the body itself." in Page(petra.get(forums[0].get_absolute_url())).words
    assert "Global ACI Global Accreditation Cooperation Incorporated since 1 January 2026 in the place of" in words
    assert words.count("in the place of International") == 2


def test_the_successor_of_a_body_that_is_private_stays_private(petra):
    older, newer = BodyFactory(is_example=False), BodyFactory(is_example=False, name="Newer")
    BodySuccession.objects.create(older=older, newer=newer, since="2026", source="An example")

    assert "Newer" not in Page(petra.get("/bodies/")).words


def test_neither_a_predecessor_nor_a_later_successor_that_is_private_is_named(petra, forums, cooperation):
    before, after = (BodyFactory(is_example=False, name=name) for name in ("Secret before", "Secret after"))
    BodySuccession.objects.create(older=before, newer=forums[0], since="2020-01-01", source="An example")
    BodySuccession.objects.create(older=cooperation, newer=after, since="2026-06-01", source="An example")

    words = Page(petra.get("/bodies/")).words

    assert "Secret" not in words
    assert words.count("in the place of International") == 2


def test_a_predecessor_that_is_public_is_named_also_when_it_is_switched_off(petra, forums):
    Body.objects.filter(pk=forums[0].pk).update(is_active=False)

    assert Page(petra.get("/bodies/")).words.count("in the place of International") == 2


def test_a_former_body_asks_and_nominates_while_no_source_lets_the_one_with_its_role(forums, cooperation):
    listed = list(offered(at=TODAY))

    offers = [offer.note for offer in offered_bodies(TODAY)]

    assert (set(listed), cooperation in listed) == (set(forums), False)
    assert offers == ["its role is with Global ACI today"] * 2


def test_a_former_body_gives_way_to_the_one_with_its_role_as_soon_as_that_is_offered(forums, cooperation):
    Body.objects.filter(pk=cooperation.pk).update(kind="liaison")

    offers = [offer.key for offer in offered_bodies(TODAY)]

    assert list(offered(at=TODAY)) == [cooperation]
    assert offers == [cooperation.pk]


def test_a_former_body_is_offered_again_when_the_one_with_its_role_is_switched_off(forums, cooperation):
    Body.objects.filter(pk=cooperation.pk).update(kind="liaison", is_active=False)

    assert set(offered(at=TODAY)) == set(forums)
    assert BodiesField().clean("IAF") == [forums[0]]


def test_a_chain_of_roles_is_followed_to_the_one_that_is_offered(forums, cooperation):
    last = BodyFactory(kind="liaison")
    BodySuccession.objects.create(older=cooperation, newer=last, since="2026-06-01", source="An example")

    assert list(offered(at=TODAY)) == [last]


def test_seats_and_representatives_of_then_keep_their_body_and_say_what_became_of_it(client, forums):
    seat = SeatFactory(body=forums[0])
    RepresentativeFactory(user=seat.user, body=forums[1])
    client.force_login(seat.user)

    words = Page(client.get("/account/")).words

    assert "nominated by IAF, International Accreditation Forum, since" in words
    assert words.count(TOOK_OVER) == 2


def test_the_mail_about_a_seat_and_the_page_on_which_it_ends_say_what_became_of_the_body(browser_of, sam, forums):
    user, group = UserFactory(), SeatFactory().group
    facts = {"group": group, "body": forums[0], "role": "member", "since": TODAY}

    seat = give_seat(email=user.email, name=user.name, **facts)

    page = Page(browser_of(sam).get(f"/people/seat/{seat.pk}/end/"))
    assert [TOOK_OVER in " ".join(mail.outbox[-1].body.split()), TOOK_OVER in page.words] == [True, True]


def test_the_command_that_loads_the_bodies_loads_their_successions_too(capsys):
    call_command("load_bodies")

    assert capsys.readouterr().out.splitlines()[1] == "    2 successions of bodies added"


def test_a_succession_names_both():
    older, newer = BodyFactory(name="Before"), BodyFactory(name="After")

    row = BodySuccession(older=older, newer=newer)

    assert str(row) == f"{older} → {newer}"
