"""Enters texts that were published before this system, as somebody wrote them down in one file: all of them or none."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from clarifications.case.part import StepRefused
from clarifications.management.nothing_done import faults_said, nothing_done
from clarifications.management.secretary import secretary
from clarifications.moving.published import TextsFromFile
from clarifications.moving.reading import LineFault, NotImported
from standards.management.bar import ProgressBar


class Command(BaseCommand):
    help = "Enter texts that were published before this system from a JSON or CSV file (docs/moving/)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--by", default="", metavar="ADDRESS", help="who of the secretariat enters them")
        parser.add_argument("--check", action="store_true", help="only look; write nothing")

    def handle(self, *, file: Path, by: str, check: bool, **options: object) -> None:
        person = None if check and not by else secretary(by)
        texts, writing = TextsFromFile(file, self._tell), ProgressBar("Writing", on=self.stderr)
        try:
            with nothing_done("Nothing was entered.", writing):
                new = texts.check()
                if texts.faults:
                    raise CommandError(f"Nothing was entered: {faults_said(texts.faults)}.")
                if person is not None and not check:
                    texts.enter(new, by=person, at=timezone.now(), progress=writing)
        except (NotImported, StepRefused) as wrong:
            raise CommandError(f"Nothing was entered. {wrong}") from wrong
        said = "could be entered" if check else "entered"
        texts_said = "1 text" if len(new) == 1 else f"{len(new)} texts"
        self.stdout.write(f"{texts_said} {said}; already here: {texts.standing}.")

    def _tell(self, fault: LineFault) -> None:
        self.stderr.write(str(fault))
