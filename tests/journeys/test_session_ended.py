"""The session ends while somebody types: after signing in again the words stand in their form, for nobody else."""

from clarifications.map.steps import RENEW_LINK
from tests.builders import Case, returned, under_review
from tests.factories import PASSWORD
from tests.journeys import acts
from tests.journeys.stage import Person, Stage

WORDS = "An inspector who only reads a record has examined nothing."


def signs_in(person: Person, email: str) -> None:
    person.writes("E-mail", email)
    person.writes("Password", PASSWORD)
    person.presses("Sign in", inside=person.page.locator("main"))


def test_what_was_typed_waits_behind_the_sign_in(stage: Stage, case: Case):
    reference = acts.walked(case, to=under_review)
    connie = stage.enters("Connie", case.connie, keys_only=True)
    step = f"/desk/{reference}/comment/"

    connie.opens(step)
    connie.writes("Comment", WORDS)
    connie.page.context.clear_cookies(name="session")
    connie.presses("Comment", inside=connie.page.locator("main"))
    connie.reads("Nothing is sent yet. What you typed is kept for a day")
    signs_in(connie, case.max.email)
    assert connie.path == step
    connie.reads_nothing_of("Kept, not sent", WORDS)

    connie.page.context.clear_cookies(name="session")
    connie.opens(step)
    signs_in(connie, case.connie.email)
    connie.reads("Kept, not sent", "It stands in the form below")
    assert connie.page.locator("main").get_by_label("Comment", exact=True).input_value() == WORDS
    connie.presses("Comment", inside=connie.page.locator(".spread"))
    connie.reads(WORDS)

    connie.opens(step)
    connie.reads_nothing_of("Kept, not sent")


def test_an_answer_that_is_sent_by_a_former_link_stands_behind_the_new_one(stage: Stage, case: Case):
    acts.walked(case, to=acts.WAY[0])
    returned(case)
    rita = stage.enters("Rita", keys_only=True)

    rita.opens(stage.link_in_mail_to("rita@member.example", case.clarification.reference))
    rita.follows("Answer the secretariat")
    case.take(RENEW_LINK, case.sam)
    rita.writes("Which edition do you use?", WORDS)
    rita.presses("Send the answers", status=404)
    rita.reads(WORDS)
    rita.opens(stage.link_in_mail_to("rita@member.example", case.clarification.reference, under="/request/"))
    rita.follows("Answer the secretariat")

    rita.reads("Kept, not sent")
    assert rita.page.get_by_label("Which edition do you use?").input_value() == WORDS


def test_a_request_that_is_entered_for_a_body_waits_behind_the_sign_in_too(stage: Stage, case: Case):
    sam = stage.enters("Sam", case.sam, keys_only=True)

    sam.opens("/desk/")
    sam.follows("Enter a request")
    sam.presses("Begin a draft")
    sam.chooses("Edition", case.edition.reference)
    sam.presses("Continue")
    sam.writes("Clauses", "7.1.5")
    sam.writes("Subject", "Images by mail")
    sam.writes("Your question", "Is it an inspection?")
    sam.presses("Continue")
    sam.writes("Background", WORDS)
    sam.page.context.clear_cookies(name="session")
    sam.presses("Continue")
    signs_in(sam, case.sam.email)
    sam.reads("Kept, not sent")
    sam.presses("Continue")
    sam.chooses("Requesting body", case.body.name)
    sam.writes("Contact person", "Rita Example")
    sam.writes("E-mail", "rita@member.example")
    sam.writes("Arrived on", "2026-02-27")
    sam.writes("The e-mail", "Dear all, please enter this for us.")
    sam.presses("Continue")
    sam.ticks(acts.PUBLIC)
    sam.presses("Receive the request")

    sam.reads("The body gets the receipt and the link to follow it.", WORDS, "27 February 2026")


def test_what_was_kept_can_be_thrown_away(stage: Stage, case: Case):
    reference = acts.walked(case, to=under_review)
    max_ = stage.enters("Max", case.max, keys_only=True, java_script_enabled=False)

    max_.opens(f"/desk/{reference}/comment/")
    max_.writes("Comment", WORDS)
    max_.page.context.clear_cookies(name="session")
    max_.presses("Comment", inside=max_.page.locator("main"))
    signs_in(max_, case.max.email)
    max_.unfolds("Throw it away")
    max_.presses("Throw it away for good")

    max_.reads("What was kept is thrown away.")
    max_.reads_nothing_of(WORDS)
