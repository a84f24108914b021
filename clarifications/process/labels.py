"""Derives the label of a record from its verdicts and the editions of its standard."""

from collections.abc import Iterable

from clarifications.models import Label, Record, VerdictKind

SPOKEN = {VerdictKind.STILL_APPLIES: Label.STILL_APPLIES, VerdictKind.NO_LONGER_APPLIES: Label.NO_LONGER_APPLIES}


def relabel(record: Record) -> None:
    """Set ``label``: included anywhere, else what was said of the newest edition, else *not reviewed*."""
    verdicts = {verdict.edition_id: verdict.kind for verdict in record.verdicts.standing()} if record.pk else {}
    newest = record.standard.current_edition
    if VerdictKind.INCORPORATED in verdicts.values():
        record.label = Label.INCORPORATED
    elif newest is None or newest.pk in verdicts:
        record.label = SPOKEN.get(VerdictKind(verdicts[newest.pk]), Label.APPLIES) if newest else Label.APPLIES
    elif newest.pk == record.edition_id:
        record.label = Label.APPLIES
    else:
        record.label = Label.NOT_REVIEWED


def relabel_all(records: Iterable[Record]) -> int:
    """Bring the labels up to date, as after a new edition was published; returns how many changed."""
    changed = []
    for record in records:
        former = record.label
        relabel(record)
        if record.label != former:
            changed.append(record)
    Record.objects.bulk_update(changed, ["label"])
    return len(changed)
