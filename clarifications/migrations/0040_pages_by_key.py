"""Indexes in the whole order of lists, so that a page far down is found at once; and by the clauses of records."""

from django.db import migrations, models

FACETS = ("standard", "edition", "label", "kind", "year")
NAMES = {"label": "record_with_label"}


def name_of(column):
    return NAMES.get(column, f"record_of_{column}")


class Migration(migrations.Migration):
    dependencies = [("clarifications", "0038_facets_of_retired_records"), ("standards", "0018_stamp")]

    operations = [
        migrations.RemoveIndex("record", "record_newest"),
        migrations.AddIndex("record", models.Index(fields=["-published", "-id", "label"], name="record_newest")),
        *(
            operation
            for column in FACETS
            for operation in (
                migrations.RemoveIndex("record", name_of(column)),
                migrations.AddIndex(
                    "record", models.Index(fields=[column, "-published", "-id"], name=name_of(column))
                ),
            )
        ),
        migrations.AddIndex(
            "record",
            models.Index(fields=["standard", "first_clause", "-published", "-id"], name="record_by_clause"),
        ),
        migrations.AddIndex(
            "record", models.Index(fields=["standard", "-news_at", "-id"], name="record_news_of_standard")
        ),
        migrations.AddIndex(
            "bulletin", models.Index(fields=["body", "-published", "-id"], name="bulletin_of_body")
        ),
        migrations.AddIndex(
            "recordclause", models.Index(fields=["edition", "sort_key", "record"], name="record_clause_of_edition")
        ),
        migrations.AddIndex(
            "recordclause", models.Index(fields=["sort_key", "record"], name="record_clause_everywhere")
        ),
    ]
