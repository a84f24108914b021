"""What differs between two public texts as the desk shows it: place by place, word by word."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from clarifications.desk.differences import Difference, differences
from clarifications.publication.changes import Change, changed_answers
from clarifications.publication.models import ProposedChange


@dataclass(frozen=True)
class Changed:
    """One place of a text with what changes there."""

    name: str
    pieces: list[Difference]


@dataclass(frozen=True)
class ShownChange:
    """Answers that were put to the convenor: what was said of them, and what they change."""

    row: ProposedChange
    said: str
    answers: list[Changed]


def shown_change(row: ProposedChange) -> ShownChange:
    """A proposed change as it is shown."""
    if row.outcome or row.settled_at is None:
        said = str(row.get_outcome_display())
    else:
        said = _("Overtaken before it was answered")
    return ShownChange(row, said, marked(changed_answers(row.former, row.text)))


def marked(changed: list[Change]) -> list[Changed]:
    """Changes as they are shown, word by word."""
    return [Changed(change.name, differences(change.former, change.new)) for change in changed]
