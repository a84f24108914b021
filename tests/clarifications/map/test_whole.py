"""The map is whole: each state and step has all that depends on it, and what is missing is said by name."""

from dataclasses import replace

import pytest

from clarifications.map.steps import COMMENT, PUBLISH, RESUBMIT, STEPS, WITHDRAW, State
from clarifications.map.whole import Map, MapIncomplete, another_map, the_map
from clarifications.map.words import Awaited, StateWords
from tests.clarifications.map.gaps import gaps_of


def without(rows, *left_out):
    return [row for row in rows if row not in left_out]


def test_nothing_is_missing_for_any_state_or_step():
    assert gaps_of(the_map()) == []


def test_the_states_of_the_map_are_those_that_the_database_knows():
    assert [state.state for state in the_map().states] == list(State)
    assert list(the_map().steps) == list(STEPS)


def test_a_state_without_words_is_named():
    whole = the_map()

    with pytest.raises(MapIncomplete) as found:
        replace(whole, states=without(whole.states, whole.state("returned")))

    assert found.value.gaps == ["state returned: no words"]


def test_a_step_without_words_is_named():
    whole = the_map()

    with pytest.raises(MapIncomplete) as found:
        replace(whole, words=without(whole.words, whole.words_of(COMMENT.verb), whole.words_of(PUBLISH.verb)))

    assert found.value.gaps == ["step comment: no words", "step publish: no words"]


def test_words_of_a_step_that_is_not_on_the_map_are_named():
    whole = the_map()

    with pytest.raises(MapIncomplete) as found:
        replace(whole, steps=without(whole.steps, COMMENT))

    assert found.value.gaps == ["step comment: not on the map"]


def test_what_the_requester_reads_after_the_own_step_is_not_left_out():
    whole = the_map()
    silent = [replace(row, done="") if row.step in (RESUBMIT, WITHDRAW) else row for row in whole.words]

    with pytest.raises(MapIncomplete) as found:
        replace(whole, words=silent)

    said = "nothing that the requester reads when it is done"
    assert found.value.gaps == [f"step resubmit: {said}", f"step withdraw: {said}"]


def test_a_state_waits_for_nothing_that_is_not_open_there():
    whole = the_map()
    received = replace(whole.state("received"), awaits=[Awaited(PUBLISH, "Publish", "Somebody publishes")])

    with pytest.raises(MapIncomplete) as found:
        replace(whole, states=[received, *without(whole.states, whole.state("received"))])

    assert found.value.gaps == ["state received: waits for publish, which is not open there"]


def test_before_the_last_a_state_waits_for_nothing_that_lists_cannot_ask():
    whole = the_map()
    decided = whole.state("decided")
    twice = replace(decided, awaits=[*decided.awaits, *decided.awaits])

    with pytest.raises(MapIncomplete) as found:
        replace(whole, states=[*without(whole.states, decided), twice])

    assert found.value.gaps == ["state decided: lists cannot ask public_text_complete of publish"]


def test_no_field_of_a_state_can_be_left_out():
    with pytest.raises(TypeError, match="is_seen_by_group"):
        StateWords(state=State.RECEIVED)


def test_another_map_holds_for_a_while():
    ours = the_map()
    other = Map(ours.states, ours.steps, ours.words)

    with another_map(other):
        assert the_map() is other

    assert the_map() is ours
