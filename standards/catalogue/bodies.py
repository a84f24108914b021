"""Which body took over the role of which: what is named stays named, and a note says what became of it.

The list of bodies says who they are; it stands above the catalogue and is asked through ``settings.TAKINGS_OVER``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.text import get_text_list
from django.utils.translation import gettext

from standards.catalogue.once import kept_by_catalogue, once_a_request
from standards.reading.dates import PartialDate


@dataclass(frozen=True)
class NamedBody:
    """A body as papers name it."""

    acronym: str
    name: str

    def is_named_in(self, text: str) -> bool:
        """Whether a text names it: by the acronym as a word of its own, or by the whole name."""
        by_acronym = self.acronym and re.search(rf"(?<!\w){re.escape(self.acronym)}(?!\w)", text)
        return bool(by_acronym) or self.name.casefold() in text.casefold()


@dataclass(frozen=True)
class TakingOver:
    """That one body took over the roles of others on a day."""

    newer: NamedBody
    older: tuple[NamedBody, ...]
    since: PartialDate

    @property
    def in_words(self) -> str:
        """The sentence that stands wherever one of the older bodies is named."""
        older = get_text_list([body.acronym or body.name for body in self.older], gettext("and"))
        facts = {"newer": self.newer.name, "older": older, "date": self.since}
        if self.since.is_a_day:
            return gettext("%(newer)s took over the roles of %(older)s on %(date)s.") % facts
        return gettext("%(newer)s took over the roles of %(older)s (%(date)s).") % facts


@once_a_request
@kept_by_catalogue
def takings_over() -> tuple[TakingOver, ...]:
    """All that have begun, of bodies whose names are public; one query."""
    asked: Callable[[], tuple[TakingOver, ...]] = import_string(settings.TAKINGS_OVER)
    return asked()


def what_became_of(named: object) -> str:
    """What became of the bodies that a text names; empty where it names none whose role passed on."""
    text = str(named)
    found = [one for one in takings_over() if any(body.is_named_in(text) for body in one.older)]
    return " ".join(one.in_words for one in found)
