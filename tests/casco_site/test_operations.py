"""What runs the site is told truly: every variable, every command, and no password where others can read it."""

import re

from django.conf import settings
from django.core.management import get_commands

from tests.operations import TEXT, commands

READ = re.compile(r'env\.\w+\("([A-Z_]+)"|os\.environ, "([A-Z_]+)"')


def test_every_variable_that_is_read_is_told():
    source = (settings.BASE_DIR / "casco_site" / "settings.py").read_text("utf-8")
    read = {name for found in READ.findall(source) for name in found if name}

    told = set(re.findall(r"`([A-Z_]+)`", TEXT))

    assert read - told == {"DEBUG", "ALLOW_SQLITE"} - told


def test_every_command_that_is_told_is_there():
    told = set(re.findall(r"manage\.py ([a-z_]+)", TEXT))

    assert told - {*get_commands(), "help"} == set()


def test_no_command_holds_a_password():
    """Whoever may list processes reads their arguments: a password comes from a file or is typed."""
    told = commands()

    assert [line for line in told if "DATABASE_URL" in line or re.search(r"//\w+:[^@\s]+@", line)] == []
    assert [line for line in told if line.startswith(("pg_dump", "pg_restore"))] != []
