"""The list of records as its address narrows and sorts it: one filter set for the page and, later, for the API."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.map.rule import Text
from clarifications.register.beside import Topic
from clarifications.register.blocks import Bits, bits_of, bits_of_now, records_in
from clarifications.register.clause_fields import ChosenClausesField, is_clause
from clarifications.register.counts import RETIRED
from clarifications.register.facets import BY_NAME, CLAUSE, FACETS, LABEL
from clarifications.register.finding.asking import way_to_ask
from clarifications.register.finding.order import InRank
from clarifications.register.finding.pending import in_words
from clarifications.register.finding.search import Search, search
from clarifications.register.finding.topics import topics_named
from clarifications.register.list_address import SHOWN_OF_A_VALUE, leave_out, some_of, standards_named
from clarifications.register.models import Pending, Record
from clarifications.register.narrowing import MANY, NOT_RETIRED, Values, among, condition, narrowest
from clarifications.register.offers import (
    FacetCounts,
    Narrowed,
    OfferedFacet,
    Option,
    clause_options,
    counts_of,
    counts_without_each,
    kept_counts,
    offer,
)
from clarifications.register.orders import (
    BEST,
    BY_CLAUSE,
    IN_CLAUSE_ORDER,
    IN_CLAUSE_ORDER_OF_ONE,
    NEWEST,
    SORTS,
    Sort,
    by_clause,
)
from clarifications.register.paging import NEWEST_FIRST, ListOrder, ListPage, page_of, without_place
from clarifications.register.rows import SHOWN, EditionIndex, is_about
from clarifications.register.totals import Total, total_of
from standards.models import Clause, Edition
from standards.reading.asked import MOST_ASKED
from standards.reading.clause_numbers import ClauseNumber
from standards.reading.clause_reader import parse

VERBATIM = "verbatim"  # in an address: the words that are looked for as they were typed
MORE = "more"  # in an address: which facets show all their values
_WORDS: Text = gettext_lazy("Words: %(value)s")


@dataclass(frozen=True)
class ActiveFilter:
    """A filter that is set, and the address of the list without it; or a topic and its page."""

    label: str
    url: str


@dataclass(frozen=True)
class WayOut(ActiveFilter):
    """The same where nothing is left, with how many records there would be."""

    total: Total


class ClausesFilter(django_filters.Filter):
    """Takes clauses."""

    field_class = ChosenClausesField


_DRAWN: Any = type(
    "Drawn",
    (django_filters.FilterSet,),
    {
        facet.name: (ClausesFilter if facet is CLAUSE else django_filters.MultipleChoiceFilter)(label=facet.label)
        for facet in FACETS
    },
)


class RecordFilter(_DRAWN):
    """Words, the facets of the table, and the order.

    ``values``: those that may be named; ``counts``: how many records of the whole register have each.
    """

    q = django_filters.CharFilter(label=gettext_lazy("Words"), max_length=MOST_ASKED)
    sort = django_filters.ChoiceFilter(label=gettext_lazy("Order"), choices=list(SORTS.items()))

    def __init__(self, data: QueryDict, *, values: Values, counts: FacetCounts) -> None:
        super().__init__(data, Record.objects.only(*SHOWN))
        self.values, self.counts = values, counts
        for facet in FACETS:
            if facet is not CLAUSE:
                self.form.fields[facet.name].choices = values.choices(facet, counts.values(facet.name))

    @cached_property
    def search(self) -> Search | None:
        """What answers to the words, where there are any."""
        words = self.form.cleaned_data["q"]
        return search(words, as_typed=self.is_verbatim) if words else None

    @property
    def is_verbatim(self) -> bool:
        """Whether these very words are looked for; once others are typed they are mended again."""
        return bool(self.data.get(VERBATIM, "").strip() == self.form.cleaned_data["q"])

    @cached_property
    def narrowed(self) -> Narrowed:
        """What narrows the list."""
        chosen = {facet.name: own for facet in FACETS if (own := self.chosen(facet.name))}
        known = bits_of_now() if chosen or self.search else Bits({})
        found = {"q": bits_of(self.search.records)} if self.search else {}
        for name, values in chosen.items():
            found[name] = known.any_of(name, self._as_kept(name, values))
        clauses = self.form.cleaned_data["clause"]
        opened = {one.sort_key for clause in clauses for one in (clause, *clause.wholes)}
        return Narrowed(found, known, frozenset(opened), is_cut=self.search is not None and self.search.is_cut_short)

    def filter_queryset(self, queryset: QuerySet[Record]) -> QuerySet[Record]:
        """The records of the list: of a short one those that are known, of a long one what they have in common."""
        narrowed = self.narrowed
        if self.is_set and not narrowed.is_cut and narrowed.listed.bit_count() <= MANY:
            return queryset.filter(among(records_in(narrowed.listed)))
        found = [self.search.condition] if self.search else []
        for facet in FACETS:
            if chosen := self.chosen(facet.name):
                found.append(condition(facet, chosen, self.values))
        return queryset.filter(*found, *([] if LABEL.name in narrowed.chosen else [NOT_RETIRED]))

    def _as_kept(self, name: str, chosen: Iterable[str]) -> list[str]:
        """How the register keeps what is chosen of a facet."""
        if name == CLAUSE.name:
            return [clause.sort_key for clause in self.clauses]
        return [self.values.kept(BY_NAME[name], value) for value in chosen]

    @cached_property
    def records(self) -> QuerySet[Record] | InRank:
        """The records of the list in its order."""
        found: QuerySet[Record] = self.qs
        if self.search and self.order == BEST:
            return InRank(found, self.search.records, has_more=self.search.is_cut_short)
        return by_clause(found, self.clauses, self._list_order) if self.order == BY_CLAUSE else found

    @cached_property
    def total(self) -> Total:
        """How many records there are; of a search that was cut short as far as lists are counted."""
        if not self.is_set:
            return Total(self.counts.total)
        if not self.narrowed.is_cut:
            return Total(self.narrowed.listed.bit_count())
        return found.total() if isinstance(found := self.records, InRank) else total_of(found)

    def page(self, data: QueryDict) -> ListPage:
        """The page of the list that an address names."""
        return page_of(self.records, self.total, data, self._list_order)

    @property
    def _list_order(self) -> ListOrder:
        if self.order != BY_CLAUSE:
            return NEWEST_FIRST
        return IN_CLAUSE_ORDER_OF_ONE if len(self.chosen("standard")) == 1 else IN_CLAUSE_ORDER

    @property
    def order(self) -> str:
        """The order of the list: what is asked for, else the best match of words, else the newest."""
        asked = str(self.form.cleaned_data["sort"]) or (BEST if self.search else NEWEST)
        return NEWEST if asked == BEST and not self.search else asked

    def sorts(self) -> list[Sort]:
        """The orders to choose from; the one that is taken unasked stands in no address."""
        found = []
        for name, label in SORTS.items():
            if name != BEST or self.search:
                data = without_place(self.data)
                data.pop("sort", None)
                if name != (BEST if self.search else NEWEST):
                    data["sort"] = name
                found.append(Sort(str(label), f"?{data.urlencode()}", name == self.order))
        return found

    @property
    def shows_retired(self) -> bool:
        """Whether those retired are asked for, whom no list shows else."""
        return RETIRED in self.chosen("label")

    @property
    def of_how_many(self) -> int:
        """How many records the list is taken from: those of the register, and where it asks for them those retired."""
        return self.counts.total + (self.counts.of("label")[RETIRED] if self.shows_retired else 0)

    @property
    def is_set(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.narrowed.chosen)

    def chosen(self, name: str) -> list[str]:
        """The values of a facet that are chosen, each once, as an address names them."""
        return list(dict.fromkeys(map(str, self.form.cleaned_data[name])))

    @property
    def clauses(self) -> list[ClauseNumber]:
        """The clauses that the list is narrowed to."""
        return narrowest(self.form.cleaned_data["clause"])

    @property
    def editions_in_words(self) -> str:
        """The editions, or else the standards, that the list is narrowed to."""
        editions = [self.values.editions[key].short for key in self.chosen("edition")]
        named = [self.values.standards[slug].designation for slug in self.chosen("standard")]
        return ", ".join(editions or [_("%(standard)s, any edition") % {"standard": one} for one in named])

    @property
    def clause_in_words(self) -> str:
        """The clauses that the list is narrowed to."""
        said = ", ".join(clause.canonical for clause in self.clauses)
        return _("%(clause)s and below") % {"clause": said} if said else ""

    @cached_property
    def standards(self) -> set[str]:
        """The standards that the list is narrowed to, also by their editions."""
        editions = (self._edition(key) for key in self.chosen("edition"))
        return {*self.chosen("standard"), *(edition.standard.slug for edition in editions)}

    @property
    def pending_query(self) -> str:
        """The query of the pending list for the one standard that the list is narrowed to."""
        return f"?standard={next(iter(self.standards))}" if len(self.standards) == 1 else ""

    @property
    def topics(self) -> list[ActiveFilter]:
        """The topics that the words name, each with its page."""
        named = topics_named(self.search, self.values.topics) if self.search else []
        topics = [self.values.topics[key] for key in named]
        return [ActiveFilter(topic.label, topic.get_absolute_url()) for topic in topics]

    @property
    def named_page(self) -> str:
        """The page of the one standard, edition, clause or topic that the list is narrowed to."""
        standards, editions, clauses = self.chosen("standard"), self.chosen("edition"), self.clauses
        topics = self.chosen("topic")
        if any(len(named) > 1 for named in (standards, editions, clauses, topics)):
            return ""
        if topics:
            return "" if standards or editions or clauses else reverse("clarifications:topic", args=topics)
        edition = self.values.editions[editions[0]] if editions else None
        if edition and standards in ([], [edition.standard.slug]):
            url = edition.get_absolute_url()
            return f"{url}{clauses[0].slug}/" if clauses else url
        return "" if edition or clauses or not standards else self.values.standards[standards[0]].get_absolute_url()

    def count_pending(self) -> int:
        """How many pending cases the same standards, editions and clauses have; nothing else of them is public."""
        pending = Pending.objects.order_by()
        standards, editions = self.chosen("standard"), self.chosen("edition")
        if standards:
            pending = pending.filter(edition__standard__slug__in=standards)
        if editions:
            pending = pending.filter(edition__in=[self.values.editions[key].pk for key in editions])
        if not self.clauses:
            return pending.count()
        return sum(any(is_about(row, clause) for clause in self.clauses) for row in pending.only("clauses"))

    def pending_in_words(self, number: int) -> str:
        """What is said of this number of pending cases; empty where there is none."""
        return in_words(number, ", ".join(filter(None, [self.editions_in_words, self.clause_in_words])))

    @property
    def asks(self) -> str:
        """The address of the public form with what was looked for."""
        edition = next((f"{one.standard.slug}/{one.slug}" for one in map(self._edition, self.chosen("edition"))), "")
        return way_to_ask(self.search, edition=edition or next(iter(self.standards), ""), clauses=self.clauses)

    def ways_out(self) -> list[WayOut]:
        """Where nothing is left: each filter without which there would be records, and how many."""
        numbers, found = counts_without_each(self.narrowed), []
        for name, number in numbers.items():
            label = ", ".join(chip.label for chip in self._chips_of(name))
            without = without_place(self.data)
            without.pop(name, None)
            if name == "q":
                without.pop(VERBATIM, None)
            total = Total(number, is_more=self.narrowed.is_cut and name != "q")
            found += [WayOut(label, f"?{without.urlencode()}", total)] if number else []
        return found

    def chips(self) -> list[ActiveFilter]:
        """The filters that are set, each with the address of the list without it."""
        return [chip for name in ("q", *BY_NAME) for chip in self._chips_of(name)]

    def offers(self) -> list[OfferedFacet]:
        """What the margin offers."""
        counts, found = counts_of(self.narrowed, self.counts), []
        opened = [facet.name for facet in FACETS if facet.name in self.data.getlist(MORE)]
        for facet in FACETS:
            if facet is CLAUSE:
                options = self._with_headings(clause_options(self.chosen("clause"), self.narrowed, counts))
            else:
                options = self._options(facet.name, counts)
            one = offer(facet, options, shows_all=facet.name in opened)
            found.append(replace(one, opened=[*opened, facet.name], is_opened=facet.name in opened))
        return [one for one in found if one.options]

    def _with_headings(self, options: Iterable[Option]) -> Iterable[Option]:
        """The clauses with their headings, where one edition is chosen; numbers move between editions. One query."""
        clauses, editions = list(options), self.chosen("edition")
        if not clauses or len(editions) != 1:
            return clauses
        numbers = [option.value for option in clauses]
        listed = Clause.objects.filter(edition=self._edition(editions[0]), number__in=numbers)
        headings = dict(listed.order_by().values_list("number", "title"))
        return [replace(option, heading=headings.get(option.value, "")) for option in clauses]

    def _edition(self, key: str) -> Edition:
        return self.values.editions[key]

    def _options(self, name: str, counts: FacetCounts) -> Iterator[Option]:
        facet, chosen, numbers = BY_NAME[name], self.chosen(name), counts.of(name)
        for value, label in self.form.fields[name].choices:
            # Editions only of the standards that were chosen: the whole list would be a catalogue.
            if name != "edition" or self.values.editions[value].standard.slug in self.standards:
                kept = self.values.kept(facet, value)
                yield Option(value, label, numbers[kept], value in chosen, is_least=counts.is_least(name))

    def _chips_of(self, name: str) -> Iterator[ActiveFilter]:
        if name == "q":
            chosen = [self.form.cleaned_data["q"]] if self.search else []
        else:
            chosen = [clause.canonical for clause in self.clauses] if name == "clause" else self.chosen(name)
        for value in chosen:
            without = without_place(self.data)
            without.setlist(name, [one for one in without.getlist(name) if not _is_same(name, one, value)])
            if name == "q":
                without.pop(VERBATIM, None)
            yield ActiveFilter(self._said_of(name, value), f"?{without.urlencode()}")

    def _said_of(self, name: str, value: str) -> str:
        if name == "q":
            return str(_WORDS) % {"value": Truncator(value).chars(SHOWN_OF_A_VALUE)}
        facet = BY_NAME[name]
        return str(facet.chip) % {"value": self.values.in_words(facet, value)}


@dataclass(frozen=True)
class Reading:
    """An address of the list, as far as it could be read, and in words what was left out; ``typed`` has all of it."""

    filter: RecordFilter
    typed: RecordFilter
    left_out: list[str]


def read(data: QueryDict) -> Reading:
    """Read the address of a list; what it does not know is left out and said. Four queries at most."""
    counts = kept_counts()
    index = EditionIndex.of_standards(frozenset(map(int, counts.values("standard")))).and_of(standards_named(data))
    topics = {topic.key: topic for topic in Topic.objects.all()}
    values = Values(index, topics)
    tried = RecordFilter(data, values=values, counts=counts)
    if tried.is_valid():
        return Reading(tried, tried, [])
    kept = tried.data.copy()
    left_out = [message for name in tried.errors for message in leave_out(tried, name, kept)]
    cleaned = RecordFilter(kept, values=values, counts=counts)
    cleaned.is_valid()
    return Reading(cleaned, tried, some_of(list(dict.fromkeys(left_out))))


def _is_same(name: str, given: str, value: str) -> bool:
    """Whether an address gives this value, in whatever form."""
    return parse(given).canonical == value if name == "clause" and is_clause(given) else name == "q" or given == value
