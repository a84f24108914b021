"""With the keys alone: the ways on which the decision stays the group's, and the door that a stranger cannot bolt."""

import pytest
from django.test import Client

from tests.builders import Case, decided, drafted, seeking_consensus, under_review
from tests.journeys import acts
from tests.journeys.stage import Stage
from tests.journeys.test_invited import signs_in
from tests.journeys.test_recusal import accepted

CHANGED = "It is, if the inspector directs what is shown."
WHY_CHANGED = "Why the answers are to be changed"
WHY = "It would forbid what the clause leaves open."


@pytest.fixture
def hall(stage: Stage):
    """Enter somebody who works with the keys alone."""
    return lambda name, user=None: stage.enters(name, user, keys_only=True)


def test_a_changed_answer_is_refused_and_then_agreed(hall, case: Case):
    reference = acts.walked(case, to=decided)
    sam, connie = hall("Sam", case.sam), hall("Connie", case.connie)

    acts.begins(sam, reference, "Edit the public text")
    sam.writes("Answer to 1", CHANGED)
    sam.presses("Save the public text")
    acts.begins(sam, reference, "Ask the convenor")
    sam.writes(WHY_CHANGED, "Says what is directed.")
    sam.presses("Ask the convenor")
    acts.begins(connie, reference, "Refuse the changed answers")
    connie.reads("Says what is directed.", CHANGED)
    connie.writes("Why not", "Nobody discussed it.")
    connie.presses("Refuse")
    acts.begins(sam, reference, "Ask the convenor")
    sam.writes(WHY_CHANGED, "The group did, on 3 November.")
    sam.presses("Ask the convenor")
    acts.begins(connie, reference, "Agree to the changed answers")
    connie.presses("Agree")

    petra = hall("Petra")
    petra.opens(acts.publishes(sam, reference))
    petra.reads(CHANGED)


def test_an_objection_is_answered_and_judged_by_who_objects(hall, case: Case):
    reference = acts.walked(case, to=seeking_consensus)
    connie, max_ = hall("Connie", case.connie), hall("Max", case.max)

    acts.takes_position(max_, reference, "Objects", WHY)
    acts.answers_objection(connie, reference, "Other ways remain possible.")
    acts.judges_answer(max_, reference, "Is resolved by the answer")

    connie.opens(f"/desk/{reference}/")
    connie.reads(WHY, "Other ways remain possible.", "resolved")


def test_interests_are_declared_knowingly(hall, case: Case):
    reference = accepted(case)
    max_, mina = hall("Max", case.max), hall("Mina", case.mina)

    for member, answer in ((max_, "My body is concerned: disclose"), (mina, "Recuse yourself")):
        acts.takes_up(member, reference)
        member.reads(case.clarification.subject, case.body.name)
        member.follows(answer)
        member.writes("How your body is concerned", f"{member.name}: we inspect in this way.")
        member.presses(answer)

    max_.opens(f"/desk/{reference}/")
    max_.reads("Max: we inspect in this way.")
    mina.opens(f"/desk/{reference}/", status=404)


def test_a_draft_is_kept_for_oneself_and_then_shown(hall, case: Case):
    reference = acts.walked(case, to=under_review)
    max_, mina = hall("Max", case.max), hall("Mina", case.mina)

    acts.begins(max_, reference, "Write a draft")
    for question in max_.part("Answers").get_by_role("checkbox").all():
        max_.hands.tick(question)
    max_.chooses("Outcome", "Yes")
    max_.writes("Position", CHANGED)
    max_.presses("Keep for me alone")
    mina.opens(f"/desk/{reference}/")
    mina.reads_nothing_of(CHANGED)
    acts.begins(max_, reference, "Write a draft")
    max_.presses("Show to the group")

    mina.opens(f"/desk/{reference}/")
    mina.reads(CHANGED)


def test_an_acceptance_is_taken_back_and_the_requester_asked_without_a_return(hall, stage: Stage, case: Case):
    reference = acts.walked(case, to=drafted)
    sam, max_, rita = hall("Sam", case.sam), hall("Max", case.max), hall("Rita")

    acts.begins(sam, reference, "Ask the requester")
    sam.writes("Question to the requester", "Which scheme is it?")
    sam.presses("Ask the requester")
    rita.opens(stage.link_in_mail_to("rita@member.example", reference))
    rita.follows("Answer the secretariat")
    rita.writes("Which scheme is it?", "The one of 2019.")
    rita.presses("Send the answers")
    rita.reads("Under review", "The one of 2019.")
    sam.opens(f"/desk/{reference}/")
    sam.reads("The one of 2019.")
    acts.begins(sam, reference, "Take back the acceptance")
    sam.writes("Reason", "It is a dispute about one assessment.")
    sam.presses("Take back the acceptance")

    sam.reads("Received")
    max_.opens(f"/desk/{reference}/", status=404)


def test_whoever_is_guessed_at_signs_in_on_a_device_of_theirs(hall, case: Case, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key", "login_failed_on_device": "5/5m/key"}
    max_, stranger = hall("Max"), hall("A stranger")
    for member in (max_, stranger):
        member.opens("/desk/")
    signs_in(max_, case.max.email)
    max_.opens("/account/logout/")
    max_.presses("Sign out", inside=max_.page.locator("main"))

    for _guess in range(5):
        Client().post("/account/login/", {"login": case.max.email, "password": "not the password"})
    signs_in(stranger, case.max.email)
    max_.opens("/desk/")
    signs_in(max_, case.max.email)

    stranger.reads("Too many attempts with this address.")
    assert (max_.path, stranger.path) == ("/desk/", "/account/login/")
