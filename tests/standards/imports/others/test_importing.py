"""Taking over what other bodies have published: what is read, refused, new, changed, the same, kept."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from standards.imports.others.entries import UnreadableFile, read_entries
from standards.imports.others.plan import plan_of
from standards.imports.others.writing import carry_out
from standards.management.commands.import_others import OURS
from standards.models import Edition, OtherClause, OtherPublication
from tests.factories import ClauseFactory, EditionFactory
from tests.others import DAY, entry, file_of, imported, lines_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection() -> Edition:
    """ISO/IEC 90020:2012 with a clause 7.1.5, and the edition that followed."""
    old = EditionFactory(standard__number="90020", year=2012)
    EditionFactory(standard=old.standard, year=2026)
    ClauseFactory(edition=old, number="7.1.5")
    return old


def faults_of(*entries, **file) -> list[str]:
    return [str(fault) for fault in plan_of(file_of(*entries, **file)).refused]


def stored() -> list[tuple]:
    return [
        (row.pk, row.body, row.number, row.line, row.edition_id, row.status, row.history.count())
        for row in OtherPublication.objects.order_by("pk")
    ]


# ---------- what is taken ----------


def test_an_entry_becomes_a_row_with_its_clauses(inspection):
    imported(entry(clauses=["§ 7.1.5", "7.2 & 7.3", "G 3.1.1"]))

    row = OtherPublication.objects.get()
    assert (row.body, row.number, row.line) == ("Example Accreditation", "FAQ 5", "Whether images may be sent")
    assert (row.standard, row.edition) == (inspection.standard, inspection)
    assert (row.date.iso, row.status, row.language) == ("2019-03-20", "unknown", "en")
    assert (row.evidence, row.as_of) == ("full page of the item seen", datetime.date(2026, 11, 27))
    assert list(row.clauses.values_list("said", "number")) == [
        ("§ 7.1.5", "7.1.5"),
        ("7.2 & 7.3", "7.2"),
        ("7.2 & 7.3", "7.3"),
        ("G 3.1.1", ""),
    ]


@pytest.mark.parametrize(
    ("date", "precision", "kept"),
    [("2019-03-20", "day", "2019-03-20"), ("2019-03", "month", "2019-03"), ("2019", "year", "2019"), (None, None, "")],
)
def test_a_date_is_as_precise_as_it_was_said(inspection, date, precision, kept):
    imported(entry(date=date, date_precision=precision))

    assert OtherPublication.objects.get().date.iso == kept


def test_a_little_is_enough(inspection):
    imported({"body": "Example Body", "title_own_words": "A guide", "url": "http://body.example/guide"})

    row = OtherPublication.objects.get()
    assert (row.standard, row.edition, row.clauses_said, row.status, row.language) == (None, None, [], "unknown", "en")


def test_an_edition_is_named_by_its_year_or_its_reference(inspection):
    imported(entry(edition="2012"), entry(edition="iso/iec  90020:2012", number="FAQ 6"))

    assert list(OtherPublication.objects.values_list("edition__reference", flat=True)) == ["ISO/IEC 90020:2012"] * 2


def test_an_object_a_line_is_read_too(inspection):
    plan = plan_of(lines_of(entry(), entry(number="FAQ 6")))

    assert [one.where for one in plan.added] == ["line 1", "line 2"]


def test_clauses_that_our_list_lacks_and_those_that_are_none_are_said_and_kept(inspection):
    plan = imported(entry(clauses=["7.1.9", "Question 4"]))

    assert [one.note for one in plan.unlisted] == [
        "no number of a clause, kept as it is written: Question 4 7.1.9 is not in our list of ISO/IEC 90020:2012."
        " The list may not be complete there, so it may exist."
    ]
    assert OtherClause.objects.count() == 2


# ---------- the same file again, and another one ----------


def test_the_same_file_twice_changes_nothing(inspection):
    content = file_of(entry(), entry(number=None, clauses=None))
    carry_out(plan_of(content))
    before = stored()

    again = plan_of(content)
    carry_out(again)

    assert (len(again.added), len(again.changed), len(again.same), again.does_nothing) == (0, 0, 2, True)
    assert (stored(), OtherPublication.history.count()) == (before, 2)


def test_what_changed_is_named_field_by_field(inspection):
    imported(entry(id="one"))

    plan = imported(entry(id="one", status="replaced", date="2020", date_precision="year", clauses=["7.2"]))

    assert [str(one) for one in plan.changed] == [
        "entry 1: Example Accreditation, FAQ 5, ISO/IEC 90020, 7.2: date 2019-03-20 → 2020; status unknown → replaced;"
        " clauses_said 7.1.5 → 7.2"
    ]
    assert list(OtherClause.objects.values_list("number", flat=True)) == ["7.2"]
    assert OtherPublication.objects.get().history.count() == 2


def test_facts_of_an_earlier_day_change_nothing_and_a_later_day_is_noted(inspection):
    imported(entry(id="one"), as_of="2026-11-27")

    earlier = imported(entry(id="one", status="replaced"), as_of="2026-11-26")
    confirmed = imported(entry(id="one"), as_of="2026-12-01")

    row = OtherPublication.objects.get()
    assert [one.note for one in earlier.kept] == ["of a later day, 2026-11-27, than the file"]
    assert (row.status, row.as_of, confirmed.does_nothing) == ("unknown", datetime.date(2026, 12, 1), True)


def test_what_was_taken_off_here_stays_away(inspection):
    imported(entry(id="one"))
    OtherPublication.objects.update(taken_off_at=timezone.now())

    plan = imported(entry(id="one", status="replaced"), as_of="2027-01-01")

    assert [one.note for one in plan.kept] == ["it was taken off here"]
    assert OtherPublication.objects.get().status == "unknown"


def test_what_a_file_says_of_the_link_is_taken_and_what_it_does_not_say_stays(inspection):
    imported(entry(id="one", looked_at="2026-11-20", dead_since="2026-11-01"))
    imported(entry(id="one"))

    row = OtherPublication.objects.get()
    assert (row.looked_at.isoformat(), row.dead_since.isoformat()) == ("2026-11-20", "2026-11-01")


# ---------- what is refused ----------


@pytest.mark.parametrize(
    ("differing", "fault"),
    [
        ({"body": 7}, "“body”: It should be a text, not 7."),
        ({"body": None}, "“body”: It is missing."),
        ({"body": "\u200b"}, "“body”: It is missing."),
        ({"title_own_words": "x" * 301}, "“title_own_words”: It has 301 characters; 300 are possible."),
        ({"number": ["5"]}, "“number”: It should be a text, not a list."),
        ({"standard": "ISO/IEC 99999"}, "“standard”: The catalogue does not have “ISO/IEC 99999”."),
        ({"edition": "1901"}, "“edition”: The catalogue does not have “1901”."),
        ({"standard": None, "clauses": None}, "“edition”: The standard is missing that it belongs to."),
        ({"standard": None, "edition": None}, "“clauses”: The standard is missing that it belongs to."),
        ({"clauses": "7.1.5"}, "“clauses”: It should be a list of texts."),
        ({"clauses": [7]}, "“clauses”: It should be a list of texts."),
        ({"clauses": ["7"] * 101}, "“clauses”: More than 100 clauses are named."),
        ({"clauses": ["7" * 61]}, "“clauses”: A clause has more than 60 characters."),
        ({"date": "2019-02-30"}, "“date”: day is out of range for month"),
        ({"date": "<2019", "date_precision": None}, "“date”: It should be a day, a month or a year"),
        ({"date": "2019-03"}, "“date_precision”: It is “day”, but the date is 2019-03."),
        ({"date": None}, "“date_precision”: It is “day”, but the date is missing."),
        ({"date": "2019-03-20 or so"}, "“date”: It has 16 characters; 10 are possible."),
        ({"status": "dead"}, "“status”: “dead” is no status."),
        ({"language": "English"}, "“language”: “English” is no code of a language"),
        ({"url": "javascript:alert(1)"}, "“url”: It should begin with https:// or http://."),
        ({"url": "data:text/html,x"}, "“url”: It should begin with https:// or http://."),
        ({"url": "ftp://body.example/x"}, "“url”: It should begin with https:// or http://."),
        ({"url": "//body.example/x"}, "“url”: It should begin with https:// or http://."),
        ({"url": "https://[body"}, "“url”: It is no address of a page."),
        ({"url": "https://"}, "“url”: It is no address of a page."),
        ({"url": None}, "“url”: It is missing."),
        ({"url": f"https://body.example/{'x' * 500}"}, "“url”: It has 521 characters; 500 are possible."),
        ({"id": "one two"}, "“id”: It is letters, digits"),
        ({"as_of": "yesterday"}, "“as_of”: It should be a day like 2026-11-27."),
        ({"looked_at": 20261127}, "“looked_at”: It should be a day like 2026-11-27."),
        ({"dead_since": "2026-11-27"}, "“looked_at”: A dead link was looked at on that day or later."),
        (
            {"dead_since": "2026-11-27", "looked_at": "2026-11-26"},
            "“looked_at”: A dead link was looked at on that day or later.",
        ),
    ],
)
def test_what_cannot_be_right_is_named_by_entry_and_field(inspection, differing, fault):
    (found,) = faults_of(entry(number="FAQ 4"), entry(**differing))

    assert found.startswith(f"entry 2: {fault}")


def test_all_faults_of_all_entries_are_named_at_once(inspection):
    found = faults_of(entry(body="", url="x"), entry(status="dead"), "no object", None)

    assert [one.split(": ")[:2] for one in found] == [
        ["entry 1", "“body”"],
        ["entry 1", "“url”"],
        ["entry 2", "“status”"],
        ["entry 3", "It should be an object, not a text."],
        ["entry 4", "It should be an object, not nothing."],
    ]


def test_without_a_day_nobody_knows_when_it_was_so(inspection):
    assert faults_of(entry(), as_of=None) == ["entry 1: “as_of”: It is missing: on which day was this so?"]


def test_a_publication_that_stands_there_twice_is_refused_the_second_time(inspection):
    found = faults_of(entry(), entry(status="replaced"), entry(id="one"), entry(id="one", number="FAQ 9"))

    assert found == [
        "entry 2: “id”: This publication stands in entry 1 already.",
        "entry 4: “id”: This publication stands in entry 3 already.",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file holds no entry."),
        (b" \n\n", "The file holds no entry."),
        (b'{"as_of": "2026-11-27"', "This is not JSON"),
        (b"[]", "The list “entries” is missing."),
        (b'{"as_of": "2026-11-27",\n"entries": {}}', "The list “entries” is missing."),
        (b'{"entries": []}', "The file holds no entry."),
        (b'{"entries": [],\n "entries": []}', "“entries” stands there twice"),
        ('{\n"entries": [\n"Köln"]}'.encode("latin-1"), "Line 3 is not UTF-8."),
        ('{"entries": []}'.encode("utf-16"), "Line 1 is not UTF-8."),
        (b'{"entries":\n' + b"[" * 100_000 + b"]" * 100_000 + b"}", "too many levels"),
        (b'{"entries":\n' + b"[" * 50 + b"]" * 50 + b"}", "too many levels"),
        (b"x" * 20_000_001, "The file is larger than 20 MB."),
        (b'{"entries":\n[' + b"1," * 20_000 + b"1]}", "The file has more than 20000 entries."),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_as_a_whole(content, reason):
    with pytest.raises(UnreadableFile) as found:
        read_entries(content)

    assert reason in str(found.value)


def test_a_line_that_is_no_json_is_named_by_its_number(inspection):
    content = lines_of(entry()) + b'\n{"body": }\n' + lines_of(entry(number="FAQ 6"))

    plan = plan_of(content)

    assert [str(fault)[:24] for fault in plan.refused] == ["line 3: This is not JSON"]
    assert len(plan.added) == 2


def test_ten_megabytes_in_one_field_are_refused_at_the_field(inspection):
    (fault,) = faults_of(entry(title_own_words="x" * 10_000_000))

    assert fault == "entry 1: “title_own_words”: It has 10000000 characters; 300 are possible."


def test_signs_that_no_page_can_show_are_left_out(inspection):
    content = file_of(entry()).replace(b"images", b"im\\ud800a\\u0000ges\\u202e")

    carry_out(plan_of(content))

    assert OtherPublication.objects.get().line == "Whether images may be sent"


# ---------- the command ----------


def test_the_command_takes_all_or_nothing_and_names_what_it_refuses(inspection, tmp_path, capsys):
    file = tmp_path / "others.json"
    file.write_bytes(file_of(entry(), entry(url="javascript:alert(1)")))

    with pytest.raises(CommandError, match=r"^Nothing was imported\. 1 faults"):
        call_command("import_others", str(file))

    assert "refused entry 2: “url”" in capsys.readouterr().out
    assert OtherPublication.objects.count() == 0


def test_the_command_leaves_out_what_it_is_told_to(inspection, tmp_path, capsys):
    file = tmp_path / "others.json"
    file.write_bytes(file_of(entry(), entry(url="javascript:alert(1)")))

    call_command("import_others", str(file), skip_bad=True)

    assert capsys.readouterr().out.splitlines() == [
        "    2 publications of other bodies: 1 added, 0 changed, 0 the same, 0 kept, 1 faults, left out",
        "      left out entry 2: “url”: It should begin with https:// or http://.",
    ]
    assert OtherPublication.objects.count() == 1


def test_the_command_only_checks_where_it_is_told_to(inspection, tmp_path, capsys):
    file = tmp_path / "others.json"
    file.write_bytes(file_of(*(entry(number=f"FAQ {number}") for number in range(30))))

    call_command("import_others", str(file), check=True)

    assert "30 added" in capsys.readouterr().out
    assert OtherPublication.objects.count() == 0


@pytest.mark.parametrize(("content", "said"), [(None, "cannot be read"), (b"{", r"others\.json: This is not JSON")])
def test_the_command_says_why_a_file_cannot_be_read(tmp_path, content, said):
    file = tmp_path / "others.json"
    if content:
        file.write_bytes(content)

    with pytest.raises(CommandError, match=said):
        call_command("import_others", str(file))


def test_many_lines_of_a_report_are_counted(inspection, tmp_path, capsys):
    imported(*(entry(id=f"e{number}") for number in range(30)))
    file = tmp_path / "others.json"
    file.write_bytes(file_of(*(entry(id=f"e{number}", status="archived") for number in range(30))))

    call_command("import_others", str(file))

    assert capsys.readouterr().out.splitlines()[-1] == "      and 10 more; -v 2 names all"


def test_the_file_of_the_project_names_each_publication_by_an_identifier_of_its_own():
    entries = json.loads(OURS.read_text("utf-8"))["entries"]

    assert len({one["id"] for one in entries}) == len(entries) == 168
    assert sum(bool(one["clauses"]) for one in entries) == 80


def test_the_statements_do_not_grow_with_the_file(inspection, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        imported(*(entry(id=f"e{number}", as_of=DAY) for number in range(200)))
    with django_assert_max_num_queries(30):
        imported(*(entry(id=f"e{number}", status="archived") for number in range(200)))
