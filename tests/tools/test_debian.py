"""Programs of the operating system: found where they are, or one sentence on how to get them."""

import pytest

from tools import debian


def test_a_program_that_is_there_is_not_installed(tmp_path):
    assert debian.require("The thing", find=lambda: tmp_path, package="thing") == tmp_path


def test_a_program_that_cannot_be_had_gets_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))  # neither sudo nor apt-get

    with pytest.raises(SystemExit) as refusal:
        debian.require("The thing", find=lambda: None, package="thing")

    assert refusal.value.code == "The thing is missing and could not be installed here. Run: sudo apt-get install thing"


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """The folder with the programs of a machine on which an ordinary user may become root; apt-get is still to come."""
    stand_in(tmp_path / "sudo", 'shift; exec "$@"')  # after "-n"
    stand_in(tmp_path / "true", "exit 0")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


@pytest.fixture
def with_chromium(machine, monkeypatch):
    """A machine whose only Chromium draws windows."""
    stand_in(machine / "chromium", "exit 0")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(debian, "CHROMIUM_NAMES", (f"{machine}/chromium-headless-shell", "chromium"))
    return machine


def test_an_index_that_is_missing_is_fetched_before_the_second_try(machine):
    log = machine / "log"
    stand_in(machine / "env", 'shift; exec "$@"')  # after the variable
    stand_in(machine / "apt-get", f'echo "$5 $6 $7" >> {log}; [ "$(wc -l < {log})" -gt 1 ]')

    worked = debian.install("thing")

    assert worked is True
    assert [line.split()[0] for line in log.read_text().splitlines()] == ["install", "update", "install"]


def test_the_browser_without_windows_is_fetched_where_that_is_possible(with_chromium):
    shell = with_chromium / "chromium-headless-shell"
    stand_in(with_chromium / "apt-get", f"cp {with_chromium}/true {shell}")

    debian.prefer_chromium_without_windows()

    assert debian.find_chromium() == shell


def test_where_it_cannot_be_had_the_installed_browser_serves(with_chromium):
    log = with_chromium / "log"
    stand_in(with_chromium / "apt-get", f'echo "$@" >> {log}; exit 1')

    debian.prefer_chromium_without_windows()

    assert debian.find_chromium() == with_chromium / "chromium"
    assert len(log.read_text().splitlines()) == 1


def test_the_browser_can_be_named(monkeypatch, tmp_path):
    browser = tmp_path / "my-browser"
    browser.touch(mode=0o755)
    monkeypatch.setenv("CHROMIUM", str(browser))

    assert debian.find_chromium() == browser


def test_the_newest_server_is_taken_and_an_old_one_is_not(monkeypatch, tmp_path):
    monkeypatch.setattr(debian, "POSTGRESQL_SERIES", tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")
    for series in ("9", "13", "14", "15"):
        folder = tmp_path / series / "bin"
        folder.mkdir(parents=True)
        (folder / "initdb").touch(mode=0o755)
        stand_in(folder / "postgres", f"echo 'postgres (PostgreSQL) {series}.3'")

    newest = debian.find_postgresql()
    (tmp_path / "15" / "bin" / "initdb").unlink()
    (tmp_path / "14" / "bin" / "initdb").unlink()

    assert newest == tmp_path / "15" / "bin"
    assert debian.find_postgresql() is None


def stand_in(place, script):
    """A program of the operating system that does as told."""
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o755)
