"""What becomes of a page of a draft that is sent: kept by whatever button, beside what another window kept, bounded."""

import json

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from clarifications.intake.drafts import PAUSE
from clarifications.intake.models import BESIDE, UNFINISHED, Draft
from clarifications.intake.sheet import Sheet
from clarifications.mail.models import Message
from clarifications.map import steps
from clarifications.register.beside import RelationKind
from standards.models import Edition
from tests.clarifications.intake.pages import BACKGROUND, IDENTITY, QUESTION, ask, errors_of, page_of, texts
from tests.factories import BodyFactory, UserFactory
from tests.page import Page
from tests.register import Register

TWO = "Another text was typed here in another window. Choose one of the two, or put them together."


def opened(browser, draft, page):
    """What a window would send of a page as it is opened."""
    return Page(browser.get(page_of(draft, page)), "form#draft").fields


def send(browser, draft, page, window, **typed):
    return browser.post(page_of(draft, page), window | typed)


def keeps(browser, draft, page, window, **typed):
    """What the script of a window sends when it keeps the fields that changed."""
    address = reverse("clarifications:keep-draft", args=[draft.key, page])
    return browser.post(address, {"keep": "1", "seen": window["seen"], **typed})


def records_on(draft):
    """The addresses of what is published on a clause of a draft: a record, and the one that superseded it."""
    register, edition = Register(), Edition.objects.get(pk=draft.answers["standard"]["edition"])
    older = register.add("Older", clauses="7.8.6", edition=edition)
    case = register.published("Current", clauses="4.1", edition=edition)
    case.take(steps.RELATE, case.sam, other=older, kind=RelationKind.SUPERSEDES)
    return [older.get_absolute_url(), case.clarification.record.get_absolute_url()]


def kept(draft, page):
    draft.refresh_from_db()
    return draft.answers[page]


# ---------- buttons that leave the page ----------


@pytest.mark.parametrize("page", ["standard", "question", "background", "identity"])
def test_every_way_out_of_a_page_is_a_button_that_keeps(petra, complete, norland, page):
    petra.post(page_of(complete, "identity"), IDENTITY | {"body_name": "", "claimed_kind": "", "body": norland.name})
    petra.post(ask(petra, complete))

    shown = Page(petra.get(page_of(complete, page)))

    assert [way for way in shown.values("a") if not str(way).startswith("#")] == []
    assert shown.values("form", "id") == ["draft"]
    assert set(shown.values("button", "form")) <= {"draft", None}
    ways = shown.values('button[name="go"]', "value")
    assert ways[0] == "/"
    assert reverse("clarifications:draft-endorsement", args=[complete.key]) in ways


def test_what_is_said_already_is_read_by_a_button_that_keeps(petra, complete):
    published = records_on(complete)

    shown = Page(petra.get(page_of(complete, "question")), "#already-said")

    assert shown.values("a") == []
    assert shown.values('button[name="go"][form="draft"]', "value") == published


def test_the_way_to_where_the_link_went_keeps_too(petra, complete):
    ask(petra, complete)

    shown = Page(petra.get(page_of(complete, "background")), "main")

    assert reverse("clarifications:draft-sent", args=[complete.key]) in shown.values('button[name="go"]', "value")


def test_the_secretariat_comes_back_to_its_desk_by_a_button_that_keeps(petra, complete):
    sam = UserFactory(is_secretariat=True)
    petra.force_login(sam)

    shown = Page(petra.get(page_of(complete, "background")), "header")

    assert shown.values('button[name="go"]', "value") == ["/", "/desk/"]


