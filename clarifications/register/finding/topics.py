"""The topics that a search names: by all of the name, or by some of its words."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from clarifications.register.finding.needles import GRAMMAR
from clarifications.register.finding.spelling import is_near
from standards.reading.words import Word, read_words

if TYPE_CHECKING:
    from clarifications.register.finding.needles import Needle
    from clarifications.register.finding.search import Search


def may_name_topics(asked: "Search") -> bool:
    """Whether words that tell something were typed, and nothing else."""
    has_more = asked.named.is_known or any(needle.is_number for needle in asked.needles)
    return bool(asked.needles) and not has_more


def topics_named(asked: "Search", names: Mapping[str, str]) -> list[str]:
    """The keys of the topics in whose name all words stand that were typed; ``names`` are those of all, by their keys.

    A word that stands in no record may be misspelt.
    """
    if not may_name_topics(asked):
        return []
    unknown = () if asked.is_verbatim else asked.unknown
    return [key for key, name in names.items() if _names(asked.needles, list(read_words(name)), unknown)]


def _names(needles: Iterable["Needle"], name: list[Word], unknown: Iterable[str]) -> bool:
    words = [word for word in name if word.full not in GRAMMAR]
    return all(
        any(_is_meant(needle, word) or (needle.said in unknown and is_near(needle.said, word.full)) for word in words)
        for needle in needles
    )


def _is_meant(needle: "Needle", word: Word) -> bool:
    return any(form.words == (word.stem,) or (form.begun and word.full.startswith(form.begun)) for form in needle.own)
