"""Finds standards by number or by words of their titles."""

import re

from django.db.models import Exists, OuterRef, Q, QuerySet

from standards.models import Edition, Standard

MOST_WORDS = 8
_MOST_CHARACTERS = 200
_PUBLISHERS = {"iso", "iec", "en", "din", "nf", "bs"}
_TYPES = {"ts": "TS", "tr": "TR", "pas": "PAS", "guide": "GUIDE"}
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NUMBER = re.compile(r"([0-9]+)(?:-([0-9]+))?")


def find(text: str) -> QuerySet[Standard]:
    """The standards that all words of a text fit: "ISO/IEC TS 17021-10", "17025:2017", "inspection bodies"."""
    found = Standard.objects.all()
    words = [word for word in _WORD.findall(text[:_MOST_CHARACTERS].lower()) if word not in _PUBLISHERS]
    for word in words[:MOST_WORDS]:
        found = found.filter(_fits(word))
    return found


def _fits(word: str) -> Q:
    number = _NUMBER.fullmatch(word)
    if number and number[2]:
        return Q(number=number[1], part__startswith=number[2])
    if number:
        return (
            Q(number__startswith=word) | _has_edition(year=int(word)) if len(word) == 4 else Q(number__startswith=word)
        )
    if word in _TYPES:
        return Q(type=_TYPES[word])
    return _has_edition(title__icontains=word)


def _has_edition(**said: object) -> Q:
    return Q(Exists(Edition.objects.filter(standard=OuterRef("pk"), **said)))
