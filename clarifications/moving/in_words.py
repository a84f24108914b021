"""Says what the type of a text found wrong with one that somebody wrote: which field, and what may stand there."""

import re
from typing import Any

from clarifications.moving.faults import Found
from clarifications.register.text import schema

_KINDS = {"str": "a text", "int": "a number", "array": "a list", "object": "an object", "bool": "true or false"}
_MISSING = re.compile(r"Object missing required field `(\w+)`")
_ANOTHER = re.compile(r"Expected `(\w+)(?: \| null)?`, got `(\w+)`")
_NO_CHOICE = re.compile(r"Invalid enum value (.+)")


def in_words(said: str) -> Found:
    """The field and what is wrong with it, of ``Invalid enum value 'Yes' - at `$.answers[0].outcome` ``."""
    why, _at, place = said.partition(" - at `$")
    field = place.rstrip("`").lstrip(".")
    if missing := _MISSING.fullmatch(why):
        return f"{field}.{missing[1]}".lstrip("."), "has to be there"
    if another := _ANOTHER.fullmatch(why):
        wanted, got = (_KINDS.get(kind, "nothing") for kind in another.groups())
        return field, f"has to be {wanted}, and is {got}"
    if (unknown := _NO_CHOICE.fullmatch(why)) and (choices := _choices_at(field)):
        return field, f"{unknown[1]} is none of these: {', '.join(map(str, filter(None, choices)))}"
    return field, why


def _choices_at(field: str) -> list[str | int]:
    """The values that a field of a text may have, where they are a list."""
    drawn = schema()
    at: dict[str, Any] = drawn
    for step in re.findall(r"\w+|\[", field):
        if step.isdigit():
            continue
        found = _followed(at, drawn)
        at = found["items"] if step == "[" else found["properties"].get(step, {})
    choices: list[str | int] = _followed(at, drawn).get("enum", [])
    return choices


def _followed(at: dict[str, Any], drawn: dict[str, Any]) -> dict[str, Any]:
    """What a part of the schema says itself, where it names another part or leaves a choice between one and nothing."""
    while not {"properties", "items", "enum"} & at.keys():
        name = at.get("$ref") or next((one["$ref"] for one in at.get("anyOf", []) if "$ref" in one), "")
        if not name:
            return at
        at = drawn["$defs"][name.rpartition("/")[2]]
    return at
