"""The editions of CASCO's standards that can be chosen: what is offered while one types, and which one a text means."""

import datetime
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from standards.catalogue.once import kept_by_catalogue, once_a_request
from standards.catalogue.queries import is_casco, toolbox_editions
from standards.catalogue.resolver import Match, resolve
from standards.reading.asked import taken

_KEY = re.compile(r"#([1-9][0-9]{0,17})")


@dataclass(frozen=True)
class Offer:
    """One row that can be chosen: what a field then holds, what is said beside it, and the words that find it."""

    key: int
    text: str
    note: str = ""
    found_by: str = ""

    @cached_property
    def words(self) -> list[str]:
        return _words(f"{self.text} {self.found_by}")

    def answers_to(self, words: Sequence[str]) -> bool:
        """Whether each of these words begins one of its own, as in a search for names."""
        return all(any(own.startswith(word) for own in self.words) for word in words)


def as_key(key: int) -> str:
    """How a page's texts say that this row is chosen."""
    return f"#{key}"


def key_in(text: object) -> int | None:
    """The key that a text of a page, or a draft, says; none where something was typed."""
    if isinstance(text, int):
        return text
    match = _KEY.fullmatch(str(text or ""))
    return int(match[1]) if match else None


@once_a_request
@kept_by_catalogue
def offered_editions(day: datetime.date) -> tuple[Offer, ...]:
    """All editions that were ever published, standard by standard, the newest first, with how each stands."""
    return tuple(
        Offer(edition.pk, edition.reference, edition.standing(day).label, edition.title)
        for edition in toolbox_editions().with_standing()
    )


def found_in(offers: Sequence[Offer], typed: str) -> list[Offer]:
    """Those that answer to what was typed; all, where nothing was."""
    words = _words(taken(typed))
    return [offer for offer in offers if offer.answers_to(words)]


def editions_found(typed: str, *, day: datetime.date) -> list[Offer]:
    """The editions that answer to words of their reference or title, else those that a citation means."""
    offers = offered_editions(day)
    if found := found_in(offers, typed):
        return found
    meant = {match.edition.reference for match in resolve(taken(typed)).matches}
    return [offer for offer in offers if offer.text in meant]


def editions_meant(typed: str, *, day: datetime.date) -> list[Offer]:
    """The editions that a text names: by its reference, or as a citation; more than one where it can mean several."""
    offers, said = offered_editions(day), typed.casefold()
    if exact := [offer for offer in offers if offer.text.casefold() == said]:
        return exact
    meant = [match for match in resolve(taken(typed)).matches if _can_be_chosen(match)]
    return [offer for offer in offers if offer.key in {match.edition.pk for match in meant}]


def _words(text: str) -> list[str]:
    """Small, without accents; a number is begun as a word is: the index for searches keeps numbers whole."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(sign for sign in apart if not unicodedata.combining(sign)))


def _can_be_chosen(match: Match) -> bool:
    return is_casco(match.standard) and match.edition.was_published
