"""Names that whoever reads them takes for the same."""

import pytest

from clarifications.intake.likeness import look_alike, names_of, speaks_of
from tests.factories import BodyFactory


@pytest.mark.parametrize(
    "name",
    [
        "standards norland",
        " Standards\u00a0 Norland.",
        "Standards\u200bNorland",
        "\uff33\uff54\uff41\uff4e\uff44\uff41\uff52\uff44\uff53 Norland",
        "St\u00e1ndards Norland",
        "\u0405t\u0430nd\u0430rds N\u043erl\u0430nd",
        "STANDARDS \u039dORLAND",
        "Standards N0rland",
        "Standards NorIand",
        "SNL",
        "S.N.L.",
        "Standards Norland (SNL)",
        "SNL, Standards Norland",
        "SNL \u2013 Standards Norland",
    ],
)
def test_a_name_is_read_as_that_of_the_body_however_it_is_written(name):
    body = BodyFactory.build(name="Standards Norland", acronym="SNL")

    assert look_alike(name, *names_of(body))


@pytest.mark.parametrize("name", ["Standards Norlandia", "Norland", "SN", "Rita Example", "\u2013", ""])
def test_other_names_are_not(name):
    body = BodyFactory.build(name="Standards Norland", acronym="")

    assert not look_alike(name, *names_of(body))


def test_a_name_in_another_alphabet_is_read_as_itself_in_capitals_too():
    assert look_alike(
        "\u03bd\u03b5\u03b1 \u03c0\u03c1\u03bf\u03c4\u03c5\u03c0\u03b1",
        "\u039d\u0395\u0391 \u03a0\u03a1\u039f\u03a4\u03a5\u03a0\u0391",
    )


def test_two_letters_stand_in_many_names_by_chance():
    names = names_of(BodyFactory.build(name="Standards Australia", acronym="SA"))

    assert not speaks_of("Bureau Veritas SA", *names)
    assert speaks_of("Bureau of Standards Australia", *names)
    assert look_alike("S.A.", *names)


@pytest.mark.parametrize(
    "name",
    [
        "Committee 4 of Standards Norland",
        "standards norland, Department of Testing",
        "St\u00e1ndards-Norland Group",
        "SNL Certification",
        "Test house (SNL)",
        "The SN\u200bL",
    ],
)
def test_a_name_that_holds_that_of_a_body_whole_speaks_of_it(name):
    body = BodyFactory.build(name="Standards Norland", acronym="SNL")

    assert speaks_of(name, *names_of(body))


@pytest.mark.parametrize(
    ("name", "acronym", "whole"),
    [
        ("Universit\u00e4t Uni Nord", "UNI", "Ente Italiano di Normazione"),
        ("International Laboratory Accreditation Cooperation", "IAF", "International Accreditation Forum"),
        ("International Accreditation Forum", "ILAC", "International Laboratory Accreditation Cooperation"),
        ("European co-operation for Accreditation", "IAF", "International Accreditation Forum"),
        ("Global Accreditation Cooperation Incorporated", "APAC", "Asia Pacific Accreditation Cooperation"),
        ("Standards Australia", "SA", "Standards South"),
        ("Singapore Standards Council", "SNL", "Standards Norland"),
        ("Standards Norlandia", "SNL", "Standards Norland"),
        ("", "SNL", "Standards Norland"),
        ("Rita Example", "", ""),
    ],
)
def test_real_names_of_other_bodies_do_not_speak_of_it(name, acronym, whole):
    assert not speaks_of(name, *names_of(BodyFactory.build(name=whole, acronym=acronym)))
