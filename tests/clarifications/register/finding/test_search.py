"""Search finds the same records in the same order on SQLite and PostgreSQL, whatever is typed."""

from dataclasses import replace

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.register.finding.search import search
from clarifications.register.models import Record, RecordIndex
from clarifications.register.write import reindex
from clarifications.triggers import create_triggers, drop_triggers
from standards.models import ThesaurusRing
from standards.reading.words import MOST_WORDS, words
from tests.clarifications.register.finding.found import titles
from tests.factories import EditionFactory, StandardFactory
from tests.register import Register

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("text", ["imaginary", "images -client", "images -“client transmits”", "absent", "🙂", "…", ""])
def test_what_is_not_there_is_not_found(record_about, text):
    record_about("Images that the client transmits")

    assert titles(text) == []


def test_the_last_word_may_be_only_begun(record_about):
    record_about("Impartiality of laboratories")

    assert titles("laboratories impartia") == ["Impartiality of laboratories"]
    assert search("laboratories impartia").is_near_only is False
    assert search("impartia laboratories").is_near_only is True


def test_a_single_letter_is_not_taken_for_a_beginning(record_about):
    record_about("Zebra crossings")

    assert titles("z") == []


def test_a_clause_finds_itself_then_its_parts_then_what_it_is_part_of_and_not_its_numerical_neighbour(record_about):
    record_about("Part", clauses="7.8.6.1")
    record_about("Whole", clauses="7.8.6")
    record_about("Above", clauses="7.8")
    record_about("Neighbour", clauses="7.8.60")

    assert titles("7.8.6") == ["Whole", "Part", "Above"]
    assert titles("7.8.6.1") == ["Part", "Whole", "Above"]


def test_an_item_and_an_annex_are_found_as_people_write_them(record_about):
    record_about("Item", clauses="6.2.1 d)")
    record_about("Annex", clauses="B.1")

    assert titles("6.2.1 d)") == titles("6.2.1(d)") == titles("6.2.1d") == titles("6.2.1") == ["Item"]
    assert titles("annex B") == titles("B.1") == ["Annex"]


def test_a_standard_and_a_clause_together_find_that_clause_of_that_standard(record_about, laboratory, auditing):
    record_about("Laboratory", clauses="7.8.6", edition=laboratory)
    record_about("Audit", clauses="7.8.6", edition=auditing)

    assert titles("17025 7.8.6") == titles("ISO/IEC 17025:2017, 7.8.6") == ["Laboratory"]
    assert titles("17021-1 7.8.6") == titles("ISO 17021-1 § 7.8.6") == ["Audit"]
    assert titles("17021-11") == []


def test_records_on_the_clause_that_is_named_stand_before_those_that_hold_the_words(record_about, laboratory):
    record_about("Images of a balance", clauses="7.1", edition=laboratory)
    record_about("Something else", clauses="7.8.6", edition=laboratory)
    record_about("Images of a scale", clauses="7.8.6", edition=laboratory)

    assert titles("17025 7.8.6 images") == ["Images of a scale", "Something else", "Images of a balance"]


def test_a_record_is_found_by_its_citation_its_address_and_a_former_name(record_about, laboratory):
    record = record_about("Images", edition=laboratory)
    record_about("Another", edition=laboratory)

    asked = [
        record.name,
        f"17025 clarification {record.number}",
        record.slug,
        f"https://x.example/clarifications/{record.slug}/v1/",
    ]
    assert [titles(text)[0] for text in asked] == ["Images"] * len(asked)


def test_words_in_the_title_count_more_than_in_the_question(record_about):
    record_about("Images of a balance")
    record_about("Photographs", questions=[Asked("May the images be kept?")])

    assert titles("images")[0] == "Images of a balance"


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Organization of records", "organisation"),
        ("Colours of a mark", "color"),
        ("Re-certification of persons", "recertification"),
        ("Subcontractors abroad", "sub contractors"),
        ("Spread sheets of a laboratory", "spreadsheets"),
        ("Judgement of conformity", "judgment"),
        ("Impartiality of committees", "impartialty"),
        ("Proficiency of assessors", "profficiency"),
        ("Accreditation of sites", "acreditaiton"),
    ],
)
def test_spellings_joined_forms_and_mistakes_are_found(record_about, written, typed):
    record_about(written)
    record_about("Images")

    assert titles(typed) == [written]


