"""Times what the catalogue answers: citations, and who keeps a standard, in processor time of this process."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from standards.catalogue.resolver import resolve
from standards.catalogue.responsible import responsible

RUNS = 3
TYPED = ("22", "223", "22301", "ISO 9001", "170", "17025", "risk", "risk manag", "conformity", "quality management sys")


class Command(BaseCommand):
    help = "Time citations and the question who keeps a standard, on the catalogue of the database."

    def handle(self, *args: Any, **options: Any) -> None:
        table = Path(settings.BASE_DIR) / "tests" / "standards" / "catalogue" / "citations.txt"
        lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        self._say("citation", [line.split(" | ")[0].strip() for line in lines], resolve)
        self._say("who answers", TYPED, responsible)

    def _say(self, name: str, questions: Sequence[str], ask: Callable[[str], object]) -> None:
        """The median of the questions, each the median of three runs, and the slowest."""
        ask(questions[0])  # what is loaded at the first time is not measured
        times = {question: median(_seconds(ask, question) for _run in range(RUNS)) for question in questions}
        slowest = max(times, key=lambda question: times[question])
        self.stdout.write(
            f"{connection.vendor}, {name}: median {median(times.values()) * 1000:.1f} ms of CPU for {len(times)}"
            f" questions, slowest {times[slowest] * 1000:.1f} ms ({slowest})"
        )


def _seconds(ask: Callable[[str], object], question: str) -> float:
    begin = time.process_time()
    ask(question)
    return time.process_time() - begin
