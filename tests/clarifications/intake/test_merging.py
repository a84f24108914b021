"""What two windows typed into a page of a draft: brought together field by field, and nothing is overwritten."""

import pytest

from clarifications.intake.merging import MOST_BESIDE, Merged, controls, mark, marks, merge, seen_in, settled
from clarifications.intake.models import BESIDE, UNFINISHED
from clarifications.intake.saving import DraftNotKept

OPENED = {"background": "As opened", "understanding": ""}
SEEN = marks(OPENED)


def merged(typed, *, kept, beside=(), seen=SEEN):
    return merge(typed, kept=kept, seen=seen, beside=dict(beside))


def test_a_page_is_read_by_the_names_of_its_controls():
    part = {"text": "Part?", "clauses": "6.2", "parts": []}
    rows = [{"text": "One?", "clauses": "", "parts": [part]}]
    page = {"is_general": True, "edition": 7, "body": None, "questions": rows, UNFINISHED: True, BESIDE: {"body": []}}

    read = controls(page)

    assert read == {
        "is_general": "on",
        "edition": "#7",
        "body": "",
        "question_1": "One?",
        "question_1_clauses": "",
        "question_1a": "Part?",
        "question_1a_clauses": "6.2",
    }


def test_blanks_around_a_text_and_ends_of_lines_are_no_difference():
    assert mark(" a\r\nb\n") == mark("a\nb")
    assert mark("a b") != mark("ab")


@pytest.mark.parametrize(
    ("mine", "kept", "holds"),
    [
        ("Mine", "As opened", "Mine"),
        ("As opened", "Theirs", "Theirs"),
        ("Same", "Same", "Same"),
        ("", "As opened", ""),
        ("Mine", "", "Mine"),
        ("", "Theirs", "Theirs"),
    ],
    ids=["changed here", "changed there", "changed alike", "emptied here", "emptied there", "emptied and changed"],
)
def test_what_one_window_changed_holds(mine, kept, holds):
    found = merged({"background": mine, "understanding": ""}, kept={"background": kept, "understanding": ""})

    assert found == Merged({"background": holds, "understanding": ""}, {}, frozenset())


def test_of_two_texts_the_newer_stands_in_the_field_and_the_other_beside_it():
    found = merged({"background": "Mine"}, kept={"background": "Theirs", "understanding": "Their own"})

    texts = {"background": "Mine", "understanding": "Their own"}
    assert found == Merged(texts, {"background": ["Theirs"]}, frozenset({"background"}))


def test_who_goes_on_typing_in_two_windows_has_one_text_of_each():
    seen_by_first = {"background": mark("First")}

    found = merged(
        {"background": "First, longer"},
        kept={"background": "Second"},
        beside={"background": ["First"]},
        seen=seen_by_first,
    )

    assert found == Merged({"background": "First, longer"}, {"background": ["Second"]}, frozenset({"background"}))


def test_a_text_beside_that_stands_in_the_field_too_is_there_once():
    found = merged({"background": "Both"}, kept={"background": "As opened"}, beside={"background": ["Both"]})

    assert found == Merged({"background": "Both"}, {}, frozenset())


def test_a_question_that_another_window_added_stays():
    found = merged(
        {"question_1": "One?"}, kept={"question_1": "One?", "question_2": "Two?"}, seen={"question_1": mark("One?")}
    )

    assert found.texts == {"question_1": "One?", "question_2": "Two?"}


def test_a_question_that_another_window_removed_stays_away_unless_something_was_typed_into_it():
    seen = {"question_1": mark("One?"), "question_2": mark("Two?"), "question_3": mark("Three?")}
    typed = {"question_1": "One?", "question_2": "Two?", "question_3": "Three, then?"}

    found = merged(typed, kept={"question_1": "One?"}, seen=seen)

    assert found.texts == {"question_1": "One?", "question_3": "Three, then?"}


def test_more_windows_than_texts_are_kept_are_refused():
    beside = {"background": [str(number) for number in range(MOST_BESIDE)]}

    with pytest.raises(DraftNotKept) as refused:
        merged({"background": "Mine"}, kept={"background": "Theirs"}, beside=beside)

    assert refused.value.reasons == ["This page is open in too many windows. Close the others, and send it again."]


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ({}, None),
        ({"keep": "1"}, {}),
        ({"seen": '{"background": "ab"}'}, {"background": "ab"}),
        ({"seen": "{"}, {}),
        ({"seen": "[1]"}, {}),
        ({"seen": '{"a": 1}'}, {"a": "1"}),
    ],
)
def test_what_a_page_has_seen_is_read_whatever_is_sent(sent, seen):
    assert seen_in(sent) == seen


def test_a_page_of_before_pages_said_what_they_saw_holds_what_was_sent():
    beside = {"background": ["Third"]}

    found = merged({"background": "Mine"}, kept={"background": "Theirs"}, beside=beside, seen=None)

    assert found == Merged({"background": "Mine"}, beside, frozenset())


@pytest.mark.parametrize(
    ("what", "text", "beside"),
    [
        ("take", "Theirs", {"background": ["Third"]}),
        ("add", "Mine\n\nTheirs", {"background": ["Third"]}),
        ("drop", "Mine", {"background": ["Third"]}),
        ("burn", "Mine", {"background": ["Theirs", "Third"]}),
    ],
)
def test_a_choice_between_texts_is_made_once(what, text, beside):
    clash = Merged({"background": "Mine\n"}, {"background": ["Theirs", "Third"]}, frozenset())

    found = settled(clash, f"{what}:background:{mark('Theirs')}")

    assert (found.texts["background"].rstrip(), found.beside) == (text, beside)


@pytest.mark.parametrize("choice", ["", "take", "take:background", "take:subject:00", "take:background:00"])
def test_a_choice_of_what_is_not_there_changes_nothing(choice):
    clash = Merged({"background": "Mine"}, {"background": ["Theirs"]}, frozenset())

    assert settled(clash, choice) == clash


def test_the_last_choice_leaves_nothing_beside():
    clash = Merged({"background": "Mine"}, {"background": ["Theirs"]}, frozenset())

    assert settled(clash, f"drop:background:{mark('Theirs')}").beside == {}


@pytest.mark.parametrize("seen", ["[" * 5000, "{", '"text"', "null"])
def test_what_no_page_of_ours_says_it_has_seen_counts_as_nothing(seen):
    assert seen_in({"seen": seen}) == {}


def test_a_choice_for_a_field_that_was_not_sent_begins_with_nothing():
    beside = {"question_2": ["Theirs"]}

    chosen = settled(Merged({}, beside, frozenset()), f"add:question_2:{mark('Theirs')}")

    assert chosen.texts["question_2"].strip() == "Theirs"
