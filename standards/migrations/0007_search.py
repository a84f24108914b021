"""The words of the standards: an FTS5 table on SQLite, a tsvector with a GIN index on PostgreSQL."""

from django.db import migrations

SQLITE = ("CREATE VIRTUAL TABLE standards_search USING fts5(words, tokenize='unicode61', prefix='2 3')",)
POSTGRESQL = (
    "CREATE TABLE standards_search (standard_id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX standards_search_found ON standards_search USING gin (words)",
)


def create(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE standards_search")


class Migration(migrations.Migration):
    dependencies = [("standards", "0006_import")]

    operations = [migrations.RunPython(create, drop)]
