"""The public text: every format ever published verifies and says the same words; what is written today is sound."""

import copy
import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.publication.models import PublicText
from clarifications.register.facts import dates_in_words, subject_facts
from clarifications.register.models import RecordVersion
from clarifications.register.pieces import (
    CitedDocument,
    Consensus,
    Origin,
    PublishedAnswer,
    PublishedClause,
    PublishedDates,
    PublishedPart,
    PublishedQuestion,
    PublishedVote,
)
from clarifications.register.provenance import consensus_in_words
from clarifications.register.record import page_of
from clarifications.register.text import (
    FORMAT,
    NotAText,
    PublishedText,
    RedactedText,
    RenderedText,
    UnknownQuestion,
    not_redacted,
    schema,
)
from clarifications.register.vocabulary import Fate, PublicOutcome, RecordKind
from clarifications.triggers import create_triggers, drop_triggers
from tests.builders import cast, decided
from tests.register import Register, as_entered

FROZEN = sorted((Path(__file__).parent / "published_texts").glob("*.json"))
PLAIN = PublishedText(
    kind=RecordKind.CLARIFICATION,
    title="Images",
    standard="ISO/IEC 17020",
    edition="ISO/IEC 17020:2012",
    questions=(PublishedQuestion("1", "q1", "Is it?"),),
    answers=(PublishedAnswer(("1",), PublicOutcome.YES, "It is."),),
)
# Published once, before anything refused it.
TO_NO_QUESTION = "0-answer-to-no-question"


@pytest.fixture(params=FROZEN, ids=lambda path: path.stem)
def frozen(request):
    """A text as it was published, with what stood on its page then."""
    return json.loads(request.param.read_text("utf-8"))


def links(clauses) -> str:
    return ", ".join(f"{clause.number} {clause.url}" for clause in clauses)


def plain(html: str) -> str:
    return " ".join(strip_tags(html).split())


def shown(text: RenderedText) -> list[str]:
    """Every word of a text as its page has it, in the order of reading."""
    page = page_of(text, edition_url="/e/")
    lines = [str(text.kind), text.title, text.standard, text.edition, text.group]
    lines += [text.origin.source if text.origin else "", links(page.clauses)]
    lines += [*dates_in_words(text.dates), *consensus_in_words(text.consensus)]
    lines += [f"{fact.name}: {fact.value}" for fact in subject_facts(text)]
    lines += [f"{name}: {plain(said)}" for name, said in page.asides]
    for section in page.sections:
        lines += [f"{section.heading} #{section.anchor}", plain(section.text), section.held, links(section.clauses)]
        for vote in section.votes:
            figures = [f"{str(name).lower()} {figure}" for name, figure in vote.figures]
            figures += [f"as printed {vote.printed}"] if vote.printed else []
            lines.append(f"{' · '.join(figures)}. {vote.note}")
        for answer in section.answers:
            lines += [answer.together, answer.outcome_label, plain(answer.position), answer.held]
            lines += [*map(plain, answer.conditions), plain(answer.considerations)]
        lines += [f"= {place.label}" for place in section.answered_elsewhere]
    lines += [f"{row.label} #{row.anchor} {row.outcome_label} {links(row.clauses)}" for row in page.short]
    return [line for line in lines if line]


def test_two_answers_to_one_question_are_both_given_in_short():
    question = PublishedQuestion("1", "q1", "Is it?")
    other = PublishedQuestion("2", "q2", "And is that?")
    answers = (
        PublishedAnswer(("1",), PublicOutcome.YES, "It is."),
        PublishedAnswer(("2", "1"), PublicOutcome.SEE_TEXT, "Both are."),
    )
    text = PublishedText(RecordKind.CLARIFICATION, "Title", "", "", questions=(question, other), answers=answers)

    page = page_of(text.as_html(), edition_url="/e/")

    short = [(row.label, row.anchor, row.outcome) for row in page.short]
    assert short == [("1", "q1", "yes"), ("1", "q2", "see-text"), ("2", "q2", "see-text")]
    assert [[place.label for place in section.answered_elsewhere] for section in page.sections] == [["2"], []]


# ---------- what was published ----------


def test_every_format_has_a_frozen_text():
    formats = {int(path.stem.partition("-")[0]) for path in FROZEN}

    assert formats == set(range(FORMAT + 1))


