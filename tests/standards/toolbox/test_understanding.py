"""The pages that explain conformity assessment, each tied to its standards."""

import pytest
from django.core.management import call_command
from selectolax.lexbor import LexborHTMLParser

from standards.models import Edition, Succession
from standards.toolbox.understanding import SUBJECTS
from tests.factories import EditionFactory, StandardFactory
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db
ADDRESSES = [f"/understanding/{subject.slug}/" for subject in SUBJECTS]


def main(answer):
    assert answer.status_code == 200
    text = answer.content.decode()
    return text[text.index("<main") : text.index("<footer")]


def words_of(text):
    return Page(text).words


def test_the_overview_leads_to_every_page_and_to_the_toolbox(petra):
    links = Page(petra.get("/understanding/"), "main").values("a")

    assert links == [*ADDRESSES, "/toolbox/", "/process/", "/glossary/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_page_says_in_few_words_what_it_is_about_and_what_it_is_not(petra, address):
    shown = Page(main(petra.get(address)).split("Its standards")[0])
    for drawing in shown.root.css("svg"):
        drawing.decompose()

    text = shown.words
    assert "What this is not" in text
    assert 120 <= len(text.split()) <= 220


@pytest.mark.parametrize("address", ["/understanding/", *ADDRESSES])
def test_each_page_has_its_drawing_in_two_sizes_and_marks_what_it_is_about(petra, address):
    drawings = Page(petra.get(address), "main").root.css("svg[role=img][width][height]")

    marked = [len(drawing.css(".c-here")) for drawing in drawings]
    assert marked == [{"": 0, "accreditation": 2, "mutual-recognition": 2}.get(address.split("/")[2], 1)] * 2


def test_the_pages_follow_each_other(petra):
    pages = [Page(petra.get(address), "main") for address in ADDRESSES]

    before = [page.values("a[rel=prev]") for page in pages]
    after = [page.values("a[rel=next]") for page in pages]

    assert before == [[], *([address] for address in ADDRESSES[:-1])]
    assert after == [*([address] for address in ADDRESSES[1:]), []]


def test_every_edition_that_a_page_names_is_in_the_catalogue_and_leads_to_one_in_force(petra):
    call_command("load_catalogue", verbosity=0)
    named = {reference for subject in SUBJECTS for reference in subject.references}

    found = set(Edition.objects.filter(reference__in=named).values_list("reference", flat=True))
    empty = [address for address in ADDRESSES if "Our catalogue holds none" in main(petra.get(address))]

    assert (found, empty) == (named, [])


def test_a_page_shows_the_edition_that_replaced_the_one_it_names(petra):
    old = EditionFactory(standard=StandardFactory(number="17029"), year=2019, stage="95.99")
    new = EditionFactory(standard=old.standard, year=2026)
    Succession.objects.create(newer=new, older=old)

    text = main(petra.get("/understanding/validation-and-verification/"))

    assert (new.reference in text, old.reference in text) == (True, False)


def test_a_page_counts_what_is_published_and_pending_on_its_standards(petra):
    edition = EditionFactory(standard=StandardFactory(number="17025"), year=2017)
    register = Register()
    register.add(edition=edition)
    register.pending(edition=edition)

    text = main(petra.get("/understanding/testing/"))

    published = LexborHTMLParser(text).css_first('a[href="/clarifications/?standard=17025"]')
    assert published.text().strip() == "1 published"
    assert "1 pending" in text


def test_without_its_standards_a_page_says_so(petra):
    assert "Our catalogue holds none of them." in main(petra.get("/understanding/testing/"))


def test_there_is_no_page_on_anything_else(petra):
    assert petra.get("/understanding/nothing/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_takes_the_same_few_queries_whatever_it_shows(petra, django_assert_num_queries, count):
    register = Register()
    for number, year in (("17025", 2017), ("17043", 2023), ("17034", 2016))[:count]:
        edition = EditionFactory(standard=StandardFactory(number=number), year=year)
        register.historic(edition=edition)

    with django_assert_num_queries(4):
        petra.get("/understanding/testing/")
