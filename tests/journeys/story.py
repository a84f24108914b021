"""From the question to the standard that says it: the whole way, told once for every manner of working a page."""

from typing import Any

from django.utils import timezone

from standards.models import Edition
from tests.builders import Case
from tests.factories import EditionFactory
from tests.journeys import acts
from tests.journeys.stage import Person, Stage

QUESTION = "Is examining an item through images that the client transmits an inspection, at Example Works too?"
PUBLIC_QUESTION = "Is examining an item through images that the client transmits an inspection?"
POSITION = "It is, if the inspector directs what is shown."


def whole_way(stage: Stage, case: Case, **how: Any) -> None:
    """Walk the whole way; ``how`` everybody works their browser."""
    rita, petra = stage.enters("Rita", **how), stage.enters("Petra", **how)
    sam, connie = stage.signs_in(case.sam, **how), stage.enters("Connie", case.connie, **how)
    max_, mina = stage.enters("Max", case.max, **how), stage.enters("Mina", case.mina, **how)

    reference = rita_asks(rita, stage, case)
    sam_screens(sam, reference, case)
    the_group_drafts(reference, connie, max_, mina)
    the_group_agrees(reference, connie, max_, mina)
    record = sam_publishes(sam, reference)
    petra_finds_it(petra, record)
    amendment = amended(case.edition)
    the_standard_takes_it_in(sam, petra, reference, record, amendment.reference)
    rita.opens(stage.link_in_mail_to("rita@member.example", under="/request/"))
    rita.reads("Published", "Images that the client transmits")


def rita_asks(rita: Person, stage: Stage, case: Case) -> str:
    rita.opens("/")
    rita.follows("Ask")
    rita.is_at("Ask for a clarification")
    rita.presses("Begin a draft")
    acts.writes_the_request(
        rita,
        edition="ISO/IEC 17020:2012",
        clauses="7.1.5, 6.2.4",
        subject="Images that the client transmits",
        question=QUESTION,
        body=case.body.name,
    )
    rita.reads("May be published", "Never published", QUESTION, "7.1.5", "6.2.4")
    reference = acts.confirms(rita, stage)
    rita.reads("The secretariat has been checking your request against the criteria")
    return reference


def sam_screens(sam: Person, reference: str, case: Case) -> None:
    acts.takes_up(sam, reference)
    sam.reads(QUESTION, "Rita Example", case.body.name)
    acts.begins(sam, reference, "Record findings")
    acts.says_of_every_criterion(sam)
    sam.presses("Record these findings")
    acts.accepts(sam, reference, case.group.name)
    sam.reads("Under review")


def the_group_drafts(reference: str, connie: Person, max_: Person, mina: Person) -> None:
    acts.is_not_concerned(reference, connie, max_, mina)
    acts.begins(connie, reference, "Name a drafter")
    connie.chooses("Member", "Max Example")
    connie.presses("Name a drafter")
    mina.opens(f"/desk/{reference}/")
    mina.writes("Comment", "Who holds the camera matters.")
    mina.presses("Comment")
    mina.reads("Who holds the camera matters.")
    condition = "The inspector directs what is shown."
    acts.drafts(
        max_,
        reference,
        outcome="Yes, under conditions",
        position=POSITION,
        conditions=condition,
        note="First draft.",
    )
    max_.reads(POSITION, "Draft 1")
    max_.reads_nothing_of("Rita Example", "rita@member.example")


def the_group_agrees(reference: str, connie: Person, max_: Person, mina: Person) -> None:
    acts.calls(connie, reference)
    connie.reads("Seeking consensus", "23:59 UTC")
    acts.agree(reference, [connie, max_, mina])
    acts.concludes(connie, reference, "All three agree, and all views were heard.")
    connie.reads("Decided")


def sam_publishes(sam: Person, reference: str) -> str:
    acts.begins(sam, reference, "Edit the public text")
    sam.writes("Question 1", PUBLIC_QUESTION)
    sam.presses("Preview")
    sam.reads(PUBLIC_QUESTION, "This is not a requirement, and it does not bind.")
    sam.presses("Save the public text")
    record = acts.publishes(sam, reference)
    sam.reads("Published")
    return record


def petra_finds_it(petra: Person, record: str) -> None:
    petra.opens("/")
    petra.reads("Images that the client transmits")
    petra.writes("Clause, standard or words", "transmitting image inspectors")
    petra.presses("Search", inside=petra.page.locator("main"))
    petra.follows("Images that the client transmits")
    assert petra.path == record
    petra.reads(PUBLIC_QUESTION, POSITION, "Yes, under conditions", "Three experts were entitled.")
    petra.reads(f"{record}v1/. Not a requirement and not binding unless included in a standard.")
    petra.reads_nothing_of("Example Works", "Rita", "Max", "Who holds the camera matters.", "First draft.")
    assert binding(petra) == ("clarification", "This is not a requirement, and it does not bind.")
    petra.opens("/standards/17020/2012/7.1.5/")
    petra.follows("Images that the client transmits")
    petra.opens("/clarifications/?standard=17020")
    petra.follows("Images that the client transmits")
    feed = petra.fetches("/clarifications/feed/")
    assert ("Images that the client transmits" in feed, "Example Works" in feed) == (True, False)


def amended(edition: Edition) -> Edition:
    """An amendment of after the decision; what was published before cannot have included it."""
    year = timezone.now().year + 1
    name = {"slug": f"amd-{year}", "reference": f"{edition.reference}/Amd 1:{year}"}
    return EditionFactory(standard=edition.standard, year=year, supplement_type="Amd", supplement_of=edition, **name)


def the_standard_takes_it_in(sam: Person, petra: Person, reference: str, record: str, amendment: str) -> None:
    acts.begins(sam, reference, "Record inclusion in a standard")
    sam.chooses("Edition, amendment or corrigendum", amendment)
    sam.writes("Clause", "7.1.6")
    sam.writes("In force from", "2027-03")
    sam.presses("Show what will be said")
    sam.reads("The standard itself now says this.")
    sam.presses("Record inclusion in a standard")
    petra.opens(record)
    petra.reads(f"Included in {amendment}, clause 7.1.6, from March 2027.")
    assert binding(petra) == ("standard", "The standard itself now says this.")
    petra.opens(f"{record}v1/")
    assert binding(petra) == ("standard", "The standard itself now says this.")


def binding(petra: Person) -> tuple[str | None, str]:
    """The line of the disclaimer, and its head."""
    disclaimer = petra.page.locator("main .disclaimer").first
    return disclaimer.get_attribute("data-line"), disclaimer.locator(".disclaimer__head").inner_text()
