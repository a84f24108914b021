"""The virtual environment: installed once for each lock and each Python; an old Python is refused in a sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools import venv


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with a lock and an environment, whose Python writes down what it is asked instead of doing it."""
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\n[ "$1" = -c ] || echo "$@" >> {tmp_path}/log\n')
    python.chmod(0o755)
    (tmp_path / ".venv" / "pyvenv.cfg").write_text("version = 3.11.7\n")
    (tmp_path / "requirements.txt").write_text("thing==1.0 --hash=sha256:00\n")
    monkeypatch.setattr(venv, "ROOT", tmp_path)
    monkeypatch.setattr(venv, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(venv, "PYTHON", python)
    return tmp_path


def test_the_lock_is_installed_once_with_every_hash_checked(project):
    venv.ensure(venv.RUNTIME)
    venv.ensure(venv.RUNTIME)

    asked = (project / "log").read_text().splitlines()
    assert [(line.count("--require-hashes"), line.split()[-1]) for line in asked] == [(1, "requirements.txt")]


@pytest.mark.parametrize("changed", ["requirements.txt", ".venv/pyvenv.cfg"])
def test_a_changed_lock_or_python_installs_again(project, changed):
    venv.ensure(venv.RUNTIME)

    (project / changed).write_text("another")
    venv.ensure(venv.RUNTIME)

    assert len((project / "log").read_text().splitlines()) == 2


def test_where_python_makes_no_environment_its_reason_is_given(monkeypatch, tmp_path):
    (tmp_path / "a-file").touch()
    monkeypatch.setattr(venv, "VENV", tmp_path / "a-file" / ".venv")
    monkeypatch.setattr(venv, "PYTHON", tmp_path / "a-file" / ".venv" / "bin" / "python")

    with pytest.raises(SystemExit) as refusal:
        venv.ensure(venv.RUNTIME)

    assert str(refusal.value.code).startswith("Python cannot make a virtual environment here: ")


def test_the_locks_check_hashes_and_name_no_registry():
    for lock in venv.DEVELOPMENT:
        lines = (Path(__file__).parents[2] / lock).read_text().splitlines()
        requirements = [line for line in lines if line and not line.startswith((" ", "#"))]

        assert [line for line in requirements if not line.endswith("\\")] == []
        assert [line for line in lines if "://" in line or "index" in line] == []


def test_an_older_python_is_refused_in_words_that_it_can_read(tmp_path):
    gate = Path(venv.__file__).with_name("__init__.py").read_text().replace("(3, 11)", "(99, 0)")
    (tmp_path / "gate.py").write_text(gate)

    answer = subprocess.run([sys.executable, tmp_path / "gate.py"], capture_output=True, text=True, check=False)

    assert answer.returncode == 1
    assert answer.stderr.startswith("Python 3.11 or later is needed, this is ")
