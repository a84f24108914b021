"""What the group agreed is what is published: a changed answer waits for the word of the convenor."""

import datetime
import importlib
from dataclasses import replace

import pytest
from django.apps import apps

from clarifications.case.kept_turns import case_turns
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.case.roles import user_actor
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.publication.models import PublicText
from clarifications.register.pieces import PublishedAnswer
from clarifications.register.vocabulary import PublicOutcome
from clarifications.review.steps import DraftAnswer
from tests.builders import (
    change_asked,
    decided,
    edited_otherwise,
    published,
    seeking_consensus,
    text_of,
    with_another_answer,
)
from tests.clarifications.desk.pages import address_of, fresh, opened, send, texts
from tests.factories import SeatFactory
from tests.register import Register

pytestmark = pytest.mark.django_db
NOT_AS_AGREED = r"^The answers differ from those that were agreed\. Ask the convenor first\.$"
OTHERWISE = "It is, in every case."


def turned(text, **changed):
    return replace(text, answers=(replace(text.answers[0], **changed),))


def turn_of(case, person):
    cases = Clarification.objects.filter(pk=case.clarification.pk)
    found = case_turns(cases, by=user_actor(person), at=case.at)[0]
    return found.in_words if found.is_mine else ""


def without_consensus():
    case = seeking_consensus()
    case.agree(case.connie, case.max, case.mina)
    case.take(steps.REOPEN, case.connie)
    case.take(steps.ABANDON, case.connie)
    return case


def historic():
    """A text that was published before this system, with an answer."""
    return Register().entered(questions=[Asked("Is it?")], answers=[PublishedAnswer(("1",), PublicOutcome.YES, "Yes.")])


# ---------- before publication ----------


def test_a_secretary_who_convenes_does_not_agree_to_the_own_change():
    case = edited_otherwise()
    case.connie.seats.update(until=case.at.date() - datetime.timedelta(days=1), since=datetime.date(2020, 1, 1))
    SeatFactory(user=case.sam, group=case.group, role="convenor")
    change_asked(case)

    with pytest.raises(StepRefused, match="You asked about this change yourself"):
        case.take(steps.AGREE, case.sam)

    assert turn_of(case, case.sam) == "Name an acting convenor, who is asked about changed answers"


@pytest.mark.parametrize(
    "changed",
    [
        {"position": "It is not, if the inspector directs it."},
        {"position": "It is, if the inspector directs it"},
        {"considerations": "As in 7.1.6."},
        {"conditions": ("It is recorded.",)},
    ],
    ids=["turned", "a sign", "considerations", "a condition"],
)
def test_an_answer_that_the_secretariat_changed_is_not_published_without_the_convenor(changed):
    case = decided()
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=turned(text_of(case), **changed))

    with pytest.raises(StepRefused, match=NOT_AS_AGREED):
        case.take(steps.PUBLISH, case.sam)


def test_title_and_question_are_the_secretariats():
    case = decided()
    text = text_of(case)
    anonymous = replace(text, title="Images", questions=(replace(text.questions[0], text="Is it?"),))

    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=anonymous)
    case.take(steps.PUBLISH, case.sam)

    assert case.clarification.record.text_in_force().questions[0].text == "Is it?"


def test_the_history_says_what_the_secretariat_changed():
    case = decided()

    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=replace(with_another_answer(text_of(case)), title="Images"))

    assert case.clarification.events.latest("number").detail == "Title; Answer to 1"


def test_what_the_convenor_agreed_to_is_published():
    case = change_asked()
    case.take(steps.AGREE, case.connie)

    case.take(steps.PUBLISH, case.sam)

    assert case.clarification.record.text_in_force().answers[0].position == OTHERWISE


def test_what_the_convenor_agreed_to_is_published_sign_by_sign():
    case = change_asked()
    case.take(steps.AGREE, case.connie)
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=with_another_answer(text_of(case), OTHERWISE + "."))

    with pytest.raises(StepRefused, match=NOT_AS_AGREED):
        case.take(steps.PUBLISH, case.sam)


def test_what_the_convenor_refused_is_not_published():
    case = change_asked()
    case.take(steps.REFUSE, case.connie)

    with pytest.raises(StepRefused, match=NOT_AS_AGREED):
        case.take(steps.PUBLISH, case.sam)


def test_an_answer_that_is_changed_back_needs_nobody():
    case = change_asked()
    agreed = case.clarification.proposed_changes.get().former
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=agreed)

    case.take(steps.PUBLISH, case.sam)

    assert case.clarification.record.text_in_force().answers == agreed.answers


