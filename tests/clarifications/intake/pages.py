"""How tests of intake fill in the pages of a request and read what they say."""

import re

from django.test import Client
from django.urls import reverse

from clarifications.intake.models import Draft
from clarifications.mail.models import Message
from tests.page import Page

QUESTION = {"clauses": "7.8.6, 7.1.3", "subject": "Decision rules", "question_1": "May it use its own rule?"}
BACKGROUND = {"background": "Assessors differ.", "understanding": "Yes."}
IDENTITY = {
    "body_name": "Standards Norland (Example)",
    "claimed_kind": "member",
    "contact": "Rita Example",
    "email": "rita@member.example",
}
MAILED = {"received_on": "2026-02-27", "original_mail": "Dear all,\n\nplease enter this.\n  Rita"}  # by the secretariat


def page_of(draft: Draft, page: str) -> str:
    return reverse("clarifications:draft-page", args=[draft.key, page])


def texts(answer) -> str:
    """What a page says, without its marks."""
    return Page(answer).words


def errors_of(answer) -> list[tuple[str, str]]:
    """What the summary says, and where it leads."""
    return Page(answer).errors


def mailed_link() -> str:
    return re.search(r"/request/confirm/[^/]+/", Message.objects.filter(verb="confirm").latest("pk").text)[0]


def ask(browser: Client, draft: Draft) -> str:
    """Send the last page and give the link that was mailed."""
    browser.post(page_of(draft, "check"), {"nobody_named": "on"})
    return mailed_link()
