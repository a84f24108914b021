"""What an import refuses, by line and field, and that nothing of it is written then."""

import json
import os

import pytest
from django.core.management import CommandError, call_command

from clarifications.case.models import Clarification
from clarifications.moving.checking import FirstPass
from clarifications.moving.importing import second_pass
from clarifications.moving.lines import FILES, MOST_BYTES, written
from clarifications.moving.reading import NotImported
from clarifications.moving.stage import Stage
from clarifications.register.models import Record, RecordVersion
from tests.builders import START
from tests.clarifications.moving.files import changed, exported, imported, refused, written_by_hand
from tests.clarifications.moving.registers import exported_line, full_register, without_any_case
from tests.factories import EditionFactory, StandardFactory, UserFactory

pytestmark = pytest.mark.django_db
NOTHING = "Nothing was imported: {} faults."
ONE = "Nothing was imported: 1 fault."


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def folder(tmp_path, edition):
    """A folder with two records that nothing stands against."""
    return written_by_hand(tmp_path / "in", [exported_line(edition), exported_line(edition, number=8)])


@pytest.fixture
def full(tmp_path):
    """A folder with one of everything, which is not here."""
    full_register()
    exported(tmp_path / "in")
    without_any_case()
    return tmp_path / "in"


def first_of(line):
    return line["versions"][-1]["content"]


def hashed(line):
    """The line with the hash that fits its newest content."""
    version = line["versions"][-1]
    version["hash"] = RecordVersion.hash_of(version["content"], version["disclaimer"])


def test_what_nothing_stands_against_is_imported(folder):
    assert imported(folder) == "2 records imported; 0 stand here already."


def set_in(*path, to):
    """A change of the first line: ``set_in("versions", 0, "hash", to="…")``."""

    def change(lines):
        place = lines[0]
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = to

    return change


def content(to=None, **changes):
    """A change of the newest text of the first line, with the hash that fits."""

    def change(lines):
        version = lines[0]["versions"][-1]
        version["content"] = version["content"] | changes if to is None else to
        hashed(lines[0])

    return change


