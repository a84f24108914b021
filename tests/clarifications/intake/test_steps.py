"""Intake as process: confirmation, receipt, answers to the secretariat, erasure of who asked."""

import os
import subprocess
import sys

import pytest

from accounts.models import BodySuccession
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.intake.drafts import MOST_CONFIRMATIONS, PAUSE, LinkRefused, ask_for_confirmation, find_draft
from clarifications.intake.models import Draft, Identity
from clarifications.intake.questions import Asked, questions_with_parts
from clarifications.intake.receiving import confirm, receive_on_behalf
from clarifications.intake.saving import save_draft
from clarifications.mail.models import Message
from clarifications.map import steps
from clarifications.map.steps import State
from tests import builders
from tests.builders import START
from tests.clarifications.intake.drafts import DAY, LATER, answers_for, asked, complete_draft
from tests.clarifications.worker import ROOT, SharedDatabase
from tests.factories import BodyFactory, ClauseFactory, EditionFactory


@pytest.fixture
def edition(db):
    return EditionFactory()


@pytest.fixture
def draft(edition) -> Draft:
    """A complete draft of Rita's."""
    return complete_draft(edition)


# ---------- confirmation ----------


def test_the_confirmation_goes_to_the_address_given(draft):
    asked(draft)

    assert list(Message.objects.values_list("to", "verb", "role")) == [("rita@member.example", "confirm", "requester")]


def test_asking_twice_at_once_sends_one_mail(draft):
    code = asked(draft)

    again = asked(draft, START + PAUSE / 2)

    assert (again, Message.objects.count()) == (code, 1)


def test_asking_again_later_makes_the_former_link_useless(draft):
    first = asked(draft)
    second = asked(draft, START + PAUSE)

    with pytest.raises(LinkRefused) as refused:
        confirm(first, at=LATER)

    assert refused.value.clarification is None
    assert confirm(second, at=LATER).state == State.RECEIVED


def test_an_address_gets_only_so_many_confirmations_a_day(draft, edition):
    for number in range(MOST_CONFIRMATIONS):
        asked(draft, START + number * PAUSE)

    with pytest.raises(StepRefused) as refused:
        ask_for_confirmation(draft, at=START + MOST_CONFIRMATIONS * PAUSE)

    assert refused.value.reasons == [
        "Too many messages went to this address today. Follow the link in the last one, or wait."
    ]
    asked(draft, START + DAY + MOST_CONFIRMATIONS * PAUSE)
    assert Message.objects.count() == MOST_CONFIRMATIONS + 1


def test_an_incomplete_draft_is_not_confirmed(db):
    draft = save_draft(None, page="standard", answers={"edition": None, "other_standard": "ISO 9001"}, at=START)

    with pytest.raises(StepRefused) as refused:
        ask_for_confirmation(draft, at=START)

    assert refused.value.reasons == ["The draft is not complete: question, background, identity"]


def test_a_change_makes_the_link_useless(draft):
    code = asked(draft)
    save_draft(draft, page="background", answers={"background": "Changed", "understanding": ""}, at=LATER)

    with pytest.raises(LinkRefused) as refused:
        find_draft(code, at=LATER)

    assert str(refused.value) == "The request was changed after this link was sent. Nothing is received yet."
    assert (refused.value.draft, refused.value.clarification) == (draft, None)


def test_a_link_ends_with_the_draft_even_where_nobody_purges(draft):
    code = asked(draft)

    with pytest.raises(LinkRefused) as refused:
        confirm(code, at=START + 7 * DAY + PAUSE)

    assert (refused.value.clarification, Clarification.objects.count()) == (None, 0)


def test_looking_at_the_link_receives_nothing(draft):
    code = asked(draft)

    found = find_draft(code, at=LATER)

    assert (found, Clarification.objects.count()) == (draft, 0)


def test_confirming_receives_the_request_once(draft):
    code = asked(draft)
    clarification = confirm(code, at=LATER)

    with pytest.raises(LinkRefused) as refused:
        confirm(code, at=LATER + DAY)

    assert refused.value.clarification == clarification
    assert Clarification.objects.count() == 1


def test_a_received_request_holds_what_was_asked(draft, edition):
    clause = ClauseFactory(edition=edition, number="7.1.5")

    clarification = confirm(asked(draft), at=LATER)

    questions = [(q.label, q.text, q.stem and q.stem.label) for q in clarification.questions.all()]
    clauses = [
        (row.canonical, row.clause, row.question and row.question.label) for row in clarification.subject_clauses.all()
    ]
    assert (clarification.reference, clarification.subject) == ("CR-2026-0001", "Images that the client transmits")
    assert questions == [("1", "Two cases.", None), ("1 a)", "The first?", "1"), ("2", "Is it an inspection?", None)]
    assert sorted(clauses, key=str) == sorted(
        [("7.1.5", clause, None), ("6.2.4", None, None), ("7.1.6", None, "1 a)")], key=str
    )
    assert (clarification.confirmed_at, clarification.entered_by) == (LATER, None)


