"""Syncs the rows of a table with what a file says of them, each change with its history, and reports what was done."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

BATCH = 500

Row = TypeVar("Row", bound=models.Model)


class BadData(Exception):
    """A data file that cannot be loaded; the message names file, place and fault."""


@dataclass
class SyncResult:
    """What became of the rows of one kind."""

    name: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    total: int = 0
    kept: list[str] = field(default_factory=list)  # rows of a later day than the files, which an import wrote
    edited: list[str] = field(default_factory=list)  # rows that were edited here since, and stay as they are
    removed: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)  # of two files the catalogue is followed

    def __add__(self, other: "SyncResult") -> "SyncResult":
        return SyncResult(
            self.name,
            self.added + other.added,
            self.changed + other.changed,
            self.total + other.total,
            self.kept + other.kept,
            self.edited + other.edited,
            self.removed + other.removed,
            self.differing + other.differing,
        )


@dataclass(frozen=True)
class WantedRow:
    """A row as it should be: ``values`` are kept up, ``at_first`` are given once and then left to administrators."""

    key: Hashable
    values: Mapping[str, object]
    at_first: Mapping[str, object] = field(default_factory=dict)


def sync(model: type[Row], wanted: Iterable[WantedRow], existing: Mapping[Hashable, Row], *, reason: str) -> SyncResult:
    """Make the rows of a model as wanted and report what was done; rows that nobody names stay as they are."""
    outcome = SyncResult(str(model._meta.verbose_name_plural))
    new: list[Row] = []
    other: list[Row] = []
    touched: set[str] = set()
    for want in wanted:
        outcome.total += 1
        row = existing.get(want.key)
        if row is None:
            row = model(**want.values, **want.at_first)
            new.append(_clean(row))
            outcome.added.append(_name(want))
        elif differences := [name for name, value in want.values.items() if getattr(row, name) != value]:
            changes = ", ".join(
                f"{name} {_on_a_line(getattr(row, name))} → {_on_a_line(want.values[name])}" for name in differences
            )
            outcome.changed.append(f"{_name(want)}: {changes}")
            for name in differences:
                setattr(row, name, want.values[name])
            other.append(_clean(row))
            touched.update(differences)
    if new:
        bulk_create_with_history(new, model, batch_size=BATCH, default_change_reason=reason)
    if other:
        fields = sorted(touched)
        bulk_update_with_history(other, model, fields, batch_size=BATCH, default_change_reason=reason)
    return outcome


def _clean(row: Row) -> Row:
    """The row, if its columns can hold it; relations were checked when the files were read."""
    try:
        row.clean_fields(exclude=[column.name for column in row._meta.fields if column.is_relation])
    except ValidationError as wrong:
        columns = "; ".join(f"{name}: {' '.join(messages)}" for name, messages in wrong.message_dict.items())
        raise BadData(f"{row._meta.verbose_name} {row}: {columns}") from wrong
    return row


def _on_a_line(value: object) -> str:
    return " | ".join(str(value).splitlines())


def _name(want: WantedRow) -> str:
    names = ("reference", "name", "slug", "number", "branch", "preferred")
    named = next((str({**want.values, **want.at_first}[name]) for name in names if name in want.values), "")
    return named or str(want.key)
