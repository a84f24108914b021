"""Finds the edition and clause that a citation means, whatever way it is written; says what was followed on the way.

The rules, in their order: an edition that exists is answered as itself; a date without an edition of that number leads
to the part, or the forerunner, of that date; the year of a national adoption means the newest edition not later; no
date means the newest published edition, also where it is withdrawn, never a draft; a number that lives on only in parts
leads to the part that replaced it. A document of another publisher is none of ISO's; where a text of CASCO is known to
have taken its place, that is shown beside.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext

from standards.catalogue.iso_addresses import with_references
from standards.catalogue.queries import CASCO, is_casco
from standards.models.editions import Edition, Standard, Succession
from standards.models.kinds import StandardType
from standards.reading.citations import Citation, read
from standards.reading.clause_numbers import ClauseNumber
from standards.reading.references import take_apart
from standards.reading.stages import PUBLISHED, is_published
from standards.reading.supplements import supplements_in

MOST = 20  # matches that are shown
_COLUMNS = (
    *("reference", "slug", "title", "year", "edition_number", "stage", "published", "supplement_type", "standard"),
)
_STANDARD = ("publisher", "type", "number", "part", "slug", "sort_key", "committee__reference")
_ROUNDS = 6  # generations that are followed
# European Standards without ISO in their reference, and the text of CASCO that is the same or took their place: so says
# of 45004 BSI's page of BS EN ISO/IEC 17020:2004; Regulation (EC) No 834/2007 names 45011 beside the guide, and the
# guidance of IAF names 45012 so.
_BESIDE = {"45004": "ISO/IEC 17020", "45011": "ISO/IEC Guide 65", "45012": "ISO/IEC Guide 62"}


@dataclass(frozen=True)
class Match:
    """One edition, and clause, that is meant; ``successor`` is the reference of what replaced the edition."""

    edition: Edition
    clause: ClauseNumber | None = None
    followed: str = ""
    successor: str = ""

    @property
    def standard(self) -> Standard:
        return self.edition.standard

    @property
    def url(self) -> str:
        """The page of the clause, or of the edition."""
        page = self.edition.get_absolute_url()
        return f"{page}{self.clause.slug}/" if self.clause else page

    @property
    def name(self) -> str:
        """How it is cited in full: ISO/IEC 17025:2017, 7.8.6."""
        return f"{self.edition.reference}, {self.clause}" if self.clause else self.edition.reference


@dataclass(frozen=True)
class Resolution:
    """What a text cites and what that is, best first."""

    query: str
    citation: Citation | None = None
    matches: list[Match] = field(default_factory=list)

    @property
    def answer(self) -> Match | None:
        """The one thing that is meant, where nothing had to be followed."""
        only = self.matches[0] if len(self.matches) == 1 else None
        return only if only and not only.followed and self.citation and not self.citation.rest else None


@dataclass(frozen=True)
class _Found:
    """An edition that is meant, and the words for how it was reached."""

    edition: Edition
    followed: str = ""


def cited_editions(text: str) -> set[int]:
    """The keys of CASCO's published editions that a citation can mean."""
    meant = [match.edition for match in resolve(text).matches if is_casco(match.standard)]
    return {edition.pk for edition in meant if edition.was_published}


def resolve(text: str) -> Resolution:
    """What a text cites, in a few queries whatever the number of editions."""
    return resolve_citation(text, read(with_references(text)))


def editions_instead(found: Resolution) -> list[Edition]:
    """The editions there are of a number, where the one that was cited is not among them; no query where it is.

    Those of the part alone that was named, where there are any.
    """
    if found.matches or found.citation is None or found.citation.owner or not found.citation.is_sure:
        return []
    editions = Edition.objects.main().ever_published().filter(standard__number=found.citation.number)
    ordered = editions.select_related("standard").order_by("standard__sort_key", "-published")
    of_part = ordered.filter(standard__part__iexact=found.citation.part) if found.citation.part else ordered.none()
    return list(of_part[:MOST] or ordered[:MOST])


def resolve_citation(text: str, citation: Citation | None) -> Resolution:
    """What a citation is that was read from a text."""
    if citation is None or not citation.is_sure:
        return Resolution(text, citation)
    if citation.owner:
        return _of_another(text, citation)
    return _found(text, citation)


def _of_another(text: str, citation: Citation) -> Resolution:
    """What is known of a document of another publisher: CASCO's own that a country adopts, or what followed it."""
    if not citation.is_adoption:
        return Resolution(text, citation)
    adopted = _found(text, replace(citation, owner="", reference=""))
    ours = [match for match in adopted.matches if _is_of_casco(match.standard)]
    if ours:
        return replace(adopted, matches=ours)
    beside = read(_BESIDE.get(citation.number, "") if citation.reference.startswith(("EN ", "DIN EN", "BS EN")) else "")
    words = gettext("%(reference)s is not one of ISO; this text of CASCO is the same or took its place.")
    said = words % {"reference": citation.reference}
    matches = _found(text, beside).matches if beside else []
    return Resolution(text, citation, [replace(match, followed=said) for match in matches])


