"""A result shows the passage that holds most of what was asked, with these words marked and nothing cut."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clarifications.intake.questions import Asked
from clarifications.register.finding.passages import MOST, Marks, best_passage, passages
from clarifications.register.finding.search import Search, search
from clarifications.register.finding.why import found_rows
from clarifications.register.models import Record
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import RecordKind
from standards.reading.words import placed_words, read_words
from tests.page import Page
from tests.register import Register


def marked(text: str, record: Record) -> tuple[str, list[str]]:
    """Where the passage stands, and the words that are marked in it."""
    passage = passages(search(text), [record.pk])[record.pk]
    return passage.where, [piece.text for piece in passage.pieces if piece.is_marked]


@given(st.text(), st.text())
def test_the_pieces_of_any_text_are_the_text_and_what_is_marked_is_whole_words(asked, text):
    looked_for = Search.of_words(asked)

    pieces = Marks(looked_for).pieces(text)

    assert "".join(piece.text for piece in pieces) == text
    starts, ends = ({place[at] for place in placed_words(text)} for at in (1, 2))
    before = list(accumulate((len(piece.text) for piece in pieces), initial=0))
    marked_ones = [(before[at], before[at + 1]) for at, piece in enumerate(pieces) if piece.is_marked]
    assert all(start in starts and end in ends for start, end in marked_ones)


@given(st.text())
def test_placed_words_are_the_words_of_the_text(text):
    placed = list(placed_words(text))

    assert [word for word, _start, _end in placed] == list(read_words(text))
    assert all(0 <= start < end <= len(text) for _word, start, end in placed)


@pytest.mark.django_db
def test_the_passage_is_the_sentence_with_most_of_the_words():
    asked = [Asked("Images are kept. Must the images of a balance be sealed? Balances differ.")]
    record = Register().add("A question", questions=asked)

    assert marked("sealed balance images", record) == ("Question", ["images", "balance", "sealed"])


def test_a_passage_says_of_which_part_it_is():
    told = PublishedText(
        RecordKind.CLARIFICATION, "A question", "", "", background="A zebra.", circumstance="A giraffe."
    )

    found = [best_passage(Marks(Search.of_words(word)), told) for word in ("zebra", "giraffe")]

    assert [passage and passage.where for passage in found] == ["Background", "Circumstance"]


@pytest.mark.django_db
def test_emphasis_does_not_stand_between_words_and_marks_are_no_mark_up(petra):
    record = Register().add("A question", questions=[Asked("May <b> images be *not sealed* & kept?")])

    assert marked("“not sealed”", record) == ("Question", ["not sealed"])
    page = Page(petra.get("/search/?q=sealed"))
    assert [node.text() for node in page.root.css(".entry mark")] == ["sealed"]
    assert "May <b> images be not sealed & kept?" in " ".join(page.root.css_first(".entry").text().split())


@pytest.mark.django_db
def test_a_long_sentence_is_cut_between_words_near_the_first_that_is_marked():
    record = Register().add("A question", questions=[Asked(f"{'word ' * 200} zebra {'other ' * 200}")])

    passage = passages(search("zebra"), [record.pk])[record.pk]
    said = "".join(piece.text for piece in passage.pieces)

    assert len(said) <= MOST + 4
    assert set(said.split()) == {"…", "word", "zebra", "other"}


@pytest.mark.django_db
def test_a_row_says_by_which_clause_a_record_was_found():
    register = Register()
    part, whole = register.add("Part", clauses="7.8.6.1"), register.add("Whole", clauses="7.8")

    rows = found_rows([part, whole], search("7.8.6"))

    assert [row.why.notes for row in rows] == [["On 7.8.6.1, which is part of it"], ["On 7.8, of which it is part"]]


@pytest.mark.django_db
def test_passages_cost_as_many_queries_for_one_record_as_for_many(django_assert_max_num_queries):
    register = Register()
    records = [register.add(f"Images {number}") for number in range(4)]
    asked = search("images")

    with django_assert_max_num_queries(2):
        passages(asked, [record.pk for record in records])
