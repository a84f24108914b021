"""What a line of ISO Open Data says of a deliverable or a committee, checked; writes nothing."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from standards.imports.iso.lines import FileLine
from standards.models.kinds import StandardType
from standards.reading import stages
from standards.reading.characters import UNFIT, one_line
from standards.reading.dates import PartialDate, day_in
from standards.reading.references import Reference, take_apart

_IDS = re.compile(r"[\[(]?[0-9,\s'\"]*[\])]?")
_LARGEST = 2**31 - 1
_TYPES = tuple(StandardType.values)
_STUB = "Withdrawn "  # projects deleted early: no date, no edition


class BadLine(Exception):
    """A line that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class DeliverableFact:
    """One deliverable. Dates are texts as a ``PartialDate`` stores them; ``None`` is what the line does not say."""

    iso_id: int
    reference: str
    type: str
    supplement_type: str
    base: int | None
    former_reference: str | None
    edition_number: int | None
    title: str | None
    title_fr: str | None
    stage: str
    published: str
    corrected: str | None
    owner: str
    replaces: tuple[int, ...]
    replaced_by: tuple[int, ...]
    note: str
    inferred: tuple[str, ...]
    source: str
    as_of: datetime.date | None
    file: str
    line: int

    @property
    def parts(self) -> Reference:
        """The reference taken apart; worked out each time, because 55 000 of them take room."""
        parts = take_apart(self.reference)
        assert parts is not None  # it was read
        return parts


@dataclass(frozen=True, slots=True)
class CommitteeFact:
    """One committee, or another owner of deliverables."""

    reference: str
    iso_id: int | None
    title: str
    title_fr: str
    secretariat: str
    url: str
    is_suspended: bool
    source: str


def is_deliverable(line: FileLine) -> bool:
    """A line of the file of deliverables and not of that of committees."""
    return "deliverableType" in line.values


def is_stub(line: FileLine) -> bool:
    """A project that was deleted early, of which nothing but its reference is left."""
    return str(line.values.get("reference") or "").startswith(_STUB)


def deliverable(line: FileLine, *, source: str, as_of: datetime.date | None) -> DeliverableFact:
    """What a line says of a deliverable; ``source`` and ``as_of`` are those of the file, unless the line names its own.

    Raises ``BadLine``.
    """
    said = _Values(line.values)
    type_ = _type(said)
    reference = said.text("reference", 120)
    if not reference or not _can_be_kept(take_apart(reference)):
        raise BadLine(f"the reference “{reference}” is not written as ISO writes one.")
    own, titles, iso_id = said.text("source", 120), said.part("title"), _id(said)
    return DeliverableFact(
        iso_id=iso_id,
        reference=reference,
        type=intern(type_),
        supplement_type=intern(said.text("supplementType", 10) or ""),
        base=_base(said, iso_id),
        former_reference=said.text("formerReference", 120),
        edition_number=said.number("edition", 32_767),
        title=titles.text("en", 1000),
        title_fr=titles.text("fr", 1000),
        stage=_stage(said),
        published=said.date("publicationDate") or "",
        corrected=said.date("correctedDate"),
        owner=intern(said.text("ownerCommittee", 60) or ""),
        replaces=said.ids("replaces"),
        replaced_by=said.ids("replacedBy"),
        note=said.text("note", 2000) or "",
        inferred=said.names("inferred"),
        source=intern(own or source),
        as_of=day_in(own or "") or as_of,
        file=line.file,
        line=line.number,
    )


def committee(line: FileLine, *, source: str = "") -> CommitteeFact:
    """What a line says of a committee; ``source`` as for ``deliverable``.

    Raises ``BadLine``.
    """
    said = _Values(line.values)
    reference, titles = said.text("reference", 60), said.part("title")
    if not reference:
        raise BadLine("the reference is missing.")
    if "secretariat" not in line.values:
        raise BadLine("neither a deliverable nor a committee.")
    iso_id = said.number("id")
    return CommitteeFact(
        reference=reference,
        iso_id=iso_id,
        title=titles.text("en", 300) or reference,
        title_fr=titles.text("fr", 300) or "",
        secretariat=said.part("secretariat").text("acronym", 60) or "",
        url=_url(said) or (f"https://www.iso.org/committee/{iso_id}.html" if iso_id else ""),
        is_suspended=said.text("status", 40) == "Suspended",
        source=said.text("source", 300) or source,
    )


