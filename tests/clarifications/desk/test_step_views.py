"""Taking steps on the desk: forms of every step, what they say afterwards, and bad input."""

import datetime
import re

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from clarifications.case.events import Event
from clarifications.case.models import Clarification
from clarifications.case.roles import roles_of, user_actor
from clarifications.desk.step_views import FORMS
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.map.whole import the_map
from clarifications.register.text import PublishedVote
from tests.builders import (
    ALL_MET,
    cast,
    clarification_in,
    decided,
    drafted,
    published,
    received,
    seeking_consensus,
    text_of,
    under_review,
)
from tests.factories import CommitteeFactory, EditionFactory, GroupFactory, SeatFactory
from tests.markup import markup

pytestmark = pytest.mark.django_db


def recent():
    """A case of the last days, so that a call of today can be open."""
    return received(cast(at=timezone.now() - datetime.timedelta(days=2)))


def address_of(case, verb):
    return f"{case.clarification.get_absolute_url()}{verb}/"


def opened(browser, case, verb, **typed):
    """The fields of the page of a step as a browser would send them, with what is ``typed``."""
    page = markup(browser.get(address_of(case, verb)))
    form = page[page.index('<form method="post" novalidate>') :]
    fields = {}
    for tag in re.findall(r"<input [^>]*>", form):
        named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if named.get("type") not in ("radio", "checkbox") or " checked" in tag:
            fields.setdefault(named.get("name"), []).append(named.get("value", ""))
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        fields[name] = [text]
    for name, options in re.findall(r'<select name="([^"]+)"(.*?)</select>', form, re.S):
        fields[name] = re.findall(r'value="([^"]*)" selected', options) or [""]
    fields.pop("csrfmiddlewaretoken", None)
    return fields | typed


def send(browser, case, verb, **typed):
    return browser.post(address_of(case, verb), opened(browser, case, verb, **typed))


def fresh(case):
    return Clarification.objects.get(pk=case.clarification.pk)


def flash(browser, response):
    """What the page after a step says."""
    page = markup(browser.get(response.headers["Location"].partition("#")[0]))
    return re.search(r'<div class="flash flash--success"[^>]*><p>(.*?)</p>', page)[1]


def texts(response):
    return markup(response)


# ---------- each step through its page ----------


def test_findings_are_recorded(browser_of):
    case = received()
    found = {f"criterion-{number}-result": "met" for number in range(1, 8)}
    found |= {"criterion-8-result": "not-met", "criterion-8-reason": "Record 3 says it."}

    send(browser_of(case.sam), case, "record-finding", **found)

    kept = fresh(case).findings.values_list("criterion__number", "result", "reason")
    assert list(kept) == [*((number, "met", "") for number in range(1, 8)), (8, "not-met", "Record 3 says it.")]


def test_some_findings_may_wait(browser_of):
    case = received()

    send(browser_of(case.sam), case, "record-finding", **{"criterion-2-result": "met"})

    assert fresh(case).findings.get().criterion.number == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Say of at least one criterion whether it is met."),
        ({"criterion-4-result": "not-met"}, "Say why it is not met."),
        ({"criterion-4-reason": "It asks how."}, "Say whether it is met."),
        ({"criterion-4-result": "perhaps"}, "Select a valid choice."),
    ],
)
def test_a_finding_says_what_and_why(browser_of, typed, said):
    case = received()

    page = send(browser_of(case.sam), case, "record-finding", **typed)

    assert said in texts(page)
    assert fresh(case).findings.count() == 0


def test_a_request_is_returned_with_several_questions(browser_of):
    case = received()
    browser = browser_of(case.sam)
    grown = browser.post(address_of(case, "send-back"), opened(browser, case, "send-back", add="questions"))
    typed = {"questions-0-text": "Which edition?", "questions-1-text": "Is 7.1.6 meant?"}

    send(browser, case, "send-back", **typed)

    assert texts(grown).count("<textarea") == 2
    assert list(fresh(case).returns.get().questions.values_list("text", flat=True)) == [
        "Which edition?",
        "Is 7.1.6 meant?",
    ]


