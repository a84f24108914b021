"""What a line says of a deliverable or a committee, and which lines cannot be used."""

import datetime

import pytest

from standards.imports.iso.facts import BadLine, committee, deliverable, is_deliverable, is_stub
from standards.imports.iso.lines import FileLine

DAY = datetime.date(2026, 10, 1)


def fact(files, **given):
    """What a line of the official file says, with these values changed."""
    values = files.deliverable(1, "ISO 1:2020") | given
    return deliverable(FileLine("a.jsonl", 7, values), source="ISO Open Data 2026-10-01", as_of=DAY)


def owner(files, **given):
    return committee(FileLine("a.jsonl", 7, files.committee(50, "ISO/TC 1") | given), source="ISO Open Data 2026-10-01")


def refused(read, files, **given):
    with pytest.raises(BadLine) as wrong:
        read(files, **given)
    return str(wrong.value)


def test_an_official_line_says_all_that_we_keep(files):
    found = fact(files, replaces=[2, 3], replacedBy=[4], correctedDate="2021-02", note="A note")

    assert (found.iso_id, found.reference, found.type, found.supplement_type, found.base) == (
        1,
        "ISO 1:2020",
        "IS",
        "",
        None,
    )
    assert (found.title, found.title_fr, found.stage, found.edition_number) == ("Title of 1", "Titre de 1", "60.60", 1)
    assert (found.published, found.corrected, found.owner, found.note) == (
        "2020-05-04",
        "2021-02",
        "ISO/TC 1",
        "A note",
    )
    assert (found.replaces, found.replaced_by, found.source, found.as_of) == (
        (2, 3),
        (4,),
        "ISO Open Data 2026-10-01",
        DAY,
    )


def test_a_line_may_name_its_own_source_and_day(files):
    found = fact(files, source="relaton-data-iso 2025-06-02 + relaton-data-iec 2026-03-15")

    assert (found.source, found.as_of) == (
        "relaton-data-iso 2025-06-02 + relaton-data-iec 2026-03-15",
        datetime.date(2026, 3, 15),
    )


def test_a_source_that_names_no_day_is_of_the_day_of_the_file(files):
    found = fact(files, source="Letter of the committee")

    assert (found.source, found.as_of) == ("Letter of the committee", DAY)


@pytest.mark.parametrize(
    ("given", "stored"), [("2020-05-04", "2020-05-04"), ("2020-05", "2020-05"), ("2020", "2020"), (None, ""), ("", "")]
)
def test_a_date_has_the_precision_that_is_known(files, given, stored):
    assert fact(files, publicationDate=given).published == stored


@pytest.mark.parametrize(
    ("code", "stage"), [(6060, "60.60"), (20, "00.20"), (0, "00.00"), ("9599", "95.99"), ("0020", "00.20"), (None, "")]
)
def test_a_stage_is_the_harmonized_code(files, code, stage):
    assert fact(files, currentStage=code).stage == stage


@pytest.mark.parametrize("said", [..., None, {}, {"en": None, "fr": None}, {"en": "", "fr": ""}])
def test_a_line_may_have_no_title(files, said):
    found = deliverable(FileLine("a", 1, files.deliverable(1, "ISO 1:2020", title=said)), source="", as_of=DAY)

    assert (found.title, found.title_fr) == (None, None)


@pytest.mark.parametrize(
    "said", [[1, 2], "[1, 2]", "(1, 2)", "1,2", "['1', '2']", '["1", "2"]', " [1,\n2] ", "[01, 002]"]
)
def test_ids_are_read_from_lists_and_from_cells(files, said):
    assert fact(files, replaces=said).replaces == (1, 2)


@pytest.mark.parametrize("said", [None, [], "", "[]", "()"])
def test_there_may_be_no_ids(files, said):
    assert fact(files, replaces=said).replaces == ()


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (None, ()),
        ("", ()),
        ("[]", ()),
        (["stage"], ("stage",)),
        ("['currentStage', 'pages']", ("currentStage", "pages")),
    ],
)
def test_what_was_inferred_may_stand_in_a_cell(files, said, names):
    assert fact(files, inferred=said).inferred == names


