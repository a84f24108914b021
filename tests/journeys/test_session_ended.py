"""The session ends while somebody types: after signing in again the words stand in their form, for nobody else."""

from tests.builders import Case, under_review
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


def test_what_was_kept_can_be_thrown_away(stage: Stage, case: Case):
    reference = acts.walked(case, to=under_review)
    max_ = stage.enters("Max", case.max, keys_only=True, java_script_enabled=False)

    max_.opens(f"/desk/{reference}/comment/")
    max_.writes("Comment", WORDS)
    max_.page.context.clear_cookies(name="session")
    max_.presses("Comment", inside=max_.page.locator("main"))
    signs_in(max_, case.max.email)
    max_.presses("Throw it away")

    max_.reads("What was kept is thrown away.")
    max_.reads_nothing_of(WORDS)
