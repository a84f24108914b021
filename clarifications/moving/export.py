"""Writes the register out into a folder: all of it or nothing, the same files for the same register."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.models import F
from django.db.models.functions import Collate

from clarifications.moving.from_register import record_lines
from clarifications.moving.lines import (
    FORMAT,
    FORMER_ADDRESSES,
    MANIFEST,
    MOST_BYTES,
    OTHERS,
    RECORDS,
    TOPICS,
    FormerAddressLine,
    Line,
    ManifestLine,
    NamedFile,
    written,
)
from clarifications.moving.others import other_lines
from clarifications.moving.topics import topic_lines
from clarifications.register.beside import RecordName
from clarifications.register.models import Record
from standards.models.bulk import chunks

AT_ONCE = 200  # records in memory
Progress = Callable[[float], None]


class NotExported(Exception):
    """Nothing was written, and why."""


def export_register(folder: Path, *, progress: Progress) -> ManifestLine:
    """Write the register as it is at this moment into a folder that is not there yet, or is empty."""
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise NotExported(f"{folder} is there already and is no empty folder.")
    if not folder.absolute().parent.is_dir():
        raise NotExported(f"{folder.absolute().parent} is no folder.")
    # Beside it, so that the folder appears whole at its name or not at all, whatever ends the process meanwhile.
    begun = folder.absolute().parent / f".{folder.name}.{secrets.token_hex(4)}.unfinished"
    begun.mkdir()
    try:
        with _one_moment():
            manifest = _written_into(begun, progress)
        os.rename(begun, folder)
        _keep(folder.absolute().parent)
    except BaseException:
        shutil.rmtree(begun, ignore_errors=True)
        raise
    progress(1)
    return manifest


def _written_into(folder: Path, progress: Progress) -> ManifestLine:
    files = {
        RECORDS: _write(folder / RECORDS, _record_lines(progress)),
        FORMER_ADDRESSES: _write(folder / FORMER_ADDRESSES, _former_address_lines()),
        OTHERS: _write(folder / OTHERS, other_lines()),
        TOPICS: _write(folder / TOPICS, topic_lines()),
    }
    manifest = ManifestLine(format=FORMAT, files=files)
    _write(folder / MANIFEST, [manifest])
    return manifest


def _write(place: Path, lines: Iterable[Line]) -> NamedFile:
    """Write lines, down to the disk; how many, and what they come to."""
    number, hashed = 0, hashlib.sha256()
    with place.open("xb") as file:
        for line in lines:
            as_written = written(line)
            if len(as_written) > MOST_BYTES:
                raise NotExported(f"{place.name}, line {number + 1}: longer than an import would take it.")
            file.write(as_written)
            hashed.update(as_written)
            number += 1
        file.flush()
        os.fsync(file.fileno())
    return NamedFile(lines=number, sha256=hashed.hexdigest())


def _record_lines(progress: Progress) -> Iterator[Line]:
    """Every record, by address, a few in memory at a time."""
    number, done = Record.objects.count(), 0
    keys = Record.objects.order_by(_sign_by_sign("slug")).values_list("pk", flat=True)
    for some in chunks(keys.iterator(chunk_size=2000), AT_ONCE):
        progress(done / number)
        yield from record_lines(some)
        done += len(some)


def _former_address_lines() -> Iterator[Line]:
    """Every address that a record had and has no longer."""
    former = RecordName.objects.exclude(slug=F("record__slug")).order_by(_sign_by_sign("slug"))
    for address, leads_to in former.values_list("slug", "record__slug").iterator(chunk_size=2000):
        yield FormerAddressLine(address=address, leads_to=leads_to)


def _sign_by_sign(column: str) -> Collate:
    """In the same order on every database: a language would put hyphens elsewhere."""
    return Collate(column, "C" if connection.vendor == "postgresql" else "BINARY")


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read all tables as they are at one moment, while others go on writing."""
    if connection.in_atomic_block:
        yield
        return
    # Not Django's own transaction: on SQLite it would keep everybody else from writing, on PostgreSQL it would see
    # what they write.
    isolated = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(isolated if connection.vendor == "postgresql" else "BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _keep(folder: Path) -> None:
    """Write down on the disk that a folder holds what was renamed into it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