def test_the_draft_keeps_nothing_of_a_received_request(draft):
    clarification = confirm(asked(draft), at=LATER)

    draft.refresh_from_db()
    assert (draft.answers, draft.clarification) == ({}, clarification)


def test_a_page_saved_too_late_does_not_undo_the_receipt(draft):
    old_tab = Draft.objects.get(pk=draft.pk)
    confirm(asked(draft), at=LATER)

    with pytest.raises(StepRefused) as refused:
        save_draft(old_tab, page="background", answers={"background": "Late"}, at=LATER)

    assert refused.value.reasons == ["This request is received already."]


def test_a_body_of_the_list_is_received_as_what_it_is(draft, edition):
    body = BodyFactory(kind="liaison")
    answers = answers_for(edition, body=body.pk, body_name="typed", claimed_kind="other")["identity"]
    save_draft(draft, page="identity", answers=answers, at=START)

    identity = confirm(asked(draft), at=LATER).identity

    assert (identity.body, identity.body_name, identity.claimed_kind) == (body, "", "liaison")


def test_another_committees_standard_is_received_by_its_name(draft):
    save_draft(draft, page="standard", answers={"edition": None, "other_standard": "ISO 9001:2015"}, at=START)

    clarification = confirm(asked(draft), at=LATER)

    found = list(clarification.subject_clauses.values_list("canonical", "clause"))
    assert (clarification.cites, found[0]) == ("ISO 9001:2015", ("7.1.5", None))


def test_a_general_request_names_no_clause(draft):
    question = draft.answers["question"] | {"clauses": "", "is_general": True, "questions": [{"text": "What for?"}]}
    save_draft(draft, page="question", answers=question, at=START)

    clarification = confirm(asked(draft), at=LATER)

    assert (clarification.is_general, clarification.clause_numbers) == (True, "general")


def test_a_clause_named_twice_is_said_once(db):
    case = builders.received(clauses="7.1.5, 6.2.4", questions=[Asked("Is it?", clauses="7.1.5")])

    assert case.clarification.clause_numbers == "7.1.5, 6.2.4"


PRESS = """
import sys, django, datetime
django.setup()
from clarifications.intake.drafts import LinkRefused
from clarifications.intake.receiving import confirm
print("ready", flush=True)
sys.stdin.readline()
try:
    print(confirm(sys.argv[1], at=datetime.datetime.fromisoformat(sys.argv[2])).reference)
except LinkRefused as refused:
    print("already", refused.clarification.reference)
"""


