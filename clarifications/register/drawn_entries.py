"""Entries of lists as they were drawn before; those of which nothing holds are drawn anew, and kept."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from clarifications.register.drawn import Fresh, found_of, keep
from clarifications.register.drawn_models import DrawnKind
from clarifications.register.models import Record
from clarifications.register.relations import superseding
from clarifications.register.rows import SHOWN, RecordRow, record_rows

HEADING = "h2"  # of an entry as it is kept


@dataclass(frozen=True)
class DrawnEntry:
    """A record in a list, as its entry was drawn."""

    html: str

    def under(self, heading: str) -> SafeString:
        """The entry with its title as a heading of this level."""
        if heading == HEADING:
            return mark_safe(self.html)
        # Nothing typed can be taken for a tag: what is typed is escaped.
        named = self.html.replace(f"<{HEADING} ", f"<{heading} ").replace(f"</{HEADING}>", f"</{heading}>")
        return mark_safe(named)


def draw_entry(row: RecordRow, heading: str = HEADING) -> SafeString:
    """The entry of a row, drawn."""
    return SafeString(get_template("components/entry.html").render({"record": row, "heading": heading}))


def drawn_entries(records: Sequence[int]) -> list[DrawnEntry]:
    """The entries of these records, in their order; one statement where all of them hold."""
    if not records:
        return []
    found = found_of(records, DrawnKind.ENTRY)
    html = dict(found.html)
    if missing := found.missing(records):
        fresh = list(fresh_entries(missing))
        keep(fresh, found)
        html |= {one.record: one.html for one in fresh}
    return [DrawnEntry(html[record]) for record in records]


def fresh_entries(records: Collection[int]) -> Iterator[Fresh]:
    """The entries of these records, drawn anew from what is in the register now."""
    found = list(Record.objects.only(*SHOWN).filter(pk__in=records).order_by())
    named = superseding([record.pk for record in found])
    for record, row in zip(found, record_rows(found), strict=True):
        yield Fresh(record.pk, draw_entry(row), named[record.pk])


def entries_by_key(records: Iterable[int]) -> dict[int, DrawnEntry]:
    """The entries of these records by their keys."""
    keys = list(records)
    return dict(zip(keys, drawn_entries(keys), strict=True))
