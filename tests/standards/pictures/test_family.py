"""The drawing of a family of editions."""

import datetime

import pytest

from standards.catalogue.lineage import lines_of
from standards.models import Edition, Succession
from standards.pictures.family import BOX, HEIGHT, drawing_of
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)


def drawn(*pairs, shown=None, inferred=False):
    """The drawing of editions that are given as pairs, the newer one first."""
    for newer, older in pairs:
        Succession.objects.create(newer=newer, older=older, is_inferred=inferred)
    lines = lines_of(list(Edition.objects.select_related("standard")), at=TODAY)
    return drawing_of(lines, shown=shown)


def boxes(drawing):
    return {box.label: box for box in drawing.boxes}


def gone(year, **facts):
    return EditionFactory(year=year, stage="95.99", **facts)


def test_an_edition_alone_needs_no_drawing():
    EditionFactory()

    assert drawn() is None


def test_nothing_needs_no_drawing():
    assert drawing_of([]) is None


def test_many_become_one_and_one_becomes_many():
    guides = [gone(1996, standard__type="GUIDE"), gone(1999, standard__type="GUIDE")]
    first = gone(2006)
    second = gone(2011, standard=first.standard)
    parts = [EditionFactory(standard__part=part, year=2015) for part in "12"]

    found = drawn((first, guides[0]), (first, guides[1]), (second, first), (parts[0], second), (parts[1], second))

    placed = boxes(found)
    columns = [sorted({placed[one.short].x for one in row}) for row in (guides, [first], [second], parts)]
    assert ([len(column) for column in columns], columns == sorted(columns)) == ([1, 1, 1, 1], True)
    assert placed[guides[0].short].y != placed[guides[1].short].y
    assert placed[parts[0].short].y != placed[parts[1].short].y
    assert placed[first.short].y == placed[second.short].y
    assert len(found.arrows) == 5


def test_no_two_boxes_lie_upon_each_other_and_all_lie_within_the_drawing():
    old, new = gone(1990), EditionFactory(year=2020)
    between = [gone(2000 + row) for row in range(6)]

    found = drawn(*((one, old) for one in between), *((new, one) for one in between), (new, old))

    places = {(box.x, box.y) for box in found.boxes}
    assert len(places) == 8
    assert all(0 <= box.x <= found.width - BOX and 0 <= box.y <= found.height - HEIGHT for box in found.boxes)


def test_an_arrow_over_a_generation_goes_around_what_stands_between():
    old, between, new = gone(1990), gone(2000), EditionFactory(year=2020)

    found = drawn((between, old), (new, between), (new, old))

    bent = [arrow.d for arrow in found.arrows if "V" in arrow.d]
    assert len(bent) == 1


def test_the_line_says_how_much_an_edition_binds():
    old = gone(2006)
    new = EditionFactory(standard=old.standard, year=2020)
    draft = EditionFactory(standard=old.standard, year=None, slug="fdis", stage="50.20", published="")

    found = drawn((new, old), (draft, new), shown=new)

    placed = boxes(found)
    assert [placed[one.short].line for one in (old, new, draft)] == ["ended", "standard", "work"]
    assert sorted(arrow.line for arrow in found.arrows) == ["standard", "work"]
    assert [box.label for box in found.boxes if box.is_shown] == [new.short]


@pytest.mark.parametrize(("inferred", "note"), [(True, "inferred"), (False, "")])
def test_what_was_concluded_is_marked(inferred, note):
    found = drawn((EditionFactory(year=2020), gone(2010)), inferred=inferred)

    assert [arrow.note for arrow in found.arrows] == [note]


def test_editions_of_a_standard_that_stand_side_by_side_have_lanes_of_their_own():
    old = gone(1990)
    twins = [EditionFactory(standard__number="90500", year=2001), gone(2002)]
    twins[1].standard = twins[0].standard
    twins[1].save()

    found = drawn(*((one, old) for one in twins))

    placed = boxes(found)
    assert len({placed[one.short].y for one in twins}) == 2


def test_a_long_name_is_squeezed_into_its_box_and_never_cut():
    old = gone(2010, reference="ISO/IEC/IEEE 8802-1-12345678901234:2010")

    found = drawn((EditionFactory(year=2020), old))

    box = boxes(found)[old.short]
    assert (box.squeezed, [one.squeezed for one in found.boxes if one != box]) == (130, [None])


def test_a_circle_in_the_data_is_drawn_somehow():
    one, two = EditionFactory(year=2001), EditionFactory(year=2005)

    found = drawn((one, two), (two, one))

    assert (len(found.boxes), len(found.arrows)) == (2, 2)
