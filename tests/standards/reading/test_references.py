"""References of ISO's deliverables taken apart, and how the standards that come of them are cited."""

import pytest

from standards.models import Standard
from standards.reading.naming import edition_slug, standard_slug
from standards.reading.references import base_of, take_apart

# reference, publisher, type (as the file says it), number, part, year, supplement, designation, address, of the edition
TABLE = [
    ("ISO 9001:2015", "ISO", "IS", "9001", "", 2015, "", "ISO 9001", "9001", "2015"),
    ("ISO/WD 0", "ISO", "IS", "0", "", None, "", "ISO 0", "0", "project-7"),
    ("ISO/R 102:1959", "ISO", "R", "102", "", 1959, "", "ISO/R 102", "r-102", "1959"),
    ("ISO/TR 7035-2:2024", "ISO", "TR", "7035", "2", 2024, "", "ISO/TR 7035-2", "tr-7035-2", "2024"),
    ("ISO/DIS 10303-1.2", "ISO", "IS", "10303", "1", None, "", "ISO 10303-1", "10303-1", "project-7"),
    ("ISO/FDIS 9001", "ISO", "IS", "9001", "", None, "", "ISO 9001", "9001", "fdis"),
    ("ISO/PRF 8402", "ISO", "IS", "8402", "", None, "", "ISO 8402", "8402", "project-7"),
    ("ISO/CD TS 22163", "ISO", "TS", "22163", "", None, "", "ISO/TS 22163", "ts-22163", "project-7"),
    ("ISO/DTS 22163.3", "ISO", "TS", "22163", "", None, "", "ISO/TS 22163", "ts-22163", "project-7"),
    ("ISO/PAS 17001:2005", "ISO", "PAS", "17001", "", 2005, "", "ISO/PAS 17001", "pas-17001", "2005"),
    ("ISO/DATA 5:1974", "ISO", "DATA", "5", "", 1974, "", "ISO/DATA 5", "data-5", "1974"),
    ("ISO/TTA 1:1994", "ISO", "TTA", "1", "", 1994, "", "ISO/TTA 1", "tta-1", "1994"),
    ("IWA 31:2020", "ISO", "IWA", "31", "", 2020, "", "IWA 31", "iwa-31", "2020"),
    ("IWA 42-1:2022", "ISO", "IWA", "42", "1", 2022, "", "IWA 42-1", "iwa-42-1", "2022"),
    ("ISO/PRF IWA 48", "ISO", "IWA", "48", "", None, "", "IWA 48", "iwa-48", "project-7"),
    ("ISO Guide 34:2009", "ISO", "GUIDE", "34", "", 2009, "", "ISO Guide 34", "guide-34", "2009"),
    ("ISO/DGuide 84", "ISO", "GUIDE", "84", "", None, "", "ISO Guide 84", "guide-84", "project-7"),
    ("ISO/IEC Guide 43-1:1997", "ISO/IEC", "GUIDE", "43", "1", 1997, "", "ISO/IEC Guide 43-1", "guide-43-1", "1997"),
    ("ISO/IEC FDIS 17065", "ISO/IEC", "IS", "17065", "", None, "", "ISO/IEC 17065", "17065", "fdis"),
    ("ISO/IEC TS 17012:2024", "ISO/IEC", "TS", "17012", "", 2024, "", "ISO/IEC TS 17012", "ts-17012", "2024"),
    ("ISO/IEC DTR 30190", "ISO/IEC", "TR", "30190", "", None, "", "ISO/IEC TR 30190", "tr-30190", "project-7"),
    ("ISO/IEC NP TS 9569", "ISO/IEC", "TS", "9569", "", None, "", "ISO/IEC TS 9569", "ts-9569", "project-7"),
    ("ISO/IEC ISP 9646-3:1995", "ISO/IEC", "ISP", "9646", "3", 1995, "", "ISO/IEC ISP 9646-3", "isp-9646-3", "1995"),
    ("IEC/PWI 63590", "IEC", "IS", "63590", "", None, "", "IEC 63590", "63590", "project-7"),
    ("IEC 62366-1:2015", "IEC", "IS", "62366", "1", 2015, "", "IEC 62366-1", "62366-1", "2015"),
    ("ISO/ASTM 51026:2015", "ISO/ASTM", "IS", "51026", "", 2015, "", "ISO/ASTM 51026", "51026", "2015"),
    ("ISO/ASTM TR 52905:2023", "ISO/ASTM", "TR", "52905", "", 2023, "", "ISO/ASTM TR 52905", "tr-52905", "2023"),
    ("ISO/HL7 10781:2023", "ISO/HL7", "IS", "10781", "", 2023, "", "ISO/HL7 10781", "10781", "2023"),
    ("ISO/CIE TR 21783:2022", "ISO/CIE", "TR", "21783", "", 2022, "", "ISO/CIE TR 21783", "tr-21783", "2022"),
    ("ISO/SAE PAS 22736:2021", "ISO/SAE", "PAS", "22736", "", 2021, "", "ISO/SAE PAS 22736", "pas-22736", "2021"),
    ("ISO/IEC/IEEE 8802-1AB:2017", "ISO/IEC/IEEE", "IS", "8802", "1AB", 2017, "", "ISO/IEC/IEEE 8802-1AB", "8802-1ab",
     "2017"),
    ("ISO 8637-1-2:2020", "ISO", "IS", "8637", "1-2", 2020, "", "ISO 8637-1-2", "8637-1-2", "2020"),
    ("ISO 9001:2015/Amd 1:2024", "ISO", "IS", "9001", "", 2015, "Amd 1:2024", "ISO 9001", "9001", "2015-amd-1-2024"),
    ("ISO/IEC 17065:2012/DAmd 1", "ISO/IEC", "IS", "17065", "", 2012, "DAmd 1", "ISO/IEC 17065", "17065",
     "2012-damd-1"),
    (
        "ISO/IEC 13818-1:2000/Amd 1:2003/Cor 1:2004",
        "ISO/IEC", "IS", "13818", "1", 2000, "Amd 1:2003/Cor 1:2004",
        "ISO/IEC 13818-1", "13818-1", "2000-amd-1-2003-cor-1-2004",
    ),
    ("ISO 1000/Add 1", "ISO", "IS", "1000", "", None, "Add 1", "ISO 1000", "1000", "project-7"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "publisher", "type_", "number", "part", "year", "supplement", "designation", "slug", "edition"),
    TABLE,
    ids=[row[0] for row in TABLE],
)
def test_a_reference_names_a_standard_and_an_edition(
    reference, publisher, type_, number, part, year, supplement, designation, slug, edition
):
    found = take_apart(reference)

    assert (found.publisher, found.number, found.part, found.year, found.supplement) == (
        publisher,
        number,
        part,
        year,
        supplement,
    )
    assert Standard(publisher=publisher, type=type_, number=number, part=part).designation == designation
    assert standard_slug(publisher, type_, number, part) == slug
    assert edition_slug(reference, iso_id=7) == edition


