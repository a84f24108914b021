"""The lists of the register: what Petra sees, what she never sees, and in how many queries."""

import pytest

from clarifications.map import steps
from clarifications.register.labels import relabel_all
from clarifications.register.models import Record
from clarifications.register.vocabulary import Scope
from standards.models import Edition, Succession
from tests.builders import reviewed
from tests.clarifications.register.pages import in_order, page
from tests.factories import EditionFactory, StandardFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


# ---------- the list ----------


def numbers(text) -> str:
    """How many records a list says that it holds."""
    return Page(text).one(".list-head > p:first-child")


def test_the_list_says_what_each_record_is_about(petra, register, laboratory):
    record = register.add("Decision rules", clauses="7.8.6.1", edition=laboratory)

    text = page(petra, "/clarifications/")

    assert in_order(text, "Not a requirement and not binding", "17025:2017", "7.8.6.1", "Decision rules", "Yes")
    assert f'href="{record.get_absolute_url()}"' in text


def test_the_list_says_which_day_is_unknown(petra, register):
    register.historic("Decision by one person")

    assert "publication date unknown" in page(petra, "/clarifications/")


def test_the_list_has_pages_of_twenty_five(petra, register):
    for number in range(26):
        register.historic(f"Title {number}")

    assert "1 to 25 of 26" in page(petra, "/clarifications/")
    assert "26 to 26 of 26" in page(petra, "/clarifications/?page=2")
    assert "1 to 25 of 26" in page(petra, "/clarifications/?page=x")
    assert "26 to 26 of 26" in page(petra, "/clarifications/?page=99999999999999999999")
    for below in ("0", "-1", "-99999999999999999999", "%00"):
        assert "1 to 25 of 26" in page(petra, f"/clarifications/?page={below}")


def test_the_other_pages_keep_the_filters(petra, register):
    for number in range(26):
        register.historic(f"Title {number}")

    assert 'href="?q=title&amp;page=2"' in page(petra, "/clarifications/?q=title")


def test_the_other_pages_leave_out_what_is_not_known(petra, register):
    for number in range(26):
        register.historic(f"Title {number}")

    assert 'href="?q=title&amp;page=2"' in page(petra, "/clarifications/?q=title&standard=nonsense")


def test_a_long_filter_is_opened_beside_those_that_are_open(petra, register):
    for number in range(8):
        register.add("Images", edition=EditionFactory(standard__number=f"1700{number}"))

    text = page(petra, "/clarifications/?q=images&more=edition&page=2")

    assert 'href="?q=images&amp;more=edition&amp;more=standard"' in text


def test_a_filter_that_is_not_known_is_left_out_and_said(petra, register):
    register.add("Images")

    text = page(petra, "/clarifications/?standard=%3Cb%3E&clause=7..2")

    assert "Standard: “&lt;b&gt;” is not known and was left out." in text
    assert "Did you mean 7.2?" in text
    assert "Images" in text


def test_where_nothing_is_found_what_is_pending_is_named(petra, register, laboratory):
    register.add("Images")
    register.pending("Secret subject", clauses="7.10.3", edition=laboratory)

    text = page(petra, "/clarifications/?standard=17025&clause=7.10")

    assert "1 request is pending on ISO/IEC 17025, any edition, 7.10 and below; what it asks is not public." in text
    assert "Secret subject" not in text


def test_an_empty_register_says_so(petra):
    assert "Nothing is published yet" in page(petra, "/clarifications/")


def test_a_new_edition_shows_in_the_list_as_news(petra, register):
    case = register.published()
    EditionFactory(standard=case.edition.standard, year=2027)
    relabel_all(Record.objects.all())

    assert in_order(page(petra, "/clarifications/"), "Not reviewed for", "2027")


def test_the_list_says_of_a_withdrawn_standard_what_the_record_says_for_what_followed_it(petra, register):
    case = register.published()
    follower = EditionFactory(year=2027, published="2027-02")
    Succession.objects.create(newer=follower, older=case.edition)
    Edition.objects.filter(pk=case.edition.pk).update(stage="95.99")
    relabel_all(Record.objects.all())
    unread = page(petra, "/clarifications/")
    case.take(steps.STILL_APPLIES, case.sam, **reviewed(follower))

    read = page(petra, "/clarifications/")

    assert in_order(unread, "Not reviewed for", follower.short)
    assert in_order(read, "Still applies to", follower.short)


