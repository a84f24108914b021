"""Brings records in that another register exported: all of them or none, each as it was published."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from clarifications.management.nothing_done import faults_said, nothing_done
from clarifications.management.secretary import secretary
from clarifications.moving.checking import FirstPass
from clarifications.moving.importing import second_pass
from clarifications.moving.reading import LineFault, NotImported
from clarifications.moving.stage import Stage
from standards.management.bar import ProgressBar


class Command(BaseCommand):
    help = "Bring in the records of a folder that export_register wrote (docs/moving/). Nothing where one has a fault."
    requires_system_checks = ()  # they load every page of the site, and the register may be large

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--by", default="", metavar="ADDRESS", help="who of the secretariat brings them in")
        parser.add_argument("--check", action="store_true", help="stop after the first pass; write nothing")

    def handle(self, *, folder: Path, by: str, check: bool, **options: object) -> None:
        person = None if check and not by else secretary(by)
        reading, writing = ProgressBar("Checking", on=self.stderr), ProgressBar("Writing ", on=self.stderr)
        try:
            with nothing_done("Nothing was imported.", reading, writing), Stage() as stage:
                checked = FirstPass(folder, stage, partial(self._tell, reading), reading)
                manifest = checked.run()
                if checked.faults:
                    raise CommandError(f"Nothing was imported: {faults_said(checked.faults)}.")
                new, standing = stage.numbers()
                others = checked.others
                if person is not None and not check and (new or checked.topics.new or (others and others.wanted)):
                    second_pass(folder, manifest, stage, by=person, at=timezone.now(), progress=writing)
        except NotImported as wrong:
            raise CommandError(f"Nothing was imported. {wrong}") from wrong
        said = "could be imported" if check else "imported"
        self.stdout.write(f"{new} records {said}; {standing} stand here already.")
        if checked.topics.new:
            self.stdout.write(f"{len(checked.topics.new)} topics that were not here.")
        if others and others.total:
            added, changed, same, kept = map(len, (others.added, others.changed, others.same, others.kept))
            counts = f"{added} publications new, {changed} changed, {same} the same, {kept} kept as they are"
            self.stdout.write(f"Of other bodies: {counts}.")

    def _tell(self, bar: ProgressBar, fault: LineFault) -> None:
        bar.leave()
        self.stderr.write(str(fault))
