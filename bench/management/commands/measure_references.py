"""Measures how many references of a file are read without remainder, in each form in which people write them."""

import gzip
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from standards.reading.citations import Citation, read
from standards.reading.references import Reference, take_apart

_YEAR = re.compile(r":(?=[0-9]{4}(?![0-9]))")
FORMS: dict[str, Callable[[str], str]] = {
    "as ISO prints it": lambda reference: reference,
    "lower case without blanks": lambda reference: reference.lower().replace(" ", ""),
    "with hyphens alone": lambda reference: re.sub("[ /:]", "-", reference),
    "as a name of a file": lambda reference: re.sub("[ /:]", "_", reference),
    "the year after a hyphen": lambda reference: _YEAR.sub("-", reference),
    "the year in brackets": lambda reference: re.sub(r":([0-9]{4})", r" (\1)", reference),
    "with a mark of language": lambda reference: f"{reference}(E)",
    "without the year": lambda reference: re.sub(r":[0-9]{4}", "", reference),
    "as adopted in Germany": lambda reference: f"DIN EN {reference}",
    "as written in French": lambda reference: reference.replace("IEC", "CEI"),
    "as written in Russian": lambda reference: reference.replace("ISO", "ИСО").replace("IEC", "МЭК"),
    "with a clause": lambda reference: f"{reference}, 7.8.6 d)",
}


class Command(BaseCommand):
    help = "Measure how many references of a file (lines of JSON, perhaps zipped) are read without remainder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--show", type=int, default=0, help="How many of those that are not read are shown a form.")

    def handle(self, *args: Any, file: Path, show: int, **options: Any) -> None:
        references = sorted(references_in(file))
        for name, form in FORMS.items():
            begin = time.process_time()
            dated = name != "without the year"
            missed = [form(one) for one in references if not is_read(one, form(one), dated=dated)]
            spent = (time.process_time() - begin) / len(references) * 1000
            share = 100 * (1 - len(missed) / len(references))
            self.stdout.write(
                f"{name:28} {share:7.3f} % of {len(references)} read without remainder, {len(missed)} are not;"
                f" {spent:.3f} ms of CPU each"
            )
            for one in missed[:: max(1, len(missed) // show)][:show] if show else ():
                self.stdout.write(f"    {one}")


def references_in(file: Path) -> Iterator[str]:
    """The references of a file of ISO Open Data."""
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["reference"]


def is_read(reference: str, typed: str, *, dated: bool) -> bool:
    """Whether what was typed is understood as the reference that is meant, and nothing of it is left."""
    parts, found = take_apart(reference), read(typed)
    if parts is None or found is None or found.rest or found.owner:
        return False
    return _said(found, dated=dated) == _meant(parts, reference, dated=dated, clause="7.8.6 d)" in typed)


def _said(found: Citation, *, dated: bool) -> tuple[object, ...]:
    chain = [(one.kind, one.number, one.year if dated else None) for one in found.supplements]
    year = found.year if dated else None
    return found.number, found.part.upper(), year, found.publishers or {"ISO"}, chain, found.clause


def _meant(parts: Reference, reference: str, *, dated: bool, clause: bool) -> tuple[object, ...]:
    chain = []
    for one in filter(None, parts.supplement.split("/")):
        kind, number, year = re.fullmatch(r".*?([A-Za-z]+)(?: ([0-9]+))?(?:\.[0-9]+)?(?::([0-9]{4}))?", one).groups()  # type: ignore[union-attr]
        kind = "Amd" if kind in ("DAM", "FDAM", "DAmd") else kind
        chain.append((kind, int(number) if number else None, int(year) if year and dated else None))
    publishers = set(parts.publisher.replace("IWA", "ISO").split("/"))
    year = parts.year if dated else None
    return parts.number, parts.part.upper(), year, publishers, chain, "7.8.6 d)" if clause else ""
