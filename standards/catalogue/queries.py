"""Questions put to the catalogue: the toolbox, an edition, a clause, and where it is known who keeps what."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Lower, Replace

from standards.models.clauses import Clause
from standards.models.committees import Committee, Responsibility
from standards.models.editions import Edition, EditionQuerySet, Standard
from standards.reading.clause_numbers import ClauseNumber

CASCO = "ISO/CASCO"


def toolbox() -> QuerySet[Standard]:
    """The standards that CASCO owns, those with an edition in force first and marked ``is_in_force``."""
    published = Edition.objects.main().published().filter(standard=OuterRef("pk"))
    return (
        Standard.objects.filter(committee__reference=CASCO)
        .annotate(is_in_force=Exists(published))
        .order_by("-is_in_force", "sort_key")
    )


def toolbox_editions() -> EditionQuerySet:
    """The editions of the toolbox that were ever published, newest first within a standard."""
    ever = Edition.objects.of_committee(CASCO).ever_published().select_related("standard")
    return ever.order_by("standard__sort_key", "-published", "-year", "reference")


def is_casco(standard: Standard) -> bool:
    """A standard of CASCO's; a request about another one is referred to its committee."""
    return standard.committee is not None and standard.committee.reference == CASCO


def find_edition(reference: str) -> Edition | None:
    """The edition of this reference, also of the one that it bore as a draft."""
    editions = Edition.objects.select_related("standard")
    exact = editions.filter(reference=reference).first()
    return exact or editions.filter(former_reference=reference).first()


def edition_at(standard: str, edition: str) -> Edition | None:
    """The edition at an address of the site; a project that was published is found at its old one too."""
    own = Edition.objects.filter(standard__slug=standard).select_related("standard")
    return own.filter(slug=edition).first() or next((one for one in own if one.was_at(edition)), None)


def committee_at(name: str) -> Committee | None:
    """The committee of this number at ISO, or of this reference, written as ISO does or as in an address."""
    if _is_number(name):
        return Committee.objects.filter(iso_id=int(name)).first()
    slug = Replace(Replace(Lower("reference"), Value("/"), Value("-")), Value(" "), Value("-"))
    sought = Committee(reference=name).slug
    return Committee.objects.annotate(address=slug).filter(address=sought).first()


def _is_number(text: str) -> bool:
    """Digits, and no more of them than a number at ISO has."""
    return text.isascii() and text.isdigit() and len(text) < 10


def listed_clauses(edition: Edition, numbers: Iterable[str]) -> dict[str, Clause]:
    """Those clauses of an edition that our list has, by number; our lists are not complete: a gap proves nothing."""
    return {clause.number: clause for clause in Clause.objects.filter(edition=edition, number__in=numbers).order_by()}


def nearest_clause(edition: Edition, number: ClauseNumber) -> Clause | None:
    """The clause, or else the nearest one above it that our list has."""
    return number.nearest_in(listed_clauses(edition, [one.canonical for one in (number, *number.wholes)]))


@dataclass(frozen=True)
class NamedGroup:
    """A group named for a standard, and whether that is a fact today."""

    responsibility: Responsibility
    is_fact: bool


def named_groups(standard: Standard, *, newest: Edition | None) -> list[NamedGroup]:
    """The groups ever named for a standard, the latest first; ``newest`` is its newest edition ever published."""
    rows = Responsibility.objects.filter(standard=standard).select_related("group", "named_for__standard")
    return [NamedGroup(row, row.is_fact(newest)) for row in rows.order_by("-since", "pk")]
