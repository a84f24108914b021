"""Broken data files are refused with file, place and fault."""

import pytest

from standards.imports.casco.loading import DATA
from standards.imports.casco.source import FILES, read
from standards.imports.rows import BadData


def test_the_files_of_the_project_can_be_read():
    source = read(DATA)

    assert (len(source.editions), len(source.committees), len(source.clauses)) == (103, 798, 908)
    assert source.elsewhere == ["ISO 17034:2016 replaces ISO Guide 34:2009"]


def test_a_relation_said_from_both_ends_is_one(folder):
    source = read(folder.path)

    assert [(one.newer, one.older) for one in source.successions] == [("ISO/IEC 90001:2020", "ISO/IEC 90001:2010")]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder, name):
    (folder.path / name).unlink()

    with pytest.raises(BadData, match=f"^{name}: there is no such file"):
        read(folder.path)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'{"owner": "ISO/CASCO", ', r"not JSON: Expecting property name.*line 1"),
        (b'{"owner": "\xff"}', r"byte 11 is not UTF-8"),
        (b"[]", r"an object was expected, not a list"),
        (b"[" * 100_000, r"not JSON"),
        (b'{"owner": "ISO/CASCO"}', r"the list “documents” is missing"),
        (b'{"owner": 7, "documents": []}', r"“owner” should be a text, not 7"),
        (b'{"owner": "ISO/TC 999", "documents": []}', r"the owner “ISO/TC 999” is not in the catalogue files"),
        (b'{"owner": "ISO/CASCO", "documents": ["x"]}', r"documents 1: an object was expected, not a text"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(folder, content, fault):
    for name in ("casco_groups.json", "transitions.json", "clauses.json", "concordances.json"):
        empty = {key: [] for key in ("groups", "responsibilities", "transitions", "lists", "rows")}
        folder.write(name, {"committee": "ISO/CASCO", **empty})
    (folder.path / "casco_catalogue.json").write_bytes(content)

    with pytest.raises(BadData, match=fault):
        read(folder.path)


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("reference", None, r"documents 1 \(no reference\): “reference” is missing"),
        ("reference", "ISO/IEC 90001:2010", r"the reference “ISO/IEC 90001:2010” stands there twice"),
        ("id", 1, r"the id “1” stands there twice"),
        ("id", "86292", r"“id” should be a number, not a text"),
        ("id", 10**12, r"“id” should be a number"),
        ("year", True, r"“year” should be a number, not True"),
        ("publicationDate", "0000-00-00", r"“publicationDate”: .*"),
        ("publicationDate", "2020-13", r"\(ISO/IEC 90001:2020\): “publicationDate”: month must be in 1..12"),
        ("publicationDate", "2020/06", r"“publicationDate”: '2020/06' is not a date like 2017-11-30"),
        ("stage", "60.61", r"the stage “60.61” is not a harmonized stage code"),
        ("deliverableType", "ISO", r"“deliverableType” is “ISO”; it can be IS, TS"),
        ("title", "Examples", r"title: an object was expected, not a text"),
        ("title", {"fr": "Exemples"}, r"title: “en” is missing"),
        ("replaces", "ISO/IEC 90001:2010", r"“replaces” should be a list of texts"),
        ("supplementOf", "ISO/IEC 1:1999", r"supplement of “ISO/IEC 1:1999” is not in the catalogue files"),
        ("replacedBy", ["ISO/IEC 90001:2010"], r"replaces itself, through others"),
    ],
)
def test_a_document_that_cannot_be_right_is_refused(folder, key, value, fault):
    catalogue = folder.read("casco_catalogue.json")
    catalogue["documents"][0][key] = value
    folder.write("casco_catalogue.json", catalogue)

    with pytest.raises(BadData, match=fault):
        read(folder.path)


@pytest.mark.parametrize(
    ("clause", "fault"),
    [
        ({"number": "7..2"}, r"clauses 1 \(ISO/IEC 90001:2020\): “7..2” is not a clause number. Did you mean 7.2"),
        ({"number": "7.1.1."}, r"the clause “7.1.1 of ISO/IEC 90001:2020” stands there twice"),
        ({"title": "No number"}, r"“number” is missing"),
    ],
)
def test_a_clause_that_cannot_be_one_is_refused(folder, clause, fault):
    clauses = folder.read("clauses.json")
    clauses["lists"][0]["clauses"][0] = clause
    folder.write("clauses.json", clauses)

    with pytest.raises(BadData, match=fault):
        read(folder.path)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        (
            "transitions.json",
            {"edition": "ISO/IEC 1:1999"},
            r"transitions.json: “ISO/IEC 1:1999” is not in the catalogue",
        ),
        ("transitions.json", {"until": "soon"}, r"transitions 1: “until”"),
        ("transitions.json", {"sourceRank": "hearsay"}, r"transitions 1: “sourceRank”"),
        ("casco_groups.json", {"group": "WG 99"}, r"casco_groups.json: “WG 99” is not in the catalogue"),
        ("casco_groups.json", {"confidence": "sure"}, r"“confidence” is “sure”; it can be verified, not confirmed"),
    ],
)
def test_a_fact_about_what_is_not_there_is_refused(folder, name, content, fault):
    said = folder.read(name)
    said["transitions" if name == "transitions.json" else "responsibilities"][0] |= content
    folder.write(name, said)

    with pytest.raises(BadData, match=fault):
        read(folder.path)


def test_a_long_line_of_successors_is_no_circle(folder):
    catalogue = folder.read("casco_catalogue.json")
    first = catalogue["documents"][0]
    catalogue["documents"] += [
        first | {"id": 1000 + n, "reference": f"ISO/IEC 90002:{n}", "replaces": [f"ISO/IEC 90002:{n - 1}"] if n else []}
        for n in range(500)
    ]
    folder.write("casco_catalogue.json", catalogue)

    assert len(read(folder.path).successions) == 500
