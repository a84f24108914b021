"""The pages and addresses that answer: which text does this mean, and who keeps that standard?"""

import pytest

from standards.imports.depths import sync_depths
from standards.models import Confidence, Responsibility, Succession
from standards.reading.depths import read_depths
from tests.factories import ClauseFactory, CommitteeFactory, EditionFactory, GroupFactory, StandardFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def laboratory():
    """ISO/IEC 17025 of 2005 and of 2017, kept by WG 44."""
    old = EditionFactory(standard=StandardFactory(number="17025"), year=2005, stage="95.99")
    new = EditionFactory(standard=old.standard, year=2017, title="Competence of laboratories")
    Succession.objects.create(newer=new, older=old)
    Responsibility.objects.create(
        group=GroupFactory(name="WG 44"), standard=old.standard, confidence=Confidence.VERIFIED
    )
    return new


@pytest.fixture
def continuity():
    """A standard of another committee."""
    committee = CommitteeFactory(
        reference="ISO/TC 292",
        title="Security and resilience",
        secretariat="SIS",
        url="https://www.iso.example/committee/1.html",
        manager_email="manager@committee.example",
    )
    standard = StandardFactory(publisher="ISO", number="22301", committee=committee)
    return EditionFactory(standard=standard, committee=committee, year=2019, title="Business continuity")


# ---------- citations ----------


def test_of_a_cited_clause_that_our_list_does_not_have_it_is_said_what_that_means(petra, laboratory):
    ClauseFactory(edition=laboratory, number="4.1")
    sync_depths({laboratory.pk: read_depths("4: paragraphs")}, reason="example")

    words = Page(petra.get("/cite/", {"q": "17025:2017 4.1, 4.2 and 7.1"})).words

    assert "4.2 is not in ISO/IEC 17025:2017: our list is complete there." in words
    assert "7.1 is not in our list of ISO/IEC 17025:2017. The list may not be complete there, so it may exist." in words
    assert "4.1 is not" not in words


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("17025:2005 cl 4.1", "/standards/17025/2005/4.1/"),
        ("ISO/IEC 17025", "/standards/17025/2017/"),
        ("DIN EN ISO/IEC 17025:2017 Abschnitt 7.8.6", "/standards/17025/2017/7.8.6/"),
    ],
)
def test_a_citation_that_means_one_text_leads_there(petra, laboratory, typed, address):
    response = petra.get("/cite/", {"q": typed})

    assert (response.status_code, response["Location"]) == (302, address)


def test_what_had_to_be_followed_is_said_before_one_goes_there(petra, laboratory):
    text = petra.get("/cite/", {"q": "EN ISO/IEC 17025:2018 7.8"}).content.decode()

    assert '<a class="said" href="/standards/17025/2017/7.8/">' in text
    assert "ISO has no edition of 2018; a national edition of that year adopts this one." in text


def test_a_year_without_an_edition_shows_those_there_are(petra, laboratory):
    text = petra.get("/cite/", {"q": "17025:2018"}).content.decode()

    assert "There is no such edition. Of this number there are:" in text
    assert '<a href="/standards/17025/2005/">ISO/IEC 17025:2005</a>' in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "As it was written"),
        ("inspection bodies", "No number of a standard was found in this"),
        ("IEC 61010-1", "No text of this number is known here"),
        ("17025 of old", "Not understood"),
    ],
)
def test_the_page_says_what_it_understood(petra, laboratory, typed, sentence):
    response = petra.get("/cite/", {"q": typed})

    assert (response.status_code, sentence in response.content.decode()) == (200, True)


# ---------- who answers ----------


def test_a_standard_of_another_committee_names_it_with_its_secretariat(petra, continuity):
    text = petra.get("/responsible/", {"q": "22301"}).content.decode()

    assert "Requests about ISO 22301:2019 are answered by the manager of ISO/TC 292." in text
    assert '<a href="https://www.iso.example/committee/1.html" rel="noreferrer">ISO/TC 292</a>' in text
    assert ("SIS" in text, "manager@committee.example" in text) == (True, False)


def test_a_standard_of_casco_leads_to_the_request_form(petra, laboratory):
    text = petra.get("/responsible/", {"q": "laboratories"}).content.decode()

    assert "CASCO keeps ISO/IEC 17025:2017: a clarification can be requested here." in text
    assert 'href="/request/?edition=ISO%2FIEC%2017025%3A2017"' in text


