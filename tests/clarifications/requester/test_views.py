"""The private page of a request, by its link: what it shows, what it never shows, and the requester's steps."""

from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clarifications.case.models import Clarification
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.register.beside import RelationKind
from standards.models import Committee
from tests import builders
from tests.builders import clarification_in
from tests.markup import markup
from tests.page import Page
from tests.register import Register

PAGES = ("", "resubmit/", "withdraw/")


def path_of(case, verb: str = "") -> str:
    case.clarification.refresh_from_db()
    return case.clarification.private_path + (f"{verb}/" if verb else "")


def texts(answer) -> str:
    return Page(answer).words


def answers_to(case, **changed: str) -> dict[str, str]:
    version = case.clarification.version
    good = {"answer_1": "The edition of 2017.", "answer_2": "No.", "question_1": "Is it an inspection?"}
    return {"seen_version": str(version)} | good | changed


def another(case, **given):
    """A second request with the cast of the first."""
    return builders.received(builders.cast(**{name: getattr(case, name) for name in builders.SHARED}), **given)


# ---------- who sees it, and what ----------


@pytest.mark.parametrize("state", State)
def test_the_page_stands_in_every_state(petra, db, state):
    case = clarification_in(state)

    answer = petra.get(path_of(case))

    assert answer.status_code == 200
    assert case.clarification.reference in texts(answer)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")
    assert answer["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize(
    ("state", "said", "turn"),
    [
        (
            State.RECEIVED,
            "The secretariat has been checking your request against the criteria since",
            "Secretariat",
        ),
        (State.RETURNED, "The secretariat has been waiting for your answers since", "You"),
        (
            State.UNDER_REVIEW,
            "The maintenance group has been working on an answer since",
            "Maintenance group",
        ),
        (
            State.SEEKING_CONSENSUS,
            "The maintenance group has been seeking consensus since",
            "Maintenance group",
        ),
        (State.REFERRED, "The secretariat referred you to another committee on", ""),
    ],
)
def test_the_page_says_where_the_request_stands_and_whom_it_waits_for(petra, db, state, said, turn):
    context = petra.get(path_of(clarification_in(state))).context

    assert context["stands"] == f"{said} 2 March 2026."
    assert (context["waits_for"], context["is_mine"]) == (turn, turn == "You")


def test_what_comes_next_is_drawn_from_the_map(petra, db):
    context = petra.get(path_of(builders.received())).context

    assert [step.verb for step in context["next_steps"]] == ["send-back", "not-accept", "refer", "answer", "accept"]
    assert [step.verb for step, _url in context["own_steps"]] == ["withdraw"]


@pytest.mark.parametrize("state", State)
def test_no_expert_is_named_and_no_opinion_is_shown(petra, db, state):
    case = clarification_in(state)
    opinions = ["It is, if the inspector directs it.", "First draft", "Because the example says so."]

    page = texts(petra.get(path_of(case)))

    names = [user.name for user in (case.connie, case.max, case.mina, case.sam)]
    shown = [said for said in [*names, *opinions[:2]] if said in page]
    assert shown == []


@pytest.mark.parametrize("tail", ["", "0" * 32, "é" * 32])
def test_a_wrong_link_is_not_found(petra, db, tail):
    case = builders.received()
    key = case.clarification.key

    statuses = [
        petra.get(f"/request/{key}-{tail}/{page.replace('resubmit/', 'withdraw/')}").status_code for page in PAGES
    ]

    assert statuses == [404, 404, 404]


def test_a_revoked_link_is_not_found(petra, db):
    case = builders.received()
    former = path_of(case)
    case.take(steps.RENEW_LINK, case.sam)

    assert [petra.get(former).status_code, petra.get(path_of(case)).status_code] == [404, 200]


def test_a_verb_that_is_not_the_requesters_is_not_found(petra, db):
    case = builders.received()

    statuses = [petra.get(path_of(case, verb)).status_code for verb in ("accept", "comment", "nonsense")]

    assert statuses == [404, 404, 404]


def test_one_link_does_not_open_another_request(petra, db):
    one = builders.received()
    other = another(one)
    mixed = f"/request/{one.clarification.key}-{other.clarification.link.partition('-')[2]}/"

    assert petra.get(mixed).status_code == 404


def test_the_own_request_is_readable_with_earlier_wordings(petra, db):
    case = builders.received(questions=[Asked("Common.", "", [Asked("Is it?", "7.1.3")])])
    case = builders.returned(case)
    case.take(steps.RESUBMIT, case.rita, answers={1: "2017.", 2: "No."}, rewordings={"1 a)": "Is it an inspection?"})

    page = texts(petra.get(path_of(case)))

    said = [
        "Common.",
        "Is it an inspection?",
        "As it was put until 2 March 2026 Is it?",
        "Which edition do you use? 2017.",
    ]
    assert [text in page for text in said] == [True] * 4


