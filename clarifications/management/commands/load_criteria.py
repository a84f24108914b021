"""Loads the starting set of criteria into an empty table, or makes a set that asks for endorsement of that in force."""

import datetime

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clarifications.screening.criteria import ask_endorsement, load_starting_set


class Command(BaseCommand):
    help = "Load the starting set of criteria, where there is none yet; or ask for endorsement from a day on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--endorsed-from",
            type=datetime.date.fromisoformat,
            metavar="DAY",
            help="make a new set of the criteria in force, by which bodies are asked from this day on",
        )
        parser.add_argument(
            "--only-endorsed",
            action="store_true",
            help="and which takes no request that was declined or not answered",
        )

    def handle(self, *, endorsed_from: datetime.date | None, only_endorsed: bool, **options: object) -> None:
        if endorsed_from is None:
            made = load_starting_set()
            self.stdout.write(f"Criteria: {made} loaded." if made else "Criteria: there is a set already.")
            return
        if ask_endorsement(since=endorsed_from, takes_unendorsed=not only_endorsed) is None:
            raise CommandError("Criteria: none are in force before that day, or a set begins on it.")
        self.stdout.write(f"Criteria: from {endorsed_from} on bodies are asked for their endorsement.")
