"""Search of the register: ``find(text)`` gives the same records in the same order on SQLite and PostgreSQL.

Every word must occur, in any order; words in quotation marks follow each other; the last word may be only begun.
A number also finds what lies below it: 7.8.6 finds 7.8.6.1, 17025 finds 17025:2017; both together find that clause
of that standard.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from clarifications.register.models import Record, RecordIndex
from clarifications.triggers import SEARCH
from standards.reading.asked import MOST_ASKED, taken
from standards.reading.words import read_words

MOST_TERMS = 24
VECTOR = "vector"  # a column that PostgreSQL derives itself (migration 0002)
_TAKEN = "\N{NULL}"  # where a phrase stood; no part of any word
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")


@dataclass(frozen=True)
class SearchTerm:
    """What must occur: these words after each other; or, where ``begun`` is set, also any word that begins so."""

    words: tuple[str, ...] = ()
    begun: str = ""

    @property
    def for_sqlite(self) -> str:
        whole, begun = f'"{" ".join(self.words)}"' if self.words else "", f'"{self.begun}"*' if self.begun else ""
        return f"({whole} OR {begun})" if whole and begun else whole or begun

    @property
    def for_postgresql(self) -> str:
        whole = " <-> ".join(f"'{word}'" for word in self.words)
        begun = f"'{self.begun}':*" if self.begun else ""
        return f"({' | '.join(filter(None, [whole, begun]))})"


@dataclass(frozen=True)
class Query:
    """What was typed, as the terms that must all occur."""

    text: str

    @cached_property
    def terms(self) -> tuple[SearchTerm, ...]:
        phrases: list[SearchTerm] = []

        def take_out(quoted: re.Match[str]) -> str:
            phrases.append(SearchTerm(tuple(word.stem for word in read_words(quoted[1]))))
            return _TAKEN

        loose = _QUOTED.sub(take_out, taken(self.text))
        terms = _loose_terms(loose, last_is_begun=not loose.rstrip().endswith(_TAKEN))
        found = dict.fromkeys(term for term in [*phrases, *terms] if term.words or term.begun)
        return tuple(found)[:MOST_TERMS]

    @property
    def is_cut(self) -> bool:
        """Whether more was typed than is looked for."""
        return len(self.text) > MOST_ASKED or len(self.terms) == MOST_TERMS

    @property
    def for_sqlite(self) -> str:
        return " AND ".join(term.for_sqlite for term in self.terms)

    @property
    def for_postgresql(self) -> str:
        return " & ".join(term.for_postgresql for term in self.terms)


def find(text: str, *, among: QuerySet[Record] | None = None) -> QuerySet[Record]:
    """The records in which all that was typed occurs, newest first; none where nothing findable was typed."""
    query, records = Query(text), Record.objects.all() if among is None else among
    return records.filter(index__words__finds=query) if query.terms else records.none()


def _loose_terms(text: str, *, last_is_begun: bool) -> list[SearchTerm]:
    """One term a word. A single letter is not taken for a beginning: too much begins with it."""
    read = list(read_words(text))
    terms = [SearchTerm(begun=word.stem) if word.is_number else SearchTerm((word.stem,)) for word in read]
    if read and last_is_begun and not read[-1].is_number and len(read[-1].full) > 1:
        terms[-1] = SearchTerm((read[-1].stem,), begun=read[-1].full)
    return terms


class Finds(Lookup[Any]):
    """``words__finds=Query(…)``: in the FTS5 table on SQLite, in the column that PostgreSQL derives there."""

    lookup_name = "finds"
    prepare_rhs = False
    lhs: Any
    rhs: Query

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[str]]:
        key = f"{compiler.quote_name_unless_alias(self.lhs.alias)}.record_id"
        return f"{key} IN (SELECT rowid FROM {SEARCH} WHERE {SEARCH} MATCH %s)", [self.rhs.for_sqlite]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[str]]:
        column = f"{compiler.quote_name_unless_alias(self.lhs.alias)}.{VECTOR}"
        return f"{column} @@ %s::tsquery", [self.rhs.for_postgresql]


RecordIndex._meta.get_field("words").register_lookup(Finds)
