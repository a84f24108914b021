"""Where two sources differ on the catalogue: the catalogue is followed, and whoever keeps it is told."""

from dataclasses import dataclass

from django.utils.translation import gettext

from standards.models.editions import Edition
from standards.models.transitions import Transition
from standards.reading.dates import PartialDate


@dataclass(frozen=True)
class DatedOtherwise:
    """An edition that what is said of its transition dates otherwise than the catalogue."""

    edition: Edition
    said: PartialDate

    @property
    def in_words(self) -> str:
        """As the report of the loader has it."""
        said = gettext("%(edition)s: published %(published)s in the catalogue, which is followed, %(said)s elsewhere")
        return said % (vars(self) | {"published": self.edition.published})


def dated_otherwise() -> list[DatedOtherwise]:
    """Every edition of which two sources name days of publication that cannot both be right, the newest first."""
    rows = Transition.objects.exclude(published=PartialDate()).select_related("edition__standard")
    return [
        DatedOtherwise(row.edition, row.published)
        for row in rows.order_by("-edition__published", "edition__reference")
        if row.published.differs_from(row.edition.published)
    ]