def test_what_means_the_same_is_found_behind_the_word_itself(record_about):
    ThesaurusRing.objects.create(preferred="invigilator", same="proctor")
    record_about("A proctor in the room")
    record_about("An invigilator in the room")

    assert titles("proctor") == ["A proctor in the room", "An invigilator in the room"]


def test_of_a_phrase_that_stands_nowhere_the_words_are_found_and_that_is_known(record_about):
    record_about("Images that the client transmits")

    found = search("“transmits client images”")

    assert (len(found.records), found.is_loosened) == (1, True)
    assert search("“client transmits”").is_loosened is False


def test_a_phrase_beside_a_word_that_stands_nowhere_is_kept(record_about):
    record_about("Images that the client transmits")

    found = search("“client transmits” zebra")

    assert (len(found.records), found.is_loosened, found.unknown) == (1, False, ("zebra",))


def test_where_only_others_hold_the_words_beside_a_standard_that_is_known_and_said(petra, record_about, laboratory):
    record_about("Images", edition=laboratory)
    record_about("Audits", edition=EditionFactory(standard=StandardFactory(number="17021", part="1")))

    assert [search(typed).is_elsewhere for typed in ("17025 audits", "17025 images", "audits")] == [True, False, False]
    for page in ("/search/", "/clarifications/"):
        assert "Nothing on the standard that was named holds the words" in petra.get(page, {"q": "17025 audits"}).text


def test_where_nothing_on_a_standard_holds_the_words_what_is_on_it_is_found_and_that_is_known(record_about, laboratory):
    record_about("Images", edition=laboratory)

    assert (titles("17025 zeppelin"), search("17025 zeppelin").is_widened) == (["Images"], True)


@pytest.mark.parametrize(("typed", "meant"), [("aduit", "audit"), ("selaed", "sealed"), ("auidt", "audit")])
def test_letters_that_changed_places_are_mended_wherever_they_stand(record_about, typed, meant):
    record_about("An audit of sealed boxes")

    assert search(typed).mended == {typed: meant}


def test_where_nothing_is_on_the_clause_what_is_on_its_standard_is_found_and_that_is_known(record_about, laboratory):
    record_about("Images", clauses="7.8.6", edition=laboratory)

    assert (titles("17025 5.9"), search("17025 5.9").is_wider) == (["Images"], True)
    assert search("17025 7.8").is_wider is False


def test_a_mended_word_is_said_and_a_known_one_is_never_mended(record_about):
    record_about("Impartiality")
    record_about("Images")

    assert search("impartialty").mended == {"impartialty": "impartiality"}
    assert search("image impartiality").mended == {}


def test_what_was_really_typed_can_be_looked_for(record_about):
    record_about("Impartiality")

    found = search("impartialty", as_typed=True)

    assert (found.mended, found.records, found.unknown) == ({}, [], ("impartialty",))


def test_words_that_were_redacted_are_no_longer_meant_by_a_misspelt_one(record_about):
    record = record_about("Zebras")
    assert search("zebrass").mended == {"zebrass": "zebras"}
    redacted = record.text_in_force()

    record.title = "Images"
    reindex(record, replace(redacted, title="Images"))

    assert search("zebrass").mended == {}


def test_words_of_a_retired_record_are_not_meant_by_a_misspelt_one_until_it_is_back():
    case = Register().published("Zebras")

    case.take(steps.RETIRE, case.sam)
    assert search("zebrass").mended == {}
    case.take(steps.RESTORE, case.sam)
    assert search("zebrass").mended == {"zebrass": "zebras"}


