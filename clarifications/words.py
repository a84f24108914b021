"""Turns text into the words of the index; the same for what is indexed and what is searched, on every database.

Accents are folded, "ISO/IEC" becomes two words, a number such as 7.8.2.1 one word of letters and digits (``n7x8x2x1``),
and words are cut to their stem.
"""

import re
import unicodedata

import snowballstemmer

_WORD = re.compile(r"\d+(?:\.\d+)+|[a-z]\.\d+(?:\.\d+)*|\w+")
_stemmer = snowballstemmer.stemmer("english")


def words(text: str) -> list[str]:
    """The words of ``text`` in order, as the index holds them."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return [_one(found) for found in _WORD.findall(plain)]


def _one(word: str) -> str:
    if word[-1].isdigit() and "." in word:
        return "n" + word.replace(".", "x")
    return str(_stemmer.stemWord(word.replace("_", "")) or "x")
