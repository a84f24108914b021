"""Looks up what was typed into the search: the clause that is meant, standards, records."""

import re
from dataclasses import dataclass, field

from django.db.models import Q

from clarifications import search as records
from clarifications.register.entries import SHOWN, Entry, entries
from standards import search as standards
from standards.catalogue import CASCO
from standards.clauses import ClauseNumber, NotAClause, parse
from standards.models import Clause, Edition, Standard

RECORDS = 10
STANDARDS = 5
_CITED = re.compile(
    r"(?P<standard>(?:(?:iso|iec|ts|tr|pas|guide)\b[\s/]*)*(?P<number>[0-9]{2,5})(?:-(?P<part>[0-9]{1,2}))?)"
    r"(?:\s*:\s*(?P<year>[0-9]{4}))?(?P<rest>[\s,:;–-]+\S.*)?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Lead:
    """A clause of an edition that is meant, and its heading where our list has it."""

    name: str
    title: str
    url: str


@dataclass(frozen=True)
class Found:
    """What answers to the words that were typed."""

    leads: list[Lead] = field(default_factory=list)
    standards: list[Edition] = field(default_factory=list)
    records: list[Entry] = field(default_factory=list)
    number: int = 0
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.leads or self.standards or self.records)


def look_up(query: str) -> Found:
    """Look everywhere, in six queries at most."""
    if not query:
        return Found()
    cited = _CITED.fullmatch(query[: records.MOST_CHARACTERS])
    clause = _clause(cited["rest"]) if cited and cited["rest"] else None
    editions = _editions(cited["standard"] if cited and (clause or not cited["rest"]) else query)
    found = records.find(query).only(*SHOWN)
    first = list(found[: RECORDS + 1])
    return Found(
        leads=_leads(cited, clause, editions) if cited and clause else [],
        standards=_newest(editions)[:STANDARDS],
        records=entries(first[:RECORDS]),
        number=found.count() if len(first) > RECORDS else len(first),
        is_cut=records.Query(query).is_cut,
    )


def _clause(text: str) -> ClauseNumber | None:
    try:
        return parse(text.strip(" ,:;–-\t\r\n"))
    except NotAClause:
        return None


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


def _leads(cited: re.Match[str], clause: ClauseNumber, editions: list[Edition]) -> list[Lead]:
    """The clause in the edition that was named, or in the newest one of each standard of that number."""
    exact = [edition for edition in editions if _is_named(edition.standard, cited)]
    if cited["year"]:
        exact = [edition for edition in exact if str(edition.year) == cited["year"]]
    meant = _newest(exact)
    titles = dict(Clause.objects.filter(Q(edition__in=meant), number=clause.canonical).values_list("edition", "title"))
    return [
        Lead(
            name=f"{edition.reference}, {clause}",
            title=titles.get(edition.pk, ""),
            url=f"{edition.get_absolute_url()}{clause.slug}/",
        )
        for edition in meant
    ]


def _is_named(standard: Standard, cited: re.Match[str]) -> bool:
    """Without a part, the standard itself or its first part is meant: 17021 is 17021-1 today."""
    parts = (cited["part"],) if cited["part"] else ("", "1")
    return standard.number == cited["number"] and standard.part in parts
