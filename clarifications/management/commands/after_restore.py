"""`manage.py after_restore`: after a restore and before the site starts, ends again what had ended since the backup."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from clarifications.case.erasures import unreadable
from clarifications.mail.outbox import held_back, hold_back
from clarifications.management.secretary import secretary
from clarifications.restored import Repeated, end_entries_of_all, repeat_erasures


class Command(BaseCommand):
    help = (
        "After a restore, before site and worker start: repeat erasures, hold mail back, end sessions and links."
        " Done once more, it finds nothing left to do. Exit status 1 where an erasure could not be repeated."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--by", default="", metavar="ADDRESS", help="Who of the secretariat repeats what was erased by others."
        )

    def handle(self, *, by: str, **options: Any) -> None:
        repeated = repeat_erasures(by=secretary(by) if by else None)
        held = hold_back()
        people, sessions = end_entries_of_all()
        cache.clear()
        for line in (*_erasures_in_words(repeated), *_doors_in_words(held, people, sessions)):
            self.stdout.write(line)
        if faults := [*repeated.refused, *_list_faults()]:
            raise CommandError("\n".join(faults))


def _erasures_in_words(repeated: Repeated) -> list[str]:
    if not settings.ERASURES_FILE.exists():
        return [
            f"There is no list of erasures at {settings.ERASURES_FILE}: if anybody was erased, bring it back first."
        ]
    return [
        f"Erasures: {repeated.again} repeated, {repeated.before} stood in the backup,"
        f" {repeated.unknown} of what it does not know."
    ]


def _doors_in_words(held: int, people: int, sessions: int) -> list[str]:
    waiting = User.objects.invited().count()
    return [
        f"Mail: {held} held back; {held_back().count()} wait on the secretariat's desk to be sent or put aside.",
        f"Doors: {sessions} sessions ended; known devices and links of {people} people open nothing any more.",
        f"Invitations have ended: {waiting} people have no password yet, invite them again in the admin.",
    ]


def _list_faults() -> list[str]:
    number = unreadable()
    return [f"{number} lines of the list of erasures cannot be read: {settings.ERASURES_FILE}"] if number else []
