"""A standard comes under revision and a new edition is published: what the rooms above ask about it."""

import datetime

from standards.models.editions import Edition, EditionQuerySet
from standards.reading.dates import PartialDate


def published_successors(edition: Edition) -> EditionQuerySet:
    """The published editions that replaced an edition at once, oldest first."""
    return Edition.objects.ever_published().filter(replaces=edition).select_related("standard").order_by("published")


def projects_to_replace(edition: Edition) -> EditionQuerySet:
    """The projects, not yet published, that will replace an edition."""
    return (
        Edition.objects.filter(replaces=edition, stage__lt="60.60")
        .exclude(stage__endswith=".98")
        .select_related("standard")
        .order_by("-stage")
    )


def superseded() -> EditionQuerySet:
    """Every edition that a published one replaced: what was clarified on it may need a verdict."""
    newer = Edition.objects.ever_published()
    return Edition.objects.filter(replaced_by__in=newer).select_related("standard").distinct()


def replaced_since(day: datetime.date) -> EditionQuerySet:
    """Editions whose successor was published on a day or later."""
    newer = Edition.objects.ever_published().filter(published__gte=PartialDate.of(day))
    return Edition.objects.filter(replaced_by__in=newer).select_related("standard").distinct()


def may_have_incorporated(edition: Edition) -> EditionQuerySet:
    """The editions and amendments that can have taken in a clarification on an edition: published ones after it.

    Its supplements, its successors and theirs; an edition that is not published cannot have incorporated anything.
    """
    found: set[int] = set()
    waiting = {edition.pk}
    while waiting:
        newer = Edition.objects.filter(replaces__in=waiting).values_list("pk", flat=True)
        supplements = Edition.objects.filter(supplement_of__in=waiting).values_list("pk", flat=True)
        waiting = ({*newer, *supplements}) - found
        found |= waiting
    later = Edition.objects.ever_published().filter(pk__in=found).exclude(pk=edition.pk)
    return later.select_related("standard").order_by("published", "reference")
