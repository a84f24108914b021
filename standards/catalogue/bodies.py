"""Which body took over the role of which: what is named stays named, and a note says what became of it."""

import functools
import json
import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.text import get_text_list
from django.utils.translation import gettext

from standards.models.kinds import SourceRank
from standards.reading.dates import PartialDate

_DATA = Path(__file__).parents[1] / "data" / "bodies.json"


@dataclass(frozen=True)
class NamedBody:
    """A body as its papers name it; ``iso_id`` is its number at ISO, where it has one."""

    acronym: str
    name: str
    iso_id: int | None = None

    def is_named_in(self, text: str) -> bool:
        """Whether a text names it: by the acronym as a word of its own, or by the whole name."""
        by_acronym = re.search(rf"(?<!\w){re.escape(self.acronym)}(?!\w)", text)
        return bool(by_acronym) or self.name.casefold() in text.casefold()


@dataclass(frozen=True)
class TakingOver:
    """That one body took over the roles of others on a day, who says so, and how good that source is."""

    newer: NamedBody
    older: tuple[NamedBody, ...]
    since: PartialDate
    source: str
    source_rank: SourceRank

    @property
    def in_words(self) -> str:
        """The sentence that stands wherever one of the older bodies is named."""
        said = gettext("%(newer)s took over the roles of %(older)s on %(date)s.")
        older = get_text_list([body.acronym for body in self.older], gettext("and"))
        return said % {"newer": self.newer.name, "older": older, "date": self.since}


@functools.cache
def takings_over() -> tuple[TakingOver, ...]:
    """All that are known, as the data file has them."""
    rows = json.loads(_DATA.read_text(encoding="utf-8"))["successions"]
    return tuple(
        TakingOver(
            _named(row["newer"]),
            tuple(_named(body) for body in row["older"]),
            PartialDate(row["since"]),
            row["source"],
            SourceRank(row["sourceRank"]),
        )
        for row in rows
    )


def what_became_of(named: object) -> str:
    """What became of the bodies that a text names; empty where it names none whose role passed on."""
    text = str(named)
    found = [one for one in takings_over() if any(body.is_named_in(text) for body in one.older)]
    return " ".join(one.in_words for one in found)


def _named(row: dict[str, object]) -> NamedBody:
    number = row.get("isoId")
    return NamedBody(str(row["acronym"]), str(row["name"]), number if isinstance(number, int) else None)
