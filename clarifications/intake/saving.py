"""Saves what a page of a draft holds, as long as it is not received, and as much of it as a draft keeps."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from clarifications.case.part import StepRefused
from clarifications.intake.models import Draft

MOST_BYTES = 500_000  # of a draft as the database keeps it: some 200 pages


class DraftNotKept(StepRefused):
    """What was typed is more than a draft keeps; what it kept before it keeps."""


def begin_draft(pages: Mapping[str, Mapping[str, Any]], *, entered_by: User | None, at: datetime.datetime) -> Draft:
    """A new draft with what is known of its pages. Raises ``DraftNotKept``."""
    answers = _bounded({page: dict(known) for page, known in pages.items()}, former={})
    draft = Draft(answers=answers, entered_by=entered_by, created_at=at, changed_at=at)
    draft.save()
    return draft


def save_draft(draft: Draft | None, *, page: str, answers: Mapping[str, Any], at: datetime.datetime) -> Draft:
    """Keep what one page of the form holds. A link that was sent confirms the draft as long as it asks the same.

    ``answers`` that are not fit to be received yet carry ``UNFINISHED``. Raises ``DraftNotKept``, and ``StepRefused``
    once it is received.
    """
    if draft is None or draft.pk is None:
        draft = draft or Draft(created_at=at)
        draft.answers, draft.changed_at = _bounded({page: dict(answers)}, former={}), at
        draft.save()
        return draft
    with transaction.atomic():
        draft = locked(draft)
        write_page(draft, page=page, answers=answers, at=at)
    return draft


def write_page(draft: Draft, *, page: str, answers: Mapping[str, Any], at: datetime.datetime) -> None:
    """Keep what one page of a locked draft holds. Raises ``DraftNotKept``."""
    draft.answers = _bounded(dict(draft.answers) | {page: dict(answers)}, former=draft.answers)
    draft.changed_at = at
    if not draft.asked_for:
        draft.confirmation = ""  # sent before it was kept what a link confirms
    draft.save(update_fields=["answers", "changed_at", "confirmation"])


def locked(draft: Draft) -> Draft:
    """The draft as it is now, for this transaction alone. Raises ``StepRefused`` once it is received."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.clarification_id is not None:
        raise StepRefused([_("This request is received already.")])
    return draft


def _bounded(answers: dict[str, Any], *, former: dict[str, Any]) -> dict[str, Any]:
    """``answers``, where they are not too long to be kept, or at least shorter than before."""
    size = _size(answers)
    if size > max(MOST_BYTES, _size(former)):
        sizes = {"size": size // 1000, "most": MOST_BYTES // 1000}
        said = _("This page was not kept: the draft would take %(size)s kB, and at most %(most)s kB are kept.")
        raise DraftNotKept([said % sizes + " " + _("What you typed is still here. Shorten it, and send it again.")])
    return answers


def _size(answers: dict[str, Any]) -> int:
    return len(json.dumps(answers, ensure_ascii=False).encode())