def _found(text: str, citation: Citation) -> Resolution:
    editions = _EditionsOfNumber(citation)
    found = editions.find()[:MOST]
    clauses: Sequence[ClauseNumber | None] = citation.clauses or (None,)
    successors = editions.successors([one.edition for one in found])
    matches = [
        Match(one.edition, clause, one.followed, successors.get(one.edition.pk, ""))
        for one in found
        for clause in clauses
    ]
    return Resolution(text, citation, matches[:MOST])


class _EditionsOfNumber:
    """The editions of a number, and the questions that the rules put to them."""

    def __init__(self, citation: Citation) -> None:
        self.citation = citation
        rows = Edition.objects.filter(standard__number=citation.number).select_related("standard__committee")
        rows = rows.only(*_COLUMNS, *(f"standard__{name}" for name in _STANDARD))
        self.all = list(rows.order_by("-published", "standard__sort_key", "reference"))
        self.main = [edition for edition in self.all if not edition.supplement_type]
        self.named = self._named()

    def find(self) -> list[_Found]:
        """What is meant, best first."""
        said = self.citation
        if said.supplements:
            return self._ranked(_Found(edition) for edition in self.all if self._is_supplement(edition))
        published = [edition for edition in self.named if edition.was_published]
        if said.stage:
            drafts = self._ranked(_Found(edition) for edition in self.named if self._is_draft(edition))
            return drafts or self._become(published)
        if said.year is None and said.edition is not None:
            return self._ranked(_Found(edition) for edition in published if edition.edition_number == said.edition)
        if said.year is None:
            return self._undated(published)
        exact = [_Found(edition) for edition in published if edition.year == said.year]
        return self._ranked(exact) or self._of_that_date() or self._adopted(published) or self._forerunners(published)

    # ---------- which standards ----------

    def _named(self) -> list[Edition]:
        """Those of the part and type that were named; a publisher chooses only where it tells some from others."""
        found = [edition for edition in self.main if edition.standard.part.casefold() == self.citation.part.casefold()]
        of_type = [edition for edition in found if self._is_of_type(edition.standard)]
        self.is_of_another_type = bool(found) and not of_type
        found = of_type or found
        return [edition for edition in found if self._is_of_publishers(edition.standard)] or found

    def _is_of_type(self, standard: Standard) -> bool:
        return not self.citation.type or standard.type == self.citation.type

    def _is_of_publishers(self, standard: Standard) -> bool:
        wanted = self.citation.publishers
        return not wanted or wanted == set(standard.publisher.split("/"))

    def _is_supplement(self, edition: Edition) -> bool:
        said, parts = self.citation, take_apart(edition.reference)
        if not edition.supplement_type or parts is None or edition.standard.part.casefold() != said.part.casefold():
            return False
        chain = supplements_in(parts.supplement)
        return (
            len(chain) == len(said.supplements)
            and all(one.is_meant_by(meant) for one, meant in zip(chain, said.supplements, strict=True))
            and self._is_of_type(edition.standard)
            and (said.year in (None, parts.year))
            and (said.edition is None or self._numbers_of_years.get(parts.year) == said.edition)
        )

    @property
    def _numbers_of_years(self) -> dict[int | None, int | None]:
        """Which edition a year is that of, among those of the part that was named."""
        return {edition.year: edition.edition_number for edition in self.named}

    def _is_draft(self, edition: Edition) -> bool:
        said = self.citation
        words = edition.reference.upper().split("/")[-1].split()
        of_stage = said.stage == "DRAFT" or said.stage in words
        return not edition.was_published and of_stage and said.edition in (None, edition.edition_number)

    def _become(self, published: list[Edition]) -> list[_Found]:
        """The edition of the year that a draft named, where we hold no such draft any more."""
        said = self.citation
        words = gettext("We hold no draft of %(year)s; this is the edition of that year.") % {"year": said.year}
        return self._ranked(_Found(one, words) for one in published if said.year is not None and one.year == said.year)

    # ---------- undated ----------

    def _undated(self, published: list[Edition]) -> list[_Found]:
        newest: dict[int, Edition] = {}
        for edition in published:
            newest.setdefault(edition.standard_id, edition)
        if not newest:
            return self._in_parts(gettext("%(number)s is published in parts only.")) if not self.citation.part else []
        replaced = self._replaced_by_another(newest)
        found: list[_Found] = []
        for edition in newest.values():
            if edition.pk not in replaced:
                found += self._living(edition)
        return self._ranked(found)

    def _replaced_by_another(self, newest: dict[int, Edition]) -> set[int]:
        """Of several standards of one number, those that another of them replaced: TS 17021-2 by 17021-2."""
        if len(newest) < 2:
            return set()
        own = {edition.pk for edition in newest.values() if not is_published(edition.stage)}
        later = self._follow(own, _newer)
        keys = {edition.pk for edition in newest.values()}
        return {start for start, reached in later.items() if reached & (keys - {start})}

    def _living(self, edition: Edition) -> list[_Found]:
        """The edition itself; where its number lives on only in parts, the part that replaced it."""
        parts = [other for other in self.main if is_published(other.stage) and other.standard.part]
        if is_published(edition.stage) or edition.standard.part or not parts:
            return [_Found(edition)]
        reached = self._follow({edition.pk}, _newer)[edition.pk]
        heirs = [other for other in parts if other.pk in reached]
        words = gettext("%(edition)s was replaced; the number lives on in its parts.") % {"edition": edition}
        return [_Found(other, words) for other in heirs] or [_Found(edition)]

    def _in_parts(self, words: str) -> list[_Found]:
        newest: dict[int, Edition] = {}
        for edition in self.main:
            if edition.was_published and self._is_of_type(edition.standard):
                newest.setdefault(edition.standard_id, edition)
        living = [edition for edition in newest.values() if is_published(edition.stage)] or list(newest.values())
        said = words % {"number": self.citation.standard}
        return self._ranked(_Found(edition, said) for edition in living)

    # ---------- dated ----------

    def _of_that_date(self) -> list[_Found]:
        """The edition of that year under the same number: a part of it, or the whole where a part was named."""
        said = self.citation
        parts = {"", said.part}
        of_year = [one for one in self.main if one.was_published and one.year == said.year]
        found = [one for one in of_year if not said.part or one.standard.part in parts]
        words = gettext("%(number)s has no edition of %(year)s; this is the one of that year under its number.")
        return self._ranked(_Found(one, words % {"number": said.standard, "year": said.year}) for one in found)

    def _adopted(self, published: list[Edition]) -> list[_Found]:
        """A national or regional edition of a year adopts the newest one not later."""
        said = self.citation
        if not said.is_adoption or said.year is None:
            return []
        words = gettext("ISO has no edition of %(year)s; a national edition of that year adopts this one.")
        newest: dict[int, Edition] = {}
        for edition in published:
            if (edition.year or 0) <= said.year:
                newest.setdefault(edition.standard_id, edition)
        return self._ranked(_Found(edition, words % {"year": said.year}) for edition in newest.values())

    def _forerunners(self, published: list[Edition]) -> list[_Found]:
        """What stood in the place of the standard in that year under another number."""
        said = self.citation
        if not published:
            return []
        reached = set().union(*self._follow({edition.pk for edition in published}, _older).values())
        rows = Edition.objects.main().ever_published().filter(pk__in=reached, year=said.year)
        words = gettext("%(number)s has no edition of %(year)s; this stood in its place.")
        found = rows.select_related("standard__committee")
        return self._ranked(_Found(one, words % {"number": said.standard, "year": said.year}) for one in found)

    # ---------- successions ----------

    def _follow(self, keys: Iterable[int], step: "_Step") -> dict[int, set[int]]:
        """From each of these editions, all that lie that way, through a bounded number of generations."""
        reached = {key: {key} for key in keys}
        for _round in range(_ROUNDS):
            onward = step(set().union(*reached.values()) if reached else set())
            grown = {key: ends | {to for one in ends for to in onward.get(one, ())} for key, ends in reached.items()}
            if grown == reached:
                break
            reached = grown
        return reached

    def successors(self, editions: list[Edition]) -> dict[int, str]:
        """The reference of the first published edition that replaced each of these."""
        rows = Succession.objects.filter(older__in=[edition.pk for edition in editions], newer__stage__gte=PUBLISHED)
        found: dict[int, str] = {}
        for older, reference in rows.order_by("newer__published", "newer__reference").values_list(
            "older", "newer__reference"
        ):
            found.setdefault(older, reference)
        return found

    def _ranked(self, found: Iterable[_Found]) -> list[_Found]:
        """The best first: written exactly so, CASCO's, in force, an International Standard, the newest."""
        said = self.citation

        def rank(one: _Found) -> tuple[object, ...]:
            standard = one.edition.standard
            exact = bool(said.publishers) and self._is_of_publishers(standard) and standard.type == (said.type or "IS")
            casco = _is_of_casco(standard)
            in_force = is_published(one.edition.stage)
            return not exact, not casco, not in_force, standard.type != StandardType.IS, standard.sort_key

        words = gettext("There is no %(number)s; this has its number.") % {"number": said.standard}
        reached = [_Found(one.edition, words) if self.is_of_another_type else one for one in found]
        return sorted(reached, key=rank)


def _is_of_casco(standard: Standard) -> bool:
    return standard.committee is not None and standard.committee.reference == CASCO


_Step = Callable[[set[int]], dict[int, set[int]]]


def _newer(keys: set[int]) -> dict[int, set[int]]:
    return _pairs(Succession.objects.filter(older__in=keys, newer__stage__gte=PUBLISHED).values_list("older", "newer"))


def _older(keys: set[int]) -> dict[int, set[int]]:
    return _pairs(Succession.objects.filter(newer__in=keys).values_list("newer", "older"))


def _pairs(rows: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for start, end in rows:
        found.setdefault(start, set()).add(end)
    return found