def test_blanks_in_a_text_become_one_kind(files):
    found = fact(
        files, title={"en": "\tOne\n\n title\N{NO-BREAK SPACE}\N{EM DASH} of \N{GRINNING FACE}two  ", "fr": None}
    )

    assert found.title == "One title — of \N{GRINNING FACE}two"


def test_what_only_confuses_in_a_title_is_taken_out(files):
    found = fact(files, title={"en": "\ufeffDe\u00adci\u200bsion  \u202erules", "fr": "می\u200cروم"})

    assert (found.title, found.title_fr) == ("Decision rules", "می\u200cروم")


IDS = "should be a list of ids."
NO_DATE = "is not a date like 2017-11-30, 2017-11, 2017, <2017, >2017 or 2017/2019."
BAD = [
    ({"id": None}, "the id is missing."),
    ({"id": 0}, "the id is missing."),
    ({"id": -1}, "“id” is '-1'; it should be a whole number up to 2147483647."),
    ({"id": 1.0}, "“id” is '1.0'; it should be a whole number up to 2147483647."),
    ({"id": float("nan")}, "“id” is 'nan'; it should be a whole number up to 2147483647."),
    ({"id": True}, "“id” is 'True'; it should be a whole number up to 2147483647."),
    ({"id": [1]}, "“id” is '[1]'; it should be a whole number up to 2147483647."),
    ({"id": "one"}, "“id” is 'one'; it should be a whole number up to 2147483647."),
    ({"id": 2**31}, "“id” is '2147483648'; it should be a whole number up to 2147483647."),
    ({"id": "9" * 30}, f"“id” is '{'9' * 30}'; it should be a whole number up to 2147483647."),
    ({"edition": 40_000}, "“edition” is '40000'; it should be a whole number up to 32767."),
    ({"supplementOf": 1}, "it supplements itself."),
    ({"reference": None}, "the reference “None” is not written as ISO writes one."),
    ({"reference": 7}, "“reference” should be a text."),
    ({"reference": "9001"}, "the reference “9001” is not written as ISO writes one."),
    ({"reference": "ISO 1:20"}, "the reference “ISO 1:20” is not written as ISO writes one."),
    ({"reference": "<b> 1:2000"}, "the reference “<b> 1:2000” is not written as ISO writes one."),
    ({"reference": f"ISO {'1' * 130}"}, "“reference” has 134 characters; 120 are the most."),
    ({"reference": f"ISO {'1' * 21}"}, f"the reference “ISO {'1' * 21}” is not written as ISO writes one."),
    ({"reference": f"ISO 1-{'1' * 13}"}, f"the reference “ISO 1-{'1' * 13}” is not written as ISO writes one."),
    ({"reference": f"{'I' * 41} 1"}, f"the reference “{'I' * 41} 1” is not written as ISO writes one."),
    ({"deliverableType": "XX"}, "“deliverableType” is “XX”; it can be IS, TS, TR, PAS, GUIDE, IWA, R, ISP, DATA, TTA."),
    ({"deliverableType": ["IS"]}, "“deliverableType” should be a text."),
    ({"supplementType": "Amendment 1"}, "“supplementType” has 11 characters; 10 are the most."),
    ({"currentStage": 6061}, "the stage 6061 is not a harmonized stage code."),
    ({"currentStage": 999_999}, "the stage 999999 is not a harmonized stage code."),
    ({"currentStage": "60.60"}, "“currentStage” is '60.60'; it should be a whole number up to 2147483647."),
    ({"publicationDate": "0000"}, "“publicationDate”: year 0 is out of range"),
    ({"publicationDate": "2020-13"}, "“publicationDate”: month must be in 1..12"),
    ({"publicationDate": "2021-02-29"}, "“publicationDate”: day is out of range for month"),
    ({"publicationDate": "May"}, f"“publicationDate”: 'May' {NO_DATE}"),
    ({"publicationDate": 2020}, "“publicationDate” should be a text."),
    ({"title": "Title"}, "“title” should be an object."),
    ({"title": {"en": "x" * 2000}}, "“en” has 2000 characters; 1000 are the most."),
    ({"title": {"en": "a\0b"}}, "“en” holds a character that cannot be stored."),
    ({"title": {"en": "a\ud800b"}}, "“en” holds a character that cannot be stored."),
    ({"title": {"fr": "a\x07b"}}, "“fr” holds a character that cannot be stored."),
    ({"title": {"en": "a\uffffb"}}, "“en” holds a character that cannot be stored."),
    ({"title": {"en": "a\ufdd0b"}}, "“en” holds a character that cannot be stored."),
    ({"ownerCommittee": "x" * 61}, "“ownerCommittee” has 61 characters; 60 are the most."),
    ({"replaces": 7}, f"“replaces” {IDS}"),
    ({"replaces": [0]}, f"“replaces” {IDS}"),
    ({"replaces": [-1]}, f"“replaces” {IDS}"),
    ({"replaces": [1.5]}, f"“replaces” {IDS}"),
    ({"replaces": [True]}, f"“replaces” {IDS}"),
    ({"replaces": ["1"]}, f"“replaces” {IDS}"),
    ({"replaces": [2**31]}, f"“replaces” {IDS}"),
    ({"replaces": {"1": 2}}, f"“replaces” {IDS}"),
    ({"replacedBy": "[1.5]"}, f"“replacedBy” {IDS}"),
    ({"replacedBy": "ISO 1"}, f"“replacedBy” {IDS}"),
    ({"replacedBy": "9" * 13}, f"“replacedBy” {IDS}"),
    ({"inferred": 5}, "“inferred” should be a list of names."),
    ({"inferred": [5]}, "“inferred” should be a list of names."),
    ({"inferred": {"currentStage": 1}}, "“inferred” should be a list of names."),
]  # fmt: skip


