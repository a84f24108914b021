"""Compares what is published with the cases it came from, and rebuilds rows that are only derived."""

from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clarifications.publication.comparing import disagreements, missing_records, rebuild_pending, stale_pending
from clarifications.register import blocks, drawing
from clarifications.register.models import Record
from clarifications.register.verify import (
    counts_are_stale,
    faults_of,
    gather_words,
    rebuild,
    recount,
    stale_in,
    words_are_stale,
)


class Command(BaseCommand):
    help = "Compare the register with its cases. Exit status 1 when a published text is not what it should be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--look-only", action="store_true", help="rebuild nothing; derived rows are faults then too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.look_only: bool = options["look_only"]
        self.faults, self.rebuilt, number = list(missing_records()), 0, 0
        for record in Record.objects.select_related("clarification__public_text", "standard").iterator(chunk_size=500):
            number += 1
            own = [*faults_of(record), *disagreements(record)]
            self.faults += own
            if stale := stale_in(record):
                # A record with a fault is left as it is found.
                self._put_right(
                    f"{record}: out of step: {', '.join(stale)}", partial(rebuild, record), look_only=bool(own)
                )
        for clarification in stale_pending():
            self._put_right(f"{clarification}: out of step: pending", partial(rebuild_pending, clarification))
        self._look_at_what_is_kept()
        self.stdout.write(
            "".join(f"{fault}\n" for fault in self.faults) + f"{number} records; {self.rebuilt} rows rebuilt."
        )
        if self.faults:
            raise CommandError(f"{len(self.faults)} faults")

    def _look_at_what_is_kept(self) -> None:
        """What the register keeps of all records: counts, words, what was drawn."""
        if counts_are_stale():
            self._put_right("The register: out of step: counts", recount)
        if words_are_stale():
            self._put_right("The register: out of step: words", gather_words)
        for block in blocks.stale_blocks():
            self._put_right(f"The register: out of step: block {block}", partial(blocks.forget, block))
        for key, kind in drawing.wrong():
            said = f"{Record.objects.get(pk=key)}: out of step: drawn {kind.value}"
            self._put_right(said, partial(drawing.forget, key, kind))

    def _put_right(self, fault: str, put_right: Callable[[], None], *, look_only: bool = False) -> None:
        """Rebuild what is derived, or name it where nothing may be rebuilt."""
        if self.look_only or look_only:
            self.faults.append(fault)
        else:
            put_right()
            self.rebuilt += 1
