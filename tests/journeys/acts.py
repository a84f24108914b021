"""What the cast does on the way of a request, in the words of the process; journeys are made of these."""

import re
from collections.abc import Callable, Sequence

from tests.builders import Case, decided, drafted, published, received, seeking_consensus, under_review
from tests.journeys.stage import Person, Stage

PUBLIC = "No product, client or person can be recognised in the upper part."
WAY = (received, under_review, drafted, seeking_consensus, decided, published)


def walked(case: Case, *, to: Callable[[Case], Case]) -> str:
    """Bring a case that is not asked yet to where a journey begins, by the builders; its reference."""
    for part in WAY[: WAY.index(to) + 1]:
        part(case)
    return str(case.clarification.reference)


# ---------- who asks ----------


def writes_the_request(
    rita: Person,
    *,
    edition: str,
    clauses: str,
    subject: str,
    question: str,
    body: str,
    mail: tuple[str, str] = ("", ""),
) -> None:
    """Fill in the pages of the form up to that which shows all answers; ``mail``: its day and text, if it came so."""
    rita.chooses("Edition", edition)
    rita.presses("Continue")
    writes_question_and_identity(rita, clauses=clauses, subject=subject, question=question, body=body, mail=mail)


def writes_question_and_identity(
    rita: Person, *, clauses: str, subject: str, question: str, body: str, mail: tuple[str, str] = ("", "")
) -> None:
    """Fill in all pages of the form but the first."""
    writes_the_question(rita, clauses=clauses, subject=subject, question=question)
    rita.chooses("Requesting body", body)
    rita.writes("Contact person", "Rita Example")
    rita.writes("E-mail", "rita@member.example")
    if any(mail):
        rita.writes("Arrived on", mail[0])
        rita.writes("The e-mail", mail[1])
    rita.presses("Continue")


def writes_the_question(rita: Person, *, clauses: str, subject: str, question: str) -> None:
    """Fill in the pages of the form between the edition and who asks."""
    rita.writes("Clauses", clauses)
    rita.writes("Subject", subject)
    rita.writes("Your question", question)
    rita.presses("Continue")
    rita.writes("Background", "Two assessors read the clause differently.")
    rita.writes("Your own understanding", "It is, where the inspector directs it.")
    rita.presses("Continue")


def confirms(rita: Person, stage: Stage) -> str:
    """Ask for the link, follow it from the mailbox, send the request; its reference."""
    rita.ticks(PUBLIC)
    rita.presses("Send me the confirmation link")
    rita.is_at("Nothing is received yet")
    rita.opens(stage.link_in_mail_to("rita@member.example", under="/request/confirm/"))
    rita.presses("Send the request")
    rita.reads("Your request is received as CR-")
    return rita.page.locator(".note__head").first.inner_text().strip()


def looks_after_the_request(rita: Person, case: Case) -> None:
    """Come back by the private link."""
    rita.opens(case.clarification.private_path)


# ---------- at the desk ----------


def takes_up(person: Person, reference: str) -> None:
    """Go to the desk, find the request in a list and open it."""
    person.opens("/desk/")
    row = person.page.locator("main").get_by_role("row").filter(has_text=reference)
    person.follows("", inside=row)


def begins(person: Person, reference: str, step: str) -> None:
    """Open a case and go to the page of a step, which may stand among the folded ones."""
    person.opens(f"/desk/{reference}/")
    link = person.page.locator("main").get_by_role("link", name=step, exact=True)
    if not link.count():
        person.unfolds("Other steps")
    person.follows(step)
    person.is_at(step)


def says_of_every_criterion(sam: Person, result: str = "Met") -> None:
    """Choose the same result for each criterion."""
    for choice in sam.page.locator("main").get_by_role("radio", name=result, exact=True).all():
        sam.hands.tick(choice)


def finds(sam: Person, number: int, result: str, why: str) -> None:
    """Say of one criterion what is found, and why."""
    row = sam.page.get_by_role("group", name=re.compile(rf"^\s*{number}\b"))
    sam.ticks(result, inside=row)
    sam.writes("Why", why, inside=row)


def accepts(sam: Person, reference: str, group: str) -> None:
    """Hand the request to a maintenance group."""
    begins(sam, reference, "Accept")
    sam.chooses("Maintenance group", group)
    sam.chooses("What the requesting body is to ISO", "ISO member body")
    sam.presses("Accept")


def is_not_concerned(reference: str, *members: Person) -> None:
    """Each of them says that the own body is not concerned, which opens the case."""
    for member in members:
        takes_up(member, reference)
        member.is_at("Is your body concerned?")
        member.follows("My body is not concerned")
        member.presses("My body is not concerned")


def drafts(
    member: Person, reference: str, *, outcome: str, position: str, note: str = "", conditions: str = ""
) -> None:
    """Write one answer to all that is asked."""
    begins(member, reference, "Write a draft")
    for question in member.part("Answers").get_by_role("checkbox").all():
        member.hands.tick(question)
    member.chooses("Outcome", outcome)
    member.writes("Position", position)
    if conditions:
        member.writes("Conditions", conditions)
    member.writes("What is new in this draft", note)
    member.presses("Show to the group")


def calls(connie: Person, reference: str) -> None:
    """Ask for consensus on the newest draft, until the day that is proposed."""
    begins(connie, reference, "Call for consensus")
    connie.presses("Call for consensus")


def takes_position(member: Person, reference: str, view: str, why: str = "") -> None:
    """Say where one stands on the exact draft."""
    begins(member, reference, "Take your position")
    member.chooses("Your position", view)
    member.writes("Your reason or comment", why)
    member.presses("Take this position")


def agree(reference: str, members: Sequence[Person]) -> None:
    """All of them agree, which ends the call."""
    for member in members:
        takes_position(member, reference, "Agrees")


def answers_objection(connie: Person, reference: str, answer: str) -> None:
    """Answer the only objection."""
    begins(connie, reference, "Answer the objection")
    connie.writes("Your answer", answer)
    connie.presses("Answer the objection")


def judges_answer(member: Person, reference: str, choice: str) -> None:
    """Who objects says whether the answer resolves the objection."""
    begins(member, reference, "Say whether it is resolved")
    member.chooses("Your objection", choice)
    member.presses("Say whether it is resolved")


def concludes(connie: Person, reference: str, why: str) -> None:
    """Say why there is consensus."""
    begins(connie, reference, "Conclude: consensus")
    connie.writes("Why there is consensus", why)
    connie.presses("Conclude: consensus")


def publishes(sam: Person, reference: str) -> str:
    """Look at the exact text and publish it; the address of the record."""
    begins(sam, reference, "Publish")
    sam.presses("Publish this text")
    record = sam.page.locator("main a[href^='/clarifications/']").first
    return str(record.get_attribute("href"))
