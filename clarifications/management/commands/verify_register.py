"""Compares what is published with the cases it came from, and rebuilds rows that are only derived."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clarifications.models import Record
from clarifications.process.register import (
    counts_are_stale,
    faults_of,
    missing_records,
    rebuild,
    rebuild_pending,
    recount,
    stale_in,
    stale_pending,
)


class Command(BaseCommand):
    help = "Compare the register with its cases. Exit status 1 when a published text is not what it should be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--look-only", action="store_true", help="rebuild nothing; derived rows are faults then too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        faults, rebuilt, number = list(missing_records()), 0, 0
        for record in Record.objects.select_related("clarification__public_text", "standard").iterator(chunk_size=500):
            number += 1
            own = list(faults_of(record))
            stale = stale_in(record)
            if stale and (options["look_only"] or own):
                own.append(f"{record}: out of step: {', '.join(stale)}")
            elif stale:
                rebuild(record)
                rebuilt += 1
            faults += own
        for clarification in stale_pending():
            if options["look_only"]:
                faults.append(f"{clarification}: out of step: pending")
            else:
                rebuild_pending(clarification)
                rebuilt += 1
        if counts_are_stale():
            if options["look_only"]:
                faults.append("The register: out of step: counts")
            else:
                recount()
                rebuilt += 1
        self.stdout.write("".join(f"{fault}\n" for fault in faults) + f"{number} records; {rebuilt} rows rebuilt.")
        if faults:
            raise CommandError(f"{len(faults)} faults")
