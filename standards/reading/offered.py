"""A row that can be chosen in a field: the text that names it, and how its key is told from what is typed."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

_KEY = re.compile(r"#([1-9][0-9]{0,17})")


@dataclass(frozen=True)
class Offered:
    """One row: its key, what the field then holds, what is said beside it, and what else it is found by."""

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


def found_in(offers: Sequence[Offered], typed: str) -> list[Offered]:
    """Those that answer to what was typed; all, where nothing was; none, where it has no words."""
    words = _words(typed)
    if typed.strip() and not words:
        return []
    return [offer for offer in offers if offer.answers_to(words)]


def as_key(key: int) -> str:
    """How a page's texts say that this row is chosen."""
    return f"#{key}"


def key_in(text: object) -> int | None:
    """The key that a text of a page, or a draft, says; none where something was typed."""
    if isinstance(text, int):
        return text
    match = _KEY.fullmatch(str(text or ""))
    return int(match[1]) if match else None


def _words(text: str) -> list[str]:
    """Small, without accents; a number is begun as a word is: the index for searches keeps numbers whole."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(sign for sign in apart if not unicodedata.combining(sign)))
