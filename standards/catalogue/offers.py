"""The editions of CASCO's standards that can be chosen, kept as long as nothing in the catalogue changes."""

import datetime

from standards.catalogue.once import kept_by_catalogue, once_a_request
from standards.catalogue.queries import toolbox_editions
from standards.reading.offered import Offered


@once_a_request
@kept_by_catalogue
def offered_editions(day: datetime.date) -> tuple[Offered, ...]:
    """All editions that were ever published, standard by standard, the newest first, with how each stands."""
    return tuple(
        Offered(edition.pk, edition.reference, edition.standing(day).label, edition.title)
        for edition in toolbox_editions().with_standing()
    )
