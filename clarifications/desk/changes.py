"""What differs between two public texts as the desk shows it: place by place, word by word."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from clarifications.case.models import Clarification
from clarifications.desk.differences import Difference, differences
from clarifications.publication.changes import Change, changed_answers
from clarifications.publication.models import ProposedChange
from clarifications.publication.rewording import Rewording, rewordings


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


@dataclass(frozen=True)
class ShownRewording:
    """A text of the case, by its name, with what it changes; ``said`` where there is nothing to show."""

    name: str
    said: str
    places: list[Changed]


def shown_change(row: ProposedChange) -> ShownChange:
    """A proposed change as it is shown."""
    if row.outcome or row.settled_at is None:
        said = str(row.get_outcome_display())
    else:
        said = _("Overtaken before it was answered")
    return ShownChange(row, said, marked(changed_answers(row.former, row.text)))


def shown_rewordings(clarification: Clarification) -> list[ShownRewording]:
    """What each text of a case changes of the one before, as it is shown."""
    return [ShownRewording(_name(row), _said(row), marked(row.changes or [])) for row in rewordings(clarification)]


def marked(changed: list[Change]) -> list[Changed]:
    """Changes as they are shown, word by word."""
    return [Changed(change.name, differences(change.former, change.new)) for change in changed]


def _name(row: Rewording) -> str:
    return _("Version %(number)s") % {"number": row.version.number} if row.version else _("To be published")


def _said(row: Rewording) -> str:
    if row.changes is None:
        return _("Words were redacted; what changed cannot be shown any more.")
    if row.is_first:
        return _("Of what was decided:") if row.changes else _("As it was decided.")
    return _("Of the version before:") if row.changes else _("No place says something else than before.")
