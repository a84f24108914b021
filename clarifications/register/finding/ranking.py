"""Finds the records that answer to a search, the best first: the same ones in the same order on every database.

The rank is a whole number from the weights of this module. A record that is named stands first; then those on the
clause that is named, exactly, below, above, in another edition; then those that hold every word, and last those that
hold most of what tells records apart. Between equal ranks the newer one is first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from clarifications.register.counts import RETIRED
from clarifications.register.finding.index import EVERYWHERE, MOST, PLACES, Ask, holding
from clarifications.register.finding.nearness import Degree, OnClause
from clarifications.register.finding.needles import Needle, phrase
from clarifications.register.models import Record, RegisterCount

if TYPE_CHECKING:
    from clarifications.register.finding.asked import TypedSearch
    from clarifications.register.finding.named import Meant

IDENTITY = 1_000_000
ON_CLAUSE = {Degree.EXACT: 400_000, Degree.BELOW: 300_000, Degree.ABOVE: 200_000, Degree.COUNTERPART: 150_000}
ON_CLAUSE[Degree.INCLUDED] = ON_CLAUSE[Degree.COUNTERPART]
# With words beside it, a wider clause or that of another edition counts for less than all of the words.
ON_CLAUSE_BESIDE_WORDS = ON_CLAUSE | {Degree.ABOVE: 15_000, Degree.COUNTERPART: 100_000, Degree.INCLUDED: 100_000}
APART = 1_000  # less for each level between a record's clause and the one that is named
OF_EDITION, OF_STANDARD = 55_000, 50_000
EVERY_WORD = 20_000
# What a word counts at each place, itself and by what means the same.
WORD = {"title": 8, "question": 6, EVERYWHERE: 4}
KIN = {"title": 6, "question": 4, EVERYWHERE: 3}
MOST_WEIGHT = 9  # of a word that stands in few records
ENOUGH = 10  # records that hold every word; then those that do not are left out
SHARE = 60  # per cent of what the best record holds, by weight, that another must hold at least


@dataclass(frozen=True)
class Hit:
    """A record that answers: its rank, how many of the words it holds, whether it is named itself or holds every word,
    whether it is on a standard that was named, and the clause by which it is.
    """

    record: int
    rank: int
    held: int = 0
    is_named: bool = False
    has_every_word: bool = True
    is_on_standard: bool = False
    on_clause: OnClause | None = None


@dataclass
class Evidence:
    """For each needle what it counts for each record, of the best place where it stands.

    ``as_two`` are for each the records that may hold it as two words.
    """

    needles: Sequence[Needle]
    counted: list[dict[int, int]] = field(default_factory=list)
    total: int = 0
    as_two: list[list[int]] = field(default_factory=list)

    @cached_property
    def weights(self) -> list[int]:
        """What each needle weighs: the fewer records hold it, the more."""
        return [min(MOST_WEIGHT, max(1, (self.total // max(1, len(records))).bit_length())) for records in self.counted]

    @cached_property
    def carries(self) -> list[int]:
        """The weight of each needle as far as it alone can make a record a result: a short number beside words not."""
        is_all = all(needle.is_count for needle in self.needles)
        return [
            weight if is_all or not needle.is_count else 0
            for needle, weight in zip(self.needles, self.weights, strict=True)
        ]

    def of(self, record: int) -> tuple[int, int, int]:
        """What the words count for a record, the weight of those that it holds, and how many these are."""
        held = [number for number, records in enumerate(self.counted) if record in records]
        score = sum(self.weights[number] * self.counted[number][record] for number in held)
        return score, sum(self.carries[number] for number in held), len(held)


def evidence(sought: Sequence[Needle]) -> Evidence:
    """Where the words stand: one statement, and one for the number of records."""
    asked = [
        (number, Ask((forms,), place), counts[place])
        for number, needle in enumerate(sought)
        for forms, counts in ((needle.own, WORD), (needle.kin, KIN))
        for place in (PLACES if forms else ())
    ]
    # Of a frequent word the newest records are looked at; those that hold every word are asked for apart.
    every_word = [Ask(tuple(needle.own + needle.kin for needle in sought))] if len(sought) > 1 else []
    split = [Ask((needle.split,)) for needle in sought if needle.split]
    held_by = holding([*(ask for _number, ask, _counted in asked), *every_word, *split])
    of_all = held_by[len(asked)] if every_word else []
    found = Evidence(sought, [dict.fromkeys(of_all, KIN[EVERYWHERE]) for _needle in sought])
    for (number, _ask, counted), records in zip(asked, held_by, strict=False):
        held = found.counted[number]
        held |= {record: max(counted, held.get(record, 0)) for record in records}
    as_two = iter(held_by[len(held_by) - len(split) :])
    found.as_two = [next(as_two) if needle.split else [] for needle in sought]
    if sought:
        labels = RegisterCount.objects.filter(facet="label").exclude(value=RETIRED)
        found.total = sum(labels.values_list("number", flat=True))
    return found


def ranked(asked: "TypedSearch", named: "Meant", words: Evidence) -> list[Hit]:
    """The records that answer, best first."""
    hits = {record: Hit(record, IDENTITY, is_named=True) for record in named.records}
    required = _holding_phrases(asked, words)
    candidates = _candidates(named, words, required)
    refused = _refused(asked, candidates)
    rows = Record.objects.filter(pk__in=candidates).exclude(label=RETIRED).order_by("-published", "-pk")
    facts = {pk: (standard, edition) for pk, standard, edition in rows.values_list("pk", "standard", "edition")}
    open_ = [pk for pk in facts if pk not in refused and (required is None or pk in required)]
    least = max((words.of(pk)[1] for pk in open_), default=0) * SHARE // 100
    for record in open_:
        standard, edition = facts[record]
        if hit := _hit(record, named, words, least, standard=standard, edition=edition):
            hits.setdefault(record, hit)
    order = {pk: place for place, pk in enumerate(facts)}
    best = sorted(hits.values(), key=lambda hit: (-hit.rank, order.get(hit.record, -1), -hit.record))
    complete = sum(hit.has_every_word for hit in best)
    return [hit for hit in best if hit.has_every_word or hit.on_clause or complete < ENOUGH]


def _hit(record: int, named: "Meant", words: Evidence, least: int, *, standard: int, edition: int) -> Hit | None:
    """What a record that is none of those named counts; ``None`` where it holds too little of what was asked."""
    score, weight, number = words.of(record)
    has_all = number == len(words.needles)
    on_clause = named.on_clauses.get(record)
    rank = score + (EVERY_WORD if has_all else 0)
    if is_on_standard := named.is_known and standard in named.standards:
        rank += OF_EDITION if edition in named.editions else OF_STANDARD
    if on_clause:
        rank += (ON_CLAUSE_BESIDE_WORDS if words.needles else ON_CLAUSE)[on_clause.degree] - APART * on_clause.apart
    is_enough = has_all or (weight > 0 and weight >= least)
    near_enough = on_clause is not None and (on_clause.degree >= Degree.BELOW or weight > 0 or not words.needles)
    hit = Hit(record, rank, number, has_every_word=has_all, is_on_standard=is_on_standard, on_clause=on_clause)
    return hit if is_enough or near_enough else None


def _candidates(named: "Meant", words: Evidence, required: set[int] | None) -> set[int]:
    found = set(named.on_clauses) | (required or set())
    for records in words.counted:
        found |= records.keys()
    if named.is_known and not named.on_clauses and not words.needles and required is None:
        own = Record.objects.filter(standard__in=named.standards).exclude(label=RETIRED)
        found |= set(own.values_list("pk", flat=True)[:MOST])
    return found


def _holding_phrases(asked: "TypedSearch", words: Evidence) -> set[int] | None:
    """The records that hold all phrases, which are the first needles; ``None`` where no phrase was typed."""
    held = [set(records) for records in words.counted[: len(asked.phrases)]]
    return set.intersection(*held) if held else None


def _refused(asked: "TypedSearch", candidates: set[int]) -> set[int]:
    """Those of these records that hold what must not occur."""
    asks = [Ask(((phrase(words),),), among=frozenset(candidates)) for words in asked.without]
    return set().union(*holding(asks)) if candidates else set()
