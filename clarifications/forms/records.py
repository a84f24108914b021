"""Fields that name published records as people name them: by address, by citation, by the number of the request."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.forms.fields import LineField, LongTextField
from clarifications.register.beside import RecordName
from clarifications.register.finding.asked import read as read_asked
from clarifications.register.finding.named import records_named_by
from clarifications.register.models import Record

MOST_CHARACTERS = 300
MOST_RECORDS = 20
HOW_ONE_IS_NAMED = gettext_lazy(
    "Its address or the end of it (17025-2017-3), its citation (ISO/IEC 17025:2017, clarification 3),"
    " or the number of its request."
)
_ADDRESS = re.compile(r"\bclarifications/([^/?#\s]+)")
_CITATION = re.compile(r"(.+?)[\s,]+(clarification|interpretation) (?:no\.? ?)?0*(\d{1,6})")
# The comma of a citation is none between two: ISO/IEC 17025:2017, clarification 3, ISO/IEC 17020:2012, clarification 1.
_BETWEEN = re.compile(r"[;\n]|,(?!\s*(?:clarification|interpretation)\b)", re.IGNORECASE)
_REQUEST = re.compile(r"[a-z]{2}-\d{4}-\d{4,}")


class RecordField(LineField):
    """A published record by its address or the end of it, by its citation, or by the number of its request."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HOW_ONE_IS_NAMED)
        super().__init__(limit=MOST_CHARACTERS, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not self.required and not text.strip("/ "):
            return None
        if record := records_named([text]).get(text):
            return record
        raise unknown_record(text)


class RecordsField(LongTextField):
    """Several published records, one a line or with semicolons or commas between; each once, in the order named."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rows=3, published=False, limit=MOST_RECORDS * MOST_CHARACTERS, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean(self, value: Any) -> list[Record]:
        entries = [entry for typed in _BETWEEN.split(super().clean(value)) if (entry := typed.strip())]
        if not entries and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(entries) > MOST_RECORDS:
            counts = {"count": len(entries), "most": MOST_RECORDS}
            raise ValidationError(_("%(count)s records; name at most %(most)s."), params=counts)
        found = records_named(entries)
        if unknown := [entry for entry in dict.fromkeys(entries) if entry not in found]:
            raise ValidationError([unknown_record(entry) for entry in unknown])
        return list(dict.fromkeys(found[entry] for entry in entries))


def records_named(entries: Iterable[str]) -> dict[str, Record]:
    """The record that each of these names, now or formerly; one that names none, or several, is left out.

    One query, and a few for each that is not written as its address or its whole citation.
    """
    keys = {entry: _key(entry) for entry in entries}
    numbers = {int(cited[3]) for key in keys.values() if (cited := _CITATION.fullmatch(key))}
    requests = {key.upper() for key in keys.values() if _REQUEST.fullmatch(key)}
    named = Q(slug__in=keys.values()) | Q(number__in=numbers) | Q(record__clarification__reference__in=requests)
    names = RecordName.objects.filter(named).select_related(
        "edition", "record__edition__standard", "record__clarification", "record__replacement__edition"
    )
    found = {key: name.record for name in names for key in _keys_of(name)}
    known = {entry: found[key] for entry, key in keys.items() if key in found}
    read = {entry: records_named_by(read_asked(entry)) for entry in keys if entry not in known}
    only = {entry: records.pop() for entry, records in read.items() if len(records) == 1}
    records = Record.objects.select_related("edition__standard", "clarification", "replacement__edition")
    by_key = records.in_bulk(only.values())
    return known | {entry: by_key[key] for entry, key in only.items()}


def unknown_record(entry: str) -> ValidationError:
    """That nothing is published under this name."""
    return ValidationError(_("No published record is found as “%(text)s”."), params={"text": entry[:80]})


def _key(entry: str) -> str:
    """What was typed in the one form that it is compared in."""
    text = " ".join(entry.casefold().split())
    if address := _ADDRESS.search(text):
        return address[1]
    cited = _CITATION.fullmatch(text)
    return f"{cited[1]}, {cited[2]} {cited[3]}" if cited else text.strip("/ ")


def _keys_of(name: RecordName) -> set[str]:
    """All that names the record of this name, with and without the publisher of the edition."""
    said = f"{name.kind} {name.number}"
    cited = {f"{edition}, {said}".casefold() for edition in (name.edition.reference, name.edition.short)}
    return {name.slug, name.record.clarification.reference.casefold(), *cited}
