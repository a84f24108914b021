"""A backup is made and restored into an empty cluster as the docs say: the same site, without what had ended since."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings as site
from django.db import connection

from clarifications.map import steps
from tests.builders import Case, published, received
from tests.clarifications.desk.cases import another
from tests.journeys import acts
from tests.operations import ROOT, commands
from tools import postgres

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
CONTENT = "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM {} t"
BESIDE = {  # what a database holds beside its rows; PostgreSQL writes conditions otherwise when it reads them again
    "sequences": "SELECT sequencename::text, last_value FROM pg_sequences ORDER BY 1",
    "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
    "functions": "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
    "indexes": "SELECT tablename::text, indexname::text FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    "constraints": "SELECT conrelid::regclass::text, conname::text, contype::text FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
}
STARTS_IN = 120  # seconds that the site has to answer


def content(database: dict[str, str]) -> dict[str, object]:
    """Every table with its number of rows and a hash over them, and what stands beside the rows."""
    with psycopg.connect(**database) as connected:
        tables = [name for (name,) in connected.execute(TABLES)]
        rows: dict[str, object] = {name: connected.execute(CONTENT.format(f'"{name}"')).fetchone() for name in tables}
        return rows | {what: connected.execute(question).fetchall() for what, question in BESIDE.items()}


class Operator:
    """Whoever runs the site: a shell in a folder with the program, whose variables lead to one database."""

    def __init__(self, folder: Path, database: dict[str, str], **variables: str) -> None:
        self.folder = folder
        names = {"PGHOST": "host", "PGUSER": "user", "PGDATABASE": "dbname"}
        self.variables = {
            **{
                name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PYTEST_XDIST_WORKER")
            },
            **{name: database[key] for name, key in names.items()},
            "DATABASE_URL": f"postgres://{database['user']}@/{database['host']}/{database['dbname']}",
            "PATH": f"{postgres.binaries()}:{os.environ['PATH']}",
            "VAR_DIR": str(folder),
            **variables,
        }
        for name, place in ((".venv", Path(sys.prefix)), ("manage.py", ROOT / "manage.py")):
            if not (folder / name).exists():
                (folder / name).symlink_to(place)

    def does(self, *lines: str) -> str:
        """Type these commands; what they say. Each must end well."""
        script = "\n".join(("set -e", *lines))
        shell = ["bash", "-c", script]
        done = subprocess.run(shell, cwd=self.folder, env=self.variables, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def serves(self) -> Iterator[str]:
        """Start the site as the docs say, at a port that is free; its address."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{probe.getsockname()[1]}"
        line = next(line for line in commands("Install") if "gunicorn" in line).replace("127.0.0.1:8000", address)
        where = self.variables | {"PYTHONPATH": str(ROOT)}
        running = subprocess.Popen(line.split(), cwd=self.folder, env=where, stderr=subprocess.DEVNULL)
        try:
            yield f"http://{address}"
        finally:
            running.terminate()
            running.wait(20)


def asks(address: str) -> tuple[int, str]:
    """What the site answers; it is given some time to start."""
    deadline = time.monotonic() + STARTS_IN
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()
        except urllib.error.URLError:
            assert time.monotonic() < deadline, f"{address} does not answer"
            time.sleep(0.1)


@pytest.fixture
def place(settings, tmp_path) -> Path:
    """The list of erasures, which no restore brings back."""
    settings.ERASURES_FILE = tmp_path / "erasures"
    return settings.ERASURES_FILE


@pytest.fixture
def first(open_database) -> dict[str, str]:
    """The database of the site, as PostgreSQL's own programs name it."""
    known = connection.settings_dict
    return {"host": known["HOST"], "user": known["USER"], "dbname": known["NAME"]}


def test_a_restored_backup_is_the_same_site_without_what_had_ended_since(first, case: Case, place, tmp_path):
    acts.walked(case, to=published)
    other = received(another(case))
    shown, rita = case.clarification, other.clarification
    before = content(first)
    key, erasures = {"SECRET_KEY": site.SECRET_KEY}, {"ERASURES_FILE": str(place)}
    Operator(tmp_path, first, **key, **erasures).does(*commands("Back up"))
    other.take(steps.ERASE_PERSON, other.sam, person=rita.key)

    with postgres.cluster() as address:
        folder, _slash, name = address.partition("@/")[2].rpartition("/")
        second = {"host": folder, "user": postgres.ROLE, "dbname": name}
        operator = Operator(tmp_path, second, **key, **erasures)
        restore, migrate, after_restore, *checks = commands("Restore")
        operator.does(restore)
        restored = content(second)
        operator.does(migrate)
        guards = content(second)["triggers"]
        said = operator.does(after_restore)
        operator.does(*checks)
        with operator.serves() as at:
            ready = asks(f"{at}/readyz")
            record = asks(at + shown.record.get_absolute_url())
            found = asks(f"{at}/clarifications/?q={quote(shown.record.title.split()[0])}")
            private = asks(at + rita.private_path)

    assert {what for what in before if before[what] != restored.get(what)} == set()
    assert (sorted(before), before["triggers"]) == (sorted(restored), guards)
    assert said.splitlines()[0] == "Erasures: 1 repeated, 0 stood in the backup, 0 of what it does not know."
    assert "0 held back" not in said
    assert ready == (503, '{"status": "missing", "missing": ["worker"]}')
    assert (record[0], shown.record.title in record[1]) == (200, True)
    assert (found[0], shown.record.get_absolute_url() in found[1]) == (200, True)
    assert private[0] == 404
