"""What a step does to a case: its facts, the occasion, its part, and the refusal of a step."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from django.utils.translation import gettext as _

from clarifications.case import names
from clarifications.map.actors import Actor, ActorKind
from clarifications.map.rule import Text
from clarifications.map.steps import Step

if TYPE_CHECKING:
    from accounts.models import User
    from clarifications.case.models import Clarification


@dataclass(frozen=True)
class Facts:
    """What a step is given beside its reason; a step that is given nothing takes this itself."""

    @property
    def named(self) -> "User | None":
        """The person whom the step names, such as the drafter; a mail may go to them."""
        return None

    @property
    def beside(self) -> "Clarification | None":
        """Another case that the step says something of too; its people are told as those of its own."""
        return None


@dataclass(frozen=True)
class Occasion:
    """Who takes a step, when, and why."""

    by: Actor
    at: datetime
    reason: str


F = TypeVar("F", bound=Facts)


@dataclass(frozen=True)
class Begun(Generic[F]):
    """A case that begins, with its facts."""

    clarification: "Clarification"
    facts: F


@dataclass(frozen=True)
class About:
    """A detail for the journal on a person, who is named in it by an opaque id: of theirs, or of the requester's case.

    ``said`` is what there is to say besides; it names nobody.
    """

    key: str
    said: str = ""


@dataclass(frozen=True)
class StepPart(Generic[F]):
    """A row of the map with what it does: ``work`` writes to the case what facts of its type say.

    It returns a detail for the journal, which names people only as ``About``, or nothing. ``work_all``, where there is
    one, does the same for many cases that begin at once, table by table, and returns the detail of each.
    """

    step: Step
    facts: type[F]
    work: Callable[["Clarification", F, Occasion], str | About | None]
    work_all: Callable[["Sequence[Begun[F]]", Occasion], "Sequence[str]"] | None = None


AnyPart: TypeAlias = StepPart[Any]


class StepRefused(Exception):
    """A step cannot be taken; ``reasons`` are fit for people."""

    def __init__(self, reasons: Iterable[Text]) -> None:
        self.reasons = [str(reason) for reason in reasons]
        super().__init__(" ".join(self.reasons))


class CaseChanged(StepRefused):
    """Somebody else was faster: the case is not the one that was on the page."""

    def __init__(self, clarification: "Clarification", *, by: Actor) -> None:
        # As it is kept: a part that finds the change has the case as it would be after the step.
        kept = type(clarification).objects.filter(pk=clarification.pk)
        self.version = kept.values_list("version", flat=True).get()
        event = clarification.events.order_by("-number")[0]
        # The requester reads no expert's name, and the group not the requester's.
        hidden = by.kind is ActorKind.REQUESTER or event.actor_key == clarification.key
        people = {} if hidden else names.people_in([event])
        said = _("Somebody was faster: %(who)s changed the case at %(when)s UTC. Your text is kept below.")
        super().__init__(
            [said % {"who": _("somebody") if hidden else names.who_acted(event, people), "when": f"{event.at:%H:%M}"}]
        )
