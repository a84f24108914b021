"""Refuses passwords that are long and yet guessed at once: known words, rows of keys, years, the same again."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SURPRISES = 8  # how many a password needs
A_WORD = 3  # a known word holds so many: there are some thousands of them, as of three letters taken by chance
LOOKED_AT = 200  # characters at the beginning; the work grows faster than the length
SHORTEST_WORD = 4
LONGEST_WORD = 20
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "1234567890", "qwertyuiop", "qwertzuiop", "asdfghjkl", "yxcvbnm")
STEPS = {(a, b) for row in ROWS for a, b in pairwise(row)}
STEPS |= {(b, a) for a, b in STEPS}
OURS = frozenset(("casco", "clarification", "clarifications", "secretariat", "convenor", "iso/iec", "17000", "17025"))
SIGNS = str.maketrans("@$!", "asi")  # what people write for a letter, where a digit says more than the letter
YEAR = re.compile(r"(?:19|20)\d\d")


class ForeseeablePasswordValidator(CommonPasswordValidator):
    """Counts what a guesser could not foresee from the characters before; the rest is worth nothing, however long."""

    def validate(self, password: str, user: object = None) -> None:
        if self._surprises(password[:LOOKED_AT].lower().translate(SIGNS)) < SURPRISES:
            raise ValidationError(self.get_help_text(), code="password_foreseeable")

    def get_help_text(self) -> str:
        return _(
            "This is guessed soon: words that many take, rows of keys, years and what is said twice are worth little."
            " Three or four unrelated words do well."
        )

    def _surprises(self, text: str) -> int:
        found = 0
        for worth in self._pieces(text):
            found += worth
            if found >= SURPRISES:
                break
        return found

    def _pieces(self, text: str) -> Iterator[int]:
        """What each piece of the text is worth, from left to right."""
        place = 0
        while place < len(text):
            length, worth = self._piece(text, place)
            yield worth
            place += length

    def _piece(self, text: str, place: int) -> tuple[int, int]:
        """How long the piece is that begins here, and how much it is worth."""
        if place and _follows(text[place - 1], text[place]):
            return 1, 0
        for length in range(min(LONGEST_WORD, len(text) - place), SHORTEST_WORD - 1, -1):
            piece = text[place : place + length]
            if piece in text[:place]:
                return length, 0
            if piece in self.passwords or piece in OURS:
                return length, A_WORD
        if YEAR.match(text, place):
            return 4, 2
        return 1, 0 if text[place] in text[max(0, place - 4) : place] else 1


def _follows(before: str, character: str) -> bool:
    """Whether a finger or a child would go on like this: the same once more, the next of the alphabet or of a row."""
    return character == before or (before, character) in STEPS
