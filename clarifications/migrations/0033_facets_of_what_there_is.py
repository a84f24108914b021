"""Every record gets the rows of its facets and its first clause, and outcomes stand among them."""

from django.db import migrations, models

AT_ONCE = 500


def fill(apps, schema_editor):
    record, version, row, clause, translation = (
        apps.get_model("clarifications", name)
        for name in ("Record", "RecordVersion", "RecordFacet", "RecordClause", "RecordTranslation")
    )
    record.objects.filter(scope="unknown").update(first_clause="9")
    of_record = clause.objects.filter(record=models.OuterRef("pk")).order_by("sort_key").values("sort_key")
    record.objects.filter(models.Exists(of_record)).update(first_clause=models.Subquery(of_record[:1]))
    translated = {}
    standing = translation.objects.filter(ended_at__isnull=True).order_by("language")
    for pk, language in standing.values_list("record", "language"):
        translated.setdefault(pk, []).append(language)
    newest = version.objects.filter(number=models.F("record__version"), record__retired_at__isnull=True)
    rows = []
    for pk, outcomes, content in newest.values_list("record", "record__outcomes", "content").iterator():
        found = [("outcome", outcome) for _label, outcome in outcomes]
        found += [(facet, value[:200]) for facet, value in _told(content) if value]
        found += [("language", language) for language in translated.get(pk, [])]
        rows += [row(record_id=pk, facet=facet, value=value) for facet, value in dict.fromkeys(found)]
        if len(rows) >= AT_ONCE:
            row.objects.bulk_create(rows)
            rows = []
    row.objects.bulk_create(rows)


def _told(content):
    """The group, the language and who decided, of a text of any format; the first two had an origin by its source."""
    origin = content.get("origin")
    is_of_before = origin or content.get("source") or content.get("kind") == "interpretation"
    yield "group", content.get("group", "")
    yield "language", content.get("language", "en")
    if is_of_before:
        origin = origin or {}
        yield "body", origin.get("body_name") or origin.get("body") or "unknown"


def take_back(apps, schema_editor):
    row, answer = apps.get_model("clarifications", "RecordFacet"), apps.get_model("clarifications", "RecordAnswer")
    outcomes = row.objects.filter(facet="outcome").values_list("record", "value")
    answer.objects.bulk_create([answer(record_id=pk, outcome=value) for pk, value in outcomes], batch_size=AT_ONCE)
    row.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("clarifications", "0032_facets")]

    operations = [migrations.RunPython(fill, take_back)]
