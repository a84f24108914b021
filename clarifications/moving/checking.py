"""The first pass of an import: every line against the schema, the catalogue, this register and the other lines.

Nothing is written. What is found is told at once, by line and field, and not kept: there may be as many as lines.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import reset_queries
from django.db.models import F

from clarifications.moving.faults import Found, faults_of, text_of
from clarifications.moving.from_register import editions_of, record_lines
from clarifications.moving.lines import (
    FORMER_ADDRESSES,
    RECORDS,
    FormerAddressLine,
    ManifestLine,
    NotALine,
    RecordLine,
    read,
)
from clarifications.moving.others import plan_of_others
from clarifications.moving.reading import LineFault, LinesOfFile, Progress, in_batches, read_manifest
from clarifications.moving.stage import Stage, Taken
from clarifications.moving.topics import NO_TOPICS, TopicsPlan, plan_of_topics
from clarifications.register.beside import RecordName
from clarifications.register.models import Record, RecordVersion
from clarifications.register.text import PublishedText
from standards.catalogue.queries import is_casco
from standards.imports.others.plan import OthersPlan
from standards.models import Edition
from standards.models.bulk import chunks

AT_ONCE = 200  # lines in memory
Report = Callable[[LineFault], None]


@dataclass
class FirstPass:
    """One reading of the files of a folder; ``faults`` counts what was told, the others are what it would do there."""

    folder: Path
    stage: Stage
    report: Report
    progress: Progress
    faults: int = 0
    others: OthersPlan | None = None
    topics: TopicsPlan = NO_TOPICS

    def run(self) -> ManifestLine:
        """Read everything; what the manifest says. Raises ``NotImported`` where there is nothing to read."""
        manifest = read_manifest(self.folder)
        self.topics, told = plan_of_topics(self.folder, manifest)
        for fault in told:
            self._tell(fault)
        keep_origins(self.stage)
        records = LinesOfFile(self.folder / RECORDS, manifest.files[RECORDS], self.progress)
        for some in in_batches(records, most=AT_ONCE):
            self._check_records(some)
            reset_queries()  # where statements are kept for whoever develops, they would be kept for ever
        former = LinesOfFile(self.folder / FORMER_ADDRESSES, manifest.files[FORMER_ADDRESSES])
        for number, line in former:
            self._check_former(number, line)
        self.others, faults = plan_of_others(self.folder, manifest)
        for fault in (*records.faults, *former.faults, *faults):
            self._tell(fault)
        if not self.faults:  # else half of what they find would only follow from what was found
            self._compare_lines()
        return manifest

    def _check_records(self, some: Sequence[tuple[int, bytes]]) -> None:
        lines: list[tuple[int, RecordLine]] = []
        for number, as_written in some:
            try:
                lines.append((number, read(RecordLine, as_written)))
            except NotALine as wrong:
                self._tell(LineFault(RECORDS, wrong.why, number, wrong.field))
        around = Around.of([line for _number, line in lines])
        for number, line in lines:
            for field, why in (*faults_of(line), *around.faults_of(line), *self._besides(line, around)):
                self._tell(LineFault(RECORDS, why, number, field))
            try:
                self.stage.add(number, line, stands=around.stands(line))
            except Taken as wrong:
                self._tell(LineFault(RECORDS, f"{wrong}, or its number does", number, "address"))

    def _besides(self, line: RecordLine, around: "Around") -> Iterator[Found]:
        """What only all of the files can say."""
        for place, row in enumerate(line.topics):
            if row.topic not in self.topics.known:
                yield f"topics[{place}].topic", f"there is no topic “{row.topic}”"
        yield from self._from_there(line, around)

    def _from_there(self, line: RecordLine, around: "Around") -> Iterator[Found]:
        """Where another record here has the same identifier in the same source, though under another address."""
        text = text_of(line.versions[-1])
        origin = text.origin if isinstance(text, PublishedText) else None
        if origin is None or not origin.identifier or around.owners(line):
            return
        if address := self.stage.from_there(origin.source, origin.identifier):
            place = f"versions[{len(line.versions) - 1}].content.origin.identifier"
            yield place, f"stands here already, at {address}"

    def _check_former(self, number: int, line: bytes) -> None:
        try:
            self.stage.add_former(number, read(FormerAddressLine, line))
        except NotALine as wrong:
            self._tell(LineFault(FORMER_ADDRESSES, wrong.why, number, wrong.field))
        except Taken as wrong:
            self._tell(LineFault(FORMER_ADDRESSES, str(wrong), number, "address"))

    def _compare_lines(self) -> None:
        for some in chunks(self.stage.named_elsewhere(), AT_ONCE):
            here = Record.objects.filter(slug__in=[address for _line, _field, address in some]).order_by()
            known = set(here.values_list("slug", flat=True))
            for line, field, address in some:
                if address not in known:
                    self._tell(LineFault(RECORDS, f"there is no record at {address}", line, field))
        for line, field in self.stage.said_twice():
            self._tell(LineFault(RECORDS, "is said of the two records already", line, field))
        for line, address in self.stage.in_a_ring():
            self._tell(LineFault(RECORDS, f"{address} and others supersede each other in a ring", line, "relations"))
        for line, address, why in self.stage.former_faults():
            self._tell(LineFault(FORMER_ADDRESSES, f"{address} {why}", line))

    def _tell(self, fault: LineFault) -> None:
        self.faults += 1
        self.report(fault)


def keep_origins(stage: Stage) -> None:
    """Keep where each record of this register is from that was published before it, and what it is called there."""
    newest = RecordVersion.objects.filter(number=F("record__version")).order_by("pk")
    for version in newest.select_related("record").defer("rendered").iterator(chunk_size=AT_ONCE):
        text = version.text
        if isinstance(text, PublishedText) and text.origin and text.origin.identifier:
            stage.add_origin(text.origin.source, text.origin.identifier, version.record.slug)


@dataclass(frozen=True)
class Around:
    """What this system has of all that some lines name: editions, and the records that hold their names."""

    editions: dict[str, Edition]
    addresses: dict[str, int]
    numbers: dict[tuple[str, str, int], int]
    here: dict[int, RecordLine]

    @classmethod
    def of(cls, lines: Sequence[RecordLine]) -> "Around":
        """As many questions for one line as for many."""
        names = [name for line in lines for name in line.names]
        known = RecordName.objects.order_by()
        addresses = dict(known.filter(slug__in=[name.address for name in names]).values_list("slug", "record"))
        numbered = known.filter(edition__reference__in={name.edition for name in names})
        numbered = numbered.filter(number__in={name.number for name in names})
        rows = numbered.values_list("edition__reference", "kind", "number", "record")
        numbers = {(edition, kind, number): record for edition, kind, number, record in rows}
        named = [numbers.get((name.edition, name.kind, name.number)) for name in names]
        records = sorted({*addresses.values(), *filter(None, named)})
        here = dict(zip(records, record_lines(records), strict=True))
        return cls(editions_of(lines), addresses, numbers, here)

    def owners(self, line: RecordLine) -> list[int]:
        """The records of this register that have an address or a number of a line."""
        found = [self.addresses.get(name.address) for name in line.names]
        found += [self.numbers.get((name.edition, name.kind, name.number)) for name in line.names]
        return list(dict.fromkeys(filter(None, found)))

    def stands(self, line: RecordLine) -> bool:
        """Whether the record is here already, and says just this."""
        return [self.here[record] for record in self.owners(line)] == [line]

    def faults_of(self, line: RecordLine) -> Iterator[Found]:
        """What stands against a line here."""
        for place, name in enumerate(line.names):
            if name.edition not in self.editions:
                field = f"former_names[{place}].edition" if place < len(line.former_names) else "edition"
                yield field, f"{name.edition} is no edition of the catalogue"
        if (own := self.editions.get(line.edition)) and not is_casco(own.standard):
            yield "edition", f"{line.edition} is the standard of another committee"
        for place, verdict in enumerate(line.verdicts):
            if verdict.edition not in self.editions:
                yield f"verdicts[{place}].edition", f"{verdict.edition} is no edition of the catalogue"
        if not self.stands(line):
            for record in self.owners(line):
                yield "address", f"is taken by the record at {self._differing(line, self.here[record])}"

    def _differing(self, line: RecordLine, here: RecordLine) -> str:
        fields = [name for name in RecordLine.__struct_fields__ if getattr(line, name) != getattr(here, name)]
        to_do = "records are not merged: change the one here, or leave this line out, also of the manifest"
        return f"{here.address}, which differs in: {', '.join(fields)}; {to_do}"
