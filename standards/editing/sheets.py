"""Reads a table that somebody wrote as a CSV file, and reports every fault with its line; knows nothing of clauses."""

import csv
import hashlib
import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext, gettext_lazy, ngettext

from standards.reading.characters import one_line, plain

MOST_BYTES = 1_000_000
MOST_LINES = 5_000
MOST_BYTES_OF_A_LINE = 10_000
MOST_FAULTS = 200  # shown; a file with more has one cause
FORMULAS = ("=", "+", "-", "@")  # a spreadsheet would calculate a cell that begins so
_SEPARATORS = (",", ";", "\t")
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_OTHER_CODE = gettext_lazy("This is not UTF-8. Save the file as “CSV UTF-8”.")


@dataclass(frozen=True)
class Fault:
    """What is wrong, and in which line; none where it is the file as a whole."""

    reason: str
    line: int | None = None

    def __str__(self) -> str:
        if self.line is None:
            return self.reason
        return gettext("Line %(line)s: %(reason)s") % {"line": self.line, "reason": self.reason}


class BadSheet(Exception):
    """A file that cannot be taken; ``faults`` are all that were found, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.line or 0)
        super().__init__(" ".join(map(str, self.faults)))

    @property
    def shown(self) -> list[Fault]:
        return self.faults[:MOST_FAULTS]

    @property
    def more(self) -> int:
        """How many faults there are beyond those that are shown."""
        return len(self.faults) - len(self.shown)


@dataclass(frozen=True)
class SheetLine:
    """The cells of a line by the names of their columns, without blanks around them."""

    line: int
    cells: dict[str, str]


@dataclass
class CsvSheet:
    """The lines of a file; ``columns`` are the known ones that it has, ``ignored`` the others."""

    columns: list[str]
    ignored: list[str]
    lines: list[SheetLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class PlanLine:
    """A line of a report: which clause, what is said of it, and what was said before."""

    number: str
    title: str
    was: str = ""


@dataclass
class UploadPlan:
    """What taking over a file would do; nothing is done yet."""

    total: int
    ignored: list[str]
    removing: bool
    added: list[PlanLine] = field(default_factory=list)
    changed: list[PlanLine] = field(default_factory=list)
    missing: list[PlanLine] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        return self.total - len(self.added) - len(self.changed)

    @property
    def does_nothing(self) -> bool:
        return not (self.added or self.changed or (self.removing and self.missing))

    @property
    def fingerprint(self) -> str:
        """What is shown to whoever confirms: another one means that the catalogue changed meanwhile."""
        shown = repr((self.added, self.changed, self.missing, self.removing))
        return hashlib.sha256(shown.encode()).hexdigest()


def read_sheet(content: bytes, *, needed: Collection[str], known: Collection[str]) -> CsvSheet:
    """The table of a file; what is wrong with single lines stays in it, for whoever reads the cells to add to.

    Raises ``BadSheet`` where the file as a whole cannot be read.
    """
    text = _text(content)
    if long_lines := _long_lines(text):
        raise BadSheet(long_lines)
    rows = _rows(text)
    line, header = next(rows, (1, []))
    names = [" ".join(name.split()).casefold() for name in header]
    if faults := list(_faults_of_header(names, line=line, needed=needed)):
        raise BadSheet(faults)
    sheet = CsvSheet([name for name in names if name in known], [name for name in names if name and name not in known])
    for line, cells in rows:
        if any(cells[len(names) :]):
            reason = gettext("There are more cells than columns; put quotation marks around a text with separators.")
            sheet.faults.append(Fault(reason, line))
        sheet.lines.append(SheetLine(line, dict(zip(names, [*cells, *[""] * len(names)], strict=False))))
    if not sheet.lines:
        raise BadSheet([Fault(gettext("Below the names of the columns there is nothing."))])
    return sheet


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULAS) else text


def unguarded(text: str) -> str:
    """The same without the apostrophe that ``guarded`` put before it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULAS) else text


def written(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table as CSV."""
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(header)
    writer.writerows(rows)
    return page.getvalue()


# ---------- the file as a whole ----------


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise BadSheet([Fault(gettext("The file is larger than 1 MB."))])
    if content[:2] in _MARKS:
        raise BadSheet([Fault(f"{_OTHER_CODE} (UTF-16)")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise BadSheet([Fault(str(_OTHER_CODE), content[: wrong.start].count(b"\n") + 1)]) from wrong
    if not text.strip():
        raise BadSheet([Fault(gettext("The file is empty."))])
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise BadSheet([Fault(gettext("There is a sign that no text has; this is perhaps no CSV file."), line)])
    text = plain(text)
    if len(text.rstrip("\n").split("\n")) > MOST_LINES:
        raise BadSheet([Fault(gettext("The file has more than 5 000 lines."))])
    return text


def _long_lines(text: str) -> list[Fault]:
    reason = gettext("The line is longer than 10 kB.")
    lines = enumerate(text.split("\n"), start=1)
    return [Fault(reason, number) for number, line in lines if len(line.encode()) > MOST_BYTES_OF_A_LINE]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the number of its first line."""
    first = text.lstrip("\n ").partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(first), strict=True)
    begin = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            reason = gettext("The quotation marks are not in order.")
            raise BadSheet([Fault(reason, begin)]) from wrong
        line, begin = begin, reader.line_num + 1
        tidy = [one_line(cell) for cell in cells]
        if any(tidy):
            yield line, tidy


def _separator(header: str) -> str:
    """What parts the cells: whatever the names of the columns have most of."""
    return max(_SEPARATORS, key=header.count)


def _faults_of_header(names: list[str], *, line: int, needed: Collection[str]) -> Iterator[Fault]:
    missing = [name for name in needed if name not in names]
    if missing:
        reason = ngettext(
            "The first line must name the columns; this one is missing: %(names)s.",
            "The first line must name the columns; these are missing: %(names)s.",
            len(missing),
        )
        yield Fault(reason % {"names": ", ".join(missing)}, line)
    for name in dict.fromkeys(name for name in names if name and names.count(name) > 1):
        yield Fault(gettext("The column “%(name)s” stands there twice.") % {"name": name}, line)
