"""Relations of a published record to others: said from both ends, refused where they cannot be."""

import pytest

from clarifications.case.part import StepRefused
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.publication.composing import labels_in
from clarifications.register.beside import RecordRelation, RelationKind
from clarifications.register.models import Record
from clarifications.register.relations import relations_of
from tests.builders import text_of
from tests.factories import EditionFactory
from tests.register import Register

pytestmark = pytest.mark.django_db
TWO_QUESTIONS = [Asked("Is it an inspection?"), Asked("Is it a test?", parts=[Asked("Of items?"), Asked("Of people?")])]


@pytest.fixture
def register():
    return Register()


def relate(case, other, kind=RelationKind.SUPERSEDES, **given):
    case.take(steps.RELATE, case.sam, other=other.clarification.record, kind=kind, **given)


def said_of(case):
    return [(row.said, row.other.title) for row in relations_of(case.clarification.record).rows]


@pytest.mark.parametrize(
    ("kind", "from_here", "from_there"),
    [
        (RelationKind.SUPERSEDES, "Supersedes", "Superseded by"),
        (RelationKind.NARROWS, "Narrows", "Narrowed by"),
        (RelationKind.CONFLICTS, "Conflicts with", "Conflicts with"),
        (RelationKind.DEPENDS, "Depends on", "Is the ground of"),
        (RelationKind.ASKS_ABOUT, "Asks about", "Asked about by"),
        (RelationKind.SAME_SUBJECT, "Has the same subject as", "Has the same subject as"),
    ],
)
def test_a_relation_is_said_from_both_ends(register, kind, from_here, from_there):
    older, newer = register.entered("Older"), register.entered("Newer")

    relate(newer, older, kind, note="One line.")

    assert (said_of(newer), said_of(older)) == ([(from_here, "Older")], [(from_there, "Newer")])
    assert relations_of(older.clarification.record).rows[0].note == "One line."
    older.clarification.record.refresh_from_db()
    assert older.clarification.record.changed_at == newer.at


def test_questions_are_those_of_the_record_that_is_superseded_in_part(register):
    older, newer = register.entered("Older", questions=TWO_QUESTIONS), register.entered("Newer")

    relate(newer, older, RelationKind.SUPERSEDES_IN_PART, questions=("1", "2 b)"))

    found = relations_of(older.clarification.record)
    assert [(row.said, row.questions) for row in found.superseded] == [("Superseded in part by", "1; 2 b)")]
    assert found.current is None


def test_a_superseded_record_leads_to_the_current_one_however_long_the_way(register):
    first, second, third = (register.entered(name) for name in ("First", "Second", "Third"))
    relate(second, first)

    relate(third, second)

    records = {case.clarification.record.pk: case.clarification.record for case in (first, second, third)}
    ending = third.clarification.record
    assert Record.objects.current_of(records) == {
        first.clarification.record.pk: ending,
        second.clarification.record.pk: ending,
    }
    assert relations_of(first.clarification.record).current == ending
    first.clarification.record.refresh_from_db()
    assert first.clarification.record.changed_at == third.at


def test_a_retired_record_takes_no_answer_away(register):
    older, newer = register.entered("Older"), register.entered("Newer")
    relate(newer, older)
    record = newer.clarification.record
    record.retired_at = newer.at
    record.save()

    found = relations_of(older.clarification.record)

    assert (found.superseded, found.current) == ([], None)
    assert [row.said for row in found.rows] == ["Superseded by"]


@pytest.mark.parametrize(
    ("kind", "questions", "said"),
    [
        (RelationKind.SUPERSEDES, ("1",), "Name questions only where the other record is superseded in part."),
        (RelationKind.SUPERSEDES_IN_PART, (), "Name the questions that are superseded."),
        (RelationKind.NARROWS, ("1", "9"), "interpretation 1 has no question with this label: 9"),
    ],
)
def test_questions_that_lead_nowhere_are_refused(register, kind, questions, said):
    older, newer = register.entered("Older", questions=TWO_QUESTIONS), register.entered("Newer")

    with pytest.raises(StepRefused, match=said):
        relate(newer, older, kind, questions=questions)


def test_no_record_is_related_to_itself(register):
    case = register.entered()

    with pytest.raises(StepRefused, match="This is the record itself"):
        relate(case, case, RelationKind.SAME_SUBJECT)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (RelationKind.DEPENDS, RelationKind.DEPENDS),
        (RelationKind.SUPERSEDES, RelationKind.SUPERSEDES_IN_PART),
        (RelationKind.CONFLICTS, RelationKind.CONFLICTS),
    ],
)
def test_nothing_is_said_of_two_records_twice(register, first, again):
    older, newer = register.entered("Older"), register.entered("Newer")
    relate(newer, older, first)

    with pytest.raises(StepRefused, match="This is said of the two records already"):
        relate(newer, older, again, questions=("1",) if again == RelationKind.SUPERSEDES_IN_PART else ())


