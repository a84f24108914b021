"""``search(text)`` is the one way from what somebody typed to the records that answer, for every page that asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from clarifications.register.finding import asked as reading
from clarifications.register.finding import spelling
from clarifications.register.finding.asked import TypedSearch
from clarifications.register.finding.index import MOST, Ask, condition
from clarifications.register.finding.joined import with_words_as_one, with_words_as_two
from clarifications.register.finding.named import Meant, named_by
from clarifications.register.finding.needles import Form, Forms, Needle, needles, phrase
from clarifications.register.finding.ranking import Evidence, Hit, evidence, ranked
from clarifications.register.finding.thesaurus import rings
from clarifications.register.narrowing import NOT_RETIRED, among
from standards.reading.words import placed_words, read_words, written


@dataclass(frozen=True)
class Search:
    """What was asked, what it names, and the records that answer, best first.

    ``mended`` gives for each misspelt word the one that was looked for instead; ``meant`` the same where it was not,
    because what was typed was to be looked for.
    """

    asked: TypedSearch
    named: Meant
    needles: list[Needle]
    hits: list[Hit]
    mended: dict[str, str]
    meant: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()  # words that stand in no record
    held: Sequence[bool] = ()  # for each needle whether any record holds it
    is_cut_short: bool = False  # a word stands in more records than are ranked
    is_loosened: bool = False  # a phrase stands in none, and its words were looked for
    is_verbatim: bool = False  # no word was to be mended
    is_widened: bool = False  # nothing on the standard holds the words, and what is on it is shown

    @classmethod
    def of_words(cls, text: str) -> Self:
        """What would be looked for, without asking the register."""
        asked = reading.read(text)
        return cls(asked, Meant(), needles(asked, {}, mended={}), [], {})

    @property
    def records(self) -> list[int]:
        """The keys of the records, best first."""
        return [hit.record for hit in self.hits]

    @property
    def condition(self) -> Q:
        """The records that answer, also where so many hold every word that not all of them were ranked."""
        ranked_ones = among(self.records) if self.hits else Q(pk__in=[])
        if not self.is_cut_short:
            return ranked_ones
        if not self.needles:
            return ranked_ones | Q(standard__in=self.named.standards) & NOT_RETIRED
        every_word = Ask(tuple(needle.all for needle in self.needles), without=self.without)
        sql, given = condition(every_word)
        return ranked_ones | Q(pk__in=RawSQL(sql, [given])) & NOT_RETIRED

    @property
    def without(self) -> tuple[Form, ...]:
        """What must not stand in a record."""
        return tuple(phrase(words) for words in self.asked.without)

    @property
    def unknown_references(self) -> list[str]:
        """The references of requests of which nothing is public: no case that is pending, and no text, has them."""
        return [one for one in self.asked.references if one in self.unknown and one not in self.named.pending]

    @property
    def unknown_number(self) -> str:
        """What was cited as one of our records on a standard that has none of this number; empty where it has."""
        asked, resolution = self.asked, self.named.resolution
        if asked.number is None or self.named.records or not (resolution and resolution.matches):
            return ""
        first = resolution.matches[0]
        said = {"standard": first.edition.reference if self.named.is_dated else first.standard.designation}
        words = _("%(standard)s, interpretation %(number)s")
        if asked.kind == "clarification":
            words = _("%(standard)s, clarification %(number)s")
        return words % (said | {"number": asked.number})

    @property
    def unknown_in_words(self) -> str:
        """The words that stand in no record, as a sentence lists them."""
        typed = {word.full: self.asked.text[start:end] for word, start, end in placed_words(self.asked.text)}
        said = (" ".join(typed.get(word) or written(word) for word in one.split()) for one in self.unknown)
        return get_text_list([_("“%(word)s”") % {"word": word} for word in dict.fromkeys(said)], _("and"))

    @property
    def is_wider(self) -> bool:
        """Whether nothing is on the clause that was named, so that what is on its standard is shown."""
        return bool(self.asked.clauses and self.named.is_known and not self.named.on_clauses and self.hits)

    @property
    def shows_what_is_near(self) -> bool:
        """Whether what is found is not what was asked for."""
        return self.is_wider or self.is_widened or self.is_elsewhere or self.is_near_only

    @property
    def is_elsewhere(self) -> bool:
        """Whether nothing on the standard that was named holds the words, so that what is found is on others."""
        is_asked = self.named.is_known and bool(self.needles) and bool(self.hits)
        return is_asked and not any(hit.is_named or hit.is_on_standard or hit.on_clause for hit in self.hits)

    @property
    def is_near_only(self) -> bool:
        """Whether no record holds all that was asked."""
        return bool(self.hits) and not any(hit.has_every_word for hit in self.hits)


def search(text: str, *, as_typed: bool = False) -> Search:
    """The records that answer to what was typed; where nothing was, none. ``as_typed``: no word is mended.

    Where no record holds a phrase word by word, those are found that hold its words; where nothing holds the words that
    stand beside a standard, those on the standard.
    """
    asked = reading.read(text)
    if asked.is_empty:
        return Search(asked, Meant(), [], [], {})
    named = named_by(asked)
    asked = _with_what_is_not_named(asked, named)
    known = rings()
    asked = replace(asked, words=with_words_as_one(asked.words, known))
    found = _answered(asked, named, known, as_typed=as_typed)
    if asked.phrases and not all(found.held[: len(asked.phrases)]):
        words = dict.fromkeys([word for one in asked.phrases for word in one] + list(asked.words))
        found = replace(
            _answered(replace(asked, phrases=(), words=tuple(words)), named, known, as_typed=as_typed), is_loosened=True
        )
    if not found.hits and named.is_known and found.needles:
        wider = _answered(replace(asked, phrases=(), words=()), named, known)
        found = replace(wider, is_widened=True, meant=found.meant)
    return found


def search_for(citation: str, text: str) -> Search:
    """The same for a citation and a text of which every word is a word, whatever signs stand in it."""
    asked = reading.read(citation)
    words = tuple(dict.fromkeys(read_words(text)))[: reading.MOST_WORDS]
    return _answered(replace(asked, words=words, is_begun=False), named_by(asked), rings())


def _answered(
    asked: TypedSearch, named: Meant, known: Mapping[tuple[str, ...], Forms], *, as_typed: bool = False
) -> Search:
    words = with_words_as_two(evidence(needles(asked, known, mended={})))
    meant = spelling.mended(_unknown(words))
    mended = {} if as_typed else meant
    if mended:
        words = with_words_as_two(evidence(needles(asked, known, mended=mended)))
    hits, is_narrow = ranked(asked, named, words), bool(asked.clauses or named.records)
    many = any(len(records) >= MOST for records in words.counted) if words.needles else len(hits) >= MOST
    return Search(
        asked,
        named,
        list(words.needles),
        hits,
        mended,
        meant=meant if as_typed else {},
        is_verbatim=as_typed,
        unknown=tuple(_unknown(words)),
        held=[bool(records) for records in words.counted],
        is_cut_short=many and not is_narrow,
    )


def _with_what_is_not_named(asked: TypedSearch, named: Meant) -> TypedSearch:
    """What names a record needs no words; a number that is that of no standard is a word like others, and so is that of
    a clause on which nothing is published: a text may speak of it.
    """
    if named.records:
        return replace(asked, words=(), clauses=())
    if asked.citation and not named.is_known:
        asked = replace(asked, words=(*asked.words_of_citation, *asked.words))
    if asked.clauses and not named.on_clauses:
        numbers = dict.fromkeys(word for clause in asked.clauses for word in read_words(clause.canonical))
        asked = replace(asked, words=(*numbers, *asked.words))
    return asked


def _unknown(words: Evidence) -> list[str]:
    """The words that stand in no record, in no spelling, nor anything that means the same."""
    return [needle.said for needle, records in zip(words.needles, words.counted, strict=True) if not records]
