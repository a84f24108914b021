"""How standards and editions are named in addresses and sorted in lists."""

import re

from django.utils.text import slugify

from standards.reading.references import take_apart

_GUIDES_LAST = {"GUIDE": "1"}


def standard_slug(publisher: str, type: str, number: str, part: str, *, taken: bool = False) -> str:
    """17025, 17021-1, ts-17012, guide-65; with the publisher in front where the plain one is taken: iso-646."""
    words = [publisher if taken else "", "" if type == "IS" else type, number, part]
    slug = "-".join(word.replace("/", "-") for word in words if word).lower()
    return slug if slug.isascii() and slug.replace("-", "").isalnum() else slugify(slug)


def standard_sort_key(type: str, number: str, part: str, slug: str) -> str:
    """By number, then part, as numbers; guides after the rest."""
    parts = "-".join(piece.zfill(4) for piece in part.split("-"))
    return f"{_GUIDES_LAST.get(type, '0')}-{number.zfill(7)}-{parts}-{slug}"[:60]


def edition_slug(reference: str, *, iso_id: int | None) -> str:
    """The year: 2012; else fdis or project-87597; for a supplement the base and its own name: 2005-cor-1-2006."""
    parts = take_apart(reference)
    if parts and parts.year is not None:
        if not parts.supplement:
            return str(parts.year)
        return slugify(f"{parts.year}-{re.sub('[:/]', '-', parts.supplement)}")
    if parts and "FDIS" in reference and not parts.supplement:
        return "fdis"
    return f"project-{iso_id}" if iso_id else slugify(reference.replace("/", "-"))
