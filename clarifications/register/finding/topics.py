"""The topics that a search names: by words of their names, or by what means the same."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from clarifications.register.finding.needles import GRAMMAR
from clarifications.register.finding.spelling import is_near
from standards.reading.words import Word, read_words

if TYPE_CHECKING:
    from clarifications.register.beside import Topic
    from clarifications.register.finding.needles import Form, Needle
    from clarifications.register.finding.search import Search

# What every topic is about tells none from another: it counts only where nothing else was typed.
_OF_ALL = (
    "accreditation assessment assessor audit auditing auditor body certification certified clause clarification "
    "conformity inspection inspector laboratory lab requirement standard test testing topic question"
)
_SHORTEST_BEGUN = 4  # letters of a word that is only begun
_TELLS_NONE = frozenset(word.stem for word in read_words(_OF_ALL))


def may_name_topics(asked: "Search") -> bool:
    """Whether words that tell something were typed, and nothing else."""
    has_more = asked.named.is_known or any(needle.is_number for needle in asked.needles)
    return bool(asked.needles) and not has_more


def topics_named(asked: "Search", topics: "Mapping[str, Topic]") -> list[str]:
    """The keys of the topics in whose name all words stand that were typed, or what means the same; where there is
    none, of those that say so of what they are about.

    A word that stands in no record may be the misspelt one of a name.
    """
    if not may_name_topics(asked):
        return []
    telling = [needle for needle in asked.needles if _TELLS_NONE.isdisjoint(_stems(needle))]
    unknown = () if asked.is_verbatim else asked.unknown
    by_name = _of(telling or asked.needles, {key: topic.label for key, topic in topics.items()}, unknown)
    if by_name or not telling:
        return by_name
    return _of(telling, {key: f"{topic.label} {topic.about}" for key, topic in topics.items()}, ())


def _of(needles: "Iterable[Needle]", texts: Mapping[str, str], unknown: Iterable[str]) -> list[str]:
    return [key for key, text in texts.items() if _names(needles, list(read_words(text)), unknown)]


def _names(needles: "Iterable[Needle]", text: list[Word], unknown: Iterable[str]) -> bool:
    words = [word for word in text if word.full not in GRAMMAR]
    stems = [word.stem for word in text]
    return all(
        any(_is_meant(form, words, stems) for form in (*needle.own, *needle.kin))
        or (needle.said in unknown and any(is_near(needle.said, word.full) for word in words))
        for needle in needles
    )


def _is_meant(form: "Form", words: Iterable[Word], stems: list[str]) -> bool:
    """Whether a form stands in a text: its words after each other, or one that begins so."""
    length = len(form.words)
    if length == 1:
        holds = any(word.stem == form.words[0] for word in words)
    else:
        places = range(len(stems) - length + 1) if length else ()
        holds = any(tuple(stems[place : place + length]) == form.words for place in places)
    return holds or (len(form.begun) >= _SHORTEST_BEGUN and any(word.full.startswith(form.begun) for word in words))


def _stems(needle: "Needle") -> set[str]:
    return {form.words[0] for form in needle.own[:1] if len(form.words) == 1}
