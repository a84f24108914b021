"""Questions put to concordances: what became of a clause, where it is from, and two editions beside each other."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from standards.catalogue.clause_depth import ClauseLists, depths_of
from standards.models.clauses import Clause
from standards.models.concordances import Concordance, ConcordanceRow, Correspondence
from standards.models.editions import Edition
from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse, parse_list

NOT_COMPARED, NEW = "none", "new"  # beside the kinds, in the filter of the page
MOST_NEWER = 20


@dataclass(frozen=True)
class ConcordanceEntry:
    """What is said of one clause of the older edition: what became of it, and which clauses it is now."""

    kind: Correspondence
    newer: tuple[str, ...] = ()
    note: str = ""
    source: str = field(default="", compare=False)  # where it is not that of the whole comparison

    def __str__(self) -> str:
        return ", ".join(filter(None, [str(self.kind.label), *self.newer, self.note]))

    @property
    def mark(self) -> str:
        """The same in no language, to see whether it changed."""
        return "|".join([self.kind.value, *self.newer, "", self.note])


@dataclass(frozen=True)
class End:
    """A clause at one end of a correspondence, with its heading where our list has one, or with what a gap means."""

    number: str
    url: str
    title: str = ""
    words: tuple[str, ...] = ()  # of a clause that our list does not have
    entry: ConcordanceEntry | None = None  # where it is said to be new


@dataclass(frozen=True)
class Counterpart:
    """What a concordance says of one clause: the clauses of the other edition, how it came to them, and who says so."""

    concordance: Concordance
    edition: Edition
    kind: Correspondence
    ends: list[End]
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Counterparts:
    """What became of a clause in newer editions, and what it was in older ones."""

    became: list[Counterpart]
    was: list[Counterpart]


def correspondences(number: ClauseNumber, edition: Edition) -> Counterparts:
    """All that is said of a clause in comparisons with newer and with older editions; one query."""
    became = Q(concordance__older=edition, older=number.canonical)
    was = Q(concordance__newer=edition, newer=number.canonical)
    rows = ConcordanceRow.objects.filter(became | was).select_related(
        "concordance__older__standard", "concordance__newer__standard"
    )
    found = list(rows.order_by("concordance__newer__published", "concordance", "older_key", "newer_key"))
    return Counterparts(
        became=_answers([row for row in found if row.concordance.older_id == edition.pk], side="newer"),
        was=_answers([row for row in found if row.concordance.newer_id == edition.pk], side="older"),
    )


def precedes(older: Edition, newer: Edition) -> bool:
    """Whether one edition came before another of the same standard; supplements are no editions."""
    if older.standard_id != newer.standard_id or older.supplement_type or newer.supplement_type:
        return False
    return older.was_published and (not newer.was_published or older.published < newer.published)


# ---------- two editions beside each other ----------


@dataclass(frozen=True)
class PairRow:
    """A clause of the older edition with what became of it; ``entry`` is none where nobody has compared it."""

    older: End
    entry: ConcordanceEntry | None
    newer: list[End]

    @property
    def kind(self) -> str:
        return self.entry.kind.value if self.entry else NOT_COMPARED

    @property
    def label(self) -> str:
        if self.newer and self.kind == Correspondence.UNKNOWN:
            return gettext("Not known, set side by side")
        return str(self.entry.kind.label if self.entry else _("Not compared"))


@dataclass(frozen=True)
class Choice:
    """A kind in the filter of the page, with how many clauses there are of it."""

    value: str
    label: str | Promise
    count: int


@dataclass
class Pair:
    """Two editions: their clauses as our lists have them, by number, and what is said of the older one's."""

    older: Edition
    newer: Edition
    concordance: Concordance | None = None
    older_listed: dict[str, Clause] = field(default_factory=dict)
    newer_listed: dict[str, Clause] = field(default_factory=dict)
    entries: dict[str, ConcordanceEntry] = field(default_factory=dict)
    said: dict[str, list[ConcordanceEntry]] = field(default_factory=dict)  # the same, apart where kinds differ
    said_new: dict[str, ConcordanceEntry] = field(default_factory=dict)  # by the newer clause
    lists: ClauseLists = field(default_factory=ClauseLists)

    @property
    def numbers(self) -> list[ClauseNumber]:
        """The clauses of the older edition, listed or named by an entry, in natural order."""
        numbers = {*self.older_listed, *self.entries}
        return sorted(map(parse, numbers), key=lambda number: number.sort_key)

    @property
    def rows(self) -> list[PairRow]:
        """Every clause of the older edition with what became of it; several rows where different things did."""
        found = []
        for number in self.numbers:
            older = self._end(number.canonical, self.older, self.older_listed)
            said: Sequence[ConcordanceEntry | None] = self.said.get(number.canonical) or [None]
            for entry in said:
                ends = [self.newer_end(one) for one in entry.newer] if entry else []
                found.append(PairRow(older, entry, ends))
        return found

    @property
    def new(self) -> list[End]:
        """The clauses of the newer edition that no older one leads to: new, or not compared."""
        said = [entry for entries in self.said.values() for entry in entries]
        led_to = {number for entry in said if entry.kind is not Correspondence.UNKNOWN for number in entry.newer}
        numbers = {*self.newer_listed, *self.said_new} - led_to
        ordered = sorted(map(parse, numbers), key=lambda number: number.sort_key)
        ends = [self.newer_end(number.canonical) for number in ordered]
        return [replace(end, entry=self.said_new.get(end.number)) for end in ends]

    def choices(self, rows: Sequence[PairRow], new: Sequence[End]) -> list[Choice]:
        """How many there are of each kind, for the filter; kinds that do not occur are left out."""
        counts = Counter(row.kind for row in rows)
        kinds = [(kind.value, kind.label) for kind in Correspondence if kind is not Correspondence.NEW]
        kinds += [(NOT_COMPARED, _("Not compared")), (NEW, _("New or not compared"))]
        counts[NEW] = len(new)
        return [Choice(value, label, counts[value]) for value, label in kinds if counts[value]]

    def newer_end(self, number: str) -> End:
        return self._end(number, self.newer, self.newer_listed)

    def _end(self, number: str, edition: Edition, listed: dict[str, Clause]) -> End:
        clause = listed.get(number)
        page = edition.get_absolute_url()
        if clause:
            return End(number, f"{page}{clause.slug}/", clause.title)
        read = parse(number)
        return End(number, f"{page}{read.slug}/", words=tuple(self.lists.words([read], edition)))


