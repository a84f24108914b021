"""The way in, through the browser of somebody who is not signed in: the pages of a draft, bad input."""

import re
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from clarifications.intake.models import Draft
from clarifications.screening.criteria import load_starting_set
from standards.reading.dates import PartialDate
from tests.clarifications.intake.pages import BACKGROUND, IDENTITY, QUESTION, ask, errors_of, page_of, texts
from tests.factories import BodyFactory, CommitteeFactory, EditionFactory, StandardFactory
from tests.markup import markup
from tests.page import Page
from tests.typed import ALL_TRIED, seen_in

# ---------- the first page ----------


def test_the_first_page_says_what_it_is_and_lists_the_criteria(petra, db):
    criteria = load_starting_set()

    answer = petra.get("/request/")

    assert answer.status_code == 200
    assert answer.context["disclaimer"].head == "This is not a requirement, and it does not bind."
    assert [criterion.title in texts(answer) for criterion in criteria.criteria.all()] == [True] * 8
    assert "/privacy/" in Page(answer, "main").values("a")


def test_the_first_page_stands_without_criteria(petra, db):
    answer = petra.get("/request/")

    assert (answer.status_code, "No criteria are in force yet" in texts(answer)) == (200, True)


def test_looking_at_the_first_page_begins_nothing(petra, db):
    petra.get("/request/")

    assert Draft.objects.count() == 0


def test_a_clause_page_passes_edition_and_clause_on(petra, edition):
    shown = petra.get("/request/", {"edition": "90025/2017", "clause": "7.8.6"})
    passed = dict(re.findall(r'name="(edition|clause)" value="([^"]*)"', shown.content.decode()))

    answer = petra.post("/request/", passed)

    draft = Draft.objects.get()
    assert answer["Location"] == page_of(draft, "question")
    assert (draft.answers["standard"]["edition"], draft.answers["question"]["clauses"]) == (edition.pk, "7.8.6")


def test_a_draft_begins_with_the_edition(petra, db):
    answer = petra.post("/request/")

    assert answer["Location"] == page_of(Draft.objects.get(), "standard")


def test_only_so_many_drafts_are_begun_from_one_address(petra, db, settings):
    settings.RATE_LIMITS = True
    statuses = [petra.post("/request/").status_code for _ in range(21)]

    assert (statuses[:20], statuses[20], Draft.objects.count()) == ([302] * 20, 429, 20)


def test_only_so_many_drafts_are_begun_from_one_address_in_a_day(petra, db, settings):
    settings.RATE_LIMITS = True
    statuses = []
    for hour in range(9, 13):
        with time_machine.travel(f"2026-11-22T{hour:02}:10:00Z", tick=False):
            statuses += [petra.post("/request/").status_code for _ in range(20)]

    assert (statuses, Draft.objects.count()) == ([302] * 60 + [429] * 20, 60)


# ---------- the pages of a draft ----------


def test_each_page_leads_to_the_next_and_then_to_the_check(petra, draft):
    places = [
        petra.post(page_of(draft, page), answers)["Location"].split("/")[-2]
        for page, answers in (("question", QUESTION), ("background", BACKGROUND), ("identity", IDENTITY))
    ]

    assert places == ["background", "identity", "check"]


def test_a_draft_goes_on_where_it_is_unfinished(petra, draft):
    petra.post(page_of(draft, "question"), QUESTION)

    answer = petra.get(f"/request/draft/{draft.key}/")

    assert answer["Location"] == page_of(draft, "background")


def test_a_page_changed_later_leads_back_to_the_check(petra, complete):
    answer = petra.post(page_of(complete, "background"), {"background": "Said better."})

    assert answer["Location"] == page_of(complete, "check")


@pytest.mark.parametrize("page", ["standard", "question", "background", "identity"])
def test_every_page_shows_what_the_draft_keeps(petra, complete, page):
    answer = petra.get(page_of(complete, page))

    assert answer.status_code == 200
    assert answer.context["sheet"].draft.answers == complete.answers
    assert "Draft kept until" in texts(answer)


