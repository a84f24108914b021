"""Reads the files of a register line by line: as long as it says it is, and what its manifest says it is."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from clarifications.moving.lines import FILES, MANIFEST, MOST_BYTES, ManifestLine, NamedFile, NotALine, read

Progress = Callable[[float], None]
_A_PIECE = 1024 * 1024


@dataclass(frozen=True)
class LineFault:
    """What is wrong with a file: the line and the field, where one is at fault, and why."""

    file: str
    why: str
    line: int = 0
    field: str = ""

    def __str__(self) -> str:
        place = [self.file, *([f"line {self.line}"] if self.line else []), *([self.field] if self.field else [])]
        return f"{', '.join(place)}: {self.why}"


class NotImported(Exception):
    """Nothing was written, and why."""

    def __init__(self, *faults: LineFault) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


@dataclass
class LinesOfFile:
    """The lines of one file, each with its number; afterwards ``faults`` says what is wrong with the file itself."""

    place: Path
    known: NamedFile
    progress: Progress = lambda share: None
    faults: list[LineFault] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        hashed, number, read_so_far = hashlib.sha256(), 0, 0
        with opened(self.place) as file:
            size = os.fstat(file.fileno()).st_size or 1
            while line := file.readline(MOST_BYTES + 1):
                number += 1
                hashed.update(line)
                read_so_far += len(line)
                if len(line) > MOST_BYTES:
                    self._blame(f"is longer than {MOST_BYTES // 1024 // 1024} MB", line=number)
                    read_so_far += _skip_line(file, line, hashed.update)
                elif not line.endswith(b"\n"):
                    self._blame("the file ends within this line", line=number)
                else:
                    yield number, line
                self.progress(min(read_so_far / size, 1))
        if number != self.known.lines:
            self._blame(f"has {number} lines; its manifest says {self.known.lines}")
        if hashed.hexdigest() != self.known.sha256:
            self._blame("is not the file of the manifest: its SHA-256 is another one")

    def _blame(self, why: str, *, line: int = 0) -> None:
        self.faults.append(LineFault(self.place.name, why, line=line))


def in_batches(lines: Iterable[tuple[int, bytes]], *, most: int) -> Iterator[list[tuple[int, bytes]]]:
    """Lines a few at a time, and no more than the longest line may have bytes: so much is in memory at once."""
    batch: list[tuple[int, bytes]] = []
    size = 0
    for number, line in lines:
        batch.append((number, line))
        size += len(line)
        if len(batch) == most or size >= MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def read_manifest(folder: Path) -> ManifestLine:
    """What the manifest says of the files. Raises ``NotImported`` where it is none, or of a format not known here."""
    with opened(folder / MANIFEST) as file:
        content = file.read(_A_PIECE)
    try:
        manifest = read(ManifestLine, content)
    except NotALine as wrong:
        raise NotImported(LineFault(MANIFEST, wrong.why, field=wrong.field)) from wrong
    if manifest.format not in FILES:
        raise NotImported(LineFault(MANIFEST, f"format {manifest.format} is not known here", field="format"))
    if set(manifest.files) != set(names := FILES[manifest.format]):
        raise NotImported(LineFault(MANIFEST, f"has to name the files {', '.join(names)}", field="files"))
    return manifest


def opened(place: Path) -> BinaryIO:
    """A file opened as the file that it is. Raises ``NotImported`` for a link, a folder, or where there is none."""
    try:
        handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as wrong:
        why = "is a link" if place.is_symlink() else f"cannot be read: {wrong.strerror}"
        raise NotImported(LineFault(place.name, why)) from wrong
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotImported(LineFault(place.name, "is no file"))
    return os.fdopen(handle, "rb")


def _skip_line(file: BinaryIO, line: bytes, seen: Callable[[bytes], None]) -> int:
    """Read on to the end of a line, a piece at a time; how many bytes that were."""
    skipped = 0
    while line and not line.endswith(b"\n"):
        line = file.readline(_A_PIECE)
        seen(line)
        skipped += len(line)
    return skipped
