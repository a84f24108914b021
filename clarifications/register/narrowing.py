"""Which records a facet narrows the list to; its values as an address, the register and people write them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Exists, Field, OuterRef, Q
from django.db.models.expressions import RawSQL

from clarifications.register.counts import RETIRED
from clarifications.register.facets import CLAUSE, UNKNOWN, Facet, ValueOrder
from clarifications.register.models import Record, RecordClause, RecordFacet
from standards.reading.clause_numbers import LEVEL, ClauseNumber, LevelKind
from standards.reading.clause_reader import parse

if TYPE_CHECKING:
    from clarifications.register.beside import Topic
    from clarifications.register.rows import EditionIndex
    from standards.models import Edition

NOT_RETIRED = ~Q(label=RETIRED)
MANY = 1_000  # records of a list; of a longer one they are not gathered


class Values:
    """The values that an address may name, with their words; standards and editions as far as ``index`` has them.

    ``topics``: those of the vocabulary, by their keys, in its order.
    """

    def __init__(self, index: "EditionIndex", topics: "Mapping[str, Topic]") -> None:
        self.index, self.topics = index, dict(topics)
        self.standards = {standard.slug: standard for standard in index.standards}
        self.editions = {key_of(edition): edition for edition in index.in_order()}
        self._keys = {
            "standard": {slug: str(standard.pk) for slug, standard in self.standards.items()},
            "edition": {key: str(edition.pk) for key, edition in self.editions.items()},
            "topic": {key: key for key in topics},
        }
        self._words = {
            "standard": {slug: standard.designation for slug, standard in self.standards.items()},
            "edition": {key: edition.short for key, edition in self.editions.items()},
            "topic": {key: topic.label for key, topic in topics.items()},
        }

    def kept(self, facet: Facet, value: str) -> str:
        """How the register keeps a value of an address."""
        return self._keys[facet.name][value] if facet.name in self._keys else value

    def in_words(self, facet: Facet, value: str) -> str:
        """How a value of an address is written."""
        known = self._words.get(facet.name) or dict(_fixed(facet))
        return known[value] if known else str(facet.in_words(value))

    def choices(self, facet: Facet, counted: Iterable[str]) -> list[tuple[str, str]]:
        """The values that an address may name, in order; ``counted``: those of which there are records."""
        if fixed := _fixed(facet):
            return fixed
        known = self._keys.get(facet.name) or list(counted)
        found = [(value, self.in_words(facet, value)) for value in known]
        if facet.order is ValueOrder.NEWEST_FIRST:
            return sorted(found, key=lambda one: (one[0] != UNKNOWN, one[0]), reverse=True)
        return found if facet.name in self._keys else sorted(found, key=lambda one: one[1])


def condition(facet: Facet, chosen: Sequence[str], values: Values) -> Q:
    """The records that have one of these values, asked of each record in the order of a list that is long, which is
    read no further than its page.
    """
    if facet is CLAUSE:
        clauses = RecordClause.objects.filter(inside(narrowest(map(parse, chosen))))
        return Q(Exists(clauses.filter(record=OuterRef("pk")).order_by()))
    if facet.read:
        rows = RecordFacet.objects.filter(facet=facet.name, value__in=chosen).order_by()
        return Q(Exists(rows.filter(record=OuterRef("pk"))))
    known = Q(**{f"{facet.column}__in": [values.kept(facet, value) for value in chosen if value != UNKNOWN]})
    return known | Q(**{f"{facet.column}__isnull": True}) if UNKNOWN in chosen else known


def at_or_below(clause: ClauseNumber) -> Q:
    """A clause and its parts. Keys are digits alone, and that of a part begins with that of its whole."""
    return starting_with(clause.sort_key)


def starting_with(key: str) -> Q:
    """The clauses whose keys begin with this one, so that an index finds them whatever its collation."""
    return Q(sort_key__gte=key, sort_key__lt=f"{int(key) + 1:0{len(key)}}")


def inside(clauses: Iterable[ClauseNumber]) -> Q:
    """One of these clauses or a part of it."""
    return reduce(or_, map(at_or_below, clauses))


def narrowest(clauses: Iterable[ClauseNumber]) -> list[ClauseNumber]:
    """These clauses without those of which a part is named too: who opens a clause and takes a part means the part."""
    named = list(dict.fromkeys(clauses))
    wholes = {whole for clause in named for whole in clause.wholes}
    return [clause for clause in named if clause not in wholes]


def from_sort_key(key: str) -> ClauseNumber:
    """The clause that a key was made of."""
    levels = (key[place : place + LEVEL] for place in range(1, len(key), LEVEL))
    return ClauseNumber(tuple((LevelKind(level[0]), int(level[1:])) for level in levels))


def among(records: Sequence[int]) -> Q:
    """The records with these keys, given to the database as one value however many they are."""
    if connection.vendor == "sqlite":
        return Q(pk__in=RawSQL("SELECT value FROM json_each(%s)", [json.dumps(records)]))
    return Q(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [list(records)]))


def key_of(edition: "Edition") -> str:
    """How an address names an edition: ``17025-2017``."""
    return f"{edition.standard.slug}-{edition.slug}"


def _fixed(facet: Facet) -> list[tuple[str, str]]:
    """The values of a facet whose words are fixed."""
    column = Record._meta.get_field(facet.column) if facet.column else None
    choices = column.flatchoices if isinstance(column, Field) else facet.choices
    return [(str(value), str(label)) for value, label in choices]