@pytest.mark.parametrize("page", ["standard", "question", "background", "identity", "check", "sent", "kept"])
def test_pages_of_a_draft_are_kept_by_nobody_else(petra, complete, page):
    ask(petra, complete)

    answer = petra.get(page_of(complete, page))

    assert answer.status_code == 200
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")
    assert answer["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize(
    "address", ["/request/draft/0123/", "/request/draft/0123/question/", "/request/draft/0123/sent/"]
)
def test_a_tampered_key_is_not_found(petra, db, address):
    assert petra.get(address).status_code == 404


def test_a_tampered_page_is_not_found(petra, draft):
    statuses = [petra.get(page_of(draft, page)).status_code for page in ("admin", "unfinished", "1")]

    assert statuses == [404, 404, 404]


def test_only_looking_and_sending_are_answered(petra, draft):
    assert [petra.put(page_of(draft, "question")).status_code, petra.delete("/request/").status_code] == [405, 405]


def test_errors_are_said_on_top_and_at_the_field_and_what_was_typed_stays(petra, draft):
    answer = petra.post(page_of(draft, "question"), QUESTION | {"clauses": "7.8.6, 7..2", "question_2": ""})

    assert errors_of(answer) == [
        ("id_clauses", "“7..2” is not a clause number. Did you mean 7.2?"),
        ("id_question_2", "Question 2 is empty: write it or remove it."),
    ]
    page = unescape(markup(answer))
    assert (page.count("“7..2” is not a clause number. Did you mean 7.2?"), 'value="7.8.6, 7..2"' in page) == (2, True)
    assert Page(answer).title == "Error: Clause and question"


def test_a_page_with_errors_is_there_again_on_the_next_visit(petra, draft):
    petra.post(page_of(draft, "question"), QUESTION | {"clauses": "7..2", "question_1": "Half a quest"})

    form = petra.get(page_of(draft, "question")).context["form"]

    question = form.formsets["questions"].forms[0]
    assert (form["clauses"].value(), question["text"].value(), form.has_errors) == ("7..2", "Half a quest", False)


def test_200_kb_of_text_are_refused_with_the_count_and_stay_in_the_box(petra, draft):
    text = "x" * 200_000

    answer = petra.post(page_of(draft, "background"), {"background": text})

    assert errors_of(answer) == [
        ("id_background", "200 000 of at most 10 000 characters."),
        ("id_background", "Only the first 20 000 characters are kept."),
    ]
    assert answer.context["form"]["background"].value() == text
    assert f">\n{text}</textarea>" in answer.content.decode()


def test_more_than_the_site_takes_is_refused_whole(petra, draft):
    answer = petra.post(page_of(draft, "background"), {"background": "x" * 2_600_000})

    draft.refresh_from_db()
    assert (answer.status_code, "background" in draft.answers) == (400, False)


def test_control_characters_go_and_other_scripts_and_emoji_stay(petra, draft):
    petra.post(page_of(draft, "background"), {"background": "a\x00b\x07 مرحبا שלום 😀\r\nnext"})

    draft.refresh_from_db()
    assert draft.answers["background"]["background"] == "ab مرحبا שלום 😀\nnext"


def test_the_page_to_check_shows_the_texts_exactly_as_typed(petra, complete):
    petra.post(page_of(complete, "question"), QUESTION | {"question_1": f"\n  A {ALL_TRIED}\n"})
    petra.post(page_of(complete, "background"), {"background": f"B {ALL_TRIED}", "understanding": f"C {ALL_TRIED}"})

    seen = seen_in(petra.get(page_of(complete, "check")), ".typed")

    assert {f"  A {ALL_TRIED}", f"B {ALL_TRIED}", f"C {ALL_TRIED}"} <= set(seen)


def test_requesters_are_told_that_their_text_is_plain(petra, complete):
    said = [Page(petra.get(page_of(complete, page))).words for page in ("question", "background")]

    assert ["No sign is a mark" in words for words in said] == [True, True]


