"""The pending cases that a search names: by their reference, or by the standard and clause that they are on."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import ngettext

from clarifications.register.models import Pending
from clarifications.register.rows import sort_keys
from standards.catalogue.counterparts import touches

if TYPE_CHECKING:
    from clarifications.register.finding.search import Search


def pending_on(asked: "Search") -> list[Pending]:
    """The cases, oldest first; none where only words were typed, for their text is not public."""
    references, clauses = asked.asked.references, [clause.sort_key for clause in asked.asked.clauses]
    named = Q(reference__in=references) if references else Q(pk__in=[])
    if asked.named.is_known:
        named |= Q(edition__standard__in=asked.named.standards)
    elif clauses:
        named = Q()
    if not (references or clauses or asked.named.is_known):
        return []
    found = Pending.objects.filter(named).select_related("edition__standard")
    return [case for case in found if case.reference in references or not clauses or _is_on(case, clauses)]


def in_words(number: int, place: str = "") -> str:
    """What is said of this number of pending cases on a place, or in all; empty where there is none."""
    if place:
        said = ngettext(
            "%(number)s request is pending on %(place)s; what it asks is not public.",
            "%(number)s requests are pending on %(place)s; what they ask is not public.",
            number,
        )
    else:
        said = ngettext(
            "%(number)s request is pending in all; what it asks is not public.",
            "%(number)s requests are pending in all; what they ask is not public.",
            number,
        )
    return said % {"number": number, "place": place} if number else ""


def _is_on(case: Pending, clauses: list[str]) -> bool:
    return any(touches(own, one) for own in sort_keys(case.clauses) for one in clauses)
