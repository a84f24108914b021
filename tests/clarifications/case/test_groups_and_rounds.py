"""What belongs to a group and a round stays there: calls of a former group, objections that a later round overcame."""

import pytest

from clarifications.case.part import StepRefused
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.register.models import RecordVersion
from tests.builders import clarification_in, decided, drafted, published, seeking_consensus
from tests.factories import ConvenorFactory, GroupFactory

pytestmark = pytest.mark.django_db


def test_a_new_group_cannot_end_on_the_call_of_the_former_one():
    case = clarification_in(State.SEEKING_CONSENSUS)
    case.take(steps.REOPEN, case.connie)
    other = GroupFactory()
    convenor = ConvenorFactory(group=other).user
    case.take(steps.REASSIGN, case.sam, group=other)
    case.open_for(convenor)

    with pytest.raises(StepRefused, match="No call for consensus was held"):
        case.take(steps.ABANDON, convenor)


def test_an_objection_that_a_later_round_overcame_is_not_published_as_sustained():
    case = seeking_consensus()
    case.take(steps.TAKE_POSITION, case.max, call=case.call, view="object", why="Too narrow.")
    case.sustain(case.max)
    case.take(steps.REOPEN, case.connie)
    published(decided(seeking_consensus(drafted(case))))

    consensus = RecordVersion.objects.get().text.consensus.figures

    assert (consensus.rounds, consensus.objections, consensus.sustained) == (2, 1, 0)
