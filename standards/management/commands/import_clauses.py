"""Takes over the clause list of an edition from a CSV file; every fault is named at once, nothing is half-written."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from standards.catalogue.queries import find_edition
from standards.editing.clause_list import ClauseListPlan, carry_out, plan_of
from standards.editing.sheets import BadSheet


class Command(BaseCommand):
    help = (
        "Take over the clauses of an edition from a CSV file with the column “number” and, where known, “title” and "
        "“number_inferred”. Clauses that are not in the file stay, unless --remove is given."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition", help="the reference of the edition, such as “ISO/IEC 17025:2017”")
        parser.add_argument("file", type=Path, help="the CSV file, in UTF-8")
        parser.add_argument("--remove", action="store_true", help="remove clauses that are not in the file")
        parser.add_argument(
            "--depth",
            action="append",
            help="how deep it goes in a branch: “4: paragraphs”, “all: headings”; repeatable",
        )

    def handle(
        self, *, edition: str, file: Path, remove: bool, depth: list[str] | None = None, **options: object
    ) -> None:
        found = find_edition(edition)
        if found is None:
            raise CommandError(f"The catalogue has no edition {edition}.")
        lines = None if depth is None else "\n".join(depth)
        try:
            plan = plan_of(file.read_bytes(), found, removing=remove, depth=lines)
        except OSError as wrong:
            raise CommandError(f"{file} cannot be read: {wrong.strerror}.") from wrong
        except BadSheet as wrong:
            faults = "\n".join(f"  {fault}" for fault in wrong.shown)
            more = f"\n  and {wrong.more} more" if wrong.more else ""
            raise CommandError(f"Nothing was imported.\n{faults}{more}") from wrong
        carry_out(plan)
        self._report(plan)

    def _report(self, plan: ClauseListPlan) -> None:
        left = "removed" if plan.removing else "not in the file and kept"
        self.stdout.write(
            f"{plan.edition}: {len(plan.added)} added, {len(plan.changed)} changed, {plan.unchanged} as before, "
            f"{len(plan.missing)} {left}"
        )
        for row in plan.added:
            self.stdout.write(f"      added {row.number} {row.title}".rstrip())
        for row in plan.changed:
            self.stdout.write(f"      changed {row.number}: {row.was} → {row.title}")
        for row in plan.missing:
            self.stdout.write(f"      {'removed' if plan.removing else 'kept'} {row.number} {row.title}".rstrip())
        if plan.ignored:
            self.stdout.write(f"      columns left aside: {', '.join(plan.ignored)}")
