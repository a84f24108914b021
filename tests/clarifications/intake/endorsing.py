"""Drafts that wait for endorsement, for the tests of intake: the cast, what is typed, and the links that are mailed."""

import datetime
import re

from django.urls import reverse

from accounts.models import Body, BodyKind, Representative, User
from clarifications.case.models import Clarification
from clarifications.intake.drafts import ask_for_confirmation
from clarifications.intake.endorsement_models import Endorsement
from clarifications.intake.endorsers import Endorser, by_link
from clarifications.intake.models import Draft
from clarifications.intake.receiving import confirmed, decline, endorse
from clarifications.intake.saving import save_draft
from clarifications.mail.models import Message
from clarifications.screening.criteria import load_starting_set
from clarifications.screening.models import CriteriaSet
from tests.builders import START
from tests.clarifications.intake.drafts import answers_for
from tests.clarifications.intake.pages import IDENTITY
from tests.factories import BodyFactory, UserFactory

DANA, AINO = "dana@norland.example", "aino@northern.example"
OTHER = {"body_name": "Northern Accreditation (Example)", "claimed_kind": "other", "email": AINO}
OTHER_TYPED = IDENTITY | OTHER


def asking_criteria(**changed) -> CriteriaSet:
    """Criteria in force that ask for endorsement."""
    criteria = load_starting_set() or CriteriaSet.objects.get()
    CriteriaSet.objects.update(needs_endorsement=True, **changed)
    return criteria


def represented(**person) -> tuple[Body, User]:
    """A member body and who speaks for it."""
    body, user = BodyFactory(name="Standards Norland (Example)", kind=BodyKind.MEMBER), UserFactory(**person)
    Representative.objects.create(user=user, body=body, since=START.date() - datetime.timedelta(days=9))
    return body, user


def draft_of(edition, **identity) -> Draft:
    """A complete draft of somebody who says this of the requesting body."""
    draft = Draft(created_at=START)
    for page, answers in answers_for(edition, **identity).items():
        draft = save_draft(draft, page=page, answers=answers, at=START)
    return draft


def code_of(draft: Draft, *, at: datetime.datetime = START) -> str:
    """Ask for the confirmation and give the code that was mailed."""
    ask_for_confirmation(draft, at=at)
    return re.search(r"/request/confirm/([^/]+)/", Message.objects.filter(verb="confirm").latest("pk").text)[1]


def waiting(edition, *, at: datetime.datetime = START, **identity) -> Endorsement:
    """A draft whose address is confirmed, and whose body is asked."""
    asked = confirmed(code_of(draft_of(edition, **identity), at=at), at=at)
    assert isinstance(asked, Endorsement)
    return asked


def links_to(email: str) -> list[str]:
    """The links that were mailed to somebody who speaks for a body, the oldest first."""
    texts = Message.objects.filter(verb="endorse", to=email).order_by("pk").values_list("text", flat=True)
    return [re.search(r"/request/endorse/([^/]+)/", text)[1] for text in texts]


def read_by(email: str, *, at: datetime.datetime = START) -> tuple[Endorsement, Endorser]:
    """What the newest link to somebody opens."""
    found = by_link(links_to(email)[-1], at=at)
    assert found is not None
    return found


def endorsed_by(email: str, *, at: datetime.datetime) -> Clarification:
    """Somebody follows the newest link and endorses."""
    asked, endorser = read_by(email, at=at)
    return endorse(asked, by=endorser, at=at)


def declined_by(email: str, *, at: datetime.datetime, note: str) -> None:
    """Somebody follows the newest link and declines."""
    asked, endorser = read_by(email, at=at)
    decline(asked, by=endorser, note=note, at=at)


def mailed(verb: str) -> list[tuple[str, str]]:
    """To whom messages went, and their subjects without the mark of an example, the oldest first."""
    rows = Message.objects.filter(verb=verb).order_by("pk").values_list("to", "subject")
    return [(to, subject.removeprefix("[Example] ")) for to, subject in rows]


def waiting_url(draft: Draft) -> str:
    """Where the requester follows the asking."""
    return reverse("clarifications:draft-endorsement", args=[draft.key])


def dana_link() -> str:
    """The newest link that was mailed to Dana."""
    return reverse("clarifications:endorse", args=[links_to(DANA)[-1]])
