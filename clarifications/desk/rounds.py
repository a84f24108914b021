"""The rounds of consensus as they are shown: who is on the roll, and where each of them stands."""

from dataclasses import dataclass

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from clarifications.consensus.models import Call, RollEntry, View


@dataclass(frozen=True)
class ShownEntry:
    """One line of a roll: who, for which body, and what was said; ``kind`` is ``none`` where nothing was."""

    name: str
    body: str
    note: str
    kind: str
    says: str
    reason: str
    is_open: bool
    handled: str
    account: str


@dataclass(frozen=True)
class Round:
    """One call with its roll: open objections first, those who did not answer last."""

    call: Call
    entries: list[ShownEntry]
    in_words: str  # until when it runs, or when it ended, and why before its day

    @property
    def answered(self) -> int:
        return sum(entry.kind != "none" for entry in self.entries)


def round_of(call: Call, *, is_open: bool) -> Round:
    """A call with roll, positions and conclusions, which were fetched with it."""
    entries = [_shown(entry, is_open=is_open) for entry in sorted(call.roll.all(), key=_place)]
    return Round(call, entries, _in_words(call, is_open=is_open))


def _in_words(call: Call, *, is_open: bool) -> str:
    days = {"last": format_date(call.ends_on, "j F Y")}
    if is_open:
        if _silent(call):
            return _("Call open until %(last)s, 23:59 UTC") % days
        return _("Everybody has answered; positions can be changed until %(last)s, 23:59 UTC, or the conclusion") % days
    if call.closed_at is None or call.closed_at.date() > call.ends_on:
        return _("Call over; it ran to %(last)s, 23:59 UTC") % days
    days["day"] = format_date(call.closed_at, "j F Y")
    if any(conclusion.at == call.closed_at for conclusion in call.conclusions.all()):
        return _("All had answered; concluded on %(day)s, before the last day, %(last)s") % days
    return _("Ended on %(day)s, before the last day, %(last)s") % days


def _silent(call: Call) -> bool:
    """Whether somebody is waited for."""
    return any(entry.recused_at is None and not hasattr(entry, "position") for entry in call.roll.all())


def _place(entry: RollEntry) -> int:
    position = getattr(entry, "position", None)
    if entry.recused_at or position is None:
        return 3
    return 2 if position.view != View.OBJECT else 1 if position.handling else 0


def _shown(entry: RollEntry, *, is_open: bool) -> ShownEntry:
    position = None if entry.recused_at else getattr(entry, "position", None)
    says, handled = _("No answer"), ""
    if entry.recused_at:
        says = _("Recused")
    elif position is None:
        handled = "" if is_open else _("Silence is not counted as agreement.")
    else:
        says = position.get_view_display()
        handled = f"{position.get_handling_display()}." if position.handling else ""
    return ShownEntry(
        name=entry.user.name,
        body=str(entry.body),
        note=_("own body concerned, disclosed") if entry.disclosed else "",
        kind=position.view if position else "none",
        says=says,
        reason=position.reason if position else "",
        is_open=bool(position and position.view == View.OBJECT and not position.handling),
        handled=handled,
        account=position.account if position else "",
    )
