"""Draws ahead all that nobody has asked for since it changed; the worker does it by and by."""

from typing import Any

from django.core.management.base import BaseCommand

from clarifications.register.drawing import draw_all
from standards.management.bar import ProgressBar


class Command(BaseCommand):
    help = "Draw ahead what the public pages show of each record, as after an import or a new release."

    def handle(self, *args: Any, **options: Any) -> None:
        progress = ProgressBar("Drawing", on=self.stderr)
        number = draw_all(progress)
        self.stdout.write(f"{number} drawn.")
