"""Loads the catalogue from its data files; run again, it changes only what the files changed."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from standards.imports.casco.loading import DATA, load
from standards.imports.rows import BadData


class Command(BaseCommand):
    help = (
        "Load standards, editions, clauses, committees and groups. Run again, it changes only what the files changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="the folder of the data files")

    def handle(self, *, folder: Path, verbosity: int, **options: object) -> None:
        try:
            outcomes, elsewhere = load(folder)
        except BadData as wrong:
            raise CommandError(f"Nothing was loaded. {wrong}") from wrong
        for outcome in outcomes:
            self.stdout.write(
                f"{outcome.total:5} {outcome.name}: {len(outcome.added)} added, {len(outcome.changed)} changed"
            )
            for words, lines in (
                ("changed", outcome.changed),
                ("kept, of a later day than the file:", outcome.kept),
                ("kept, edited here since:", outcome.edited),
                ("taken out, as the file says:", outcome.removed),
                ("two sources differ:", outcome.differing),
            ):
                for line in lines:
                    self.stdout.write(f"      {words} {line}")
        if verbosity > 1:
            for relation in elsewhere:
                self.stdout.write(f"      left out, of another committee: {relation}")
