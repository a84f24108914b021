"""Who answers for a standard: CASCO's group, another committee, a joint one, the board; and the words to refer with."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from django.db.models import TextChoices
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from standards.catalogue import search
from standards.catalogue.bodies import what_became_of
from standards.catalogue.in_force import InForce, in_force_today
from standards.catalogue.iso_addresses import with_references
from standards.catalogue.queries import CASCO
from standards.catalogue.resolver import resolve
from standards.models.committees import Committee, MaintenanceGroup, Responsibility
from standards.models.editions import Edition, Standard, Succession
from standards.reading import stages
from standards.reading.asked import taken, without_markup, without_signs
from standards.reading.citations import Citation, read

MOST = 10
_CANDIDATES = 100  # standards that are looked at to choose those shown
_JOINT = ("ISO/IEC JTC", "IEC/ISO J")
_BOARD = "ISO/TMBG"


class Keeping(TextChoices):
    """In whose hands a standard is."""

    CASCO = "casco", _("Kept by CASCO")
    COMMITTEE = "committee", _("Kept by another committee")
    JOINT = "joint", _("Kept by a joint committee of ISO and IEC")
    TMB = "tmb", _("Kept by the Technical Management Board")
    OTHER = "other", _("Of another publisher")
    UNKNOWN = "unknown", _("Not known")


@dataclass(frozen=True)
class ResponsibleParty:
    """Who answers for one edition; ``committee`` is whom to ask, ``group`` CASCO's, where it is confirmed.

    ``publisher`` is whose a document is that is none of ISO's. Of CASCO's editions ``is_withdrawn`` says that one is in
    no transition either, and ``in_force`` what stands in its place.
    """

    reference: str
    title: str
    kind: Keeping
    edition: Edition | None = None
    committee: Committee | None = None
    group: MaintenanceGroup | None = None
    publisher: str = ""
    is_withdrawn: bool = False
    in_force: tuple[Edition, ...] = ()

    @property
    def asked_on(self) -> Edition | None:
        """The edition on which a clarification can be requested: itself, or what is in force in its place."""
        if self.kind != Keeping.CASCO:
            return None
        return next(iter(self.in_force), None) if self.is_withdrawn else self.edition

    @property
    def standing(self) -> str:
        """The stage of the edition in words."""
        return self.edition.stage_in_words if self.edition else ""

    @property
    def words(self) -> str:
        """What whoever asks about it is told."""
        facts = {"standard": self.reference, "committee": self.committee}
        if self.kind == Keeping.CASCO and self.is_withdrawn:
            return self._words_of_withdrawn
        if self.kind == Keeping.CASCO:
            return gettext("CASCO keeps %(standard)s: a clarification can be requested here.") % facts
        if self.kind == Keeping.OTHER:
            return words_of_another(self.reference, self.publisher)
        if self.kind == Keeping.UNKNOWN:
            return gettext("Who keeps %(standard)s is not in the catalogue of ISO.") % facts + self._hint
        said = gettext("Requests about %(standard)s are answered by the manager of %(committee)s.") % facts
        if self.kind == Keeping.TMB:
            return self._words_of_board(said)
        if self.kind == Keeping.JOINT:
            return f"{said} {gettext('That is a joint committee of ISO and IEC.')}"
        return said

    def _words_of_board(self, said: str) -> str:
        facts = {"standard": self.reference, "newer": self.in_force[0].reference if self.in_force else ""}
        if _reference(self.committee) == _BOARD:
            return gettext("%(standard)s is kept by the Technical Management Board of ISO itself.") % facts
        if self.in_force and _reference(self.committee) == CASCO:
            return gettext("In place of %(standard)s stands %(newer)s, which CASCO keeps.") % facts
        if self.in_force:
            return f"{said} {gettext('In its place stands %(newer)s.') % facts}"
        return f"{said} {gettext('The Technical Management Board of ISO owns it; its successor is in work there.')}"

    @property
    def _words_of_withdrawn(self) -> str:
        # CASCO clarification process, criterion 2: the edition is in force or still in transition.
        said = gettext(
            "CASCO kept %(standard)s. It is withdrawn; clarifications are given on editions in force or in transition."
        )
        now = get_text_list([edition.reference for edition in self.in_force], gettext("and"))
        instead = gettext("In its place stands %(newer)s.") % {"newer": now} if now else ""
        stays = gettext("What was published on it stays readable.")
        return " ".join(filter(None, [said % {"standard": self.reference}, instead, stays]))

    @property
    def _hint(self) -> str:
        if self.reference.startswith("IEC "):
            return " " + gettext("It is IEC's: ask IEC which of its committees keeps it.")
        return ""


def responsible(text: str) -> list[ResponsibleParty]:
    """Who answers for the standards that a number or words of a title fit, those in force first; five queries."""
    text = without_signs(without_markup(taken(text)))
    if not text.strip():
        return []
    text = with_references(text)
    citation = read(text)
    if citation and citation.owner:
        meant = resolve(text)
        ours = _answers(list(dict.fromkeys(match.edition.pk for match in meant.matches)))
        if meant.citation and not meant.citation.owner:
            return ours
        return [ResponsibleParty(citation.reference, "", Keeping.OTHER, publisher=citation.owner), *ours]
    standards = _candidates(text, citation)
    chosen = _chosen(standards, citation)
    answers = _answers(chosen)
    if not answers and citation and citation.publishers == {"IEC"}:
        return [ResponsibleParty(f"IEC {citation.standard}", "", Keeping.UNKNOWN)]
    return answers


def words_of_another(reference: str, publisher: str) -> str:
    """What whoever asks about a document of another publisher is told."""
    facts = {"reference": reference, "publisher": publisher}
    if publisher == "ISO/IEC":
        return gettext("%(reference)s are rules of ISO and IEC themselves: no committee answers for them.") % facts
    said = gettext("%(reference)s is not of ISO but of %(publisher)s: no committee of ISO answers for it.") % facts
    if publisher.split()[:1] == ["GB"]:  # whose numbers need not be those of what it adopts
        said += " " + gettext("Whether it adopts a standard of ISO under a number of its own is not known here.")
    return f"{said} {what_became_of(publisher)}".rstrip()


def answer_for(edition: Edition) -> ResponsibleParty:
    """Who answers for one edition; three queries at most."""
    return _answers([edition.pk])[0]


def answers_for(editions: Iterable[Edition]) -> list[ResponsibleParty]:
    """Who answers for each of these editions; three queries at most."""
    return _answers([edition.pk for edition in editions])


def _candidates(text: str, citation: Citation | None) -> list[int]:
    """Keys of standards worth a look: those of the very number, then those that the words find.

    The keys follow the order in which standards came, CASCO's and those in force first, so the first ones are the best.
    """
    exact = Standard.objects.filter(number=citation.number) if citation else Standard.objects.none()
    if citation and citation.type:
        exact = exact.filter(type=citation.type)
    if citation and citation.part:
        exact = exact.filter(part__istartswith=citation.part)
    words = citation.standard if citation and citation.is_sure and not citation.rest else text
    found = search.first_keys(words, most=_CANDIDATES)
    keys = [*exact.order_by("pk").values_list("pk", flat=True)[:_CANDIDATES], *found]
    return list(dict.fromkeys(keys))[:_CANDIDATES]


def _chosen(standards: list[int], citation: Citation | None) -> list[int]:
    """The editions to show: of each standard the one in force, else the newest; and the one whose year was named."""
    rows = Edition.objects.main().filter(standard__in=standards).order_by("-published")
    places = {standard: place for place, standard in enumerate(standards)}
    best: dict[int, tuple[tuple[bool, bool, bool, int], int]] = {}
    named = []
    for key, standard, stage, year, number in rows.values_list("pk", "standard", "stage", "year", "standard__number"):
        exact = citation is not None and number == citation.number
        in_force = stages.is_published(stage)
        if citation and exact and year is not None and year == citation.year and not in_force:
            named.append(key)
        rank = (not exact, not in_force, stage < stages.PUBLISHED, places[standard])
        if standard not in best or rank < best[standard][0]:
            best[standard] = (rank, key)
    ordered = [key for _rank, key in sorted(best.values())]
    return list(islice(dict.fromkeys([*ordered[:1], *named, *ordered]), MOST))


def _answers(keys: list[int]) -> list[ResponsibleParty]:
    rows = Edition.objects.filter(pk__in=keys).select_related(
        "committee", "standard__committee", "supplement_of__standard"
    )
    editions = {row.pk: row for row in rows.defer("title_fr", "note", "inferred")}
    board = [key for key in keys if _reference(_committee(editions[key])) == _BOARD]
    heirs = _heirs(board) if board else {}
    ours = [editions[key] for key in keys if _reference(_committee(editions[key])) == CASCO]
    groups = _groups(ours) if ours else {}
    answers = [_answer(editions[key], heirs.get(key), groups.get(editions[key].standard_id)) for key in keys]
    return _with_what_is_in_force(answers)


def _with_what_is_in_force(answers: list[ResponsibleParty]) -> list[ResponsibleParty]:
    """The same, those of CASCO's that are withdrawn with what stands in their place; two queries where one may be."""
    ours = [one.edition for one in answers if one.kind == Keeping.CASCO and one.edition and one.edition.is_withdrawn]
    today = in_force_today() if ours else None
    return [
        replace(one, is_withdrawn=True, in_force=tuple(_instead_of(one.edition, today)))
        if today and one.edition in ours and one.edition and today.is_withdrawn(one.edition)
        else one
        for one in answers
    ]


