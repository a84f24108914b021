"""The markup of a page as tests name it, however its template is laid out."""

import re

from django.http import HttpResponse


def markup(answer: HttpResponse) -> str:
    """The page without the line breaks beside its elements, and with a space for those within a sentence."""
    return re.sub(r"\n +", " ", re.sub(r"(?<=>)\s*\n\s*|\s*\n\s*(?=<)", "", answer.content.decode()))
