"""`manage.py prepare`: once for each state of the files and of the database."""

import io
import json

import pytest
from django.core.management import call_command

from casco_site.management.commands.prepare import stamp_of
from standards.models import Committee


@pytest.fixture
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.ISO_OPEN_DATA = (write_committees(tmp_path / "committees.jsonl"),)
    return tmp_path


def write_committees(path):
    """A file of ISO Open Data that holds little: the set that comes with the project takes long."""
    committee = {"id": 9, "reference": "ISO/TC 999", "title": {"en": "Examples"}, "secretariat": {"acronym": "SIS"}}
    path.write_text(json.dumps(committee))
    return path


@pytest.mark.django_db
def test_the_files_of_iso_open_data_are_imported(folder):
    said_by("prepare")

    assert Committee.objects.get(reference="ISO/TC 999").title == "Examples"


@pytest.mark.django_db
def test_what_is_prepared_is_not_prepared_again(folder):
    first, second = said_by("prepare"), said_by("prepare")

    assert first.splitlines()[0] == "Preparing database and static files …"
    assert second == ""
    assert (folder / "static" / "admin" / "css" / "base.css").is_file()


@pytest.mark.parametrize(
    ("place", "counts"),
    [
        ("requirements.txt", True),
        ("room/migrations/0001_initial.py", True),
        ("room/data/list.csv", True),
        ("room/static/site.js", True),
        ("room/styles/base.css", True),
        ("room/management/commands/load.py", True),
        ("room/views.py", False),
        ("room/migrations/__pycache__/0001_initial.pyc", False),
        ("var/static/css/site.css", False),
    ],
)
def test_the_stamp_changes_with_what_the_prepared_state_is_made_from(tmp_path, place, counts):
    before = stamp_of(tmp_path)
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text("something")

    after = stamp_of(tmp_path)

    assert (after != before) is counts


def said_by(command):
    output = io.StringIO()
    call_command(command, stdout=output)
    return output.getvalue()