def test_what_is_the_same_from_both_ends_is_said_once(register):
    older, newer = register.entered("Older"), register.entered("Newer")
    relate(newer, older, RelationKind.CONFLICTS)

    with pytest.raises(StepRefused, match="This is said of the two records already"):
        relate(older, newer, RelationKind.CONFLICTS)


def test_a_correction_takes_away_no_question_that_is_superseded(register):
    older, newer = register.entered("Older", questions=TWO_QUESTIONS), register.entered("Newer")
    relate(newer, older, RelationKind.SUPERSEDES_IN_PART, questions=("1", "2 b)"))
    renamed = text_of(older, questions=text_of(older).questions[1:])

    with pytest.raises(StepRefused, match="names question 1, which would be gone"):
        older.take(steps.CORRECT, older.sam, content=renamed)
    newer.take(steps.END_RELATION, newer.sam, relation=RecordRelation.objects.get())
    older.take(steps.CORRECT, older.sam, content=renamed)

    assert [question.label for question in text_of(older).questions] == ["2"]


def test_records_do_not_supersede_each_other_in_a_circle(register):
    first, second, third = (register.entered(name) for name in ("First", "Second", "Third"))
    relate(second, first)
    relate(third, second)

    with pytest.raises(StepRefused, match="That record supersedes this one"):
        relate(first, third)


def test_a_circle_that_was_made_past_the_step_still_leads_somewhere(register):
    first, second = register.entered("First"), register.entered("Second")
    relate(second, first)
    one = RecordRelation.objects.get()
    RecordRelation.objects.create(record=one.other, other=one.record, kind=one.kind, by=one.by, at=one.at)

    assert set(Record.objects.current_of([one.other_id])) == {one.other_id}


def test_a_relation_is_ended_once_and_stays_in_the_table(register):
    older, newer = register.entered("Older"), register.entered("Newer")
    relate(newer, older)
    relation = RecordRelation.objects.get()

    newer.take(steps.END_RELATION, newer.sam, relation=relation)

    assert (said_of(newer), said_of(older)) == ([], [])
    assert RecordRelation.objects.get().ended_at == newer.at
    with pytest.raises(StepRefused, match="no relation to another one"):
        newer.take(steps.END_RELATION, newer.sam, relation=RecordRelation.objects.get())


def test_only_an_own_relation_is_ended_that_still_stands(register):
    older, newer = register.entered("Older"), register.entered("Newer")
    relate(newer, older)
    relate(older, newer, RelationKind.DEPENDS)
    own, of_the_other = newer.clarification.record.relations.get(), older.clarification.record.relations.get()
    relate(newer, older, RelationKind.NARROWS)
    newer.take(steps.END_RELATION, newer.sam, relation=own)

    for relation in (own, of_the_other):
        with pytest.raises(StepRefused, match="This is not of this record"):
            newer.take(steps.END_RELATION, newer.sam, relation=relation)


def test_a_page_changes_where_the_record_that_it_names_is_renamed_retired_or_brought_back(register):
    older, newer = register.entered("Older"), register.entered("Newer")
    relate(newer, older)
    record, changes = older.clarification.record, []

    for step, facts in (
        (steps.CORRECT, {"content": text_of(newer), "edition": EditionFactory(year=2031)}),
        (steps.RETIRE, {}),
        (steps.RESTORE, {}),
    ):
        newer.take(step, newer.sam, **facts)
        record.refresh_from_db()
        changes.append(record.changed_at == newer.at)

    assert changes == [True, True, True]


def test_a_label_that_is_named_several_times_is_meant_once():
    assert labels_in("1 a); 2;1 a);; 2 ") == ("1 a)", "2")


def test_pages_that_name_a_record_change_with_its_title_and_with_the_name_of_what_replaces_it(register):
    older, newer, related = register.entered("Older"), register.entered("Newer"), register.entered("Related")
    relate(related, newer, RelationKind.DEPENDS)
    older.take(steps.RETIRE, older.sam, replacement=newer.clarification.record)
    newer.at = older.at

    newer.take(steps.CORRECT, newer.sam, content=text_of(newer, title="Another title"))

    records = [case.clarification.record for case in (older, related)]
    for record in records:
        record.refresh_from_db()
    assert [record.changed_at for record in records] == [newer.at, newer.at]
