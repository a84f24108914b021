"""A bar that says what a command does and how far it is, where somebody looks on."""

from django.core.management.base import OutputWrapper

_LENGTH = 40


class ProgressBar:
    """One bar, drawn anew where it has changed; nothing where what is said goes into a file."""

    def __init__(self, doing: str, *, on: OutputWrapper) -> None:
        self.doing, self.on = doing, on
        self.shown = ""

    def __call__(self, share: float) -> None:
        """Draw how much is done, of 1."""
        done = int(share * _LENGTH)  # never full, nor 100 %, before all of it is done
        drawn = f"{self.doing} [{'#' * done}{'.' * (_LENGTH - done)}] {int(share * 100):3}%"
        if drawn != self.shown and self.on.isatty():
            self._write(f"\r{drawn}" + ("\n" if share >= 1 else ""))
            self.shown = drawn

    def leave(self) -> None:
        """End the line where something else is to be said before all is done."""
        if self.shown and not self.shown.endswith("100%"):
            self._write("\n")
            self.shown = ""

    def _write(self, text: str) -> None:
        self.on.write(text, style_func=str, ending="")  # not in the red of errors
        self.on.flush()
