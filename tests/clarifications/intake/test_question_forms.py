"""The page of the questions: rows from named fields, adding and removing, errors in words."""

import pytest
from django.http import QueryDict

from clarifications.intake.models import UNFINISHED
from clarifications.intake.places import asked_row
from clarifications.intake.question_forms import (
    LETTERS,
    MOST,
    QuestionForm,
    posted_rows,
    with_added,
    without,
)
from tests.builders import START

GOOD = {"clauses": "7.8.6", "subject": "Decision rules", "question_1": "May it?", "question_1_clauses": ""}


def posted(**fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(fields)
    return data


def form_of(**fields: str) -> QuestionForm:
    return QuestionForm(posted(**fields), at=START)


def boxes(form: QuestionForm) -> dict[str, str]:
    """What the boxes of the questions hold, by their names on the page."""
    return {field.html_name: field.value() for asked in form.formsets["questions"] for field in asked}


def errors_of(form: QuestionForm) -> dict[str, list[str]]:
    return {one.add_prefix(name): errors for one in form.all_forms for name, errors in one.errors.items()}


def row(text: str, *parts: str, clauses: str = "") -> dict:
    return asked_row(text, clauses) | {"parts": [asked_row(part) for part in parts]}


# ---------- rows ----------


def test_rows_are_read_in_the_order_of_their_places():
    data = posted(
        question_10="ten",
        question_2="two",
        question_2b="b",
        question_2a="a",
        question_2a_clauses="7.1",
        question_1="one",
    )

    rows = posted_rows(data)

    two = row("two", "a", "b")
    two["parts"][0]["clauses"] = "7.1"
    assert rows == [row("one"), two, row("ten")]


def test_fields_of_other_names_are_no_questions():
    rows = posted_rows(
        posted(question_0="a", question_11="b", question_1z="c", question_1A="d", question="e", subject="f")
    )

    assert rows == []


def test_a_part_without_its_question_gets_one():
    assert posted_rows(posted(question_3b="part")) == [row("", "part")]


def test_a_question_is_added_at_the_end():
    assert with_added([row("one")], "question") == ([row("one"), row("")], "2")


def test_a_part_is_added_to_its_question():
    assert with_added([row("one"), row("two", "a")], "2") == ([row("one"), row("two", "a", "")], "2b")


@pytest.mark.parametrize("place", ["0", "3", "2a", "", "²", "-1", "x" * 50])
def test_a_tampered_place_adds_a_question(place):
    rows, at = with_added([row("one")], place)

    assert (len(rows), at) == (2, "2")


def test_there_are_only_so_many_questions_and_parts():
    full = [row("q", *"abcdefghij") for _ in range(MOST)]

    questions, _place = with_added(list(full), "question")
    parts, place = with_added(list(full), "3")

    assert (len(questions), len(parts[2]["parts"]), place) == (MOST, MOST, f"3{LETTERS[-1]}")


def test_a_part_is_removed_alone():
    assert without([row("one", "a", "b", "c")], "1b") == ([row("one", "a", "c")], "1")


def test_a_question_is_removed_with_its_parts():
    assert without([row("one"), row("two", "a")], "2") == ([row("one")], "1")


@pytest.mark.parametrize("place", ["1", "1d", "5", "x", ""])
def test_the_last_question_and_unknown_places_stay(place):
    assert without([row("one", "a")], place)[0] == [row("one", "a")]


# ---------- the page ----------


def test_a_good_page_is_kept_as_rows():
    form = form_of(**GOOD, question_2="Common.", question_2a="First?", question_2a_clauses="7.8.6.1")

    kept = form.kept()

    second = row("Common.", "First?")
    second["parts"][0]["clauses"] = "7.8.6.1"
    assert kept == {
        "clauses": "7.8.6",
        "is_general": False,
        "subject": "Decision rules",
        "questions": [row("May it?"), second],
    }


def test_a_page_with_errors_is_kept_as_typed():
    form = form_of(clauses="7..2", subject="x" * 200, question_1="", question_1a="a")

    assert form.kept() == {
        "clauses": "7..2",
        "is_general": False,
        "subject": "x" * 200,
        "questions": [row("", "a")],
        UNFINISHED: True,
    }


def test_what_is_kept_stands_on_the_page_again():
    kept = form_of(**GOOD, question_1a="First?", question_1a_clauses="7.8.6.1").kept()

    form = QuestionForm(answers=kept, at=START)

    assert boxes(form) == {
        "question_1": "May it?",
        "question_1_clauses": "",
        "question_1a": "First?",
        "question_1a_clauses": "7.8.6.1",
    }


def test_an_empty_page_has_one_question():
    form = QuestionForm(at=START)

    assert [(asked.label, asked.next_part) for asked in form.formsets["questions"]] == [("1", "1 a)")]
    assert (boxes(form), form.next_question) == ({"question_1": "", "question_1_clauses": ""}, 2)


def test_gaps_in_the_numbers_close():
    form = form_of(clauses="7.1", subject="S", question_2="two", question_7="seven", question_7c="part")

    assert [(name, text) for name, text in boxes(form).items() if "clauses" not in name] == [
        ("question_1", "two"),
        ("question_2", "seven"),
        ("question_2a", "part"),
    ]


def test_every_empty_question_is_named():
    form = form_of(clauses="7.1", subject="S", question_1="", question_1a=" ", question_2="")

    assert errors_of(form) == {
        "question_1": ["Question 1: write what its parts have in common."],
        "question_1a": ["Question 1 a) is empty: write it or remove it."],
        "question_2": ["Question 2 is empty: write it or remove it."],
    }


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        (
            {"clauses": ""},
            {"clauses": ["Name the clauses, or say that the question is about the standard as a whole."]},
        ),
        ({"clauses": "7..2"}, {"clauses": ["“7..2” is not a clause number. Did you mean 7.2?"]}),
        ({"is_general": "on"}, {"is_general": ["You named clauses above. Take them out, or leave this box empty."]}),
        ({"clauses": "", "is_general": "on"}, {}),
        ({"clauses": "", "question_1_clauses": "7.1"}, {}),
        ({"clauses": "", "question_1_clauses": "abc"}, {"question_1_clauses": ["“abc” is not a clause number."]}),
        ({"question_1_clauses": "7.1 to 7.30"}, {"question_1_clauses": ["30 clauses; name at most 20."]}),
        ({"subject": ""}, {"subject": ["Say in a few words what it is about."]}),
        ({"subject": "x" * 121}, {"subject": ["121 of at most 120 characters."]}),
        ({"question_1": "x" * 10_001}, {"question_1": ["10\u00a0001 of at most 10\u00a0000 characters."]}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(given, errors):
    assert errors_of(form_of(**(GOOD | given))) == errors


# ---------- buttons ----------


def test_adding_keeps_what_was_typed_and_goes_to_the_new_box():
    form = form_of(clauses="7..2", subject="", question_1="May it?")

    kept, place = form.pressed(posted(add="1"))

    assert place == "id_question_1a"
    assert kept == {
        **{"clauses": "7..2", "subject": "", "is_general": False},
        "questions": [row("May it?", "")],
        UNFINISHED: True,
    }


def test_removing_goes_back_to_the_question():
    form = form_of(**GOOD, question_1a="a", question_1b="b")

    kept, place = form.pressed(posted(remove="1a"))

    assert (kept["questions"], place) == ([row("May it?", "b")], "id_question_1")


def test_looking_up_leads_to_what_is_said_and_leaves_the_rest_for_later():
    form = form_of(clauses="7.8.6", subject="", question_1="")

    kept, place = form.pressed(posted(**{"look-up": "1"}))

    assert (place, errors_of(form), kept[UNFINISHED]) == ("already-said", {}, True)


def test_looking_up_without_clauses_complains_of_nothing():
    form = form_of(clauses="", subject="", question_1="")

    _kept, place = form.pressed(posted(**{"look-up": "1"}))

    assert (place, errors_of(form)) == ("already-said", {})


def test_looking_up_says_which_number_cannot_be_read():
    form = form_of(clauses="7..2", subject="", question_1="")

    _kept, place = form.pressed(posted(**{"look-up": "1"}))

    assert (place, list(errors_of(form))) == ("", ["clauses"])


def test_going_on_is_no_change_of_the_page():
    form = form_of(**GOOD)

    kept, place = form.pressed(posted())

    assert (UNFINISHED in kept, place) == (False, "")
