"""Form fields for filters: a row of the catalogue named as its address names it, a clause, a date, yes or no."""

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from standards.catalogue.queries import committee_at, edition_at
from standards.models.committees import Committee
from standards.models.editions import Edition, Standard
from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse
from standards.reading.dates import PartialDate

_SHOWN = 60  # characters of a refused value that are repeated


Meant = TypeVar("Meant")


class _NameField(forms.CharField, ABC, Generic[Meant]):
    """A value with a meaning of its own: empty is none, what means nothing is refused with ``sentence``."""

    sentence: StrOrPromise

    def clean(self, value: object) -> Meant | None:
        text = super().clean(value)
        meant = self.meant(text) if text else None
        if text and meant is None:
            raise ValidationError(self.sentence, code="invalid", params={"value": text[:_SHOWN]})
        return meant

    @abstractmethod
    def meant(self, text: str) -> Meant | None:
        """What a text means; none where it means nothing."""


class StandardNameField(_NameField[Standard]):
    """A standard: 17025, ts-17012, iso-9001."""

    sentence = _("There is no standard “%(value)s”. One is named as in its address: 17025, 17021-1, ts-17012.")

    def meant(self, text: str) -> Standard | None:
        return Standard.objects.filter(slug=text.lower()).first()


class EditionNameField(_NameField[Edition]):
    """An edition: 17025/2017, or its number at ISO."""

    sentence = _(
        "There is no edition “%(value)s”. One is named as in its address, 17025/2017, or by its number at ISO."
    )

    def meant(self, text: str) -> Edition | None:
        if text.isascii() and text.isdigit():
            return Edition.objects.filter(iso_id=int(text[:12])).first()
        standard, _slash, edition = text.lower().partition("/")
        return edition_at(standard, edition)


class CommitteeNameField(_NameField[Committee]):
    """A committee: iso-casco, ISO/CASCO, or its number at ISO."""

    sentence = _(
        "There is no committee “%(value)s”. One is named as in its address, iso-casco, or by its number at ISO."
    )

    def meant(self, text: str) -> Committee | None:
        return committee_at(text)


class ClauseNameField(_NameField[ClauseNumber]):
    """The number of a clause, however it is written."""

    sentence = _("“%(value)s” is no number of a clause.")

    def meant(self, text: str) -> ClauseNumber | None:
        try:
            return parse(text)
        except NotAClause:
            return None


class PeriodField(_NameField[PartialDate]):
    """A day, a month or a year."""

    sentence = _("“%(value)s” is not a date. A day is 2017-11-30, a month 2017-11, a year 2017.")

    def meant(self, text: str) -> PartialDate | None:
        try:
            found = PartialDate(text)
        except ValueError:
            return None
        return found if found.is_period else None


class YesNoField(_NameField[bool]):
    """``true`` or ``false``; Django's own field takes whatever it does not know for no answer."""

    sentence = _("“%(value)s” is neither true nor false.")

    def meant(self, text: str) -> bool | None:
        return {"true": True, "false": False}.get(text.lower())
