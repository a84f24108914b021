"""Several files checked against each other: twice the same, circles, stubs; and the set that comes with the project."""

import datetime
import os

import pytest
from django.conf import settings

from standards.imports.iso.collecting import collect
from standards.imports.iso.lines import BrokenFile


def collected(*paths, as_of=datetime.date(2026, 10, 1)):
    return collect(paths, as_of=as_of)


def reasons(found):
    return [str(refusal) for refusal in found.refused]


def test_the_set_that_comes_with_the_project_is_whole():
    found = collected(*settings.ISO_OPEN_DATA, as_of=None)

    assert (len(found.deliverables), len(found.committees), found.refused, found.stubs) == (54_785, 798, [], 0)
    assert found.as_of == datetime.date(2026, 9, 23)


def test_files_are_told_apart_by_what_is_in_them(files):
    found = collected(
        files.csv(files.deliverable(1, "ISO 1:2020"), name="d.csv"),
        files.jsonl(files.committee(50, "ISO/TC 1"), name="c.jsonl"),
    )

    assert (found.files, list(found.deliverables), list(found.committees)) == (["d.csv", "c.jsonl"], [1], ["ISO/TC 1"])


def test_without_a_day_the_facts_are_of_the_day_the_file_was_written(files):
    path = files.jsonl(files.deliverable(1, "ISO 1:2020"))
    os.utime(path, (1_790_000_000, 1_790_000_000))

    found = collected(path, as_of=None)

    assert (found.as_of, found.deliverables[1].source) == (datetime.date(2026, 9, 21), "ISO Open Data 2026-09-21")


def test_stubs_of_deleted_projects_are_counted_and_left_out(files):
    stub = files.deliverable(2, "Withdrawn ISO/WD 5", publicationDate=None, edition=None, currentStage=2098)

    found = collected(files.jsonl(files.deliverable(1, "ISO 1:2020"), stub))

    assert (list(found.deliverables), found.stubs, found.refused) == ([1], 1, [])


def test_an_id_that_stands_there_twice_is_refused_the_second_time(files):
    first = files.jsonl(files.deliverable(1, "ISO 1:2020"), files.committee(50, "ISO/TC 1"), name="a")
    second = files.jsonl(
        files.deliverable(1, "ISO 2:2020"), files.committee(51, "ISO/TC 1"), files.committee(50, "ISO/TC 2"), name="b"
    )

    found = collected(first, second)

    assert reasons(found) == [
        "b, line 1: the id 1 stands there twice, first in line 1 of a.",
        "b, line 2: the committee ISO/TC 1 stands there twice.",
        "b, line 3: the id 50 of ISO/TC 2 stands there twice, also with ISO/TC 1.",
    ]
    assert (found.deliverables[1].reference, found.committees["ISO/TC 1"].iso_id) == ("ISO 1:2020", 50)


def test_owners_without_an_id_are_no_duplicates(files):
    found = collected(files.jsonl(files.committee(None, "IIW"), files.committee(None, "IULTCS")))

    assert (list(found.committees), found.refused) == (["IIW", "IULTCS"], [])


def test_a_reference_that_stands_there_twice_is_refused_the_second_time(files):
    found = collected(files.jsonl(files.deliverable(1, "ISO 1:2020"), files.deliverable(2, "ISO 1:2020"), name="a"))

    assert reasons(found) == ["a, line 2: the reference ISO 1:2020 stands there twice, also with the id 1."]
    assert list(found.deliverables) == [1]


@pytest.mark.parametrize(
    ("relations", "left", "said"),
    [
        ({1: {"replaces": [1]}}, [2, 3, 4], ["ISO 1:2020 → ISO 1:2020"]),
        ({1: {"replaces": [2]}, 2: {"replaces": [1]}}, [3, 4], ["ISO 1:2020 → ISO 2:2020 → ISO 1:2020"] * 2),
        ({1: {"replaces": [2], "replacedBy": [2]}}, [3, 4], ["ISO 1:2020 → ISO 2:2020 → ISO 1:2020"] * 2),
        ({1: {"replaces": [9], "replacedBy": [9]}}, [2, 3, 4], ["ISO 1:2020 → 9 → ISO 1:2020"]),
        (
            {1: {"replaces": [2]}, 2: {"replaces": [3]}, 3: {"replaces": [1, 4]}},
            [4],
            ["ISO 1:2020 → ISO 2:2020 → ISO 3:2020 → ISO 1:2020"] * 3,
        ),
        ({1: {"replaces": [2, 3]}, 2: {"replaces": [4]}, 3: {"replaces": [4]}}, [1, 2, 3, 4], []),
        ({1: {"replaces": [2]}, 2: {"replacedBy": [1]}}, [1, 2, 3, 4], []),
    ],
)
def test_what_replaces_itself_is_refused_with_all_of_its_circle(files, relations, left, said):
    lines = [files.deliverable(key, f"ISO {key}:2020", **relations.get(key, {})) for key in (1, 2, 3, 4)]

    found = collected(files.jsonl(*lines))

    assert list(found.deliverables) == left
    assert [refusal.reason for refusal in found.refused] == [
        f"it replaces itself, through others: {circle}." for circle in said
    ]


def test_a_long_line_of_successors_is_no_circle(files):
    lines = [files.deliverable(key, f"ISO {key}:2020", replaces=[key + 1]) for key in range(1, 3000)]

    assert collected(files.jsonl(*lines)).refused == []


def test_refusals_are_in_the_order_of_the_files(files):
    lines = [files.deliverable(1, "ISO 1:2020", replaces=[1]), b"{\n", files.deliverable(0, "ISO 1:2020")]

    assert [refusal.number for refusal in collected(files.jsonl(*lines)).refused] == [1, 2, 3]


@pytest.mark.parametrize("head", ["id,deliverableType,reference\n", "id,reference,secretariat.acronym\n"])
def test_a_file_of_a_head_line_alone_is_broken(files, head):
    with pytest.raises(BrokenFile, match=r"^d\.csv: there is nothing in it\.$"):
        collected(files.raw(head.encode(), "d.csv"))


@pytest.mark.parametrize("as_of", [None, datetime.date(2026, 10, 1)])
def test_a_missing_file_is_named_whether_or_not_a_day_is_given(files, as_of):
    with pytest.raises(BrokenFile, match=r"^missing: No such file or directory\.$"):
        collected(files.path / "missing", as_of=as_of)
