"""`make run`: the port, the settings it passes on, the key that it makes once."""

import socket

import pytest

from tools import run


def test_the_port_is_8000_unless_one_is_named():
    ports = [run.port_from({}), run.port_from({"PORT": ""}), run.port_from({"PORT": "8711"})]

    assert ports == [8000, 8000, 8711]


@pytest.mark.parametrize("typed", ["http", "0", "65536", "-1", "80 80", "²"])
def test_a_port_that_cannot_be_one_gets_a_sentence(typed):
    with pytest.raises(SystemExit) as refusal:
        run.port_from({"PORT": typed})

    assert refusal.value.code == f"PORT is {typed!r}; it can be a number from 1 to 65535."


def test_a_taken_port_gets_a_sentence_and_a_way_out():
    with socket.create_server((run.HOST, 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(SystemExit) as refusal:
            run.refuse_taken(port)

    assert refusal.value.code == (
        f"Port {port} cannot be used (Address already in use). Name another one: make run PORT={port % 65535 + 1}"
    )


def test_a_free_port_is_not_refused():
    with socket.create_server((run.HOST, 0)) as probe:
        port = probe.getsockname()[1]

    assert run.refuse_taken(port) is None


def test_the_key_is_made_once_and_readable_by_its_owner_only(tmp_path):
    folder = tmp_path / "var"

    first, second = run.secret_key(folder), run.secret_key(folder)

    assert first == second
    assert len(first) == 86
    assert oct((folder / "secret-key").stat().st_mode & 0o777) == "0o600"


def test_the_demonstration_is_set_whatever_the_shell_says(tmp_path):
    given = {"MODE": "production", "DEBUG": "on", "VAR_DIR": str(tmp_path), "SECRET_KEY": "mine", "LANG": "C"}

    environment = run.environment_for(8711, given)

    assert environment == {
        "DJANGO_SETTINGS_MODULE": "casco_site.settings",
        "MODE": "demo",
        "DEBUG": "off",
        "SECRET_KEY": "mine",
        "SITE_URL": "http://127.0.0.1:8711",
        "VAR_DIR": str(tmp_path),
        "PYTHONUNBUFFERED": "1",
        "LANG": "C",
    }


@pytest.mark.parametrize(("typed", "passed"), [("postgres://@/x", "postgres://@/x"), ("", None)])
def test_a_database_address_is_obeyed_and_an_empty_one_means_none(tmp_path, typed, passed):
    environment = run.environment_for(8711, {"VAR_DIR": str(tmp_path), "DATABASE_URL": typed})

    assert environment.get("DATABASE_URL") == passed
