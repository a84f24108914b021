"""How the mails of the process are written: what they say of a case in their head, subject and text of a template."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from clarifications.mail.render import RULES, marked_as_example, one_line


@dataclass(frozen=True)
class Cited:
    """All that a mail to anybody but the requester says of a case in its head: nothing of its text or of who asks."""

    reference: str
    cites: str
    clauses: str
    group: str


def written(template: str, context: dict[str, object]) -> tuple[str, str]:
    """Subject and text of a message template, whose first line is the subject and whose second is empty.

    Recipients' languages are not known: every mail is in the site's own.
    """
    shown = context | {"rule": RULES[str(context["line"])], "privacy_url": settings.SITE_URL + reverse("privacy")}
    with translation.override(settings.LANGUAGE_CODE):
        lines = [line.rstrip() for line in render_to_string(template, shown).strip().splitlines()]
    subject, _empty, text = "\n".join(lines).partition("\n")
    return marked_as_example(one_line(subject), re.sub(r"\n{3,}", "\n\n", text).strip() + "\n")