@pytest.mark.parametrize(
    "reference",
    ["", "ISO", "9001", "ISO9001:2015", "ISO 9001:15", "ISO 9001:2015 ", " ISO 9001", "ISO 9001:2015/",
     "ISO 9001:20155", "ISO 9001 (2015)", "Iso\N{EN DASH}9001 1", "9ISO 1", "ISO 9001-",
     "ISO \N{FULLWIDTH DIGIT NINE}", "ISO 9001\n"],
)  # fmt: skip
def test_what_iso_does_not_write_so_is_no_reference(reference):
    assert take_apart(reference) is None


@pytest.mark.parametrize(
    ("reference", "year"),
    [
        ("ISO 9001:2015", 2015),
        ("ISO/DIS 9001", None),
        ("ISO/IEC 17025:2005/Cor 1:2006", 2006),
        ("ISO/IEC 13818-1:2000/Amd 1:2003/Cor 1:2004", 2004),
        ("ISO/IEC 17065:2012/DAmd 1", 2012),
    ],
)
def test_a_supplement_has_a_year_of_its_own(reference, year):
    assert take_apart(reference).own_year == year


@pytest.mark.parametrize(
    ("reference", "base"),
    [
        ("ISO/IEC 17025:2005/Cor 1:2006", "ISO/IEC 17025:2005"),
        ("ISO/IEC 13818-1:2000/Amd 1:2003/Cor 1:2004", "ISO/IEC 13818-1:2000/Amd 1:2003"),
        ("ISO 9001:2015", ""),
    ],
)
def test_a_supplement_names_its_base(reference, base):
    assert base_of(reference) == base
