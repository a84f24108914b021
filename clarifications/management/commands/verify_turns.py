"""Compares what is kept of whose turn it is with the map, and writes anew what is wrong."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from clarifications.case.kept_turns import renew_turns, wrong_turns
from clarifications.case.models import Clarification


class Command(BaseCommand):
    help = "Compare what is kept of whose turn it is with the map. Exit status 1 when anything else was kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--look-only", action="store_true", help="write nothing anew, also not what days have ended"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        renewed = 0 if options["look_only"] else renew_turns(at=at)  # days pass: that is no fault
        wrong = dict(wrong_turns(at=at))
        for case in Clarification.objects.filter(pk__in=wrong).order_by("pk"):
            self.stdout.write(f"{case}: out of step: {wrong[case.pk]}")
        if not options["look_only"]:
            renew_turns(at=at, only=list(wrong))
        self.stdout.write(f"{renewed} turns renewed, {len(wrong)} out of step.")
        if wrong:
            raise CommandError(f"{len(wrong)} out of step")
