"""Makes a filled register larger within the database: every case and record some times more, under names of their own.

Filling a hundred thousand records takes more than half an hour, and they would be no better to measure with. Journals
and versions of the copies say what those of the first ones say, so their hashes are not of them: nobody looks.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.color import no_style
from django.db import connection, models, transaction

from bench.rows import ORDER
from clarifications.case.models import Clarification, Counter
from clarifications.intake.models import Draft
from clarifications.register.beside import RecordName
from clarifications.register.models import Pending, Record, RecordIndex
from clarifications.register.vocabulary import RecordKind

# A column that is unique for itself, as SQL over a row and the number of the copy; a row refers to rows of its copy.
_KEY = "md5(rows.key || '-' || copies.number)"
_NUMBER = (
    "rows.number + copies.number * "
    f"(SELECT last FROM clarifications_counter WHERE name = '{RecordKind.CLARIFICATION} ' || rows.edition_id)"
)
_SLUG = f"regexp_replace(rows.slug, '[0-9]+$', '') || ({_NUMBER})"
_REFERENCE = (
    "left(rows.reference, 8) || lpad((substr(rows.reference, 9)::integer + copies.number * "
    "(SELECT last FROM clarifications_counter WHERE name = left(rows.reference, 7)))::text, 4, '0')"
)
OWN: dict[type[models.Model], dict[str, str]] = {
    Clarification: {"key": _KEY, "reference": _REFERENCE},
    Draft: {"key": _KEY},
    Pending: {"reference": _REFERENCE},
    Record: {"number": _NUMBER, "slug": _SLUG},
    RecordName: {"number": _NUMBER, "slug": _SLUG},
}

_INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef NOT LIKE 'CREATE UNIQUE%%'"


def grow(times: int) -> None:
    """Let there be ``times`` as many cases of every kind, with all that belongs to them; PostgreSQL alone."""
    beyond = {model: _highest(model) for model in ORDER}
    with transaction.atomic(), connection.cursor() as cursor:
        for model in ORDER:
            cursor.execute(_again(model, beyond), [times - 1])
        Counter.objects.update(last=models.F("last") * times)
        for statement in connection.ops.sequence_reset_sql(no_style(), ORDER):
            cursor.execute(statement)


@contextmanager
def indexed_at_the_end() -> Iterator[None]:
    """Within it PostgreSQL does not sort what is written by its words, which takes it longer than all else: then all
    is sorted at once.
    """
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES, [RecordIndex._meta.db_table])
        indexes = cursor.fetchall()
        for name, _statement in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        for _name, statement in indexes:
            cursor.execute(statement)


def _highest(model: type[models.Model]) -> int:
    return int(model._default_manager.aggregate(highest=models.Max("pk"))["highest"] or 0)


def _again(model: type[models.Model], beyond: dict[type[models.Model], int]) -> str:
    """The statement that writes the rows of ``model`` again; the number of copies is its parameter."""
    columns = dict(_columns(model, beyond))
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} "
        f"FROM {model._meta.db_table} AS rows CROSS JOIN generate_series(1, %s) AS copies(number) "
        f"ORDER BY copies.number, rows.{model._meta.pk.column}"
    )


def _columns(model: type[models.Model], beyond: dict[type[models.Model], int]) -> Iterator[tuple[str, str]]:
    """Each column, quoted, and what stands in it in a copy."""
    for field in model._meta.local_concrete_fields:
        name = connection.ops.quote_name(str(field.column))
        refers_to = field.related_model if field.is_relation else model if field.primary_key else None
        if refers_to in beyond:
            yield name, f"rows.{name} + copies.number * {beyond[refers_to]}"
        else:
            yield name, OWN.get(model, {}).get(field.name, f"rows.{name}")
