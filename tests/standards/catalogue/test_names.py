"""Names of editions for machines: on their pages, of supplements too, and none where there is none."""

import pytest

from standards.catalogue.names import urn_of
from tests.factories import EditionFactory, StandardFactory

pytestmark = pytest.mark.django_db


def test_an_edition_names_itself_for_machines_on_its_page(petra):
    edition = EditionFactory(standard=StandardFactory(number="17025"), year=2017, edition_number=3)

    text = petra.get(edition.get_absolute_url()).content.decode()

    assert "<code>urn:iso:std:iso-iec:17025:ed-3</code>" in text


def test_a_supplement_is_named_after_its_edition():
    base = EditionFactory(standard=StandardFactory(number="90081"), year=2005, edition_number=2)
    facts = {"standard": base.standard, "edition_number": 1}
    amendment = EditionFactory(
        **facts,
        reference="ISO/IEC 90081:2005/Amd 1:2006",
        slug="2005-amd-1",
        supplement_type="Amd",
        supplement_of=base,
    )
    corrigendum = EditionFactory(
        **facts,
        reference="ISO/IEC 90081:2005/Amd 1:2006/Cor 2:2007",
        slug="2005-amd-1-cor-2",
        supplement_type="Cor",
        supplement_of=amendment,
    )

    assert [urn_of(amendment), urn_of(corrigendum)] == [
        "urn:iso:std:iso-iec:90081:ed-2:amd:1",
        "urn:iso:std:iso-iec:90081:ed-2:amd:1:cor:2",
    ]


@pytest.mark.parametrize("facts", [{"edition_number": None}, {"supplement_type": "Cor"}, {"reference": "Unread"}])
def test_what_is_not_known_has_no_name(facts):
    edition = EditionFactory(**{"standard": StandardFactory(number="90082"), "edition_number": 1} | facts)

    assert urn_of(edition) == ""
