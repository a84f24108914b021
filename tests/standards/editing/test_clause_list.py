"""The clause list as a file: taken by everybody, uploaded by whoever keeps the catalogue, never half-written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from clarifications.intake.models import SubjectClause
from clarifications.map.steps import State
from standards.catalogue.clause_depth import depth_lines
from standards.imports.casco.loading import load
from standards.models import Clause, Edition
from tests.builders import clarification_in
from tests.factories import ClauseFactory, EditionFactory

pytestmark = pytest.mark.django_db

KEEPING = "/standards/90025/2017/clauses/edit/"


@pytest.fixture
def laboratory():
    """ISO/IEC 90025:2017 with three clauses: 7, 7.1.1 and 7.2."""
    edition = EditionFactory(standard__number="90025")
    whole = ClauseFactory(edition=edition, number="7", title="Process")
    for number, title in (("7.1.1", ""), ("7.2", "Review")):
        ClauseFactory(edition=edition, number=number, title=title, parent=whole)
    return edition


def listed(edition):
    rows = Clause.objects.filter(edition=edition).order_by("sort_key")
    return [(row.number, row.title, row.parent.number if row.parent else None) for row in rows]


def upload(browser, content, **more):
    file = SimpleUploadedFile("list.csv", content if isinstance(content, bytes) else content.encode())
    return browser.post(KEEPING, {"file": file, **more})


def confirmed(browser, shown):
    return browser.post(KEEPING, {name: value for name, value in shown.context["form"].initial.items() if value})


def command(tmp_path, content, *more):
    file = tmp_path / "list.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    call_command("import_clauses", "ISO/IEC 90025:2017", str(file), *more)


# ---------- the order of the tree ----------


def test_the_tree_stands_in_natural_order_with_annexes_items_terms_and_tables(petra):
    edition = EditionFactory(standard__number="90025")
    numbers = [
        *("Introduction", "3", "3.2", "3.10", "6.2.1", "6.2.1 a)", "6.2.1 b)", "6.2.1 b) 1)", "6.2.1 b) 2)"),
        *("6.2.2", "9", "9.9", "9.10", "9.10.1", "10", "Annex A", "A.1", "A.2", "A.10", "Annex B", "B.1", "Table 1"),
    ]
    for number in sorted(numbers):
        ClauseFactory(edition=edition, number=number)

    rows = petra.get("/standards/90025/2017/").context["rows"]

    assert [row.clause.number for row in rows] == numbers


# ---------- taking it ----------


def test_the_list_can_be_taken_as_a_file(petra, laboratory):
    Clause.objects.filter(number="7.2").update(title="=SUM(A1)", number_inferred=True)

    answer = petra.get("/standards/90025/2017/clauses.csv")

    assert answer.content.decode() == ("number,title,number_inferred\r\n7,Process,\r\n7.1.1,,\r\n7.2,'=SUM(A1),yes\r\n")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="90025-2017-clauses.csv"'


def test_what_was_taken_and_brought_back_changes_nothing(petra, laboratory, tmp_path, capsys):
    Clause.objects.filter(number="7.2").update(title="@Review", number_inferred=True)
    content = petra.get("/standards/90025/2017/clauses.csv").content

    command(tmp_path, content)

    assert "0 added, 0 changed, 3 as before" in capsys.readouterr().out


def test_the_edition_leads_to_the_file_where_there_is_a_list(petra, laboratory):
    bare = EditionFactory(standard__number="90026")

    assert 'href="/standards/90025/2017/clauses.csv"' in petra.get(laboratory.get_absolute_url()).content.decode()
    assert "clauses.csv" not in petra.get(bare.get_absolute_url()).content.decode()
    assert petra.get("/standards/90025/1999/clauses.csv").status_code == 404


# ---------- the command ----------


def test_the_command_adds_changes_and_says_what_it_did(laboratory, tmp_path, capsys):
    command(tmp_path, "title;number;owner\nGeneral;7.1;me\nProcess requirements;7\nTerms;3.10\n")

    assert listed(laboratory) == [
        ("3.10", "Terms", None),
        ("7", "Process requirements", None),
        ("7.1", "General", "7"),
        ("7.1.1", "", "7.1"),
        ("7.2", "Review", "7"),
    ]
    assert capsys.readouterr().out.splitlines() == [
        "ISO/IEC 90025:2017: 2 added, 1 changed, 0 as before, 2 not in the file and kept",
        "      added 7.1 General",
        "      added 3.10 Terms",
        "      changed 7: Process → Process requirements",
        "      kept 7.1.1",
        "      kept 7.2 Review",
        "      columns left aside: owner",
    ]


def test_what_is_removed_leaves_its_parts_under_the_next_one_above(laboratory, tmp_path):
    command(tmp_path, "number,title\n7,Process\n7.1,General\n7.1.1,\n")

    command(tmp_path, "number\n7\n7.1.1\n", "--remove")

    assert listed(laboratory) == [("7", "Process", None), ("7.1.1", "", "7")]


def test_whole_and_part_can_be_removed_at_once(laboratory, tmp_path):
    command(tmp_path, "number\n8\n", "--remove")

    assert listed(laboratory) == [("8", "", None)]


def test_every_change_is_in_the_history_of_its_row(laboratory, tmp_path):
    command(tmp_path, "number,title\n7,Processes\n8,Records\n", "--remove")

    rows = Clause.history.filter(history_change_reason="import_clauses")
    assert {(row.number, row.history_type) for row in rows} == {("7", "~"), ("8", "+")}
    assert set(Clause.history.filter(history_type="-").values_list("number", flat=True)) == {"7.1.1", "7.2"}


def test_a_file_without_headings_leaves_the_headings_as_they_are(laboratory, tmp_path):
    command(tmp_path, "number\n7\n7.2\n7.3\n")

    assert [title for _number, title, _parent in listed(laboratory)] == ["Process", "", "Review", ""]


def test_an_empty_heading_takes_the_heading_away(laboratory, tmp_path, capsys):
    command(tmp_path, "number,title\n7.2,\n")

    assert ("7.2", "", "7") in listed(laboratory)
    assert "changed 7.2: Review → no heading" in capsys.readouterr().out


FAULTY = [
    ("number\n7..2\n", "Line 2: “7..2” is not a clause number. Did you mean 7.2?"),
    ("number,title\n,Process\n", "Line 2: Name a clause"),
    ("number\n7.1, 7.2\n", "More cells"),
    ("number\n7.1\n§ 7.1\n", "Line 3: 7.1 stands there twice; first in line 2."),
    ("number\nAnnex A\nannex a\n", "Line 3: Annex A stands there twice; first in line 2."),
    (f"number,title\n7,{'x' * 301}\n", "Line 2: The heading has 301 characters; 300 are possible."),
    ("number,number_inferred\n7,perhaps\n", "Line 2: In “number_inferred” stands “perhaps”"),
    ("number\n7.1 to 7.3\n", "Line 2: “7.1 to 7.3” is not a clause number."),
    ("number\n1000.1\n", "Line 2: “1000.1” is not a clause number."),
    ("title\nProcess\n", "this one is missing: number"),
    ("", "The file is empty."),
    (b"number,title\n7,Pr\xfcfung\n", "Line 2: This is not UTF-8."),
]


@pytest.mark.parametrize(("content", "said"), FAULTY)
def test_a_bad_file_is_refused_by_command_and_screen_with_line_and_reason(
    laboratory, tmp_path, browser_of, sam, content, said
):
    before = listed(laboratory)
    said = said.replace("More cells", "Line 2: There are more cells than columns")

    with pytest.raises(CommandError) as refused:
        command(tmp_path, content, "--remove")
    answer = upload(browser_of(sam), content)

    assert said in str(refused.value)
    assert str(refused.value).startswith("Nothing was imported.")
    assert said in answer.content.decode()
    assert "Nothing was taken over" in answer.content.decode()
    assert listed(laboratory) == before


def test_all_faults_are_told_at_once(laboratory, tmp_path):
    with pytest.raises(CommandError) as refused:
        command(tmp_path, f"number,title\n8,ok\n7..2,\n8,again\n9,{'x' * 301}\n")

    assert [line.strip()[:7] for line in str(refused.value).splitlines()[1:]] == ["Line 3:", "Line 4:", "Line 5:"]
    assert refused.value.returncode == 1


def test_a_clause_that_a_published_record_is_about_is_not_removed(tmp_path):
    record = clarification_in(State.PUBLISHED).clarification.record
    number = record.clause_rows.first().canonical
    SubjectClause.objects.update(clause=None)  # the list came after the request
    ClauseFactory(edition=record.edition, number="99")
    if not Clause.objects.filter(edition=record.edition, number=number).exists():
        ClauseFactory(edition=record.edition, number=number)
    (tmp_path / "list.csv").write_text("number\n99\n")

    with pytest.raises(CommandError) as refused:
        call_command("import_clauses", record.edition.reference, str(tmp_path / "list.csv"), "--remove")

    assert f"{number} cannot be removed: requests or records name it (record clauses: 1)." in str(refused.value)


def test_what_is_said_of_its_depth_changes_with_a_list(petra, laboratory, tmp_path, browser_of, sam):
    command(tmp_path, "number\n7\n", "--depth", "7: headings", "--depth", "all: partial")
    before, browser = depth_lines(laboratory), browser_of(sam)

    shown = upload(browser, "number\n7\n", depth="7: paragraphs")
    confirmed(browser, shown)

    assert (before, shown.context["plan"].is_said_anew) == ("7: headings\nall: partial", True)
    assert "All headings and all numbered paragraphs are listed." in petra.get(laboratory.get_absolute_url()).text
    assert ">\n7: paragraphs</textarea>" in browser.get(KEEPING).text


def test_a_depth_that_cannot_be_read_is_refused_beside_its_field_and_stays_as_typed(laboratory, browser_of, sam):
    answer = upload(browser_of(sam), "number\n7\n", depth="7: whole")

    assert list(answer.context["form"].errors) == ["depth"]
    assert ">\n7: whole</textarea>" in answer.text


def test_a_depth_that_cannot_be_read_is_refused_by_the_command(laboratory, tmp_path):
    with pytest.raises(CommandError, match="“7: whole” cannot be read"):
        command(tmp_path, "number\n7\n", "--depth", "7: whole")


def test_a_list_that_somebody_brought_is_left_alone_by_the_data_files(folder, tmp_path):
    load(folder.path)
    file = tmp_path / "list.csv"
    file.write_text("number,title\n7,Of the secretariat\n8,New\n")
    call_command("import_clauses", "ISO/IEC 90001:2020", str(file), "--remove", "--depth", "all: headings")

    outcomes, _elsewhere = load(folder.path)

    edition = Edition.objects.get(reference="ISO/IEC 90001:2020")
    assert listed(edition) == [("7", "Of the secretariat", None), ("8", "New", None)]
    assert depth_lines(edition) == "all: headings"
    assert [outcome.added + outcome.changed for outcome in outcomes] == [[]] * len(outcomes)


def test_an_edition_or_a_file_that_is_not_there_is_refused(laboratory, tmp_path):
    with pytest.raises(CommandError, match="no edition ISO 1:1999"):
        call_command("import_clauses", "ISO 1:1999", str(tmp_path / "list.csv"))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_clauses", "ISO/IEC 90025:2017", str(tmp_path / "none.csv"))


def test_a_clause_that_a_request_names_is_not_removed(laboratory, tmp_path):
    clarification = clarification_in(State.RECEIVED).clarification
    clause = Clause.objects.get(edition=laboratory, number="7.2")
    named = SubjectClause.objects.filter(clarification=clarification).update(clause=clause)

    with pytest.raises(CommandError) as refused:
        command(tmp_path, "number\n7\n", "--remove")
    command(tmp_path, "number\n7\n")

    assert f"7.2 cannot be removed: requests or records name it (subject clauses: {named})." in str(refused.value)
    assert [number for number, _title, _parent in listed(laboratory)] == ["7", "7.1.1", "7.2"]


# ---------- the screen ----------


def test_the_screen_is_for_whoever_keeps_the_catalogue(petra, laboratory, browser_of, sam, ada, max_):
    answers = [petra.get(KEEPING), *(browser_of(user).get(KEEPING) for user in (max_, sam, ada))]

    assert [answer.status_code for answer in answers] == [302, 403, 200, 200]
    assert answers[0].url == f"/account/login/?next={KEEPING}"
    assert [browser_of(user).post(KEEPING).status_code for user in (max_, sam)] == [403, 200]


def test_the_way_to_the_screen_is_shown_only_to_them(petra, laboratory, browser_of, sam, ada, max_):
    address = laboratory.get_absolute_url()

    pages = [browser.get(address) for browser in (petra, *map(browser_of, (max_, sam, ada)))]

    assert [KEEPING in page.content.decode() for page in pages] == [False, False, True, True]


def test_keeping_clauses_opens_nothing_else_to_the_secretariat(sam):
    rights = (
        "standards.change_clause",
        "standards.change_concordance",
        "standards.change_edition",
        "accounts.add_user",
    )

    assert [sam.has_perm(right) for right in rights] == [True, True, False, False]


def test_nothing_is_saved_before_it_is_confirmed(laboratory, browser_of, sam):
    before, browser = listed(laboratory), browser_of(sam)

    shown = upload(browser, "number,title,extra\n7,Processes\n7.2,Review\n8,Records\n")

    text = shown.content.decode()
    assert listed(laboratory) == before
    assert [len(rows) for rows in (shown.context["plan"].added, shown.context["plan"].changed)] == [1, 1]
    assert ("Columns left aside" in text, "Not in the file, kept" in text) == (True, True)

    answer = confirmed(browser, shown)

    assert answer.url == "/standards/90025/2017/"
    assert ("8", "Records", None) in listed(laboratory)
    assert Clause.history.get(number="8").history_user == sam
    assert "Taken over: 1 added, 1 changed, 0 removed." in browser.get(answer.url).content.decode()


def test_the_screen_removes_what_is_not_in_the_file_only_when_told_so(laboratory, browser_of, sam):
    browser = browser_of(sam)

    shown = upload(browser, "number\n7\n", remove="on")
    confirmed(browser, shown)

    assert "Removed" in shown.content.decode()
    assert listed(laboratory) == [("7", "Process", None)]
    assert Clause.history.filter(history_type="-", history_user=sam).count() == 2


def test_a_list_that_changed_since_the_report_is_reported_anew(laboratory, browser_of, sam):
    browser = browser_of(sam)
    shown = upload(browser, "number\n7\n8\n")
    ClauseFactory(edition=laboratory, number="8")

    answer = confirmed(browser, shown)

    assert (answer.status_code, "Somebody was faster:" in answer.content.decode()) == (409, True)
    assert "nothing to save" in answer.content.decode()


def test_a_report_that_was_meddled_with_is_checked_again(laboratory, browser_of, sam):
    browser = browser_of(sam)
    shown = upload(browser, "number\n8\n")

    answer = browser.post(KEEPING, {**shown.context["form"].initial, "file": "number\n8..\n8\n8\n", "remove": ""})

    assert "stands there twice" in answer.content.decode()
    assert len(listed(laboratory)) == 3


def test_no_file_and_one_that_is_too_large_are_refused_at_the_field(laboratory, browser_of, sam):
    browser = browser_of(sam)

    assert "Choose a file." in browser.post(KEEPING).content.decode()
    assert "The file is larger than 1 MB." in upload(browser, b"number\n" + b"7\n" * 600_000).content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_report_takes_the_same_few_queries_whatever_the_file_holds(
    laboratory, browser_of, sam, count, django_assert_max_num_queries
):
    browser = browser_of(sam)
    content = "number\n" + "".join(f"8.{row + 1}\n" for row in range(count))

    with django_assert_max_num_queries(12):
        upload(browser, content, remove="on")
