"""Keeps a file of this machine to its owner: it holds what nobody else who has an account here may read."""

import contextlib
import os
import stat
from pathlib import Path

OWNER_ALONE = 0o600
BESIDE = ("", "-wal", "-shm", "-journal")  # what SQLite writes beside its file; made later, they get its mode


def keep_private(place: Path) -> None:
    """Make the file of a database before SQLite does, which would let everybody read it; close one that is open."""
    if not place.parent.is_dir():
        return  # SQLite says so in its own words
    with contextlib.suppress(FileExistsError):
        os.close(os.open(place, os.O_CREAT | os.O_EXCL, OWNER_ALONE))
    for ending in BESIDE:
        file = place.with_name(place.name + ending)
        with contextlib.suppress(FileNotFoundError, PermissionError):  # none, or one of another owner
            if stat.S_IMODE(file.stat().st_mode) & ~OWNER_ALONE:
                file.chmod(OWNER_ALONE)
