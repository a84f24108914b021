"""Publication: the public text, the record and its versions, corrections, redactions, and historic texts."""

from dataclasses import replace

import pytest

from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.register.models import Record, RecordVersion
from clarifications.register.offers import kept_counts
from clarifications.register.pieces import Origin, PublishedAnswer, PublishedPart, PublishedQuestion, PublishedVote
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import Fate, PublicOutcome, RecordKind
from standards.reading.dates import PartialDate
from tests.builders import (
    SHARED,
    cast,
    clarification_in,
    decided,
    drafted,
    published,
    received,
    seeking_consensus,
    text_of,
    under_review,
)
from tests.factories import CommitteeFactory, EditionFactory
from tests.register import as_entered

pytestmark = pytest.mark.django_db


def historic(case, **facts):
    case.clarification = Clarification()
    facts = {"edition": case.edition, "source": "Interpretations, page 14"} | facts
    case.take(steps.ENTER_HISTORIC, case.sam, **as_entered(**facts))
    return case.clarification.record


def test_publishing_writes_a_record_with_a_version():
    case = published()

    record = case.clarification.record
    version = record.versions.get()
    assert (record.slug, record.number, record.version) == (f"{case.edition.standard.slug}-2017-1", 1, 1)
    assert (version.text.title, version.is_intact) == ("Images that the client transmits", True)
    assert version.text.dates.published == case.at.date().isoformat()


def test_records_of_an_edition_are_numbered():
    first = published()
    second = received(cast(**{name: getattr(first, name) for name in SHARED}))

    published(decided(seeking_consensus(drafted(under_review(second)))))

    assert list(Record.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_the_public_text_names_nobody():
    case = published()

    text = str(case.clarification.record.versions.get().content)

    assert [name for name in ("Connie", "Max", "Mina", "Sam", "Rita", case.body.name) if name in text] == []


def test_a_text_that_is_not_complete_is_not_published():
    case = decided()
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=text_of(case, questions=(PublishedQuestion("1", "q1", "  "),)))

    with pytest.raises(StepRefused, match=r"^The public text is not complete\.$"):
        case.take(steps.PUBLISH, case.sam)


def test_a_text_without_a_title_is_not_published():
    case = decided()
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=text_of(case, title=" "))

    with pytest.raises(StepRefused, match=r"^The public text is not complete\.$"):
        case.take(steps.PUBLISH, case.sam)


def test_the_secretariat_changes_words_and_nothing_else():
    case = decided(
        seeking_consensus(
            drafted(under_review(received(questions=[Asked("May it", parts=[Asked("do this?"), Asked("do that?")])])))
        )
    )
    edits = text_of(
        case,
        title="Images that a client transmits",
        questions=(PublishedQuestion("9", "q9", "May one", parts=(PublishedPart("9 a)", "q9a", "do this thing?"),)),),
        answers=(PublishedAnswer(("9",), PublicOutcome.NO, "One may.", conditions=("It is recorded.",)),),
        group="Another group",
    )

    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=edits)

    text = case.clarification.public_text.text
    question, answer = text.questions[0], text.answers[0]
    assert text.title == "Images that a client transmits"
    assert (question.text, question.label) == ("May one", "1")
    assert [part.text for part in question.parts] == ["do this thing?", "do that?"]
    assert (answer.position, answer.outcome, answer.conditions) == ("One may.", "yes", ("It is recorded.",))
    assert text.group == case.group.name


def test_a_correction_is_a_new_version():
    case = published()

    case.take(
        steps.CORRECT, case.sam, reason="A word was missing.", content=text_of(case, title="Images a client transmits")
    )

    record = case.clarification.record
    assert list(record.versions.values_list("number", "note")) == [(1, ""), (2, "A word was missing.")]
    assert (record.title, record.version) == ("Images a client transmits", 2)
    assert record.versions.get(number=1).text.title == "Images that the client transmits"


def test_a_correction_changes_something():
    case = published()

    with pytest.raises(StepRefused, match=r"^Nothing differs from the published text\.$"):
        case.take(steps.CORRECT, case.sam, content=text_of(case))


def test_a_correction_leaves_a_complete_text():
    case = published()

    with pytest.raises(StepRefused, match=r"^The public text is not complete\.$"):
        case.take(steps.CORRECT, case.sam, content=text_of(case, title=""))

    assert RecordVersion.objects.count() == 1


def test_a_former_version_can_be_redacted():
    case = published()
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Without the name"))
    kept = case.clarification.record.versions.get(number=1).hash

    case.take(steps.REDACT, case.sam, version=1, reason="It named a client.")

    version = case.clarification.record.versions.get(number=1)
    assert (version.content, version.redaction, version.hash) == ({}, "It named a client.", kept)
    assert version.is_intact


