"""What members type of an answer and keep for themselves: read by nobody else, no version of the draft."""

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict

from accounts.models import User
from clarifications.case.models import Clarification
from clarifications.forms.typed import as_sent, as_typed
from clarifications.map.actors import Actor
from clarifications.map.steps import State
from clarifications.map.whole import the_map
from clarifications.review.models import WorkingDraft

SEEN = "seen_kept"  # the field in which a page says what it has seen kept
_OF_THE_PAGE = (SEEN, "seen_version")  # what a page says besides the draft

Typed = Mapping[str, Sequence[str]]


def find(clarification: Clarification, *, by: User) -> WorkingDraft | None:
    """What this person kept of an answer to this request, if anything."""
    return WorkingDraft.objects.filter(clarification=clarification, by=by).first()


def of_hidden_cases(by: Actor) -> QuerySet[WorkingDraft]:
    """What somebody kept of cases that they see no more."""
    seen = Clarification.objects.visible_to(by).order_by()
    return WorkingDraft.objects.filter(by=by.person).exclude(clarification__in=seen.values("pk"))


def mark_of(draft: WorkingDraft | None) -> str:
    """What a page has seen that shows this; the same for the same text, empty for none."""
    return _mark(draft.typed) if draft else ""


def keep(clarification: Clarification, sent: QueryDict, *, by: User, at: datetime.datetime, seen: str) -> bool:
    """Keep what was typed instead of what was kept before, where its page has seen that.

    ``False``: another window kept something else meanwhile, which stays; somebody must choose.
    """
    typed = {name: texts for name, texts in as_typed(sent).items() if name not in _OF_THE_PAGE}
    kept = {"typed": typed, "saved_at": at}
    drafts = WorkingDraft.objects.select_for_update()
    with transaction.atomic():
        there, is_new = drafts.get_or_create(clarification=clarification, by=by, defaults=kept)
        if not is_new and mark_of(there) not in (seen, _mark(typed)):
            return False
        there.typed, there.saved_at = typed, at
        there.save()
    return True


def typed_in(draft: WorkingDraft, clarification: Clarification) -> QueryDict:
    """What was kept, as a browser would send it from a page that shows the case as it is now."""
    sent = as_sent(draft.typed)
    sent["seen_version"] = str(clarification.version)
    return sent


def discard(clarification: Clarification, *, by: User, seen: str) -> bool:
    """Throw away what was kept, where the page has seen it; whether nothing is kept now."""
    with transaction.atomic():
        there = WorkingDraft.objects.select_for_update().filter(clarification=clarification, by=by).first()
        if there is not None and mark_of(there) == seen:
            there.delete()
            return True
    return there is None


def kept_until(draft: WorkingDraft) -> datetime.datetime:
    """Until when it is kept at the latest; it goes before that with the end of its case."""
    return draft.saved_at + datetime.timedelta(days=settings.KEPT_DRAFT_DAYS)


def purge_working_drafts(at: datetime.datetime) -> int:
    """Delete what was kept of cases that have ended, and what nobody has touched for long; returns how many."""
    over = Q(clarification__state__in=[State.PUBLISHED, *the_map().ended])
    old = Q(saved_at__lt=at - datetime.timedelta(days=settings.KEPT_DRAFT_DAYS))
    return WorkingDraft.objects.filter(over | old).delete()[0]


def _mark(typed: Typed) -> str:
    said = {name: list(texts) for name, texts in typed.items() if name not in _OF_THE_PAGE}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]