def test_a_row_goes_and_the_others_keep_what_was_typed(browser_of):
    case = received()
    browser = browser_of(case.sam)
    typed = {f"questions-{row}-text": f"Question {row}" for row in range(3)}

    page = browser.post(
        address_of(case, "send-back"), opened(browser, case, "send-back", remove="questions-1", **typed)
    )

    assert re.findall(r"<textarea[^>]*>\n?(Question \d)</textarea>", texts(page)) == ["Question 0", "Question 2"]
    assert "form-control is-invalid" not in texts(page)
    assert fresh(case).state == State.RECEIVED


def test_a_request_is_not_accepted(browser_of):
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET | {4: ("not-met", "It asks how.")})

    send(browser_of(case.sam), case, "not-accept", reason_code="how-to", reason="It asks how to do it.")

    assert (fresh(case).state, fresh(case).reason_code, fresh(case).closing_note) == (
        "not-accepted",
        "how-to",
        "It asks how to do it.",
    )


@pytest.mark.parametrize("typed", ["ISO/TC 176/SC 3", "iso tc 176 sc 3", " ISO/TC  176/SC 3 "])
def test_a_committee_is_found_as_people_write_it(browser_of, typed):
    case = received()
    CommitteeFactory(reference="ISO/TC 176/SC 3", title="Supporting technologies")

    send(browser_of(case.sam), case, "refer", committee=typed, reason="Theirs.")

    assert fresh(case).referred_to.reference == "ISO/TC 176/SC 3"


def test_a_committee_that_is_not_there_is_said_with_those_near(browser_of):
    case = received()
    CommitteeFactory(reference="ISO/TC 176/SC 3", title="Supporting technologies")

    page = texts(send(browser_of(case.sam), case, "refer", committee="TC 176", reason="Theirs."))

    assert "No committee here is called “TC 176”. Did you mean: ISO/TC 176/SC 3?" in page
    assert 'value="TC 176"' in page


def another(case):
    case.clarification = Clarification()
    return case


def test_a_request_is_answered_with_a_record_that_is_offered(browser_of):
    case = clarification_in(State.PUBLISHED)
    record = case.clarification.record
    received(another(case))
    browser = browser_of(case.sam)
    offered = texts(browser.get(address_of(case, "answer")))

    send(browser, case, "answer", record=f"http://127.0.0.1:8000{record.get_absolute_url()}", reason="It says so.")

    assert f'href="?record={record.slug}#id_record"' in offered
    assert fresh(case).answered_by == record


def test_a_record_that_is_not_there_answers_nothing(browser_of):
    case = received()

    page = texts(send(browser_of(case.sam), case, "answer", record="90001-2017-9", reason="It says so."))

    assert "No published clarification has this address: 90001-2017-9" in page


def test_the_responsible_group_is_proposed_and_what_the_requester_claims(browser_of):
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    case.edition.standard.responsibilities.create(group=case.group, confidence="verified")
    GroupFactory(name="Another group")
    browser = browser_of(case.sam)
    fields = opened(browser, case, "accept")

    response = browser.post(address_of(case, "accept"), fields)

    assert (fields["group"], fields["requester_kind"]) == ([str(case.group.pk)], ["member"])
    assert (fresh(case).state, fresh(case).group) == ("under-review", case.group)
    assert flash(browser, response) == (
        f"{case.clarification.reference}: Sam Example accepted the request: Group: {case.group} "
        "Next: Convenor names a drafter."
    )


def test_an_inactive_group_is_not_offered(browser_of):
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    gone = GroupFactory(is_active=False)

    page = send(browser_of(case.sam), case, "accept", group=str(gone.pk))

    assert "Select a valid choice." in texts(page)


