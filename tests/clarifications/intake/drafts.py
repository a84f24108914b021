"""Drafts that tests of intake begin with."""

import datetime
import re

from clarifications.intake.drafts import ask_for_confirmation
from clarifications.intake.models import Draft
from clarifications.intake.saving import save_draft
from clarifications.mail.models import Message
from tests.builders import START

DAY = datetime.timedelta(days=1)
LATER = START + datetime.timedelta(hours=1)


def answers_for(edition, **identity):
    return {
        "standard": {"edition": edition.pk, "other_standard": ""},
        "question": {
            "subject": "Images that the client transmits",
            "clauses": "7.1.5, 6.2.4",
            "is_general": False,
            "questions": [
                {
                    "text": "Two cases.",
                    "clauses": "",
                    "parts": [{"text": "The first?", "clauses": "7.1.6", "parts": []}],
                },
                {"text": "Is it an inspection?", "clauses": "", "parts": []},
            ],
        },
        "background": {"background": "Two assessors differ.", "understanding": "Yes."},
        "identity": {
            "body": None,
            "body_name": "Standards Norland (Example)",
            "claimed_kind": "member",
            "contact": "Rita Example",
            "position": "",
            "email": "rita@member.example",
            "originator": "",
        }
        | identity,
    }


def complete_draft(edition) -> Draft:
    """A complete draft of Rita's."""
    draft = Draft(created_at=START)
    for page, answers in answers_for(edition).items():
        draft = save_draft(draft, page=page, answers=answers, at=START)
    return draft


def asked(draft: Draft, at: datetime.datetime = START) -> str:
    """Ask for the confirmation and give the code that was mailed."""
    ask_for_confirmation(draft, at=at)
    text = Message.objects.filter(verb="confirm").latest("pk").text
    return re.search(r"/request/confirm/([^/]+)/", text)[1]
