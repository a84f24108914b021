"""The toolbox as in 2019 and as today, from the catalogue as it is delivered."""

import datetime

import pytest

from standards.catalogue.in_force import InForce
from standards.pictures.toolbox import WIDTH, draw
from standards.toolbox.places import Toolbox
from tests.page import Page

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)
THEN = datetime.date(2019, 12, 31)


def toolbox(*, is_as_then=False):
    return Toolbox(at=TODAY, is_as_then=is_as_then)


def places(shown):
    """What stands where: the label and the editions of each place."""
    cells = [cell for group in shown.groups for row in group.rows for cell in row]
    return [(str(p.label), [entry.edition.short for entry in p.entries]) for cell in cells for p in cell.places]


def part_of(answer, name):
    """The words of one section."""
    return Page(answer, f"#{name}").words


# ---------- as it is delivered ----------


def test_in_2019_the_places_held_what_the_presentation_names(delivered):
    assert places(toolbox(is_as_then=True)) == [
        ("", ["17021-1:2015"]),
        ("", ["17065:2012"]),
        ("", ["17024:2012"]),
        ("", ["17020:2012"]),
        ("", ["17029:2019"]),
        ("", ["17025:2017"]),
        ("Audit duration", ["TS 17023:2013"]),
        ("Fundamentals for products", ["17067:2013"]),
        ("Tangible products", ["TR 17026:2015"]),
        ("Certification scheme for processes", ["TR 17032:2019"]),
        ("Example of certification schemes", ["TR 17028:2017"]),
        ("Vocabulary for personnel", ["TS 17027:2014"]),
        ("Proficiency testing", ["17043:2010"]),
        ("Reference material producers", ["17034:2016"]),
        ("Supplier’s declaration", ["17050-1:2004", "17050-2:2004"]),
        ("Use of marks", ["Guide 23:1982", "Guide 27:1983"]),
        ("Use of marks by third parties", ["17030:2003"]),
        ("Good conformity assessment practice", ["Guide 60:2004"]),
        ("Accreditation", ["17011:2017"]),
        ("Peer assessment", ["17040:2005", "Guide 68:2002"]),
        ("Terms and definitions", ["17000:2004"]),
        ("Guide for drafting normative documents", ["17007:2009"]),
    ]


def test_today_the_same_places_hold_what_replaced_it_and_two_that_we_placed(delivered):
    then, now = dict(places(toolbox(is_as_then=True))), dict(places(toolbox()))

    assert {label: found for label, found in now.items() if then.get(label) != found} == {
        "Remote auditing": ["TS 17012:2024"],
        "Validation and verification programmes": ["TS 17035:2024"],
        "Vocabulary for personnel": ["17024:2026"],
        "Proficiency testing": ["17043:2023"],
        "Use of marks": ["17030:2021"],
        "Use of marks by third parties": ["17030:2021"],
        "Good conformity assessment practice": ["17060:2022"],
        "Terms and definitions": ["17000:2020"],
        "Guide for drafting normative documents": ["17007:2026"],
    }


def test_only_what_we_placed_is_marked_so(delivered):
    cells = [cell for group in toolbox().groups for row in group.rows for cell in row]

    marked = [str(place.label) for cell in cells for place in cell.places if place.is_placed_by_us]

    assert marked == ["Remote auditing", "Validation and verification programmes"]


def test_every_edition_of_2019_was_in_force_at_the_end_of_that_year(delivered):
    in_force = {edition.short for edition in InForce.at(THEN).editions}
    shown = toolbox(is_as_then=True)
    named = [name for _label, names in places(shown) for name in names] + [part.edition.short for part in shown.parts]

    assert [name for name in named if name not in in_force] == []


def test_what_replaced_what_is_told_once_and_then_what_is_new(delivered):
    changes = [([one.short for one in c.then], [one.short for one in c.now]) for c in toolbox().changes]

    assert changes == [
        (["17000:2004"], ["17000:2020"]),
        (["17007:2009"], ["17007:2026"]),
        (["17020:2012"], ["17020:2026"]),
        (["17024:2012", "TS 17027:2014"], ["17024:2026"]),
        (["Guide 23:1982", "Guide 27:1983", "17030:2003"], ["17030:2021"]),
        (["17043:2010"], ["17043:2023"]),
        (["Guide 60:2004"], ["17060:2022"]),
        ([], ["TS 17012:2024"]),
        ([], ["TS 17021-12:2020"]),
        ([], ["TS 17021-13:2021"]),
        ([], ["TS 17021-14:2022"]),
        ([], ["TS 17021-15:2023"]),
        ([], ["TS 17035:2024"]),
    ]


