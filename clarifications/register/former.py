"""What was decided for former editions, as readers of a later one meet it: for which, and what it means for theirs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _

from clarifications.register.models import Record, Verdict, VerdictKind
from clarifications.register.narrowing import at_or_below
from clarifications.register.rows import EditionIndex, News, RecordRow, sort_keys, year_of
from clarifications.register.verdicts import SHORTLY, in_words, verdict_for
from standards.catalogue.former_clauses import FormerClause
from standards.models import Edition
from standards.reading.clause_numbers import ClauseNumber
from standards.reading.clause_reader import parse


@dataclass(frozen=True)
class FormerEditions:
    """The former editions of an edition, and which of their clauses became which of its own."""

    edition: Edition
    earlier: Sequence[Edition]
    clauses: Mapping[int, Sequence[FormerClause]] = field(default_factory=dict)

    def clauses_on(self, number: ClauseNumber) -> Q:
        """The clauses of records on them that have this number or became it, or are a part of it."""
        there = Q(edition__in=[one.pk for one in self.earlier]) & at_or_below(number)
        moved = [
            Q(edition=one.edition_id) & at_or_below(parse(one.number)) for one in self._all() if one.is_now(number)
        ]
        return reduce(or_, moved, there)

    def rows(
        self, records: Sequence[Record], made: Mapping[int, RecordRow], number: ClauseNumber, index: EditionIndex
    ) -> list[RecordRow]:
        """Their rows, each with where it was asked and what it means for this edition; one query."""
        verdicts = Verdict.objects.standing().filter(record__in=[record.pk for record in records])
        said: dict[int, list[Verdict]] = {}
        for verdict in verdicts.select_related("edition__standard"):
            said.setdefault(verdict.record_id, []).append(verdict)
        return [
            replace(
                made[record.pk],
                signs=[*made[record.pk].signs, self._asked(record, number, index.editions[record.edition_id])],
                news=self._news(record, index.editions[record.edition_id], said.get(record.pk, [])),
            )
            for record in records
        ]

    def _all(self) -> Iterable[FormerClause]:
        return (one for clauses in self.clauses.values() for one in clauses)

    def _asked(self, record: Record, number: ClauseNumber, edition: Edition) -> str:
        """For which edition it was decided, with the number that the clause had there, or has now."""
        keys = sort_keys(record.clauses)
        compared = [
            one for one in self.clauses.get(edition.pk, ()) if any(key.startswith(one.sort_key) for key in keys)
        ]
        here = [one for one in compared if one.is_now(number)]
        moved = [one for one in here if not one.sort_key.startswith(number.sort_key)]
        gone = [one for one in compared if one.sort_key.startswith(number.sort_key)] if not here else []
        named = [one for one in moved if number.canonical in one.numbers_now] or moved or gone
        words = {
            "edition": edition.reference,
            "clause": ", ".join(one.number for one in named),
            "now": ", ".join(dict.fromkeys(now for one in gone for now in one.numbers_now)),
        }
        if moved:
            return _("Decided for %(edition)s, where this is %(clause)s") % words
        if gone and words["now"]:
            return _("Decided for %(edition)s, whose %(clause)s is now %(now)s") % words
        return (
            _("Decided for %(edition)s, whose %(clause)s was removed") if gone else _("Decided for %(edition)s")
        ) % words

    def _news(self, record: Record, own: Edition, verdicts: Sequence[Verdict]) -> News | None:
        """What was said of this edition, or else that nobody said it."""
        said = verdict_for(self.edition, self.earlier, verdicts)
        if said:
            return _news(said.kind, said.edition, own)
        return _news(VerdictKind.NOT_REVIEWED, self.edition, own) if record.could_apply else None


def inclusions(number: ClauseNumber, edition: Edition, index: EditionIndex) -> dict[int, int]:
    """The keys of the standing verdicts that a clause, or a part of it, took a record in, by record; one query.

    An amendment speaks of the clauses of its edition.
    """
    texts = [one.pk for one in index.editions.values() if edition.pk in (one.pk, one.supplement_of_id)]
    said = Verdict.objects.standing().filter(
        kind=VerdictKind.INCORPORATED, edition__in=texts, record__edition__in=list(index.editions)
    )
    found, known = {}, dict[str, bool]()  # many verdicts name the same clause
    for pk, record, clause in said.order_by("edition__published", "-at", "-pk").values_list("pk", "record", "clause"):
        if clause not in known:
            known[clause] = any(key.startswith(number.sort_key) for key in sort_keys(clause.split(", ")))
        if known[clause]:
            found[record] = pk
    return found


def with_inclusions(rows: Sequence[RecordRow], verdicts: Sequence[int]) -> list[RecordRow]:
    """Rows that say where and since when the standard says it, each by the verdict with this key; one query."""
    said = Verdict.objects.select_related("edition__standard").in_bulk(verdicts) if verdicts else {}
    return [_with_inclusion(row, said[verdict]) for row, verdict in zip(rows, verdicts, strict=True)]


def _with_inclusion(row: RecordRow, verdict: Verdict) -> RecordRow:
    news = News(VerdictKind.INCORPORATED, str(SHORTLY[VerdictKind.INCORPORATED]), verdict.edition.short)
    return replace(row, signs=[*row.signs, in_words(verdict).meaning], news=news)


def _news(kind: str, edition: Edition, own: Edition) -> News:
    return News(kind, str(SHORTLY[kind]), year_of(edition, beside=own))
