"""What became of the clauses of an edition: the questions, the public page, and what editions and clauses say of it."""

import pytest
from django.db import IntegrityError, transaction

from standards.catalogue.concordance import ConcordanceEntry, correspondences
from standards.editing.concordance import save
from standards.models import Clause, Concordance, ConcordanceRow, Correspondence, Succession
from standards.reading.clause_reader import parse
from tests.factories import ClauseFactory, EditionFactory
from tests.page import Page

pytestmark = pytest.mark.django_db

PAGE = "/standards/90020/2026/concordance/90020/2012/"
SAME, CHANGED, MOVED, SPLIT, REMOVED, UNKNOWN = (
    Correspondence.SAME,
    Correspondence.CHANGED,
    Correspondence.MOVED,
    Correspondence.SPLIT,
    Correspondence.REMOVED,
    Correspondence.UNKNOWN,
)


def words(answer):
    return Page(answer).words


@pytest.fixture
def inspection():
    """ISO/IEC 90020: 2012, replaced in 2026, each with a list of clauses."""
    old = EditionFactory(standard__number="90020", year=2012, published="2012-02-27", stage="95.99")
    new = EditionFactory(standard=old.standard, year=2026, published="2026-03-27")
    Succession.objects.create(newer=new, older=old)
    for number, title in [("7", "Process"), ("7.1", "Methods"), ("7.1.5", "Sampling"), ("8", "System")]:
        ClauseFactory(edition=old, number=number, title=title)
    for number, title in [("7", "Process"), ("7.1", "Methods"), ("7.1.6", "Sampling"), ("7.1.10", "Records")]:
        ClauseFactory(edition=new, number=number, title=title)
    return old, new


@pytest.fixture
def concordance(inspection):
    """A concordance of the two, in which something is said of four clauses."""
    old, new = inspection
    entries = {
        "7": ConcordanceEntry(SAME, ("7",)),
        "7.1.5": ConcordanceEntry(MOVED, ("7.1.6",), "now with examples"),
        "8": ConcordanceEntry(REMOVED),
        "9.9": ConcordanceEntry(SPLIT, ("7.1", "7.1.11")),
    }
    return save(old, new, entries, source="Example Body", note="Clauses 7 to 9")


# ---------- the questions ----------


def test_what_became_of_a_clause_and_where_one_is_from(inspection, concordance):
    old, new = inspection

    became, was = correspondences(parse("9.9"), old).became, correspondences(parse("7.1.6"), new).was

    assert [(one.edition, one.kind, [end.number for end in one.ends]) for one in became] == [
        (new, SPLIT, ["7.1", "7.1.11"])
    ]
    assert [(one.edition, one.kind, [end.number for end in one.ends]) for one in was] == [(old, MOVED, ["7.1.5"])]
    assert (correspondences(parse("7.1.6"), new).became, correspondences(parse("7.1.5"), old).was) == ([], [])


