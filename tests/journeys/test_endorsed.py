"""Who asks: another body names a member body, which is asked, and says its word before the request is received."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import Representative
from clarifications.intake.endorsement_work import tend_endorsements
from clarifications.screening.models import CriteriaSet
from tests.builders import Case
from tests.clarifications.intake.endorsing import OTHER, waiting
from tests.factories import UserFactory
from tests.journeys import acts
from tests.journeys.stage import Person, Stage

SUBJECT, QUESTION = "Images that the client transmits", "Is looking at images an inspection?"
DANA, AINO, OFFICE = "dana@norland.example", "aino@northern.example", "office@este.example"
RITA = "rita@member.example"
WORD = "Ask about one clause only."


def asks(aino: Person, stage: Stage, case: Case, *, endorsing: str, address: str = "") -> None:
    """Aino, whose body is neither a member nor in liaison, asks, and confirms the address."""
    CriteriaSet.objects.update(needs_endorsement=True)
    aino.opens("/request/")
    aino.presses("Begin a draft")
    aino.chooses("Edition", case.edition.reference)
    aino.presses("Continue")
    acts.writes_the_question(aino, clauses="7.1.1", subject=SUBJECT, question=QUESTION)
    aino.writes("Its name, if it is not in the list", "Northern Accreditation (Example)")
    aino.ticks("Other body")
    aino.writes("Contact person", "Aino Example")
    aino.writes("E-mail", AINO)
    aino.presses("Continue")
    aino.reads("Another body needs one that endorses its request: choose it.")
    aino.chooses("Body that endorses", endorsing)
    aino.writes("An address of the body that is asked", address)
    aino.presses("Continue")
    aino.reads("Body that endorses", endorsing)
    aino.ticks("No product, client or person can be recognised")
    aino.presses("Send me the confirmation link")
    aino.opens(stage.link_in_mail_to(AINO, "Confirm your request", under="/request/confirm/"))
    aino.reads("the body that you named is asked")
    aino.presses("Send the request")
    aino.is_at("Waiting for endorsement")


def represented(case: Case) -> str:
    """The body of the case, for which Dana speaks."""
    since = timezone.now().date() - datetime.timedelta(days=99)
    Representative.objects.create(user=UserFactory(name="Dana Example", email=DANA), body=case.body, since=since)
    return str(case.body)


def test_a_request_is_endorsed_after_a_question_with_the_keys_alone(stage: Stage, case: Case):
    aino, dana = stage.enters("Aino", keys_only=True), stage.enters("Dana", keys_only=True)
    asks(aino, stage, case, endorsing=represented(case))

    dana.opens(stage.link_in_mail_to(DANA, "A request waits for your endorsement", under="/request/endorse/"))
    dana.reads(SUBJECT, QUESTION, "Northern Accreditation (Example)", AINO)
    dana.unfolds("Ask the requester something first")
    dana.writes("Your question", "Which scheme is this for?")
    dana.presses("Ask")
    dana.reads("Your question is sent.", "Not answered yet")
    aino.opens(stage.link_in_mail_to(AINO, "asks you something", under="/request/draft/"))
    aino.reads("Which scheme is this for?")
    aino.writes("Your answer", "For none.")
    aino.presses("Read or change the request")
    aino.page.go_back()
    aino.page.reload()
    assert aino.page.get_by_label("Your answer").input_value() == "For none."
    aino.presses("Send the answer")
    dana.opens(stage.link_in_mail_to(DANA, "The requester answered", under="/request/endorse/"))
    dana.reads("For none.")
    dana.presses("Endorse the request", status=410)
    dana.reads("The request is received as CR-")

    aino.opens(stage.link_in_mail_to(AINO, "Your request is received", under="/request/"))
    aino.reads(SUBJECT, f"{case.body} endorsed the request on")
    reference = aino.page.locator(".note__head").first.inner_text().strip()
    sam = stage.enters("Sam", case.sam)
    acts.takes_up(sam, reference)
    sam.reads(f"{case.body} endorsed the request on", "Said by Dana Example.")


def test_a_declined_request_goes_without_and_needs_no_javascript(stage: Stage, case: Case):
    aino = stage.enters("Aino", keys_only=True, java_script_enabled=False)
    dana = stage.enters("Dana", keys_only=True, java_script_enabled=False)
    asks(aino, stage, case, endorsing=represented(case))

    dana.opens(stage.link_in_mail_to(DANA, "A request waits for your endorsement", under="/request/endorse/"))
    dana.unfolds("Decline")
    dana.presses("Decline")
    dana.reads("Say why: the requester reads it.")
    dana.writes("Why not", WORD)
    dana.presses("Decline", status=410)
    dana.reads("declined on")
    aino.opens(stage.link_in_mail_to(AINO, "Your request was not endorsed", under="/request/draft/"))
    aino.reads(WORD)
    aino.presses("Send the request without an endorsement")
    aino.reads("Your request is received as CR-", "declined on")


def disowned(rita: Person, dana: Person, stage: Stage, case: Case) -> None:
    """Rita asks in the name of a member body, which says that the request is not its own; she reads that."""
    CriteriaSet.objects.update(needs_endorsement=True)
    represented(case)
    rita.opens("/request/")
    rita.presses("Begin a draft")
    request = {"clauses": "7.1.1", "subject": SUBJECT, "question": QUESTION}
    acts.writes_the_request(rita, edition=case.edition.reference, body=str(case.body), **request)
    rita.ticks(acts.PUBLIC)
    rita.presses("Send me the confirmation link")
    rita.opens(stage.link_in_mail_to(RITA, "Confirm your request", under="/request/confirm/"))
    rita.presses("Send the request")
    dana.opens(stage.link_in_mail_to(DANA, "Is this request yours?", under="/request/endorse/"))
    dana.unfolds("Decline")
    dana.writes("Why not", "Nobody of ours asked this.")
    dana.presses("Decline", status=410)
    rita.opens(stage.link_in_mail_to(RITA, "is not its own", under="/request/draft/"))
    rita.reads("Nobody of ours asked this.", "but not in the name of")


def test_a_request_that_the_body_disowns_goes_on_in_another_name_with_the_keys_alone(stage: Stage, case: Case):
    rita, dana = stage.enters("Rita", keys_only=True), stage.enters("Dana")
    disowned(rita, dana, stage, case)

    rita.presses("Send the request without an endorsement")
    rita.reads("Say who asks instead.")
    rita.writes("Who asks instead", "Rita Example")
    rita.presses("Send the request without an endorsement")

    rita.reads("Your request is received as CR-", "that the request is not its own")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_each_way_out_of_who_asks_instead_keeps_what_is_typed(stage: Stage, case: Case, scripts):
    rita = stage.enters("Rita", keys_only=True, java_script_enabled=scripts)
    disowned(rita, stage.enters("Dana"), stage, case)
    where = rita.path
    ways = ["Name another body", "Read or change the request", "Delete the draft", "CASCO"]

    for number, way in enumerate(ways, start=1):
        rita.writes("Who asks instead", f"Rita Example {number}")
        rita.presses(way)
        assert rita.path != where, way
        rita.opens(where)
        rita.reads("Kept, not sent")
        assert rita.page.get_by_label("Who asks instead").input_value() == f"Rita Example {number}", way
    rita.writes("Who asks instead", "Rita Example")
    rita.presses("Send the request without an endorsement")

    rita.reads("Your request is received as CR-", "that the request is not its own")


def test_a_request_that_nobody_answered_goes_without_with_the_keys_alone(stage: Stage, case: Case):
    represented(case)
    CriteriaSet.objects.update(needs_endorsement=True)
    long_ago = timezone.now() - datetime.timedelta(days=60, hours=1)
    waiting(case.edition, at=long_ago, **OTHER, endorsing_body=case.body.pk)
    tend_endorsements(timezone.now())
    aino = stage.enters("Aino", keys_only=True)

    aino.opens(stage.link_in_mail_to(AINO, "Nobody answered about your request", under="/request/draft/"))
    aino.reads("had not answered on")
    aino.presses("Send the request without an endorsement")

    aino.reads("Your request is received as CR-", "had not answered on")


def test_the_secretariat_confirms_an_address_and_reads_nothing_of_the_request(stage: Stage, case: Case):
    aino, sam = stage.enters("Aino"), stage.enters("Sam", case.sam, keys_only=True)
    office = stage.enters("Office", keys_only=True)
    asks(aino, stage, case, endorsing=str(case.body), address=OFFICE)
    aino.reads("The secretariat is asked first whether", OFFICE)

    stage.mail_to(case.sam.email, "An address of a body is to be confirmed")
    sam.opens("/desk/")
    sam.follows(OFFICE)
    sam.reads(OFFICE, str(case.body))
    sam.reads_nothing_of(SUBJECT, QUESTION, AINO, "Northern Accreditation")
    sam.presses("It is the body's")
    sam.reads("It is done")

    office.opens(stage.link_in_mail_to(OFFICE, "A request waits for your endorsement", under="/request/endorse/"))
    office.presses("Endorse the request", status=410)
    office.reads("The request is received as CR-")