AT = START.isoformat()
BULLETIN = {"body": "B", "reference": "7", "at": AT}
VERDICT = {"kind": "no-longer-applies", "at": AT}
FRENCH = {"language": "fr", "version": 1, "at": AT}
TOPIC = {"topic": "remote", "place": 1, "at": AT}
CLAUSE = {"number": "7.1", "slug": "7.1", "sort_key": "7.1"}


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        (set_in("number", to="7"), "number", "Expected `int`, got `str`"),
        (set_in("wings", to=2), "", "unknown field `wings`"),
        (set_in("address", to="../x"), "address", "Expected `str` matching regex"),
        (set_in("address", to="a-7\n"), "address", "Expected `str` matching regex"),
        (set_in("address", to="feed"), "address", "does not end in the number, 7"),
        (set_in("edition", to="ISO 1:1999"), "edition", "ISO 1:1999 is no edition of the catalogue"),
        (set_in("changed_at", to="2026-03-02T09:00:00"), "changed_at", "timezone"),
        (set_in("kind", to="interpretation"), "kind", "its newest version is a text of the kind “clarification”"),
        (set_in("since_version", to=2), "since_version", "the first name is that of version 1"),
        (set_in("versions", to=[]), "versions", "length >= 1"),
        (set_in("versions", 0, "number", to=2), "versions", "are not numbered from 1 on"),
        (set_in("versions", 0, "hash", to="0" * 64), "versions[0].hash", "is not that of this content and disclaimer"),
        (set_in("versions", 0, "disclaimer", to=9), "versions[0].disclaimer", "is not known here; the newest is 1"),
        (set_in("versions", 0, "note", to="[[words]]"), "versions[0].note", "marked [[…]]"),
        (
            set_in("versions", 0, "redacted", to={"at": AT, "reason": "So."}),
            "versions[0].content",
            "was redacted, and is not empty",
        ),
        (content({}), "versions[0].content", "is empty, and was not redacted"),
        (content({"format": 2}), "versions[0].content", "Object missing required field"),
        (content(format=9), "versions[0].content", "Invalid enum value 9"),
        (content(title=""), "versions[0].content.title", "has to be there"),
        (content(note="x"), "versions[0].content.note", "is not known"),
        (content(title="x" * 301), "versions[0].content.title", "at most 300 signs"),
        (content(title="of [[words]]"), "versions[0].content", "marked [[…]]"),
        (content(language="tlh"), "versions[0].content.language", "'tlh' is no language"),
        (content(dates={"decided": "yesterday"}), "versions[0].content", "is not a date"),
        (
            content(origin={"source": "List", "link": "javascript:alert(1)"}),
            "versions[0].content.origin.link",
            "begins with http",
        ),
        (content(clauses=[CLAUSE | {"slug": "7/1"}]), "versions[0].content.clauses", "has no address"),
        (content(clauses=[CLAUSE | {"number": "7" * 81}]), "versions[0].content.clauses", "is too long"),
        (
            content(answers=[{"questions": ["9"], "outcome": "yes", "position": "It is."}]),
            "versions[0].content",
            "no question '9'",
        ),
        (set_in("topics", to=[TOPIC | {"topic": "none"}]), "topics[0].topic", "there is no topic “none”"),
        (set_in("topics", to=[TOPIC | {"place": 4}]), "topics[0].place", "<= 3"),
        (set_in("topics", to=[TOPIC, TOPIC | {"place": 2}]), "topics[1].topic", "the record has it twice"),
        (set_in("topics", to=[TOPIC, TOPIC | {"topic": "b"}]), "topics[0].place", "two topics stand in this place"),
        (set_in("verdicts", to=[VERDICT | {"edition": "ISO 1:1999"}]), "verdicts[0].edition", "is no edition"),
        (set_in("verdicts", to=[VERDICT | {"edition": "X", "kind": "not-reviewed"}]), "verdicts[0].kind", "Invalid"),
        (set_in("verdicts", to=[VERDICT | {"edition": "X", "kind": "incorporated"}]), "verdicts[0]", "names a clause"),
        (set_in("verdicts", to=[VERDICT | {"edition": "X", "in_force": "x"}]), "verdicts[0]", "is not a date"),
        (set_in("verdicts", to=[VERDICT | {"edition": "X"}] * 2), "verdicts[0].edition", "two verdicts stand"),
        (set_in("verdicts", to=[VERDICT | {"edition": "X", "replaces": 1}]), "verdicts[0].replaces", "before it"),
        (set_in("translations", to=[FRENCH | {"content": {}}]), "translations[0].content", "is empty"),
        (set_in("translations", to=[FRENCH | {"content": {}, "version": 2}]), "translations[0].version", "no such"),
        (set_in("translations", to=[FRENCH | {"content": {}}] * 2), "translations[0].language", "two translations"),
        (set_in("bulletins", to=[BULLETIN | {"link": "ftp://x.example/"}]), "bulletins[0].link", "begins with http"),
        (set_in("bulletins", to=[BULLETIN | {"language": "xx"}]), "bulletins[0].language", "is no language"),
        (
            set_in("relations", to=[{"other": "none-1", "kind": "narrows", "at": AT}]),
            "relations[0].other",
            "there is no record at none-1",
        ),
        (
            set_in("retirement", to={"at": AT, "reason": "So.", "replacement": "none-1"}),
            "retirement.replacement",
            "there is no record at none-1",
        ),
    ],
)
def test_a_fault_is_named_by_line_and_field(folder, change, field, why):
    faults = refused(changed(folder, change))

    place = ", ".join(filter(None, ["records.jsonl", "line 1", field]))
    assert [fault for fault in faults if fault.startswith(f"{place}: ") and why in fault] != [], faults
    assert (Record.objects.count(), Clarification.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"address": "a-1", "address": "a-2"}\n', "address: stands twice"),
        (b'{"address": "\\ud800"}\n', "address: holds the sign U+D800, which is no character of a text"),
        (b'{"versions": ["\\u0000"]}\n', "versions[0]: holds the sign U+0000, which is no character of a text"),
        (b'{"number": NaN}\n', "NaN is no number of JSON"),
        (b'{"address": "\xff"}\n', "is not UTF-8: invalid start byte"),
        (b"[" * 100_000 + b"\n", "is nested too deeply"),
        (b'{"a": ' * 300 + b"0" + b"}" * 300 + b"\n", "is nested too deeply"),
        (b'{"address": \n', "is no JSON: Expecting value: line 2 column 1 (char 13)"),
        (b"[]\n", "Expected `object`, got `array`"),
        (b"\n", "is no JSON: Expecting value: line 2 column 1 (char 1)"),
    ],
)
def test_a_line_that_is_no_json_of_ours(tmp_path, line, why):
    place = "records.jsonl, line 1, " if why[0] in "av" else "records.jsonl, line 1: "

    assert refused(written_by_hand(tmp_path / "in", [line])) == [place + why, ONE]


