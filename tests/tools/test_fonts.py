"""The fonts that pages load: the weights that are used, no letter less than they came with, and a name of ours."""

import re

import pytest
from fontTools.ttLib import TTFont

from casco_site.sheets import joined
from tools.fonts import FONTS, HEAVIEST, LIGHTEST, MADE, WHOLE

HEAVIEST_FILE = 36_000  # bytes
pytestmark = pytest.mark.parametrize("source", FONTS)


def test_a_font_has_the_weights_that_are_used(source):
    (axis,) = TTFont(MADE / FONTS[source][0])["fvar"].axes

    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", LIGHTEST, HEAVIEST)


def test_a_font_has_every_letter_that_it_came_with(source):
    assert TTFont(MADE / FONTS[source][0]).getBestCmap() == TTFont(WHOLE / source).getBestCmap()


def test_a_font_has_every_feature_that_it_came_with(source):
    assert features(MADE / FONTS[source][0]) == features(WHOLE / source)


def test_a_changed_font_has_no_name_that_its_licence_reserves(source):
    names = {record.nameID: str(record) for record in TTFont(MADE / FONTS[source][0])["name"].names}
    copyright_ = names.pop(0)

    assert names[1] == FONTS[source][1]
    assert [name for name in names.values() if re.search(r"Source|Plex", name)] == []
    assert re.search(r"Adobe|IBM", copyright_)


def test_a_font_is_light_and_a_page_asks_for_it(source):
    assert (MADE / FONTS[source][0]).stat().st_size <= HEAVIEST_FILE
    assert f'url("../fonts/{FONTS[source][0]}")' in joined("css/site.css")


def features(path):
    """The features of a font that text can ask for; which glyph stands in for another at a weight is none."""
    tables = [TTFont(path)[name].table.FeatureList for name in ("GSUB", "GPOS")]
    return {record.FeatureTag for table in tables for record in table.FeatureRecord} - {"rvrn"}
