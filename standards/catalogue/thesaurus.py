"""Which terms of the field mean the same, as the administrators keep them."""

from standards.catalogue.once import kept_by_catalogue
from standards.models.thesaurus import ThesaurusRing


@kept_by_catalogue
def rings() -> tuple[tuple[str, ...], ...]:
    """The terms of each ring, its preferred one first; one query."""
    rows = ThesaurusRing.objects.order_by("preferred").values_list("preferred", "same")
    return tuple((preferred, *same.split("\n")) for preferred, same in rows)