def test_the_parts_of_17021_grow_by_those_that_came_since(delivered):
    then, now = toolbox(is_as_then=True).parts, toolbox().parts

    assert [part.edition.short for part in now if part not in then] == [
        "TS 17021-12:2020",
        "TS 17021-13:2021",
        "TS 17021-14:2022",
        "TS 17021-15:2023",
    ]
    assert [part.is_new for part in now] == [False] * 10 + [True] * 4


def test_every_standard_in_force_stands_somewhere_on_the_page(petra, delivered):
    page = petra.get("/toolbox/").content.decode()

    lost = [edition.reference for edition in InForce.at(TODAY).editions if edition.get_absolute_url() not in page]

    assert lost == []


@pytest.mark.parametrize("is_as_then", [True, False])
def test_every_cell_spans_its_columns_and_every_row_all_of_them(delivered, is_as_then):
    shown = toolbox(is_as_then=is_as_then)

    widths = {sum(len(cell.columns) for cell in row) for group in shown.groups for row in group.rows}

    assert widths == {len(shown.columns)}


def test_the_page_says_of_which_day_it_is(petra, delivered):
    today, then = (Page(petra.get(f"/toolbox/{query}"), ".running").words for query in ("", "?as-of=2019"))

    assert (today.startswith("Standing As of"), then) == (True, "Standing As in 2019")


def test_in_2019_the_page_names_what_is_in_force_instead(petra, delivered):
    words = part_of(petra.get("/toolbox/?as-of=2019"), "matrix")

    assert "Guide 60:2004 today 17060:2022" in words
    assert "Vocabulary for personnel TS 17027:2014 today 17024:2026" in words
    assert "TS 17012:2024" not in words


def test_today_the_page_names_what_was_replaced_and_what_we_placed(petra, delivered):
    words = part_of(petra.get("/toolbox/"), "matrix")

    assert "17020:2026 replaced 17020:2012" in words
    assert "17030:2021 replaced Guide 23:1982 ; Guide 27:1983" in words
    assert "TS 17012:2024 new placed here by us, from its title" in words


def test_what_the_source_does_not_let_one_know_is_a_quiet_sign_and_columns_of_which_nothing_is_known_are_left_out(
    petra, delivered
):
    ticks = {str(row.label): [str(tick.label) for tick in row.ticks] for row in toolbox().activities}

    unknown = ["not known", "not known", "yes"]
    assert ticks == {
        "Certification of management systems": ["no", "no", "yes"],
        "Certification of products, processes and services": ["no", "no", "yes"],
        "Certification of persons": ["no", "no", "yes"],
        "Inspection": unknown,
        "Validation and verification": unknown,
        "Testing": unknown,
        "Supplier’s declaration of conformity": ["yes", "no", "no"],
    }
    words = part_of(petra.get("/toolbox/"), "activities")
    assert "The ticks of 2019 are lost" in words
    assert "left out: Selection, determination, review and attestation; Surveillance, when needed." in words
    assert "not legible" not in words


def test_parts_stand_under_the_title_of_the_whole_with_only_their_own(petra, delivered):
    words = part_of(petra.get("/toolbox/"), "parts")

    assert words.count("Requirements for bodies providing audit and certification of management systems") == 1
    assert "17021-3:2017 Competence requirements for auditing and certification of quality management systems" in words


def test_the_page_begins_with_how_it_fits_together_has_contents_and_says_once_as_of_when(petra, delivered):
    page = petra.get("/toolbox/")

    shown = Page(page)
    sections = [f"#{name}" for name in shown.values("main section.leaf", "id")]
    assert shown.values(".contents a") == sections
    assert sections[0] == "#fits"
    assert shown.words.count("As of") == 1


def test_the_page_says_how_the_presentation_writes_17032(petra, delivered):
    assert "the documents are ISO/IEC TR 17032:2019 and ISO/IEC TS 17027:2014" in part_of(
        petra.get("/toolbox/"), "source"
    )


# ---------- the drawing ----------


def test_each_body_of_the_drawing_is_a_link_to_its_standard_and_stands_in_the_list_too(petra, delivered):
    section = Page(petra.get("/toolbox/"), "#fits")

    links = section.values("svg a")

    assert links == [body.entry.edition.get_absolute_url() for body in toolbox().bodies]
    assert [link for link in links if section.values("a").count(link) < 2] == []
    assert section.values("svg[role=group]", "aria-labelledby") == ["bodies-title"]


def test_everything_lies_inside_the_drawing(delivered):
    drawing = draw(toolbox().bodies)
    boxes = [drawing.groups, drawing.accreditation, *drawing.bodies, *drawing.outcomes]

    assert [box.name for box in boxes if box.x < 0 or box.x + box.width > WIDTH or box.bottom > drawing.height] == []
    assert [box.name for box in boxes if box.words[-1].y > box.bottom] == []
    assert [box.name for box in boxes if box.entry and box.pending_at > box.bottom] == []
