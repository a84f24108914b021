"""Workers as processes of their own, with the database of the test: PostgreSQL as it is, SQLite as a file beside it."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.clarifications.mail.mail_server import SECONDS

ROOT = Path(__file__).resolve().parent.parent.parent


class SharedDatabase:
    """The database of the test for other processes. SQLite's is in memory: it is copied out, and back in to look."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "shared.sqlite3"
        self.is_sqlite = connection.vendor == "sqlite"
        self.own = self._connections()

    @property
    def url(self) -> str:
        if self.is_sqlite:
            return f"sqlite:///{self.file}"
        known = connection.settings_dict
        if known["HOST"].startswith("/"):
            return f"postgres://{known['USER']}@/{known['HOST']}/{known['NAME']}"
        return f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"

    def publish(self) -> None:
        """Let other processes see what the test has written."""
        if self.is_sqlite:
            connection.ensure_connection()
            self._copy(source=connection.connection)

    def refresh(self) -> None:
        """Let the test see what other processes have written."""
        if self.is_sqlite:
            connection.ensure_connection()
            self._copy(target=connection.connection)

    def cut(self) -> None:
        """End the connections of the other processes, as a restart of the server does; a file has none."""
        with connection.cursor() as cursor:
            for pid in self._connections() - self.own:
                cursor.execute("SELECT pg_terminate_backend(%s)", [pid])

    def _connections(self) -> set[int]:
        if self.is_sqlite:
            return set()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
            return {pid for (pid,) in cursor.fetchall()}

    def _copy(self, source: sqlite3.Connection | None = None, target: sqlite3.Connection | None = None) -> None:
        file = sqlite3.connect(self.file, timeout=SECONDS)
        try:
            (source or file).backup(target or file)
        finally:
            file.close()


class Worker:
    """``manage.py work`` as a process."""

    def __init__(self, *arguments: str, database: str, mail: str) -> None:
        variables = {"MODE": "development", "DATABASE_URL": database, "EMAIL_URL": mail, "CACHE_URL": "locmemcache://"}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "work", *arguments],
            cwd=ROOT,
            env=os.environ | variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def tell(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def ended(self) -> tuple[int, str]:
        """Exit status and everything it said, once it has ended."""
        said, _nothing = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, said


@contextmanager
def worker(*arguments: str, database: SharedDatabase, mail: str) -> Iterator[Worker]:
    """A worker that runs while the block does, and no longer."""
    running = Worker(*arguments, database=database.url, mail=mail)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.process.kill()
            running.process.communicate()
