"""Words of a standard that are marked: nothing public holds them, however they were marked and wherever."""

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.register.beside import Bulletin, RecordRelation, RecordTranslation, RelationKind
from clarifications.register.models import Record, RecordIndex, RecordVersion, Verdict
from clarifications.register.pieces import CitedDocument, Origin, PublishedAnswer, PublishedVote
from clarifications.register.quotations import SaidField, without_quotations
from clarifications.register.vocabulary import PublicOutcome
from standards.models import Succession
from standards.reading.dates import PartialDate
from tests.builders import reviewed, text_of
from tests.factories import EditionFactory
from tests.page import Page
from tests.register import Register

SECRET = "Zqxjvwk"
MARKED = f"[[the {SECRET} shall]]"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Is [[this]] and [[that]] meant?", "Is […] and […] meant?"),
        ("Is [[this [[and]] that]] meant?", "Is […] meant?"),
        ("Is [[this\n\nand that]]\nmeant?", "Is […]\nmeant?"),
        ("Is [[this and that meant?", "Is […]"),
        ("Is [[this [[and]] that meant?", "Is […]"),
        ("a[b[1]] and x]] stay", "a[b[1]] and x]] stay"),
        ("[[]]", "[…]"),
        ("", ""),
    ],
)
def test_what_is_marked_is_left_out_with_marks_within_it_and_to_the_end_where_it_is_not_closed(typed, said):
    assert without_quotations(typed) == said


@given(st.lists(st.sampled_from(["[[", "]]", "[", "]", SECRET, "said", "\n", " "])).map("".join))
def test_nothing_that_stands_after_an_open_mark_is_said(typed):
    depths = [
        typed[:place].count("[[") - typed[:place].count("]]")
        for place in range(len(typed))
        if typed[place:].startswith(SECRET)
    ]

    assert without_quotations(typed).count(SECRET) <= sum(depth <= 0 for depth in depths)


def test_marks_without_end_are_read_in_one_go():
    assert without_quotations("[[" * 200_000) == "[…]"


@pytest.mark.django_db
def test_no_public_page_feed_or_index_has_a_word_of_what_is_marked(petra):
    register = Register()
    case = register.entered(
        f"Images {MARKED}",
        questions=[Asked(f"Is {MARKED} meant [[as {MARKED} is]]?"), Asked(f"And [[{SECRET}")],
        answers=[
            PublishedAnswer(
                ("1",),
                PublicOutcome.YES,
                f"It is, [[{SECRET}",
                MARKED,
                conditions=(f"if [[the {SECRET}", f"the {SECRET}]] holds"),
            )
        ],
        votes=[PublishedVote("1", 3, note=MARKED)],
        cited=(CitedDocument("ISO 9000", MARKED),),
        background=MARKED,
        published=PartialDate("2017"),
    )
    record = case.clarification.record
    address = record.get_absolute_url()

    case.take(
        steps.CORRECT, case.sam, content=text_of(case, circumstance="As long as it is."), reason=f"It said {MARKED}."
    )
    case.take(steps.TRANSLATE, case.sam, content=text_of(case, title=f"Bilder {MARKED}"), language="de")
    case.take(steps.RETIRE, case.sam, reason=f"Because {MARKED}.")
    pages = ["", "v1/", "v2/", "de/"]
    said = [petra.get(address + page).content.decode() for page in pages]
    said += [petra.get(other).content.decode() for other in ("/clarifications/feed/", "/clarifications/?label=retired")]

    assert [SECRET in page for page in said] == [False] * len(said)
    assert SECRET.casefold() not in RecordIndex.objects.get(record=record).words.casefold()
    assert "if […] holds" in Page(petra.get(address)).words
    assert record.versions.get(number=2).note == "It said […]."


@pytest.mark.django_db
def test_verdicts_relations_and_redactions_say_nothing_of_what_is_marked():
    register = Register()
    old = EditionFactory(year=2012)
    new = EditionFactory(standard=old.standard, year=2026)
    Succession.objects.create(newer=new, older=old)
    case, other = register.published(edition=old), register.entered("Another", edition=old)

    case.take(steps.RELATE, case.sam, other=other.clarification.record, kind=RelationKind.NARROWS, note=MARKED)
    case.take(steps.NO_LONGER_APPLIES, case.sam, reason=f"It says {MARKED}.", **reviewed(new))
    case.take(steps.WITHDRAW_VERDICT, case.sam, verdict=Verdict.objects.get(), reason=f"It says not {MARKED}.")
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Other images"))
    case.take(steps.REDACT, case.sam, version=1, reason=f"It said {MARKED}.")

    verdict = Verdict.objects.get()
    version = RecordVersion.objects.get(record=case.clarification.record, number=1)
    assert (verdict.reason, verdict.withdrawal) == ("It says […].", "It says not […].")
    assert (RecordRelation.objects.get().note, version.redaction) == ("[…]", "It said […].")


@pytest.mark.django_db
def test_lines_beside_a_record_say_nothing_of_what_is_marked():
    case = Register().entered(
        adoption=MARKED, group=MARKED, consulted=(MARKED,), origin=Origin(MARKED, identifier=MARKED, body_name=MARKED)
    )

    case.take(steps.ADD_BULLETIN, case.sam, body=MARKED, reference=MARKED, language="en", adds=f"It adds {MARKED}.")
    case.take(
        steps.TRANSLATE, case.sam, content=text_of(case), language="de", translator=MARKED, source=f"From {MARKED}."
    )

    text, bulletin, translation = text_of(case), Bulletin.objects.get(), RecordTranslation.objects.get()
    assert SECRET not in str(text)
    assert (bulletin.body, bulletin.reference, bulletin.adds) == ("[…]", "[…]", "It adds […].")
    assert (translation.translator, translation.source) == ("[…]", "From […].")


def test_every_line_that_is_typed_beside_the_register_is_written_without_what_is_marked():
    kept = {("Record", "title"), ("RecordVersion", "hash"), ("Verdict", "clause"), ("RecordRelation", "questions")}
    kept |= {("Bulletin", "language"), ("RecordTranslation", "language"), ("Record", "first_clause")}
    tables = (Record, RecordVersion, Verdict, RecordRelation, RecordTranslation, Bulletin)
    found = {
        (table.__name__, column.name)
        for table in tables
        for column in table._meta.concrete_fields
        if type(column) is models.CharField and not column.choices
    }

    assert found == kept


def test_every_long_text_of_the_register_is_written_without_what_is_marked():
    derived = {("RecordIndex", name) for name in ("title", "question", "words", "written")}
    tables = (Record, RecordVersion, Verdict, RecordRelation, RecordTranslation, Bulletin, RecordIndex)
    found = {
        (table.__name__, column.name)
        for table in tables
        for column in table._meta.concrete_fields
        if isinstance(column, models.TextField) and not isinstance(column, SaidField)
    }

    assert found == derived
