"""The requester answers a body that asks first: what is typed is kept by every way out, and read when it is sent."""

import pytest
from django.test import Client
from django.urls import reverse

from clarifications.intake.endorsement_models import Endorsement, EndorsementQuestion
from tests.clarifications.intake.endorsing import dana_link, mailed, waiting_url
from tests.clarifications.intake.pages import errors_of, texts
from tests.page import Page


@pytest.fixture
def questioned(petra, asked) -> str:
    """The page on which the requester answers a question of the body."""
    Client().post(dana_link(), {"ask": "1", "ask-text": "Which scheme?"})
    return waiting_url(asked)


def answering(petra, address):
    """The fields of a window in which the requester answers."""
    return Page(petra.get(address), "form#answer").fields


@pytest.mark.parametrize(
    ("go", "leads_to"),
    [
        ("/privacy/", "/privacy/"),
        ("//elsewhere.example/", "/check/"),
        ("https:elsewhere.example", "/check/"),
    ],
)
def test_every_way_out_of_the_page_keeps_what_is_typed_of_an_answer_and_the_body_reads_nothing_of_it(
    petra, questioned, go, leads_to
):
    page, told = Page(petra.get(questioned), "html"), len(mailed("endorse"))

    answer = petra.post(questioned, answering(petra, questioned) | {"answer-text": "For no", "go": go})
    again, read = answering(petra, questioned), texts(Client().get(dana_link()))

    assert [way for way in page.values("a", "href") if not way.startswith("#")] == []
    assert reverse("home") in page.values('button[form="answer"][name="go"]', "value")
    assert (answer["Location"].endswith(leads_to), again["answer-text"]) == (True, ["For no"])
    assert ("For no" in read, "Not answered yet" in read, len(mailed("endorse"))) == (False, True, told)
    petra.post(questioned, again | {"answer-text": "For none.", "answer": "1"})
    assert "For none." in texts(Client().get(dana_link()))


def test_an_answer_that_is_emptied_is_not_kept(petra, questioned):
    petra.post(questioned, answering(petra, questioned) | {"answer-text": "For no", "go": "/"})

    petra.post(questioned, answering(petra, questioned) | {"answer-text": " ", "go": "/"})

    assert EndorsementQuestion.objects.get().answer == ""


def test_an_answer_that_is_far_too_long_is_said_before_the_page_is_left(petra, questioned):
    shown = petra.post(questioned, answering(petra, questioned) | {"answer-text": "x" * 2001, "go": "/"})

    assert [target for target, _words in errors_of(shown)] == ["id_answer-text"]
    assert Page(shown, "form#answer").fields["answer-text"] == ["x" * 2001]


def test_of_two_windows_the_second_does_not_overwrite_what_the_first_kept_of_an_answer(petra, questioned):
    one, two = answering(petra, questioned), answering(petra, questioned)
    petra.post(questioned, one | {"answer-text": "From one", "go": "/"})

    refused = petra.post(questioned, two | {"answer-text": "From two", "go": "/"})
    still = EndorsementQuestion.objects.get().answer
    chosen = petra.post(questioned, Page(refused, "form#answer").fields | {"go": "/"})

    assert "Another window kept another answer." in texts(refused)
    assert Page(refused, "main").all(".cite.typed") == ["From two", "From one"]
    assert (still, chosen["Location"], EndorsementQuestion.objects.get().answer) == ("From one", "/", "From two")


def test_on_leaving_a_question_that_another_window_answered_what_was_typed_is_shown(petra, questioned):
    window = answering(petra, questioned)
    petra.post(questioned, window | {"answer-text": "Ours.", "answer": "1"})

    shown = texts(petra.post(questioned, window | {"answer-text": "Theirs.", "go": "/"}))

    assert ("This question is answered already." in shown, "Theirs." in shown) == (True, True)


def test_an_answer_to_no_question_is_shown_again(petra, questioned):
    shown = texts(petra.post(questioned, {"answer-text": "Ours.", "answer": "1", "number": "x"}))

    assert "Ours." in shown


@pytest.mark.parametrize(
    ("sent", "text"),
    [({"answer": "1"}, "For none."), ({"answer": "1"}, "No."), ({"go": "/"}, "For none."), ({"go": "/"}, "x" * 2001)],
)
@pytest.mark.parametrize("is_own", [True, False])
def test_an_answer_is_shown_when_the_body_has_said_no_meanwhile(petra, questioned, sent, text, is_own):
    window = answering(petra, questioned)
    Client().post(dana_link(), {"decline": "1", "decline-text": "It is not ours."})
    Endorsement.objects.update(is_own=is_own)

    shown = petra.post(questioned, window | sent | {"answer-text": text})

    assert Page(shown, "main").all(".cite.typed") == [text]


def test_without_is_not_sent_when_the_body_has_said_meanwhile_that_it_does_not_ask(petra, questioned):
    Client().post(dana_link(), {"decline": "1", "decline-text": "It is not ours."})
    Endorsement.objects.update(is_own=True)

    shown = texts(petra.post(questioned, {"without": "1"}))

    assert ("The body has said its word meanwhile." in shown, "What you typed" in shown) == (True, False)
