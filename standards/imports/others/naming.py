"""Which standards and editions of the catalogue entries name: ISO/IEC 17020, and 2012 or ISO/IEC 17020:2012."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from standards.models import bulk
from standards.models.editions import Edition, Standard

_NUMBER = re.compile(r"[0-9]+")
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class NamedStandards:
    """The standards that some texts name, with their editions."""

    _standards: dict[str, Standard] = field(default_factory=dict)
    _editions: dict[tuple[int, str], Edition] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str]) -> "NamedStandards":
        """Those of some texts; two queries for a few hundred of them."""
        wanted = {_folded(name) for name in names if name}
        numbers = sorted({number for name in wanted for number in _NUMBER.findall(name)})
        rows = [row for some in bulk.chunks(numbers) for row in Standard.objects.filter(number__in=some).order_by()]
        standards = {key: row for row in rows if (key := _folded(row.designation)) in wanted}
        editions: dict[tuple[int, str], Edition] = {}
        by_key = {row.pk: row for row in standards.values()}
        for some in bulk.chunks(sorted(by_key)):
            found = Edition.objects.filter(standard__in=some).order_by("-supplement_type", "published", "pk")
            for edition in found.only("standard", "slug", "reference", "year", "supplement_type", "published"):
                edition.standard = by_key[edition.standard_id]
                _put(editions, edition)
        return cls(standards, editions)

    def standard(self, name: str) -> Standard | None:
        return self._standards.get(_folded(name))

    def edition(self, standard: Standard, name: str) -> Edition | None:
        """An edition by its year or by its reference."""
        return self._editions.get((standard.pk, _folded(name)))


def is_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None


def _put(editions: dict[tuple[int, str], Edition], edition: Edition) -> None:
    editions[edition.standard_id, _folded(edition.reference)] = edition
    if not edition.supplement_type and edition.year:
        editions[edition.standard_id, str(edition.year)] = edition


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
