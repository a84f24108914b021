"""What was said of clause lists in one sentence becomes what is said of all their branches, and no more than that.

"Complete" was said of lists that have every heading; that a list had every numbered paragraph was nowhere said.
"""

import re

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SAID = re.compile(r"(complete|partial)\b\s*\(?(.*?)\)?", re.IGNORECASE | re.DOTALL)


def to_depths(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One row for the whole list; what stood in brackets is its note."""
    edition, depth = apps.get_model("standards", "Edition"), apps.get_model("standards", "ClauseDepth")
    rows = []
    for key, said in edition.objects.exclude(clause_list="").values_list("pk", "clause_list").order_by():
        match = _SAID.fullmatch(said.strip())
        is_complete = bool(match) and match[1].lower() == "complete"
        note = match[2].strip() if match else said.strip()
        kind = "headings" if is_complete else "partial"
        rows.append(depth(edition_id=key, branch="", kind=kind, note=note, sort_key="9"))
    depth.objects.bulk_create(rows)


def to_sentences(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Back again: one sentence for the whole list."""
    edition, depth = apps.get_model("standards", "Edition"), apps.get_model("standards", "ClauseDepth")
    for row in depth.objects.filter(branch=""):
        said = "complete" if row.kind == "headings" else "partial"
        edition.objects.filter(pk=row.edition_id).update(clause_list=f"{said} ({row.note})"[:200] if row.note else said)


class Migration(migrations.Migration):
    dependencies = [("standards", "0009_clause_depths")]

    operations = [migrations.RunPython(to_depths, to_sentences)]
