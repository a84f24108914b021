"""What other bodies have published on a clause, an edition, a standard, and what of it a text finds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from standards.catalogue.counterparts import ClauseWays, touches
from standards.catalogue.descent import Descent
from standards.models.editions import Edition, Standard
from standards.models.others import OtherClause, OtherPublication, OtherPublicationQuerySet
from standards.reading.asked import taken
from standards.reading.clause_numbers import ROOT, ClauseNumber
from standards.reading.words import read_words

MOST = 25  # of a group on a page; the list has the others
MOST_ON_STANDARD = 10
MOST_FOUND = 5
MOST_WORDS = 8


@dataclass(frozen=True)
class OtherGroup:
    """Publications that a page shows together: its head, a sentence on them, how many there are, where the rest is."""

    rows: Sequence[OtherPublication]
    total: int
    url: str
    head: str = ""
    sentence: str = ""

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.rows)


# ---------- on a page of the catalogue ----------


def others_on_clause(number: ClauseNumber, edition: Edition, *, descent: Descent) -> list[OtherGroup]:
    """What is published on a clause, on its parts and on what it is part of; four queries at most.

    First what names its edition, then what names none (which one is meant nobody has said, so it is shown for each that
    was there by then), then what is on the clause that it is in the other editions of its lineage.
    """
    here, unsaid, elsewhere = _on_clause(number, edition, ClauseWays.into(edition, descent))
    shown = OtherPublication.objects.filter(pk__in=[*here[:MOST], *unsaid[:MOST], *elsewhere[:MOST]])
    rows = {row.pk: row for row in shown.for_lists().order_by()}
    narrowed = {"clause": number.canonical, "standard": edition.standard.slug}
    of_edition = {"clause": number.canonical, "edition": f"{edition.standard.slug}/{edition.slug}"}
    moving = gettext("Numbers move between editions: the same number need not be the same requirement.")
    groups = (
        (here, of_edition, gettext("On this clause"), ""),
        (unsaid, narrowed, gettext("On this number, without naming an edition"), moving),
        (elsewhere, narrowed, gettext("On what it is in other editions"), moving),
    )
    return [
        OtherGroup([rows[key] for key in keys[:MOST]], len(keys), list_url(**where), head, sentence)
        for keys, where, head, sentence in groups
        if keys
    ]


def _on_clause(number: ClauseNumber, edition: Edition, ways: ClauseWays) -> tuple[list[int], list[int], list[int]]:
    """The keys of what names the edition, of what names none, of what is on the clause in other editions."""
    here, unsaid, elsewhere = dict[int, None](), dict[int, None](), dict[int, None]()
    for row in _near(number, edition, ways):
        own = row.publication.edition_id
        ours = {row.sort_key} if own in (None, edition.pk) else ways.of(row.sort_key, own)
        if not any(touches(one, number.sort_key) for one in ours):
            continue
        if own == edition.pk:
            here[row.publication_id] = None
        elif own is not None:
            elsewhere[row.publication_id] = None
        elif _may_be_on(row.publication, edition):
            unsaid[row.publication_id] = None
    return list(here), list(unsaid), list(elsewhere)


def _near(number: ClauseNumber, edition: Edition, ways: ClauseWays) -> QuerySet[OtherClause]:
    """The clauses that may be this one, of its standard and its lineage, the newest first."""
    keys = [number.sort_key, *ways.leading_to([number.sort_key])]
    near = reduce(or_, (Q(sort_key__startswith=root) for root in sorted({key[:ROOT] for key in keys})))
    of = Q(publication__edition__in=ways.editions)
    of |= Q(publication__standard=edition.standard_id, publication__edition__isnull=True)
    found = OtherClause.objects.filter(near, of, publication__taken_off_at__isnull=True)
    return found.select_related("publication").order_by("-publication__date", "publication", "place")


def _may_be_on(publication: OtherPublication, edition: Edition) -> bool:
    """Whether a publication without edition may speak of this one: not if it is older than that."""
    last, first = publication.date.latest, edition.published.earliest
    return last is None or first is None or last >= first


def others_on_edition(edition: Edition) -> list[OtherGroup]:
    """What names this edition: first what speaks of it as a whole, then clause by clause; three queries at most."""
    found = OtherPublication.objects.shown().filter(edition=edition)
    ordered = found.annotate(first=Min("clauses__sort_key")).order_by("first", "-date", "pk")
    return _group(ordered, most=MOST, url=list_url(edition=f"{edition.standard.slug}/{edition.slug}"))


def others_on_standard(standard: Standard) -> list[OtherGroup]:
    """What names a standard, whatever its edition, the newest first; three queries at most."""
    found = OtherPublication.objects.shown().filter(standard=standard)
    return _group(found, most=MOST_ON_STANDARD, url=list_url(standard=standard.slug))


def others_of_body(acronym: str, name: str) -> list[OtherGroup]:
    """What a body, one of its committees, or it with others has published, the newest first; four queries at most."""
    named = OtherPublication.objects.shown().order_by("body").values_list("body", flat=True).distinct()
    own = [said for said in named if _is_of(said, acronym, name)]
    url = list_url(body=own[0]) if len(own) == 1 else list_url(q=acronym or name)
    return _group(OtherPublication.objects.shown().filter(body__in=own), most=MOST, url=url) if own else []


def _is_of(said: str, acronym: str, name: str) -> bool:
    """IAF is meant by "IAF", "IAF/ILAC", "IAF Technical Committee" and "IAF (FAQ)"; SAC is not by "SAC Singapore"."""
    if said.casefold() == name.casefold():
        return True
    parts = [part.strip() for part in said.split("/")]
    groups = re.compile(rf"{re.escape(acronym)} (\(.*|.*Committee|.*Working Group.*)")
    return bool(acronym) and any(part == acronym or groups.fullmatch(part) for part in parts)


def _group(found: OtherPublicationQuerySet, *, most: int, url: str) -> list[OtherGroup]:
    rows = list(found.for_lists()[: most + 1])
    return [OtherGroup(rows[:most], found.count() if len(rows) > most else len(rows), url)] if rows else []


def list_url(**filters: str) -> str:
    """The list of all of them, narrowed."""
    return f"{reverse('standards:others')}?{urlencode(filters)}"


# ---------- whose link a text is about ----------


def others_whose_link_is_meant(text: str, *, standard: str) -> list[OtherPublication]:
    """Those whose address stands in a text, then those on a standard (its name in addresses); two queries."""
    shown = OtherPublication.objects.shown().filter(dead_since__isnull=True)
    meant = [row for row in shown.order_by("body", "number", "pk") if names_link(text, row)]
    near = shown.filter(standard__slug=standard).exclude(pk__in=[row.pk for row in meant]) if standard else shown.none()
    return [*meant, *near.order_by("body", "number", "pk")[:MOST]]


def names_link(text: str, publication: OtherPublication) -> bool:
    """Whether the address of a publication stands in a text, as a whole."""
    address = re.escape(publication.url.rstrip("/"))
    return re.search(rf"{address}/?(?![\w/?#&=-])", text) is not None


# ---------- search ----------


def others_found(text: str) -> list[OtherGroup]:
    """What a text finds, the newest first; three queries at most."""
    return _group(find(text, among=OtherPublication.objects.shown()), most=MOST_FOUND, url=list_url(q=taken(text)))


def find(text: str, *, among: OtherPublicationQuerySet) -> OtherPublicationQuerySet:
    """Those in which all words of a text occur, each perhaps only begun; none where there is no word."""
    sought = [_begun(word.stem, word.full, word.is_number) for word in read_words(taken(text))][:MOST_WORDS]
    found = among
    if not sought:
        return found.none()
    for word in sought:
        found = found.filter(words__contains=f" {word}")
    return found


def _begun(stem: str, full: str, is_number: bool) -> str:
    """What a word must begin with: 7.8 finds 7.8.6 and not 7.80; 1702 finds 17020."""
    if is_number:
        return stem if "x" in stem[:-1] else stem.removesuffix("x")
    return stem if full.startswith(stem) else full
