"""The rounds of consensus as they are shown: who is on the roll, and where each of them stands."""

from dataclasses import dataclass

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

    @property
    def answered(self) -> int:
        return sum(entry.kind != "none" for entry in self.entries)


def round_of(call: Call, *, is_open: bool) -> Round:
    """A call with roll and positions, which were fetched with it."""
    return Round(call, [_shown(entry, is_open=is_open) for entry in sorted(call.roll.all(), key=_place)])


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
