"""What was asked is put right as process: both values in the journal, and all that is drawn from it follows."""

import pytest
from django.db.models import F

from clarifications.case.journal import faults
from clarifications.case.models import Clarification
from clarifications.case.part import CaseChanged, StepRefused
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.publication.content import content_of
from clarifications.register.models import Pending
from standards.models import Responsibility
from tests import builders
from tests.builders import Case, corrected_request
from tests.factories import ClauseFactory, EditionFactory, GroupFactory

pytestmark = pytest.mark.django_db
STEMMED = [Asked("Two cases.", parts=[Asked("The first?", "7.1.6"), Asked("The second?")]), Asked("And in all?")]


def correct(case: Case, **changed) -> str:
    """The secretariat puts the request right; what the journal says of it."""
    case.take(steps.CORRECT_REQUEST, case.sam, **corrected_request(case, **changed))
    return case.clarification.events.latest("number").detail


def as_it_is(case: Case, **changed):
    """The request as it stands, but for what is changed."""
    return corrected_request(case, clauses="7.1.5, 6.2.4", **changed)


def clauses_of(case: Case) -> list[tuple[str, str | None]]:
    rows = case.clarification.subject_clauses.order_by(F("question__order").asc(nulls_first=True), "order")
    return list(rows.values_list("canonical", "question__label"))


# ---------- what it was and what it is ----------


def test_the_journal_holds_both_values_of_all_that_is_put_right():
    case = builders.received()
    newer = EditionFactory(standard=case.edition.standard, year=2031)

    said = correct(case, edition=newer, subject="Images", background="", understanding="No.")

    assert said.split("\n") == [
        f"Edition “{newer}” instead of “{case.edition}”",
        "Clauses “7.1.6, 6.2.4” instead of “7.1.5, 6.2.4”",
        "Subject “Images” instead of “Images that the client transmits”",
        "Background “nothing” instead of “Two assessors read the clause differently.”",
        "Own understanding “No.” instead of “Yes.”",
    ]
    assert list(faults(case.clarification)) == []


def test_what_is_put_right_is_what_the_case_asks_from_then_on():
    case = builders.received()

    correct(case, subject="Images", background="It came up in an assessment.")

    kept = Clarification.objects.get(pk=case.clarification.pk)
    assert (kept.subject, kept.background) == ("Images", "It came up in an assessment.")
    assert clauses_of(case) == [("7.1.6", None), ("6.2.4", None)]


def test_a_request_can_turn_out_to_be_about_the_standard_as_a_whole():
    case = builders.received()

    said = correct(case, is_general=True)

    assert said == "Clauses “the standard as a whole” instead of “7.1.5, 6.2.4”"
    assert clauses_of(case) == []


def test_a_request_can_turn_out_to_be_about_the_standard_of_another_committee():
    case = builders.received()

    said = correct(case, clauses="7.1.5, 6.2.4", edition=None, other_standard="ISO 9001:2015")

    assert said == f"Edition “ISO 9001:2015” instead of “{case.edition}”"
    assert (case.clarification.edition, case.clarification.other_standard) == (None, "ISO 9001:2015")


def test_the_clauses_of_one_question_are_put_right_alone():
    case = builders.received(questions=STEMMED)

    said = correct(case, clauses="7.1.5, 6.2.4", own_clauses={"1 a)": "7.1.7", "1 b)": "7.1.8", "9": "5.1"})

    assert said.split("\n") == [
        "Clauses of question 1 a) “7.1.7” instead of “7.1.6”",
        "Clauses of question 1 b) “7.1.8” instead of “nothing”",
    ]
    assert clauses_of(case) == [("7.1.5", None), ("6.2.4", None), ("7.1.7", "1 a)"), ("7.1.8", "1 b)")]


def test_clauses_stand_in_the_order_asked_after_a_correction_too():
    case = builders.received(questions=[Asked("Is it?", "6.2.4"), Asked("And that?", "7.1.5")])

    correct(case, clauses="7.1.5, 6.2.4, 7.1.6")

    assert case.clarification.clause_numbers == "7.1.5, 6.2.4, 7.1.6"


def test_clauses_that_stay_keep_how_they_were_typed_and_are_looked_up_in_the_other_edition():
    case = builders.received(clauses="clause 7.1.5; 6.2.4")
    newer = EditionFactory(standard=case.edition.standard, year=2031)
    clause = ClauseFactory(edition=newer, number="7.1.5")

    correct(case, edition=newer, clauses="7.1.5, 6.2.4")

    rows = case.clarification.subject_clauses.values_list("typed", "clause")
    assert list(rows) == [("clause 7.1.5; 6.2.4", clause.pk), ("clause 7.1.5; 6.2.4", None)]


