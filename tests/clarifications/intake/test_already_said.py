"""What the register says on the clauses somebody asks about."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clarifications.intake import already_said as module
from clarifications.intake.already_said import already_said
from clarifications.map import steps
from clarifications.register.beside import RelationKind
from clarifications.register.models import Pending
from standards.models import ConcordanceRow, Correspondence
from standards.reading.clause_reader import parse_list
from standards.reading.dates import PartialDate
from tests import builders
from tests.builders import reviewed
from tests.factories import ClauseFactory, CommitteeFactory, EditionFactory, StandardFactory
from tests.register import Register, compared, followed_by


@pytest.fixture
def edition(db):
    return EditionFactory()


@pytest.fixture
def register(db) -> Register:
    return Register()


def said_on(edition, clauses):
    """What is said on clauses that the whole request names."""
    return already_said(edition, {"": parse_list(clauses)})[0]


def titles(edition, clauses):
    return [record.title for record in said_on(edition, clauses).records]


def meanings(edition, clauses):
    return {record.title: record.means for record in said_on(edition, clauses).records}


# ---------- on the edition that is asked about ----------


@pytest.mark.parametrize(
    ("asked", "found"),
    [("7.8.6", True), ("7.8", True), ("7.8.6.1", True), ("7.8.60", False), ("7.9", False), ("B.1", False)],
)
def test_a_record_is_shown_on_its_clause_above_it_and_below_it(edition, register, asked, found):
    register.add("Decision rules", clauses="7.8.6", edition=edition)

    assert titles(edition, asked) == (["Decision rules"] if found else [])


def test_a_record_says_its_name_date_and_outcomes(edition, register):
    published = register.add(clauses="7.8.6", edition=edition)

    record = said_on(edition, "7.8.6").records[0]

    assert (record.name, record.url) == (f"{edition.reference}, clarification 1", published.get_absolute_url())
    assert (record.outcomes, record.published, record.means) == ([("yes", "Yes")], "2 March 2026", "")


def test_a_record_on_two_of_the_clauses_is_shown_once(edition, register):
    register.add(clauses="7.8.6, 7.8.7", edition=edition)

    assert len(said_on(edition, "7.8.6, 7.8.7, 7.8").records) == 1


def test_a_retired_record_is_not_shown(edition, register):
    case = register.published(clauses="7.8.6", edition=edition)
    case.take(steps.RETIRE, case.sam, reason="Entered in error.")

    assert titles(edition, "7.8.6") == []


def test_a_superseded_record_names_the_current_one(edition, register):
    older = register.add("Older", clauses="7.8.6", edition=edition)
    case = register.published("Current", clauses="4.1", edition=edition)
    case.take(steps.RELATE, case.sam, other=older, kind=RelationKind.SUPERSEDES)

    assert said_on(edition, "7.8.6").records[0].current == case.clarification.record


def test_what_an_amendment_of_the_edition_took_in_is_said(edition, register):
    case = register.published("Images", clauses="7.8.6", edition=edition)
    amendment = EditionFactory(
        standard=edition.standard, supplement_of=edition, supplement_type="Amd", slug="2017-amd-1",
        reference=f"{edition.reference}/Amd 1:2027", year=2027,
    )  # fmt: skip
    case.take(steps.INCORPORATE, case.sam, edition=amendment, clause="7.8.6", in_force=PartialDate("2027-03"), note="")

    assert meanings(edition, "7.8.6") == {"Images": f"Included in {amendment.short}"}


# ---------- on the editions before and after it ----------


def test_a_record_on_the_former_edition_is_shown_as_not_reviewed_for_the_newer(edition, register):
    newer = followed_by(edition, standard=edition.standard, year=2026)
    register.add("Competence", clauses="6.1.9", edition=edition)

    found = meanings(newer, "6.1.9")

    assert found == {"Competence": f"Decided for {edition.reference}, 6.1.9; not reviewed for yours"}


def test_a_record_of_former_editions_is_found_under_their_other_number(edition, register):
    newest = followed_by(followed_by(edition, year=2021), year=2026)
    register.add("Competence", clauses="6.1.9", edition=edition)

    assert titles(newest, "6.1.9") == ["Competence"]


def test_a_record_on_an_edition_that_is_no_relative_is_not_shown(edition, register):
    register.add(clauses="7.8.6", edition=edition)

    assert said_on(EditionFactory(), "7.8.6").is_empty


def test_a_clause_that_moved_is_found_where_it_is_now_and_not_under_its_old_number(edition, register):
    newer = followed_by(edition, year=2026)
    compared(edition, newer, moved={"6.1.9": "6.2.3"}, removed={"6.1.8": ""})
    for number in ("6.1.9 a)", "6.1.8", "6.1.7"):
        register.add(f"On {number}", clauses=number, edition=edition)

    found = [titles(newer, clauses) for clauses in ("6.2.3", "6.1.9", "6.1.8", "6.1.7")]

    assert found == [["On 6.1.9 a)"], [], [], ["On 6.1.7"]]
    moved = f"Decided for {edition.reference}, 6.1.9 a); not reviewed for yours"
    assert meanings(newer, "6.2.3") == {"On 6.1.9 a)": moved}


def test_a_part_of_a_clause_that_kept_its_number_is_that_part_still(edition, register):
    newer = followed_by(edition, year=2026)
    compared(edition, newer, same={"6.1": "6.1"})
    register.add(clauses="6.1.9", edition=edition)

    assert [len(titles(newer, clauses)) for clauses in ("6.1.9", "6.1", "6.1.8")] == [1, 1, 0]


def test_a_record_on_a_later_edition_is_shown_to_who_asks_about_the_former(edition, register):
    newest = followed_by(middle := followed_by(edition, year=2021), year=2026)
    compared(edition, middle, moved={"6.1.9": "6.2.3"})
    compared(middle, newest, changed={"6.2.3": "6.2.3"})
    register.add("On the newest", clauses="6.2.3", edition=newest)

    found = [meanings(edition, clauses) for clauses in ("6.1.9", "6.2.3")]

    assert found == [{"On the newest": f"Decided for {newest.reference}, 6.2.3; not reviewed for yours"}, {}]


def test_what_is_new_in_a_later_edition_is_not_what_had_its_number_before(edition, register):
    newer = followed_by(edition, year=2026)
    compared(edition, newer, moved={"6.1.9": "6.2.3"})
    ConcordanceRow.objects.create(
        concordance=newer.concordances.get(),
        kind=Correspondence.NEW,
        newer="6.1.9",
        newer_key=parse_list("6.1.9")[0].sort_key,
    )
    register.add("New", clauses="6.1.9", edition=newer)

    assert titles(edition, "6.1.9") == []


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (steps.STILL_APPLIES, "reviewed, still applies to yours"),
        (steps.NO_LONGER_APPLIES, "no longer applies to yours"),
    ],
)
def test_the_verdict_that_there_is_is_said(edition, register, verdict, said):
    newer = followed_by(edition, year=2026)
    case = register.published("Images", clauses="6.1.9", edition=edition)
    case.take(verdict, case.sam, **reviewed(newer), reason="The clause is what it was.")

    assert meanings(newer, "6.1.9") == {"Images": f"Decided for {edition.reference}, 6.1.9; {said}"}


def test_where_the_edition_says_it_now_that_is_said(edition, register):
    newer = followed_by(edition, year=2026)
    case = register.published("Images", clauses="6.1.9", edition=edition)
    case.take(steps.INCORPORATE, case.sam, edition=newer, clause="6.2.3", in_force=PartialDate("2027-03"), note="")

    said = f"Decided for {edition.reference}, 6.1.9; included in {newer.reference}, 6.2.3"
    assert meanings(newer, "6.1.9") == {"Images": said}


def test_of_a_record_without_an_answer_nobody_says_that_it_was_decided(edition, register):
    newer = followed_by(edition, year=2026)
    register.historic("Title alone", clauses="6.1.9", edition=edition)

    said = f"On {edition.reference}, 6.1.9; no answer is held that could apply to yours"
    assert meanings(newer, "6.1.9") == {"Title alone": said}


def test_records_on_the_edition_itself_come_first(edition, register):
    newer = followed_by(edition, year=2026)
    register.add("Own", clauses="6.1.9", edition=newer)
    register.add("Former, decided later", clauses="6.1.9", edition=edition)

    assert titles(newer, "6.1.9") == ["Own", "Former, decided later"]


def test_the_edition_of_another_committee_stands_for_itself(db):
    standard = StandardFactory(publisher="ISO", committee=CommitteeFactory(reference="ISO/TC 176"))

    assert said_on(EditionFactory(standard=standard), "4.1").is_empty


# ---------- pending ----------


def test_a_pending_case_shows_stage_and_age_alone(edition):
    builders.under_review(builders.received(builders.cast(edition=edition), clauses="7.8.6.2, 4.1"))
    Pending.objects.update(accepted_at=timezone.now() - datetime.timedelta(days=22, hours=1))

    case = said_on(edition, "7.8.6").pending[0]

    assert (case.clause, case.state, case.state_label, case.since) == (
        "7.8.6.2, 4.1",
        "under-review",
        "Under review",
        "22 days",
    )


def test_a_case_that_is_pending_on_the_former_edition_is_shown_by_the_clause_that_it_is_now(edition):
    newer = followed_by(edition, year=2026)
    compared(edition, newer, moved={"6.1.9": "6.2.3"})
    builders.under_review(builders.received(builders.cast(edition=edition), clauses="6.1.9"))

    assert [len(said_on(newer, clauses).pending) for clauses in ("6.2.3", "6.1.9")] == [1, 0]


def test_what_is_not_screened_is_not_shown(edition):
    builders.received(builders.cast(edition=edition), clauses="7.8.6")

    assert said_on(edition, "7.8.6").is_empty


def test_a_clause_that_cannot_be_read_touches_nothing(edition):
    builders.under_review(builders.received(builders.cast(edition=edition), clauses="7.8.6"))
    Pending.objects.update(clauses=["general"])

    assert said_on(edition, "7.8.6").pending == []


# ---------- several questions, and bounds ----------


def test_each_question_is_told_what_is_said_on_its_own_clauses(edition, register):
    register.add("On both", clauses="7.8.6, 4.1", edition=edition)
    register.add("On one", clauses="4.1.2", edition=edition)
    asked = {"": parse_list("7.8"), "1": [], "2 a)": parse_list("4.1")}

    said = already_said(edition, asked)

    assert [(one.label, [record.title for record in one.records]) for one in said] == [
        ("", ["On both"]),
        ("2 a)", ["On one", "On both"]),
    ]


def test_of_clauses_that_our_list_does_not_have_it_is_said_what_that_means(edition):
    ClauseFactory(edition=edition, number="7.8.6")

    said = said_on(edition, "7.8.6, 7.8.99")

    assert said.unlisted == [
        f"7.8.99 is not in our list of {edition}. The list may not be complete there, so it may exist."
    ]


def test_of_an_edition_without_a_list_that_is_said(edition):
    assert said_on(edition, "7.8.6").unlisted == [f"We hold no list of the clauses of {edition}."]


def test_without_an_edition_or_a_clause_nothing_is_looked_up(db, edition, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert already_said(None, {"": parse_list("7.8.6")}) == []
        assert already_said(edition, {"": [], "1": []}) == []


def test_the_number_of_queries_does_not_grow(edition, register):
    newer = followed_by(edition, year=2026)

    def count() -> int:
        asked = {"": parse_list("7.8.6, 7.8"), "1": parse_list("7.8.6")}
        with CaptureQueriesContext(connection) as counted:
            already_said(newer, asked)
        return len(counted)

    register.add(clauses="7.8.6", edition=edition)
    one = count()
    for _ in range(2):
        register.add(clauses="7.8.6", edition=edition)
        register.pending(clauses="7.8.6", edition=newer)

    assert (one, count()) == (12, 12)


def test_more_than_fit_beside_a_question_are_hinted_at(edition, register, monkeypatch):
    for _ in range(2):
        register.add(clauses="7.8.6", edition=edition)
    monkeypatch.setattr(module, "MOST_RECORDS", 1)

    said = said_on(edition, "7.8.6")

    assert (len(said.records), said.has_more) == (1, True)


def test_of_very_many_clauses_the_first_are_looked_up(edition, monkeypatch):
    monkeypatch.setattr(module, "MOST_LOOKED_UP", 3)

    said = already_said(edition, {"": parse_list("1, 2"), "1": parse_list("3, 4"), "2": parse_list("5")})

    assert [[clause.canonical for clause in one.clauses] for one in said] == [["1", "2"], ["3"]]
