"""Which terms of the field mean the same, as the administrators keep them."""

from standards.models.thesaurus import ThesaurusRing


def rings() -> tuple[tuple[str, ...], ...]:
    """The terms of each ring, its preferred one first; one query."""
    rows = ThesaurusRing.objects.order_by("preferred").values_list("preferred", "same")
    return tuple((preferred, *same.split("\n")) for preferred, same in rows)
