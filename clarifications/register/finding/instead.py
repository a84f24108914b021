"""What can be read or done where a search finds nothing, or only what is near: never more than is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from clarifications.register.blocks import bits_of_now
from clarifications.register.facets import CLAUSE
from clarifications.register.finding.asked import read
from clarifications.register.finding.asking import editions_named, way_to_ask
from clarifications.register.finding.pending import in_words
from clarifications.register.kept_numbers import kept_numbers
from clarifications.register.models import Pending
from standards.catalogue.queries import is_casco
from standards.catalogue.responsible import Keeping, ResponsibleParty, answers_for, responsible
from standards.models import Standard
from standards.reading.clause_numbers import ClauseNumber

if TYPE_CHECKING:
    from clarifications.register.finding.search import Search

MOST = 3  # standards of which is said who answers
MOST_CLAUSES = 3  # of those typed that are looked at


@dataclass(frozen=True)
class Wider:
    """A clause or standard around what was searched: how many records are on it, and where they are listed.

    Where there is none, ``url`` is its own page.
    """

    name: str
    number: int
    url: str


@dataclass(frozen=True)
class Instead:
    """What is near to a search: what lies around it, what is pending there, who answers, and how to ask.

    ``asks`` is the address of the public form with what was typed; empty where CASCO answers for none of it.
    """

    wider: Sequence[Wider]
    pending: str
    pending_url: str
    answers: Sequence[ResponsibleParty]
    asks: str


def instead_of(asked: "Search") -> Instead:
    """What is near; the number of queries is the same whatever is found."""
    editions = editions_named(asked)
    standards = [edition.standard for edition in editions]
    answers = answers_for(editions[:MOST]) if editions else responsible(asked.asked.elsewhere)[:MOST]
    may_ask = not answers or any(answer.kind == Keeping.CASCO for answer in answers)
    ours = [standard for standard in standards if is_casco(standard)]
    number = Pending.objects.filter(edition__standard__in=ours).count() if ours else 0
    wider = [*_clauses(asked, ours), *_standards(ours)] if ours or not standards else []
    return Instead(
        wider=wider,
        pending=(in_words(number, ours[0].designation) or _("Nothing is pending on it.")) if len(ours) == 1 else "",
        pending_url=f"{reverse('clarifications:pending')}?standard={ours[0].slug}" if number and len(ours) == 1 else "",
        answers=answers,
        asks=way_to_ask(asked) if may_ask else "",
    )


def _clauses(asked: "Search", standards: Sequence[Standard]) -> list[Wider]:
    """The nearest clause around each of those that were typed on which, or on whose parts, there are records."""
    typed = read(asked.asked.text).clauses[:MOST_CLAUSES]
    around = {key.sort_key: key for clause in typed for key in (clause, *clause.wholes)}
    if not around:
        return []
    known = bits_of_now()
    own = known.any_of("standard", [str(one.pk) for one in standards]) if standards else known.everything()
    numbers = {key: (own & known.shown() & known.of(CLAUSE.name, key)).bit_count() for key in around}
    found: dict[str, Wider] = {}
    for clause in typed:
        nearest = max((clause, *clause.wholes), key=lambda one: (numbers[one.sort_key] > 0, len(one.sort_key)))
        if number := numbers[nearest.sort_key]:
            found[nearest.sort_key] = Wider(_name(nearest, standards), number, _list(standards, nearest))
    return list(found.values())


def _standards(standards: Sequence[Standard]) -> list[Wider]:
    """Each of these standards, whatever the edition."""
    numbers = kept_numbers("standard", [one.pk for one in standards])
    return [
        Wider(
            _("%(standard)s, any edition") % {"standard": one.designation},
            numbers.get(one.pk, 0),
            _list([one]) if numbers.get(one.pk) else one.get_absolute_url(),
        )
        for one in standards
    ]


def _name(clause: ClauseNumber, standards: Sequence[Standard]) -> str:
    said = _("%(clause)s and below") % {"clause": clause.canonical}
    place = ", ".join(standard.designation for standard in standards)
    return f"{place}, {said}" if place else _("%(clause)s, of any standard") % {"clause": said}


def _list(standards: Sequence[Standard], clause: ClauseNumber | None = None) -> str:
    query = [("standard", standard.slug) for standard in standards]
    query += [("clause", clause.canonical)] if clause else []
    return f"{reverse('clarifications:index')}?{urlencode(query)}"
