"""The index knows where in a record a word stands; what is misspelt is compared with the words of the register."""

from django.db import migrations, models

COLUMNS = ("title", "question")
SQLITE = (
    "DROP TABLE clarifications_recordsearch",
    "CREATE VIRTUAL TABLE clarifications_recordsearch USING fts5(title, question, words,"
    " content='clarifications_recordindex', content_rowid='record_id', tokenize='unicode61', prefix='2 3')",
)
SQLITE_BACK = (
    "DROP TABLE clarifications_recordsearch",
    "CREATE VIRTUAL TABLE clarifications_recordsearch USING fts5("
    "words, content='clarifications_recordindex', content_rowid='record_id', tokenize='unicode61', prefix='2 3')",
)
MOMENTS = ("insert", "update", "delete")


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in COLUMNS:
            schema_editor.execute(
                f"ALTER TABLE clarifications_recordindex ADD COLUMN {name}_vector tsvector "
                f"GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, {name})) STORED"
            )
            schema_editor.execute(
                f"CREATE INDEX record_index_{name} ON clarifications_recordindex"
                f" USING gin ({name}_vector) WITH (fastupdate = off)"
            )
        return
    for moment in MOMENTS:  # they are created again, for the new columns, when everything is migrated
        schema_editor.execute(f"DROP TRIGGER IF EXISTS clarifications_recordindex_{moment}")
    for statement in SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in COLUMNS:
            schema_editor.execute(f"ALTER TABLE clarifications_recordindex DROP COLUMN {name}_vector")
        return
    for moment in MOMENTS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS clarifications_recordindex_{moment}")
    for statement in SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("clarifications", "0030_marks_of_keys_that_were_not_noted")]

    operations = [
        migrations.CreateModel(
            name="RegisterWord",
            fields=[("word", models.CharField(max_length=60, primary_key=True, serialize=False))],
        ),
        migrations.AddField("recordindex", "title", models.TextField(default="")),
        migrations.AddField("recordindex", "question", models.TextField(default="")),
        migrations.AddField("recordindex", "written", models.TextField(default="")),
        migrations.RunPython(create, drop),
    ]