def test_a_standard_that_nobody_holds_is_said_so(petra):
    text = petra.get("/responsible/", {"q": "banana"}).content.decode()

    assert "No standard of ISO fits" in text


@pytest.mark.parametrize("address", ["/cite/", "/responsible/"])
def test_a_document_of_another_publisher_is_said_to_be_none_of_iso(petra, laboratory, address):
    text = petra.get(address, {"q": "OIML R 76"}).content.decode()

    assert "OIML R 76 is not of ISO but of OIML: no committee of ISO answers for it." in text


def test_a_european_standard_leads_to_what_casco_has_in_its_place(petra):
    EditionFactory(standard=StandardFactory(number="17020", slug="17020"), year=2012)

    text = petra.get("/cite/", {"q": "EN 45004"}).content.decode()

    assert "EN 45004 is not one of ISO; this text of CASCO is the same or took its place." in text
    assert 'href="/standards/17020/2012/"' in text


# ---------- as JSON ----------


def test_a_document_of_another_publisher_is_named_with_its_publisher(petra, laboratory):
    resolved, answered = (
        petra.get(f"/api/v1/{name}/", {"q": "IAF MD 5:2019, 3.2"}).json() for name in ("resolve", "responsible")
    )

    understood = {"standard": "IAF MD 5:2019", "year": None, "clause": "3.2", "publisher": "IAF"}
    assert resolved == {"query": "IAF MD 5:2019, 3.2", "understood": understood, "matches": []}
    assert [(one["reference"], one["kind"], one["publisher"]) for one in answered["matches"]] == [
        ("IAF MD 5:2019", "other", "IAF")
    ]


def test_the_shape_of_a_resolution_is_fixed(petra, laboratory):
    answer = petra.get("/api/v1/resolve/", {"q": "17025:2005 cl 4.1"})

    assert answer.json() == {
        "query": "17025:2005 cl 4.1",
        "understood": {"standard": "17025", "year": 2005, "clause": "4.1", "publisher": None},
        "matches": [
            {
                "standard": "ISO/IEC 17025",
                "edition": "ISO/IEC 17025:2005",
                "clause": "4.1",
                "listing": "deeper",
                "url": "/standards/17025/2005/4.1/",
                "followed": None,
                "successor": "ISO/IEC 17025:2017",
            }
        ],
    }


def test_the_shape_of_a_responsibility_is_fixed(petra, laboratory, continuity):
    answers = [petra.get("/api/v1/responsible/", {"q": text}).json() for text in ("ISO 22301", "17025")]

    assert answers == [
        {
            "query": "ISO 22301",
            "matches": [
                {
                    "reference": "ISO 22301:2019",
                    "title": "Business continuity",
                    "kind": "committee",
                    "committee": "ISO/TC 292",
                    "committee_title": "Security and resilience",
                    "secretariat": "SIS",
                    "publisher": None,
                    "words": "Requests about ISO 22301:2019 are answered by the manager of ISO/TC 292.",
                    "group": None,
                }
            ],
        },
        {
            "query": "17025",
            "matches": [
                {
                    "reference": "ISO/IEC 17025:2017",
                    "title": "Competence of laboratories",
                    "kind": "casco",
                    "committee": "ISO/CASCO",
                    "committee_title": "Committee on conformity assessment",
                    "secretariat": "ISO/CS",
                    "publisher": None,
                    "words": "CASCO keeps ISO/IEC 17025:2017: a clarification can be requested here.",
                    "group": "WG 44",
                }
            ],
        },
    ]


@pytest.mark.parametrize("address", ["/api/v1/resolve/", "/api/v1/responsible/"])
def test_where_nothing_fits_there_are_no_matches(petra, address):
    found = [petra.get(address, {"q": text}).json()["matches"] for text in ("", "banana", '"*')]

    assert found == [[], [], []]


@pytest.mark.parametrize("address", ["/api/v1/resolve/", "/api/v1/responsible/"])
@pytest.mark.parametrize("asked", [{}, {"q": "x" * 301}, {"q": "17025\0"}])
def test_a_question_that_cannot_be_one_is_refused(petra, address, asked):
    answer = petra.get(address, asked)

    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["q"])


def test_a_parameter_that_does_not_exist_is_refused(petra):
    answer = petra.get("/api/v1/resolve/", {"q": "17025", "year": "2017"})

    assert answer.json()["errors"] == {"year": ["There is no such parameter. There are: format, q."]}