def test_html_in_a_request_is_shown_as_typed(petra, db):
    case = builders.received(subject="<b>S</b>", background="<script>alert(1)</script>")

    page = markup(petra.get(path_of(case)))

    assert ("<b>S" in page, "<script>alert" in page, "&lt;script&gt;alert(1)" in page) == (False, False, True)


def test_the_messages_are_shown_with_their_delivery(petra, db):
    context = petra.get(path_of(builders.returned())).context

    assert [(message.verb, message.get_delivery_display()) for message in context["mail"]] == [
        ("send-back", "Waiting to be sent"),
        ("submit", "Waiting to be sent"),
    ]


def test_what_happened_names_the_parts_of_the_process_alone(petra, db):
    context = petra.get(path_of(builders.decided())).context

    assert [(str(row["label"]), str(row["who"])) for row in context["history"]] == [
        ("Received", "You"),
        ("Under review", "Secretariat"),
        ("Seeking consensus", "Maintenance group"),
        ("Decided", "Maintenance group"),
    ]


def test_a_published_request_leads_to_its_record(petra, db):
    case = builders.published()

    answer = petra.get(path_of(case))

    record = case.clarification.record
    assert f'href="{record.get_absolute_url()}"' in markup(answer)
    assert [row["date"] for row in answer.context["timeline"]] == ["2 March 2026"] * 4


@pytest.mark.parametrize("state", [State.NOT_ACCEPTED, State.REFERRED, State.ANSWERED])
def test_an_ended_request_says_why_and_where_to_go(petra, db, state):
    case = clarification_in(state)
    Committee.objects.update(manager_name="Manager Example", manager_email="manager@committee.example")

    page = markup(petra.get(path_of(case)))

    ways = {
        State.NOT_ACCEPTED: "Asks how to implement, not what is meant",
        State.REFERRED: "manager@committee.example",
        State.ANSWERED: "/clarifications/",
    }
    assert ("Because the example says so." in page, ways[state] in page) == (True, True)


def test_each_record_that_answers_is_named_with_what_became_of_it(petra, db):
    register = Register()
    stays, gone, superseded = register.add("It stands"), register.published("Retired"), register.add("Superseded")
    case = builders.received(register.case())
    case.take(steps.ANSWER, case.sam, records=[superseded, gone.clarification.record, stays])
    gone.take(steps.RETIRE, case.sam, replacement=None)
    current = register.published("It supersedes")
    current.take(steps.RELATE, case.sam, other=superseded, kind=RelationKind.SUPERSEDES)

    page = Page(petra.get(path_of(case)))

    assert page.all(".panel li") == [
        f"{superseded.name}: Superseded Now instead: {current.clarification.record.name}",
        f"{gone.clarification.record.name}: Retired Retired",
        f"{stays.name}: It stands",
    ]
    assert page.values(".panel li a") == [
        record.get_absolute_url()
        for record in (superseded, current.clarification.record, gone.clarification.record, stays)
    ]


def test_a_request_entered_for_a_body_says_so(petra, db):
    case = builders.received()
    Clarification.objects.update(entered_by=case.sam)

    page = texts(petra.get(path_of(case)))

    assert ("the secretariat, on behalf of this body" in page, "Sam Example" in page) == (True, False)


def test_the_page_takes_the_same_number_of_queries_however_long_the_story(petra, db):
    def count(case) -> int:
        path = path_of(case)
        with CaptureQueriesContext(connection) as counted:
            petra.get(path)
        return len(counted)

    short = builders.returned(builders.received(questions=[Asked("One?", "7.1", [Asked("a?", "7.2")])]))
    many = [Asked(f"{n}?", "7.1", [Asked("a?", "7.2"), Asked("b?", "7.3")]) for n in range(8)]
    long = builders.returned(another(short, questions=many))
    for case in (short, long):
        answers = {1: "2017.", 2: "No."}
        case.take(steps.RESUBMIT, case.rita, answers=answers, rewordings={"1": "Other?"})
    for _ in range(2):
        builders.returned(long)
        long.take(steps.RESUBMIT, long.rita, answers=answers, rewordings={"2": "Other?"})

    assert count(long) == count(short)


# ---------- answering ----------


