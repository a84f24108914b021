"""What a command says that changes all or nothing, where it is stopped, or the disk is full, or the database gone."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import IntegrityError, OperationalError

from standards.management.bar import ProgressBar

_STOPPED = 130  # what shells say of a program that Ctrl-C ended


@contextmanager
def nothing_done(said: str, *bars: ProgressBar) -> Iterator[None]:
    """Around all of it: a sentence that begins with ``said`` ("Nothing was imported.") instead of a stack of calls."""
    try:
        yield
    except KeyboardInterrupt:
        raise CommandError(f"{said} It was stopped.", returncode=_STOPPED) from None
    except IntegrityError as wrong:
        raise CommandError(f"{said} Somebody published meanwhile: {_shown(wrong)}") from wrong
    except (OperationalError, sqlite3.OperationalError, OSError) as wrong:
        raise CommandError(f"{said} It could not be read or written: {_shown(wrong)}") from wrong
    finally:
        for bar in bars:
            bar.leave()


def faults_said(number: int) -> str:
    """How many faults there are, in words."""
    return "1 fault" if number == 1 else f"{number} faults"


def _shown(wrong: Exception) -> str:
    return " ".join(str(wrong).split())
