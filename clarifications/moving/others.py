"""The file of what other bodies have published: written from the catalogue, checked, and taken over by its import."""

from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

from clarifications.moving.lines import OTHERS, ManifestLine, NotALine, OtherLine, read
from clarifications.moving.reading import LineFault, LinesOfFile
from standards.imports.others.entries import MOST_BYTES, UnreadableFile
from standards.imports.others.plan import OthersPlan, plan_of
from standards.models.others import OtherPublication


def other_lines() -> Iterator[OtherLine]:
    """Every publication that was not taken off, by its identifier."""
    rows = OtherPublication.objects.shown().select_related("standard", "edition").defer("words")
    # Sorted here, sign by sign: a database would sort by a language.
    return map(_line_of, sorted(rows.order_by(), key=attrgetter("identifier")))


def _line_of(row: OtherPublication) -> OtherLine:
    return OtherLine(
        id=row.identifier,
        body=row.body,
        number=row.number,
        title_own_words=row.line,
        standard=row.standard.designation if row.standard else None,
        edition=row.edition.reference if row.edition else None,
        clauses=tuple(row.clauses_said),
        date=row.date.iso,
        status=row.status,
        language=row.language,
        url=row.url,
        evidence=row.evidence,
        as_of=row.as_of,
        looked_at=row.looked_at,
        dead_since=row.dead_since,
    )


def plan_of_others(folder: Path, manifest: ManifestLine) -> tuple[OthersPlan, list[LineFault]]:
    """What the file would do here, by the rules of ``import_others``, and all that is wrong with it."""
    file = LinesOfFile(folder / OTHERS, manifest.files[OTHERS])
    faults: list[LineFault] = []
    kept, size = [], 0
    for number, line in file:
        size += len(line)
        if size <= MOST_BYTES:
            kept.append(line)
        try:
            read(OtherLine, line)
        except NotALine as wrong:
            faults.append(LineFault(OTHERS, wrong.why, number, wrong.field))
    if size > MOST_BYTES:
        faults.append(LineFault(OTHERS, f"is larger than {MOST_BYTES // 1_000_000} MB"))
    faults += file.faults
    if faults or not kept:
        return OthersPlan(0), faults
    try:
        plan = plan_of(b"".join(kept))
    except UnreadableFile as wrong:
        return OthersPlan(0), [LineFault(OTHERS, str(wrong))]
    return plan, [LineFault(OTHERS, str(refused)) for refused in plan.refused]
