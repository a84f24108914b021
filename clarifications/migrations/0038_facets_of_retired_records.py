"""Retired records get the rows of their facets too, which are counted apart."""

from django.db import migrations, models

AT_ONCE = 500


def fill(apps, schema_editor):
    version, row, translation, topic = (
        apps.get_model("clarifications", name)
        for name in ("RecordVersion", "RecordFacet", "RecordTranslation", "RecordTopic")
    )
    beside = {}
    for facet, rows, name in (("language", translation, "language"), ("topic", topic, "topic__key")):
        standing = rows.objects.filter(ended_at__isnull=True, record__retired_at__isnull=False).order_by("pk")
        for pk, value in standing.values_list("record", name):
            beside.setdefault(pk, []).append((facet, value))
    newest = version.objects.filter(number=models.F("record__version"), record__retired_at__isnull=False)
    rows = []
    for pk, outcomes, content in newest.values_list("record", "record__outcomes", "content"):
        found = [("outcome", outcome) for _label, outcome in outcomes]
        found += [(facet, value[:200]) for facet, value in _told(content) if value] + beside.get(pk, [])
        rows += [row(record_id=pk, facet=facet, value=value, is_retired=True) for facet, value in dict.fromkeys(found)]
    row.objects.bulk_create(rows, batch_size=AT_ONCE)


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
    apps.get_model("clarifications", "RecordFacet").objects.filter(is_retired=True).delete()


class Migration(migrations.Migration):
    dependencies = [("clarifications", "0037_kept_turns")]

    operations = [
        migrations.AddField("recordfacet", "is_retired", models.BooleanField(default=False, db_default=False)),
        migrations.AlterField("registercount", "value", models.CharField(max_length=208)),
        migrations.RunPython(fill, take_back),
    ]
