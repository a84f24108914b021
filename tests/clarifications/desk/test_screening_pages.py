"""The pages of the steps of screening: findings, returning, refusing, referring, answering, accepting."""

import pytest

from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.screening.answering import answering
from tests.builders import ALL_MET, clarification_in, received
from tests.clarifications.desk.pages import address_of, another, flash, fresh, opened, send, texts
from tests.factories import CommitteeFactory, GroupFactory
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db


def test_findings_are_recorded(browser_of):
    case = received()
    found = {f"criterion-{number}-result": "met" for number in range(1, 8)}
    found |= {"criterion-8-result": "not-met", "criterion-8-reason": "Record 3 says it."}

    send(browser_of(case.sam), case, "record-finding", **found)

    kept = fresh(case).findings.values_list("criterion__number", "result", "reason")
    assert list(kept) == [*((number, "met", "") for number in range(1, 8)), (8, "not-met", "Record 3 says it.")]


def test_what_is_left_open_is_met_with_one_button(browser_of):
    case = received()
    found = {"criterion-4-result": "not-met", "criterion-4-reason": "It asks how.", "rest": "met"}

    send(browser_of(case.sam), case, "record-finding", **found)

    kept = dict(fresh(case).findings.values_list("criterion__number", "result"))
    assert kept == dict.fromkeys(range(1, 9), "met") | {4: "not-met"}


def test_the_case_says_all_met_and_else_what_is_not_first(browser_of):
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    all_met = Page(browser_of(case.sam).get(case.clarification.get_absolute_url()))
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET | {4: ("not-met", "It asks how.")})

    page = Page(browser_of(case.sam).get(case.clarification.get_absolute_url()))

    criteria = "section[aria-labelledby=criteria]"
    assert all_met.one(f"{criteria} summary") == "All met"
    assert page.one(f"{criteria} summary") == "7 others are met"
    assert page.one(f"{criteria} .text > .finding") == "Not met It asks what a requirement means It asks how."


def test_findings_are_hinted_at_by_the_catalogue(browser_of):
    case = received()
    edition = case.clarification.edition
    edition.stage, edition.withdrawn = "95.99", "2020-01-01"
    edition.save()

    page = texts(browser_of(case.sam).get(address_of(case, "record-finding")))

    assert f"{edition.reference}: Withdrawn." in page


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

    assert [one for one in Page(page).all("textarea") if one] == ["Question 0", "Question 2"]
    buttons = ["Remove for good: Question 1", "Remove for good: Question 2"]
    assert Page(page).all("details.fold button[name=remove]") == Page(page).all("button[name=remove]") == buttons
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


def test_a_request_is_answered_with_a_record_that_is_offered(browser_of):
    case = clarification_in(State.PUBLISHED)
    record = case.clarification.record
    received(another(case))
    browser = browser_of(case.sam)
    offered = texts(browser.get(address_of(case, "answer")))

    send(browser, case, "answer", records=f"http://127.0.0.1:8000{record.get_absolute_url()}", reason="It says so.")

    assert f'href="?records={record.slug}#id_records"' in offered
    assert [row.record for row in answering(fresh(case))] == [record]


def test_several_records_answer_each_named_in_another_way(browser_of):
    register = Register()
    one, two, three = register.add("The first"), register.add("The second"), register.add("The third")
    case = received(register.case())
    typed = f"/clarifications/{one.slug}/\n{three.name}, {two.clarification.reference}; {one.slug}\n"

    send(browser_of(case.sam), case, "answer", records=typed, reason="They say so.")

    page = Page(browser_of(case.sam).get(fresh(case).get_absolute_url()))
    named = [f"{record.name}: {record.title}" for record in (one, three, two)]
    assert [row.record for row in answering(fresh(case))] == [one, three, two]
    assert page.all('section[aria-labelledby="ended"] li') == named


def test_each_record_that_cannot_answer_is_named_beside_the_field(browser_of):
    register = Register()
    stands, gone = register.add("It stands"), register.published("It is gone")
    gone.take(steps.RETIRE, gone.sam, replacement=stands)
    case = received(register.case())
    browser = browser_of(case.sam)
    slug, name = gone.clarification.record.slug, gone.clarification.record.name

    unknown = Page(send(browser, case, "answer", records=f"{stands.slug}\n1-1; 2-2\n1-1", reason="It says so."))
    retired = Page(send(browser, case, "answer", records=f"{stands.slug}\n{slug}", reason="It says so."))

    said = [f"No published record is found as “{typed}”." for typed in ("1-1", "2-2")]
    assert unknown.all("#id_records_error div") == [f"Error: {words}" for words in said]
    assert unknown.errors == [("id_records", words) for words in said]
    assert retired.errors == [("id_records", f"{name} is retired; {stands.name} replaces it.")]
    assert unknown.fields["records"] == [f"{stands.slug}\n1-1; 2-2\n1-1"]
    assert fresh(case).state == State.RECEIVED


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (" ; ,\n", "Published records: This field is required."),
        ("\n".join(f"17025-2017-{number}" for number in range(1, 22)), "21 records; name at most 20."),
    ],
)
def test_an_answer_names_some_records_and_not_any_number(browser_of, typed, said):
    case = received()

    page = Page(send(browser_of(case.sam), case, "answer", records=typed, reason="They say so."))

    assert page.errors == [("id_records", said)]


def test_one_record_more_is_added_to_those_that_are_named(browser_of):
    register = Register()
    one, two, gone = register.add("The first"), register.add("The second"), register.published("Gone")
    gone.take(steps.RETIRE, gone.sam, replacement=None)
    case = received(register.case())
    browser = browser_of(case.sam)
    address = address_of(case, "answer")
    offers = 'a[href*="?records="]'

    first = Page(browser.get(address)).values(offers)
    second = Page(browser.get(f"{address}?records={one.slug}"))

    assert first == [f"?records={record.slug}#id_records" for record in (two, one)]
    assert second.values(offers)[0] == f"?records={one.slug}%0A{two.slug}#id_records"
    named = Page(browser.get(f"{address}{second.values(offers)[0]}"))
    assert named.fields["records"] == [f"{one.slug}\n{two.slug}"]


def test_a_record_that_is_not_there_answers_nothing(browser_of):
    case = received()

    page = texts(send(browser_of(case.sam), case, "answer", records="90001-2017-9", reason="It says so."))

    assert "No published record is found as “90001-2017-9”." in page


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
        f"{case.clarification.reference}: Sam Example accepted the request: Group: {case.group}. "
        "Next: Convenor names a drafter."
    )


def test_an_inactive_group_is_not_offered(browser_of):
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    gone = GroupFactory(is_active=False)

    page = send(browser_of(case.sam), case, "accept", group=str(gone.pk))

    assert "Select a valid choice." in texts(page)


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


def test_the_requester_is_asked_and_the_case_shows_what(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    send(browser_of(case.sam), case, "ask-requester", **{"questions-0-text": "Which scheme is it?"})

    page = texts(browser_of(case.max).get(case.clarification.get_absolute_url()))
    assert ["Which scheme is it?" in page, "not answered yet" in page] == [True, True]


def test_an_acceptance_is_taken_back_on_its_page(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    send(browser_of(case.sam), case, "take-back", reason="It is a dispute.")

    assert fresh(case).state == State.RECEIVED