def test_whose_body_is_concerned_is_said_on_the_way_in(browser_of):
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind="member")
    browser = browser_of(case.max)
    asked = texts(browser.get(address_of(case, "disclose")))

    response = send(browser, case, "disclose", note="We asked something like it.")

    assert case.clarification.subject not in asked
    assert case.clarification.subject in texts(browser.get(response.headers["Location"]))


def test_a_recusal_leads_back_to_the_desk_and_so_does_a_second_click(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.max)
    fields = opened(browser, case, "recuse")

    responses = [browser.post(address_of(case, "recuse"), fields) for _click in range(2)]

    assert [response.headers["Location"] for response in responses] == ["/desk/", "/desk/"]
    assert fresh(case).recusals.count() == 1


def test_a_drafter_is_named(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    send(browser_of(case.connie), case, "name-drafter", member=str(case.max.pk))

    assert fresh(case).drafter == case.max


def test_nobody_from_outside_is_offered_as_drafter(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    stranger = SeatFactory(user__name="Olga Example").user

    page = send(browser_of(case.connie), case, "name-drafter", member=str(stranger.pk))

    assert "Select a valid choice." in texts(page)
    assert "Olga Example" not in texts(page)


def test_a_comment_is_made_once_however_often_the_button_is_pressed(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.max)
    fields = opened(browser, case, "comment", text="Clause 5.2 covers it.")

    responses = [browser.post(address_of(case, "comment"), fields) for _click in range(2)]

    assert [response.status_code for response in responses] == [302, 302]
    assert fresh(case).comments.count() == 1


def test_a_reply_is_prepared_by_the_address(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    case.take(steps.COMMENT, case.max, text="Clause 5.2 covers it.")
    comment = case.clarification.comments.get()
    browser = browser_of(case.mina)
    page = texts(browser.get(f"{case.clarification.get_absolute_url()}?reply_to={comment.pk}"))

    send(browser, case, "comment", text="Not all of it.", reply_to=str(comment.pk))

    assert f'name="reply_to" value="{comment.pk}"' in page
    assert comment.replies.get().text == "Not all of it."


def test_a_draft_begins_with_the_last_one(browser_of):
    case = drafted()
    browser = browser_of(case.mina)
    fields = opened(browser, case, "draft")

    browser.post(address_of(case, "draft"), fields | {"answers-0-position": "It is not.", "note": "Turned round"})

    answer = fresh(case).decisions.last().answers.get()
    assert (fields["answers-0-questions"], fields["answers-0-outcome"]) == (["1"], ["yes"])
    assert (answer.position, fresh(case).decisions.last().note) == ("It is not.", "Turned round")


def test_conditions_are_written_one_a_line(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    typed = {"answers-0-outcome": "yes-under-conditions", "answers-0-position": "It may."}
    typed |= {"answers-0-conditions": "- It is recorded.\r\n\r\nThe client agrees.  "}

    send(browser_of(case.max), case, "draft", **typed)

    assert fresh(case).decisions.get().answers.get().conditions == ["It is recorded.", "The client agrees."]


def test_an_answer_says_to_which_question(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    page = send(browser_of(case.max), case, "draft", **{"answers-0-questions": [], "answers-0-outcome": "yes"})

    assert texts(page).count("This field is required.") >= 2
    assert fresh(case).decisions.count() == 0


def test_a_call_shows_draft_and_roll_and_asks_for_three_weeks(browser_of):
    case = drafted(under_review(recent()))
    browser = browser_of(case.connie)
    page = texts(browser.get(address_of(case, "call")))

    send(browser, case, "call")

    assert "It is, if the inspector directs it." in page
    assert [name in page for name in ("Connie Example", "Max Example", "Mina Example")] == [True, True, True]
    assert "Asks 3 experts." in page
    assert fresh(case).calls.get().ends_on == timezone.now().date() + datetime.timedelta(days=21)


@pytest.mark.parametrize("day", ["9999-12-31", "2026-02-30", "2020-01-01", "soon", ""])
def test_a_day_that_cannot_be_is_refused_and_kept(browser_of, day):
    case = drafted(under_review(recent()))

    page = send(browser_of(case.connie), case, "call", ends_on=day)

    assert page.status_code == 200
    assert f'name="ends_on" value="{day}"' in texts(page) or not day
    assert fresh(case).state == State.UNDER_REVIEW


def test_a_position_is_taken_on_the_draft_that_was_shown(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    browser = browser_of(case.max)
    page = texts(browser.get(address_of(case, "take-position")))

    send(browser, case, "take-position", view="object", why="It is too narrow.")

    assert "It is, if the inspector directs it." in page
    assert (case.call.roll.get(user=case.max).position.view, opened(browser, case, "take-position")["view"]) == (
        "object",
        ["object"],
    )


def test_an_objection_without_a_reason_is_not_taken(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))

    page = send(browser_of(case.max), case, "take-position", view="object")

    assert "Say why you object." in texts(page)
    assert texts(page).count("<title>Error: ") == 1


def test_a_position_on_a_call_that_is_over_is_not_taken(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    browser = browser_of(case.max)
    fields = opened(browser, case, "take-position", view="agree")
    case.take(steps.REOPEN, case.connie)
    seeking_consensus(drafted(case))

    page = browser.post(address_of(case, "take-position"), fields)

    assert page.status_code == 409
    assert "This call is over; another may be open." in texts(page)


def test_an_objection_is_handled(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    case.take(steps.TAKE_POSITION, case.max, call=case.call, view="object", why="It is too narrow.")
    browser = browser_of(case.connie)
    refused = send(browser, case, "handle-objection", handling="sustained")

    send(browser, case, "handle-objection", handling="sustained", account="The others read it so.")

    assert "Say why the sustained objection does not stand against consensus." in texts(refused)
    assert case.call.roll.get(user=case.max).position.account == "The others read it so."


def test_a_call_is_concluded_with_positions_in_view(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    case.agree(case.connie, case.max, case.mina)
    browser = browser_of(case.connie)
    page = texts(browser.get(address_of(case, "conclude")))

    response = send(browser, case, "conclude", reason="All agree.")

    assert page.count("Agrees") == 3
    assert flash(browser, response).endswith("Connie Example concluded: Consensus Next: Secretariat publishes.")


@pytest.mark.parametrize("verb", ["reopen", "abandon"])
def test_a_round_ends_otherwise(browser_of, verb):
    case = seeking_consensus(drafted(under_review(recent())))
    case.agree(case.connie, case.max, case.mina)

    send(browser_of(case.connie), case, verb, reason="It is not settled.")

    assert fresh(case).state == {"reopen": "under-review", "abandon": "decided"}[verb]


def test_handed_back_the_case_is_gone_from_the_desk_of_the_convenor(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.connie)
    fields = opened(browser, case, "hand-back", reason="It is for the laboratories.")

    responses = [browser.post(address_of(case, "hand-back"), fields) for _click in range(2)]

    assert [response.headers["Location"] for response in responses] == ["/desk/", "/desk/"]
    assert fresh(case).state == State.RECEIVED


def test_the_public_text_is_edited_previewed_and_published(browser_of):
    case = decided()
    browser = browser_of(case.sam)
    fields = opened(browser, case, "edit-public-text") | {"content-title": "Images <b>sent</b>"}
    fields |= {"content-answer-0-position": "It *is*.", "content-answer-0-conditions": "One.\nTwo."}

    preview = texts(browser.post(address_of(case, "edit-public-text"), fields | {"preview": "yes"}))
    unchanged = fresh(case).public_text.text.title
    browser.post(address_of(case, "edit-public-text"), fields)
    exact = texts(browser.get(address_of(case, "publish")))
    send(browser, case, "publish")

    assert [text in preview for text in ("Images &lt;b&gt;sent&lt;/b&gt;", "It <em>is</em>.", "does not bind")] == [
        True
    ] * 3
    assert unchanged == "Images that the client transmits"
    assert ["It <em>is</em>." in exact, "This cannot be undone." in exact] == [True, True]
    record = fresh(case).record
    assert (record.title, record.versions.get().text.answers[0].conditions) == (
        "Images <b>sent</b>",
        ("One.", "Two."),
    )


def test_a_preview_of_what_is_not_complete_says_what_is_missing(browser_of):
    case = decided()
    browser = browser_of(case.sam)
    fields = opened(browser, case, "edit-public-text", preview="yes", **{"content-title": ""})

    page = texts(browser.post(address_of(case, "edit-public-text"), fields))

    assert "Title: This field is required." in page
    assert "does not bind" not in page


def test_a_correction_is_previewed_before_its_note_is_written(browser_of):
    case = published()
    browser = browser_of(case.sam)
    fields = opened(browser, case, "correct", **{"content-title": "Images, corrected"})

    preview = texts(browser.post(address_of(case, "correct"), fields | {"preview": "yes"}))
    browser.post(address_of(case, "correct"), fields | {"reason": "A word was missing."})

    assert ["Images, corrected</h2>" in preview, "This field is required" in preview] == [True, False]
    assert list(fresh(case).record.versions.values_list("note", flat=True)) == ["", "A word was missing."]


def test_a_former_version_is_redacted(browser_of):
    case = published()
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Without the name"))

    send(browser_of(case.sam), case, "redact", version="1", reason="It named a client.")

    assert fresh(case).record.versions.get(number=1).redaction == "It named a client."


def test_an_inclusion_is_recorded(browser_of):
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2026)
    browser = browser_of(case.sam)

    send(browser, case, "incorporate", edition=str(newer.pk), clause="7.1.6", in_force="2026-03")

    verdict = fresh(case).record.verdicts.get()
    assert (verdict.edition, verdict.clause, verdict.in_force.iso) == (newer, "7.1.6", "2026-03")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"clause": "7..2"}, "Did you mean 7.2?"),
        ({"clause": "abc"}, "“abc” is not a clause number."),
        ({"in_force": "9999"}, "This date is too far ahead."),
        ({"in_force": "2026-02-30"}, "is not a date"),
        ({"edition": "999999"}, "Name a published edition or amendment"),
        ({"edition": ""}, "This field is required."),
    ],
)
def test_an_inclusion_that_cannot_be_is_refused_with_what_was_typed(browser_of, typed, said):
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2026)
    right = {"edition": str(newer.pk), "clause": "7.1.6", "in_force": "2026-03", "note": "In other words."}

    page = send(browser_of(case.sam), case, "incorporate", **(right | typed))

    assert said in texts(page)
    assert "In other words.</textarea>" in texts(page)
    assert fresh(case).record.verdicts.count() == 0


def test_a_project_is_not_offered_as_having_included_anything(browser_of):
    case = published()
    project = EditionFactory(standard=case.edition.standard, year=2027, stage="50.20")

    page = send(browser_of(case.sam), case, "incorporate", edition=str(project.pk), clause="7.1.6", in_force="2026-03")

    assert "Name a published edition or amendment" in texts(page)
    assert project.reference not in texts(page)


def test_a_record_no_longer_applies(browser_of):
    case = published()
    newer = EditionFactory(standard=case.edition.standard, year=2026)

    send(browser_of(case.sam), case, "no-longer-applies", edition=str(newer.pk), reason="It was rewritten.")

    assert fresh(case).record.label == "no-longer-applies"


def test_a_recusal_is_lifted(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    case.take(steps.RECUSE, case.mina)

    send(browser_of(case.sam), case, "lift-recusal", member=str(case.mina.pk), reason="It was another case.")

    assert fresh(case).recusals.get().lifted_at is not None


def test_an_acting_convenor_is_named(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    case.take(steps.RECUSE, case.connie)

    send(browser_of(case.sam), case, "name-acting-convenor", member=str(case.max.pk), reason="Connie is recused.")

    assert fresh(case).acting_convenor == case.max


def test_another_group_takes_over(browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    other = GroupFactory()

    page = send(browser_of(case.sam), case, "reassign", group=str(case.group.pk), reason="Theirs.")
    send(browser_of(case.sam), case, "reassign", group=str(other.pk), reason="Theirs.")

    assert "Select a valid choice." in texts(page)
    assert fresh(case).group == other


def test_the_requester_is_erased(browser_of):
    case = received()
    key = case.clarification.key

    send(browser_of(case.sam), case, "erase-person", person=key, reason="Asked by letter.")

    identity = fresh(case).identity
    assert (identity.contact, identity.email, identity.erased_at is not None) == ("", "", True)


def test_a_private_link_is_renewed(browser_of):
    case = received()
    former = case.clarification.link

    send(browser_of(case.sam), case, "renew-link", reason="It was forwarded.")

    assert fresh(case).link != former


def test_an_ended_request_is_taken_up_again(browser_of):
    case = clarification_in(State.NOT_ACCEPTED)

    send(browser_of(case.sam), case, "reconsider", reason="The requester put it otherwise.")

    assert fresh(case).state == State.RECEIVED


# ---------- historic texts ----------


def historic(case, **typed):
    plain = {"edition": str(case.edition.pk), "title": "Decision by one person", "source": "Interpretations, page 14"}
    return plain | {"reason": "So that it can be found."} | typed


def entered(browser, fields):
    page = texts(browser.get("/desk/new/historic/"))
    key = re.search(r'name="key" value="(\w{32})"', page)[1]
    return [browser.post("/desk/new/historic/", fields | {"key": key}) for _click in range(2)]


def test_a_title_alone_is_entered_once_however_often_the_button_is_pressed(browser_of):
    case = cast()
    browser = browser_of(case.sam)

    responses = entered(browser, historic(case))

    clarification = Clarification.objects.get()
    assert [response.headers["Location"] for response in responses] == [clarification.get_absolute_url()] * 2
    assert clarification.record.outcomes == [["", "unknown"]]


def test_a_vote_that_is_not_printed_stays_unknown(browser_of):
    case = cast()
    row = {"rows-0-text": "May one person decide?", "rows-0-outcome": "yes", "rows-0-position": "One may."}
    row |= {"rows-0-for": "18", "rows-0-against": "0", "rows-0-percentage": "95 %"}

    entered(browser_of(case.sam), historic(case, clauses="4.2 f), 12", published="1999-06", **row))

    text = Clarification.objects.get().record.versions.get().text
    assert text.votes == (
        PublishedVote(
            question="1",
            in_favour=18,
            against=0,
            abstained=None,
            voting=None,
            percentage="95 %",
            note="",
        ),
    )
    assert (text.answers[0].position, text.dates.published) == ("One may.", "1999-06")


def test_an_answer_without_a_vote_has_none(browser_of):
    case = cast()
    row = {"rows-0-text": "May one person decide?", "rows-0-outcome": "yes", "rows-0-position": "One may."}

    entered(browser_of(case.sam), historic(case, **row))

    assert Clarification.objects.get().record.versions.get().text.votes == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "Title: This field is required."),
        ({"source": ""}, "Source: This field is required."),
        ({"clauses": "7..2"}, "Did you mean 7.2?"),
        ({"published": "9999"}, "This day has not come yet."),
        ({"rows-0-text": "May one person decide?"}, "Outcome: This field is required."),
        ({"rows-0-for": "-1"}, "Ensure this value is greater than or equal to 0."),
    ],
)
def test_a_historic_text_that_cannot_be_is_refused_with_what_was_typed(browser_of, typed, said):
    case = cast()
    browser = browser_of(case.sam)

    page = browser.post("/desk/new/historic/", historic(case, **typed) | {"key": "x"})

    assert said in texts(page)
    assert "So that it can be found.</textarea>" in texts(page)
    assert Clarification.objects.count() == 0


def test_a_question_more_can_be_entered(browser_of):
    case = cast()

    page = browser_of(case.sam).post("/desk/new/historic/", historic(case, add="rows"))

    assert len(re.findall(r'name="rows-\d-outcome"', texts(page))) == 2
    assert 'value="Decision by one person"' in texts(page)


def test_only_the_secretariat_enters_historic_texts(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    assert browser_of(case.connie).get("/desk/new/historic/").status_code == 403


# ---------- what stands against a step ----------


@pytest.mark.parametrize("verb", ["no-such-step", "submit", "enter-historic", "resubmit", "withdraw"])
def test_an_address_that_is_no_step_of_the_desk_is_not_found(browser_of, verb):
    case = received()

    assert browser_of(case.sam).get(address_of(case, verb)).status_code == 404


def test_a_case_that_is_not_there_is_not_found(browser_of):
    assert browser_of(cast().sam).get("/desk/CR-1999-0001/accept/").status_code == 404


@pytest.mark.parametrize(
    ("name", "state"),
    [
        *(("sam", state) for state in (State.RECEIVED, State.UNDER_REVIEW, State.PUBLISHED, State.WITHDRAWN)),
        *(("connie", state) for state in (State.RECEIVED, State.UNDER_REVIEW, State.PUBLISHED)),
        ("max", State.UNDER_REVIEW),
    ],
)
def test_the_page_of_a_step_opens_where_the_map_lets_its_reader_take_it(browser_of, name, state):
    case = clarification_in(state)
    user = getattr(case, name)
    actor, browser = user_actor(user), browser_of(user)
    roles = roles_of(actor, case.clarification, timezone.now())
    seen = Clarification.objects.visible_to(actor).exists()

    for form in (form for form in FORMS.values() if not form.step.starts):
        refused = the_map().refusals(form.step, case.clarification, actor, roles, timezone.now())
        status = browser.get(address_of(case, form.step.verb)).status_code
        assert status in ((403, 409) if refused else (200,)) if seen else status == 404, form.step


def test_a_step_that_is_not_open_any_more_says_so_and_keeps_what_was_typed(browser_of):
    case = received()
    browser = browser_of(case.sam)
    fields = opened(browser, case, "refer", committee="ISO/CASCO", reason="It is theirs, and here is at length why.")
    case.take(steps.WITHDRAW, case.rita)

    page = browser.post(address_of(case, "refer"), fields)

    assert page.status_code == 409
    assert "This step is not open any more: the request is now “Withdrawn”." in texts(page)
    assert "It is theirs, and here is at length why." in texts(page)


def test_a_step_for_others_is_refused(browser_of):
    case = decided()

    page = browser_of(case.connie).get(address_of(case, "publish"))

    assert (page.status_code, "This step is for: Secretariat." in texts(page)) == (403, True)


def test_a_stale_form_says_who_was_faster_and_can_be_sent_again(browser_of):
    case = drafted()
    browser = browser_of(case.max)
    fields = opened(browser, case, "draft", **{"answers-0-position": "My careful words."})
    case.take(steps.DRAFT, case.mina, answers=[])

    page = browser.post(address_of(case, "draft"), fields)
    again = browser.post(address_of(case, "draft"), fields | {"seen_version": str(case.clarification.version)})

    assert page.status_code == 409
    assert "Somebody was faster: Mina Example changed the case at" in texts(page)
    assert "My careful words.</textarea>" in texts(page)
    assert f'name="seen_version" value="{case.clarification.version}"' in texts(page)
    assert (again.status_code, fresh(case).decisions.count()) == (302, 3)


@pytest.mark.parametrize("seen", ["", "x", "-5", "9" * 40])
def test_a_page_without_its_version_changes_nothing(browser_of, seen):
    case = received()
    fields = {"seen_version": seen, "reason": "It was forwarded."}

    page = browser_of(case.sam).post(address_of(case, "renew-link"), fields)

    assert page.status_code in (200, 409)
    assert fresh(case).version == case.clarification.version


@pytest.mark.parametrize("verb", ["accept", "renew-link"])
def test_a_double_click_takes_a_step_once_and_is_answered_alike(browser_of, verb):
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    browser = browser_of(case.sam)
    fields = opened(browser, case, verb, group=str(case.group.pk), reason="It was forwarded.")
    before = Event.objects.count()

    responses = [browser.post(address_of(case, verb), fields) for _click in range(2)]

    assert [response.status_code for response in responses] == [302, 302]
    assert Event.objects.count() == before + 1


def test_the_same_step_of_somebody_else_is_no_double_click(browser_of, sam):
    case = received(cast(sam=sam))
    browser = browser_of(sam)
    fields = opened(browser, case, "renew-link", reason="It was forwarded.")
    case.sam = type(sam).objects.create_user("sona@secretariat.example", name="Sona Example", is_secretariat=True)
    case.take(steps.RENEW_LINK, case.sam)

    page = browser.post(address_of(case, "renew-link"), fields)

    assert page.status_code == 409
    assert "Somebody was faster: Sona Example" in texts(page)


def test_too_long_a_text_is_refused_with_its_count_and_kept(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    page = send(browser_of(case.max), case, "comment", text="x" * 200_000)

    assert page.status_code == 200
    assert "200\u00a0000 of at most 10\u00a0000 characters." in texts(page)
    assert "x" * 200_000 + "</textarea>" in texts(page)
    assert fresh(case).comments.count() == 0


def test_control_characters_are_dropped_and_other_scripts_kept(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    send(browser_of(case.max), case, "comment", text="A\x00B\x07C שלום 👍🏽 مرحبا")

    assert fresh(case).comments.get().text == "ABC שלום 👍🏽 مرحبا"


def test_a_file_where_a_text_is_expected_is_no_text(browser_of, tmp_path):
    case = clarification_in(State.UNDER_REVIEW)
    path = tmp_path / "comment.txt"
    path.write_text("A file.")

    with path.open("rb") as file:
        page = browser_of(case.max).post(address_of(case, "comment"), {"text": file})

    assert "This field is required." in texts(page)


def test_a_step_needs_the_proof_of_its_form(client, sam):
    case = received(cast(sam=sam))
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(sam, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = strict.post(address_of(case, "renew-link"), {"seen_version": "1", "reason": "Forged."})

    assert (page.status_code, fresh(case).link_counter) == (403, 1)


def test_what_a_database_does_not_keep_is_said_and_can_be_sent_again(open_database, browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.max)
    fields = opened(browser, case, "comment", text="My careful words.")

    def full(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "clarifications_comment"'):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        page = browser.post(address_of(case, "comment"), fields)
    again = browser.post(address_of(case, "comment"), fields)

    assert page.status_code == 503
    assert "Nothing was saved: the database did not keep it." in texts(page)
    assert "My careful words.</textarea>" in texts(page)
    assert (again.status_code, fresh(case).comments.count()) == (302, 1)


def test_an_address_fills_in_rows_and_never_texts(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    page = browser_of(case.max).get(f"{address_of(case, 'comment')}?text=Put+in+my+mouth&seen_version=1")

    assert "Put in my mouth" not in texts(page)


def test_two_pages_with_other_words_are_no_double_click(browser_of):
    case = drafted()
    browser = browser_of(case.max)
    first, second = (opened(browser, case, "draft", note=note) for note in ("First", "Second"))

    browser.post(address_of(case, "draft"), first)
    page = browser.post(address_of(case, "draft"), second)

    assert page.status_code == 409
    assert 'value="Second"' in texts(page)
    assert fresh(case).decisions.last().note == "First"


def test_a_position_that_came_too_late_is_not_said_to_be_taken(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    case.agree(case.connie, case.mina)
    browser = browser_of(case.max)
    agrees, objects = (opened(browser, case, "take-position", view=view, why="So.") for view in ("agree", "object"))

    browser.post(address_of(case, "take-position"), agrees)
    page = browser.post(address_of(case, "take-position"), objects)

    assert page.status_code == 409
    assert "The call has ended." in texts(page)
    assert case.call.roll.get(user=case.max).position.view == "agree"
