"""Names that whoever reads them takes for the same."""

import pytest

from clarifications.intake.likeness import look_alike, names_of
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
