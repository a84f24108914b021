"""Publications of other bodies on the pages of a clause, an edition, a standard, in their list and in the search."""

import pytest

from standards.catalogue.concordance import ConcordanceEntry
from standards.editing.concordance import save
from standards.models import Correspondence, Edition, OtherPublication, Succession
from tests.bodies import TOOK_OVER, former_forums
from tests.factories import ClauseFactory, EditionFactory
from tests.others import entry, imported, published
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db

LIST = "/standards/others/"


@pytest.fixture
def inspection() -> Edition:
    """ISO/IEC 90020:2012 with a clause 7.1.5, which is 7.1.6 in the edition of 2026."""
    old = EditionFactory(standard__number="90020", year=2012, stage="95.99")
    new = EditionFactory(standard=old.standard, year=2026)
    Succession.objects.create(newer=new, older=old)
    ClauseFactory(edition=old, number="7.1.5")
    ClauseFactory(edition=new, number="7.1.6")
    moved = {"7.1.5": ConcordanceEntry(Correspondence.MOVED, ("7.1.6",))}
    save(old, new, moved, source="Example Body", note="")
    return old


def voices(page: Page) -> list[str]:
    """The publications on a page, by what stands first in each."""
    return [words.replace(" ,", ",") for words in page.all(".voice > p:first-child")]


def number_of(voice: str) -> str:
    return voice.partition(":")[0].partition(", ")[2]


def shown_on(petra, clause: str, edition: str = "2012") -> Page:
    return Page(petra.get(f"/standards/90020/{edition}/{clause}/"))


# ---------- on the page of a clause ----------


def test_a_clause_shows_what_others_said_on_it_on_its_parts_and_on_what_it_is_part_of(petra, inspection):
    for number, clauses in enumerate((["7.1.5"], ["7.1.5 b)"], ["7.1"], ["7.1.50"], ["7.2"], ["6.1"])):
        published(number=f"FAQ {number}", clauses=clauses)

    assert sorted(voices(shown_on(petra, "7.1.5"))) == [
        "Example Accreditation, FAQ 0: 7.1.5, ISO/IEC 90020:2012",
        "Example Accreditation, FAQ 1: 7.1.5 b), ISO/IEC 90020:2012",
        "Example Accreditation, FAQ 2: 7.1, ISO/IEC 90020:2012",
    ]


def test_it_says_whose_it_is_what_is_known_of_it_and_that_it_is_not_from_casco(petra, inspection):
    published(number="FAQ 5", clauses=["7.1.5", "G 3.1"], date="2019-03", date_precision="month")

    page = Page(petra.get("/standards/90020/2012/7.1.5/"), "section[aria-labelledby=others]")

    assert page.one("h2") == "Published by other bodies"
    assert page.all(".note p") == ["1", "Not from CASCO"]
    assert page.one(".voice").replace(" ,", ",") == (
        "Example Accreditation, FAQ 5: 7.1.5, G 3.1, ISO/IEC 90020:2012 Whether images may be sent ·"
        " FAQ 5 at accreditation.example March 2019 · status not known · in English As of 27 November 2026. Full page"
        " of the item seen"
    )
    assert page.values(".voice a[rel]") == ["https://accreditation.example/faq5/"]


@pytest.mark.parametrize("address", ["90020/2012/7.1.5/", "90020/2012/", "90020/", "others/"])
def test_no_line_of_ours_stands_beside_what_others_said(petra, inspection, address):
    published()

    page = Page(petra.get(f"/standards/{address}"))

    assert (len(voices(page)), page.all("[data-line] .voice")) == (1, [])


def test_records_and_what_others_said_stand_apart(petra):
    register = Register()
    edition = EditionFactory(standard__number="90020", year=2012)
    register.published(edition=edition)
    published()

    page = shown_on(petra, "7.1.5")

    assert len(page.all(".entry")) == 1
    assert page.all(".entry .voice, .voice .entry") == []


