"""Writes the whole public register into a folder; nothing private is in it, the same register gives the same files."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from clarifications.management.nothing_done import nothing_done
from clarifications.moving.export import NotExported, export_register
from standards.management.bar import ProgressBar


class Command(BaseCommand):
    help = "Write the whole public register into a folder that is not there yet (docs/moving/)."
    requires_system_checks = ()  # they load every page of the site, and the register may be large

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *, folder: Path, **options: object) -> None:
        writing = ProgressBar("Writing", on=self.stderr)
        try:
            with nothing_done("Nothing was written.", writing):
                manifest = export_register(folder, progress=writing)
        except NotExported as wrong:
            raise CommandError(f"Nothing was written. {wrong}") from wrong
        for name, file in manifest.files.items():
            self.stdout.write(f"{folder / name}: {file.lines} lines")