# ---------- what is refused ----------


def test_the_same_again_is_no_correction():
    case = builders.received()

    with pytest.raises(StepRefused) as refused:
        case.take(steps.CORRECT_REQUEST, case.sam, **as_it_is(case))

    assert refused.value.reasons == ["Nothing is changed."]
    assert case.clarification.events.latest("number").verb == "submit"


def test_neither_a_clause_nor_the_whole_standard_is_no_correction():
    case = builders.received()

    with pytest.raises(StepRefused) as refused:
        correct(case, clauses="")

    assert refused.value.reasons == ["Name the clauses, or say that the request is general."]
    assert clauses_of(case) == [("7.1.5", None), ("6.2.4", None)]


def test_a_page_that_somebody_was_faster_than_puts_nothing_right():
    case = builders.returned()
    seen = case.clarification
    case.take(steps.CORRECT_OWN_REQUEST, case.rita, **corrected_request(case, subject="Images"))
    case.clarification = seen

    with pytest.raises(CaseChanged) as refused:
        case.take(steps.CORRECT_REQUEST, case.sam, **as_it_is(case, subject="Pictures"))

    assert refused.value.reasons[0].startswith("Somebody was faster: somebody changed the case")
    assert Clarification.objects.get().subject == "Images"


def test_a_group_works_on_editions_of_casco_alone():
    case = builders.under_review()

    with pytest.raises(StepRefused) as refused:
        correct(case, edition=None, other_standard="ISO 9001:2015")

    assert refused.value.reasons == [
        "A group has the request: name one of CASCO's editions, or take the acceptance back first."
    ]


def test_once_the_group_is_asked_nothing_is_put_right_until_the_draft_is_open_again():
    case = builders.seeking_consensus()
    with pytest.raises(StepRefused, match="This step is not open any more"):
        correct(case)

    case.take(steps.REOPEN, case.connie)

    assert correct(case) == "Clauses “7.1.6, 6.2.4” instead of “7.1.5, 6.2.4”"


# ---------- what follows ----------


def test_the_public_list_of_pending_cases_follows_at_once():
    case = builders.under_review()
    newer = EditionFactory(standard=case.edition.standard, year=2031)

    correct(case, edition=newer)

    row = Pending.objects.get()
    assert (row.edition, row.clauses, row.accepted_at) == (newer, ["7.1.6", "6.2.4"], case.clarification.accepted_at)


def test_the_draft_stays_and_the_text_to_be_published_says_what_is_asked_now():
    case = builders.drafted()
    newer = EditionFactory(standard=case.edition.standard, year=2031)
    correct(case, edition=newer, subject="Images", own_clauses={"1": "7.1.7"})

    builders.decided(builders.seeking_consensus(case))

    text = case.clarification.public_text.text
    assert (text.title, text.edition) == ("Images", newer.reference)
    assert [clause.number for clause in text.clauses] == ["7.1.6", "6.2.4", "7.1.7"]
    assert [answer.position for answer in text.answers] == ["It is, if the inspector directs it."]


def test_the_text_of_a_former_round_is_made_again():
    case = builders.decided()
    case.take(steps.REOPEN, case.connie)
    correct(case, subject="Images")

    assert content_of(case.clarification).title == "Images"


def test_a_request_stays_with_its_group_and_the_journal_says_which_is_responsible():
    case = builders.under_review()
    other = GroupFactory(name="WG 99")
    foreign = EditionFactory(year=2022)
    Responsibility.objects.create(standard=foreign.standard, group=other, confidence="verified")

    said = correct(case, clauses="7.1.5, 6.2.4", edition=foreign)

    assert said.split("\n")[1] == (
        f"The request stays with {case.group}; WG 99 is responsible for {foreign.standard.designation}."
    )
    assert case.clarification.group == case.group


def test_nothing_is_said_of_groups_where_the_group_is_the_responsible_one():
    case = builders.under_review()
    foreign = EditionFactory(year=2022)
    Responsibility.objects.create(standard=foreign.standard, group=case.group, confidence="verified")

    said = correct(case, clauses="7.1.5, 6.2.4", edition=foreign)

    assert said == f"Edition “{foreign}” instead of “{case.edition}”"