def test_what_names_no_edition_is_shown_where_it_may_be_meant_and_said_so(petra, inspection):
    published(number="FAQ old", edition=None, date="2015", date_precision="year")
    published(number="FAQ undated", edition=None, date=None, date_precision=None)

    before, after = shown_on(petra, "7.1.5"), shown_on(petra, "7.1.5", "2026")

    assert sorted(voices(before)) == [
        "Example Accreditation, FAQ old: 7.1.5, ISO/IEC 90020, edition not named",
        "Example Accreditation, FAQ undated: 7.1.5, ISO/IEC 90020, edition not named",
    ]
    assert voices(after) == ["Example Accreditation, FAQ undated: 7.1.5, ISO/IEC 90020, edition not named"]
    assert "the same number need not be the same requirement" in after.words


def test_what_was_said_on_the_clause_of_another_edition_is_shown_as_that(petra, inspection):
    published(number="FAQ 1")
    published(number="FAQ 2", edition="2026", clauses=["7.1.6"])

    now, then = shown_on(petra, "7.1.6", "2026"), shown_on(petra, "7.1.5")

    assert voices(now) == [
        "Example Accreditation, FAQ 2: 7.1.6, ISO/IEC 90020:2026",
        "Example Accreditation, FAQ 1: 7.1.5, ISO/IEC 90020:2012",
    ]
    assert now.all("section[aria-labelledby=others] h3") == ["On this clause", "On what it is in other editions"]
    assert len(voices(then)) == 2
    assert voices(shown_on(petra, "7.1.5", "2026")) == []  # which is another requirement there


def test_a_clause_that_our_list_lacks_shows_what_was_said_on_it(petra, inspection):
    published(clauses=["7.9.9"])

    assert len(voices(shown_on(petra, "7.9.9"))) == 1
    assert 'content="noindex"' not in petra.get("/standards/90020/2012/7.9.9/").content.decode()


def test_a_clause_of_another_committee_shows_it_too(petra):
    EditionFactory(standard__number="90034", standard__committee__reference="ISO/TC 1")
    published(standard="ISO/IEC 90034", edition="2017")

    assert len(voices(Page(petra.get("/standards/90034/2017/7.1.5/")))) == 1


def test_a_dead_link_is_marked_with_the_day_when_it_was_looked_at(petra, inspection):
    published(looked_at="2026-11-20", dead_since="2026-11-01")
    published(looked_at="2026-11-21")

    words = shown_on(petra, "7.1.5").words

    assert "The link was dead when last looked at, on 20 November 2026." in words
    assert "the link worked on 21 November 2026" in words


def test_what_was_taken_off_is_shown_nowhere(petra, inspection):
    published()
    OtherPublication.objects.update(taken_off_at="2026-11-27T10:00Z")

    for address in ("/standards/90020/2012/7.1.5/", "/standards/90020/2012/", "/standards/90020/", LIST):
        assert voices(Page(petra.get(address))) == []
    assert voices(Page(petra.get("/search/?q=images"))) == []
    assert petra.get("/api/v1/others/").json()["count"] == 0


@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_take_the_same_few_queries_whatever_there_is(petra, inspection, count, django_assert_max_num_queries):
    imported(*(entry(id=f"e{one}", edition=("2012", None)[one % 2]) for one in range(count)))
    shown_on(petra, "7.1.5")

    for address, most in (("90020/2012/7.1.5/", 24), ("90020/2012/", 28), ("90020/", 24), ("others/", 12)):
        with django_assert_max_num_queries(most):
            petra.get(f"/standards/{address}")


def test_of_very_many_a_page_shows_the_first_and_leads_to_all(petra, inspection):
    imported(*(entry(id=f"e{one}", number=f"FAQ {one}") for one in range(30)))

    page = shown_on(petra, "7.1.5")
    (way,) = page.values("section[aria-labelledby=others] p a[href^='/standards/others/']")

    assert len(voices(page)) == 25
    assert voices(Page(petra.get(way))) != []
    assert "1 to 25 of 30" in Page(petra.get(way)).words


# ---------- on the pages of edition and standard, in the list ----------


