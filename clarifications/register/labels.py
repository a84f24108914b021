"""Derives the label of a record from its verdicts and the editions of its standard."""

from collections.abc import Iterable, Mapping

from clarifications.register.models import Label, Record, Verdict, VerdictKind
from standards.catalogue.descent import Descent
from standards.models import Edition, Standard

SPOKEN = {
    VerdictKind.APPLIES: Label.APPLIES,
    VerdictKind.STILL_APPLIES: Label.STILL_APPLIES,
    VerdictKind.NO_LONGER_APPLIES: Label.NO_LONGER_APPLIES,
    VerdictKind.INCORPORATED: Label.INCORPORATED,
}


def relabel(record: Record) -> None:
    """Set ``label`` from what was said of the edition that readers use today, else of others, else *not reviewed*.

    Of a retired record nothing else is said.
    """
    verdicts = {verdict.edition_id: verdict.kind for verdict in record.verdicts.standing()} if record.pk else {}
    record.label = label_of(record, today=edition_today(record.standard), verdicts=verdicts)


def edition_today(standard: Standard) -> Edition | None:
    """The edition in force; of a withdrawn standard what follows it, however many steps on, else its last edition."""
    last = standard.newest_edition
    return standard.current_edition or (Descent.of_casco().today(last) if last else None)


def label_of(record: Record, *, today: Edition | None, verdicts: Mapping[int, str]) -> Label:
    """The label of ``record``; ``verdicts`` maps editions to the kinds that stand, ``today`` is the edition in use.

    A verdict on that edition wins; an inclusion in any other comes next; without a word on it, the record applies to
    the edition that it names alone. What is not held, or was taken back by its body, never applies by itself.
    """
    if record.retired_at is not None:
        return Label.RETIRED
    if today is not None and today.pk in verdicts:
        return SPOKEN[VerdictKind(verdicts[today.pk])]
    if VerdictKind.INCORPORATED in verdicts.values():
        return Label.INCORPORATED
    if not record.could_apply:
        return Label.NO_VERDICT
    is_its_own = today is None or today.pk == record.edition_id
    return Label.APPLIES if is_its_own and record.names_edition else Label.NOT_REVIEWED


def relabel_all(records: Iterable[Record]) -> int:
    """Bring labels up to date, as after a new edition was published; returns how many changed."""
    verdicts: dict[int, dict[int, str]] = {}
    for pk, edition, kind in Verdict.objects.standing().values_list("record", "edition", "kind"):
        verdicts.setdefault(pk, {})[edition] = kind
    editions: dict[int, Edition | None] = {}
    changed = 0
    for record in records:
        if record.standard_id not in editions:
            editions[record.standard_id] = edition_today(record.standard)
        label = label_of(record, today=editions[record.standard_id], verdicts=verdicts.get(record.pk, {}))
        if label != record.label:  # one that a step set meanwhile is right already, and stays
            changed += Record.objects.filter(pk=record.pk, label=record.label).update(label=label)
    return changed
