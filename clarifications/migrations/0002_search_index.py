"""The search index: an FTS5 table on SQLite, a derived column with a GIN index on PostgreSQL."""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE clarifications_recordsearch USING fts5("
    "words, content='clarifications_recordindex', content_rowid='record_id', tokenize='unicode61', prefix='2 3')",
)
# The model does not know the column: PostgreSQL derives it from `words`, whatever writes them.
POSTGRESQL = (
    "ALTER TABLE clarifications_recordindex ADD COLUMN vector tsvector "
    "GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, words)) STORED",
    "CREATE INDEX record_index_found ON clarifications_recordindex USING gin (vector) WITH (fastupdate = off)",
)


def create(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE clarifications_recordindex DROP COLUMN vector")
    else:
        for moment in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS clarifications_recordindex_{moment}")
        schema_editor.execute("DROP TABLE clarifications_recordsearch")


class Migration(migrations.Migration):
    dependencies = [("clarifications", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
