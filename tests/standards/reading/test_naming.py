"""How standards and editions are named in addresses and sorted."""

import pytest

from standards.reading.naming import edition_slug, standard_slug, standard_sort_key


@pytest.mark.parametrize(
    ("standard", "slug", "taken"),
    [
        (("ISO/IEC", "IS", "17025", ""), "17025", "iso-iec-17025"),
        (("ISO/IEC", "IS", "17021", "1"), "17021-1", "iso-iec-17021-1"),
        (("ISO/IEC", "TS", "17012", ""), "ts-17012", "iso-iec-ts-17012"),
        (("ISO", "GUIDE", "27", ""), "guide-27", "iso-guide-27"),
        (("ISO", "IS", "646", ""), "646", "iso-646"),
        (("ISO/IEC", "IS", "80601", "2-12"), "80601-2-12", "iso-iec-80601-2-12"),
    ],
)
def test_the_address_of_a_standard_takes_its_publisher_only_where_the_plain_one_is_taken(standard, slug, taken):
    assert (standard_slug(*standard), standard_slug(*standard, taken=True)) == (slug, taken)


@pytest.mark.parametrize(
    ("reference", "iso_id", "slug"),
    [
        ("ISO/IEC 17065:2012", 1, "2012"),
        ("ISO/IEC FDIS 17065", 94443, "fdis"),
        ("ISO/IEC 17067", 87597, "project-87597"),
        ("ISO/IEC CD 17067", None, "iso-iec-cd-17067"),
        ("ISO/IEC 17025:2005/Cor 1:2006", 1, "2005-cor-1-2006"),
        ("ISO/IEC 17065:2012/DAmd 1", 1, "2012-damd-1"),
        ("ISO/IEC 13818-1:2000/Amd 1:2003/Cor 1:2004", 1, "2000-amd-1-2003-cor-1-2004"),
        ("ISO/IEC FDIS 23090-14/DAM 1", 7, "project-7"),
    ],
)
def test_the_address_of_an_edition_is_its_year_where_it_has_one(reference, iso_id, slug):
    assert edition_slug(reference, iso_id=iso_id) == slug


def test_standards_sort_by_number_and_part_as_numbers_with_guides_last():
    in_order = [
        ("IS", "9001", ""),
        ("IS", "17021", ""),
        ("IS", "17021", "2"),
        ("IS", "17021", "10"),
        ("GUIDE", "65", ""),
    ]

    keys = [standard_sort_key(*standard, slug="x") for standard in in_order]

    assert keys == sorted(keys)
