"""Drafts of texts that will be entered: what was typed, kept as it is, whatever is wrong with it."""

import datetime

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from clarifications.case.models import Counter
from clarifications.case.part import StepRefused
from clarifications.forms.fields import Data
from clarifications.forms.typed import as_sent, as_typed
from clarifications.publication.models import EntryDraft

KEEPING = "drafts of entries"  # held while one is kept, so that a page sent twice at once makes one draft


class DraftChanged(StepRefused):
    """Somebody kept the draft since the page was opened."""

    def __init__(self, draft: EntryDraft) -> None:
        self.draft = draft
        said = _("Somebody was faster: %(who)s kept the draft at %(when)s UTC. Your text is kept below.")
        super().__init__([said % {"who": draft.by, "when": f"{draft.saved_at:%H:%M}"}])


def find(number: str | None) -> EntryDraft | None:
    """The draft with this number, if there is one."""
    if not (number and number.isascii() and number.isdecimal() and len(number) < 12):
        return None
    return EntryDraft.objects.filter(pk=int(number)).first()


@transaction.atomic
def keep(typed: QueryDict, *, by: User, at: datetime.datetime) -> EntryDraft:
    """Keep what was typed, in the draft of its page or in a new one. Raises ``DraftChanged``."""
    Counter.hold(KEEPING)
    draft = find(typed.get("draft")) or _of_the_same_page(typed.get("key"))
    said = as_typed(typed)
    if draft and draft.typed == said:  # sent twice
        return draft
    check(draft, typed)
    draft = draft or EntryDraft()
    draft.typed, draft.title = said, typed.get("title", "")[:300]
    draft.by, draft.saved_at = by, at
    draft.save()
    return draft


def check(draft: EntryDraft | None, typed: Data) -> None:
    """Raise ``DraftChanged`` where the draft is not the one that was on the page."""
    if draft and typed.get("seen") != draft.mark:
        raise DraftChanged(draft)


def typed_in(draft: EntryDraft) -> QueryDict:
    """What a draft keeps, as a browser would send it."""
    typed = as_sent(draft.typed)
    typed["seen"] = draft.mark
    return typed


def discard(draft: EntryDraft) -> None:
    """Throw away what was kept."""
    draft.delete()


def _of_the_same_page(key: str | None) -> EntryDraft | None:
    """The draft that a page with this key made before, where it knew of none."""
    return EntryDraft.objects.filter(typed__key=[key]).first() if key else None