def test_who_is_asked_is_not_asked_any_more_once_the_answer_is_another():
    case = change_asked()

    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=with_another_answer(text_of(case), "It is not."))

    with pytest.raises(StepRefused, match=r"^Nobody asks about changed answers\.$"):
        case.take(steps.AGREE, case.connie)


def test_a_change_of_the_title_lets_the_question_to_the_convenor_stand():
    case = change_asked()
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=text_of(case, title="Images"))

    case.take(steps.AGREE, case.connie)

    assert case.clarification.proposed_changes.get().outcome == "agreed"


def test_asking_anew_shows_what_the_convenor_agreed_to_last():
    case = change_asked()
    case.take(steps.AGREE, case.connie)
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=with_another_answer(text_of(case), "It is not."))

    case.take(steps.ASK_CONVENOR, case.sam, content=text_of(case))

    first, second = case.clarification.proposed_changes.all()
    assert (first.settled_at, second.former.answers[0].position) == (case.at, OTHERWISE)


def test_an_agreement_ends_with_its_round():
    case = change_asked()
    case.take(steps.AGREE, case.connie)
    case.take(steps.REOPEN, case.connie)
    seeking_consensus(case)
    decided(case)
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=with_another_answer(text_of(case)))

    with pytest.raises(StepRefused, match=NOT_AS_AGREED):
        case.take(steps.PUBLISH, case.sam)


def test_there_is_nothing_to_ask_where_the_answers_are_as_agreed():
    case = decided()

    with pytest.raises(StepRefused, match=r"^The answers are as agreed; there is nothing to ask\.$"):
        case.take(steps.ASK_CONVENOR, case.sam, content=text_of(case))


def test_words_of_a_standard_that_are_left_out_change_no_answer():
    case = decided(seeking_consensus())

    assert case.clarification.public_text.agreed_hash == case.clarification.public_text.text.answers_hash


def test_turns_follow_the_question_to_the_convenor():
    case = edited_otherwise()
    before = turn_of(case, case.sam)
    change_asked(case)
    asked = turn_of(case, case.connie), turn_of(case, case.sam)
    case.take(steps.AGREE, case.connie)

    assert before == "Ask the convenor about the changed answers, or change them back"
    assert asked == ("Agree to the changed answers, or refuse them", "")
    assert turn_of(case, case.sam) == "Check the text and publish it"


# ---------- of a record ----------


def test_an_answer_that_is_published_is_corrected_once_the_convenor_agrees():
    case = published()
    other = with_another_answer(text_of(case))
    with pytest.raises(StepRefused, match=NOT_AS_AGREED):
        case.take(steps.CORRECT, case.sam, content=other)
    case.take(steps.ASK_CONVENOR, case.sam, content=other)
    case.take(steps.AGREE, case.connie)
    turn = turn_of(case, case.sam)

    case.take(steps.CORRECT, case.sam, content=other)

    assert case.clarification.record.text_in_force().answers[0].position == OTHERWISE
    assert (turn, turn_of(case, case.sam)) == ("Publish the answers that the convenor agreed to", "")


def test_a_refused_correction_leaves_nothing_behind():
    case = published()
    former = case.clarification.public_text.content

    with pytest.raises(StepRefused, match=NOT_AS_AGREED):
        case.take(steps.CORRECT, case.sam, content=with_another_answer(text_of(case)))

    assert PublicText.objects.get(clarification=case.clarification).content == former
    assert case.clarification.record.versions.count() == 1


def test_an_answer_of_a_former_version_needs_a_new_word():
    case = change_asked(published())
    first = case.clarification.record.text_in_force()
    case.take(steps.AGREE, case.connie)
    case.take(steps.CORRECT, case.sam, content=with_another_answer(first))

    with pytest.raises(StepRefused, match=NOT_AS_AGREED):
        case.take(steps.CORRECT, case.sam, content=first)


def test_a_correction_of_something_else_ends_an_agreement_that_was_not_used():
    case = change_asked(published())
    case.take(steps.AGREE, case.connie)
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Images"))

    with pytest.raises(StepRefused, match=NOT_AS_AGREED):
        case.take(steps.CORRECT, case.sam, content=with_another_answer(text_of(case)))


def test_a_question_to_the_convenor_needs_another_answer():
    case = published()

    with pytest.raises(StepRefused, match=r"^The answers are as agreed; there is nothing to ask\.$"):
        case.take(steps.ASK_CONVENOR, case.sam, content=text_of(case, title="Images"))


