"""The pages that draw on several rooms: home, search, how a request is handled, about the data, sitemap."""

from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from clarifications.map.reader import WAY
from clarifications.map.steps import STEPS
from clarifications.map.whole import the_map
from standards.models import Succession
from standards.reading.dates import PartialDate
from tests.factories import ClauseFactory, EditionFactory, StandardFactory
from tests.others import published
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def laboratory():
    return EditionFactory(
        standard=StandardFactory(number="17025"), year=2017, title="Competence of testing and calibration laboratories"
    )


def page(petra, url) -> str:
    answer = petra.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def main(text) -> str:
    return text[text.index("<main") : text.index("<footer")]


# ---------- home ----------


def test_an_empty_site_has_a_home_page(petra):
    assert "Nothing is published yet" in page(petra, "/")


def test_home_shows_what_is_new_pending_and_most_asked_about(petra, register, laboratory):
    register.add("Decision rules", clauses="7.8.6.1", edition=laboratory)
    register.pending("Secret subject", clauses="6.2", edition=laboratory)

    text = main(page(petra, "/"))

    places = [
        text.index(words)
        for words in (
            "What does the clause mean?",
            "Not a requirement",
            "Decision rules",
            "Under review",
            "By standard",
        )
    ]
    assert places == sorted(places)
    assert "Secret subject" not in text
    by_standard = text[text.index("By standard") :]
    assert "ISO/IEC 17025:2017</a>" in by_standard
    counts = LexborHTMLParser(f"<main>{by_standard}").css("td.num")
    assert [count.text() for count in counts] == ["1", "1"]


def test_home_lists_editions_in_force_and_in_transition_and_no_withdrawn_ones(petra, register, laboratory):
    register.add(edition=laboratory)
    EditionFactory(
        standard=laboratory.standard,
        year=1999,
        stage="95.99",
        published=PartialDate("1999"),
        withdrawn=PartialDate("2005"),
    )

    by_standard = page(petra, "/").split("By standard")[1]

    assert ("17025:2017" in by_standard, "17025:1999" in by_standard) == (True, False)


def test_home_takes_as_many_queries_for_one_record_as_for_thirty(
    petra, register, laboratory, django_assert_max_num_queries
):
    register.add(edition=laboratory)
    register.pending(edition=laboratory)
    EditionFactory(standard=laboratory.standard, year=2027)
    numbers = []
    for more in (0, 2, 27):
        for _ in range(more):
            register.historic(edition=laboratory)
        with django_assert_max_num_queries(9) as captured:
            petra.get("/")
        numbers.append(len(captured))

    assert numbers == [numbers[0]] * 3


# ---------- search ----------


@pytest.mark.parametrize(
    "typed",
    ["17025 7.8.6", "ISO/IEC 17025:2017, 7.8.6", "iso 17025 clause 7.8.6", "17025:2017 7.8.6", "ISO/IEC 17025 - 7.8.6"],
)
def test_a_standard_and_a_clause_lead_to_the_page_of_the_clause(petra, laboratory, typed):
    ClauseFactory(edition=laboratory, number="7.8.6", title="Statements of conformity")

    text = main(page(petra, f"/search/?q={typed}"))

    assert '<a href="/standards/17025/2017/7.8.6/">ISO/IEC 17025:2017, 7.8.6</a>' in text
    assert "Statements of conformity" in text


def test_of_a_clause_that_our_list_does_not_have_it_is_said_what_that_means(petra, laboratory):
    ClauseFactory(edition=laboratory, number="7.8.6")

    text = main(page(petra, "/search/?q=17025:2017 7.8.7"))

    assert (
        "7.8.7 is not in our list of ISO/IEC 17025:2017. The list may not be complete there, so it may exist." in text
    )


def test_a_year_chooses_the_edition(petra, laboratory):
    EditionFactory(standard=laboratory.standard, year=2005, published=PartialDate("2005-05"))

    text = main(page(petra, "/search/?q=17025:2005 5.10"))

    assert ("/standards/17025/2005/5.10/" in text, "/standards/17025/2017/5.10/" in text) == (True, False)


def test_a_standard_that_lives_on_in_parts_is_met_by_the_part_that_replaced_it(petra):
    whole = EditionFactory(standard=StandardFactory(number="17021"), year=2011, stage="95.99")
    part = EditionFactory(standard=StandardFactory(number="17021", part="1"), year=2015)
    Succession.objects.create(newer=part, older=whole)
    EditionFactory(standard=StandardFactory(number="17021", part="3"), year=2017)

    text = main(page(petra, "/search/?q=17021 9.5.2"))

    assert ("/standards/17021-1/2015/9.5.2/" in text, "/standards/17021-3/2017/9.5.2/" in text) == (True, False)


