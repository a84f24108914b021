"""Words of a standard, marked ``[[…]]`` where they are typed: they are ISO’s, and nothing public holds them."""

import re
from collections.abc import Iterable
from typing import Any

from django.db import models

LEFT_OUT = "[…]"
_MARK = re.compile(r"\[\[|\]\]")


def without_quotations(text: str) -> str:
    """The text without the words that are marked, marks within marks too; one that is not closed holds to the end."""
    said, depth, end = [], 0, 0
    for mark in _MARK.finditer(text):
        if mark[0] == "[[":
            if not depth:
                said += [text[end : mark.start()], LEFT_OUT]
            depth += 1
        elif depth:
            depth, end = depth - 1, mark.end()
    return "".join(said if depth else [*said, text[end:]])


def lines_without_quotations(lines: Iterable[str]) -> tuple[str, ...]:
    """The same of lines that were typed as one text: what is marked may go over several."""
    return tuple(filter(None, without_quotations("\n".join(lines)).split("\n")))


def is_left_open(text: str) -> bool:
    """Whether a mark is opened and not closed, so that all that follows would be left out."""
    depth = 0
    for mark in _MARK.finditer(text):
        depth = depth + 1 if mark[0] == "[[" else max(depth - 1, 0)
    return depth > 0


class Said(models.Field[str, str]):
    """A column for what readers are told in our words; the database and its migrations know a plain one."""

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.get_internal_type()}", args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        return without_quotations(value) if isinstance(value, str) else super().get_prep_value(value)


class SaidField(Said, models.TextField[str, str]):
    """A long one."""


class SaidLineField(Said, models.CharField[str, str]):
    """One of a single line."""
