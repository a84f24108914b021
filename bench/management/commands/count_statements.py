"""Counts the SQL statements of every operation, in one process on the database that the site serves."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.client import HOST
from bench.plan import CONDITIONAL, SUBMISSION, Plan
from bench.submission import CONFIRMATION, Page, WrongPage, submit


class Command(BaseCommand):
    help = "Count the SQL statements of every operation of the bench."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", type=Path, help="where the addresses that are measured stand")

    def handle(self, *, plan: Path, **options: Any) -> None:
        asked = Plan.load(plan)
        counts = {name: _count(name, path, asked) for name, path in asked.paths.items()}
        browser = CountingBrowser()
        with suppress(WrongPage):  # said when it is measured
            submit(browser, asked.fields, mail_to=_mail_to)
            counts[SUBMISSION] = browser.statements
        self.stdout.write(json.dumps(counts))


class CountingBrowser:
    """A browser inside of Django that counts the statements of what it asks for."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True, headers={"host": HOST})
        self.statements = 0

    def get(self, path: str) -> Page:
        return self._page(lambda: self.client.get(path))

    def post(self, path: str, data: dict[str, str]) -> Page:
        return self._page(lambda: self.client.post(path, data))

    def _page(self, ask: Callable[[], Any]) -> Page:
        with CaptureQueriesContext(connection) as queries:
            answer = ask()
        self.statements += len(queries)
        return Page(answer.status_code, answer.headers.get("Location", ""), answer.content.decode())


def _count(name: str, path: str, plan: Plan) -> int:
    client = Client(headers={"host": HOST, "cookie": plan.cookie_for(name)})
    first = client.get(path)  # what is loaded at the first time is not counted
    known = {"if-none-match": first.headers.get("ETag", "")} if name == CONDITIONAL else {}
    with CaptureQueriesContext(connection) as queries:
        client.get(path, headers=known)
    return len(queries)


def _mail_to(address: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(CONFIRMATION, [address])
        return str(cursor.fetchone()[0])