def test_words_find_records_and_standards(petra, register, laboratory):
    record = register.add("Calibration certificates", edition=laboratory)

    text = main(page(petra, "/search/?q=calibration"))

    assert f'href="{record.get_absolute_url()}"' in text
    assert '<a href="/standards/17025/">ISO/IEC 17025</a>' in text
    assert "Not a requirement and not binding" in text


def test_many_records_lead_to_the_list(petra, register):
    for number in range(11):
        register.historic(f"Certificates & seals {number}")

    text = main(page(petra, "/search/?q=certificates %26 seals"))

    assert 'href="/clarifications/?q=certificates%20%26%20seals"' in text
    assert "All 11, with filters" in text


@pytest.mark.parametrize(
    "typed",
    ["nothing of the kind", "99999 7.8", "🙂", "zzz%00", "‮abc", "<b>x</b>", '"', "7.8.6", "x" * 200_000],
)
def test_what_is_not_there_is_said_whatever_was_typed(petra, laboratory, typed):
    text = main(page(petra, f"/search/?q={typed}"))

    assert "Nothing found" in text
    assert "<b>x" not in text


def test_of_a_very_long_text_only_the_beginning_is_looked_for(petra, register):
    register.add("Images")

    text = main(page(petra, "/search/?q=" + "images " * 30_000))

    assert "only the first 200 were looked for" in text
    assert "17025" not in text


def test_an_empty_search_explains_itself(petra):
    assert "must follow each other" in page(petra, "/search/")


def test_a_misspelt_word_is_looked_for_as_it_was_meant_and_that_is_said(petra, register):
    record = register.add("Impartiality of committees")

    text = main(page(petra, "/search/?q=impartialty"))

    assert "No clarification holds “impartialty”. Did you mean <strong>impartiality</strong>?" in text
    assert "Searched for “impartiality” instead." in text
    assert f'href="{record.get_absolute_url()}"' in text
    assert '<a href="?q=impartialty&amp;verbatim=impartialty">Search for exactly what was typed</a>' in text


def test_from_what_was_really_typed_a_way_leads_back_to_what_was_meant(petra, register):
    register.add("Impartiality of committees", edition=EditionFactory(standard=StandardFactory(number="17020")))

    said = "Searched for exactly “impartialty”. Did you mean <strong>impartiality</strong>?"
    for address, nothing, back in (
        ("/search/?q=impartialty", "Nothing found", "?q=impartialty"),
        ("/clarifications/?q=impartialty", "No clarification matches this search", "?q=impartialty"),
        ("/search/?q=17020 impartialty", "Nothing on this standard", "?q=17020+impartialty"),
    ):
        text = main(page(petra, f"{address}&verbatim={address.partition('q=')[2]}"))
        assert [one in text for one in (nothing, said, f'<a href="{back}">Search for what was meant</a>')] == [True] * 3
    assert "exactly" not in main(page(petra, "/search/?q=zeppelin&verbatim=zeppelin"))


def test_where_no_record_holds_a_word_the_nearest_are_shown_and_the_word_is_named(petra, register):
    register.add("Images of a balance")

    text = main(page(petra, "/search/?q=zeppelin images"))

    assert "No clarification holds “zeppelin”. These are the nearest to the rest." in text
    assert "Images of a balance" in text or "<mark>Images</mark> of a balance" in text


def test_clauses_are_found_by_their_headings_and_stand_in_a_group_of_their_own(petra, laboratory):
    ClauseFactory(edition=laboratory, number="7.9", title="Complaints")
    ClauseFactory(edition=laboratory, number="7.10", title="Nonconforming work")

    for typed in ("customer complaints", "7.9"):
        text = main(page(petra, f"/search/?q={typed}"))
        assert '<h2 id="clauses">Clauses</h2> <p>1</p>' in text
        assert "/standards/17025/2017/7.9/" in text


def test_a_pending_request_is_found_by_its_reference_and_its_clause_and_shows_its_stage_alone(petra, register):
    case = register.pending("Secret seals", clauses="7.1.5")
    reference = case.clarification.reference

    for typed in (reference, f"{case.edition.reference}, 7.1.5"):
        text = main(page(petra, f"/search/?q={typed}"))
        assert '<h2 id="pending">Pending</h2> <p>1</p>' in text
        assert reference in text
    assert "Secret seals" not in text
    assert '<h2 id="pending">' not in main(page(petra, "/search/?q=secret seals"))


