"""A bar that says how far a command is, where somebody looks on."""

import sys

from django.core.management.base import OutputWrapper

_LENGTH = 40


def show(share: float, *, on: OutputWrapper) -> None:
    """Draw the bar anew; nothing where what is said goes into a file."""
    if not sys.stderr.isatty():
        return
    done = round(share * _LENGTH)
    on.write(f"\r[{'#' * done}{'.' * (_LENGTH - done)}] {share:4.0%}", ending="\n" if share >= 1 else "")
