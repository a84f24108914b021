"""Checks the journal of every case: no event missing, changed or out of order, and the state it leads to."""

from django.core.management.base import BaseCommand, CommandError

from clarifications.case.events import ERASED, Event
from clarifications.case.journal import faults
from clarifications.case.models import Clarification


class Command(BaseCommand):
    help = "Check the journal of every case. Exit status 1 when anything is wrong."

    def handle(self, *args: object, **options: object) -> None:
        number, wrong = 0, 0
        for clarification in Clarification.objects.order_by("pk").iterator(chunk_size=500):
            number += 1
            for fault in faults(clarification):
                wrong += 1
                self.stdout.write(fault)
        erased = Event.objects.filter(salt=ERASED).count()
        self.stdout.write(f"{number} cases, {Event.objects.count()} events, of which {erased} erased.")
        if wrong:
            raise CommandError(f"{wrong} faults")
