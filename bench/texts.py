"""Invented texts of 100 to 300 words: the sentences of the demonstration in a new order, each text marked Example."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CASES = Path(__file__).resolve().parent.parent / "clarifications" / "demo" / "cases"
NAMES = ("text", "background", "understanding", "position", "considerations")
RARE, FREQUENT = "borescope", "calorimeter"  # words that stand in 1 % and in 10 % of the records, and nowhere else
SHORTEST, LONGEST = 100, 300  # words of a text
A_SENTENCE = range(5, 31)  # words of the sentences taken
A_PARAGRAPH = 4  # sentences
MARK = "Example:"


def sentences() -> list[str]:
    """Every sentence that the demonstration says, once, in a fixed order."""
    found: dict[str, None] = {}
    for path in sorted(CASES.glob("*.json")):
        for text in _texts(json.loads(path.read_text(encoding="utf-8"))):
            found |= dict.fromkeys(re.split(r"(?<=[.?!])\s+", text))
    return [sentence for sentence in found if len(sentence.split()) in A_SENTENCE]


class Writer:
    """Writes texts; the same seed gives the same texts in the same order."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.sentences = sentences()

    def text(self, *words: str) -> str:
        """Some paragraphs, with a sentence more for each of ``words``."""
        wanted = self.chance.randint(SHORTEST, LONGEST - A_SENTENCE.stop)
        said = [f"The {word} of this text is invented." for word in words]
        length = sum(len(sentence.split()) for sentence in said) + 1
        while length < wanted:
            said.append(self.chance.choice(self.sentences))
            length += len(said[-1].split())
        paragraphs = (said[start : start + A_PARAGRAPH] for start in range(0, len(said), A_PARAGRAPH))
        return f"{MARK} " + "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)

    def line(self) -> str:
        """A title: the first words of a sentence."""
        start = self.chance.choice(self.sentences).rstrip(".?!").split()[: self.chance.randint(5, 9)]
        return f"{MARK} {' '.join(start)}"


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, list):
        for row in data:
            yield from _texts(row)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name in NAMES and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
