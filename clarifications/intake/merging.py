"""What several windows typed into one page of a draft, brought together: no text is overwritten without a word."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from clarifications.intake.models import BESIDE, UNFINISHED
from clarifications.intake.places import placed
from clarifications.intake.saving import DraftNotKept
from standards.reading.offered import as_key

MOST_BESIDE = 4  # texts beside the one in a field: windows in which somebody types there at once
CHOICES = ("take", "add", "drop")  # what a button does with a text that stands beside a field
_NO_CONTROLS = (UNFINISHED, BESIDE, "questions")

Texts = Mapping[str, str]  # by the names of the controls


@dataclass(frozen=True)
class Merged:
    """What a page holds, what else was typed there, and which of its fields clash anew."""

    texts: dict[str, str]
    beside: dict[str, list[str]]
    clashing: frozenset[str]


def controls(answers: Mapping[str, Any]) -> dict[str, str]:
    """What a page of a draft keeps, by the names of its controls, as a browser would send it."""
    texts = {name: _as_sent(value) for name, value in answers.items() if name not in _NO_CONTROLS}
    for name, (_number, _letter, row) in placed(answers.get("questions") or []):
        texts |= {name: row["text"], f"{name}_clauses": row.get("clauses", "")}
    return texts


def mark(text: str) -> str:
    """The same for the same text, whatever blanks stand around it."""
    return hashlib.sha256(text.replace("\r\n", "\n").strip().encode()).hexdigest()[:12]


def marks(answers: Mapping[str, Any]) -> dict[str, str]:
    """What a page that shows these answers has seen."""
    return {name: mark(text) for name, text in controls(answers).items()}


def seen_in(sent: Texts) -> Texts | None:
    """What the page had seen that was sent; ``None``: it was opened when pages did not say that yet."""
    if "seen" not in sent:
        return {} if "keep" in sent else None
    try:
        found = json.loads(sent["seen"])
    except (ValueError, RecursionError):
        found = {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def merge(typed: Texts, *, kept: Texts, seen: Texts | None, beside: Mapping[str, list[str]]) -> Merged:
    """Bring together what was ``typed``, and what is ``kept`` since the page was opened that has ``seen`` other texts.

    Of a field that only one window changed its text holds; of one that two changed the newer, the other one beside it.
    A page that does not say what it has seen holds all there is. Raises ``DraftNotKept`` where more windows changed a
    field than texts are kept of it.
    """
    if seen is None:
        return Merged(dict(typed), {name: list(found) for name, found in beside.items()}, frozenset())
    texts = dict(kept)
    others = {name: list(found) for name, found in beside.items()}
    clashing = set()
    for name, mine in typed.items():
        now, base = kept.get(name, ""), seen.get(name, mark(""))
        if name not in kept and name in seen and mark(mine) == base:
            continue  # the other window removed the question, and nothing was typed into it here
        texts[name] = mine if _is_mine(mine, now=now, base=base) else now
        if _clash(mine, now=now, base=base):
            clashing.add(name)
            others[name] = [text for text in others.get(name, ()) if mark(text) != base] + [now]
        others[name] = [text for text in others.get(name, ()) if mark(text) != mark(texts[name])]
    if any(len(found) > MOST_BESIDE for found in others.values()):
        raise DraftNotKept([_("This page is open in too many windows. Close the others, and send it again.")])
    return Merged(texts, {name: found for name, found in others.items() if found}, frozenset(clashing))


def settled(merged: Merged, choice: str) -> Merged:
    """With the choice made that a button names: take the text beside a field, add it below, or drop it."""
    what, _colon, rest = choice.partition(":")
    name, _colon, chosen = rest.rpartition(":")
    (text, *_same) = [text for text in merged.beside.get(name, ()) if mark(text) == chosen] or [""]
    if what not in CHOICES or not text:
        return merged
    texts, beside = dict(merged.texts), dict(merged.beside)
    beside[name] = [other for other in beside[name] if other != text]
    if not beside[name]:
        del beside[name]
    if what == "take":
        texts[name] = text
    if what == "add":
        texts[name] = f"{texts.get(name, '').rstrip()}\n\n{text}"
    return Merged(texts, beside, merged.clashing)


def _is_mine(mine: str, *, now: str, base: str) -> bool:
    """Whether a field gets what was typed in this window."""
    if mark(now) in (base, mark(mine)) or not now.strip():
        return True
    return mark(mine) != base and bool(mine.strip())


def _clash(mine: str, *, now: str, base: str) -> bool:
    """Whether two windows typed different texts into a field, so that somebody must choose."""
    changed = mark(mine) not in (base, mark(now)) and mark(now) != base
    return changed and bool(mine.strip()) and bool(now.strip())


def _as_sent(value: object) -> str:
    """A value as a browser sends it."""
    if isinstance(value, bool) or value is None:
        return "on" if value else ""
    if isinstance(value, int):
        return as_key(value)
    return str(value)
