"""Which body took over the role of which: what is said wherever a former one is named, as the list of bodies has it."""

import pytest

from accounts.models import BodySuccession
from standards.catalogue.bodies import what_became_of
from standards.catalogue.once import one_request
from tests.bodies import TOOK_OVER, former_forums
from tests.factories import BodyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def forums():
    return former_forums()


@pytest.mark.parametrize(
    "named",
    [
        "ILAC",
        "ILAC-P10:07/2020",
        "IAF MD 5:2019",
        "IAF, ILAC",
        "WG 44; ILAC, International Laboratory Accreditation Cooperation",
        "international accreditation forum",
    ],
)
def test_a_former_body_is_known_by_acronym_and_by_name(forums, named):
    assert what_became_of(named) == TOOK_OVER


@pytest.mark.parametrize(
    "named", ["", "SIAF", "ilac", "EA", "Global ACI", "Global Accreditation Cooperation Incorporated", "LILAC"]
)
def test_others_became_nothing_else(forums, named):
    assert what_became_of(named) == ""


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2020-05-04", "Newer Body took over the roles of OLD on 4 May 2020."),
        ("2020-05", "Newer Body took over the roles of OLD (May 2020)."),
        ("<2020", "Newer Body took over the roles of OLD (before 2020)."),
        ("2999", ""),
    ],
)
def test_what_administrators_enter_is_said_as_precisely_as_it_is_known(since, said):
    older, newer = BodyFactory(acronym="OLD"), BodyFactory(acronym="", name="Newer Body", is_example=False)

    BodySuccession.objects.create(older=older, newer=newer, since=since, source="An example")

    assert what_became_of("OLD") == said


def test_a_body_without_an_acronym_is_known_by_its_name_alone():
    older, newer = BodyFactory(acronym="", name="Older Body"), BodyFactory(name="Newer Body")

    BodySuccession.objects.create(older=older, newer=newer, since="2020-05-04", source="An example")

    assert what_became_of("A letter of Older Body") == "Newer Body took over the roles of Older Body on 4 May 2020."
    assert what_became_of("A letter of somebody") == ""


def test_what_was_switched_off_is_said_no_more(forums):
    BodySuccession.objects.update(is_active=False)

    assert what_became_of("ILAC") == ""


def test_a_body_that_is_private_is_named_nowhere():
    older, newer = BodyFactory(acronym="OLD", is_example=False), BodyFactory(is_example=False)

    BodySuccession.objects.create(older=older, newer=newer, since="2020", source="An example")

    assert what_became_of("OLD") == ""


def test_the_list_of_bodies_is_asked_once_a_request(forums, django_assert_num_queries):
    with one_request(), django_assert_num_queries(1):
        said = [what_became_of("ILAC"), what_became_of("IAF"), what_became_of("EA")]

    assert said == [TOOK_OVER, TOOK_OVER, ""]