def test_a_line_of_fifty_megabytes_is_passed_over_and_the_next_one_is_read(tmp_path, edition):
    long = b'{"address": "' + b"a" * 50_000_000 + b'"}\n'
    wrong = exported_line(edition, title="[[words]]")

    faults = refused(written_by_hand(tmp_path / "in", [long, wrong]))

    assert faults == [
        "records.jsonl, line 2, versions[0].content: holds words that are marked [[…]] as those of a standard; correct "
        "the record where it is from, redact the version that has them, and export again",
        f"records.jsonl, line 1: is longer than {MOST_BYTES // 1024 // 1024} MB",
        NOTHING.format(2),
    ]


def test_a_line_that_ends_with_the_file_although_it_is_too_long(tmp_path):
    faults = refused(written_by_hand(tmp_path / "in", [b"a" * (MOST_BYTES + 10)]))

    assert faults[0] == f"records.jsonl, line 1: is longer than {MOST_BYTES // 1024 // 1024} MB"


def test_a_file_that_ends_within_a_line(folder):
    whole = (folder / "records.jsonl").read_bytes()
    (folder / "records.jsonl").write_bytes(whole[:-20])

    faults = refused(folder)

    assert faults == [
        "records.jsonl, line 2: the file ends within this line",
        "records.jsonl: is not the file of the manifest: its SHA-256 is another one",
        NOTHING.format(2),
    ]


def test_a_file_that_lost_a_line(folder):
    first = (folder / "records.jsonl").read_bytes().splitlines(keepends=True)[0]
    (folder / "records.jsonl").write_bytes(first)

    assert refused(folder)[:2] == [
        "records.jsonl: has 1 lines; its manifest says 2",
        "records.jsonl: is not the file of the manifest: its SHA-256 is another one",
    ]


@pytest.mark.parametrize(
    ("manifest", "why"),
    [
        ({"format": 3}, "format: format 3 is not known here"),
        ({"format": "1"}, "format: Expected `int`, got `str`"),
        ({"files": {}}, f"files: has to name the files {', '.join(FILES[2])}"),
        ({"format": 1}, f"files: has to name the files {', '.join(FILES[1])}"),
    ],
)
def test_a_manifest_that_is_not_ours(folder, manifest, why):
    told = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(told | manifest))

    assert refused(folder) == [f"Nothing was imported. manifest.json, {why}"]


@pytest.mark.parametrize("name", ["manifest.json", *FILES[2]])
def test_a_link_a_folder_or_nothing_in_the_place_of_a_file(folder, name, tmp_path):
    (folder / name).rename(tmp_path / "kept")
    missing = refused(folder)
    (folder / name).symlink_to(tmp_path / "kept")
    linked = refused(folder)
    (folder / name).unlink()
    (folder / name).mkdir()
    in_its_place = refused(folder)
    (folder / name).rmdir()
    os.mkfifo(folder / name)
    pipe = refused(folder)

    said = "Nothing was imported. {}: {}"
    assert missing == [said.format(name, "cannot be read: No such file or directory")]
    assert linked == [said.format(name, "is a link")]
    assert in_its_place == pipe == [said.format(name, "is no file")]


def test_an_address_or_a_number_that_another_record_here_has(folder, edition):
    imported(folder)

    faults = refused(changed(folder, content(title="Something else")))

    address = exported_line(edition).address
    assert faults == [
        f"records.jsonl, line 1, address: is taken by the record at {address}, which differs in: versions; records are "
        "not merged: change the one here, or leave this line out, also of the manifest",
        ONE,
    ]


