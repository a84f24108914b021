"""The rounds of consensus as they are shown: who is on the roll, and where each of them stands."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.consensus.models import Call, Ending, Handling, ObjectionStanding, Position, RollEntry, View
from clarifications.map.rule import Text

WAITS: Mapping[str, Text] = {
    ObjectionStanding.TO_ANSWER: gettext_lazy("not answered"),
    ObjectionStanding.ASKED: gettext_lazy("answered; who objects says until %(day)s whether it is resolved"),
    ObjectionStanding.KEPT: gettext_lazy("kept; the convenor’s account is missing"),
}


@dataclass(frozen=True)
class ShownEntry:
    """One line of a roll: who, for which body, and what was said; ``kind`` is ``none`` where nothing was.

    ``waits`` says what an objection waits for, ``became`` what became of it.
    """

    name: str
    body: str
    note: str
    kind: str
    says: str
    reason: str = ""
    waits: str = ""
    became: str = ""
    said: Sequence[tuple[str, str]] = ()  # what was said about an objection, each with its heading


@dataclass(frozen=True)
class Round:
    """One call with its roll: open objections first, those who did not answer last."""

    call: Call
    entries: list[ShownEntry]
    in_words: str  # until when it runs, or when it ended, and why before its day
    answered: int


def round_of(call: Call, *, is_open: bool) -> Round:
    """A call with roll, positions and conclusions, which were fetched with it."""
    entries = [_shown(entry, call, is_open=is_open) for entry in sorted(call.roll.all(), key=_place)]
    answered = sum(entry.recused_at is None and hasattr(entry, "position") for entry in call.roll.all())
    return Round(call, entries, _in_words(call, is_open=is_open), answered)


def _in_words(call: Call, *, is_open: bool) -> str:
    days = {"last": format_date(call.ends_on, "j F Y")}
    if is_open:
        if _silent(call):
            return _("Call open until %(last)s, 23:59 UTC") % days
        return _("Everybody has answered; positions can be changed until %(last)s, 23:59 UTC, or the conclusion") % days
    if call.closed_at is None or call.closed_at.date() > call.ends_on:
        return _("Call over; it ran to %(last)s, 23:59 UTC") % days
    days["day"] = format_date(call.closed_at, "j F Y")
    on_last_day = call.closed_at.date() == call.ends_on
    if any(conclusion.at == call.closed_at for conclusion in call.conclusions.all()):
        days["answered"] = format_date(_answered_at(call), "j F Y")
        if on_last_day:
            return _("All had answered on %(answered)s; concluded on the last day, %(last)s") % days
        return _("All had answered on %(answered)s; concluded on %(day)s, before the last day, %(last)s") % days
    if on_last_day:
        return _("Ended on the last day, %(last)s") % days
    return _("Ended on %(day)s, before the last day, %(last)s") % days


def _answered_at(call: Call) -> datetime.datetime:
    """When the last of those who were waited for answered, or answered otherwise."""
    entries = [entry for entry in call.roll.all() if entry.recused_at is None]
    return max((entry.position.at for entry in entries if hasattr(entry, "position")), default=call.opened_at)


def _silent(call: Call) -> bool:
    """Whether somebody is waited for."""
    return any(entry.recused_at is None and not hasattr(entry, "position") for entry in call.roll.all())


def _place(entry: RollEntry) -> int:
    position = _position(entry)
    if position is None:
        return 3
    return 2 if position.view != View.OBJECT else 0 if _standing(entry) in WAITS else 1


def _position(entry: RollEntry) -> Position | None:
    """What somebody said that counts; of who recused the objection alone, which is taken at the last word."""
    position = getattr(entry, "position", None)
    return None if position and entry.recused_at and position.view != View.OBJECT else position


def _standing(entry: RollEntry) -> str:
    """Where an objection stands, as it was fetched with the entry."""
    return str(getattr(entry, "standing", ""))


def _shown(entry: RollEntry, call: Call, *, is_open: bool) -> ShownEntry:
    position = _position(entry)
    note = _("own body concerned, disclosed") if entry.disclosed else ""
    shown = ShownEntry(entry.user.name, str(entry.body), note, kind="none", says=_("No answer"))
    if entry.recused_at:
        shown = replace(shown, says=_("Recused"))
    elif position is None and not is_open:
        shown = replace(shown, became=_("Silence is not counted as agreement."))
    if position is None:
        return shown
    view = _("Objected, then recused") if entry.recused_at else position.get_view_display()
    shown = replace(shown, kind=position.view, says=view, reason=position.reason)
    return _with_objection(shown, position, _standing(entry), call) if position.view == View.OBJECT else shown


def _with_objection(shown: ShownEntry, position: Position, standing: str, call: Call) -> ShownEntry:
    """What was said about an objection, and what it waits for, or what became of it."""
    texts = [
        (_("The convenor answers:"), position.answer),
        (_("Who objects says:"), position.word),
        (_("The convenor’s account:"), position.account),
    ]
    said = [(head, text) for head, text in texts if text]
    day = {"day": format_date(position.answer_by, "j F Y") if position.answer_by else ""}
    if call.closed_at is None and standing in WAITS:
        return replace(shown, said=said, waits=str(WAITS[standing]) % day)
    return replace(shown, said=said, became=_became(position, call, day))


def _became(position: Position, call: Call, day: dict[str, str]) -> str:
    if position.handling in (Handling.RESOLVED, Handling.SUSTAINED):
        return f"{position.get_handling_display()}."
    ended = call.closed_at.date() if call.closed_at else None
    if position.answer_by and position.handling == Handling.ANSWERED and (ended is None or position.answer_by < ended):
        return _("No answer by %(day)s: taken as not kept.") % day
    if any(one.at == call.closed_at and one.ending == Ending.NO_CONSENSUS for one in call.conclusions.all()):
        return _("It stood when the work ended without consensus.")
    return _("Closed with its round, which ended before it was settled.")
