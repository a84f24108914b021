"""What is wrong with a record as it stands in a file, whatever else there is: field by field, in words."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from clarifications import disclaimer
from clarifications.moving.lines import RecordLine, TranslationLine, VersionLine
from clarifications.register.models import RecordVersion
from clarifications.register.quotations import without_quotations
from clarifications.register.text import FORMAT, NotAText, PublishedText, RedactedText
from clarifications.register.vocabulary import TEXT_LANGUAGES

Found = tuple[str, str]  # the field, and why
_LONGEST = {"number": 80, "slug": 80, "sort_key": 200}  # of a clause
_LONGEST_TITLE = 300
_QUOTED = (
    "holds words that are marked [[…]] as those of a standard; correct the record where it is from, redact the version "
    "that has them, and export again"
)
_SLUG = re.compile(r"[^/\s]+")
_is_link = URLValidator(schemes=["http", "https"])


def faults_of(line: RecordLine) -> Iterator[Found]:
    """All that is wrong with the line of a record by itself."""
    yield from _of_names(line)
    yield from _of_versions(line)
    yield from _of_verdicts(line)
    yield from _of_translations(line)
    for place, one in enumerate(line.relations):
        if one.other == line.address:
            yield f"relations[{place}].other", "is the record itself"
    for place, bulletin in enumerate(line.bulletins):
        yield from _of_language(bulletin.language, f"bulletins[{place}].language")
        yield from _of_link(bulletin.link, f"bulletins[{place}].link")
    if line.retirement and line.retirement.replacement == line.address:
        yield "retirement.replacement", "is the record itself"
    yield from _of_topics(line)
    yield from _of_said(line)


def _of_names(line: RecordLine) -> Iterator[Found]:
    since = [name.since_version for name in line.names]
    if since != sorted(set(since)) or since[0] != 1 or since[-1] > len(line.versions):
        yield "since_version", "the first name is that of version 1, each other one that of a later version"
    for place, name in enumerate(line.names):
        field = f"former_names[{place}].address" if place < len(line.former_names) else "address"
        if not name.address.endswith((f"-{name.number}", f"-i{name.number}")):
            yield field, f"does not end in the number, {name.number}"


def _of_versions(line: RecordLine) -> Iterator[Found]:
    if [version.number for version in line.versions] != list(range(1, len(line.versions) + 1)):
        yield "versions", "are not numbered from 1 on"
    for place, version in enumerate(line.versions):
        yield from _of_version(version, f"versions[{place}]")
    newest = line.versions[-1]
    if newest.redacted:
        yield f"versions[{len(line.versions) - 1}].redacted", "the newest version is never redacted"
    elif isinstance(text := text_of(newest), PublishedText) and text.kind != line.kind:
        yield "kind", f"its newest version is a text of the kind “{text.kind}”"


def _of_version(version: VersionLine, field: str) -> Iterator[Found]:
    if version.disclaimer > disclaimer.VERSION:
        yield f"{field}.disclaimer", f"is not known here; the newest is {disclaimer.VERSION}"
    if version.redacted:
        if version.content:
            yield f"{field}.content", "was redacted, and is not empty"
    elif RecordVersion.hash_of(version.content, version.disclaimer) != version.hash:
        yield f"{field}.hash", "is not that of this content and disclaimer"
    if not version.redacted:
        yield from _of_content(version, f"{field}.content")


def _of_content(row: VersionLine | TranslationLine, field: str) -> Iterator[Found]:
    stored = row.content
    try:
        text = PublishedText.from_json(stored)
        if isinstance(text, RedactedText):
            yield field, "is empty, and was not redacted"
            return
        if stored.get("format") == FORMAT:  # former ones were not checked for what their labels name
            text.check()
            yield from names_unknown_to(text, stored, field)
    except NotAText as wrong:
        yield field, str(wrong)
        return
    yield from faults_of_text(text, field)


def text_of(version: VersionLine) -> PublishedText | RedactedText | None:
    """What a version says, where that can be read."""
    try:
        return PublishedText.from_json(version.content)
    except NotAText:
        return None


def faults_of_text(text: PublishedText, field: str) -> Iterator[Found]:
    """What is wrong with a text that could be read: what no page could show, or should."""
    if not text.title.strip() or len(text.title) > _LONGEST_TITLE:
        yield f"{field}.title", f"has to be there, with at most {_LONGEST_TITLE} signs"
    yield from _of_language(text.language, f"{field}.language")
    if text.origin:
        yield from _of_link(text.origin.link, f"{field}.origin.link")
    for clause in text.all_clauses:
        if any(len(getattr(clause, name)) > most for name, most in _LONGEST.items()):
            yield f"{field}.clauses", f"{clause.number[:20]}…: is too long"
        elif not _SLUG.fullmatch(clause.slug) or not clause.number or not clause.sort_key:
            yield f"{field}.clauses", f"{clause.number!r}: has no address that a page could have"
    if text != text.without_quotations():
        yield field, _QUOTED


def names_unknown_to(text: PublishedText, stored: object, field: str) -> Iterator[Found]:
    """Names in what is stored that no text has: what stands under them would be lost."""
    yield from _unknown(stored, asdict(text), field)


def _unknown(found: Any, made: Any, field: str) -> Iterator[Found]:
    if isinstance(found, dict) and isinstance(made, dict):
        for name, value in found.items():
            if name in made:
                yield from _unknown(value, made[name], f"{field}.{name}")
            else:
                yield f"{field}.{name}", "is not known"
    elif isinstance(found, list):
        for number, pair in enumerate(zip(found, made, strict=True)):
            yield from _unknown(*pair, f"{field}[{number}]")


def _of_verdicts(line: RecordLine) -> Iterator[Found]:
    replaced = Counter(verdict.replaces for verdict in line.verdicts if verdict.replaces)
    standing = Counter(
        verdict.edition
        for place, verdict in enumerate(line.verdicts, start=1)
        if place not in replaced and not verdict.withdrawn
    )
    for place, verdict in enumerate(line.verdicts):
        field = f"verdicts[{place}]"
        if verdict.replaces and (verdict.replaces > place or replaced[verdict.replaces] > 1):
            yield f"{field}.replaces", "is no verdict before it, or one that another replaces too"
        if standing[verdict.edition] > 1:
            yield f"{field}.edition", "two verdicts stand of this edition"


def _of_translations(line: RecordLine) -> Iterator[Found]:
    redacted = {version.number for version in line.versions if version.redacted}
    standing = Counter(one.language for one in line.translations if not one.ended_at)
    for place, one in enumerate(line.translations):
        field = f"translations[{place}]"
        yield from _of_language(one.language, f"{field}.language")
        if standing[one.language] > 1:
            yield f"{field}.language", "two translations stand in this language"
        if one.version > len(line.versions):
            yield f"{field}.version", "there is no such version"
        if one.version in redacted:
            if one.content or not one.ended_at:
                yield f"{field}.content", "its version was redacted, and it is not empty or still stands"
        else:
            yield from _of_content(one, f"{field}.content")


def _of_topics(line: RecordLine) -> Iterator[Found]:
    topics = Counter(row.topic for row in line.topics if not row.ended_at)
    places = Counter(row.place for row in line.topics if not row.ended_at)
    for place, row in enumerate(line.topics):
        if not row.ended_at and topics[row.topic] > 1:
            yield f"topics[{place}].topic", "the record has it twice"
        if not row.ended_at and places[row.place] > 1:
            yield f"topics[{place}].place", "two topics stand in this place"


def _of_said(line: RecordLine) -> Iterator[Found]:
    """Words of a standard in what is said beside the texts: the columns would leave them out."""
    said = {"retirement.reason": line.retirement.reason if line.retirement else ""}
    for place, version in enumerate(line.versions):
        said[f"versions[{place}].note"] = version.note
        said[f"versions[{place}].redacted.reason"] = version.redacted.reason if version.redacted else ""
    for place, verdict in enumerate(line.verdicts):
        said |= {f"verdicts[{place}].{name}": getattr(verdict, name) for name in ("reason", "group", "resolution")}
        said[f"verdicts[{place}].withdrawn.reason"] = verdict.withdrawn.reason if verdict.withdrawn else ""
    for place, relation in enumerate(line.relations):
        said[f"relations[{place}].note"] = relation.note
    for place, one in enumerate(line.translations):
        said |= {f"translations[{place}].{name}": getattr(one, name) for name in ("translator", "source")}
    for place, bulletin in enumerate(line.bulletins):
        said |= {f"bulletins[{place}].{name}": getattr(bulletin, name) for name in ("body", "reference", "adds")}
    for field, text in said.items():
        if text != without_quotations(text):
            yield field, _QUOTED


def _of_language(language: str, field: str) -> Iterator[Found]:
    if language not in TEXT_LANGUAGES:
        yield field, f"{language!r} is no language that texts are in here"


def _of_link(link: str, field: str) -> Iterator[Found]:
    if not link:
        return
    try:
        _is_link(link)
    except ValidationError:
        yield field, "is no address that begins with http:// or https://"
