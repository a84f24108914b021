"""The page on which the secretariat puts right what was asked, and what the case says of it afterwards."""

import pytest

from clarifications.intake.questions import Asked
from clarifications.map import steps
from standards.models import Responsibility
from standards.models.clauses import ClauseDepth
from standards.reading.depth_kinds import DepthKind
from tests.builders import corrected_request, drafted, received, returned, under_review
from tests.clarifications.desk.pages import address_of, fresh, opened, send
from tests.factories import ClauseFactory, EditionFactory, GroupFactory
from tests.page import Page

pytestmark = pytest.mark.django_db
VERB = "correct-request"
WHY = "The requester wrote that 7.1.6 is meant."


def words(answer):
    return Page(answer).words


def history_of(browser, case):
    """The newest line of the history."""
    return Page(browser.get(case.clarification.get_absolute_url())).all('section[aria-labelledby="history"] dd')[0]


def test_the_page_opens_with_what_was_asked(browser_of):
    parts = [Asked("The first?", "7.1.6"), Asked("The second?", "Annex A and A.1")]
    case = received(questions=[Asked("Two cases.", parts=parts)], clauses="7.1.5 to 7.1.7")

    fields = opened(browser_of(case.sam), case, VERB)

    asked = case.clarification
    assert {name: values[-1] for name, values in fields.items() if name != "made_for"} == {
        "seen_version": "1",
        "edition": case.edition.reference,
        "other_standard": "",
        "clauses": "7.1.5, 7.1.6, 7.1.7",
        "own-1-clauses": "",
        "own-2-clauses": "7.1.6",
        "own-3-clauses": "Annex A and A.1",
        "subject": asked.subject,
        "background": asked.background,
        "understanding": asked.understanding,
        "reason": "",
    }


def test_a_clause_is_put_right_and_the_history_says_what_it_was_and_why(browser_of):
    case = under_review()
    browser = browser_of(case.sam)

    answer = send(browser, case, VERB, clauses="7.1.6, 6.2.4", reason=WHY)

    assert answer.headers["Location"] == case.clarification.get_absolute_url()
    assert history_of(browser, case) == (
        f"Sam Example corrected what was asked: Clauses “7.1.6, 6.2.4” instead of “7.1.5, 6.2.4”. {WHY}"
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"clauses": "7.1.6", "reason": " "}, "This field is required."),
        ({"clauses": "", "reason": WHY}, "Name the clauses, or say that the question is about the standard"),
        ({"clauses": "seven", "reason": WHY}, "seven"),
        ({"subject": "", "reason": WHY}, "Say in a few words what it is about."),
        ({"edition": "", "reason": WHY}, "Name the edition, or the standard of another committee."),
        ({"other_standard": "ISO 9001", "reason": WHY}, "You named an edition already."),
        ({"edition": "", "other_standard": "ISO 9001", "reason": WHY}, "A group has the request: name one of CASCO’s"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(browser_of, typed, said):
    case = under_review()

    page = send(browser_of(case.sam), case, VERB, background="What I typed.", **typed)

    assert said in words(page).replace("CASCO's", "CASCO’s")
    assert Page(page).all("textarea")[0] == "What I typed."
    assert fresh(case).events.latest("number").verb == "declare-no-interest"


def test_the_same_again_is_no_correction(browser_of):
    case = received()

    page = send(browser_of(case.sam), case, VERB, reason=WHY)

    assert (page.status_code, "Nothing is changed." in words(page)) == (409, True)


def test_a_clause_that_is_not_in_the_other_edition_is_refused_beside_its_field(browser_of):
    case = received()
    newer = EditionFactory(standard=case.edition.standard, year=2031)
    ClauseFactory(edition=newer, number="7.1.5")
    ClauseDepth.objects.create(edition=newer, branch="", kind=DepthKind.PARAGRAPHS, sort_key="")

    page = send(browser_of(case.sam), case, VERB, edition=newer.reference, **{"own-1-clauses": "9.9"}, reason=WHY)

    assert "6.2.4 is not in" in words(page)
    assert "9.9 is not in" in words(page)


def test_a_page_that_the_requester_was_faster_than_keeps_what_was_typed_and_can_be_sent_again(browser_of):
    case = returned()
    browser = browser_of(case.sam)
    typed = opened(browser, case, VERB, subject="Pictures", reason=WHY)
    case.take(steps.CORRECT_OWN_REQUEST, case.rita, **corrected_request(case))

    page = browser.post(address_of(case, VERB), typed)
    again = browser.post(address_of(case, VERB), Page(page, 'form[method="post"][novalidate]').fields)

    assert (page.status_code, "Somebody was faster: somebody changed the case" in words(page)) == (409, True)
    assert again.status_code == 302
    assert (fresh(case).subject, fresh(case).clause_numbers) == ("Pictures", "7.1.5, 6.2.4")


def test_a_double_click_corrects_once(browser_of):
    case = received()
    browser = browser_of(case.sam)
    typed = opened(browser, case, VERB, subject="Pictures", reason=WHY)

    answers = [browser.post(address_of(case, VERB), typed) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert fresh(case).events.filter(verb=VERB).count() == 1


@pytest.mark.parametrize(("who", "status"), [("max", 403), ("connie", 403)])
def test_nobody_of_the_group_puts_a_request_right(browser_of, who, status):
    case = under_review()

    answer = browser_of(getattr(case, who)).get(address_of(case, VERB))

    assert (answer.status_code, "This step is for: Secretariat." in words(answer)) == (status, True)


def test_the_case_says_what_is_from_before_the_correction(browser_of):
    case = drafted()
    other = EditionFactory(year=2022)
    group = GroupFactory(name="WG 99")
    Responsibility.objects.create(standard=other.standard, group=group, confidence="verified")
    browser = browser_of(case.max)
    before = words(browser.get(case.clarification.get_absolute_url()))

    case.take(steps.CORRECT_REQUEST, case.sam, **corrected_request(case, edition=other))

    after = words(browser.get(case.clarification.get_absolute_url()))
    assert "was corrected on" not in before
    assert (
        "What was asked was corrected on 2 March 2026. The history says what it was."
        " The newest draft was written before that. Findings on the criteria were recorded before that."
        f" The request stays with {case.group}; WG 99 is responsible for {other.standard.designation}."
    ) in after


def test_what_is_written_after_the_correction_is_not_said_to_be_from_before(browser_of):
    case = received()
    case.take(steps.CORRECT_REQUEST, case.sam, **corrected_request(case))
    drafted(under_review(case))

    page = words(browser_of(case.max).get(case.clarification.get_absolute_url()))

    assert [said in page for said in ("was corrected on", "before that")] == [True, False]


def test_who_calls_reads_that_the_draft_is_from_before(browser_of):
    case = drafted()
    case.take(steps.CORRECT_REQUEST, case.sam, **corrected_request(case))

    page = words(browser_of(case.connie).get(address_of(case, "call")))

    assert "The newest draft was written before that." in page


def test_what_is_published_already_is_looked_for_on_the_clauses_that_hold_now(browser_of):
    case = received()
    case.take(steps.CORRECT_REQUEST, case.sam, **corrected_request(case, clauses="5.1"))

    page = browser_of(case.sam).get(case.clarification.get_absolute_url())

    assert [clause.canonical for clause in page.context["file"].clauses] == ["5.1"]
