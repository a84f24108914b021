"""What lists are narrowed by stands in one table; records know their first clause and are found by their kind."""

import django.db.models.deletion
from django.db import migrations, models

MOMENTS = ("insert", "update", "delete")


def without_counting(apps, schema_editor):
    """Take the triggers away that count; all are created again, for what there is then, when everything is migrated."""
    for table in ("clarifications_record", "clarifications_recordanswer", "clarifications_recordfacet"):
        for moment in MOMENTS:
            if schema_editor.connection.vendor == "postgresql":
                # The triggers go with their function.
                schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_counted_{moment}() CASCADE")
            else:
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_counted_{moment}")


class Migration(migrations.Migration):
    dependencies = [("clarifications", "0031_words_by_their_place")]

    operations = [
        migrations.RunPython(without_counting, without_counting),
        migrations.CreateModel(
            name="RecordFacet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facet", models.CharField(max_length=12)),
                ("value", models.CharField(max_length=200)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facet_rows",
                        to="clarifications.record",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["facet", "value", "record"], name="record_facet_found")],
                "constraints": [
                    models.UniqueConstraint(fields=("record", "facet", "value"), name="record_facet_once")
                ],
            },
        ),
        migrations.AlterField("registercount", "facet", models.CharField(max_length=12)),
        migrations.AlterField("registercount", "value", models.CharField(max_length=200)),
        migrations.AddField("record", "first_clause", models.CharField(blank=True, default="", max_length=200)),
        migrations.AddIndex("record", models.Index(fields=["kind", "-published"], name="record_of_kind")),
        migrations.RunPython(migrations.RunPython.noop, without_counting),
    ]
