"""From the question to the standard that says it: without JavaScript, and with the keys alone."""

import pytest

from standards.models import Edition
from tests.builders import Case, cast
from tests.journeys.stage import Stage
from tests.journeys.story import whole_way


@pytest.fixture
def case(catalogue: None) -> Case:
    """The cast over the real catalogue; nothing is asked yet."""
    return cast(edition=Edition.objects.get(reference="ISO/IEC 17020:2012"))


def test_the_whole_way_without_javascript(stage: Stage, case: Case):
    whole_way(stage, case, java_script_enabled=False)


def test_the_whole_way_with_the_keys_alone(stage: Stage, case: Case):
    whole_way(stage, case, keys_only=True)