def test_the_newest_version_is_not_redacted():
    case = published()
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Without the name"))

    with pytest.raises(StepRefused, match=r"^Correct the text first"):
        case.take(steps.REDACT, case.sam, version=2)


@pytest.mark.parametrize("version", [0, 1])
def test_what_is_not_there_is_not_redacted(version):
    case = published()
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Without the name"))
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Without the place"))
    case.take(steps.REDACT, case.sam, version=1)

    with pytest.raises(StepRefused, match=r"^There is no such version, or it is redacted already\.$"):
        case.take(steps.REDACT, case.sam, version=version)


def test_no_consensus_is_published_as_such():
    case = seeking_consensus()
    case.take(steps.REOPEN, case.connie)
    case.take(steps.ABANDON, case.connie)

    case.take(steps.PUBLISH, case.sam)

    assert case.clarification.record.outcomes == [["", "no-consensus"]]


def test_a_decided_case_that_is_reopened_gets_a_new_public_text():
    case = decided()
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=text_of(case, title="Edited"))
    case.take(steps.REOPEN, case.connie)
    drafted(case)

    decided(seeking_consensus(case))

    assert case.clarification.public_text.text.title == "Images that the client transmits"


def test_clauses_of_questions_are_found_with_the_record():
    case = received(questions=[Asked("Is it?", clauses="7.1.5, 7.2")], clauses="7.1.5")

    case = published(decided(seeking_consensus(drafted(under_review(case)))))

    assert list(case.clarification.record.clause_rows.values_list("canonical", flat=True)) == ["7.1.5", "7.2"]


def test_texts_are_rendered_beside_what_was_typed():
    parts = (PublishedPart("1 a)", "q1a", "<b>or</b> that"),)
    text = PublishedText(
        kind=RecordKind.CLARIFICATION,
        title="Images",
        standard="ISO/IEC 17020",
        edition="ISO/IEC 17020:2012",
        questions=(PublishedQuestion("1", "q1", "Is *this* it?", parts=parts),),
        answers=(PublishedAnswer(("1",), PublicOutcome.YES, "- one\n- two", conditions=("**never**",)),),
    )

    made = text.as_html()

    assert made.questions[0].text == '<div class="typed" dir="auto">Is *this* it?</div>'
    assert made.questions[0].parts[0].text == '<div class="typed" dir="auto">&lt;b&gt;or&lt;/b&gt; that</div>'
    assert made.answers[0].conditions == ('<p class="typed" dir="auto"><strong>never</strong></p>',)
    assert made.answers[0].considerations == ""


def test_a_historic_text_may_be_a_title_alone():
    case = cast()

    record = historic(case)

    assert (case.clarification.state, case.clarification.reference) == (State.PUBLISHED, "HI-2026-0001")
    assert (record.slug, record.outcomes) == (f"{case.edition.standard.slug}-2017-i1", [["", "unknown"]])
    assert (record.year, case.clarification.is_general) == (None, True)


def test_a_historic_text_has_clauses_answers_votes_and_dates():
    case = cast()
    votes = (PublishedVote("1", in_favour=18, against=None, abstained=None, voting=19, percentage="95 %"),)

    record = historic(
        case,
        clauses="4.2 f), 12",
        questions=[Asked("May one person decide?")],
        answers=[PublishedAnswer(("1",), PublicOutcome.YES, "One competent person may.")],
        votes=votes,
        asked=PartialDate("1998-05"),
        published=PartialDate("1999"),
    )

    text = record.versions.get().text
    assert (record.clauses, record.outcomes, record.year) == (["4.2 f)", "12"], [["1", "yes"]], 1999)
    assert (text.votes, text.dates.asked, text.origin.source) == (
        votes,
        "1998-05",
        "Interpretations, page 14",
    )


def test_a_historic_text_has_a_source():
    with pytest.raises(StepRefused, match=r"^Name the source of the text\.$"):
        historic(cast(), source="")


def test_a_historic_text_has_a_title():
    with pytest.raises(StepRefused, match=r"^The public text is not complete\.$"):
        historic(cast(), title=" ")


def test_a_historic_text_is_about_an_edition():
    with pytest.raises(StepRefused, match=r"^The request names no edition of a CASCO standard\.$"):
        historic(cast(), edition=None)


def test_historic_texts_are_numbered_apart():
    case = clarification_in(State.PUBLISHED)

    record = historic(case)

    assert (record.number, record.name) == (1, f"{case.edition.reference}, interpretation 1")