def test_two_processes_at_the_same_moment_receive_one_request(open_database, draft, tmp_path):
    code = asked(draft)
    shared = SharedDatabase(tmp_path)
    shared.publish()
    variables = os.environ | {"DATABASE_URL": shared.url, "DJANGO_SETTINGS_MODULE": "casco_site.settings"}
    command = [sys.executable, "-c", PRESS, code, LATER.isoformat()]
    both = [
        subprocess.Popen(command, env=variables, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ready = [process.stdout.readline() for process in both]

    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = sorted(process.communicate()[0].strip() for process in both)

    shared.refresh()
    assert (ready, said) == (["ready\n"] * 2, ["CR-2026-0001", "already CR-2026-0001"])
    assert Clarification.objects.count() == 1


# ---------- on behalf ----------


def test_the_secretariat_receives_for_a_body(draft, sam):
    Draft.objects.filter(pk=draft.pk).update(entered_by=sam)

    clarification = receive_on_behalf(draft, by=sam, at=LATER)

    event = clarification.events.get()
    assert (clarification.entered_by, clarification.confirmed_at) == (sam, None)
    assert (event.actor_key, event.on_behalf_of) == (str(sam.key), "Standards Norland (Example)")
    assert clarification.messages.get(role="requester").to == "rita@member.example"


def test_the_secretariat_names_a_body_of_the_list(draft, edition, sam):
    body = BodyFactory(name="Example Standards")
    save_draft(draft, page="identity", answers=answers_for(edition, body=body.pk)["identity"], at=START)

    clarification = receive_on_behalf(draft, by=sam, at=LATER)

    assert clarification.events.get().on_behalf_of == "Example Standards"


def test_the_mail_about_what_was_entered_for_a_former_body_says_what_became_of_it(draft, edition, sam):
    body = BodyFactory(name="Example Standards", acronym="")
    save_draft(draft, page="identity", answers=answers_for(edition, body=body.pk)["identity"], at=START)
    facts = {"newer": BodyFactory(name="Newer Body", kind="other"), "since": "2020-01-01", "source": "An example"}
    BodySuccession.objects.create(older=body, **facts)

    (message,) = receive_on_behalf(draft, by=sam, at=LATER).messages.filter(role="requester")

    became = "(Newer Body took over the roles of Example Standards on 1 January 2020.)"
    assert f"the request that Example Standards sent. {became}" in " ".join(message.text.split())


def test_what_is_received_for_a_body_is_received_once(draft, sam):
    receive_on_behalf(draft, by=sam, at=LATER)

    with pytest.raises(StepRefused) as refused:
        receive_on_behalf(draft, by=sam, at=LATER)

    assert (refused.value.reasons, Clarification.objects.count()) == (["This request is received already."], 1)


def test_the_questions_of_a_case_come_with_their_parts_and_clauses(db):
    parts = [Asked("With a guide?", "7.1"), Asked("Alone?")]
    case = builders.received(questions=[Asked("May one person decide?", parts=parts), Asked("And two?", "7.2")])

    first, second = questions_with_parts(case.clarification)

    assert [(part.label, part.text) for part in first.parts.all()] == [("1 a)", "With a guide?"), ("1 b)", "Alone?")]
    assert [clause.canonical for clause in first.parts.all()[0].clauses.all()] == ["7.1"]
    assert (second.label, [clause.canonical for clause in second.clauses.all()]) == ("2", ["7.2"])


# ---------- the requester's steps ----------


def test_answering_keeps_the_former_wording(db):
    case = builders.returned(builders.received(questions=[Asked("Is it?"), Asked("And this?")], clauses="7.1"))

    case.take(
        steps.RESUBMIT,
        case.rita,
        answers={1: "\n2017.", 2: " No. "},
        rewordings={"1": "Is it an inspection?", "2": "And this?"},
    )

    returned = case.clarification.returns.get()
    first, second = case.clarification.questions.all()
    assert [row.answer for row in returned.questions.all()] == ["2017.", " No."]
    assert (first.text, [w.text for w in first.wordings.all()]) == ("Is it an inspection?", ["Is it?"])
    assert (second.text, second.wordings.count(), returned.answered_at) == ("And this?", 0, case.at)


def test_every_question_of_the_secretariat_needs_an_answer(db):
    case = builders.returned()

    with pytest.raises(StepRefused) as refused:
        case.take(steps.RESUBMIT, case.rita, answers={1: "2017."}, rewordings={})

    assert refused.value.reasons == ["Answer every question of the secretariat."]


def test_withdrawing_ends_an_open_call(db):
    case = builders.seeking_consensus()

    case.take(steps.WITHDRAW, case.rita, reason="It is settled.")

    assert (case.clarification.state, case.clarification.closing_note) == (State.WITHDRAWN, "It is settled.")
    assert case.call.closed_at == case.at


def test_erasing_the_requester_empties_what_names_the_person_and_ends_the_link(db):
    case = builders.received()
    Identity.objects.update(original_mail="Dear all, Rita Example")
    link = case.clarification.link

    case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)

    identity = case.clarification.identity
    assert [identity.contact, identity.position, identity.email, identity.originator] == ["", "", "", ""]
    assert identity.original_mail == ""
    assert (identity.erased_at, Clarification.by_link(link)) == (case.at, None)
    assert {(row.to, row.text) for row in case.clarification.messages.filter(role="requester")} == {("", "")}


def test_erasing_a_user_leaves_the_requester(db):
    case = builders.returned()

    case.erase(case.max)

    assert case.clarification.identity.contact == "Rita Example"


@pytest.mark.django_db
def test_a_corrected_address_gets_what_could_not_be_delivered():
    case = builders.received()
    case.clarification.messages.filter(role="requester").update(delivery="failed", fault="550 who?")

    case.take(steps.CORRECT_ADDRESS, case.sam, email="ri\u200bta@new.example")

    case.clarification.refresh_from_db()
    mail = list(case.clarification.messages.filter(role="requester").order_by("pk"))
    assert case.clarification.identity.email == "rita@new.example"
    assert [(one.verb, one.to, one.delivery) for one in mail] == [
        ("submit", "rita@new.example", "queued"),
        ("correct-address", "rita@new.example", "queued"),
    ]
