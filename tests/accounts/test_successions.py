"""Bodies with predecessors and successors: which has a role on a day, and what the public list says of it."""

import datetime

import pytest
from django.core.management import call_command

from accounts.models import Body, BodySuccession
from accounts.successions import load_successions
from tests.factories import BodyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def forums():
    """IAF and ILAC as ISO lists them."""
    return [
        BodyFactory(acronym=acronym, name=acronym, kind="other", iso_id=iso_id, is_example=False, source="Example")
        for acronym, iso_id in (("IAF", 10147), ("ILAC", 9452))
    ]


def test_the_body_of_a_role_is_the_one_of_the_day(forums):
    load_successions()

    names = [
        {body.in_place_at(day).name for body in forums}
        for day in (datetime.date(2025, 12, 31), datetime.date(2026, 1, 1))
    ]

    assert names == [{"IAF", "ILAC"}, {"Global Accreditation Cooperation Incorporated"}]


def test_loading_again_adds_nothing(forums):
    counts = [load_successions(), load_successions()]

    assert (counts, BodySuccession.objects.count(), Body.objects.filter(acronym="Global ACI").count()) == ([2, 0], 2, 1)


def test_a_body_that_is_not_there_has_no_successor():
    assert load_successions() == 0


def test_the_public_list_names_the_successor_its_day_and_how_good_the_source_is(petra, forums):
    load_successions()

    text = " ".join(petra.get("/bodies/").content.decode().split())

    assert text.count("since 1 January 2026: Global Accreditation Cooperation Incorporated") == 2
    assert text.count("How good it is: a paper of the body itself.") == 2


def test_the_command_that_loads_the_bodies_loads_their_successions_too(capsys):
    call_command("load_bodies")

    assert capsys.readouterr().out.splitlines()[1] == "    2 successions of bodies added"


def test_a_succession_names_both():
    older, newer = BodyFactory(name="Before"), BodyFactory(name="After")

    row = BodySuccession(older=older, newer=newer)

    assert str(row) == f"{older} → {newer}"
