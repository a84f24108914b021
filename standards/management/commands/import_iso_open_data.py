"""Imports files of ISO Open Data into the catalogue; run again, it changes only what the files changed."""

import datetime
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from standards.imports.iso.importer import LinesRefused, import_files
from standards.imports.iso.lines import BrokenFile
from standards.management.bar import ProgressBar

MOST = 20  # rows of a kind that are named without -v 2


class Command(BaseCommand):
    help = (
        "Import files of ISO Open Data (deliverables and technical committees; JSONL or CSV, plain or gzipped), all or"
        " nothing. Without files, the set that comes with the project."
    )
    requires_system_checks = ()  # they load every page of the site, and an import has room for 200 MB

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", default=list(settings.ISO_OPEN_DATA))
        parser.add_argument("--skip-bad", action="store_true", help="go on without the lines that cannot be used")
        parser.add_argument(
            "--as-of",
            type=_day,
            metavar="YYYY-MM-DD",
            help="the day of facts whose line names none; without it the day on which the file was written",
        )

    def handle(
        self, *, files: list[Path], skip_bad: bool, as_of: datetime.date | None, verbosity: int, **options: object
    ) -> None:
        try:
            report = import_files(
                files, as_of=as_of, skip_bad=skip_bad, progress=ProgressBar("Reading", on=self.stderr)
            )
        except BrokenFile as wrong:
            raise CommandError(f"Nothing was imported. {wrong}") from wrong
        except LinesRefused as wrong:
            for refusal in wrong.refused:
                self.stderr.write(str(refusal))
            raise CommandError(
                f"Nothing was imported. {len(wrong.refused)} lines cannot be used; --skip-bad leaves them out."
            ) from wrong
        except IntegrityError as wrong:
            raise CommandError(f"Nothing was imported. Two rows would be the same: {wrong}") from wrong
        for refusal in report.refused:
            self.stderr.write(f"left out: {refusal}")
        for line in report.lines(most=None if verbosity > 1 else MOST):
            self.stdout.write(line)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as wrong:
        raise ArgumentTypeError(f"{text!r} is not a day like 2026-09-23") from wrong
