"""Search finds the same records in the same order on SQLite and PostgreSQL, whatever is typed."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clarifications.register.models import RecordIndex
from clarifications.register.search import Query, find
from clarifications.triggers import create_triggers, drop_triggers
from standards.reading.words import MOST_WORDS, words
from tests.factories import EditionFactory, StandardFactory
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def record_about():
    """Makes a published record; its title and clauses are what a search meets first."""
    return Register().add


def titles(text: str) -> list[str]:
    return [record.title for record in find(text)]


@pytest.fixture
def laboratory():
    return EditionFactory(standard=StandardFactory(number="17025"), year=2017)


@pytest.fixture
def auditing():
    return EditionFactory(standard=StandardFactory(number="17021", part="1"), year=2015)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISO/IEC 17021-1:2015", ["iso", "iec", "n17021x1x", "n2015x"]),
        ("7.8.2.1, 7.10", ["n7x8x2x1x", "n7x10x"]),
        ("6.2.1 d) and 6.2.1(b)", ["n6x2x1xdx", "and", "n6x2x1xbx"]),
        ("Annex B, B.1", ["annex", "nbx", "nbx1x"]),
        ("Prüfung, Ørsted", ["prufung", "orst", "orsted"]),
        ("laboratories", ["laboratori", "laboratories"]),
        ("clients’", ["client", "clients"]),
        ("3rd", ["n3rd"]),
        ("007", ["n7x"]),
        ("λ", ["u3bb"]),
        ("🙂 … \x00", []),
    ],
)
def test_text_becomes_words_of_letters_and_digits(text, expected):
    assert words(text) == expected


@given(st.text())
def test_every_word_is_one_that_both_databases_keep_whole(text):
    assert all(word.isascii() and word.isalnum() and word[0].isalpha() and word.islower() for word in words(text))


def test_a_very_long_text_is_indexed_up_to_the_last_place_that_postgresql_knows():
    assert len(words("word " * (MOST_WORDS + 10))) == MOST_WORDS


@pytest.mark.parametrize(
    "text",
    [
        "images",
        "image",
        "IMAGES",
        "imag",
        "transmits",
        "transmitted",
        "client images",
        "images client",
        "clïent",
        "“client transmits”",
    ],
)
def test_words_are_found_in_any_form_and_order(record_about, text):
    record_about("Images that the client transmits")

    assert titles(text) == ["Images that the client transmits"]


@pytest.mark.parametrize(
    "text", ["imaginary", "“transmits client”", "images absent", "“images client”", "lient", "🙂", "…", ""]
)
def test_what_is_not_there_is_not_found(record_about, text):
    record_about("Images that the client transmits")

    assert titles(text) == []


def test_the_last_word_may_be_only_begun(record_about):
    record_about("Impartiality of laboratories")

    assert titles("laboratories impartia") == ["Impartiality of laboratories"]
    assert titles("impartia laboratories") == []


def test_a_single_letter_is_not_taken_for_a_beginning(record_about):
    record_about("Zebra crossings")

    assert titles("z") == []


def test_a_clause_finds_what_lies_below_it_and_not_its_numerical_neighbour(record_about):
    record_about("Part", clauses="7.8.6.1")
    record_about("Whole", clauses="7.8.6")
    record_about("Neighbour", clauses="7.8.60")

    assert titles("7.8.6") == ["Whole", "Part"]
    assert titles("7.8.6.1") == ["Part"]
    assert titles("“7.8.6”") == ["Whole"]


def test_an_item_and_an_annex_are_found_as_people_write_them(record_about):
    record_about("Item", clauses="6.2.1 d)")
    record_about("Annex", clauses="B.1")

    assert titles("6.2.1 d)") == titles("6.2.1(d)") == titles("6.2.1d") == titles("6.2.1") == ["Item"]
    assert titles("annex B") == titles("B.1") == ["Annex"]


def test_a_standard_and_a_clause_together_find_that_clause_of_that_standard(record_about, laboratory, auditing):
    record_about("Laboratory", clauses="7.8.6", edition=laboratory)
    record_about("Audit", clauses="7.8.6", edition=auditing)

    assert titles("17025 7.8.6") == titles("ISO/IEC 17025:2017, 7.8.6") == ["Laboratory"]
    assert titles("17021-1 7.8.6") == titles("17021 7.8.6") == ["Audit"]
    assert titles("17021-11") == []


def test_the_newest_come_first(record_about):
    for title in ("First image", "Second image", "Third image"):
        record_about(title)

    assert titles("image") == ["Third image", "Second image", "First image"]


def test_a_change_of_the_index_shows_at_once(record_about):
    record = record_about("Images")

    RecordIndex.objects.filter(record=record).update(words=" ".join(words("photographs")))

    assert (titles("images"), titles("photographs")) == ([], ["Images"])


def test_what_leaves_the_index_is_not_found(record_about):
    record = record_about("Images")

    RecordIndex.objects.filter(record=record).delete()

    assert titles("images") == []


def test_the_index_is_in_step_again_after_the_triggers_were_lost(record_about):
    drop_triggers(connection)
    record_about("Images")

    create_triggers(connection)

    assert titles("images") == ["Images"]


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '""',
        "'",
        "AND",
        "OR NOT",
        "NEAR(a b)",
        "a* b^ (c",
        "words: x",
        "a & | ! <-> b",
        "\\",
        "%s %(x)s",
        "\x00\x01",
        "*",
        ":*",
    ],
)
def test_signs_of_query_languages_mean_nothing(record_about, text):
    record_about("Images")

    assert titles(text) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=200)
@given(st.text(max_size=200))
def test_nothing_that_is_typed_breaks_the_search(text):
    assert list(find(text)) == []


def test_of_a_very_long_text_only_the_beginning_is_looked_for(record_about):
    record_about("Images")
    query = Query("image " * 40_000)

    assert (query.is_cut, titles(query.text)) == (True, ["Images"])
    assert Query("image " * 3).is_cut is False
    assert titles("x" * 200_000) == []
    assert len(Query("a b c d e f g h i j k l m n o p q r s t u v w x y z").terms) == 24
