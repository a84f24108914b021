"""Takes over what other bodies have published from a file; every fault is named at once, nothing is half-written."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from standards.imports.casco.loading import DATA
from standards.imports.others.entries import UnreadableFile
from standards.imports.others.plan import OthersPlan, plan_of
from standards.imports.others.writing import carry_out

OURS = DATA / "others.json"
MOST = 20  # of a kind that are named without -v 2


class Command(BaseCommand):
    help = (
        "Take over publications of other bodies from a file in the format of docs/others-format.md, all or nothing."
        " Without a file, the one that comes with the project."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=OURS)
        parser.add_argument("--check", action="store_true", help="say what the file would do, and do nothing")
        parser.add_argument("--skip-bad", action="store_true", help="go on without the entries that cannot be used")

    def handle(self, *, file: Path, check: bool, skip_bad: bool, verbosity: int, **options: object) -> None:
        try:
            plan = plan_of(file.read_bytes())
        except OSError as wrong:
            raise CommandError(f"{file} cannot be read: {wrong.strerror}.") from wrong
        except UnreadableFile as wrong:
            raise CommandError(f"Nothing was imported. {file.name}: {wrong}") from wrong
        most = len(plan.refused) + plan.total if verbosity > 1 else MOST
        if plan.refused and not skip_bad:
            self._name("refused", plan.refused, most)
            raise CommandError(
                f"Nothing was imported. {len(plan.refused)} faults; --skip-bad leaves their entries out."
            )
        if not check:
            carry_out(plan)
        self._report(plan, most, is_done=not check)

    def _report(self, plan: OthersPlan, most: int, *, is_done: bool) -> None:
        counts = ", ".join(
            f"{len(entries)} {kind}"
            for kind, entries in (
                *(("added", plan.added), ("changed", plan.changed), ("the same", plan.same)),
                *(("kept", plan.kept), ("faults, left out", plan.refused)),
            )
        )
        would = "" if is_done else ", if it were imported"
        self.stdout.write(f"{plan.total:5} publications of other bodies: {counts}{would}")
        self._name("left out", plan.refused, most)
        self._name("changed", plan.changed, most)
        self._name("kept", plan.kept, most)
        self._name("clauses:", plan.unlisted, most if most > MOST else 0)

    def _name(self, kind: str, entries: Iterable[object], most: int) -> None:
        lines = [f"      {kind} {entry}" for entry in entries]
        for line in lines[:most]:
            self.stdout.write(line)
        if most and len(lines) > most:
            self.stdout.write(f"      and {len(lines) - most} more; -v 2 names all")