def test_the_list_says_of_a_withdrawn_standard_that_nothing_followed_what_it_means_for_its_last_edition(
    petra, register
):
    case = register.published()
    last = EditionFactory(standard=case.edition.standard, year=2027, published="2027-02", stage="95.99")
    Edition.objects.filter(pk=case.edition.pk).update(stage="95.99")
    relabel_all(Record.objects.all())

    assert in_order(page(petra, "/clarifications/"), "Not reviewed for", str(last.year))


def test_a_retired_record_is_listed_to_who_asks_though_no_other_stands_on_its_standard(petra, register):
    register.add("Another", edition=EditionFactory())
    case = register.entered("Entered twice", edition=EditionFactory(standard=StandardFactory(number="90077")))
    case.take(steps.RETIRE, case.sam)

    assert "Entered twice" in page(petra, "/clarifications/?label=retired")
    assert "Entered twice" not in page(petra, "/clarifications/")


def test_the_number_beside_that_of_the_list_counts_those_retired_where_they_are_listed(petra, register):
    register.add("Images")
    case = register.published("Seals")
    case.take(steps.RETIRE, case.sam)

    said = {query: numbers(page(petra, f"/clarifications/?label={query}")) for query in ("retired", "applies")}

    assert said == {"retired": "1 clarification of 2 with those retired", "applies": "1 clarification of 1"}
    assert numbers(page(petra, "/clarifications/?label=retired&label=applies")).startswith("2 clarifications of 2 with")


@pytest.mark.parametrize("query", ["", "?q=images", "?standard=17025&outcome=yes&clause=7"])
def test_the_list_takes_as_many_queries_for_one_record_as_for_thirty(
    petra, register, laboratory, query, django_assert_max_num_queries
):
    register.add("Images", edition=laboratory)
    register.pending(edition=laboratory)
    EditionFactory(standard=laboratory.standard, year=2027)
    numbers = []
    for more in (0, 2, 27):
        for _ in range(more):
            register.historic("Images", edition=laboratory, clauses="7.1")
        # Four count, where anything narrows the list, three of them in transactions alone; a search finds and ranks.
        with django_assert_max_num_queries(17 if "q=" in query else 13) as captured:
            petra.get(f"/clarifications/{query}")
        numbers.append(len(captured))

    assert numbers == [numbers[0]] * 3


# ---------- pending ----------


def test_pending_lists_stage_and_age_and_never_the_text(petra, register, laboratory):
    case = register.pending("Secret subject", clauses="7.8.6", edition=laboratory)

    text = page(petra, "/clarifications/pending/")

    assert in_order(
        text, "7.8.6", "ISO/IEC 17025:2017", case.clarification.reference, "Under review", "Maintenance group"
    )
    private = ("Secret subject", "Rita", case.body.name, "transmitted images", "Two assessors", case.group.name)
    assert [words for words in private if words in text] == []


def test_what_is_not_yet_accepted_or_already_published_is_not_pending(petra, register):
    register.add("Images")

    assert "Nothing is pending" in page(petra, "/clarifications/pending/")


def test_pending_can_be_narrowed_to_a_standard(petra, register, laboratory):
    mine = register.pending(edition=laboratory).clarification.reference
    other = register.pending(edition=EditionFactory()).clarification.reference

    text = page(petra, "/clarifications/pending/?standard=17025")

    assert (mine in text, other in text) == (True, False)
    assert other in page(petra, "/clarifications/pending/?standard=unknown")


def test_pending_takes_as_many_queries_for_one_case_as_for_three(petra, register, django_assert_num_queries):
    register.pending()
    with django_assert_num_queries(3):
        petra.get("/clarifications/pending/")

    register.pending()
    register.pending()

    with django_assert_num_queries(3):
        petra.get("/clarifications/pending/")


@pytest.mark.parametrize("address", ["/clarifications/", "/clarifications/pending/", "/clarifications/feed/"])
def test_the_register_is_only_read(petra, address):
    assert petra.post(address).status_code == 405


def test_a_list_says_whether_a_text_is_general_or_its_clauses_are_not_known(petra, register):
    register.historic("Of all of it")
    register.historic("Nobody knows", scope=Scope.UNKNOWN)

    rows = Page(petra.get("/clarifications/")).all(".entry__ref")

    assert sorted(row.partition(" ")[2] for row in rows) == ["clauses not known", "general"]
