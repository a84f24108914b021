"""The places where an erased person may be named in words: found when the person is erased, decided one by one."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import F, QuerySet
from django.db.models.functions import Length

from clarifications.case.events import Event, empty_events
from clarifications.erasure.finding import Sought, found
from clarifications.erasure.kinds import BY_KIND, SORTS, Texts, TextsOfOneSort, strings, with_text
from clarifications.erasure.models import Place, PlaceOutcome
from clarifications.map.actors import Actor
from clarifications.map.rule import Text

if TYPE_CHECKING:
    from clarifications.case.models import Clarification

AROUND = 60  # signs of the text that are shown before and after a place
ERASED, ELLIPSIS = "[erased]", "…"


@dataclass(frozen=True)
class Marked:
    """A place with the words around it; ``before`` and ``words`` are empty where the text has changed since.

    ``goes``: all that is emptied with it, where the digests of the journal stand for a text as a whole: what would be
    left could not be checked any more, and the salt that goes too is that of all texts of the event.
    """

    place: Place
    before: str
    words: str
    after: str
    goes: tuple[str, ...] = ()

    @property
    def sort(self) -> TextsOfOneSort:
        return BY_KIND[self.place.kind][0]

    @property
    def label(self) -> Text:
        return self.sort.label

    @property
    def url(self) -> str:
        """Where its text stands on the page of the case."""
        anchor = f"#{self.sort.anchor}" if self.sort.anchor else ""
        return f"{self.place.clarification.get_absolute_url()}{anchor}"

    @property
    def may_be_redacted(self) -> bool:
        """What is public is corrected by its own steps; what has changed since holds the words no more."""
        return bool(self.words) and not self.sort.is_public


def list_places(person: str, cases: "QuerySet[Clarification]", sought: Sought, *, at: datetime.datetime) -> int:
    """Write down each place in the texts of these cases where the person may be named; returns how many."""
    keys = list(cases.values_list("pk", flat=True))
    places = [
        Place(clarification_id=case, person=person, kind=texts.kind, row=row, path=path, found_at=at, **at_words)
        for sort in SORTS
        for texts in sort.tables
        for case, row, path, text in _texts(texts, keys)
        for at_words in _found(text, replace(sought, is_own=sought.is_own and sort.is_own))
    ]
    return len(Place.objects.bulk_create(places, batch_size=500))


def open_places(clarification: "Clarification") -> "QuerySet[Place]":
    """Those that nobody has decided of: whole names and addresses first, then words that may mean something else."""
    there = Place.objects.filter(clarification=clarification, outcome=PlaceOutcome.OPEN)
    return there.select_related("clarification").order_by(-Length("words"), "pk")


def marked(places: Iterable[Place]) -> list[Marked]:
    """Each place with the words around it, as its text is now."""
    places = list(places)
    rows = {
        kind: _rows(kind, [place.row for place in places if place.kind == kind])
        for kind in {place.kind for place in places}
    }
    return [_mark(place, rows[place.kind].get(place.row, {})) for place in places]


def settle(
    clarification: "Clarification", *, redacted: Sequence[int], left: Sequence[int], by: Actor, at: datetime.datetime
) -> tuple[int, int]:
    """Redact some places and leave others; returns how many of each. The case is locked."""
    rows = {row.place.pk: row for row in marked(open_places(clarification).filter(pk__in=[*redacted, *left]))}
    decided = {"settled_by": by.user, "settled_at": at, "words": ""}
    done = 0
    # From the end of each text, so that no place moves before its turn.
    for row in sorted((rows[pk] for pk in redacted), key=lambda row: row.place.start, reverse=True):
        outcome = PlaceOutcome.GONE
        if row.may_be_redacted:
            _redact(row.place)
            outcome, done = PlaceOutcome.REDACTED, done + 1
        Place.objects.filter(pk=row.place.pk).update(outcome=outcome, **decided)
    Place.objects.filter(pk__in=[pk for pk in left if pk in rows]).update(outcome=PlaceOutcome.LEFT, **decided)
    return done, len(left)


def _redact(place: Place) -> None:
    texts = BY_KIND[place.kind][1]
    if texts.model is Event:  # see ``Marked.goes``
        empty_events(Event.objects.filter(pk=place.row))
        return
    column, *path = place.path.split("/")
    row = texts.model._default_manager.filter(pk=place.row)
    value = row.values_list(column, flat=True).get()
    text = _text_at({column: value}, place.path)
    limit = getattr(texts.model._meta.get_field(column), "max_length", None)
    end = place.start + len(place.words)
    anew = text[: place.start] + ERASED + text[end:]
    if limit and not path and len(anew) > limit:  # a column may be too short for the word
        anew = text[: place.start] + ELLIPSIS + text[end:]
    row.update(**{column: with_text(value, path, anew)})
    same = Place.objects.filter(kind=place.kind, row=place.row, path=place.path, start__gt=place.start)
    same.update(start=F("start") + len(anew) - len(text))


def _texts(texts: Texts, cases: Sequence[int]) -> Iterable[tuple[int, int, str, str]]:
    """Case, row, path and text of each text of these cases."""
    rows = texts.rows.filter(**{f"{texts.case}__in": cases}).order_by("pk")
    for case, row, *values in rows.values_list(texts.case, "pk", *texts.columns).iterator():
        for column, value in zip(texts.columns, values, strict=True):
            for path, text in strings(column, value):
                yield case, row, path, text


def _found(text: str, sought: Sought) -> list[dict[str, object]]:
    return [{"start": start, "words": text[start:end]} for start, end in found(text, sought)]


def _rows(kind: str, keys: Sequence[int]) -> dict[int, dict[str, object]]:
    texts = BY_KIND[kind][1]
    found = texts.model._default_manager.filter(pk__in=keys).order_by().values("pk", *texts.columns)
    return {row["pk"]: row for row in found}


def _text_at(row: dict[str, object], path: str) -> str:
    return next((text for column, value in row.items() for at, text in strings(column, value) if at == path), "")


def _mark(place: Place, row: dict[str, object]) -> Marked:
    text, end = _text_at(row, place.path), place.start + len(place.words)
    if text[place.start : end] != place.words:
        return Marked(place, "", "", "")
    before, after = text[max(0, place.start - AROUND) : place.start], text[end : end + AROUND]
    before = f"{ELLIPSIS}{before}" if place.start > AROUND else before
    after = f"{after}{ELLIPSIS}" if end + AROUND < len(text) else after
    is_event = BY_KIND[place.kind][1].model is Event
    goes = tuple(said for said in row.values() if isinstance(said, str) and said) if is_event else ()
    return Marked(place, before, place.words, after, goes)
