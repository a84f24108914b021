"""The register out into files: what they hold, that they are the same for the same register, and whole or not there."""

import hashlib
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clarifications.register.models import Record
from tests.casco_site.test_public_tables import CATALOGUE, REGISTER, tables
from tests.clarifications.moving.registers import full_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases():
    return full_register()


def exported(folder):
    call_command("export_register", folder)
    return {place.name: place.read_bytes() for place in folder.iterdir()}


def lines_of(files, name="records.jsonl"):
    return [json.loads(line) for line in files[name].splitlines()]


def test_a_record_is_a_line_with_all_that_stands_beside_it(cases, tmp_path):
    found = lines_of(exported(tmp_path / "out"))

    made = next(line for line in found if line["versions"][-1]["content"].get("title") == "Images of items")
    assert len(found) == Record.objects.count() == 6
    assert [version["number"] for version in made["versions"]] == [1, 2, 3]
    assert made["versions"][0]["content"] == {}
    assert made["versions"][0]["redacted"]["reason"] == "It named a person."
    assert [(one["kind"], one["replaces"], bool(one["withdrawn"])) for one in made["verdicts"]] == [
        ("still-applies", None, False),
        ("no-longer-applies", 1, True),
        ("still-applies", None, False),
        ("incorporated", None, False),
    ]
    assert [(one["language"], bool(one["content"]), bool(one["ended_at"])) for one in made["translations"]] == [
        ("de", False, True),
        ("fr", True, True),
        ("fr", True, False),
    ]
    assert [(one["reference"], bool(one["ended_at"])) for one in made["bulletins"]] == [
        ("Bulletin 7", True),
        ("7", False),
    ]
    assert [(one["topic"], one["place"], bool(one["ended_at"])) for one in made["topics"]] == [
        ("remote", 1, True),
        ("reports", 1, False),
        ("remote", 2, False),
    ]
    assert [(one["kind"], one["questions"]) for one in made["relations"]] == [("supersedes-in-part", "1; 2 b)")]


def test_lines_are_sorted_by_address_and_their_keys_too(cases, tmp_path):
    files = exported(tmp_path / "out")

    found = [line["address"] for line in lines_of(files)]
    assert found == sorted(found)
    for line in files["records.jsonl"].split(b"\n")[:-1]:
        assert line == json.dumps(json.loads(line), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def test_a_former_address_leads_to_the_record(cases, tmp_path):
    renamed = cases["renamed"].clarification.record
    files = exported(tmp_path / "out")

    former = renamed.names.order_by("since_version")[0]
    assert lines_of(files, "former_addresses.jsonl") == [{"address": former.slug, "leads_to": renamed.slug}]
    line = next(line for line in lines_of(files) if line["address"] == renamed.slug)
    assert [(name["address"], name["since_version"]) for name in line["former_names"]] == [(former.slug, 1)]
    assert line["since_version"] == 2


def test_the_manifest_says_how_many_lines_there_are_and_what_they_come_to(cases, tmp_path):
    files = exported(tmp_path / "out")
    manifest = json.loads(files.pop("manifest.json"))

    assert manifest["format"] == 2
    assert manifest["files"] == {
        name: {"lines": content.count(b"\n"), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files.items()
    }


def test_the_same_register_gives_the_same_files(cases, tmp_path):
    assert exported(tmp_path / "one") == exported(tmp_path / "two")


def test_nothing_private_is_read_or_written(cases, tmp_path):
    asked = []

    def watch(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        files = exported(tmp_path / "out")

    named = {name for name in connection.introspection.table_names() if any(f'"{name}"' in sql for sql in asked)}
    everything = b"".join(files.values()).decode()
    assert named - tables(*REGISTER, *CATALOGUE) == set()
    for case in cases.values():
        assert [
            secret
            for secret in (case.clarification.key, case.sam.name, case.connie.name, case.max.name, case.body.name)
            if secret in everything
        ] == []
    assert "Still with the group" not in everything


def test_a_folder_that_holds_something_is_left_as_it_is(cases, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").touch()
    (tmp_path / "link").symlink_to(tmp_path)

    for place, said in (("out", "no empty folder"), ("link", "no empty folder"), ("none/out", "is no folder")):
        with pytest.raises(CommandError, match=said):
            call_command("export_register", tmp_path / place)

    assert sorted(place.name for place in tmp_path.iterdir()) == ["link", "out"]


def test_an_empty_register_in_an_empty_folder(tmp_path):
    (tmp_path / "out").mkdir()

    files = exported(tmp_path / "out")

    assert files["records.jsonl"] == files["former_addresses.jsonl"] == b""


def test_as_many_statements_for_many_records_as_for_one(tmp_path, django_assert_num_queries):
    full_register()

    with django_assert_num_queries(13):
        exported(tmp_path / "out")
