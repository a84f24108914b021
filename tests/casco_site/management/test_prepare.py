"""`manage.py prepare`: once for each state of the files and of the database."""

import io

import pytest
from django.core.management import call_command

from casco_site.management.commands.prepare import stamp_of


@pytest.fixture
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


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
        ("room/static/css/site.css", True),
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