def test_the_questions_of_the_secretariat_are_answered_one_by_one(petra, db):
    case = builders.returned()

    answer = petra.post(path_of(case, "resubmit"), answers_to(case), follow=True)

    clarification = Clarification.objects.get()
    assert (answer.redirect_chain, clarification.state) == ([(clarification.private_path, 302)], State.RECEIVED)
    assert [row.answer for row in clarification.returns.get().questions.all()] == ["The edition of 2017.", "No."]
    assert "Your answers are sent. The secretariat goes on." in texts(answer)


def test_an_answer_that_is_missing_is_named_and_the_others_stay(petra, db):
    case = builders.returned()

    answer = petra.post(path_of(case, "resubmit"), answers_to(case, answer_1="x" * 10_001, answer_2=""))

    page = Page(answer)
    assert page.errors == [
        ("id_answer_1", "10 001 of at most 10 000 characters."),
        ("id_answer_2", "Answer question 2 of the secretariat."),
    ]
    assert ("x" * 10_001 in page.all("textarea"), page.title.partition(":")[0]) == (True, "Error")


def test_answering_twice_answers_once(petra, db):
    case = builders.returned()
    data = answers_to(case)

    answers = [petra.post(path_of(case, "resubmit"), data) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Clarification.objects.get().events.filter(verb="resubmit").count() == 1


def test_a_stale_page_keeps_the_answers_and_says_who_was_faster(petra, db):
    case = builders.returned()
    data = answers_to(case)
    case.take(steps.CORRECT_ADDRESS, case.sam, email="rita@new.example")

    answer = petra.post(path_of(case, "resubmit"), data)
    again = petra.post(path_of(case, "resubmit"), data | {"seen_version": str(case.clarification.version)})

    page, typed = unescape(markup(answer)), answer.content.decode()
    assert (answer.status_code, "Somebody was faster" in page, ">\nThe edition of 2017.</textarea>" in typed) == (
        200,
        True,
        True,
    )
    assert f'name="seen_version" value="{case.clarification.version}"' in page
    assert again.status_code == 302


def test_a_step_that_is_not_open_any_more_says_so(petra, db):
    case = builders.received()

    answers = [petra.get(path_of(case, "resubmit")), petra.post(path_of(case, "resubmit"), answers_to(case))]

    said = "This step is not open any more: the request is now “Received”."
    assert [said in texts(answer) for answer in answers] == [True, True]
    assert Clarification.objects.get().state == State.RECEIVED


# ---------- withdrawing ----------


def test_withdrawing_says_first_what_it_does(petra, db):
    case = builders.under_review()

    answer = petra.get(path_of(case, "withdraw"))

    assert f"This ends {case.clarification.reference}, “{case.clarification.subject}”." in texts(answer)
    assert Clarification.objects.get().state == State.UNDER_REVIEW


def test_withdrawing_needs_a_reason(petra, db):
    case = builders.received()

    answer = petra.post(path_of(case, "withdraw"), {"reason": " "})

    assert (answer.status_code, Clarification.objects.get().state) == (200, State.RECEIVED)
    assert list(answer.context["form"].errors) == ["reason"]


def test_a_withdrawn_request_is_over(petra, db):
    case = builders.seeking_consensus()

    answer = petra.post(path_of(case, "withdraw"), {"reason": "It is settled."}, follow=True)

    assert Clarification.objects.get().state == State.WITHDRAWN
    assert ("The request is withdrawn." in texts(answer), "It is settled." in texts(answer)) == (True, True)


def test_withdrawing_twice_withdraws_once(petra, db):
    case = builders.received()

    answers = [petra.post(path_of(case, "withdraw"), {"reason": "Settled."}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Clarification.objects.get().events.filter(verb="withdraw").count() == 1


def test_a_published_request_cannot_be_withdrawn(petra, db):
    case = builders.published()

    answer = petra.post(path_of(case, "withdraw"), {"reason": "Too late."})

    assert (answer.status_code, Clarification.objects.get().state) == (200, State.PUBLISHED)
    assert "This step is not open any more" in texts(answer)


def test_the_steps_need_the_proof_of_the_form(db):
    case = builders.received()

    answer = Client(enforce_csrf_checks=True).post(path_of(case, "withdraw"), {"reason": "Settled."})

    assert (answer.status_code, Clarification.objects.get().state) == (403, State.RECEIVED)


def test_only_so_many_steps_are_taken_from_one_address(petra, db, settings):
    settings.RATE_LIMITS = True
    case = builders.received()

    statuses = {petra.post(path_of(case, "withdraw"), {}).status_code for _ in range(61)}

    assert statuses == {200, 429}
