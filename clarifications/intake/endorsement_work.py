"""What goes on with endorsements without their requester: the secretariat's word on addresses, reminders, the end."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet

from accounts.models import User
from accounts.site_keys import mark_of_key
from clarifications.intake.endorsement_models import (
    BodyAddress,
    Endorsement,
    EndorsementStanding,
    give_back,
    why_over,
)
from clarifications.intake.endorsers import endorsers_of
from clarifications.intake.models import Draft
from clarifications.mail import endorsing
from clarifications.mail.models import BODY_ADDRESS, Message

REMINDERS = 2


def standing_addresses() -> QuerySet[BodyAddress]:
    """The addresses that are to be confirmed or can be taken back: body and address, nothing of a request."""
    return BodyAddress.objects.filter(ended_at=None).select_related("body", "confirmed_by")


def confirm_address(pk: int, *, by: User, at: datetime.datetime) -> bool:
    """Say that an address is that of the body, which is asked at once; ``False`` where somebody else was faster."""
    with transaction.atomic():
        proposed = BodyAddress.objects.waiting().filter(pk=pk)
        if not proposed.update(confirmed_at=at, confirmed_by=by):
            return False
        for endorsement in _waiting().filter(address=pk):
            if not why_over(endorsement, at=at):
                endorsing.send_to_endorsers(endorsement, endorsers_of(endorsement, at=at), endorsing.ASKED, at=at)
    return True


def end_address(pk: int, *, by: User, at: datetime.datetime) -> bool:
    """Say that an address is not that of the body, or take that back; its links end, and whoever waits is told."""
    with transaction.atomic():
        if not BodyAddress.objects.filter(pk=pk, ended_at=None).update(ended_at=at, ended_by=by):
            return False
        for number in _waiting().filter(address=pk).values_list("pk", flat=True):
            _tend(number, at=at)
    return True


def askings_with_former_links(at: datetime.datetime) -> list[Endorsement]:
    """Those that somebody can still answer, by links that were made with another key of the site than today's."""
    there = _waiting().exclude(link_key_mark=mark_of_key())
    return [one for one in there if not why_over(one, at=at) and endorsers_of(one, at=at)]


def renew_links(endorsement: Endorsement, *, at: datetime.datetime) -> None:
    """Mail whoever speaks for the body links that are made with the present key of the site."""
    with transaction.atomic():
        endorsing.send_to_endorsers(endorsement, endorsers_of(endorsement, at=at), endorsing.RENEWED, at=at)


def tend_endorsements(at: datetime.datetime) -> int:
    """End what ran out, remind of what waits; returns how many requests wait."""
    BodyAddress.objects.filter(confirmed_at=None, askings=None).delete()  # of drafts that are deleted
    waiting = list(_waiting().values_list("pk", flat=True))
    for number in waiting:
        _tend(number, at=at)
    if _is_news_to_the_secretariat():
        endorsing.send_to_secretariat(at=at)
    return len(waiting)


def _is_news_to_the_secretariat() -> bool:
    """Whether an address was proposed after the last mail that says how many there are."""
    told = Message.objects.filter(verb=BODY_ADDRESS).aggregate(last=Max("queued_at"))["last"]
    waiting = BodyAddress.objects.waiting()
    return (waiting.filter(proposed_at__gt=told) if told else waiting).exists()


def _waiting() -> QuerySet[Endorsement]:
    return Endorsement.objects.filter(standing=EndorsementStanding.WAITING).select_related("draft", "body", "address")


def _tend(number: int, *, at: datetime.datetime) -> None:
    """Do for one asking what its time has come for; of two workers the second finds it done."""
    with transaction.atomic():
        list(Draft.objects.select_for_update().filter(endorsements=number))
        for endorsement in _waiting().filter(pk=number):
            _do_what_is_due(endorsement, at=at)


def _do_what_is_due(endorsement: Endorsement, *, at: datetime.datetime) -> None:
    speakers, address = endorsers_of(endorsement, at=at), endorsement.address
    proposed = address if address and address.confirmed_at is None and address.ended_at is None else None
    is_over = endorsement.draft.waits_until is None or endorsement.draft.waits_until <= at
    if is_over and endorsement.draft.mark != endorsement.asked_hash:
        _end_quietly(endorsement, at=at)
    elif is_over:
        _end(endorsement, EndorsementStanding.RAN_OUT, endorsing.RAN_OUT, at=at)
    elif not speakers and not proposed:
        _end(endorsement, EndorsementStanding.ENDED, endorsing.NOBODY, at=at)
    elif _is_due(endorsement, at=at) and not why_over(endorsement, at=at):
        endorsement.reminded += 1
        endorsement.save(update_fields=["reminded"])
        endorsing.send_to_requester(endorsement, endorsing.WAITING, at=at)
        endorsing.send_to_endorsers(endorsement, speakers, endorsing.REMINDER, at=at)
        if proposed:
            endorsing.send_to_secretariat(at=at)


def _is_due(endorsement: Endorsement, *, at: datetime.datetime) -> bool:
    """Whether a reminder is: after a third and after two thirds of the time there is to answer."""
    pause = datetime.timedelta(days=settings.ENDORSEMENT_DAYS) / (REMINDERS + 1)
    return endorsement.reminded < REMINDERS and at >= endorsement.asked_at + pause * (endorsement.reminded + 1)


def _end_quietly(endorsement: Endorsement, *, at: datetime.datetime) -> None:
    """Nobody is waited for about what the draft said before; what confirms it now stays good."""
    endorsement.standing, endorsement.said_at, endorsement.requester = EndorsementStanding.ENDED, at, ""
    endorsement.save(update_fields=["standing", "said_at", "requester"])
    endorsement.draft.waits_until = None
    endorsement.draft.save(update_fields=["waits_until"])


def _end(endorsement: Endorsement, standing: EndorsementStanding, template: str, *, at: datetime.datetime) -> None:
    endorsement.standing, endorsement.said_at = standing, at
    endorsement.save(update_fields=["standing", "said_at"])
    give_back(endorsement.draft, at=at)
    endorsing.send_to_requester(endorsement, template, at=at)