def test_a_frozen_text_verifies(frozen):
    version = RecordVersion(content=frozen["content"], disclaimer=frozen["disclaimer"], hash=frozen["hash"])

    assert version.text.format == FORMAT
    assert version.is_intact is True


def test_a_frozen_text_shows_the_same_words(frozen):
    text = PublishedText.from_json(frozen["content"])

    assert shown(RenderedText.from_json(frozen["rendered"])) == frozen["shown"]
    assert shown(text.as_html()) == frozen["shown"]
    assert text.outcomes == frozen["outcomes"]


def test_reading_leaves_what_is_stored_as_it_is(frozen):
    stored = copy.deepcopy(frozen)

    PublishedText.from_json(frozen["content"])
    RenderedText.from_json(frozen["rendered"])

    assert frozen == stored


def test_a_text_of_the_format_of_today_is_written_as_it_was_read(frozen):
    text, rendered = PublishedText.from_json(frozen["content"]), RenderedText.from_json(frozen["rendered"])

    assert frozen["content"].get("format", 0) == frozen["format"]
    if frozen["format"] == FORMAT:
        assert (text.to_json(), rendered.to_json()) == (frozen["content"], frozen["rendered"])


def test_what_is_written_follows_the_schema(frozen):
    text = PublishedText.from_json(frozen["content"])

    faults = list(Draft202012Validator(schema()).iter_errors(RenderedText.to_json(text.as_html())))

    assert faults == []


def test_the_schema_in_the_documentation_is_one():
    Draft202012Validator.check_schema(
        json.loads((settings.BASE_DIR / "docs" / "published-text.schema.json").read_text("utf-8"))
    )


def test_a_redacted_text_has_a_type_of_its_own():
    assert (PublishedText.from_json({}), RenderedText.from_json({})) == (RedactedText(), RedactedText())
    with pytest.raises(NotAText, match=r"^This text was redacted\.$"):
        not_redacted(RedactedText())


# ---------- what is no text ----------


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"title": 7}, "$.title"),
        ({"kind": "letter"}, "$.kind"),
        ({"format": 99}, "$.format"),
        ({"format": []}, "$.format"),
        ({"questions": [{"label": "1"}]}, "$.questions[0]"),
        ({"answers": [{"questions": ["1"], "outcome": "perhaps", "position": ""}]}, "$.answers[0].outcome"),
        ({"dates": {"asked": "soon"}}, "$.dates"),
        ({"votes": [{"question": "1", "in_favour": "18"}]}, "$.votes[0].in_favour"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(change, place):
    with pytest.raises(NotAText) as refused:
        PublishedText.from_json(PLAIN.to_json() | change)

    assert str(refused.value).endswith(f"`{place}`")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"questions": 7}, "$.questions"),
        ({"questions": ["1"]}, "$.questions[0]"),
        ({"votes": {"1": 18}}, "$.votes"),
        ({"votes": [{"question": "1", "for": "18"}]}, "$.votes[0].in_favour"),
        ({"consensus": {"kind": "consensus", "entitled": "three"}}, "$.consensus.figures.entitled"),
        ({"consensus": "consensus"}, "$.consensus"),
    ],
)
def test_what_is_no_text_of_an_older_format_is_refused_with_its_place(change, place):
    stored = {"kind": "clarification", "title": "Images", "standard": "", "edition": ""}

    with pytest.raises(NotAText, match=r" - at `") as refused:
        RenderedText.from_json(stored | change)

    assert f"`{place}" in str(refused.value)


@pytest.mark.parametrize("stored", [None, [], "text", 1])
def test_what_is_no_object_is_refused(stored):
    with pytest.raises(NotAText, match=r"^Expected `object`"):
        PublishedText.from_json(stored)


def test_an_answer_and_a_vote_name_questions_that_are_there():
    answers = replace(PLAIN, answers=(PublishedAnswer(("1", "7"), PublicOutcome.YES, "It is."),))
    votes = replace(PLAIN, votes=(PublishedVote("8", in_favour=18),))

    with pytest.raises(UnknownQuestion, match="'7'"):
        answers.to_json()
    with pytest.raises(UnknownQuestion, match="'8'"):
        votes.to_json()


