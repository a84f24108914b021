"""A reader asks what a citation means and who answers for a document, with the keyboard alone and without scripts."""

import pytest

from tests.factories import EditionFactory, StandardFactory
from tests.journeys.stage import Stage


@pytest.mark.parametrize("browser", [{}, {"java_script_enabled": False}], ids=["with scripts", "without"])
def test_a_reader_is_led_to_the_text_that_is_meant_and_told_whose_a_document_is(stage: Stage, browser):
    laboratory = StandardFactory(number="17025", slug="17025")
    EditionFactory(standard=laboratory, year=2017, edition_number=3)
    EditionFactory(standard=StandardFactory(number="17020", slug="17020"), year=2012)
    petra = stage.enters("Petra", keys_only=True, **browser)

    petra.opens("/cite/")
    petra.writes("Citation", "EN 45004")
    petra.presses("Find it")
    petra.reads("EN 45004 is not one of ISO; this text of CASCO is the same or took its place.")
    petra.writes("Citation", "IAF MD 5")
    petra.presses("Find it")
    petra.reads("IAF MD 5 is not of ISO but of IAF: no committee of ISO answers for it.")
    petra.writes("Citation", "urn:iso:std:iso-iec:17025:ed-3:v1:en")
    petra.presses("Find it")

    petra.reads("ISO/IEC 17025:2017", "urn:iso:std:iso-iec:17025:ed-3")
