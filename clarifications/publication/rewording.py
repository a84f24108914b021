"""What a published text changes of the one before it: of what the group concluded, or of the former version."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from clarifications.publication.changes import Change, changes
from clarifications.publication.content import content_of
from clarifications.register.models import RecordVersion
from clarifications.register.text import PublishedText

if TYPE_CHECKING:
    from clarifications.case.models import Clarification


@dataclass(frozen=True)
class Rewording:
    """One text of a case and its places that say something else than before.

    ``version`` is ``None`` of a text that is not published yet; ``changes``, where one of the two was redacted.
    """

    version: RecordVersion | None
    changes: list[Change] | None

    @property
    def is_first(self) -> bool:
        """Whether what stood before is what the group concluded."""
        return self.version is None or self.version.number == 1


def rewordings(clarification: "Clarification") -> list[Rewording]:
    """Of all texts of a case, the newest first: of the prepared one, or of each version.

    A text that no group concluded here has nothing before it.
    """
    return [*_corrections(clarification)[::-1], *_first(clarification)]


def last_changes(clarification: "Clarification") -> list[Change]:
    """What the newest version of a record changes of the text before it; no other text is compared."""
    version, *before = clarification.record.versions.order_by("-number")[:2]
    if before:
        return _between(before[0], version) or []
    return next((row.changes or [] for row in _first(clarification)), [])


def _first(clarification: "Clarification") -> list[Rewording]:
    """The text that was concluded here, as it is prepared or was published at first."""
    if all(conclusion.reopened_at for conclusion in clarification.held("conclusions")["conclusions"]):
        return []
    if not hasattr(clarification, "record"):
        return [Rewording(None, _of_the_concluded(clarification, clarification.public_text.text))]
    version = clarification.held("versions")["versions"][0]
    text = version.text
    if not isinstance(text, PublishedText) or _is_redacted_since(clarification, version):
        return [Rewording(version, None)]
    return [Rewording(version, _of_the_concluded(clarification, text))]


def _is_redacted_since(clarification: "Clarification", version: RecordVersion) -> bool:
    """Whether words that the group concluded may be gone: they are read from the case as it is now."""
    places = clarification.held("places")["places"]
    return any(place.outcome == "redacted" and place.settled_at >= version.at for place in places)


def _of_the_concluded(clarification: "Clarification", text: PublishedText) -> list[Change]:
    """What was edited before publication: dates, figures and the edition are not anybody's wording."""
    concluded = content_of(clarification).without_quotations()
    return changes(text.with_wording_of(concluded), text)


def _corrections(clarification: "Clarification") -> list[Rewording]:
    versions = clarification.held("versions")["versions"]
    return [Rewording(version, _between(former, version)) for former, version in pairwise(versions)]


def _between(former: RecordVersion, version: RecordVersion) -> list[Change] | None:
    before, after = former.text, version.text
    if isinstance(before, PublishedText) and isinstance(after, PublishedText):
        return changes(before, after)
    return None