def test_html_and_markdown_are_shown_as_they_were_typed(petra, complete):
    typed = "<script>alert(1)</script> [click](javascript:alert(1)) **bold** <img src=x onerror=alert(1)>"
    petra.post(page_of(complete, "question"), QUESTION | {"subject": "<b>Rules</b>", "question_1": typed})

    answer = petra.get(page_of(complete, "check"))

    page = answer.content.decode()
    assert ("<script>alert" in page, "<img src=x" in page, "<b>Rules" in page) == (False, False, False)
    assert typed in unescape(page)


def test_a_file_where_none_is_expected_is_ignored(petra, draft):
    file = SimpleUploadedFile("background.exe", b"MZ" * 1000)

    answer = petra.post(page_of(draft, "background"), {"background": file, "understanding": "Yes."})

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert draft.answers["background"] == {"background": "", "understanding": "Yes."}


def test_an_edition_of_another_committee_is_refused(petra, draft):
    other = EditionFactory(standard=StandardFactory(committee__reference="ISO/TC 176"))

    answer = petra.post(page_of(draft, "standard"), {"edition": other.reference})

    assert errors_of(answer) == [
        ("id_edition", "This is not an edition of a CASCO standard. Name one of those, or name yours below.")
    ]


@pytest.mark.parametrize("tampered", ["9" * 40, "-1", "²", "' OR 1=1 --", "\x00"])
def test_a_tampered_edition_is_refused(petra, draft, tampered):
    answer = petra.post(page_of(draft, "standard"), {"edition": tampered})

    assert answer.status_code == 200
    assert [petra.get(page_of(draft, page)).status_code for page in ("standard", "question")] == [200, 200]


def test_a_withdrawn_edition_is_taken_with_a_note(petra, draft, edition):
    old = EditionFactory(standard=edition.standard, year=1999, stage="95.99", withdrawn=PartialDate("2005"))
    petra.post(page_of(draft, "standard"), {"edition": old.reference})

    answer = petra.get(page_of(draft, "question"))

    assert list(answer.context["sheet"].notes) == [
        "ISO/IEC 90025:1999 is withdrawn. The criteria ask for an edition in force or in transition; you may ask all "
        "the same, and the secretariat decides."
    ]


def test_another_committees_standard_is_taken_with_a_note(petra, draft):
    petra.post(page_of(draft, "standard"), {"other_standard": "ISO 9001:2015"})

    answer = petra.get(page_of(draft, "question"))

    assert [note.split(".")[0] for note in answer.context["sheet"].notes] == [
        "Another committee answers for this standard"
    ]
    assert answer.context["sheet"].cites == "ISO 9001:2015"


def test_the_committee_that_keeps_another_standard_is_named_at_once(petra, draft):
    committee = CommitteeFactory(reference="ISO/TC 176/SC 2")
    standard = StandardFactory(publisher="ISO", number="9001", committee=committee)
    EditionFactory(standard=standard, committee=committee, year=2015)

    petra.post(page_of(draft, "standard"), {"other_standard": "ISO 9001"})

    notes = list(petra.get(page_of(draft, "question")).context["sheet"].notes)
    assert notes[0] == "Requests about ISO 9001:2015 are answered by the manager of ISO/TC 176/SC 2."


def test_a_document_of_another_publisher_is_said_to_be_none_of_iso(petra, draft):
    StandardFactory(publisher="ISO", number="5")

    petra.post(page_of(draft, "standard"), {"other_standard": "IAF MD 5"})

    (note,) = petra.get(page_of(draft, "question")).context["sheet"].notes
    assert note.startswith("IAF MD 5 is not of ISO but of IAF: no committee of ISO answers for it.")


def test_an_edition_in_transition_says_until_when(petra, draft, edition):
    newer = EditionFactory(standard=edition.standard, year=2025)
    newer.replaces.add(edition)
    newer.transitions.create(until=PartialDate("2999-03-27"))

    notes = list(petra.get(page_of(draft, "question")).context["sheet"].notes)

    assert notes == ["ISO/IEC 90025:2017: In transition until 27 March 2999."]


# ---------- adding and removing, without JavaScript ----------


