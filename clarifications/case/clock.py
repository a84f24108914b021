"""Where a case spent its time: with whom, for how long, and when its clock stood still; from its events."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from clarifications.case.events import Event
from clarifications.map.whole import the_map


@dataclass(frozen=True)
class Stretch:
    """A time that a case spent in one place; ``is_stopped`` while the requester is asked, ``is_open`` if it lasts."""

    holder: str
    begins: datetime.datetime
    ends: datetime.datetime
    is_stopped: bool
    is_open: bool

    @property
    def days(self) -> int:
        """Whole days, counted by the calendar, so that what is shown adds up with the dates beside it."""
        return (self.ends.date() - self.begins.date()).days


def clock(events: list[Event], *, at: datetime.datetime) -> list[Stretch]:
    """Where a case spent its time, in order; from the events of its journal, oldest first."""
    return list(_stretches(events, at))


def _stretches(events: list[Event], at: datetime.datetime) -> Iterator[Stretch]:
    moves = [event for event in events if event.from_state != event.to_state]
    entered: Counter[str] = Counter()
    for event, following in zip(moves, [*moves[1:], None], strict=True):
        state = the_map().state(event.to_state)
        entered[state.value] += 1
        if not state.clock:
            continue  # published or ended: nobody holds it
        yield Stretch(
            holder=str(state.clock % {"round": entered[state.value]}),
            begins=event.at,
            ends=following.at if following else at,
            is_stopped=state.stops_clock,
            is_open=following is None,
        )
