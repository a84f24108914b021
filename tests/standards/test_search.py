"""Finding standards by number and words."""

import pytest

from standards.search import find
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    """Four standards of the toolbox, as their numbers say."""
    rows = [
        ("ISO/IEC", "IS", "17025", "", 2017, "General requirements for the competence of testing laboratories"),
        ("ISO/IEC", "IS", "17021", "1", 2015, "Audit and certification of management systems — Part 1: Requirements"),
        ("ISO/IEC", "TS", "17021", "10", 2018, "Competence for auditing occupational health and safety"),
        ("ISO/IEC", "GUIDE", "65", "", 1996, "General requirements for product certification bodies"),
    ]
    for publisher, type_, number, part, year, title in rows:
        names = {"publisher": publisher, "type": type_, "number": number, "part": part}
        standard = {f"standard__{key}": value for key, value in names.items()}
        EditionFactory(**standard, standard__slug=f"{type_}-{number}-{part}".lower(), year=year, title=title)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("17025", ["17025"]),
        ("ISO/IEC 17025:2017", ["17025"]),
        ("ISO/IEC 17025:2016", []),
        ("1702", ["17021-1", "17021-10", "17025"]),
        ("17021-1", ["17021-1", "17021-10"]),
        ("TS 17021", ["17021-10"]),
        ("guide 65", ["65"]),
        ("certification", ["17021-1", "65"]),
        ("CERTIFICATION bodies", ["65"]),
        ("2015", ["17021-1"]),
        ("nothing like it", []),
        ("%", ["17021-1", "17021-10", "17025", "65"]),
        ("", ["17021-1", "17021-10", "17025", "65"]),
        ("17025 " * 100, ["17025"]),
    ],
)
def test_every_word_must_fit(shelf, text, numbers):
    found = find(text)

    assert sorted(f"{one.number}-{one.part}".strip("-") for one in found) == numbers
