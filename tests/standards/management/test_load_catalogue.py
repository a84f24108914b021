"""The command that loads the catalogue: what it prints, and how it fails."""

import pytest
from django.core.management import CommandError, call_command

from standards.models import Committee, Edition

pytestmark = pytest.mark.django_db


def test_it_says_what_it_added(folder, capsys):
    call_command("load_catalogue", str(folder.path))

    assert capsys.readouterr().out.splitlines() == [
        "    2 committees: 2 added, 0 changed",
        "    1 standards: 1 added, 0 changed",
        "    3 editions: 3 added, 0 changed",
        "    1 successions: 1 added, 0 changed",
        "    1 transitions: 1 added, 0 changed",
        "    1 changes of a transition: 1 added, 0 changed",
        "    2 maintenance groups: 2 added, 0 changed",
        "    2 responsibilities: 2 added, 0 changed",
        "    3 clauses: 3 added, 0 changed",
        "    2 depths of clause lists: 2 added, 0 changed",
        "    1 concordances: 1 added, 0 changed",
        "    5 rows of a concordance: 5 added, 0 changed",
        "    1 resources: 1 added, 0 changed",
        "    2 rings of the thesaurus: 2 added, 0 changed",
    ]


def test_it_says_what_it_changed_and_on_request_what_it_left_out(folder, capsys):
    call_command("load_catalogue", str(folder.path))
    Committee.objects.filter(reference="ISO/TC 1").update(title="Threads")
    capsys.readouterr()

    call_command("load_catalogue", str(folder.path), verbosity=2)

    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "    2 committees: 0 added, 1 changed",
        "      changed ISO/TC 1: title Threads → Screw threads",
    ]
    assert lines[-1] == "      left out, of another committee: ISO/IEC 90001:2020 replaces ISO Guide 9:1980"


def test_a_broken_file_is_named_and_nothing_is_loaded(folder):
    (folder.path / "clauses.json").write_text("{")

    with pytest.raises(CommandError, match=r"^Nothing was loaded\. clauses\.json: not JSON") as failure:
        call_command("load_catalogue", str(folder.path))

    assert (failure.value.returncode, Committee.objects.count()) == (1, 0)


def test_it_reports_where_two_files_differ_and_follows_the_catalogue(folder, capsys):
    said = folder.read("transitions.json")
    said["transitions"][0]["published"] = "2020-07-01"
    folder.write("transitions.json", said)

    call_command("load_catalogue", str(folder.path))

    assert (
        "      two sources differ: ISO/IEC 90001:2020: published June 2020 in the catalogue, which is followed,"
        " 1 July 2020 elsewhere"
    ) in capsys.readouterr().out.splitlines()
    assert Edition.objects.get(reference="ISO/IEC 90001:2020").published.iso == "2020-06"