@pytest.mark.parametrize(
    ("go", "leads_to"),
    [
        ("/request/", "/request/"),
        ("/privacy/", "/privacy/"),
        ("/clarifications/CL-1/#answers", "/clarifications/CL-1/#answers"),
        ("nowhere", "/question/"),
        ("//elsewhere.example/", "/question/"),
        ("https://elsewhere.example/", "/question/"),
        ("https:elsewhere.example", "/question/"),
        ("\\\\elsewhere.example", "/question/"),
        ("/\\elsewhere.example", "/question/"),
        ("javascript:alert(1)", "/question/"),
        ("/\t/elsewhere.example", "/question/"),
        ("/\r\nSet-Cookie: a=b", "/%0ASet-Cookie:%20a=b"),
        ("/%0d%0aSet-Cookie: a=b", "/%0d%0aSet-Cookie:%20a=b"),
        ("/privacy/\0", "/privacy/"),
        ("/http://[::1", "/http://[::1"),
        ("/" + "x" * 500, "/question/"),
    ],
)
def test_a_button_in_the_margin_keeps_what_was_typed_right_or_wrong(petra, draft, go, leads_to):
    answer = petra.post(page_of(draft, "identity"), {"contact": "Rita", "email": "half@", "go": go})

    assert answer["Location"].endswith(leads_to)
    assert [kept(draft, "identity")[name] for name in ("contact", "email", UNFINISHED)] == ["Rita", "half@", True]


def test_the_return_key_goes_on_whatever_buttons_stand_before(petra, complete):
    shown = Page(petra.get(page_of(complete, "question")))

    first = shown.root.css('button[form="draft"], form#draft button')[0]
    assert (first.attributes.get("name"), first.text().strip()) == (None, "Continue")


# ---------- while one types ----------


def test_the_script_keeps_the_fields_that_changed_and_is_told_so(petra, complete):
    window = opened(petra, complete, "background")

    answer = keeps(petra, complete, "background", window, understanding="No.")

    assert kept(complete, "background") == BACKGROUND | {"understanding": "No."}
    said = answer.json()
    assert (answer.status_code, said["said"][:8], list(said["seen"])) == (200, "Kept at ", ["understanding"])


def test_a_box_that_is_not_ticked_any_more_is_a_change(petra, draft):
    petra.post(page_of(draft, "question"), {"is_general": "on", "go": "standard"})
    window = opened(petra, draft, "question")

    keeps(petra, draft, "question", window, is_general="")

    assert kept(draft, "question")["is_general"] is False


def test_the_script_is_told_where_another_window_typed_into_the_same_field(petra, complete):
    one, two = opened(petra, complete, "background"), opened(petra, complete, "background")
    keeps(petra, complete, "background", one, background="From one")

    answer = keeps(petra, complete, "background", two, background="From two")

    said = "Another window typed into the same field: Background. Both texts are kept; go on to see them."
    assert answer.json()["said"] == said
    assert kept(complete, "background")["background"] == "From two"
    assert kept(complete, "background")[BESIDE] == {"background": ["From one"]}


def test_the_script_is_told_what_is_too_long_to_be_kept(petra, complete):
    window = opened(petra, complete, "background")

    answer = keeps(petra, complete, "background", window, background="x" * 20_001)

    assert answer.json()["said"] == "Not all is kept, it is too long: Background."


def test_the_script_is_told_that_a_received_draft_keeps_nothing(petra, complete):
    window = opened(petra, complete, "background")
    petra.post(ask(petra, complete))

    answer = keeps(petra, complete, "background", window, background="Late")

    assert (answer.status_code, answer.json()) == (409, {"said": "This request is received already."})


