"""Writes the pages of ``docs/`` that are drawn from the code; the public page shows the same rows."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clarifications.glossary import GLOSSARY
from clarifications.map.rule import Rule, Text
from clarifications.map.steps import Step
from clarifications.map.whole import the_map
from clarifications.moving import lines
from clarifications.register.models import Label, VerdictKind
from clarifications.register.text import schema
from clarifications.register.vocabulary import PublicOutcome

WRITTEN = "Written by `manage.py write_docs` from the code; a test compares. Change the code, not this file."


@dataclass(frozen=True)
class StepRow:
    """A row of the map in words."""

    verb: str
    name: str
    does: str
    origins: str
    to: str
    by: str
    needs: list[str]
    gives: list[str]
    asks_reason: bool


def step_rows() -> list[StepRow]:
    """The map, row by row, in the order of the process."""
    return [_row(step) for step in the_map().steps]


def process_md() -> str:
    """The map as a page of the documentation."""
    lines = ["# The process", "", WRITTEN, "", "The map is `clarifications/map/steps.py`.", "", "## States", ""]
    lines += _table(
        ("State", "Value", "Line"), ([state.label, f"`{state.value}`", state.line] for state in the_map().states)
    )
    lines += ["", "## Steps", ""]
    columns = ("Step", "From", "To", "Who", "Reason")
    lines += _table(
        columns, ([f"{r.name} (`{r.verb}`)", r.origins, r.to, r.by, _yes(r.asks_reason)] for r in step_rows())
    )
    lines += ["", "## What each step does and needs", ""]
    for row in step_rows():
        lines += [f"### {row.name}", "", row.does, ""]
        lines += [f"- before: {need}" for need in row.needs] + [f"- supplies: {give}" for give in row.gives]
        lines += [""] if row.needs or row.gives else []
    return "\n".join(lines).rstrip() + "\n"


def glossary_md() -> str:
    """The words, and the values that pages and data share."""
    lines = ["# Glossary", "", WRITTEN, ""]
    lines += _table(("Word", "Means", "Never"), ([f"**{t.word}**", t.means, t.never] for t in GLOSSARY))
    for title, choices in (
        ("States of a clarification", the_map().choices),
        ("Outcomes of an answer", PublicOutcome.choices),
        ("Verdicts on an edition", VerdictKind.choices),
        ("Labels of a record", Label.choices),
    ):
        lines += ["", f"## {title}", ""]
        lines += _table(("Value", "Shown as"), ([f"`{value}`", label] for value, label in choices))
    return "\n".join(lines) + "\n"


def _row(step: Step) -> StepRow:
    return StepRow(
        verb=step.verb,
        name=str(step.name),
        does=str(step.does),
        origins=_origins(step),
        to=str(step.to.label) if step.to else _("the same"),
        by=str(step.by.label),
        needs=_rules(step.needs),
        gives=_rules(step.gives),
        asks_reason=step.reason,
    )


def _origins(step: Step) -> str:
    if step.starts:
        return "–"
    if set(step.origins) == {state.value for state in the_map().states}:
        return _("any")
    if set(step.origins) == set(the_map().ended):
        return _("any that ended")
    return ", ".join(str(state.label) for state in step.origins)


def _rules(rules: Sequence[Rule]) -> list[str]:
    return [str(rule.rule) for rule in rules]


def _yes(answer: bool) -> str:
    return "given" if answer else "–"


def _table(head: Sequence[str], rows: Iterator[Sequence[Text]]) -> list[str]:
    return [
        f"| {' | '.join(head)} |",
        f"|{'---|' * len(head)}",
        *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows),
    ]


def published_text_schema() -> str:
    """The JSON Schema of the public text, as a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def register_schema() -> str:
    """The JSON Schema of the files in which the register moves, as a file."""
    return json.dumps(lines.schema(), indent=2, ensure_ascii=False) + "\n"
