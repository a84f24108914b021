"""The lines of the files in which a register moves: what is written, read and drawn into docs/ comes from here alone.

Editions are named by their reference, records by their address, a verdict by its place in the list; nobody is named.
"""

import datetime
import json
import re
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta

from standards.reading.characters import UNFIT
from standards.reading.dates import PartialDate

RECORDS, FORMER_ADDRESSES, OTHERS = "records.jsonl", "former_addresses.jsonl", "others.jsonl"
TOPICS, MANIFEST = "topics.jsonl", "manifest.json"
# The files of each format; the first one knew no topics.
FILES = {1: (RECORDS, FORMER_ADDRESSES, OTHERS), 2: (RECORDS, FORMER_ADDRESSES, OTHERS, TOPICS)}
FORMAT = max(FILES)
MOST_TOPICS = 3  # that a record has at once
MOST_BYTES = 16 * 1024 * 1024  # of a line: no record has had a hundredth of it
DEEPEST = 200  # objects and lists in each other: no text has ten, and what stores them stops at some hundreds
_SMALL, _LARGE = 32_767, 2_147_483_647  # what the columns for numbers hold on both databases
_DAY = "2017-11-30, 2017-11, 2017, <2017-11, >2017-11 or 2017-11/2018; empty: not known"
_NO_LINE_END = r"(?!\n)"  # which ``$`` lets through
_ESCAPED = re.compile(r"\\[bfu]")  # how JSON writes signs that do not stand in it as they are

Of = TypeVar("Of")
Text = str
Line200 = Annotated[str, Meta(max_length=200)]
Line300 = Annotated[str, Meta(max_length=300)]
Line500 = Annotated[str, Meta(max_length=500)]
Address = Annotated[str, Meta(min_length=1, max_length=80, pattern=rf"^[-a-zA-Z0-9_]+${_NO_LINE_END}")]
Key = Annotated[str, Meta(min_length=1, max_length=40, pattern=rf"^[-a-zA-Z0-9_]+${_NO_LINE_END}")]
Reference = Annotated[str, Meta(min_length=1, max_length=120, description="An edition: ISO/IEC 17025:2017")]
Small = Annotated[int, Meta(ge=1, le=_SMALL)]
Number = Annotated[int, Meta(ge=1, le=_LARGE)]
Moment = Annotated[datetime.datetime, Meta(tz=True)]
Day = Annotated[str, Meta(max_length=40, description=_DAY)]
Sha256 = Annotated[str, Meta(pattern=f"^[0-9a-f]{{64}}${_NO_LINE_END}")]
Language = Annotated[str, Meta(min_length=2, max_length=12)]
Kind = Literal["clarification", "interpretation"]
Content = Annotated[
    dict[str, Any],
    Meta(
        description="The text as it was published, in the format it was published in; {} where it was redacted.",
        extra_json_schema={"anyOf": [{"$ref": "../published-text.schema.json"}, {"type": "object"}]},
    ),
]