def test_adding_and_removing_are_round_trips_that_keep_everything(petra, draft):
    added = petra.post(page_of(draft, "question"), QUESTION | {"clauses": "7..2", "add": "1"})
    fields = QUESTION | {"question_1a": "First?", "question_1b": "Second?"}
    removed = petra.post(page_of(draft, "question"), fields | {"remove": "1a"})

    form = petra.get(page_of(draft, "question")).context["form"]

    address = page_of(draft, "question")
    assert [added["Location"], removed["Location"]] == [f"{address}#id_question_1a", f"{address}#id_question_1"]
    texts = [asked["text"].value() for asked in form.formsets["questions"]]
    assert texts == ["May it use its own rule?", "Second?"]


def test_a_hundred_parts_are_taken(petra, draft):
    fields = {f"question_{n}": f"Common {n}" for n in range(1, 11)}
    fields |= {f"question_{n}{letter}": f"{n} {letter}?" for n in range(1, 11) for letter in "abcdefghij"}
    fields |= {f"{name}_clauses": "7.1" for name in list(fields)}

    answer = petra.post(page_of(draft, "question"), {"clauses": "", "subject": "Many"} | fields)

    draft.refresh_from_db()
    rows = draft.answers["question"]["questions"]
    assert (answer.status_code, len(rows), {len(row["parts"]) for row in rows}) == (302, 10, {10})


def test_looking_up_shows_what_is_said_on_the_clauses(petra, draft):
    answer = petra.post(page_of(draft, "question"), {"clauses": "7.8.6", "subject": "", "look-up": "1"}, follow=True)

    assert answer.redirect_chain[0][0] == f"{page_of(draft, 'question')}#already-said"
    assert "Nothing is published or pending on this in ISO/IEC 90025:2017, nor in the editions before" in texts(answer)


@pytest.mark.parametrize("wrong", ["7..2", "7.8.6, 7..2", ""])
def test_beside_a_clause_that_cannot_be_read_nothing_is_said_of_the_one_before(petra, draft, wrong):
    petra.post(page_of(draft, "question"), QUESTION | {"look-up": "1"})

    answer = petra.post(page_of(draft, "question"), QUESTION | {"clauses": wrong, "look-up": "1"}, follow=True)

    shown = texts(answer)
    assert ("Already said on" in shown, "7.1.3" in shown) == (False, False)


def test_what_is_said_stands_under_each_question_that_names_clauses_on_the_last_page_too(petra, complete):
    question = QUESTION | {"question_2": "What they share", "question_2a": "And here?", "question_2a_clauses": "4.1"}
    petra.post(page_of(complete, "question"), question)

    pages = [Page(petra.get(page_of(complete, page)), "#already-said") for page in ("question", "check")]

    heads = ["Already said on 7.8.6 , 7.1.3", "Question 2 a): already said on 4.1"]
    assert [page.all("h2") for page in pages] == [heads, heads]


def test_saving_for_later_keeps_what_was_typed_and_says_how_to_come_back(petra, draft):
    answer = petra.post(page_of(draft, "question"), {"clauses": "7..2", "later": "1"}, follow=True)

    draft.refresh_from_db()
    assert answer.redirect_chain[0][0] == page_of(draft, "kept")
    assert draft.answers["question"]["clauses"] == "7..2"
    assert f"http://127.0.0.1:8000/request/draft/{draft.key}/" in texts(answer)


def test_a_lost_database_leaves_what_was_typed_on_the_page(open_database, petra, draft):
    def broken(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "clarifications_draft" in sql:
            raise OperationalError("server closed the connection unexpectedly")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(broken):
        answer = petra.post(page_of(draft, "background"), {"background": "Long thought about."})

    draft.refresh_from_db()
    assert (answer.status_code, "background" in draft.answers) == (200, False)
    assert "Nothing was saved: the database did not keep it." in texts(answer)
    assert answer.context["form"]["background"].value() == "Long thought about."


@pytest.mark.parametrize("page", ["standard", "question", "check"])
def test_pages_take_the_same_number_of_queries_however_much_there_is(petra, complete, page):
    def count() -> int:
        with CaptureQueriesContext(connection) as counted:
            petra.get(page_of(complete, page))
        return len(counted)

    first = count()
    for year in range(1990, 1999):
        EditionFactory(standard=StandardFactory(), year=year)
        BodyFactory()

    assert count() == first
