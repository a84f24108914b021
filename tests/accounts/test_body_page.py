"""The page of one body, its facts as JSON, and the way to it from wherever a body is named in public."""

import pytest

from accounts.models import Body, BodySuccession
from accounts.named import url_of
from accounts.successions import load_successions
from clarifications.map import steps
from standards.catalogue.once import one_request
from tests.factories import BodyFactory, EditionFactory
from tests.others import published
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db

TOOK_OVER = "Global Accreditation Cooperation Incorporated took over the roles of ILAC on 1 January 2026."


@pytest.fixture
def ilac():
    """ILAC as ISO lists it, whose role passed on."""
    name = "International Laboratory Accreditation Cooperation"
    body = BodyFactory(acronym="ILAC", name=name, iso_id=9452, kind="liaison", is_example=False, country="")
    load_successions()
    return body


def test_the_page_of_a_former_body_says_what_it_became_with_day_source_and_how_good_that_is(petra, ilac):
    page = Page(petra.get("/bodies/9452/"))

    assert "Passed on to Global Accreditation Cooperation Incorporated : 1 January 2026." in page.words
    assert "How good it is: a paper of the body itself." in page.words
    assert "Who asks for a clarification is not public" in page.words


def test_the_page_of_a_successor_says_from_whom_it_took_over(petra, ilac):
    page = Page(petra.get("/bodies/global-aci/"))

    said = "Taken over from ILAC, International Laboratory Accreditation Cooperation : 1 January 2026."
    assert said in page.words


@pytest.mark.parametrize("ref", ["ilac", "international-laboratory-accreditation-cooperation"])
def test_an_acronym_or_a_name_leads_to_the_body(petra, ilac, ref):
    answer = petra.get(f"/bodies/{ref}/")

    assert (answer.status_code, answer["Location"]) == (302, "/bodies/9452/")


def test_a_former_acronym_leads_there_and_one_that_two_have_leads_nowhere(petra):
    BodyFactory(acronym="NEW", former_acronym="OLD", iso_id=7)
    BodyFactory(acronym="TWICE", iso_id=8)
    BodyFactory(acronym="TWICE", iso_id=9)

    assert petra.get("/bodies/old/")["Location"] == "/bodies/7/"
    assert petra.get("/bodies/twice/").status_code == 404
    assert (url_of("TWICE"), url_of("NEW")) == ("", "/bodies/7/")


@pytest.mark.parametrize("ref", ["secret", "7", "99999999999999999999", "none"])
def test_a_body_that_is_private_or_not_there_has_no_page(petra, ref):
    body = BodyFactory(acronym="Secret", is_example=False)

    pages = [petra.get(f"{begin}/bodies/{ref}/").status_code for begin in ("", "/api/v1")]

    assert (pages, url_of(str(body))) == ([404, 404], "")


def test_a_body_that_is_called_by_no_letters_or_by_digits_alone_has_an_address(petra):
    bodies = [BodyFactory(acronym="", name="日本", is_example=True), BodyFactory(acronym="9000", name="Nine")]

    pages = [petra.get(body.get_absolute_url()).status_code for body in bodies]

    assert (pages, [body.ref for body in bodies]) == ([200, 200], [f"body-{body.pk}" for body in bodies])


def test_a_body_that_is_switched_off_keeps_its_page(petra, ilac):
    Body.objects.filter(pk=ilac.pk).update(is_active=False)

    assert "It is no longer in our list of bodies; its page stays." in Page(petra.get("/bodies/9452/")).words


def test_the_page_lists_what_the_body_published_alone_in_committees_and_with_others(petra, ilac):
    EditionFactory(standard__number="90020", year=2012)
    for number, body in enumerate(["ILAC", "ILAC Inspection Committee", "IAF/ILAC", "ILAC (FAQ)", "ILACX", "SAC ILAC"]):
        published(id=f"one-{number}", body=body, number=f"N{number}")

    words = Page(petra.get("/bodies/9452/")).words

    assert [f"N{number} at" in words for number in range(6)] == [True, True, True, True, False, False]


def test_the_page_lists_what_the_body_published_that_builds_on_records(petra, ilac):
    case = Register().published()
    case.take(steps.ADD_BULLETIN, case.sam, body="ILAC", reference="P10", language="en")
    case.take(steps.ADD_BULLETIN, case.sam, body="Another", reference="P11", language="en")

    words = Page(petra.get("/bodies/9452/")).words

    assert f"P10 · date not known Beside {case.clarification.record.name}" in words
    assert "P11" not in words


def test_a_bulletin_and_a_publication_lead_to_the_body_and_say_what_became_of_it(petra, ilac):
    case = Register().published()
    case.take(steps.ADD_BULLETIN, case.sam, body="ILAC", reference="P10", language="en")
    EditionFactory(standard__number="90020", year=2012)
    published(body="ILAC")

    pages = [Page(petra.get(one)) for one in (case.clarification.record.get_absolute_url(), "/standards/others/")]

    assert [page.values(".voice a")[0] for page in pages] == ["/bodies/9452/"] * 2
    assert [TOOK_OVER in page.words for page in pages] == [True, True]


def test_the_facts_as_json_are_those_of_the_page(petra, ilac):
    former, today = (petra.get(f"/api/v1/bodies/{ref}/").json() for ref in ("9452", "global-aci"))

    newer = {"acronym": "Global ACI", "name": "Global Accreditation Cooperation Incorporated"}
    assert former["passed_on_to"] == [
        {
            "body": newer | {"url": "http://testserver/api/v1/bodies/global-aci/"},
            "since": "2026-01-01",
            "source": "https://globalaccreditationcooperationincorporated.org",
            "source_rank": "primary",
        }
    ]
    assert [one["body"]["acronym"] for one in today["taken_over_from"]] == ["ILAC"]
    assert (former["country"], former["html_url"], former["is_confirmed"]) == (
        None,
        "http://testserver/bodies/9452/",
        ilac.is_verified,
    )


@pytest.mark.parametrize(
    ("asked", "acronyms"),
    [
        ({}, ["Global ACI", "ILAC", "SNV"]),
        ({"ordering": "-name"}, ["SNV", "ILAC", "Global ACI"]),
        ({"kind": "member"}, ["SNV"]),
        ({"q": "laboratory"}, ["ILAC"]),
        ({"country": "ch"}, ["SNV"]),
    ],
)
def test_the_list_as_json_is_the_public_one(petra, ilac, asked, acronyms):
    BodyFactory(acronym="SNV", name="Swiss", kind="member", country_code="CH", iso_id=2088)
    BodyFactory(acronym="Secret", is_example=False)

    assert [row["acronym"] for row in petra.get("/api/v1/bodies/", asked).json()["results"]] == acronyms


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_as_json_takes_the_same_few_queries_whatever_its_length(petra, django_assert_num_queries, count):
    for number in range(count):
        older = BodyFactory(iso_id=100 + number)
        BodySuccession.objects.create(older=older, newer=BodyFactory(), since="2020", source="An example")

    with django_assert_num_queries(8):
        petra.get("/api/v1/bodies/")


def test_names_are_read_once_a_request(ilac, django_assert_num_queries):
    with one_request():
        url_of("ILAC")

        with django_assert_num_queries(0):
            assert url_of("ilac, International Laboratory Accreditation Cooperation") == "/bodies/9452/"