class NotALine(ValueError):
    """What stands in a file is no line of it: the field, where one is at fault, and why."""

    def __init__(self, why: str, *, field: str = "") -> None:
        self.field, self.why = field, why
        super().__init__(f"{field}: {why}" if field else why)


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a file; none of its fields is left out when it is written."""


class NameLine(Line, frozen=True, kw_only=True):
    """A name that a record had: its address, and how it was cited, from a version on."""

    address: Address
    kind: Kind
    edition: Reference
    number: Number
    since_version: Small = 1


class EndLine(Line, frozen=True, kw_only=True):
    """When something was redacted or withdrawn, and why."""

    at: Moment
    reason: Annotated[str, Meta(min_length=1)]


class RetirementLine(Line, frozen=True, kw_only=True):
    """When a record was taken out of the lists, why, and the address of the record that stands in its place."""

    at: Moment
    reason: Text = ""
    replacement: Address | None = None


class VersionLine(Line, frozen=True, kw_only=True):
    """One published text: when, with which note, under which disclaimer; its hash is kept where it was redacted."""

    number: Small
    at: Moment
    note: Text = ""
    content: Content
    disclaimer: Small
    hash: Sha256
    redacted: EndLine | None = None


class VerdictLine(Line, frozen=True, kw_only=True):
    """What the record means for an edition; ``replaces``: the place of the former verdict in the list, from 1 on."""

    edition: Reference
    kind: Literal["applies", "still-applies", "incorporated", "no-longer-applies"]
    clause: Annotated[str, Meta(max_length=80)] = ""
    in_force: Day = ""
    reason: Text = ""
    group: Line200 = ""
    resolution: Line300 = ""
    decided_on: Day = ""
    at: Moment
    withdrawn: EndLine | None = None
    replaces: Small | None = None

    def __post_init__(self) -> None:
        _days(self.in_force, self.decided_on)
        if self.kind == "incorporated" and not self.clause:
            raise ValueError("an inclusion names a clause")


class RelationLine(Line, frozen=True, kw_only=True):
    """What the record has to do with the one at ``other``, said from its own end; taken back at ``ended_at``."""

    other: Address
    kind: Literal["supersedes", "supersedes-in-part", "narrows", "conflicts", "depends", "asks-about", "same-subject"]
    questions: Line200 = ""
    note: Text = ""
    at: Moment
    ended_at: Moment | None = None


class TranslationLine(Line, frozen=True, kw_only=True):
    """The text of a version in another language; ``{}`` where it was redacted with its version."""

    language: Language
    version: Small
    content: Content
    translator: Line200 = ""
    source: Line500 = ""
    made: Day = ""
    is_official: bool = False
    at: Moment
    ended_at: Moment | None = None

    def __post_init__(self) -> None:
        _days(self.made)


class BulletinLine(Line, frozen=True, kw_only=True):
    """What another body published that builds on the record."""

    body: Annotated[str, Meta(min_length=1, max_length=200)]
    reference: Annotated[str, Meta(min_length=1, max_length=200)]
    language: Language = "en"
    published: Day = ""
    link: Line500 = ""
    adds: Line300 = ""
    at: Moment
    ended_at: Moment | None = None

    def __post_init__(self) -> None:
        _days(self.published)


class RecordTopicLine(Line, frozen=True, kw_only=True):
    """A topic of the record, by its key, and its place, of which the first is that of the chief one."""

    topic: Key
    place: Annotated[int, Meta(ge=1, le=MOST_TOPICS)]
    at: Moment
    ended_at: Moment | None = None


class RecordLine(Line, frozen=True, kw_only=True):
    """A record with all its versions and what stands beside it; who was consulted is named in the texts."""

    address: Address
    kind: Kind
    edition: Reference
    number: Number
    since_version: Small = 1
    changed_at: Moment
    news_at: Moment | None = None
    retirement: RetirementLine | None = None
    former_names: tuple[NameLine, ...] = ()
    versions: Annotated[tuple[VersionLine, ...], Meta(min_length=1)]
    verdicts: tuple[VerdictLine, ...] = ()
    relations: tuple[RelationLine, ...] = ()
    translations: tuple[TranslationLine, ...] = ()
    bulletins: tuple[BulletinLine, ...] = ()
    topics: tuple[RecordTopicLine, ...] = ()

    @property
    def names(self) -> tuple[NameLine, ...]:
        """All names in the order in which it had them; the last is that of today."""
        today = NameLine(
            address=self.address,
            kind=self.kind,
            edition=self.edition,
            number=self.number,
            since_version=self.since_version,
        )
        return (*self.former_names, today)


class FormerAddressLine(Line, frozen=True, kw_only=True):
    """An address that was given once, and the one of the record that it leads to."""

    address: Address
    leads_to: Address


class OtherLine(Line, frozen=True, kw_only=True):
    """What another body published, as docs/others-format.md says; never CASCO's."""

    id: Annotated[str, Meta(min_length=1, max_length=80)]
    body: Annotated[str, Meta(min_length=1, max_length=200)]
    number: Annotated[str, Meta(max_length=120)] = ""
    title_own_words: Annotated[str, Meta(min_length=1, max_length=300)]
    standard: Annotated[str, Meta(max_length=80, description="A standard: ISO/IEC 17025")] | None = None
    edition: Reference | None = None
    clauses: tuple[Annotated[str, Meta(max_length=60)], ...] = ()
    date: Day = ""
    status: str = "unknown"
    language: Language = "en"
    url: Line500
    evidence: Line500 = ""
    as_of: datetime.date
    looked_at: datetime.date | None = None
    dead_since: datetime.date | None = None


