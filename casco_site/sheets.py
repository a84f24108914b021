"""The style sheets that browsers load, each joined of files in `styles/` and made short when it is asked for."""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

STYLES = Path(__file__).resolve().parent / "styles"
# Every page loads the first; those of private areas, and all pages of who is signed in, also the second.
# Its licence asks for this on every copy; the text of it lies beside the sheets.
NOTICE = "/*! Bootstrap 5.3.9, Copyright 2011-2025 The Bootstrap Authors, MIT: ../bootstrap-LICENSE.txt */"
SHEETS = {
    "css/site.css": ("bootstrap", "tokens", "base", "frame", "components", "lists", "controls", "print"),
    "css/work.css": ("forms", "work", "signed_in"),
}
# Django's admin loads this one after its own, and none of the others.
ADMIN = {"css/admin.css": ("tokens", "admin")}
FILES = SHEETS | ADMIN
# Strings stay as they are; a blank stays where it may part two words, as before the colon of a selector.
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
EMPTY = re.compile('""')
SHORTER = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"(?<!:) ?([{};,>]) ?"), r"\1"),
    (re.compile(r": (?=[^;}])"), ":"),
    (re.compile(r";}"), "}"),
)


class SheetFinder(BaseFinder):
    """Gives Django the joined sheets as other static files, for pages in development as for ``collectstatic``."""

    def find(self, path: str, find_all: bool = False, **_options: object) -> list[str] | str:  # type: ignore[override]
        """Where the sheet lies, written as it is now."""
        found = [str(written(path))] if path in FILES else []
        return found if find_all or not found else found[0]

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """All of them."""
        for path in FILES:
            written(path)
            yield path, FileSystemStorage(location=folder())


def folder() -> Path:
    """Where joined sheets lie."""
    return Path(settings.VAR_DIR) / "sheets"


def written(path: str) -> Path:
    """The file of a sheet, written anew where it is not what its parts say; another process may do the same."""
    place, text = folder() / path, joined(path)
    if not (place.is_file() and place.read_text(encoding="utf-8") == text):
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=place.parent, delete=False, encoding="utf-8") as file:
            file.write(text)
        os.replace(file.name, place)
        place.chmod(0o644)
    return place


def joined(path: str) -> str:
    """The text of a sheet."""
    parts = ((part, short((STYLES / f"{part}.css").read_text(encoding="utf-8"))) for part in FILES[path])
    text = "".join(f"@media print{{{text}}}" if part == "print" else text for part, text in parts)
    return NOTICE + text if "bootstrap" in FILES[path] else text


def short(text: str) -> str:
    """A sheet without comments and blanks that mean nothing."""
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    strings = STRING.findall(plain)
    for pattern, instead in SHORTER:
        plain = pattern.sub(instead, STRING.sub('""', plain))
    return EMPTY.sub(lambda _found: strings.pop(0), plain).strip()
