"""Texts that were published before this system, entered from a file that somebody wrote."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from clarifications.case.models import Clarification
from clarifications.moving.typed_texts import COLUMNS
from clarifications.register.models import Record
from clarifications.register.vocabulary import (
    DecidedBy,
    DecidingBody,
    Fate,
    Held,
    PublicOutcome,
    RecordKind,
    Scope,
)
from tests.clarifications.moving.test_examples import DOCS, catalogue
from tests.clarifications.moving.test_round_trip import verified
from tests.factories import EditionFactory, StandardFactory, UserFactory

pytestmark = pytest.mark.django_db
ORIGIN = {"source": "List (Example), page 3", "identifier": "EX-12"}
TEXT = {"kind": "clarification", "title": "Images", "edition": "ISO/IEC 17020:2012", "origin": ORIGIN}
QUESTION = {"label": "1", "text": "Is it?"}
ANSWER = {"questions": ["1"], "outcome": "yes", "position": "It is."}
HEADER = "kind,title,edition,source,identifier"


@pytest.fixture(autouse=True)
def editions():
    return catalogue()


@pytest.fixture
def file(tmp_path):
    def write(content, name="texts.json"):
        content = content if isinstance(content, bytes | str) else json.dumps(content)
        place = tmp_path / name
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
        return place

    return write


def entered(place, **options):
    said = io.StringIO()
    email = UserFactory(is_secretariat=True).email
    call_command("import_published", place, by=email, stdout=said, stderr=io.StringIO(), **options)
    return said.getvalue().strip()


def told(number):
    return "1 text" if number == 1 else f"{number} texts"


def refused(place):
    said = io.StringIO()
    email = UserFactory(is_secretariat=True).email
    with pytest.raises(CommandError) as wrong:
        call_command("import_published", place, by=email, stdout=io.StringIO(), stderr=said)
    assert (Record.objects.count(), Clarification.objects.count()) == (0, 0)
    return [*said.getvalue().splitlines(), str(wrong.value)]


@pytest.mark.parametrize(
    ("name", "number"),
    [("published-one.json", 1), ("published-two.json", 2), ("published-one.csv", 1), ("published-two.csv", 2)],
)
def test_the_examples_of_the_documentation_are_entered_once(name, number):
    assert entered(DOCS / name, check=True) == f"{told(number)} could be entered; already here: 0."
    assert entered(DOCS / name) == f"{told(number)} entered; already here: 0."
    assert entered(DOCS / name) == f"0 texts entered; already here: {number}."
    assert Record.objects.count() == number
    assert verified()[0] == f"{number} records; 0 rows rebuilt."


def test_json_says_all_that_a_text_can(editions):
    entered(DOCS / "published-two.json")

    text = Record.objects.get(edition=editions[2]).text_in_force()
    assert [(clause.number, clause.group) for clause in text.clauses] == [("7.8.2.1", 0), ("6.6", 1)]
    assert [question.anchor for question in text.all_questions] == ["q1", "q2", "q2a", "q2b"]
    assert text.questions[1].parts[1].clauses[0].number == "7.8.2.1 p)"
    assert [answer.outcome for answer in text.answers] == [PublicOutcome.YES_UNDER_CONDITIONS, PublicOutcome.NO]
    assert (text.votes[0].in_favour, text.votes[0].against, text.dates.published) == (18, None, "<2018")
    assert (text.origin.identifier, text.fate_since, text.consulted) == ("EX-12", "2021", ("WG Other", "Example Body"))


def test_csv_says_all_that_a_text_with_one_question_can(editions):
    entered(DOCS / "published-two.csv")

    text = Record.objects.get(kind="interpretation").text_in_force()
    assert [clause.number for clause in text.clauses] == ["7.1.5", "6.2.1 d)"]
    assert text.answers[0].position == "Yes, where the inspector directs who makes them.\n\nNot otherwise."
    assert text.answers[0].conditions == ("The inspector directs it.", "The images are kept.")
    assert [(one.reference, one.clauses) for one in text.cited] == [("EA-4/02 M", "6.2")]
    assert (text.dates.decided, text.consulted, text.origin.decided_by) == ("2009-05", ("WG Other",), "vote")


def test_words_of_a_standard_are_left_out_also_where_it_is_named(file):
    quoted = TEXT | {"title": "Images [[as in the text]]", "origin": ORIGIN | {"source": "List [[x]]"}}

    entered(file([quoted]))

    assert Record.objects.get().title == "Images […]"
    assert entered(file([quoted])) == "0 texts entered; already here: 1."


def test_semicolons_and_a_mark_of_byte_order_are_read(file):
    row = "interpretation;Images;ISO/IEC 17020:2012;List;EX-1"

    assert entered(file("\ufeff" + HEADER.replace(",", ";") + f"\n{row}\n;;;;\n", "a.CSV")).startswith("1 text entered")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"edition": "ISO 1:1999"}, "text 1, edition: 'ISO 1:1999' is no published edition"),
        ({"edition": {}}, "text 1, edition: '{}' is no published edition"),
        ({"edition": "ISO 9001:2015"}, "text 1, edition: 'ISO 9001:2015' is no published edition"),
        ({"kind": "song"}, "text 1, kind: 'song' is none of these: clarification, interpretation"),
        ({"postion": "Yes."}, "text 1, postion: is not known"),
        (
            {"origin": {"source": "List", "identifier": ""}},
            "text 1, origin.identifier: has to be there, with at most 100",
        ),
        ({"origin": ORIGIN | {"link": "javascript:x"}}, "text 1, origin.link: is no address that begins with http"),
        ({"origin": None}, "text 1, origin: has to name the source"),
        ({"title": "x" * 201}, "text 1, title: has more than 200 signs"),
        ({"title": " "}, "text 1, title: has to be there"),
        ({"scope": "clauses"}, "text 1, scope: names no clause"),
        ({"clauses": "nonsense"}, "text 1, clauses: "),
        ({"clauses": [{"number": "7.1, 7.2"}]}, "text 1, clauses: '7.1, 7.2' is not one clause"),
        ({"clauses": [{"number": "7.1", "slug": "7.2"}]}, "text 1, clauses: slug is not that of 7.1, 7.1"),
        ({"clauses": 7}, "text 1, clauses: has to be a list of objects"),
        ({"questions": ["Is it?"]}, "text 1, questions: has to be a list of objects"),
        ({"questions": None}, "text 1, questions: has to be a list of objects"),
        (
            {"questions": [{"label": "1", "text": "Is it?", "parts": "a"}]},
            "text 1, questions[0].parts: has to be a list of objects",
        ),
        ({"questions": [{"label": "1", "text": "Is it?", "note": 1}]}, "text 1, questions[0].note: is not known"),
        (
            {"answers": [{"questions": ["1"], "outcome": "yes", "position": ""}]},
            "text 1, questions: there is no question '1'",
        ),
        ({"consensus": {"kind": "consensus"}}, "text 1: has consensus or markup"),
        ({"markup": "markdown"}, "text 1: has consensus or markup"),
        ({"format": 1}, "text 1"),
        ({"language": "xx"}, "text 1, language: 'xx' is no language"),
        ({"dates": {"decided": "yesterday"}}, "text 1, dates.decided: 'yesterday' is not a date like"),
        ({"fate_since": "May 2017"}, "text 1, fate_since: 'May 2017' is not a date like"),
        ({"questions": [{"text": "Is it?"}]}, "text 1, questions[0].label: has to be there"),
        (
            {"answers": [ANSWER | {"outcome": "Yes"}]},
            "text 1, answers[0].outcome: 'Yes' is none of these: yes, no, yes-but",
        ),
        ({"answers": [ANSWER | {"questions": "1"}]}, "text 1, answers[0].questions: has to be a list, and is a text"),
        ({"origin": "List"}, "text 1, origin: has to be an object, and is a text"),
        ({"questions": [QUESTION | {"anchor": ["q"]}]}, "text 1, questions[0].anchor: has to be a text, and is a list"),
    ],
)
def test_a_fault_is_named_by_its_text_and_field(file, changes, fault):
    other = StandardFactory(number="9001", publisher="ISO", committee=None)
    EditionFactory(standard=other, year=2015)

    faults = refused(file([TEXT | changes]))

    assert faults[0].startswith(f"texts.json, {fault}"), faults
    assert faults[-1] == "Nothing was entered: 1 fault."


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"outcome": "No"}, "outcome: 'No' is none of these: yes, no, yes-but-not-only"),
        ({"outcome": ""}, "outcome: has to be there"),
        ({"question": ""}, "question: there is no question '1', which an answer or a vote names"),
        ({"published": "31.12.2020"}, "published: '31.12.2020' is not a date like 2017-11-30"),
        ({"clauses": "9,5.3.2"}, "clauses: “9,5.3.2” can be read in two ways"),
        ({"link": "www.example.org"}, "link: is no address that begins with http"),
        ({"body": "us"}, "body: 'us' is none of these: working-group, ballot, committee, other"),
        ({"identifier": ""}, "identifier: has to be there"),
        ({"edition": "17020:2012"}, "edition: '17020:2012' is no published edition"),
    ],
)
def test_a_fault_in_a_table_is_named_by_its_line_and_column(file, cells, fault):
    row = TEXT | ORIGIN | {"question": "Is it?", "outcome": "no", "position": "No."} | cells
    row.pop("origin")
    table = io.StringIO()
    writer = csv.DictWriter(table, row)
    writer.writeheader()
    writer.writerow(row)

    faults = refused(file(table.getvalue(), "texts.csv"))

    assert faults[0].startswith(f"texts.csv, line 2, {fault}"), faults


@pytest.mark.parametrize("typed", ["17020:2012", "EN ISO/IEC 17020:2012", "ISO/IEC 17020 (2012)"])
def test_the_edition_that_is_meant_is_named(file, typed):
    fault = "is no published edition of a standard of CASCO’s in the catalogue; is ISO/IEC 17020:2012 meant?"

    assert refused(file([TEXT | {"edition": typed}]))[0] == f"texts.json, text 1, edition: {typed!r} {fault}"


def test_faults_of_one_text_are_named_together(file):
    wrong = {"dates": {"asked": "May 2016", "decided": "May 2017"}, "fate_since": "2018?"}

    fields = [fault.split(": ")[0] for fault in refused(file([TEXT | wrong]))[:-1]]

    assert fields == [f"texts.json, text 1, {field}" for field in ("dates.asked", "dates.decided", "fate_since")]


def test_the_documentation_names_every_value_that_a_field_may_have():
    told = (DOCS / "README.md").read_text()
    table = {cells[1].strip(): cells[2] for cells in (row.split("|") for row in told.splitlines()) if len(cells) == 4}

    for field, choices in {"kind": RecordKind, "outcome": PublicOutcome, "scope": Scope, "fate": Fate}.items():
        said = next(cell for name, cell in table.items() if f"`{field}`" in name.split(", "))
        assert [value for value in choices.values if f"`{value}`" not in said] == []
    for field, choices in {"body": DecidingBody, "decided_by": DecidedBy, "held": Held}.items():
        said = next(cell for name, cell in table.items() if f"`{field}`" in name.split(", "))
        assert [value for value in filter(None, choices.values) if f"`{value}`" not in said] == []


def test_the_documentation_names_every_column():
    told = (DOCS / "README.md").read_text()

    assert [column for column in COLUMNS if f"`{column}`" not in told] == []


def test_a_clause_is_an_object_that_says_as_much_as_is_known(file):
    clauses = [{"number": "7.1.5", "title": "Records", "group": 2}]

    entered(file([TEXT | {"clauses": clauses}]))

    (clause,) = Record.objects.get().text_in_force().clauses
    assert (clause.number, clause.slug, clause.title, clause.group) == ("7.1.5", "7.1.5", "Records", 2)


def test_one_text_twice_in_a_file(file):
    assert refused(file([TEXT, TEXT]))[0] == "texts.json, text 2: is text 1 once more"


@pytest.mark.parametrize(
    ("content", "name", "fault"),
    [
        ("{}", "texts.json", "texts.json: has to be a list of objects, one for each text"),
        ("[1]", "texts.json", "texts.json: has to be a list of objects, one for each text"),
        ("[", "texts.json", "texts.json: is no JSON: "),
        ('[{"a": 1, "a": 2}]', "texts.json", "texts.json, a: stands twice"),
        (b"\xff", "texts.csv", "texts.csv: is not UTF-8"),
        ("kind,title,wings,wings\n", "texts.csv", "texts.csv, line 1: the column “edition” is missing"),
        (HEADER + '\na,"b', "texts.csv", "texts.csv, line 2: the quotation marks are not in order"),
        (HEADER + "\n" + "a" * 140_000, "texts.csv", "texts.csv, line 2: a cell has more than 131072 signs"),
        (HEADER + "\na,b,c,d,e,f\n", "texts.csv", "texts.csv, line 2: has more cells than there are columns"),
        (b"PK", "texts.xlsx", "texts.xlsx: has to be a file whose name ends in .json or .csv"),
        ("", "texts.csv", "texts.csv, line 1: the column “kind” is missing"),
    ],
)
def test_a_file_that_cannot_be_read(file, content, name, fault):
    (said,) = refused(file(content, name))

    assert said.startswith(f"Nothing was entered. {fault}"), said


def test_columns_are_known_and_each_stands_once(file):
    (said,) = refused(file(f"{HEADER},wings,title\n", "a.csv"))

    assert "the column “wings” is not known" in said
    assert "the column “title” stands there twice" in said


def test_a_file_that_is_too_large_or_no_file(file, tmp_path):
    place = file(b"")
    with place.open("r+b") as opened:
        opened.truncate(70_000_000)

    assert refused(place) == ["Nothing was entered. texts.json: is larger than 64 MB"]
    assert refused(tmp_path) == [f"Nothing was entered. {tmp_path.name}: is no file"]


def test_somebody_of_the_secretariat_answers_for_it(file):
    with pytest.raises(CommandError, match="is nobody of the secretariat"):
        call_command("import_published", file([TEXT]), by="rita@example.org")
    with pytest.raises(CommandError, match="Say with --by who of the secretariat stands for it"):
        call_command("import_published", file([TEXT]))
    call_command("import_published", file([TEXT]), check=True, stdout=io.StringIO())

    assert Record.objects.count() == 0
