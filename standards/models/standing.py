"""How an edition stands at a date: in force, in transition until a date, withdrawn, or under development."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from standards.models.kinds import SourceRank
from standards.reading import stages
from standards.reading.dates import PartialDate

if TYPE_CHECKING:
    from standards.models.editions import Edition


class StandingKind(TextChoices):
    """Whether an edition may be used at a date."""

    CURRENT = "current", _("In force")
    TRANSITION = "transition", _("In transition")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DEVELOPMENT = "development", _("Under development")


@dataclass(frozen=True)
class TransitionEnd:
    """Until when what was replaced may be used, who says so, and how good that source is."""

    until: PartialDate
    source: str = ""
    source_rank: str = ""

    @property
    def in_words(self) -> str:
        """The date; whoever has it at second hand alone says so wherever it is shown."""
        if self.source_rank == SourceRank.SECOND_HAND:
            return gettext("%(date)s (second-hand)") % {"date": self.until}
        return str(self.until)

    @property
    def source_in_words(self) -> str:
        """How good its source is, in words; that it is not known, where nobody has judged it."""
        return str(SourceRank(self.source_rank).label) if self.source_rank else gettext("not known")


@dataclass(frozen=True)
class Standing:
    """How an edition stands at a date, with the words for it; ``end`` is that of a transition, where known."""

    kind: StandingKind
    label: str
    end: TransitionEnd | None = None

    @property
    def until(self) -> PartialDate | None:
        """Until when it may still be used."""
        return self.end.until if self.end else None


@dataclass(frozen=True)
class Successor:
    """What matters of an edition that replaced another: its date, and until when the old one may be used."""

    published: PartialDate
    ends: tuple[TransitionEnd, ...] = ()


def standing_of(edition: "Edition", at: datetime.date, *, successors: Sequence[Successor]) -> Standing:
    """Whether an edition may be used at a date, from its own dates and those of its published successors."""
    if stages.is_deleted(edition.stage):
        return Standing(StandingKind.WITHDRAWN, gettext("Project deleted"))
    if not edition.was_published or (edition.published.earliest or at) > at:
        return Standing(StandingKind.DEVELOPMENT, str(StandingKind.DEVELOPMENT.label))
    if not _is_replaced(edition, at, successors):
        return Standing(StandingKind.CURRENT, str(StandingKind.CURRENT.label))
    return _standing_once_replaced(edition, at, successors)


def last_of(successors: Sequence[Successor]) -> TransitionEnd | None:
    """The latest end that is known: that one counts."""
    known = (end for newer in successors for end in newer.ends if end.until)
    return max(known, key=lambda end: end.until, default=None)


def _is_replaced(edition: "Edition", at: datetime.date, successors: Sequence[Successor]) -> bool:
    """A successor was published by then, or the edition was withdrawn by then."""
    if any(newer.published.earliest and newer.published.earliest <= at for newer in successors):
        return True
    if edition.withdrawn.latest:
        return edition.withdrawn.latest <= at
    if edition.withdrawn.earliest and at < edition.withdrawn.earliest:
        return False
    return edition.is_withdrawn and not any(newer.published for newer in successors)


def _standing_once_replaced(edition: "Edition", at: datetime.date, successors: Sequence[Successor]) -> Standing:
    last = last_of(successors)
    if last and (last.until.latest or at) >= at:
        label = gettext("In transition until %(date)s") % {"date": last.in_words}
        return Standing(StandingKind.TRANSITION, label, last)
    # Nobody has said until when it may be used: we say so and do not guess.
    if last is None and (edition.withdrawal_is_inferred or not edition.is_withdrawn):
        return Standing(StandingKind.TRANSITION, gettext("Replaced; end of transition not known"))
    return Standing(StandingKind.WITHDRAWN, str(StandingKind.WITHDRAWN.label))