def test_a_record_from_the_same_place_under_another_address(tmp_path, edition):
    origin = {"source": "List (Example), page 3", "identifier": "EX-12"}
    from_there = content(origin=origin)
    folder = written_by_hand(tmp_path / "in", [exported_line(edition)])
    imported(changed(folder, from_there))

    again = written_by_hand(tmp_path / "in", [exported_line(edition, number=9)])

    assert refused(changed(again, from_there))[0] == (
        "records.jsonl, line 1, versions[0].content.origin.identifier: "
        f"stands here already, at {exported_line(edition).address}"
    )


def test_an_address_or_a_number_that_another_line_has(tmp_path, edition):
    same_number = exported_line(edition)
    lines = [exported_line(edition), exported_line(edition), written(same_number).replace(b"-7", b"-i7")]

    faults = refused(written_by_hand(tmp_path / "in", lines))

    assert faults[:2] == [
        f"records.jsonl, line {number}, address: stands in line 1 already, or its number does" for number in (2, 3)
    ]


def test_the_standard_of_another_committee(tmp_path):
    edition = EditionFactory(standard=StandardFactory(committee=None))

    faults = refused(written_by_hand(tmp_path / "in", [exported_line(edition)]))

    assert faults[0] == (f"records.jsonl, line 1, edition: {edition.reference} is the standard of another committee")


@pytest.mark.parametrize(
    ("former", "fault"),
    [
        (b"", ": {renamed} is missing; it led to {now}"),
        (b'{"address": "a-1", "leads_to": "b-1"}\n', ", line 1: a-1 leads to no such record by the lines of the"),
        (b'{"address": "a-1"}\n', ", line 1: Object missing required field `leads_to`"),
        (b'{"address": "a-1", "leads_to": "b"}\n' * 2, ", line 2, address: stands in line 1 already"),
    ],
)
def test_former_addresses_are_those_that_the_records_had(full, former, fault):
    told = json.loads((full / "former_addresses.jsonl").read_bytes())
    records = (full / "records.jsonl").read_bytes().splitlines(keepends=True)

    topics = (full / "topics.jsonl").read_bytes()
    faults = refused(written_by_hand(full, records, former=former, topics=topics))

    expected = fault.format(renamed=told["address"], now=told["leads_to"])
    assert [said for said in faults if said.startswith(f"former_addresses.jsonl{expected}")] != [], faults


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        (set_in("versions", 0, "redacted", to=None), "versions[0].hash", "is not that of this content"),
        (set_in("former_names", 0, "edition", to="ISO 1:1999"), "former_names[0].edition", "is no edition"),
        (set_in("former_names", 0, "address", to="other-77"), "former_names[0].address", "does not end in the number"),
        (set_in("translations", 1, "version", to=1), "translations[1].content", "its version was redacted"),
        (set_in("verdicts", 2, "replaces", to=1), "verdicts[2].replaces", "or one that another replaces too"),
    ],
)
def test_faults_of_records_that_hold_everything(full, change, field, why):
    name = field.partition("[")[0].replace("versions", "verdicts")

    def change_who_has_it(lines):
        change([next(line for line in lines if line[name])])

    faults = refused(changed(full, change_who_has_it))

    assert [said for said in faults if f", {field}: " in said and why in said] != [], faults


def test_the_newest_version_is_never_a_redacted_one(full):
    def redact(lines):
        version = lines[0]["versions"][-1]
        version |= {"content": {}, "redacted": {"at": AT, "reason": "So."}}

    assert any("the newest version is never redacted" in fault for fault in refused(changed(full, redact)))


def test_somebody_of_the_secretariat_answers_for_it(folder):
    with pytest.raises(CommandError, match="is nobody of the secretariat"):
        call_command("import_register", folder, by="rita@example.org")
    with pytest.raises(CommandError, match="Say with --by who of the secretariat stands for it"):
        call_command("import_register", folder)
    call_command("import_register", folder, check=True)

    assert Record.objects.count() == 0


def test_a_file_that_somebody_changes_between_the_passes(folder, edition):
    sam = UserFactory(is_secretariat=True)

    with Stage() as stage:
        manifest = FirstPass(folder, stage, report=print, progress=lambda _share: None).run()
        (folder / "records.jsonl").write_bytes(
            written(exported_line(edition)).replace(edition.reference.encode(), b"x")
        )
        with pytest.raises(NotImported, match="is not the file of the manifest"):
            second_pass(folder, manifest, stage, by=sam, at=START, progress=lambda _share: None)

    assert Record.objects.count() == 0