def test_an_edition_shows_all_that_names_it_and_a_standard_that_and_what_names_no_edition(petra, inspection):
    published(number="FAQ 1", clauses=["Question 3"])
    published(number="FAQ 2", clauses=None)
    published(number="FAQ 3", clauses=None, edition=None)
    published(number="FAQ 4", edition="2026")

    edition, standard = (
        voices(Page(petra.get(address))) for address in ("/standards/90020/2012/", "/standards/90020/")
    )

    assert sorted(number_of(one) for one in edition) == ["FAQ 1", "FAQ 2"]
    assert sorted(number_of(one) for one in standard) == ["FAQ 1", "FAQ 2", "FAQ 3", "FAQ 4"]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["A", "B", "C"]),
        ("body=Other+Body", ["B"]),
        ("standard=90020", ["A", "B"]),
        ("edition=90020/2012", ["A"]),
        ("edition=90020/2012&clause=7.1", ["A"]),
        ("clause=8", []),
        ("status=replaced&status=archived", ["B", "C"]),
        ("q=imag", ["A"]),
        ("q=FAQ+deput", ["B"]),
        ("clause=nonsense", ["A", "B", "C"]),
        ("body=nobody&page=x", ["A", "B", "C"]),
    ],
)
def test_the_list_is_narrowed(petra, inspection, query, numbers):
    published(number="FAQ A")
    published(number="FAQ B", body="Other Body", edition=None, status="replaced", title_own_words="Deputies")
    published(
        number="FAQ C",
        **dict.fromkeys(("standard", "edition", "clauses")),
        status="archived",
        title_own_words="Certificates",
    )

    page = Page(petra.get(f"{LIST}?{query}"))

    assert sorted(number_of(one)[-1] for one in voices(page)) == numbers


def test_each_filter_that_is_set_can_be_taken_away(petra, inspection):
    published()

    page = Page(petra.get(f"{LIST}?clause=Clause+7.1.5&status=unknown&body=Example+Accreditation"))

    assert page.values(".chips a")[:3] == [
        "?clause=Clause+7.1.5&status=unknown",
        "?status=unknown&body=Example+Accreditation",
        "?clause=Clause+7.1.5&body=Example+Accreditation",
    ]


def test_the_list_has_pages(petra, inspection):
    imported(*(entry(id=f"e{one}") for one in range(60)))

    page = Page(petra.get(f"{LIST}?page=2"))

    assert (len(voices(page)), "26 to 50 of 60" in page.words) == (25, True)


# ---------- in the search ----------


@pytest.mark.parametrize(
    "query", ["images", "IMAGE sent", "accreditation faq", "90020 7.1", "ISO/IEC 90020:2012", "transm", "7.1.50", "?"]
)
def test_the_search_finds_them_in_a_group_of_their_own(petra, inspection, query):
    published()

    page = Page(petra.get("/search/", {"q": query}))

    found = query not in ("transm", "7.1.50", "?")
    assert len(voices(page)) == found
    assert page.all(".entry .voice") == []


def test_what_the_search_finds_of_others_is_counted_apart(petra, inspection):
    imported(*(entry(id=f"e{one}") for one in range(7)))

    page = Page(petra.get("/search/?q=images"))

    assert len(voices(page)) == 5
    assert page.all("section[aria-labelledby=others] .note p") == ["7", "Not from CASCO"]
    assert "how far it binds, its body says" in page.words
    assert page.values("section[aria-labelledby=others] p a[href*='q=']") == ["/standards/others/?q=images"]
    assert "Nothing found" not in page.words


def test_what_became_of_a_body_is_said_once_a_page_however_its_publications_are_grouped(petra, inspection):
    former_forums()
    published(body="ILAC")
    published(id="another", body="ILAC", number="FAQ 6", edition=None)

    page = Page(petra.get("/standards/90020/2012/7.1.5/"), "section[aria-labelledby=others]")

    assert page.all("h3") == ["On this clause", "On this number, without naming an edition"]
    assert page.all("span.d-block") == [TOOK_OVER]