@pytest.mark.django_db
def test_an_answer_to_no_question_is_never_published():
    case = cast()
    case.clarification = Clarification()
    facts = {"questions": [Asked("May it?")], "answers": [PublishedAnswer(("7",), PublicOutcome.YES, "It may.")]}

    with pytest.raises(StepRefused, match=r"^The answers or votes name question 7, and the text has no such question"):
        case.take(steps.ENTER_HISTORIC, case.sam, **as_entered(case.edition, **facts))

    assert (RecordVersion.objects.count(), PublicText.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_prepared_text_of_an_older_format_is_published_in_the_format_of_today():
    case = decided()
    stored = case.clarification.public_text.content
    del stored["format"]
    PublicText.objects.update(content=stored | {"consensus": {"kind": "consensus"}})

    case.take(steps.PUBLISH, case.sam)

    version = RecordVersion.objects.get()
    assert (version.content["format"], version.text.title, version.is_intact) == (
        FORMAT,
        "Images that the client transmits",
        True,
    )


@pytest.mark.django_db
def test_an_answer_to_no_question_that_was_published_once_has_a_page(client):
    record = Register().historic("May one person decide?")
    stored = json.loads((FROZEN[0].parent / f"{TO_NO_QUESTION}.json").read_text("utf-8"))
    drop_triggers(connection)
    RecordVersion.objects.update(content=stored["content"], rendered=stored["rendered"])
    create_triggers(connection)

    answer = client.get(record.get_absolute_url())

    assert answer.status_code == 200
    assert "One answer to 7" in answer.content.decode()


# ---------- to and from JSON ----------


def rows_of(strategy, *, most: int = 2):
    return st.lists(strategy, max_size=most).map(tuple)


WORDS = st.text(max_size=8)
CLAUSES = rows_of(st.builds(PublishedClause, number=WORDS, slug=WORDS, sort_key=WORDS, title=WORDS))
PARTS = st.builds(PublishedPart, label=WORDS, anchor=WORDS, text=WORDS, clauses=CLAUSES)
QUESTIONS = st.builds(PublishedQuestion, label=WORDS, anchor=WORDS, text=WORDS, clauses=CLAUSES, parts=rows_of(PARTS))
DAYS = st.sampled_from(["", "2017", "<2001", "1999-06", "2026-02-28"])
DATES = st.builds(PublishedDates, **{field.name: DAYS for field in fields(PublishedDates)})


@st.composite
def texts(draw) -> PublishedText:
    """Any public text whose answers and votes name questions that are there."""
    questions = tuple(
        replace(
            question,
            label=str(number),
            parts=tuple(replace(part, label=f"{number} {letter}") for letter, part in enumerate(question.parts)),
        )
        for number, question in enumerate(draw(rows_of(QUESTIONS)))
    )
    bare = PublishedText(RecordKind.CLARIFICATION, "", "", "", questions=questions)
    known = [question.label for question in bare.all_questions]
    named = rows_of(st.sampled_from(known)) if known else st.just(())
    answers = st.builds(
        PublishedAnswer,
        questions=named,
        outcome=st.sampled_from(PublicOutcome),
        position=WORDS,
        considerations=WORDS,
        conditions=rows_of(WORDS),
    )
    votes = rows_of(st.builds(PublishedVote, question=st.sampled_from(known))) if known else st.just(())
    return replace(
        bare,
        kind=draw(st.sampled_from(RecordKind)),
        title=draw(WORDS),
        clauses=draw(CLAUSES),
        answers=draw(rows_of(answers)),
        consensus=draw(st.from_type(Consensus)),
        votes=draw(votes),
        dates=draw(DATES),
        group=draw(WORDS),
        names_edition=draw(st.booleans()),
        corrected=draw(DAYS),
        cited=draw(rows_of(st.from_type(CitedDocument))),
        background=draw(WORDS),
        fate=draw(st.sampled_from(Fate)),
        origin=draw(st.none() | st.from_type(Origin)),
    )


@given(texts())
def test_a_text_comes_back_from_json_as_it_went(text):
    assert PublishedText.from_json(text.to_json()) == text
    assert RenderedText.from_json(text.as_html().to_json()) == text.as_html()