def test_of_exactly_as_many_words_as_are_looked_for_none_is_said_to_be_left_out():
    letters = "a b c d e f g h i j k l m n o p q r s t u v w x"

    assert (search(letters).asked.is_cut, search(f"{letters} y").asked.is_cut) == (False, True)


def test_what_an_edition_took_in_is_found_by_its_clause_and_by_those_around_it(laboratory):
    register = Register()
    old = EditionFactory(standard=laboratory.standard, year=2005)
    case = register.published("Images", edition=old, clauses="5.10")
    given = {"edition": laboratory, "kind": "incorporated", "clause": "7.8.6", "by": case.sam, "at": case.at}
    case.clarification.record.verdicts.create(**given)

    for typed in ("17025:2017 7.8.6", "17025:2017 7.8", "17025:2017 7.8.6 a)"):
        assert titles(typed) == ["Images"]
    assert search("17025:2017 7.80").named.on_clauses == {}


def test_a_retired_record_is_found_by_its_name_alone(record_about):
    record = record_about("Images")
    Record.objects.filter(pk=record.pk).update(label="retired")

    assert (titles("images"), titles(record.slug)) == ([], ["Images"])


def test_the_newest_come_first(record_about):
    for title in ("First image", "Second image", "Third image"):
        record_about(title)

    assert titles("image") == ["Third image", "Second image", "First image"]


def test_a_change_of_the_index_shows_at_once(record_about):
    record = record_about("Images")

    said = " ".join(words("seals"))
    RecordIndex.objects.filter(record=record).update(title=said, question="", words=said)

    assert (titles("images"), titles("seals")) == ([], ["Images"])


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
    assert search(text).records == []


def test_of_a_very_long_text_only_the_beginning_is_looked_for(record_about):
    record_about("Images")
    found = search("images " * 40_000)

    assert (found.asked.is_cut, titles(found.asked.text)) == (True, ["Images"])
    assert search("images " * 3).asked.is_cut is False
    assert titles("x" * 200_000) == []
    assert len(search("a b c d e f g h i j k l m n o p q r s t u v w x y z").asked.words) == 24


def test_a_word_is_shown_with_the_accents_that_texts_of_the_register_give_it(record_about):
    record_about("The Prüfbericht of a laboratory")

    assert search("prufberichd").mended == {"prufberichd": "Prüfbericht"}
    assert titles("prufberichd") == ["The Prüfbericht of a laboratory"]


@pytest.mark.parametrize(
    ("typed", "other"), [("unannounced", "announced"), ("impartial", "partial"), ("drone", "done")]
)
def test_no_word_is_mended_into_its_contrary_or_into_one_that_is_not_looked_for(record_about, typed, other):
    record_about(f"Visits that are {other}")

    assert search(typed).mended == {}


def test_what_no_text_holds_is_mended_by_the_thesaurus_and_the_catalogue(record_about):
    ThesaurusRing.objects.create(preferred="decision rule", same="Entscheidungsregel")
    record_about("The decision rule of a laboratory")

    assert search("Entscheidungsregeln").mended == {"entscheidungsregeln": "Entscheidungsregel"}
    assert titles("Entscheidungsregeln") == ["The decision rule of a laboratory"]
    assert search("entscheidungsregel").mended == {}


def test_a_document_whose_number_we_do_not_know_finds_nothing_by_its_year(record_about):
    EditionFactory(standard__number="17029", year=2019)
    record_about("Facts of 2019 in a report of type T")

    assert titles("GB/T 27025-2019") == []


def test_a_record_that_a_standard_does_not_have_is_said_not_to_be_there():
    edition = Register().published("Images").clarification.record.edition

    assert search(f"{edition.reference}, clarification 99").unknown_number == f"{edition.reference}, clarification 99"
    assert search(f"{edition.reference}, clarification 1").unknown_number == ""
    assert search("clarification 99").unknown_number == ""
