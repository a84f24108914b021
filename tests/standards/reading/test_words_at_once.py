"""Words are read by many threads of a server at the same moment, and each reads what it would alone."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from string import ascii_lowercase as letters

import pytest
import snowballstemmer

from standards.reading.words import words

ENDINGS = ("ational", "iveness", "ization", "fulness")
TEXTS = [[f"gr{a}b{b}t{ending}" for b in letters for ending in ENDINGS] for a in letters]


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_what_a_text_says_does_not_depend_on_who_reads_beside_it(restless):
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(words, [" ".join(text) for text in TEXTS]))

    alone = snowballstemmer.stemmer("english").stemWord
    assert [read[: len(text)] for read, text in zip(together, TEXTS, strict=True)] == [
        [alone(word) for word in text] for text in TEXTS
    ]