@pytest.mark.parametrize(("given", "reason"), BAD, ids=[str(number) for number, _bad in enumerate(BAD)])
def test_a_line_that_cannot_be_used_says_why(files, given, reason):
    assert refused(fact, files, **given) == reason


def test_a_committee_is_read_with_its_state(files):
    found = owner(files, status="Suspended")

    assert (found.reference, found.iso_id, found.title, found.title_fr) == (
        "ISO/TC 1",
        50,
        "Work of ISO/TC 1",
        "Travaux de ISO/TC 1",
    )
    assert (found.secretariat, found.url, found.is_suspended, found.source) == (
        "ANSI",
        "https://www.iso.org/committee/50.html",
        True,
        "ISO Open Data 2026-10-01",
    )


def test_a_committee_may_lack_what_is_not_known(files):
    found = owner(files, id=None, title={}, secretariat=None, status=None)

    assert (found.iso_id, found.title, found.secretariat, found.url, found.is_suspended) == (
        None,
        "ISO/TC 1",
        "",
        "",
        False,
    )


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"reference": ""}, "the reference is missing."),
        ({"id": 1.5}, "“id” is '1.5'; it should be a whole number up to 2147483647."),
        ({"title": {"en": "x" * 301}}, "“en” has 301 characters; 300 are the most."),
        ({"secretariat": "ANSI"}, "“secretariat” should be an object."),
        ({"url": "javascript:alert(1)"}, "“url” should begin with https://."),
    ],
)
def test_a_committee_that_cannot_be_used_says_why(files, given, reason):
    assert refused(owner, files, **given) == reason


def test_what_is_neither_deliverable_nor_committee_is_refused():
    with pytest.raises(BadLine, match=r"^neither a deliverable nor a committee\.$"):
        committee(FileLine("a", 1, {"id": 1, "reference": "ISO 1"}))


def test_stubs_and_deliverables_are_told_apart(files):
    stub, whole = files.deliverable(1, "Withdrawn ISO/WD 5"), files.deliverable(2, "ISO 5:2000")

    assert [is_stub(FileLine("a", 1, line)) for line in (stub, whole, {"reference": 5}, {})] == [
        True,
        False,
        False,
        False,
    ]
    assert [is_deliverable(FileLine("a", 1, line)) for line in (whole, files.committee(1, "ISO/TC 1"))] == [True, False]
