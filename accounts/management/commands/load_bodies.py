"""Loads the bodies from their data file; run again, it changes only what the file changed."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.bodies import DATA, BadBodies, load_bodies
from accounts.successions import load_successions


class Command(BaseCommand):
    help = "Load the members of ISO and organisations of the field. Run again, it changes only what the file changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=DATA, help="the data file")

    def handle(self, *, path: Path, **options: object) -> None:
        try:
            counts = load_bodies(path)
        except BadBodies as wrong:
            raise CommandError(f"Nothing was loaded. {wrong}") from wrong
        self.stdout.write(f"{counts.total:5} bodies: {counts.added} added, {counts.changed} changed")
        if path == DATA:
            self.stdout.write(f"{load_successions():5} successions of bodies added")