def test_answers_in_another_order_wait_for_the_convenor_too(browser_of):
    answers = [DraftAnswer(questions=[label], outcome="yes", position="It is.") for label in ("1", "2")]
    case = Register().published(questions=[Asked("Is it?"), Asked("Must it be?")], answers=answers)

    case.take(steps.ASK_CONVENOR, case.sam, content=text_of(case, answers=text_of(case).answers[::-1]))
    page = texts(browser_of(case.connie).get(address_of(case, "agree")))

    assert "No answer says something else; their order is another." in page


def test_what_was_published_before_this_system_is_the_secretariats_alone():
    case = historic()
    text = text_of(case)
    case.take(steps.CORRECT, case.sam, content=turned(text, outcome=PublicOutcome.NO))

    with pytest.raises(StepRefused, match=r"^The answers are as agreed; there is nothing to ask\.$"):
        case.take(steps.ASK_CONVENOR, case.sam, content=turned(text, outcome=PublicOutcome.YES))


def test_where_nobody_convenes_any_more_the_secretariat_names_who_is_asked():
    case = change_asked(published())
    case.connie.seats.update(until=case.at.date())
    case.at = case.at.replace(year=case.at.year + 1)
    turn = turn_of(case, case.sam)

    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina)

    assert turn == "Name an acting convenor, who is asked about changed answers"
    assert turn_of(case, case.mina) == "Agree to the changed answers, or refuse them"


# ---------- pages ----------


def test_the_secretariat_sees_word_by_word_what_differs_from_what_was_agreed(browser_of):
    case = decided()
    browser = browser_of(case.sam)
    fields = opened(browser, case, "edit-public-text") | {"content-answer-0-position": OTHERWISE}

    preview = browser.post(address_of(case, "edit-public-text"), fields | {"preview": "yes"}).text
    browser.post(address_of(case, "edit-public-text"), fields)
    asking = browser.get(address_of(case, "ask-convenor")).text

    assert ", in every case" in preview
    assert ", in every case" in asking


def test_the_convenor_reads_what_changes_and_agrees(browser_of):
    case = change_asked()
    convenor = browser_of(case.connie)

    page = convenor.get(address_of(case, "agree")).text
    send(convenor, case, "agree")
    members = texts(browser_of(case.max).get(fresh(case).get_absolute_url()))

    assert (", in every case" in page, "Because the example says so." in page) == (True, True)
    assert "Changed answers" in members
    assert fresh(case).proposed_changes.get().outcome == "agreed"


def test_who_convenes_agrees_to_what_was_on_the_page(browser_of):
    case = change_asked()
    convenor = browser_of(case.connie)
    fields = opened(convenor, case, "agree")
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=text_of(case, title="Images"))

    answer = convenor.post(address_of(case, "agree"), fields)

    assert (answer.status_code, "Somebody was faster" in answer.text) == (409, True)
    assert fresh(case).proposed_changes.get().outcome == ""


def test_a_correction_is_put_to_the_convenor_from_its_own_page(browser_of):
    case = published()
    browser = browser_of(case.sam)
    fields = opened(browser, case, "correct", reason="The group meant every case.")
    fields["answers-0-position"] = OTHERWISE
    refused = texts(browser.post(address_of(case, "correct"), fields))

    browser.post(address_of(case, "ask-convenor"), fields)
    case.clarification = fresh(case)
    case.take(steps.AGREE, case.connie)
    send(browser, case, "correct", reason="It is so in every case.")

    assert "The answers differ from those that were agreed. Ask the convenor first." in refused
    assert fresh(case).record.text_in_force().answers[0].position == OTHERWISE


# ---------- what there was before ----------


@pytest.mark.parametrize(
    ("build", "as_agreed"), [(edited_otherwise, False), (decided, True), (published, True), (historic, True)]
)
def test_an_older_database_is_told_what_was_agreed(build, as_agreed):
    migration = importlib.import_module("clarifications.migrations.0014_answers_as_agreed")
    build()
    before = PublicText.objects.values().get()
    PublicText.objects.update(answers_hash="", agreed_hash="")

    migration._fill(apps, None)

    assert PublicText.objects.values().get() == before
    assert Clarification.objects.get().answers_are_as_agreed() is as_agreed


def test_an_older_database_knows_that_nothing_was_agreed_without_consensus():
    migration = importlib.import_module("clarifications.migrations.0014_answers_as_agreed")
    case = without_consensus()
    PublicText.objects.update(answers_hash="", agreed_hash="")

    migration._fill(apps, None)

    assert fresh(case).answers_are_as_agreed()
