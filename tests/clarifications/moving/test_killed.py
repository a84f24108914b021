"""A process that is killed in the middle of an export or of either pass of an import leaves nothing half done."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection

from clarifications.case.models import Clarification
from clarifications.moving.lines import RelationLine
from clarifications.register.models import Record
from tests.builders import START
from tests.clarifications.moving.files import exported, imported, written_by_hand
from tests.clarifications.moving.registers import exported_line
from tests.clarifications.worker import ROOT, SharedDatabase
from tests.factories import EditionFactory, UserFactory

# Runs a command and ends itself, as a machine that goes away does, before a statement of which a part is given.
KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection

def kill(execute, sql, params, many, context):
    if sys.argv[1] in sql:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

with connection.execute_wrapper(kill):
    call_command(*sys.argv[2:])
"""


@pytest.fixture
def database(open_database, tmp_path):
    return SharedDatabase(tmp_path)


def killed_at(statement: str, *command: object, database: SharedDatabase) -> None:
    database.publish()
    variables = {
        "MODE": "development",
        "DATABASE_URL": database.url,
        "CACHE_URL": "locmemcache://",
        "DJANGO_SETTINGS_MODULE": "casco_site.settings",
    }
    run = [sys.executable, "-c", KILLED, statement, *map(str, command)]
    ended = subprocess.run(run, cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    database.cut()
    database.refresh()


def folder_of_two(place: Path) -> Path:
    edition = EditionFactory()
    other = exported_line(edition, number=8)
    first = exported_line(edition)
    related = {"relations": (RelationLine(other=other.address, kind="narrows", at=START),)}
    line = type(first)(**{name: getattr(first, name) for name in first.__struct_fields__} | related)
    return written_by_hand(place, [line, other])


@pytest.mark.parametrize(
    "statement",
    [
        'FROM "clarifications_recordname"',  # the first pass
        'INSERT INTO "clarifications_record"',
        'INSERT INTO "clarifications_event"',
        'INSERT INTO "clarifications_recordrelation"',  # the last that the second pass does
    ],
)
def test_an_import_is_done_or_not_done(database, tmp_path, statement):
    folder = folder_of_two(tmp_path / "in")
    sam = UserFactory(is_secretariat=True)

    killed_at(statement, "import_register", folder, f"--by={sam.email}", database=database)
    left = (Clarification.objects.count(), Record.objects.count())
    again = imported(folder)

    assert left == (0, 0)
    assert again == "2 records imported; 0 stand here already."
    call_command("verify_register", look_only=True, stdout=io.StringIO())
    call_command("verify_journal", stdout=io.StringIO())


def test_an_export_is_there_or_not_there(database, tmp_path):
    imported(folder_of_two(tmp_path / "in"))

    killed_at('FROM "clarifications_bulletin"', "export_register", tmp_path / "out", database=database)
    left = sorted(place.name for place in tmp_path.iterdir() if "out" in place.name)
    again = exported(tmp_path / "out")

    assert [name.endswith(".unfinished") for name in left] == [True]
    names = ["former_addresses.jsonl", "manifest.json", "others.jsonl", "records.jsonl", "topics.jsonl"]
    assert sorted(again) == names


def test_an_export_that_fails_leaves_nothing_beside_its_folder(database, tmp_path):
    imported(folder_of_two(tmp_path / "in"))
    before = sorted(tmp_path.iterdir())
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "something").touch()
    with pytest.raises(Exception, match="Nothing was written"):
        call_command("export_register", tmp_path / "full")

    assert [place for place in sorted(tmp_path.iterdir()) if place not in before] == [tmp_path / "full"]


def disk_full(execute, sql, params, many, context):
    """As either database says that it has no room."""
    if sql.startswith(('INSERT INTO "clarifications_event"', "DECLARE", 'SELECT "clarifications_record"')):
        raise OperationalError("database or disk is full")
    return execute(sql, params, many, context)


def test_where_the_disk_is_full_a_sentence_says_that_nothing_was_done(database, tmp_path):
    folder = folder_of_two(tmp_path / "in")

    with connection.execute_wrapper(disk_full), pytest.raises(CommandError) as said:
        imported(folder)

    assert str(said.value) == "Nothing was imported. It could not be read or written: database or disk is full"
    assert (Clarification.objects.count(), Record.objects.count()) == (0, 0)
    imported(folder)
    with (
        connection.execute_wrapper(disk_full),
        pytest.raises(CommandError, match=r"^Nothing was written\. It could not"),
    ):
        call_command("export_register", tmp_path / "out")
    assert [place.name for place in tmp_path.iterdir() if "out" in place.name] == []


def stopped(execute, sql, params, many, context):
    """Somebody presses Ctrl-C in the middle of what is written or read."""
    if sql.startswith(('INSERT INTO "clarifications_event"', "DECLARE", 'SELECT "clarifications_record"')):
        raise KeyboardInterrupt
    return execute(sql, params, many, context)


def test_where_somebody_stops_it_a_sentence_says_that_nothing_was_done(database, tmp_path):
    folder = folder_of_two(tmp_path / "in")

    with connection.execute_wrapper(stopped), pytest.raises(CommandError) as said:
        imported(folder)

    assert (str(said.value), said.value.returncode) == ("Nothing was imported. It was stopped.", 130)
    assert (Clarification.objects.count(), Record.objects.count()) == (0, 0)
    imported(folder)
    with (
        connection.execute_wrapper(stopped),
        pytest.raises(CommandError, match=r"^Nothing was written\. It was stopped"),
    ):
        call_command("export_register", tmp_path / "out")
    assert [place.name for place in tmp_path.iterdir() if "out" in place.name] == []
