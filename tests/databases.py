"""The migrated database of the tests: made once for what the code says now, and copied for every process that tests.

What is kept is made anew when anything changes that it is made from; a test never writes to it.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from standards.catalogue import search

ROOT = Path(__file__).resolve().parent.parent
# Migrations, the models that permissions are made for, triggers, and the versions of what is installed.
MADE_FROM = (
    "accounts/**/*.py",
    "casco_site/**/*.py",
    "clarifications/**/*.py",
    "standards/**/*.py",
    "requirements.txt",
    "tests/databases.py",
)


def prepare(folder: Path, process: str) -> None:
    """Connect this process to a copy of its own; ``folder`` is kept between runs, on PostgreSQL the server keeps it."""
    with _alone(folder / "lock"):
        name = _copied_file(folder, process) if connection.vendor == "sqlite" else _copied_database(process)
    connection.close()
    for known in (connection.settings_dict, settings.DATABASES["default"]):
        known["NAME"] = name


def forget() -> None:
    """Delete the copy of this process, also where a thread of a test has not let go of it yet."""
    if connection.vendor == "sqlite":
        connection.creation.destroy_test_db(verbosity=0)
        return
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    connection.close()
    connection.close_pool()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def made_from() -> str:
    """A digest of everything that the migrated database depends on."""
    digest = hashlib.sha256()
    for file in sorted(file for pattern in MADE_FROM for file in ROOT.glob(pattern)):
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:20]


def _copied_file(folder: Path, process: str) -> str:
    """SQLite: a file, named by what it was made from; it stands there only when it is complete."""
    kept = folder / f"{made_from()}.sqlite3"
    if not kept.exists():
        for former in folder.glob("*.sqlite3*"):
            former.unlink()
        unfinished = folder / "unfinished.sqlite3"
        _migrate(str(unfinished))
        connection.close()  # the last one to leave empties the log beside the file
        unfinished.rename(kept)
    return str(shutil.copy(kept, Path(os.environ["VAR_DIR"]) / f"test_{process}.sqlite3"))


def _copied_database(process: str) -> str:
    """PostgreSQL: a database that says in a comment what it was made from, which is written when it is complete."""
    own = connection.settings_dict["NAME"]
    name, digest = f"test_{own}", made_from()
    comment = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    is_kept = _ask(comment, [name]) == (digest,)
    connection.close()
    connection.close_pool()  # its connections lead to the database of the site
    if not is_kept:
        _migrate(name)
        _ask(f"COMMENT ON DATABASE {connection.ops.quote_name(name)} IS '{digest}'")
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.creation.clone_test_db(process, verbosity=0)
    return str(connection.creation.get_test_db_clone_settings(process)["NAME"])


def _migrate(name: str) -> None:
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    call_command("createcachetable", "cache", verbosity=0)  # the tests' own cache has no table


def _ask(sql: str, values: list[str] | None = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone() if cursor.description else None


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """One process at a time; the system takes the lock away from one that dies."""
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def empty_search() -> None:
    """Empty the words that are searched for: they are in no model's table, so that nobody else does."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {search.TABLE}")