def test_several_clauses_that_became_one_are_named_together(inspection):
    old, new = inspection
    save(old, new, {number: ConcordanceEntry(Correspondence.MERGED, ("7.1",)) for number in ("7.1.5", "7.1")})

    (was,) = correspondences(parse("7.1"), new).was

    assert [end.number for end in was.ends] == ["7.1", "7.1.5"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_question_takes_one_query_whatever_there_is(inspection, count, django_assert_num_queries):
    old, _new = inspection
    for row in range(count):
        later = EditionFactory(standard=old.standard, year=2030 + row)
        save(old, later, {"7": ConcordanceEntry(SPLIT, ("7.1", "7.2"))})

    with django_assert_num_queries(1):
        found = correspondences(parse("7"), old)
        _texts = [(str(one.edition), end.url) for one in found.became for end in one.ends]

    assert len(found.became) == count


def test_a_row_leads_somewhere_or_says_that_it_does_not(concordance):
    wrong = [("removed", "1", "7"), ("same", "1", ""), ("same", "", "7"), ("new", "1", "7"), ("new", "", "")]
    for kind, older, newer in [*wrong, ("unknown", "", "7"), ("removed", "", "")]:
        assert Correspondence(kind).fits(older, newer) is False
        with pytest.raises(IntegrityError), transaction.atomic():
            ConcordanceRow.objects.create(concordance=concordance, kind=kind, older=older, newer=newer)


# ---------- the public page ----------


def test_the_page_sets_the_editions_beside_each_other(petra, concordance):
    text = words(petra.get(PAGE))

    assert "From ISO/IEC 90020:2012 to ISO/IEC 90020:2026" in text
    assert "Compared 4 of 5 clauses" in text
    assert "Source Example Body Note Clauses 7 to 9" in text
    assert (
        "7 Process The same 7 Process 7.1 Methods Not compared – "
        "7.1.5 Sampling Moved now with examples 7.1.6 Sampling 8 System Removed – "
        "9.9 Split into several 7.1 Methods 7.1.11"
    ) in text
    assert "New or not compared in 90020:2026" in text
    assert text.index("No clause of the older edition leads to these.") < text.index("7.1.10 Records")
    assert concordance.get_absolute_url() == PAGE


def test_what_is_not_known_is_shown_as_such(petra, inspection, concordance):
    save(*inspection, {"7.1": ConcordanceEntry(UNKNOWN)})

    assert "7.1 Methods Not known –" in words(petra.get(PAGE))


def published(concordance, older, newer, kind, **facts):
    """A row as it is loaded from a published comparison."""
    ends = {"older": older, "newer": newer}
    keys = {f"{side}_key": parse(number).sort_key if number else "" for side, number in ends.items()}
    return ConcordanceRow.objects.create(concordance=concordance, kind=kind, **ends, **keys, **facts)


def test_a_clause_that_became_different_things_has_a_row_for_each_with_its_source(petra, concordance):
    published(concordance, "5", "7.1.6", "moved", source="A leaflet")
    published(concordance, "5", "7.1.10", "changed", note="also longer", source="Example Body")

    text = words(petra.get(PAGE))

    assert "5 Moved Source: A leaflet 7.1.6 Sampling 5 Changed also longer 7.1.10 Records" in text
    assert "Compared 5 of 6 clauses" in text


def test_a_clause_of_which_the_source_says_that_it_is_new_is_marked(petra, concordance):
    published(concordance, "", "7.1.10", "new", source="A foreword")
    published(concordance, "", "6.6", "new")

    text = words(petra.get(PAGE))

    assert "Of those marked new the source says so;" in text
    assert text.index("6.6 New") < text.index("7.1.10 Records New")


def test_of_an_older_edition_without_a_list_it_is_not_said_how_much_was_compared(petra, inspection, concordance):
    Clause.objects.filter(edition=inspection[0]).delete()

    assert "Compared 4 clauses; we hold no list of the older edition" in words(petra.get(PAGE))


def test_what_an_unknown_clause_was_set_beside_is_not_what_it_became(petra, inspection, concordance):
    published(concordance, "7.1", "7.1.10", "unknown", source="A table")

    page = petra.get(PAGE)

    assert "7.1 Methods Not known, set side by side Source: A table 7.1.10 Records" in words(page)
    assert [end.number for end in page.context["new"]] == ["7.1.10"]


def test_the_page_of_a_clause_names_the_source_of_what_it_says(petra, inspection, concordance):
    published(concordance, "7.1", "7.1.10", "unknown", source="A table", note="side by side")
    published(concordance, "", "7.1.11", "new", source="A foreword")
    published(concordance, "5", "7.1.10", "changed")
    pages = {"2012/7.1.5", "2012/7.1", "2026/7.1.10", "2026/7.1.11"}

    said = {page: words(petra.get(f"/standards/90020/{page}/")) for page in pages}

    assert "is 7.1.6 (moved). Now with examples. Source: Example Body The whole comparison" in said["2012/7.1.5"]
    assert (
        "What became of it in ISO/IEC 90020:2026 is not known. It was set beside 7.1.10 . Side by side. Source: A table"
    ) in said["2012/7.1"]
    assert (
        "It was set beside 7.1 of ISO/IEC 90020:2012; what became of that is not known. Side by side. Source: A table"
    ) in said["2026/7.1.10"]
    assert "Was 5 in ISO/IEC 90020:2012 (changed). Source: Example Body" in said["2026/7.1.10"]
    assert "It is new: ISO/IEC 90020:2012 does not have it. Source: A foreword" in said["2026/7.1.11"]


def test_the_page_counts_each_kind_and_can_be_narrowed_to_one(petra, concordance):
    everything = words(petra.get(PAGE))
    removed, new = petra.get(PAGE, {"kind": "removed"}), petra.get(PAGE, {"kind": "new"})

    assert "All 5 The same 1 Moved 1 Split into several 1 Removed 1 Not compared 1 New or not compared 1" in everything
    assert [row.older.number for row in removed.context["page"]] == ["8"]
    assert ([*new.context["page"]], [end.number for end in new.context["new"]]) == ([], ["7.1.10"])
    assert removed.context["new"] == []


@pytest.mark.parametrize("query", ["kind=nonsense", "kind=changed", "kind=non%00sense", "page=99&kind=<b>"])
def test_a_filter_that_makes_no_sense_is_left_out_with_a_message(petra, concordance, query):
    answer = petra.get(f"{PAGE}?{query}")

    assert (answer.status_code, "The filter was left out" in words(answer)) == (200, True)
    assert len(answer.context["page"]) == 5


def test_a_comparison_that_nobody_has_drawn_has_no_page(petra, inspection):
    assert petra.get(PAGE).status_code == 404
    assert petra.get(PAGE.replace("2012", "1999")).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_takes_the_same_few_queries_whatever_it_holds(
    petra, inspection, concordance, count, django_assert_num_queries
):
    old, new = inspection
    save(
        old, new, {f"4.{row + 1}": ConcordanceEntry(CHANGED, (f"4.{row + 1}", f"5.{row + 1}")) for row in range(count)}
    )
    for row in range(count):
        ClauseFactory(edition=new, number=f"6.{row + 1}")

    with django_assert_num_queries(6):
        petra.get(PAGE)


def test_a_long_comparison_comes_in_pages(petra, inspection, concordance):
    save(*inspection, {f"4.{row + 1}": ConcordanceEntry(UNKNOWN) for row in range(250)})

    first, last = petra.get(PAGE), petra.get(PAGE, {"page": "2"})

    assert (len(first.context["page"]), first.context["new"]) == (200, [])
    assert (len(last.context["page"]), len(last.context["new"])) == (55, 1)


# ---------- what leads to it ----------


def test_editions_and_standard_lead_to_the_comparison(petra, inspection, concordance):
    for address in ("/standards/90020/", "/standards/90020/2012/", "/standards/90020/2026/"):
        page = petra.get(address)

        assert f'href="{PAGE}"' in page.content.decode()
        assert "Nobody has compared" not in words(page)


def test_where_nobody_has_compared_a_quiet_line_says_so(petra, inspection):
    said = [words(petra.get(f"/standards/90020/{edition}")) for edition in ("2026/", "2012/", "")]

    assert "Nobody has compared its clauses with those of ISO/IEC 90020:2012." in said[0]
    assert "Nobody has compared its clauses with those of ISO/IEC 90020:2026." in said[1]
    assert "Nobody has compared the clauses of ISO/IEC 90020:2026 with those of ISO/IEC 90020:2012." in said[2]


def test_an_edition_without_relations_says_nothing_of_comparisons(petra):
    edition = EditionFactory(standard__number="90044")

    assert "compared" not in words(petra.get(edition.get_absolute_url())).casefold()


def test_the_page_of_a_clause_says_what_it_is_elsewhere(petra, inspection, concordance):
    save(*inspection, {"7.1": ConcordanceEntry(UNKNOWN)})

    said = {number: words(petra.get(f"/standards/90020/2012/{number}/")) for number in ("7.1.5", "8", "7.1", "9.9")}
    was = words(petra.get("/standards/90020/2026/7.1.6/"))

    assert "In ISO/IEC 90020:2026 this is 7.1.6 (moved)." in said["7.1.5"]
    assert "In ISO/IEC 90020:2026 it is removed." in said["8"]
    assert "What became of it in ISO/IEC 90020:2026 is not known." in said["7.1"]
    assert "In ISO/IEC 90020:2026 this is 7.1 , 7.1.11 (split into several)." in said["9.9"]
    assert "Was 7.1.5 in ISO/IEC 90020:2012 (moved)." in was


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_clause_takes_the_same_queries_whatever_was_compared(
    petra, inspection, concordance, count, django_assert_num_queries
):
    old, _new = inspection
    for row in range(count):
        save(old, EditionFactory(standard=old.standard, year=2030 + row), {"7.1.5": ConcordanceEntry(REMOVED)})

    with django_assert_num_queries(13):
        petra.get("/standards/90020/2012/7.1.5/")


def test_an_edition_offers_comparisons_to_whoever_keeps_the_catalogue(petra, inspection, browser_of, sam, max_):
    old, new = inspection
    elder = EditionFactory(standard=old.standard, year=2004, published="2004", stage="95.99")
    guide = EditionFactory(standard__number="90009", year=1998, stage="95.99")
    Succession.objects.create(newer=new, older=guide)

    page = Page(browser_of(sam).get(new.get_absolute_url()))

    assert page.values('a[href*="/concordance/"][href$="/edit/"]') == [
        f"/standards/90020/2026/concordance/{older}/edit/" for older in ("90020/2012", "90009/1998", "90020/2004")
    ]
    assert "/edit/" not in petra.get(new.get_absolute_url()).content.decode()
    assert "/edit/" not in browser_of(max_).get(new.get_absolute_url()).content.decode()
    assert "concordance/" not in browser_of(sam).get(elder.get_absolute_url()).content.decode()


# ---------- saving ----------


def test_saving_again_changes_only_what_is_told_and_keeps_the_history(inspection, concordance):
    save(
        *inspection,
        {
            "7.1.5": ConcordanceEntry(CHANGED, ("7.1.7",)),
            "8": None,
            "9.9": ConcordanceEntry(SPLIT, ("7.1.11", "7.1.12")),
        },
    )

    rows = [(row.older, row.newer, row.kind) for row in ConcordanceRow.objects.all()]
    assert rows == [
        ("7", "7", "same"),
        ("7.1.5", "7.1.7", "changed"),
        ("9.9", "7.1.11", "split"),
        ("9.9", "7.1.12", "split"),
    ]
    assert [row.history_type for row in ConcordanceRow.history.filter(older="7.1.5").order_by("history_id")] == [
        "+",
        "~",
    ]
    assert [row.history_type for row in ConcordanceRow.history.filter(older="8").order_by("history_id")] == ["+", "-"]
    assert Concordance.objects.get().source == "Example Body"


def test_saving_a_page_leaves_rows_of_which_nothing_else_is_said_with_their_kinds_and_source(inspection, concordance):
    published(concordance, "5", "7.1.6", "moved", source="A leaflet")
    published(concordance, "5", "7.1.10", "changed", source="A leaflet")
    published(concordance, "6", "7.1.10", "moved", source="A leaflet")
    same = ConcordanceEntry(SPLIT, ("7.1.6", "7.1.10"))

    save(*inspection, {"5": same, "6": ConcordanceEntry(CHANGED, ("7.1.10",))})

    rows = [(row.older, row.newer, row.kind, row.source) for row in ConcordanceRow.objects.filter(older__in="56")]
    assert rows == [
        ("5", "7.1.6", "moved", "A leaflet"),
        ("5", "7.1.10", "changed", "A leaflet"),
        ("6", "7.1.10", "changed", ""),
    ]
