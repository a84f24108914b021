"""Drafts of texts that will be entered: what was typed, kept as it is, whatever is wrong with it."""

import datetime

from django.http import QueryDict

from accounts.models import User
from clarifications.publication.models import EntryDraft

NOT_KEPT = ("csrfmiddlewaretoken", "keep", "add", "remove", "preview")


def find(number: str | None) -> EntryDraft | None:
    """The draft with this number, if there is one."""
    if not (number and number.isascii() and number.isdecimal() and len(number) < 12):
        return None
    return EntryDraft.objects.filter(pk=int(number)).first()


def keep(draft: EntryDraft | None, typed: QueryDict, *, by: User, at: datetime.datetime) -> EntryDraft:
    """Keep what was typed, in this draft or in a new one."""
    draft = draft or EntryDraft(by=by)
    draft.typed = {name: typed.getlist(name) for name in typed if name not in NOT_KEPT}
    draft.title, draft.saved_at = typed.get("title", "")[:300], at
    draft.save()
    return draft


def typed_in(draft: EntryDraft) -> QueryDict:
    """What a draft keeps, as a browser would send it."""
    typed = QueryDict(mutable=True)
    for name, values in draft.typed.items():
        typed.setlist(name, values)
    return typed


def discard(draft: EntryDraft) -> None:
    """Throw away what was kept."""
    draft.delete()
