"""Reads the address of the list: its filters as far as they are known, and in words what is not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clarifications.register.beside import Topic
from clarifications.register.clause_fields import MOST_CLAUSES, why_no_clause
from clarifications.register.filters import SHOWN_OF_A_VALUE, RecordFilter
from clarifications.register.narrowing import Values
from clarifications.register.offers import kept_counts
from clarifications.register.rows import EditionIndex

MOST_LEFT_OUT = 8  # values of which is said one by one that they are not known


@dataclass(frozen=True)
class Reading:
    """An address of the list, as far as it could be read, and in words what was left out; ``typed`` has all of it."""

    filter: RecordFilter
    typed: RecordFilter
    left_out: list[str]


def read(data: QueryDict) -> Reading:
    """Read the address of a list; what it does not know is left out and said. Four queries at most."""
    counts = kept_counts()
    index = EditionIndex.of_standards(frozenset(map(int, counts.values("standard")))).and_of(_named(data))
    topics = dict(Topic.objects.values_list("key", "label"))
    values = Values(index, topics)
    tried = RecordFilter(data, values=values, counts=counts)
    if tried.is_valid():
        return Reading(tried, tried, [])
    kept = tried.data.copy()
    left_out = [message for name in tried.errors for message in _leave_out(tried, name, kept)]
    cleaned = RecordFilter(kept, values=values, counts=counts)
    cleaned.is_valid()
    return Reading(cleaned, tried, _some_of(list(dict.fromkeys(left_out))))


def _leave_out(tried: RecordFilter, name: str, kept: QueryDict) -> Iterator[str]:
    field, given = tried.form.fields[name], kept.getlist(name)
    known = [value for value in given if isinstance(field, forms.ChoiceField) and field.valid_value(value)]
    taken = known[:MOST_CLAUSES] if name == "clause" else known
    kept.setlist(name, taken)
    if len(taken) < len(known):
        yield _("No more than %(most)s clauses can be chosen; the others were left out.") % {"most": MOST_CLAUSES}
    for value in given:
        if value not in known:
            said = {"filter": field.label, "value": Truncator(value).chars(SHOWN_OF_A_VALUE)}
            reason = f" {why_no_clause(value)}" if name == "clause" else ""
            yield _("%(filter)s: “%(value)s” is not known and was left out.") % said + reason


def _some_of(left_out: list[str]) -> list[str]:
    """The first of these messages, and how many more there are."""
    more = len(left_out) - MOST_LEFT_OUT
    said = ngettext(
        "%(number)s more value is not known and was left out.",
        "%(number)s more values are not known and were left out.",
        more,
    )
    return [*left_out[:MOST_LEFT_OUT], *([said % {"number": more}] if more > 0 else [])]


def _named(data: QueryDict) -> list[str]:
    """The standards that an address may mean: those it names, and those whose editions it names."""
    editions = [key.split("-") for key in data.getlist("edition")]
    slugs = ["-".join(parts[:n]) for parts in editions for n in range(1, len(parts))]
    return [slug for slug in [*data.getlist("standard"), *slugs] if re.fullmatch(r"[a-z0-9-]{1,60}", slug)]