class TopicLine(Line, frozen=True, kw_only=True):
    """A topic of the vocabulary of the register; never words of a text."""

    key: Key
    label: Annotated[str, Meta(min_length=1, max_length=80)]
    about: Annotated[str, Meta(min_length=1, max_length=300)]
    order: Small = 1


class NamedFile(Line, frozen=True, kw_only=True):
    """What a manifest says of a file."""

    lines: Annotated[int, Meta(ge=0)]
    sha256: Sha256


class ManifestLine(Line, frozen=True, kw_only=True):
    """What was written: the number of the format, and of each file how many lines it has and what it holds."""

    format: int
    files: dict[str, NamedFile]


def schema() -> dict[str, object]:
    """The JSON Schema of the lines and of the manifest."""
    _places, parts = msgspec.json.schema_components(
        [RecordLine, FormerAddressLine, OtherLine, TopicLine, ManifestLine], ref_template="#/$defs/{name}"
    )
    files = {RECORDS: "RecordLine", FORMER_ADDRESSES: "FormerAddressLine", OTHERS: "OtherLine"}
    files |= {TOPICS: "TopicLine", MANIFEST: "ManifestLine"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A register that moves, format {FORMAT}",
        "description": " ".join(f"{file}: {name}." for file, name in files.items()),
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in files.values()],
        "$defs": parts,
    }


def written(line: Line) -> bytes:
    """A line as it is written: keys sorted, UTF-8."""
    return msgspec.json.encode(line, order="sorted") + b"\n"


def read(kind: type[Of], line: bytes) -> Of:
    """The line that these bytes are. Raises ``NotALine`` with the field that is at fault."""
    try:
        return msgspec.convert(found_in(line), kind)
    except msgspec.ValidationError as wrong:
        why, _at, place = str(wrong).partition(" - at `$")
        raise NotALine(why, field=place.rstrip("`").lstrip(".")) from wrong


def read_again(kind: type[Of], line: bytes) -> Of:
    """The line of bytes that ``read`` took before. Raises ``ValueError`` where they are others now."""
    return msgspec.convert(json.loads(line), kind)


def found_in(line: bytes) -> object:
    """The JSON of these bytes, each key once, no sign in it that no page can show. Raises ``NotALine``."""
    try:
        text = line.decode("utf-8")
        found = json.loads(text, object_pairs_hook=_each_key_once, parse_constant=_refuse_number)
        # Else nothing unfit and nothing deep can be in it, and it need not be looked through text by text.
        opened = text.count("{") + text.count("[")
        if opened > DEEPEST or not text.rstrip("\n").isprintable() or _ESCAPED.search(text):
            _refuse_unfit(found, "", depth=0)
    except UnicodeDecodeError as wrong:
        raise NotALine(f"is not UTF-8: {wrong.reason}") from wrong
    except RecursionError as wrong:
        raise NotALine("is nested too deeply") from wrong
    except NotALine:
        raise
    except ValueError as wrong:
        raise NotALine(f"is no JSON: {wrong}") from wrong
    return found


def _days(*days: str) -> None:
    for day in days:
        PartialDate(day)  # refuses what is no date


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotALine("stands twice", field=twice)
    return found


def _refuse_number(name: str) -> object:
    raise NotALine(f"{name} is no number of JSON")


def _refuse_unfit(found: object, field: str, *, depth: int) -> None:
    """Refuse controls, halves of a surrogate pair and the like: one of them stops a whole feed. Nor go too deep."""
    if depth > DEEPEST:
        raise NotALine("is nested too deeply")
    if isinstance(found, str):
        if unfit := UNFIT.search(found):
            raise NotALine(f"holds the sign U+{ord(unfit[0]):04X}, which is no character of a text", field=field)
    elif isinstance(found, dict):
        for name, value in found.items():
            _refuse_unfit(name, field, depth=depth + 1)
            _refuse_unfit(value, f"{field}.{name}".lstrip("."), depth=depth + 1)
    elif isinstance(found, list):
        for place, value in enumerate(found):
            _refuse_unfit(value, f"{field}[{place}]", depth=depth + 1)
