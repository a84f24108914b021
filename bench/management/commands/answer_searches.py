"""Asks every search of the table and writes what was found, best first, into a file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from bench.searching import wanted
from clarifications.register.finding.search import search
from clarifications.register.models import Record


class Command(BaseCommand):
    help = "Answer the searches of bench/searches.csv; the addresses of the records go into a JSON file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        slugs = dict(Record.objects.values_list("pk", "slug"))
        found = [[slugs[record] for record in search(row.search).records] for row in wanted()]
        options["file"].write_text(json.dumps(found))
