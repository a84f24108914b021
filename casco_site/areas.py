"""The areas of the site, declared once: which addresses are public, private, behind the second factor, hold keys.

Headers, second factor, robots.txt, the masks of logs and mails, and the tests that look for leaks draw on this. Rooms
below ``casco_site`` read it as ``settings.AREAS``. An address of the URLconf that is in no area fails a test.
"""

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class Area:
    """Addresses treated alike, written as in robots.txt: how they begin, ``*`` for anything, ``$`` for the end."""

    addresses: tuple[str, ...]
    # Made from public tables alone, and so the same for everybody.
    is_public: bool = False
    # Drawn from the database, for one visitor as for the next: copies are kept.
    has_copies: bool = False
    # No cache may keep its pages, no search engine list them, no link tell where the reader came from.
    is_private: bool = False
    # Who must have a second factor sets it up before coming here.
    needs_second_factor: bool = False
    # A part of the address may be a key that opens something to whoever holds it: logs and kept mails show none.
    holds_keys: bool = False

    def has(self, path: str) -> bool:
        """Whether ``path`` is one of its addresses."""
        return self._pattern.match(path) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_as_pattern, self.addresses)))


@dataclass(frozen=True)
class Areas:
    """All areas in order: an address belongs to the first one that has it."""

    areas: tuple[Area, ...]

    def of(self, path: str) -> Area:
        """The area that ``path`` belongs to; ``NOWHERE`` where there is none, and no page."""
        return next((area for area in self.areas if area.has(path)), NOWHERE)

    @property
    def private_addresses(self) -> list[str]:
        """How private addresses begin, by the alphabet."""
        return sorted(address for area in self.areas if area.is_private for address in area.addresses)

    @property
    def key_pattern(self) -> str:
        """A regular expression for the beginnings of addresses that hold keys, wherever they stand in a text."""
        beginnings = (_as_pattern(address) for area in self.areas if area.holds_keys for address in area.addresses)
        return f"(?:{'|'.join(beginnings)})"


def _as_pattern(address: str) -> str:
    return re.escape(address).replace(r"\*", ".+").replace(r"\$", "$")


NOWHERE = Area(addresses=())

AREAS = Areas(
    (
        # ---------- who has a part in the process, in the group or in the house ----------
        Area(addresses=("/desk/", "/people/", "/admin/"), is_private=True, needs_second_factor=True),
        Area(addresses=("/request/", "/account/"), is_private=True, holds_keys=True),
        Area(addresses=("/report/", "/demo/"), is_private=True),
        # The editing screens of the catalogue stand below the pages that they edit.
        Area(addresses=("/standards/*/edit/",), is_private=True, needs_second_factor=True),
        # ---------- everybody ----------
        Area(addresses=("/$", "/search/", "/clarifications/", "/topics/", "/bodies/"), is_public=True, has_copies=True),
        Area(addresses=("/standards/", "/cite/", "/responsible/", "/toolbox/"), is_public=True, has_copies=True),
        Area(addresses=("/understanding/", "/process/", "/glossary/"), is_public=True, has_copies=True),
        Area(addresses=("/about-data/", "/privacy/", "/components/"), is_public=True, has_copies=True),
        Area(addresses=("/api/", "/sitemap"), is_public=True, has_copies=True),
        # ---------- what needs no database: files for programs, and whether the site is alive ----------
        Area(addresses=("/robots.txt$", "/opensearch.xml$", "/favicon.ico$"), is_public=True),
        Area(addresses=("/.well-known/security.txt$", "/healthz$", "/readyz$"), is_public=True),
    )
)