def pair_of(older: Edition, newer: Edition, concordance: Concordance | None) -> Pair:
    """Two editions with all that is said of them; three queries."""
    pair = Pair(older, newer, concordance)
    for clause in Clause.objects.filter(edition__in=(older, newer)):
        listed = pair.older_listed if clause.edition_id == older.pk else pair.newer_listed
        listed[clause.number] = clause
    both = {older.pk: pair.older_listed, newer.pk: pair.newer_listed}
    numbers = {key: {one.number: bool(one.title) for one in rows.values()} for key, rows in both.items()}
    pair.lists = ClauseLists(numbers, depths_of(numbers))
    if concordance:
        rows = list(ConcordanceRow.objects.filter(concordance=concordance))
        pair.said, pair.entries = _said_apart(rows), entries_of(rows)
        new = [row for row in rows if row.kind == Correspondence.NEW]
        pair.said_new = {row.newer: ConcordanceEntry(Correspondence.NEW, (), row.note, row.source) for row in new}
    return pair


def entries_of(rows: Iterable[ConcordanceRow]) -> dict[str, ConcordanceEntry]:
    """What rows say, by the number of the older clause; one that became different things was split."""
    return {older: _together(entries) for older, entries in _said_apart(rows).items()}


def _said_apart(rows: Iterable[ConcordanceRow]) -> dict[str, list[ConcordanceEntry]]:
    """What rows say, by the number of the older clause, apart where kind, note or source differ."""
    found: dict[str, dict[tuple[str, str, str], list[str]]] = {}
    for row in sorted(rows, key=lambda row: (row.older_key, row.newer_key)):
        if row.older:
            ends = found.setdefault(row.older, {}).setdefault((row.kind, row.note, row.source), [])
            ends += [row.newer] if row.newer else []
    return {
        older: [
            ConcordanceEntry(Correspondence(kind), tuple(newer), note, source)
            for (kind, note, source), newer in entries.items()
        ]
        for older, entries in found.items()
    }


def _together(entries: Sequence[ConcordanceEntry]) -> ConcordanceEntry:
    kinds = {entry.kind for entry in entries}
    newer = sorted({number for entry in entries for number in entry.newer}, key=lambda number: parse(number).sort_key)
    notes = "; ".join(dict.fromkeys(entry.note for entry in entries if entry.note))
    return ConcordanceEntry(kinds.pop() if len(kinds) == 1 else Correspondence.SPLIT, tuple(newer), notes)


def read_entry(older: str, *, kind: str, newer: str, note: str) -> ConcordanceEntry | None:
    """What somebody wrote of a clause; none where nothing is said.

    Raises ``ValidationError`` by field: ``kind`` or ``newer``.
    """
    numbers = _numbers(newer) if newer.strip() else []
    if not kind:
        if numbers or note:
            raise ValidationError({"kind": gettext("Say what became of %s.") % older})
        return None
    said = Correspondence(kind)
    if said is Correspondence.REMOVED and numbers:
        raise ValidationError({"newer": gettext("“%s” leads to no clause; leave this empty.") % said.label})
    if said.must_lead_somewhere and not numbers:
        raise ValidationError({"newer": gettext("Name the clause of the newer edition.")})
    if said is Correspondence.SAME and numbers != [older]:
        raise ValidationError({"newer": gettext("The same clause keeps its number; choose “Moved” for another one.")})
    if said is Correspondence.MOVED and numbers == [older]:
        raise ValidationError({"newer": gettext("This is its number already; choose “The same” or “Changed”.")})
    if said is Correspondence.SPLIT and len(numbers) < 2:
        raise ValidationError({"newer": gettext("Name the clauses that it was split into, two or more.")})
    return ConcordanceEntry(said, tuple(numbers), note)


def _numbers(text: str) -> list[str]:
    try:
        numbers = [number.canonical for number in parse_list(text)]
    except NotAClause as wrong:
        raise ValidationError({"newer": wrong.message}) from wrong
    if len(numbers) > MOST_NEWER:
        raise ValidationError({"newer": gettext("Name at most %s clauses.") % MOST_NEWER})
    return sorted(numbers, key=lambda number: parse(number).sort_key)


def _answers(rows: list[ConcordanceRow], *, side: str) -> list[Counterpart]:
    """The rows of one clause, those of which the same is said together; ``side`` is the other end."""
    found: dict[tuple[int, str, str, str], Counterpart] = {}
    for row in rows:
        edition: Edition = getattr(row.concordance, side)
        source = row.source or row.concordance.source
        answer = Counterpart(row.concordance, edition, Correspondence(row.kind), [], row.note, source)
        answer = found.setdefault((row.concordance_id, row.kind, row.note, source), answer)
        if number := getattr(row, side):
            answer.ends.append(End(number, f"{edition.get_absolute_url()}{parse(number).slug}/"))
    return list(found.values())