def _instead_of(edition: Edition, today: InForce) -> list[Edition]:
    """What is in force in the place of a withdrawn edition; of a supplement, in the place of what it supplements."""
    return [one for one in today.instead_of(edition.supplement_of or edition) if one != edition]


def _answer(edition: Edition, heir: Edition | None, group: MaintenanceGroup | None) -> ResponsibleParty:
    owner = _committee(edition)
    reference = _reference(owner)
    if reference == CASCO:
        kind = Keeping.CASCO
    elif reference == _BOARD:
        kind, owner = Keeping.TMB, heir.committee if heir else owner
    elif reference.startswith(_JOINT):
        kind = Keeping.JOINT
    else:
        kind = Keeping.COMMITTEE if owner else Keeping.UNKNOWN
    return ResponsibleParty(
        edition.reference,
        edition.title,
        kind,
        edition,
        owner,
        group if kind == Keeping.CASCO else None,
        in_force=(heir,) if heir and heir.is_published else (),
    )


def _committee(edition: Edition) -> Committee | None:
    """Who keeps the standard today, or else owned the edition."""
    return edition.standard.committee or edition.committee


def _reference(committee: Committee | None) -> str:
    return committee.reference if committee else ""


def _heirs(keys: Iterable[int]) -> dict[int, Edition]:
    """What replaces these editions, or is to, where it is another committee's than the board."""
    rows = Succession.objects.filter(older__in=keys, newer__committee__isnull=False)
    rows = (
        rows.exclude(newer__committee__reference=_BOARD)
        .select_related("newer__committee")
        .order_by("-newer__stage", "pk")
    )
    ordered = sorted(rows, key=lambda row: row.newer.is_published)  # what is published counts, the last one set
    return {row.older_id: row.newer for row in ordered}


def _groups(editions: list[Edition]) -> dict[int, MaintenanceGroup]:
    """The groups that are confirmed to keep the standards of these editions; the first of each is today's."""
    today: dict[int, Edition] = {}
    for edition in editions:
        today.setdefault(edition.standard_id, edition)
    rows = Responsibility.objects.filter(standard__in=today).select_related("group")
    return {row.standard_id: row.group for row in rows.order_by("pk") if row.is_fact(today[row.standard_id])}
