"""A requester puts right what was asked, while the request is returned, and reads what the secretariat put right."""

import pytest

from clarifications.map import steps
from clarifications.map.steps import State
from tests.builders import clarification_in, corrected_request, returned, under_review
from tests.page import Page

pytestmark = pytest.mark.django_db
VERB = "correct-own-request"


def address_of(case) -> str:
    return f"{case.clarification.private_path}{VERB}/"


def opened(petra, case, **typed) -> dict[str, str]:
    return Page(petra.get(address_of(case)), "form[novalidate]").fields | typed


def words(answer) -> str:
    return Page(answer).words


def test_a_returned_request_is_corrected_on_the_private_page(petra):
    case = returned()
    before = words(petra.get(case.clarification.private_path))

    answer = petra.post(address_of(case), opened(petra, case, clauses="7.1.6", subject="Images"), follow=True)

    assert "Correct your request" in before
    assert "Your request is corrected. What it was stays in the history." in words(answer)
    assert (
        "Corrected on 2 March 2026 By You What Clauses “7.1.6” instead of “7.1.5, 6.2.4”"
        " Subject “Images” instead of “Images that the client transmits”"
    ).replace("2 March 2026", f"{case.clarification.events.latest('number').at:%-d %B %Y}") in words(answer)
    case.clarification.refresh_from_db()
    assert (case.clarification.state, case.clarification.clause_numbers) == ("returned", "7.1.6")


def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(petra):
    case = returned()

    answer = petra.post(address_of(case), opened(petra, case, clauses="", background="What I typed."))

    assert "Name the clauses, or say that the question is about the standard as a whole." in words(answer)
    assert Page(answer).all("textarea")[0] == "What I typed."


def test_the_same_again_is_no_correction(petra):
    case = returned()

    answer = petra.post(address_of(case), opened(petra, case))

    assert (answer.status_code, "Nothing is changed." in words(answer)) == (200, True)


def test_who_was_slower_than_the_secretariat_keeps_what_was_typed(petra):
    case = returned()
    typed = opened(petra, case, subject="Pictures")
    case.take(steps.CORRECT_REQUEST, case.sam, **corrected_request(case))

    answer = petra.post(address_of(case), typed)
    again = petra.post(address_of(case), Page(answer, "form[novalidate]").fields)

    assert "Somebody was faster: somebody changed the case" in words(answer)
    assert again.status_code == 302
    case.clarification.refresh_from_db()
    assert case.clarification.subject == "Pictures"


@pytest.mark.parametrize("state", [state for state in State if state is not State.RETURNED])
def test_a_request_that_is_not_returned_is_not_corrected_by_its_requester(petra, state):
    case = clarification_in(state)
    asked = case.clarification
    typed = {
        "seen_version": str(asked.version),
        "edition": case.edition.reference,
        "clauses": "7.1.6",
        "subject": "Images",
    }

    pages = [petra.get(address_of(case)), petra.post(address_of(case), typed)]

    assert ["This step is not open any more" in words(page) for page in pages] == [True, True]
    assert asked.events.filter(verb=VERB).count() == 0


def test_the_requester_reads_what_the_secretariat_put_right_and_why(petra):
    case = under_review()
    case.take(steps.CORRECT_REQUEST, case.sam, reason="You wrote that 7.1.6 is meant.", **corrected_request(case))

    page = words(petra.get(case.clarification.private_path))

    assert "By Secretariat What Clauses “7.1.6, 6.2.4” instead of “7.1.5, 6.2.4” Why You wrote that 7.1.6" in page
    assert "Sam Example" not in page