def test_a_search_takes_as_many_queries_for_one_record_as_for_thirty(
    petra, register, laboratory, django_assert_max_num_queries
):
    register.add("Images", clauses="7.8.6", edition=laboratory)
    EditionFactory(standard=laboratory.standard, year=2027)
    numbers = []
    for more in (0, 2, 7):
        for _ in range(more):
            register.historic("Images", clauses="7.8.6", edition=laboratory)
        with django_assert_max_num_queries(23) as captured:
            petra.get("/search/?q=17025 7.8.6")
        numbers.append(len(captured))

    assert numbers == [numbers[0]] * 3


# ---------- how a request is handled, about the data ----------


def test_every_step_of_the_map_is_on_the_page(petra, django_assert_num_queries):
    with django_assert_num_queries(0):
        text = page(petra, "/process/")

    assert [step.verb for step in STEPS if f'id="{step.verb}"' not in text] == []
    assert 'id="binding"' in text
    assert Page(text).values("#map svg", "class") == ["chart drawn--wide", "chart drawn--narrow"]


def test_a_reader_finds_eight_steps_and_the_others_folded(petra):
    shown = Page(petra.get("/process/"))

    assert len(shown.all(".way li")) == 8
    assert shown.all("details table, details svg") == shown.all("main table, main svg")
    assert "software" not in shown.one("h1 + p")


def test_the_eight_steps_cover_each_move_of_the_way(petra):
    moves = {step for step in STEPS if step.moves and not set(step.origins) & set(the_map().ended)}
    beside = {"enter-historic", "import-record", "withdraw", "hand-back", "take-back"}

    assert {step.verb for step in moves - {one for step in WAY for one in step.covers}} == beside


def test_the_drawing_obeys_the_content_security_policy(petra):
    text = page(petra, "/process/")

    assert (" style=" in text, "<style" in text) == (False, False)


def test_the_data_is_shown_with_its_attribution(petra, laboratory):
    text = page(petra, "/about-data/")

    assert (
        "Contains information from ISO Open Data, made available under the ODC Attribution License (ODC-By 1.0)."
    ) in text
    assert "https://opendatacommons.org/licenses/by/1-0/" in text
    assert "Deliverables compiled from relaton/relaton-data-iso (2 June 2025) and relaton/relaton-data-iec" in text


def test_the_data_says_where_the_list_of_what_others_published_comes_from_and_of_which_day_it_is(petra, db):
    EditionFactory(standard__number="90020", year=2012)
    published()

    text = page(petra, "/about-data/")

    assert "1 publication of other bodies was found on their own public pages" in text
    assert "What we say of it is of 27 November 2026" in text


# ---------- sitemap ----------


def addresses(petra, url) -> list[str]:
    tree = ElementTree.fromstring(petra.get(url).content)
    return [part.text for part in tree.iter() if part.tag.endswith("}loc")]


def test_the_sitemap_lists_records_standards_and_editions_under_the_public_address(
    petra, register, laboratory, settings
):
    settings.SITE_URL = "https://clarifications.example"
    record = register.add(edition=laboratory)

    files = addresses(petra, "/sitemap.xml")

    site = "https://clarifications.example"
    assert files == [f"{site}/sitemap-{name}.xml" for name in ("pages", "records", "standards", "editions", "clauses")]
    assert addresses(petra, "/sitemap-records.xml") == [f"{site}{record.get_absolute_url()}"]
    assert addresses(petra, "/sitemap-standards.xml") == [f"{site}/standards/17025/"]
    assert addresses(petra, "/sitemap-editions.xml") == [f"{site}/standards/17025/2017/"]
    assert f"{site}/process/" in addresses(petra, "/sitemap-pages.xml")


def test_the_sitemap_lists_the_clauses_that_hold_something(petra, register, laboratory):
    register.add("Decision rules", clauses="7.8.6.1, 7.8.6 a)", edition=laboratory)
    register.pending(clauses="6.2", edition=laboratory)
    published(id="example", standard="ISO/IEC 17025", edition="2017", clauses=["4.1"])
    ClauseFactory(edition=laboratory, number="8.9")

    found = [address.partition("/standards/")[2] for address in addresses(petra, "/sitemap-clauses.xml")]

    assert found == [f"17025/2017/{clause}/" for clause in ("4.1", "6.2", "7.8.6-a", "7.8.6.1")]
    assert {petra.get(f"/standards/{address}").status_code for address in found} == {200}


def test_a_section_that_is_not_there_is_not_found(petra):
    assert petra.get("/sitemap-desk.xml").status_code == 404


@pytest.mark.parametrize("address", ["/", "/process/", "/search/", "/about-data/", "/sitemap.xml"])
def test_the_pages_are_only_read(petra, address):
    assert petra.post(address).status_code == 405
