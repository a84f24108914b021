"""What the secretariat asks while a request goes on, on the private page of its requester."""

import pytest

from clarifications.map import steps
from clarifications.map.steps import State
from tests.builders import clarification_in
from tests.page import Page

pytestmark = pytest.mark.django_db


def test_what_the_secretariat_asks_meanwhile_is_answered_on_the_private_page(petra):
    case = clarification_in(State.UNDER_REVIEW)
    case.take(steps.ASK_REQUESTER, case.sam, questions=["Which scheme is it?"])
    path = case.clarification.private_path
    asked = Page(petra.get(path)).words
    form = Page(petra.get(f"{path}answer-inquiry/"), "form[novalidate]").fields

    refused = petra.post(f"{path}answer-inquiry/", form)
    response = petra.post(f"{path}answer-inquiry/", form | {"answer_1": "The one of 2019."})

    after = Page(petra.get(path)).words
    assert "Which scheme is it?" in asked
    assert "Answer question 1 of the secretariat." in Page(refused).words
    assert response.headers["Location"] == path
    assert ["Answer the secretariat" in after, "The one of 2019." in after] == [False, True]
