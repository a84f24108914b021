"""The builders reach every state of the map, and the journal of each case holds."""

import pytest

from clarifications.case.journal import faults
from clarifications.map.steps import State
from tests.builders import clarification_in


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_a_case_can_be_walked_to_every_state(state):
    case = clarification_in(state)

    assert case.clarification.state == state
    assert list(faults(case.clarification)) == []
