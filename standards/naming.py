"""How standards and editions are named in addresses and sorted in lists."""

from django.utils.text import slugify

_GUIDES_LAST = {"GUIDE": "1"}


def standard_slug(publisher: str, type: str, number: str, part: str, *, taken: bool = False) -> str:
    """17025, 17021-1, ts-17012, guide-65; with the publisher in front where the plain one is taken: iso-646."""
    words = [publisher if taken else "", "" if type == "IS" else type, number, part]
    return slugify("-".join(word.replace("/", "-") for word in words if word))


def standard_sort_key(type: str, number: str, part: str, slug: str) -> str:
    """By number, then part, as numbers; guides after the rest."""
    parts = "-".join(piece.zfill(4) for piece in part.split("-"))
    return f"{_GUIDES_LAST.get(type, '0')}-{number.zfill(7)}-{parts}-{slug}"[:60]


def edition_slug(reference: str, *, year: int | None, iso_id: int | None, base_year: int | None = None) -> str:
    """The year: 2012; else fdis or project-87597; for a supplement the base and its own name: 2005-cor-1-2006."""
    _base, slash, supplement = reference.rpartition("/")
    if base_year is not None and slash:
        return f"{base_year}-{slugify(supplement.replace(':', '-'))}"
    if year is not None:
        return str(year)
    if "FDIS" in reference:
        return "fdis"
    return f"project-{iso_id}" if iso_id else slugify(reference.replace("/", "-"))
