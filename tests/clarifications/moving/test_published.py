"""Texts that were published before this system, entered from a file that somebody wrote."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from clarifications.case.models import Clarification
from clarifications.register.models import Record
from clarifications.register.vocabulary import PublicOutcome
from tests.clarifications.moving.test_examples import DOCS, catalogue
from tests.clarifications.moving.test_round_trip import verified
from tests.factories import EditionFactory, StandardFactory, UserFactory

pytestmark = pytest.mark.django_db
ORIGIN = {"source": "List (Example), page 3", "identifier": "EX-12"}
TEXT = {"kind": "clarification", "title": "Images", "edition": "ISO/IEC 17020:2012", "origin": ORIGIN}
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
    assert entered(DOCS / name, check=True) == f"{number} texts could be entered; 0 stand here already."
    assert entered(DOCS / name) == f"{number} texts entered; 0 stand here already."
    assert entered(DOCS / name) == f"0 texts entered; {number} stand here already."
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
    assert entered(file([quoted])) == "0 texts entered; 1 stand here already."


def test_semicolons_and_a_mark_of_byte_order_are_read(file):
    row = "interpretation;Images;ISO/IEC 17020:2012;List;EX-1"

    assert entered(file("\ufeff" + HEADER.replace(",", ";") + f"\n{row}\n;;;;\n", "a.CSV")).startswith(
        "1 texts entered"
    )


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"edition": "ISO 1:1999"}, "[0].edition: 'ISO 1:1999' is no published edition"),
        ({"edition": {}}, "[0].edition: '{}' is no published edition"),
        ({"edition": "ISO 9001:2015"}, "[0].edition: 'ISO 9001:2015' is no published edition"),
        ({"kind": "song"}, "[0]: Invalid enum value 'song' - at `$.kind`"),
        ({"postion": "Yes."}, "[0].postion: is not known"),
        ({"origin": {"source": "List", "identifier": ""}}, "[0].origin.identifier: has to be there, with at most 100"),
        ({"origin": ORIGIN | {"link": "javascript:x"}}, "[0].origin.link: is no address that begins with http"),
        ({"origin": None}, "[0].origin: has to name the source"),
        ({"title": "x" * 201}, "[0].title: has more than 200 signs"),
        ({"title": " "}, "[0].title: has to be there"),
        ({"scope": "clauses"}, "[0].scope: names no clause"),
        ({"clauses": "nonsense"}, "[0]: "),
        ({"clauses": [{"number": "7.1, 7.2"}]}, "[0]: '7.1, 7.2' is not one clause"),
        ({"clauses": [{"number": "7.1", "slug": "7.2"}]}, "[0]: slug is not that of 7.1, 7.1"),
        ({"clauses": 7}, "[0]: clauses has to be a list of objects"),
        ({"questions": ["Is it?"]}, "[0]: questions has to be a list of objects"),
        ({"questions": None}, "[0]: questions has to be a list of objects"),
        ({"questions": [{"label": "1", "text": "Is it?", "parts": "a"}]}, "[0]: parts has to be a list of objects"),
        ({"questions": [{"label": "1", "text": "Is it?", "note": 1}]}, "[0].questions[0].note: is not known"),
        ({"answers": [{"questions": ["1"], "outcome": "yes", "position": ""}]}, "[0]: The text has no question '1'."),
        ({"consensus": {"kind": "consensus"}}, "[0]: has consensus or markup"),
        ({"markup": "markdown"}, "[0]: has consensus or markup"),
        ({"format": 1}, "[0]: "),
        ({"language": "xx"}, "[0].language: 'xx' is no language"),
        ({"dates": {"decided": "yesterday"}}, "[0]: "),
    ],
)
def test_a_fault_is_named_by_its_text_and_field(file, changes, fault):
    other = StandardFactory(number="9001", publisher="ISO", committee=None)
    EditionFactory(standard=other, year=2015)

    faults = refused(file([TEXT | changes]))

    assert faults[0].startswith(f"texts.json, {fault}"), faults
    assert faults[-1] == f"Nothing was entered: {len(faults) - 1} faults."


def test_a_clause_is_an_object_that_says_as_much_as_is_known(file):
    clauses = [{"number": "7.1.5", "title": "Records", "group": 2}]

    entered(file([TEXT | {"clauses": clauses}]))

    (clause,) = Record.objects.get().text_in_force().clauses
    assert (clause.number, clause.slug, clause.title, clause.group) == ("7.1.5", "7.1.5", "Records", 2)


def test_one_text_twice_in_a_file(file):
    assert refused(file([TEXT, TEXT]))[0] == "texts.json, [1]: is [0] once more"


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
    call_command("import_published", file([TEXT]), check=True, stdout=io.StringIO())

    assert Record.objects.count() == 0
