"""Loads the vocabulary of topics from its file; what was edited here stays, and no topic of a record goes."""

import json
from collections.abc import Hashable
from pathlib import Path

from django.db import transaction

from clarifications.register.beside import RecordTopic, Topic
from standards.imports.casco.precedence import different_in, edited_here
from standards.imports.rows import SyncResult, WantedRow, sync

FILE = Path(__file__).resolve().parent.parent / "data" / "topics.json"
REASON = "load_topics"


@transaction.atomic
def load_topics(file: Path = FILE) -> SyncResult:
    """The topics of the file in its order, but for those that an administrator added, changed or took away."""
    theirs = {key for (key,) in edited_here(Topic.history, "key", reason=REASON)}
    rows: dict[Hashable, Topic] = {row.key: row for row in Topic.objects.all()}
    wanted, edited, said = [], [], set()
    for order, fact in enumerate(json.loads(file.read_text(encoding="utf-8"))["topics"], start=1):
        said.add(fact["key"])
        want = WantedRow(fact["key"], fact | {"order": order})
        if fact["key"] not in theirs:
            wanted.append(want)
        elif difference := _difference(want, rows.get(fact["key"])):
            edited.append(f"{fact['key']}: {difference}")
    removed = _without([row for key, row in rows.items() if key not in said | theirs])
    outcome = sync(Topic, wanted, rows, reason=REASON)
    outcome.total, outcome.edited, outcome.removed = len(said), edited, removed
    return outcome


def _without(rows: list[Topic]) -> list[str]:
    """Take away those that no record has or ever had."""
    used = set(RecordTopic.objects.filter(topic__in=rows).order_by().values_list("topic", flat=True))
    unused = [row for row in rows if row.pk not in used]
    for row in unused:
        row._change_reason = REASON  # type: ignore[attr-defined]  # read by simple_history
        row.delete()
    return [row.key for row in unused]


def _difference(want: WantedRow, row: Topic | None) -> str:
    """What a topic that was edited here has otherwise than the file."""
    return different_in(row, want.values, but="key") if row else "taken away"
