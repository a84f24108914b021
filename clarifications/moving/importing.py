"""The second pass of an import: what was checked is read once more and written, all of it in one transaction."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from django.db import reset_queries, transaction
from simple_history.utils import bulk_create_with_history

from accounts.models import User
from clarifications.case.door import begin_all
from clarifications.case.models import STANDS_FOR, Clarification, Counter
from clarifications.case.part import Begun
from clarifications.case.roles import user_actor
from clarifications.moving.checking import AT_ONCE
from clarifications.moving.lines import RECORDS, ManifestLine, RecordLine, RelationLine, read_again
from clarifications.moving.others import plan_of_others
from clarifications.moving.reading import LineFault, LinesOfFile, NotImported, Progress, in_batches
from clarifications.moving.stage import Stage
from clarifications.moving.steps import IMPORT_RECORD, ImportFacts
from clarifications.moving.topics import TopicsPlan, plan_of_topics
from clarifications.register.beside import RecordRelation, Topic
from clarifications.register.models import Record
from clarifications.register.write import touch
from standards.imports.others.writing import carry_out
from standards.models.bulk import chunks


@transaction.atomic
def second_pass(
    folder: Path, manifest: ManifestLine, stage: Stage, *, by: User, at: datetime.datetime, progress: Progress
) -> None:
    """Write every record that is not here yet, and what other bodies published; what stands here just so stays.

    Raises ``NotImported`` where the file is not the one any more that was checked.
    """
    topics, faults = plan_of_topics(folder, manifest)
    _refuse(faults)
    _add_topics(topics)
    reason = f"From an export of a register; SHA-256 of its records: {manifest.files[RECORDS].sha256}"
    _refuse_another_file(folder, manifest)
    file = LinesOfFile(folder / RECORDS, manifest.files[RECORDS], progress)
    for some in in_batches(file, most=AT_ONCE):
        lines = [read_again(RecordLine, line) for _number, line in some]
        here = stage.stand_here(line.address for line in lines)
        begun = [Begun(Clarification(), ImportFacts(line)) for line in lines if line.address not in here]
        if begun:
            begin_all(IMPORT_RECORD, begun, by=user_actor(by), at=at, reason=reason)
        reset_queries()
    _refuse(file.faults)
    _say_what_stands_for_what(stage, by=by, at=at)
    others, faults = plan_of_others(folder, manifest)
    _refuse(faults)
    carry_out(others)


def _add_topics(plan: TopicsPlan) -> None:
    """Add the topics that are not here; those that are stay as an administrator keeps them."""
    rows = [Topic(key=one.key, label=one.label, about=one.about, order=one.order) for one in plan.new]
    if rows:
        bulk_create_with_history(rows, Topic, default_change_reason="import_register")


def _refuse_another_file(folder: Path, manifest: ManifestLine) -> None:
    """Where it was changed since it was checked: lines that nobody checked would stop somewhere in the middle."""
    file = LinesOfFile(folder / RECORDS, manifest.files[RECORDS])
    for _line in file:
        pass
    _refuse(file.faults)


def _refuse(faults: Sequence[LineFault]) -> None:
    if faults:
        raise NotImported(*faults)


def _say_what_stands_for_what(stage: Stage, *, by: User, at: datetime.datetime) -> None:
    """Once all records are there: a line may name one that comes after it."""
    Counter.hold(STANDS_FOR)
    for said in chunks(stage.relations()):
        _write_relations(said, by=by.pk)
    for replaced in chunks(stage.replacements()):
        _write_replacements(replaced)
    for named in chunks(stage.named_elsewhere()):
        others = Record.objects.filter(slug__in=[address for _line, _field, address in named]).order_by()
        touch(others.values_list("pk", flat=True), at=at)


def _write_relations(said: Sequence[tuple[str, RelationLine]], *, by: int) -> None:
    """Write what records, each named by its address, have to do with others."""
    addresses = {address for record, line in said for address in (record, line.other)}
    keys = dict(Record.objects.filter(slug__in=addresses).order_by().values_list("slug", "pk"))
    RecordRelation.objects.bulk_create(
        RecordRelation(
            record_id=keys[record],
            other_id=keys[line.other],
            kind=line.kind,
            questions=line.questions,
            note=line.note,
            by_id=by,
            at=line.at,
            ended_at=line.ended_at,
        )
        for record, line in said
    )


def _write_replacements(replaced: Sequence[tuple[str, str]]) -> None:
    """Say of retired records which one stands in the place of each."""
    addresses = {address for pair in replaced for address in pair}
    found = {record.slug: record for record in Record.objects.filter(slug__in=addresses).order_by()}
    for address, replacement in replaced:
        found[address].replacement = found[replacement]
    Record.objects.bulk_update([found[address] for address, _replacement in replaced], ["replacement"])
