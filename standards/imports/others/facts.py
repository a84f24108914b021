"""Checks what an entry says of a publication of another body, field by field; knows no database."""

import datetime
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext

from standards.imports.others.entries import DAY, FileEntry, Refused, day_of
from standards.models.others import OtherPublication, OtherStatus
from standards.reading.characters import one_line, says_something
from standards.reading.dates import PartialDate

ID, LINE = "id", "title_own_words"
# The fields of an entry, as `docs/others-format.md` describes them.
FIELDS = (
    *(ID, "body", "number", LINE, "standard", "edition", "clauses", "date", "date_precision"),
    *("status", "language", "url", "evidence", DAY, "looked_at", "dead_since"),
)
MOST_CLAUSES = 100
MOST_OF_A_CLAUSE = 60
PRECISIONS = {4: "year", 7: "month", 10: "day"}  # by the length of a date
_SCHEMES = ("http", "https")
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,79}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_URL = URLValidator(schemes=_SCHEMES)


@dataclass(frozen=True)
class LinkState:
    """When somebody last looked at an address, and since when it is dead, if it is."""

    looked_at: datetime.date | None
    dead_since: datetime.date | None


@dataclass(frozen=True)
class OtherFact:
    """A publication as a file tells of it; standard and edition are still the words for them."""

    where: str
    identifier: str
    body: str
    number: str
    line: str
    standard: str
    edition: str
    clauses: tuple[str, ...]
    date: PartialDate
    status: str
    language: str
    url: str
    evidence: str
    as_of: datetime.date
    link: LinkState | None  # none where the file says nothing of it

    @property
    def name(self) -> str:
        """What a report calls it."""
        return ", ".join(filter(None, [self.body, self.number, self.standard, *self.clauses[:3]]))


@dataclass
class _Reading:
    """One entry while it is read: each question takes down what is wrong with its field."""

    where: str
    values: Mapping[str, object]
    faults: list[Refused] = field(default_factory=list)

    def refuse(self, name: str, reason: str) -> None:
        self.faults.append(Refused(self.where, name, reason))

    def text(self, name: str, *, is_needed: bool = False) -> str:
        """A text in one line, empty where there is none."""
        found = self.values.get(name)
        if not isinstance(found, str | None):
            self.refuse(name, gettext("It should be a text, not %(kind)s.") % {"kind": _kind(found)})
            return ""
        text = one_line(found or "")
        if is_needed and not says_something(text):
            self.refuse(name, gettext("It is missing."))
        elif len(text) > (most := MOST_OF[name]):
            reason = gettext("It has %(count)s characters; %(most)s are possible.")
            self.refuse(name, reason % {"count": len(text), "most": most})
        return text

    def matching(self, name: str, fits: Callable[[str], object], reason: str, *, default: str = "") -> str:
        """A short text of a certain form."""
        text = self.text(name) or default
        if text and len(text) <= MOST_OF[name] and not fits(text):
            self.refuse(name, reason % {"value": text})
        return text

    def day(self, name: str, *, default: object = None) -> datetime.date | None:
        value = self.values.get(name, default)
        if value is not None and day_of(value) is None:
            self.refuse(name, gettext("It should be a day like 2026-11-27."))
        return day_of(value)


MOST_OF = {column.name: column.max_length or 0 for column in OtherPublication._meta.fields} | {
    **{ID: 80, LINE: 300, "standard": 80, "edition": 80, "date": 10, "date_precision": 10}
}


def read_fact(entry: FileEntry) -> tuple[OtherFact | None, list[Refused]]:
    """The fact that an entry tells, or all that is wrong with it."""
    if not isinstance(entry.values, dict):
        reason = gettext("It should be an object, not %(kind)s.") % {"kind": _kind(entry.values)}
        return None, [Refused(entry.where, "", reason)]
    reading = _Reading(entry.where, entry.values)
    about = _about(reading)
    date, day, link = _date(reading), _day(reading, entry.day), _link(reading)
    texts: dict[str, Any] = {
        "body": reading.text("body", is_needed=True),
        "number": reading.text("number"),
        "line": reading.text(LINE, is_needed=True),
        "url": _address(reading),
        "evidence": reading.text("evidence"),
        "status": reading.matching("status", OtherStatus.values.__contains__, _one_of(), default=OtherStatus.UNKNOWN),
        "language": reading.matching("language", _LANGUAGE.fullmatch, _no_code(), default="en"),
    }
    given = reading.matching(ID, _IDENTIFIER.fullmatch, gettext("It is letters, digits and . _ : / - alone."))
    if reading.faults or day is None:
        return None, reading.faults
    identifier = given or identifier_of(body=texts["body"], number=texts["number"], url=texts["url"], **about)
    return OtherFact(where=entry.where, identifier=identifier, date=date, as_of=day, link=link, **about, **texts), []


