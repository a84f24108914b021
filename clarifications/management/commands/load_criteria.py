"""Loads the starting set of criteria into an empty table."""

from django.core.management.base import BaseCommand

from clarifications.screening.criteria import load_starting_set


class Command(BaseCommand):
    help = "Load the starting set of criteria, where there is none yet."

    def handle(self, *args: object, **options: object) -> None:
        made = load_starting_set()
        self.stdout.write(f"Criteria: {made} loaded." if made else "Criteria: there is a set already.")
