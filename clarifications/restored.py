"""After a restore: what a backup brings back that had ended since is ended again. `manage.py after_restore` does it.

Each function does nothing where it was done already and nobody has worked with the database since.
"""

from dataclasses import dataclass, replace

from django.contrib.sessions.models import Session
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.entry import end_all_entries
from accounts.models import KeptPost, User
from clarifications.case.door import take
from clarifications.case.erasures import Erasure, remembered
from clarifications.case.events import Event
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.case.roles import user_actor
from clarifications.erasure.erase import erase
from clarifications.mail.models import Message
from clarifications.map import steps
from clarifications.parts import PARTS

# For each step that erases: the fact that says what is erased, as the list of erasures has it.
REPEATED = {steps.ERASE_PERSON.verb: "person"}


@dataclass(frozen=True)
class Repeated:
    """What became of the erasures of the list: how many were repeated, stood in the backup, are of what it does not
    know; and those that could not be repeated, each with the reason."""

    again: int = 0
    before: int = 0
    unknown: int = 0
    refused: tuple[str, ...] = ()


def repeat_erasures(*, by: User | None) -> Repeated:
    """Take each erasure of the list that the database does not know of, with its day and by whoever did it first; by
    ``by`` where that person is not of the secretariat any more."""
    found = Repeated()
    for erasure in remembered():
        case = Clarification.objects.filter(key=erasure.case).first()
        if case is None:  # younger than the backup; the account of who was erased may be older
            found = _repeat_on_account(erasure, found)
        elif case.events.filter(verb=erasure.verb, at=erasure.at).exists():
            found = replace(found, before=found.before + 1)
        else:
            found = _repeat(erasure, case, by=by, found=found)
    return found


def end_entries_of_all() -> tuple[int, int]:
    """End sessions, known devices, invitations, links for a password, and what was kept of forms without a session; of
    how many people, and how many sessions."""
    lived = [
        User.objects.aggregate(last=Max("last_login"))["last"],
        Message.objects.aggregate(last=Max("queued_at"))["last"],
        Event.objects.aggregate(last=Max("at"))["last"],
    ]
    KeptPost.objects.all().delete()  # its keys are in browsers that were offered it since
    sessions = Session.objects.all().delete()[0]
    return end_all_entries(since=max(filter(None, lived), default=None)), sessions


def _repeat_on_account(erasure: Erasure, found: Repeated) -> Repeated:
    """Erase again who had an account: they are named in older cases too."""
    person = User.objects.filter(key=erasure.what).first()
    if person is None:
        return replace(found, unknown=found.unknown + 1)
    if person.erased_at is not None:
        return replace(found, before=found.before + 1)
    erase(erasure.what, at=erasure.at)
    return replace(found, again=found.again + 1)


def _repeat(erasure: Erasure, case: Clarification, *, by: User | None, found: Repeated) -> Repeated:
    person = User.objects.filter(key=erasure.by, is_secretariat=True, is_active=True).first() or by
    if person is None:
        return replace(found, refused=(*found.refused, f"{case}: name somebody of the secretariat with --by."))
    # Whoever is erased has no account: where it was ended after the backup was made, it came back.
    for erased in User.objects.filter(key__in=[] if erasure.what == case.key else [erasure.what], is_active=True):
        erased.is_active = False
        erased.save(update_fields=["is_active"])
    part, reason = PARTS[erasure.verb], _("Repeated after the database was restored from a backup.")
    facts = part.facts(**{REPEATED[erasure.verb]: erasure.what})
    try:
        take(part, case, facts, by=user_actor(person), seen_version=case.version, at=erasure.at, reason=reason)
    except ObjectDoesNotExist:  # the person came after the backup
        return replace(found, unknown=found.unknown + 1)
    except StepRefused as refused:
        return replace(found, refused=(*found.refused, f"{case}: {refused}"))
    return replace(found, again=found.again + 1)