def _id(said: "_Values") -> int:
    found = said.number("id")
    if not found:
        raise BadLine("the id is missing.")
    return found


def _base(said: "_Values", iso_id: int) -> int | None:
    found = said.number("supplementOf")
    if found == iso_id:
        raise BadLine("it supplements itself.")
    return found


def _can_be_kept(parts: Reference | None) -> bool:
    """Whether the columns of a standard hold these parts."""
    return parts is not None and len(parts.publisher) <= 40 and len(parts.number) <= 20 and len(parts.part) <= 12


def _url(said: "_Values") -> str | None:
    """An address that can be a link: no script, no spaces."""
    found = said.text("url", 300)
    if found and not re.fullmatch(r"https://[!-~]+", found):
        raise BadLine("“url” should begin with https://.")
    return found


def _type(said: "_Values") -> str:
    found = said.text("deliverableType", 20)
    if found not in _TYPES:
        raise BadLine(f"“deliverableType” is “{found}”; it can be {', '.join(_TYPES)}.")
    return found


def _stage(said: "_Values") -> str:
    """The harmonized stage: 6060 is 60.60, 20 is 00.20; nothing where none is known."""
    code = said.number("currentStage")
    if code is None:
        return ""
    stage = f"{code // 100:02}.{code % 100:02}"
    if stage not in stages.STAGES:
        raise BadLine(f"the stage {code} is not a harmonized stage code.")
    return intern(stage)


class _Values:
    """The values of a line; each reading checks the kind of value and says what is wrong with it."""

    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def text(self, key: str, longest: int) -> str | None:
        found = self.values.get(key)
        if found is None or found == "":
            return None
        if not isinstance(found, str):
            raise BadLine(f"“{key}” should be a text.")
        if len(found) > longest:
            raise BadLine(f"“{key}” has {len(found)} characters; {longest} are the most.")
        if not found.isprintable():
            found = _printable(key, found)
        return one_line(found)

    def number(self, key: str, largest: int = _LARGEST) -> int | None:
        found = self.values.get(key)
        if isinstance(found, str) and found.isascii() and found.strip().isdigit() and len(found) < 12:
            found = int(found)
        if found is None or found == "":
            return None
        if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= largest:
            raise BadLine(f"“{key}” is {str(found)[:40]!r}; it should be a whole number up to {largest}.")
        return found

    def date(self, key: str) -> str | None:
        found = self.text(key, 40)
        if found is None:
            return None
        try:
            return _stored(found)
        except ValueError as wrong:
            raise BadLine(f"“{key}”: {wrong}") from wrong

    def ids(self, key: str) -> tuple[int, ...]:
        """Ids as a JSON list, or as a cell writes one: ``[1, 2]``."""
        found = self.values.get(key)
        if not found:
            return ()
        if isinstance(found, str) and len(found) < 10_000 and _IDS.fullmatch(found.strip()):
            found = [int(number) for number in re.findall(r"[0-9]{1,12}", found)]
        if not isinstance(found, list) or not all(type(one) is int and 0 < one <= _LARGEST for one in found):
            raise BadLine(f"“{key}” should be a list of ids.")
        return tuple(found)

    def names(self, key: str) -> tuple[str, ...]:
        """Names as a JSON list, or as a cell writes one: ``['currentStage']``."""
        found = self.values.get(key) or []
        if isinstance(found, str):
            found = re.findall(r"[A-Za-z]+", found)
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise BadLine(f"“{key}” should be a list of names.")
        return tuple(found)

    def part(self, key: str) -> "_Values":
        found = self.values.get(key)
        if found is not None and not isinstance(found, dict):
            raise BadLine(f"“{key}” should be an object.")
        return _Values(found or {})


def _printable(key: str, text: str) -> str:
    """Blanks of all kinds become one kind; what no page can show is refused."""
    tidy = re.sub(r"\s+", " ", text)
    if UNFIT.search(tidy):
        raise BadLine(f"“{key}” holds a character that cannot be stored.")
    return tidy


_stored: Callable[[str], str] = lru_cache(20_000)(lambda iso: PartialDate(iso).sort_key)
