"""Finds standards by number or by words of their titles; the same ones on SQLite and PostgreSQL.

The words of each standard stand in a table of their own (FTS5, or a tsvector), which ``index`` writes: the catalogue
is filled in bulk, and what is found must not depend on a trigger that a migration can lose.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from standards.models import bulk
from standards.models.editions import Edition, Standard
from standards.reading.asked import taken
from standards.reading.words import Word, read_words, written_words

TABLE, INDEX = "standards_search", "standards_search_found"
MOST_WORDS = 8
_AT_ONCE = 500
# Words of nearly every reference, and prefixes of national adoptions: they tell no standard from another.
_EVERYWHERE = frozenset({"iso", "iec", "en", "din", "nf", "bs"})
_FOUND = {
    "sqlite": f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s",
    "postgresql": f"SELECT standard_id FROM {TABLE} WHERE words @@ %s::tsquery",
}
_KEY = {"sqlite": "rowid", "postgresql": "standard_id"}


def find(text: str) -> QuerySet[Standard]:
    """The standards that all words of a text fit, each perhaps only begun: "ISO/IEC TS 17021-10", "inspection bod"."""
    query = _query(text)
    if not query:
        return Standard.objects.all()
    return Standard.objects.filter(pk__in=RawSQL(_FOUND[connection.vendor], [query]))


def first_keys(text: str, *, most: int) -> list[int]:
    """The keys of the first standards that a text fits, in their order, without looking at the others."""
    query = _query(text)
    if not query:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{_FOUND[connection.vendor]} ORDER BY {_KEY[connection.vendor]} LIMIT %s", [query, most])
        return [key for (key,) in cursor.fetchall()]


def index(standards: Iterable[int]) -> None:
    """Write down the words of these standards: how they are cited, the titles and years of their editions."""
    keys = sorted(standards)
    for start in range(0, len(keys), _AT_ONCE):
        _index(keys[start : start + _AT_ONCE])
    if connection.vendor == "postgresql" and len(keys) > _AT_ONCE:
        with connection.cursor() as cursor:  # what was added is sorted in now, not when somebody searches
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [INDEX])


def _index(keys: list[int]) -> None:
    said: dict[int, dict[str, None]] = defaultdict(dict)
    named = Standard.objects.filter(pk__in=keys).order_by().only("publisher", "type", "number", "part")
    for standard in named.iterator():
        said[standard.pk][standard.designation] = None
    editions = Edition.objects.main().filter(standard__in=keys).order_by()
    for key, title, year in editions.values_list("standard", "title", "year"):
        said[key].update(dict.fromkeys([*title.split(" — "), str(year or "")]))
    rows = [(key, " ".join(map(_words, texts))) for key, texts in said.items()]
    column = _KEY[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE {column} IN ({', '.join(['%s'] * len(keys))})", keys)
    # A tsvector is written as its words, which are plain letters and digits.
    bulk.insert(TABLE, [column, "words"], rows)


@lru_cache(4096)
def _words(text: str) -> str:
    """The words of one part of a title; many titles begin alike."""
    return " ".join(written_words(text))


def _begun(word: Word) -> str:
    """What a word of the index must begin with: certif for "certified"; 1702 for "1702", which finds 17025, too."""
    if word.is_number:
        return word.stem.removesuffix("x")
    stem = word.stem.removesuffix("i") if word.stem.endswith("i") and len(word.stem) > 3 else word.stem
    return stem if word.full.startswith(stem) else word.full


def _query(text: str) -> str:
    """What is asked of the index; nothing where no word tells one standard from another."""
    words = [word for word in read_words(taken(text)) if word.full not in _EVERYWHERE][:MOST_WORDS]
    if connection.vendor == "sqlite":
        return " AND ".join(f'"{_begun(word)}"*' for word in words)
    return " & ".join(f"'{_begun(word)}':*" for word in words)
