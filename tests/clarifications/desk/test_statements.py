"""What the case file asks of the database: a few statements for every reader, in every state, however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clarifications.case.models import Clarification
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.review.steps import DraftAnswer
from tests.builders import clarification_in, published, received, reviewed, seeking_consensus, under_review
from tests.clarifications.desk.cases import handed_over
from tests.clarifications.incorporation.verdicts import newer
from tests.factories import BodyFactory, ConvenorFactory, GroupFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db

MOST = 12  # the session and its person among them; a second factor takes two more
PEOPLE = ("sam", "connie", "max", "mina")


def statements(browser, address) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return [query["sql"] for query in asked]


@pytest.mark.parametrize("state", State)
def test_the_case_file_asks_a_few_statements_in_every_state_for_everybody_who_sees_it(browser_of, state):
    case = clarification_in(state)
    address = case.clarification.get_absolute_url()
    asked = {}

    for name in PEOPLE:
        browser = browser_of(getattr(case, name))
        if browser.get(address).status_code == 200:
            asked[name] = len(statements(browser, address))

    group_sees_it = case.clarification.group_id and state in Clarification.seen_by_groups()
    assert list(asked) == list(PEOPLE if group_sees_it else ["sam"])
    assert {name: number for name, number in asked.items() if number > MOST} == {}


def test_a_member_who_has_not_said_whose_body_is_concerned_takes_no_more(browser_of):
    case = handed_over()

    assert len(statements(browser_of(case.max), case.clarification.get_absolute_url())) <= MOST


def test_nor_does_a_case_in_which_everything_happened(browser_of):
    case = received()
    case.take(steps.ASK_REQUESTER, case.sam, questions=["Which edition do you use?"])
    case = under_review(case)
    consulted, asked = ConvenorFactory(group=GroupFactory()), RepresentativeFactory(body=BodyFactory())
    case.take(steps.NAME_CONSULTED, case.sam, groups=[consulted.group], bodies=[asked.body])
    case.take(steps.COMMENT, case.max, text="One.")
    case = seeking_consensus(drafted_twice(case))
    case.object(case.mina)
    case.answer(case.mina)
    case.judge(case.mina, "resolved")
    case.agree(case.connie, case.max)
    case.take(steps.CONCLUDE, case.connie)
    case = published(case)
    verdict = reviewed(newer(case))
    case.take(steps.STILL_APPLIES, case.sam, **verdict)
    case.take(steps.ASK_WITHDRAWAL, case.connie, verdict=case.clarification.record.verdicts.first())
    address = case.clarification.get_absolute_url()

    asked = {name: len(statements(browser_of(getattr(case, name)), address)) for name in PEOPLE}
    assert {name: number for name, number in asked.items() if number > MOST} == {}


def drafted_twice(case):
    for position in ("It is.", "It is, if the inspector directs it."):
        labels = [question.label for question in case.clarification.questions.all()]
        answer = DraftAnswer(questions=labels, outcome="yes", position=position)
        case.take(steps.DRAFT, case.max, answers=[answer], note="A draft")
    return case


@pytest.mark.parametrize("state", State)
def test_the_page_of_a_requester_asks_a_few_statements_in_every_state(petra, state):
    case = clarification_in(state)

    assert len(statements(petra, case.clarification.private_path)) <= (7 if state == State.ANSWERED else 5)
