"""Looks up what was typed into the search: the clause that is meant, standards, records, what others published."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from clarifications.register.beside import Topic
from clarifications.register.finding.examples import examples
from clarifications.register.finding.instead import Instead, instead_of
from clarifications.register.finding.order import InRank
from clarifications.register.finding.pending import pending_on
from clarifications.register.finding.search import Search, search
from clarifications.register.finding.topics import may_name_topics, topics_named
from clarifications.register.finding.why import FoundRow, found_rows
from clarifications.register.models import Record
from clarifications.register.rows import SHOWN, PendingRow, pending_rows, record_rows
from clarifications.register.totals import Total
from standards.catalogue import search as standards
from standards.catalogue.clause_depth import ClauseLists
from standards.catalogue.headings import ClausesFound, clauses_found
from standards.catalogue.others import OtherGroup, others_found
from standards.catalogue.queries import CASCO
from standards.catalogue.resolver import Resolution
from standards.models import Clause, Edition
from standards.reading.words import read_words
from standards.templatetags.catalogue import without_series

RECORDS = 10
STANDARDS = 5
LEADS = 5
CLAUSES = 8
PENDING = 5
EXAMPLES = 4  # records of which some are drawn


@dataclass(frozen=True)
class Lead:
    """A text that is found by its name, its heading or title where we hold one, and what was followed to reach it."""

    name: str
    title: str
    url: str
    followed: str = ""
    sentences: Sequence[str] = ()  # of a clause that our list does not have


@dataclass(frozen=True)
class Found:
    """What answers to the words that were typed."""

    search: Search | None = None
    leads: list[Lead] = field(default_factory=list)
    editions_instead: Sequence[Edition] = ()  # of the number of which an edition was cited that does not exist
    topics: list[Lead] = field(default_factory=list)
    standards: list[Lead] = field(default_factory=list)
    number_of_standards: int = 0
    records: Sequence[FoundRow] = ()
    total: Total = field(default_factory=lambda: Total(0))
    clauses: Sequence[Clause] = ()
    number_of_clauses: Total = field(default_factory=lambda: Total(0))
    pending: Sequence[PendingRow] = ()
    number_pending: int = 0
    others: list[OtherGroup] = field(default_factory=list)  # of other bodies, and never among the records
    instead: Instead | None = None  # what is near, where no record answers to all of it
    examples: Sequence[str] = ()  # of what may be typed, where nothing was

    @property
    def is_cut(self) -> bool:
        """Whether more was typed than was looked for."""
        return self.search is not None and self.search.asked.is_cut

    @property
    def is_empty(self) -> bool:
        found = (self.leads, self.editions_instead, self.topics, self.standards, self.records, self.clauses)
        is_of_iso = self.instead and any(answer.edition for answer in self.instead.answers)
        return not any((*found, self.pending, self.others, is_of_iso))


def look_up(query: str, *, as_typed: bool = False) -> Found:
    """Look everywhere; the number of queries is the same however much is found."""
    if not query:
        return Found(examples=examples(record_rows(Record.objects.not_retired().only(*SHOWN)[:EXAMPLES])))
    asked = search(query, as_typed=as_typed)
    found = InRank(Record.objects.only(*SHOWN).filter(asked.condition), asked.records, has_more=asked.is_cut_short)
    of_standards = _newest(_editions(_standard_in(asked)))
    clauses, pending = _clauses(asked), pending_on(asked)
    return Found(
        search=asked,
        leads=_leads(asked.named.resolution),
        editions_instead=asked.named.editions_instead,
        topics=_topics(asked),
        standards=[_lead_to_standard(edition) for edition in of_standards[:STANDARDS]],
        number_of_standards=len(of_standards),
        records=found_rows(found[:RECORDS], asked),
        total=found.total(),
        clauses=clauses.rows[:CLAUSES],
        number_of_clauses=Total(len(clauses.rows), clauses.is_cut),
        pending=pending_rows(pending[:PENDING]),
        number_pending=len(pending),
        others=others_found(asked.asked.elsewhere),
        instead=None if asked.hits and not asked.shows_what_is_near else instead_of(asked),
    )


def _topics(asked: Search) -> list[Lead]:
    """The topics that are named, with what they are about."""
    topics = {topic.key: topic for topic in Topic.objects.all()} if may_name_topics(asked) else {}
    named = [topics[key] for key in topics_named(asked, topics)]
    return [Lead(topic.label, "", topic.get_absolute_url(), topic.about) for topic in named]


def _clauses(asked: Search) -> ClausesFound:
    """The clauses whose heading holds the words; those that a citation names are there as what is cited."""
    words = [word for needle in asked.needles if not needle.is_number for word in read_words(needle.said)]
    if asked.named.records or (asked.named.is_known and not words):
        return ClausesFound()
    return clauses_found(words, [] if words else asked.asked.clauses, standards=asked.named.standards)


def _standard_in(asked: Search) -> str:
    """The standard that is named, or all that was typed."""
    citation = asked.asked.citation
    return citation.standard if citation and asked.named.is_known else asked.asked.elsewhere


def _editions(text: str) -> list[Edition]:
    """The editions of the toolbox's standards that answer to a text, newest first."""
    if not re.search(r"[^\W_]", text):
        return []
    found = Edition.objects.main().ever_published().of_committee(CASCO).select_related("standard")
    found = found.filter(standard__in=standards.find(text).order_by().values("pk"))
    return list(found.order_by("standard__sort_key", "-published"))


def _newest(editions: list[Edition]) -> list[Edition]:
    """The newest edition of each standard."""
    newest: dict[int, Edition] = {}
    for edition in editions:
        newest.setdefault(edition.standard_id, edition)
    return list(newest.values())


def _lead_to_standard(newest: Edition) -> Lead:
    """A standard, by the title of its newest edition."""
    standard = newest.standard
    return Lead(standard.designation, without_series(newest.title), standard.get_absolute_url())


def _leads(cited: Resolution | None) -> list[Lead]:
    """The texts that are cited, where a clause, a year or another number than today's leads to them."""
    if cited is None:
        return []
    matches = [match for match in cited.matches if match.clause or match.followed or _is_dated(cited)][:LEADS]
    meant = Q()
    for match in matches:
        if match.clause:
            meant |= Q(edition=match.edition, number=match.clause.canonical)
    lists = ClauseLists.of([match.edition for match in matches if match.clause])
    rows = Clause.objects.filter(meant).values_list("edition", "number", "title") if meant else []
    titles = {(edition, number): title for edition, number, title in rows}
    return [
        Lead(
            name=match.name,
            title=titles.get((match.edition.pk, match.clause.canonical), "") if match.clause else match.edition.title,
            url=match.url,
            followed=match.followed,
            sentences=lists.words([match.clause] if match.clause else [], match.edition),
        )
        for match in matches
    ]


def _is_dated(cited: Resolution) -> bool:
    said = cited.citation
    return said is not None and bool(said.year is not None or said.supplements)
