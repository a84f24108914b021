"""What members type of an answer and keep for themselves: of nobody else, no version of the draft, told to nobody."""

import datetime

from django.http import QueryDict

from accounts.models import User
from clarifications.case.models import Clarification
from clarifications.forms.typed import as_sent, as_typed
from clarifications.review.models import WorkingDraft


def find(clarification: Clarification, *, by: User) -> WorkingDraft | None:
    """What this person kept of an answer to this request, if anything."""
    return WorkingDraft.objects.filter(clarification=clarification, by=by).first()


def keep(clarification: Clarification, typed: QueryDict, *, by: User, at: datetime.datetime) -> None:
    """Keep what was typed instead of what was kept before."""
    kept = {"typed": as_typed(typed), "saved_at": at}
    WorkingDraft.objects.update_or_create(clarification=clarification, by=by, defaults=kept)


def typed_in(draft: WorkingDraft) -> QueryDict:
    """What was kept, as a browser would send it."""
    return as_sent(draft.typed)


def discard(clarification: Clarification, *, by: User) -> None:
    """Throw away what was kept: it is shown."""
    WorkingDraft.objects.filter(clarification=clarification, by=by).delete()
