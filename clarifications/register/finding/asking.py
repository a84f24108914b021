"""The way from a search to a request: the form, with what was typed in its fields."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from clarifications.register.finding.asked import read
from standards.catalogue.queries import is_casco
from standards.models import Edition
from standards.reading.clause_numbers import ClauseNumber

if TYPE_CHECKING:
    from clarifications.register.finding.search import Search


def way_to_ask(asked: "Search | None", *, edition: str = "", clauses: Iterable[ClauseNumber] = ()) -> str:
    """The address of the public form with what was searched: the edition, the clauses, the words as a question."""
    said = {"edition": edition, "clause": ", ".join(clause.canonical for clause in clauses)}
    if asked is not None:
        typed = read(asked.asked.text)
        ours = [one for one in editions_named(asked) if is_casco(one.standard)]
        said["edition"] = edition or (f"{ours[0].standard.slug}/{ours[0].slug}" if ours else "")
        said["clause"] = said["clause"] or ", ".join(clause.canonical for clause in typed.clauses)
        said["question"] = typed.text.strip() if typed.words or typed.phrases else ""
    query = urlencode({name: value for name, value in said.items() if value})
    return f"{reverse('clarifications:request')}{'?' if query else ''}{query}"


def editions_named(asked: "Search") -> list[Edition]:
    """The editions that are named, the first of each standard."""
    found: dict[int, Edition] = {}
    for match in asked.named.resolution.matches if asked.named.resolution else ():
        found.setdefault(match.standard.pk, match.edition)
    return list(found.values())
