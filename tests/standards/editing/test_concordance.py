"""Editing a concordance: who may, what is refused and kept as typed, proposals, and two people at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standards.catalogue.concordance import ConcordanceEntry
from standards.editing.concordance import save
from standards.models import Concordance, ConcordanceRow, Correspondence
from tests.factories import ClauseFactory, EditionFactory, UserFactory
from tests.page import Page

pytestmark = pytest.mark.django_db

EDITOR = "/standards/90020/2026/concordance/90020/2012/edit/"


def words(answer):
    return Page(answer).words


@pytest.fixture
def inspection():
    """ISO/IEC 90020: 2012 with clauses 7 and 8, and the edition of 2026."""
    old = EditionFactory(standard__number="90020", year=2012, published="2012-02-27", stage="95.99")
    new = EditionFactory(standard=old.standard, year=2026, published="2026-03-27")
    for number, title in [
        *[("7", "Process"), ("7.1", "General"), ("7.2", "Sampling"), ("7.9", "Old"), ("7.10", "")],
        *[("8", "System"), ("Annex A", "Independence")],
    ]:
        ClauseFactory(edition=old, number=number, title=title)
    for number, title in [("7", "Process"), ("7.1", "General"), ("7.6", "sampling"), ("8.1", "General"), ("7.10", "")]:
        ClauseFactory(edition=new, number=number, title=title)
    return old, new


def form_of(answer):
    """What a browser would send back of a page as it is shown."""
    form = answer.context["form"]
    data = {"rows": str(len(form.rows)), "add-number": ""}
    for one in (*form.rows, form.about):
        for field in one:
            value = field.value()
            if value not in (None, False, ""):
                data[field.html_name] = value
    return data


def filled(answer, **rows):
    """The same with rows filled in: ``_7_1="moved 7.2"`` is the row of 7.1."""
    data = form_of(answer)
    by_number = {row.number: row for row in answer.context["form"].rows}
    for name, said in rows.items():
        row = by_number[name.strip("_").replace("_", ".")]
        kind, _blank, newer = said.partition(" ")
        data |= {row.add_prefix("kind"): kind, row.add_prefix("newer"): newer}
    return data


def saved():
    return [(row.older, row.newer, row.kind) for row in ConcordanceRow.objects.all()]


# ---------- who ----------


def test_the_screen_is_for_whoever_keeps_the_catalogue(petra, inspection, browser_of, sam, ada, max_):
    answers = [petra.get(EDITOR), *(browser_of(user).get(EDITOR) for user in (max_, sam, ada))]

    assert [answer.status_code for answer in answers] == [302, 403, 200, 200]
    assert answers[0].url == f"/account/login/?next={EDITOR}"
    assert browser_of(max_).post(EDITOR, {"rows": "0"}).status_code == 403
    assert Concordance.objects.count() == 0


def test_a_second_factor_is_asked_for_as_everywhere_else(inspection, browser_of, sam, settings):
    settings.SECOND_FACTOR_REQUIRED = True

    for address in (EDITOR, "/standards/90020/2026/clauses/edit/"):
        assert browser_of(sam).get(address).url.startswith("/account/protect/")


def test_only_editions_that_follow_each_other_can_be_compared(inspection, browser_of, sam):
    other = EditionFactory(standard__number="90044", year=2010)
    addresses = [
        "/standards/90020/2012/concordance/90020/2026/edit/",
        "/standards/90020/2012/concordance/90020/2012/edit/",
        f"/standards/90020/2026/concordance/{other.standard.slug}/2010/edit/",
        "/standards/90020/2026/concordance/90020/1999/edit/",
    ]

    assert [browser_of(sam).get(address).status_code for address in addresses] == [404] * 4


# ---------- its pages ----------


def test_there_is_a_page_for_each_clause_of_the_first_level(inspection, browser_of, sam):
    save(
        *inspection,
        {"7.1": ConcordanceEntry(Correspondence.SAME, ("7.1",)), "8.2": ConcordanceEntry(Correspondence.REMOVED)},
    )
    browser = browser_of(sam)

    first, second = browser.get(EDITOR), browser.get(EDITOR, {"part": "8"})

    assert [row.number for row in first.context["form"].rows] == ["7", "7.1", "7.2", "7.9", "7.10"]
    assert [row.number for row in second.context["form"].rows] == ["8", "8.2"]
    assert [(part.slug, part.compared, len(part.numbers)) for part in first.context["parts"]] == [
        ("7", 1, 5),
        ("8", 1, 2),
        ("annex-a", 0, 1),
    ]
    assert "2 of 8 compared" in words(first)


@pytest.mark.parametrize(
    ("asked", "numbers"), [("Annex A", ["Annex A"]), ("7.2", 5), ("annex-a", ["Annex A"]), ("12", [])]
)
def test_any_clause_leads_to_its_page(inspection, browser_of, sam, asked, numbers):
    rows = browser_of(sam).get(EDITOR, {"part": asked}).context["form"].rows

    assert (len(rows) if numbers == 5 else [row.number for row in rows]) == numbers


def test_what_is_no_clause_leads_to_no_page(inspection, browser_of, sam):
    answer = browser_of(sam).get(EDITOR, {"part": "7..2"}, follow=True)

    assert (answer.redirect_chain, "“7..2” is not a clause number." in words(answer)) == ([(EDITOR, 302)], True)


def test_a_very_long_clause_is_cut_into_stretches_that_can_be_saved(inspection, browser_of, sam):
    old, _new = inspection
    for row in range(150):
        ClauseFactory(edition=old, number=f"9.{row + 1}")
    browser = browser_of(sam)

    shown = browser.get(EDITOR, {"part": "9_2"})
    answer = browser.post(f"{EDITOR}?part=9_2", filled(shown, _9_61="removed") | {"do": "save"})

    assert [part.slug for part in shown.context["parts"]] == ["7", "8", "9", "9_2", "9_3", "annex-a"]
    assert (answer.url, saved()) == (f"{EDITOR}?part=9_2", [("9.61", "", "removed")])


# ---------- saving ----------


def test_rows_are_saved_with_who_did_it(petra, inspection, browser_of, sam):
    browser = browser_of(sam)
    data = filled(
        browser.get(EDITOR), _7="same 7", _7_1="split 7.1 and 8.1", _7_2="moved 7.6", _7_9="removed", _7_10="unknown"
    )

    answer = browser.post(EDITOR, data | {"do": "save", "source": "Example Body", "note": "by hand"})

    assert answer.url == f"{EDITOR}?part=7"
    assert saved() == [
        ("7", "7", "same"),
        ("7.1", "7.1", "split"),
        ("7.1", "8.1", "split"),
        ("7.2", "7.6", "moved"),
        ("7.9", "", "removed"),
        ("7.10", "", "unknown"),
    ]
    assert {row.history_user for row in ConcordanceRow.history.all()} == {sam}
    page = browser.get(answer.url)
    assert "Saved. 7: 5 of 5 compared." in words(page)
    assert "5 of 7 compared" in words(page)
    assert "Source Example Body Note by hand" in words(petra.get(EDITOR.removesuffix("edit/")))


def test_what_was_said_can_be_taken_back_and_the_history_says_by_whom(inspection, browser_of, sam, ada):
    first, second = browser_of(sam), browser_of(ada)
    first.post(EDITOR, filled(first.get(EDITOR), _7="changed 7") | {"do": "save", "row0-note": "the aim"})
    second.post(EDITOR, filled(second.get(EDITOR), _7="moved 6") | {"do": "save"})
    second.post(
        EDITOR, form_of(second.get(EDITOR)) | {"do": "save", "row0-kind": "", "row0-newer": "", "row0-note": ""}
    )

    changes = second.get(EDITOR).context["changes"]

    assert [(change.what, change.before, change.now, change.by) for change in changes] == [
        ("7", "Moved, 6, the aim", "", "Ada Example"),
        ("7", "Changed, 7, the aim", "Moved, 6, the aim", "Ada Example"),
        ("7", "", "Changed, 7, the aim", "Sam Example"),
    ]
    assert saved() == []


def test_nothing_is_begun_where_nothing_is_said(inspection, browser_of, sam):
    browser = browser_of(sam)

    answer = browser.post(EDITOR, form_of(browser.get(EDITOR)) | {"do": "save"}, follow=True)

    assert ("There is nothing to save yet." in words(answer), Concordance.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    ("said", "field", "fault"),
    [
        ("moved 7..6", "newer", "“7..6” is not a clause number. Did you mean 7.6?"),
        ("moved", "newer", "Name the clause of the newer edition."),
        ("removed 7.6", "newer", "“Removed” leads to no clause; leave this empty."),
        ("same 7.6", "newer", "The same clause keeps its number; choose “Moved” for another one."),
        ("moved 7.2", "newer", "This is its number already; choose “The same” or “Changed”."),
        ("split 7.6", "newer", "Name the clauses that it was split into, two or more."),
        (" 7.6", "kind", "Say what became of 7.2."),
        ("nonsense 7.6", "kind", "Select a valid choice. nonsense is not one of the available choices."),
        ("merged 7.1 to 7.30", "newer", "Name at most 20 clauses."),
    ],
)
def test_bad_input_is_told_beside_its_field_and_stays(inspection, browser_of, sam, said, field, fault):
    browser = browser_of(sam)
    data = filled(browser.get(EDITOR), _7="same 7", _7_2=said) | {"do": "save", "source": "Somebody"}

    answer = browser.post(EDITOR, data)

    form = answer.context["form"]
    row = next(row for row in form.rows if row.number == "7.2")
    kind, _blank, newer = said.partition(" ")
    assert row.errors == {field: [fault]}
    assert (row["kind"].value(), row["newer"].value(), form.about["source"].value()) == (kind, newer, "Somebody")
    assert f'href="#{row[field].id_for_label}"' in answer.content.decode()
    assert (answer.status_code, Concordance.objects.count()) == (200, 0)


def test_a_clause_that_our_newer_list_lacks_is_a_warning_and_no_error(inspection, browser_of, sam):
    browser = browser_of(sam)

    browser.post(EDITOR, filled(browser.get(EDITOR), _7_2="moved 6.66") | {"do": "save"})

    assert (
        "6.66 is not in our list of ISO/IEC 90020:2026. The list may not be complete there, so it may exist."
        in words(browser.get(EDITOR))
    )
    assert saved() == [("7.2", "6.66", "moved")]


@pytest.mark.parametrize(
    "data",
    [{}, {"rows": "x"}, {"rows": "99999"}, {"rows": "1", "row0-older": "7..", "row0-kind": "same"}, {"rows": "-1"}],
)
def test_a_form_that_was_meddled_with_breaks_nothing(inspection, browser_of, sam, data):
    answer = browser_of(sam).post(EDITOR, data | {"do": "save"})

    assert (answer.status_code in (200, 302, 409), Concordance.objects.count()) == (True, 0)


# ---------- proposals ----------


def test_equal_numbers_and_headings_are_proposed_for_empty_rows_and_not_saved(inspection, browser_of, sam):
    browser = browser_of(sam)
    data = filled(browser.get(EDITOR), _7="changed 7")

    answer = browser.post(EDITOR, data | {"do": "propose"})

    rows = [
        (row.number, row["kind"].value(), row["newer"].value(), row.is_proposed) for row in answer.context["form"].rows
    ]
    assert rows == [
        ("7", "changed", "7", False),
        ("7.1", "same", "7.1", True),
        ("7.2", "moved", "7.6", True),
        ("7.9", None, None, False),
        ("7.10", None, None, False),
    ]
    assert "2 rows are proposed." in words(answer)
    assert words(answer).count("Proposed, not saved") == 2
    assert Concordance.objects.count() == 0

    browser.post(EDITOR, form_of(answer) | {"do": "save"})

    assert saved() == [("7", "7", "changed"), ("7.1", "7.1", "same"), ("7.2", "7.6", "moved")]


def test_a_heading_that_stands_more_than_once_is_no_ground_for_another_number(inspection, browser_of, sam):
    old, _new = inspection
    ClauseFactory(edition=old, number="8.7", title="General")
    browser = browser_of(sam)

    answer = browser.post(f"{EDITOR}?part=8", form_of(browser.get(EDITOR, {"part": "8"})) | {"do": "propose"})

    assert "There is nothing to propose here" in words(answer)


# ---------- a clause that our list lacks ----------


def test_a_clause_that_our_list_lacks_can_be_added_and_what_was_typed_stays(inspection, browser_of, sam):
    browser = browser_of(sam)
    data = filled(browser.get(EDITOR), _7_1="moved 8.1")

    shown = browser.post(EDITOR, data | {"do": "add", "add-number": "§ 7.2 a)"})
    browser.post(EDITOR, filled(shown, **{"_7_2 a)": "removed"}) | {"do": "save"})

    assert [row.number for row in shown.context["form"].rows] == ["7", "7.1", "7.2", "7.2 a)", "7.9", "7.10"]
    assert saved() == [("7.1", "8.1", "moved"), ("7.2 a)", "", "removed")]
    assert [row.number for row in browser.get(EDITOR).context["form"].rows][3] == "7.2 a)"


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("7..2", "“7..2” is not a clause number."),
        ("", "Name a clause, for example"),
        ("7.1", "7.1 has a row already."),
        ("8.9", "8.9 belongs to 8; go to that page first."),
    ],
)
def test_a_row_that_cannot_be_added_says_why(inspection, browser_of, sam, number, fault):
    browser = browser_of(sam)

    answer = browser.post(EDITOR, form_of(browser.get(EDITOR)) | {"do": "add", "add-number": number})

    assert (fault in words(answer), len(answer.context["form"].rows)) == (True, 5)
    assert answer.context["form"].add["number"].value() == number


def test_editions_without_a_list_can_be_compared_too(inspection, browser_of, sam):
    old, _new = inspection
    old.clauses.all().delete()
    browser = browser_of(sam)

    assert "We hold no list of the older edition." in words(browser.get(EDITOR))
    empty = browser.get(EDITOR, {"part": "4"})
    shown = browser.post(f"{EDITOR}?part=4", form_of(empty) | {"do": "add", "add-number": "4.1"})
    browser.post(f"{EDITOR}?part=4", filled(shown, _4_1="unknown") | {"do": "save"})

    assert saved() == [("4.1", "", "unknown")]


# ---------- two people ----------


def test_of_two_people_the_slower_one_is_told_and_overwrites_nothing(inspection, browser_of, sam, ada):
    slow, fast = browser_of(sam), browser_of(ada)
    seen = slow.get(EDITOR)
    fast.post(EDITOR, filled(fast.get(EDITOR), _7="changed 7", _7_1="unknown") | {"do": "save"})

    answer = slow.post(EDITOR, filled(seen, _7="same 7", _7_2="moved 7.6") | {"do": "save"})

    text, rows = words(answer), {row.number: row for row in answer.context["form"].rows}
    assert answer.status_code == 409
    assert "Somebody was faster: Ada Example saved changes here at" in text
    assert saved() == [("7", "7", "changed"), ("7.1", "", "unknown")]
    assert (rows["7"]["kind"].value(), rows["7"].saved) == ("same", "Changed, 7")
    assert (rows["7.1"]["kind"].value(), rows["7.1"].saved) == ("unknown", "")
    assert (rows["7.2"]["kind"].value(), rows["7.2"].saved) == ("moved", "")

    slow.post(EDITOR, form_of(answer) | {"do": "save"})

    assert saved() == [("7", "7", "same"), ("7.1", "", "unknown"), ("7.2", "7.6", "moved")]


def test_two_people_at_different_pages_do_not_disturb_each_other(inspection, browser_of, sam, ada):
    one, other = browser_of(sam), browser_of(ada)
    save(*inspection, {"7.9": ConcordanceEntry(Correspondence.REMOVED)})
    seven, eight = one.get(EDITOR), other.get(EDITOR, {"part": "8"})

    other.post(f"{EDITOR}?part=8", filled(eight, _8="removed") | {"do": "save"})
    one.post(EDITOR, filled(seven, _7="same 7") | {"do": "save"})

    assert saved() == [("7", "7", "same"), ("7.9", "", "removed"), ("8", "", "removed")]


# ---------- cost ----------


def test_the_screen_takes_the_same_few_queries_whatever_it_holds(inspection, browser_of):
    old, new = inspection
    browser = browser_of(UserFactory(is_secretariat=True))
    numbers = []
    for count in (1, 3, 30):
        save(old, new, {f"7.{row + 1}": ConcordanceEntry(Correspondence.REMOVED) for row in range(count)})
        with CaptureQueriesContext(
            connection,
        ) as captured:
            browser.get(EDITOR)
        numbers.append(len(captured))

    assert numbers == [numbers[0]] * 3
    assert numbers[0] <= 12
