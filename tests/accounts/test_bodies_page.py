"""The public list of bodies: what is known of each, and how sure that is; only administrators change it."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from accounts.models import Body
from tests.factories import BodyFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies():
    """A member, a liaison that is not confirmed, another organisation, an example, one switched off, one without id."""
    real = {"is_example": False, "source": "Example list"}
    facts = {"membership": "member body", "membership_as_of": "2020", "participating": 10, "observing": 5}
    return [
        BodyFactory(acronym="XX1", name="Institute of Exampleland", country="Exampleland", iso_id=1, **facts, **real),
        BodyFactory(acronym="YY1", name="Forum", kind="liaison", is_verified=False, liaisons=3, iso_id=2, **real),
        BodyFactory(
            acronym="AA1", name="Others", kind="other", is_verified=False, former_acronym="AA0", iso_id=3, **real
        ),
        BodyFactory(name="Standards Norland"),
        BodyFactory(acronym="GONE1", is_active=False, iso_id=4),
        BodyFactory(acronym="OWN1", kind="other", name="Entered for a case", is_example=False),
    ]


def found(answer):
    """The acronyms or names of the rows."""
    rows = LexborHTMLParser(answer.content.decode()).css("[role=rowheader] > a")
    return [row.text().strip() for row in rows]


def test_members_come_first_then_liaisons_then_others(petra, bodies):
    assert found(petra.get("/bodies/")) == ["Standards Norland", "XX1", "YY1", "AA1"]


def test_whom_an_administrator_entered_without_an_id_of_iso_is_not_made_public(petra, bodies):
    assert "Entered for a case" not in petra.get("/bodies/?q=entered").content.decode()


def test_a_row_tells_name_acronym_country_and_kind_and_quietly_what_is_not_confirmed(petra, bodies):
    words = Page(petra.get("/bodies/")).all("tbody tr")

    assert words == [
        "Standards Norland Example – Member",
        "XX1 Institute of Exampleland Exampleland Member body as of 2020",
        "YY1 Forum – Organisation in category A liaison ? not confirmed",
        "AA1 Others before: AA0 – Other body ? not confirmed",
    ]


def test_sources_stand_on_the_page_of_a_body_and_names_of_files_on_none_of_the_list(petra, bodies):
    Body.objects.update(source="_data/national_bodies.yml (2026-07-24)")

    words, own = (Page(petra.get(address)).words for address in ("/bodies/", bodies[0].get_absolute_url()))

    assert "national_bodies.yml" not in words
    assert "national_bodies.yml" in own
    assert "participates in 10, observes 5" in own


def test_the_page_says_how_many_there_are_and_what_it_does_not_know(petra, bodies):
    page = petra.get("/bodies/")

    words = Page(page).words
    assert "2 members of ISO; 1 in category A liaison; 1 other organisation. 1 of them is an example." in words
    assert "? Not confirmed: no source that we hold states" in words
    assert 'href="https://www.iso.org/committee/54998.html"' in page.content.decode()


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("kind=member", ["Standards Norland", "XX1"]),
        ("kind=liaison&kind=other", ["YY1", "AA1"]),
        ("confirmed=no", ["YY1", "AA1"]),
        ("confirmed=yes&kind=other", []),
        ("confirmed=yes&confirmed=no", ["Standards Norland", "XX1", "YY1", "AA1"]),
        ("q=exampleLAND", ["XX1"]),
        ("q=aa0", ["AA1"]),
        ("q=institute+xx1", ["XX1"]),
        ("q=gone1", []),
    ],
)
def test_the_list_can_be_narrowed(petra, bodies, query, rows):
    assert found(petra.get(f"/bodies/?{query}")) == rows


def test_what_is_set_can_be_taken_away_again(petra, bodies):
    page = Page(petra.get("/bodies/?kind=other&q=aa1"))

    links = [
        (link.attributes["href"], link.text(deep=False).strip()) for link in page.root.css(".chips a:not(.chips__all)")
    ]
    assert links == [("?kind=other", "aa1"), ("?q=aa1", "Other body")]


def test_a_list_without_rows_says_so(petra):
    assert "No body fits" in Page(petra.get("/bodies/?q=nothing")).words


@pytest.mark.parametrize("query", ["page=0", "page=x", "kind=nonsense", "q=%00", f"q={'a' * 500}", "confirmed="])
def test_whatever_the_query_there_is_a_page(petra, bodies, query):
    assert petra.get(f"/bodies/?{query}").status_code == 200


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_list_takes_the_same_few_queries_whatever_its_length(petra, django_assert_num_queries, count):
    for _row in range(count):
        BodyFactory()

    with django_assert_num_queries(7):
        petra.get("/bodies/")


def test_footer_data_page_and_sitemap_lead_to_it(petra):
    pages = [petra.get(address).content.decode() for address in ("/", "/about-data/", "/sitemap-pages.xml")]

    assert ['/bodies/"' in pages[0], '/bodies/">The list of bodies' in pages[1], "/bodies/</loc>" in pages[2]] == [
        True,
        True,
        True,
    ]


def test_nobody_changes_it_here(petra, bodies):
    assert petra.post("/bodies/", {"name": "x"}).status_code == 405


@pytest.mark.parametrize("who", ["sam", "connie", "max_"])
def test_secretariat_and_members_cannot_change_a_body(request, browser_of, bodies, who):
    browser, body = browser_of(request.getfixturevalue(who)), bodies[1]

    answers = [
        browser.post(reverse(f"admin:accounts_body_{page}", args=args), {"name": "x", "kind": "liaison"})
        for page, args in (("add", []), ("change", [body.pk]), ("delete", [body.pk]))
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert (Body.objects.filter(name="x").exists(), Body.objects.get(pk=body.pk).name) == (False, "Forum")


def test_an_administrator_confirms_a_body_and_the_row_keeps_its_history(browser_of, ada, bodies):
    body = bodies[2]
    facts = {"name": "Others", "acronym": "AA1", "kind": "liaison", "is_verified": "on", "is_active": "on"}

    browser_of(ada).post(reverse("admin:accounts_body_change", args=[body.pk]), facts)

    body.refresh_from_db()
    assert (body.kind, body.is_verified) == ("liaison", True)
    assert [(row.kind, row.history_user) for row in body.history.all()] == [("liaison", ada), ("other", None)]


def test_bodies_are_searched_and_filtered_in_the_admin(browser_of, ada, bodies):
    browser = browser_of(ada)

    page = browser.get(reverse("admin:accounts_body_changelist"), {"q": "yy1", "kind__exact": "liaison"})

    assert [row.acronym for row in page.context["cl"].result_list] == ["YY1"]


def test_a_seat_is_offered_members_and_liaisons_alone(browser_of, sam, bodies):
    page = browser_of(sam).get("/people/seat/")

    offered = [choice.instance.name for choice, _label in page.context["form"]["body"].field.choices if choice]
    assert sorted(offered) == sorted(bodies[place].name for place in (0, 1, 3))