def test_the_script_is_told_that_the_database_did_not_keep_it(open_database, petra, complete):
    window = opened(petra, complete, "background")

    def broken(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "clarifications_draft" in sql:
            raise OperationalError("server closed the connection unexpectedly")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(broken):
        answer = keeps(petra, complete, "background", window, background="Typed")

    assert answer.status_code == 503
    assert answer.json()["said"].startswith("Nothing was saved: the database did not keep it.")


def test_the_script_finds_no_page_that_is_none(petra, draft):
    assert petra.post(reverse("clarifications:keep-draft", args=[draft.key, "check"])).status_code == 404


# ---------- two windows ----------


def test_fields_that_two_windows_changed_apart_are_both_kept(petra, complete):
    one, two = opened(petra, complete, "background"), opened(petra, complete, "background")
    send(petra, complete, "background", one, background="From one")

    answer = send(petra, complete, "background", two, understanding="From two")

    assert answer.status_code == 302
    assert kept(complete, "background") == {"background": "From one", "understanding": "From two"}


def test_of_a_field_that_two_windows_changed_both_texts_are_shown_and_kept(petra, complete):
    one, two = opened(petra, complete, "background"), opened(petra, complete, "background")
    send(petra, complete, "background", one, background="From one")

    answer = send(petra, complete, "background", two, background="From two", go="standard")

    assert (answer.status_code, errors_of(answer)) == (200, [("id_background", TWO)])
    sides = Page(answer).all(".offer__sides dd")
    assert sides == ["From two", "From one"]
    assert Page(petra.get(page_of(complete, "background"))).all(".offer__sides dd") == sides
    assert Sheet(complete, page="check").unfinished == []
    assert kept(complete, "background")[UNFINISHED] is True


@pytest.mark.parametrize(
    ("button", "text"),
    [("take", "From one"), ("add", "From two\n\nFrom one"), ("drop", "From two")],
)
def test_the_person_chooses_between_two_texts_or_puts_them_together(petra, complete, button, text):
    one, two = opened(petra, complete, "background"), opened(petra, complete, "background")
    send(petra, complete, "background", one, background="From one")
    shown = Page(send(petra, complete, "background", two, background="From two"))
    choices = shown.values("button[name=settle]", "value")
    (choice,) = [choice for choice in choices if choice.startswith(button)]

    answer = send(petra, complete, "background", shown.fields, settle=choice)

    assert answer["Location"] == page_of(complete, "background") + "#id_background"
    assert kept(complete, "background") == {"background": text, "understanding": "Yes."}


def test_two_windows_that_chose_different_bodies_are_shown_by_name(petra, complete):
    bodies = [BodyFactory(name=name, acronym="", country="") for name in ("Standards North", "Standards South")]
    one, two = opened(petra, complete, "identity"), opened(petra, complete, "identity")
    send(petra, complete, "identity", one, body=bodies[0].name, body_name="")

    answer = send(petra, complete, "identity", two, body=bodies[1].name, body_name="")

    assert Page(answer).all(".offer__sides dd") == ["Standards South", "Standards North"]


def test_no_question_is_removed_that_is_not_the_one_on_the_page(petra, complete):
    petra.post(page_of(complete, "question"), QUESTION | {"question_2": "Second?", "question_3": "Third?"})
    one, two = opened(petra, complete, "question"), opened(petra, complete, "question")
    send(petra, complete, "question", one, remove="1")

    send(petra, complete, "question", two, remove="1")

    assert [row["text"] for row in kept(complete, "question")["questions"]] == ["Second?", "Third?"]


def test_a_question_is_removed_by_a_second_button_that_the_first_one_unfolds(petra, complete):
    petra.post(page_of(complete, "question"), QUESTION | {"question_2": "Second?"})

    shown = Page(petra.get(page_of(complete, "question")))

    assert shown.all("details.fold button[name=remove]") == ["Remove 1 for good", "Remove 2 for good"]
    assert shown.values("button[name=remove]", "value") == ["1", "2"]


def test_a_question_added_in_another_window_stays(petra, complete):
    one, two = opened(petra, complete, "question"), opened(petra, complete, "question")
    send(petra, complete, "question", one, add="question")
    keeps(petra, complete, "question", opened(petra, complete, "question"), question_2="Second?")

    send(petra, complete, "question", two, subject="Another subject")

    page = kept(complete, "question")
    assert (page["subject"], [row["text"] for row in page["questions"]]) == (
        "Another subject",
        [QUESTION["question_1"], "Second?"],
    )


def test_too_many_windows_are_refused_with_what_was_typed_on_the_page(petra, complete):
    windows = [opened(petra, complete, "background") for _number in range(6)]
    answers = [
        send(petra, complete, "background", window, background=f"From {number}")
        for number, window in enumerate(windows)
    ]

    assert "This page is open in too many windows." in texts(answers[-1])
    assert answers[-1].context["form"]["background"].value() == "From 5"
    assert json.loads(answers[-1].context["seen"]) == json.loads(windows[-1]["seen"][0])
    assert kept(complete, "background")["background"] == "From 4"


# ---------- how much is kept ----------


def test_twice_the_limit_of_a_field_is_kept_and_it_is_said_beside_it(petra, complete):
    petra.post(page_of(complete, "background"), {"background": "x" * 30_000, "go": "standard"})

    assert kept(complete, "background")["background"] == "x" * 20_000


def test_a_button_leads_nowhere_while_not_all_is_kept(petra, complete):
    typed = QUESTION | {"question_1": "y" * 20_001, "add": "question"}

    answer = petra.post(page_of(complete, "question"), typed)

    assert ("id_question_1", "Only the first 20 000 characters are kept.") in errors_of(answer)
    assert answer.context["form"].formsets["questions"].forms[0]["text"].value() == "y" * 20_001
    assert [len(row["text"]) for row in kept(complete, "question")["questions"]] == [20_000]


def test_lines_and_addresses_are_bounded_too(petra, complete):
    petra.post(page_of(complete, "identity"), IDENTITY | {"contact": "c" * 999, "email": "e" * 999, "body": "7" * 999})

    page = kept(complete, "identity")
    assert [len(page[name]) for name in ("contact", "email", "body")] == [240, 508, 600]


def test_a_draft_that_is_too_long_as_a_whole_keeps_what_it_kept_and_says_so(petra, complete):
    long = {f"question_{number}": "x" * 20_000 for number in range(1, 11)} | {
        f"question_{number}{letter}": "x" * 20_000 for number in range(1, 5) for letter in "abcde"
    }

    answer = petra.post(page_of(complete, "question"), QUESTION | long)

    assert "kB, and at most 500 kB are kept. What you typed is still here." in texts(answer)
    assert answer.context["form"].formsets["questions"].forms[0]["text"].value() == "x" * 20_000
    assert [row["text"] for row in kept(complete, "question")["questions"]] == [QUESTION["question_1"]]


# ---------- the way back by mail ----------


def test_the_address_of_a_draft_is_mailed_on_request_in_neutral_words(petra, draft):
    answer = petra.post(page_of(draft, "kept"), {"email": "rita@home.example"}, follow=True)

    assert "If mail reaches the address that you gave, the message is on its way." in texts(answer)
    assert f"/request/draft/{draft.key}/" in Message.objects.get(to="rita@home.example").text


def test_why_the_address_of_a_draft_is_not_mailed_is_said_at_its_field(petra, draft):
    answers = [petra.post(page_of(draft, "kept"), {"email": "half@"})]
    for _number in range(3):
        petra.post(page_of(draft, "kept"), {"email": "rita@home.example"})
        Message.objects.update(queued_at=timezone.now() - PAUSE)

    answers.append(petra.post(page_of(draft, "kept"), {"email": "rita@home.example"}))

    assert [errors_of(answer) for answer in answers] == [
        [("id_email", "This is not an e-mail address. One looks like name@body.example.")],
        [("id_email", "Too many messages went to this address today. Keep the address that stands above.")],
    ]


def test_the_address_of_a_draft_of_the_secretariat_is_mailed_to_nobody(browser_of, sam, edition):
    browser_of(sam).post("/desk/new/request/")
    draft = Draft.objects.get()

    answer = browser_of(sam).post(page_of(draft, "kept"), {"email": "rita@home.example"})

    assert ("Mail the address" in texts(answer), Message.objects.exists()) == (False, False)