def identifier_of(*, body: str, number: str, standard: str, edition: str, clauses: tuple[str, ...], url: str) -> str:
    """The identifier of a publication of which a file gives none: a digest over what tells it from all others."""
    said = json.dumps([body, number, standard, edition, list(clauses), url], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


# ---------- one function a field that is more than a text ----------


def _about(reading: _Reading) -> dict[str, Any]:
    standard, edition = reading.text("standard"), reading.text("edition")
    clauses = _clauses(reading)
    for name, found in (("edition", edition), ("clauses", clauses)):
        if found and not standard:
            reading.refuse(name, gettext("The standard is missing that it belongs to."))
    return {"standard": standard, "edition": edition, "clauses": clauses}


def _clauses(reading: _Reading) -> tuple[str, ...]:
    found = reading.values.get("clauses")
    found = [] if found is None else found
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        reading.refuse("clauses", gettext("It should be a list of texts."))
        return ()
    clauses = tuple(filter(None, map(one_line, found)))
    if len(clauses) > MOST_CLAUSES:
        reading.refuse("clauses", gettext("More than %(most)s clauses are named.") % {"most": MOST_CLAUSES})
    if any(len(one) > MOST_OF_A_CLAUSE for one in clauses):
        reason = gettext("A clause has more than %(most)s characters.")
        reading.refuse("clauses", reason % {"most": MOST_OF_A_CLAUSE})
    return clauses


def _date(reading: _Reading) -> PartialDate:
    text, precision = reading.text("date"), reading.text("date_precision")
    if len(text) > MOST_OF["date"]:
        return PartialDate()
    try:
        date = PartialDate(text)
    except ValueError as wrong:
        reading.refuse("date", str(wrong))
        return PartialDate()
    if date and not date.is_period:
        reading.refuse("date", gettext("It should be a day, a month or a year: 2017-11-30, 2017-11 or 2017."))
    elif precision and precision != PRECISIONS.get(len(date.iso)):
        reason = gettext("It is “%(said)s”, but the date is %(date)s.")
        reading.refuse("date_precision", reason % {"said": precision, "date": date.iso or gettext("missing")})
    return date


def _address(reading: _Reading) -> str:
    address = reading.text("url", is_needed=True)
    if address and len(address) <= MOST_OF["url"]:
        try:
            if urlsplit(address).scheme.lower() not in _SCHEMES:
                reading.refuse("url", gettext("It should begin with https:// or http://."))
                return address
            _URL(address)
        except (ValueError, ValidationError):
            reading.refuse("url", gettext("It is no address of a page."))
    return address


def _day(reading: _Reading, of_file: object) -> datetime.date | None:
    day = reading.day(DAY, default=of_file)
    if day is None and reading.values.get(DAY, of_file) is None:
        reading.refuse(DAY, gettext("It is missing: on which day was this so?"))
    return day


def _link(reading: _Reading) -> LinkState | None:
    if not {"looked_at", "dead_since"} & reading.values.keys():
        return None
    link = LinkState(reading.day("looked_at"), reading.day("dead_since"))
    if link.dead_since and (link.looked_at is None or link.looked_at < link.dead_since):
        reading.refuse("looked_at", gettext("A dead link was looked at on that day or later."))
    return link


def _one_of() -> str:
    return gettext("“%(value)s” is no status.") + " " + ", ".join(OtherStatus.values)


def _no_code() -> str:
    return gettext("“%(value)s” is no code of a language, such as en or pt-br.")


def _kind(value: object) -> str:
    named = {
        dict: gettext("an object"),
        list: gettext("a list"),
        str: gettext("a text"),
        type(None): gettext("nothing"),
    }
    return named.get(type(value)) or str(value)[:40]