def test_a_record_of_a_replaced_edition_is_not_reviewed_for_the_newest():
    case = cast()
    newest = EditionFactory(standard=case.edition.standard, year=2026)

    record = historic(
        case, questions=[Asked("May it?")], answers=[PublishedAnswer(("1",), PublicOutcome.YES, "It may.")]
    )

    assert (newest.is_published, record.label) == (True, "not-reviewed")


# ---------- every fact of a text ----------


def test_a_corrected_edition_gives_another_number_and_the_former_name_is_never_given_again():
    case = published()
    record, former = case.clarification.record, case.clarification.record.slug
    other = EditionFactory(standard=case.edition.standard, year=2026)

    case.take(steps.CORRECT, case.sam, edition=other, content=text_of(case))
    next_one = published(
        decided(
            seeking_consensus(drafted(under_review(received(cast(**{name: getattr(case, name) for name in SHARED})))))
        )
    )

    record = Record.objects.get(pk=record.pk)
    names = [(name.slug, name.since_version) for name in record.names.all()]
    assert (record.edition, record.slug) == (other, f"{other.standard.slug}-2026-1")
    assert names == [(former, 1), (record.slug, 2)]
    assert record.versions.get(number=2).text.edition == other.reference
    assert next_one.clarification.record.number == 2


def test_an_interpretation_that_is_a_clarification_can_be_corrected_to_be_one():
    case = cast()
    record = historic(case)
    text = record.text_in_force()

    case.take(steps.CORRECT, case.sam, content=replace(text, kind=RecordKind.CLARIFICATION))

    record = Record.objects.get(pk=record.pk)
    assert (record.kind, record.slug) == ("clarification", f"{case.edition.standard.slug}-2017-1")
    assert case.clarification.kind == "clarification"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"origin": Origin("A list")}, "A text stays what it is: made here, or published before."),
        ({"kind": RecordKind.INTERPRETATION}, "What was made here is a clarification."),
        (
            {"questions": (PublishedQuestion("1", "q1", "A"), PublishedQuestion("1", "q2", "B"))},
            "have the label 1",
        ),
    ],
)
def test_a_correction_cannot_make_a_text_what_it_never_was(changed, said):
    case = published()

    with pytest.raises(StepRefused, match=said):
        case.take(steps.CORRECT, case.sam, content=text_of(case, **changed))


def test_a_text_about_the_standard_of_another_committee_is_refused_by_the_step_itself():
    case = cast()
    other = EditionFactory(standard__committee=CommitteeFactory(reference="ISO/TC 176"))

    with pytest.raises(StepRefused, match="is the standard of another committee"):
        historic(case, edition=other)


def test_words_of_a_standard_are_left_out_of_what_is_public():
    case = cast()
    asked = [Asked("Does [[the laboratory\nshall]] include a branch?")]
    answers = [PublishedAnswer(("1",), PublicOutcome.YES, "Yes: [[shall]] is for all.", conditions=("[[x]] holds",))]

    text = historic(case, questions=asked, answers=answers).text_in_force()

    assert text.questions[0].text == "Does […] include a branch?"
    assert (text.answers[0].position, text.answers[0].conditions) == ("Yes: […] is for all.", ("[…] holds",))


def test_what_is_not_held_has_no_verdict_and_no_edition_named_is_not_reviewed():
    answered = {"questions": [Asked("May it?")], "answers": [PublishedAnswer(("1",), PublicOutcome.YES, "It may.")]}
    case = cast()

    title_alone = historic(case)
    unnamed = historic(case, **answered, names_edition=False)
    archived = historic(case, **answered, fate=Fate.ARCHIVED)

    assert [record.label for record in (title_alone, unnamed, archived)] == ["no-verdict", "not-reviewed", "no-verdict"]


def test_a_retired_record_is_in_no_list_and_comes_back_as_it_was():
    case = published()
    record = case.clarification.record
    label, outcomes = record.label, kept_counts().of("outcome")

    case.take(steps.RETIRE, case.sam, reason="It was entered twice.")
    gone = Record.objects.get()
    listed, counts = Record.objects.not_retired().count(), kept_counts()
    case.take(steps.RESTORE, case.sam)

    assert (gone.label, gone.retirement, listed, counts.total) == ("retired", "It was entered twice.", 0, 0)
    assert (Record.objects.get().label, kept_counts().of("outcome")) == (label, outcomes)


def test_what_replaces_a_record_is_another_one_that_stands():
    case = published()
    record = case.clarification.record

    with pytest.raises(StepRefused, match=r"^Name another record that stands, or none\.$"):
        case.take(steps.RETIRE, case.sam, replacement=record)
