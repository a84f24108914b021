"""Compares the register, and what is shown as pending, with the cases they came from."""

from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction

from clarifications.case.models import Clarification
from clarifications.case.pending import update_pending
from clarifications.map.steps import State
from clarifications.map.whole import the_map
from clarifications.register.models import Pending, Record
from clarifications.register.pieces import NO_DATES
from clarifications.register.text import PublishedText
from clarifications.register.verify import newest_text


def disagreements(record: Record) -> Iterator[str]:
    """How a record and its case contradict each other, in words; nothing of it can be rebuilt."""
    if record.clarification.state != State.PUBLISHED:
        yield f"{record}: its case is not published but {record.clarification.state}"
    published = newest_text(record)
    if published is not None and _wording(published) != _wording(record.clarification.public_text.text):
        yield f"{record}, version {record.version}: its text differs from that of its case"


def missing_records() -> Iterator[str]:
    """Published cases without a record."""
    for clarification in Clarification.objects.filter(state=State.PUBLISHED, record__isnull=True):
        yield f"{clarification}: is published and has no record"


def stale_pending() -> list[Clarification]:
    """The cases whose row among the pending does not say where they stand."""
    with_group = Clarification.objects.filter(state__in=the_map().pending, edition__isnull=False)
    stages = dict(Pending.objects.values_list("clarification", "stage"))
    wrong = [one for one in with_group if stages.pop(one.pk, None) != one.state]
    return wrong + list(Clarification.objects.filter(pk__in=stages))


@transaction.atomic
def rebuild_pending(clarification: Clarification) -> None:
    """Write, change or remove the row of a case, as the case is now: it is locked."""
    update_pending(Clarification.objects.select_for_update().get(pk=clarification.pk))


def _wording(text: PublishedText) -> PublishedText:
    """All but the dates, since the day of publication is known only when the text is prepared already, and but how it
    is read: what is prepared is read as texts are today."""
    return replace(text, dates=NO_DATES, markup="dialect")
