"""A query that is put together once a process: its SQL is kept, and asked again with other values and of other rows.

To put twenty subqueries together takes longer than a database takes to answer them.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    Expression,
    F,
    Func,
    IntegerField,
    Model,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.db.models.sql import Query

from accounts.models import Seat

THESE = "/* these rows */"


class Given(Expression):
    """Stands in a query for a value that is known when it is asked."""

    def __init__(self, name: str, output_field: Any) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class GivenTime(Given):
    """Stands for a time: of a time itself, conditions ask the day as well."""

    def date(self) -> Any:
        return TODAY


class MemberOfGroup(Expression):
    """The person in a row of a list that joins the seats of each case's group, also from within its subqueries.

    There every table has another name, so that this one is that of the list itself.
    """

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column = Seat._meta.get_field("user").column
        return f"{connection.ops.quote_name(Seat._meta.db_table)}.{connection.ops.quote_name(column)}", ()


USER: Any = Given("user", IntegerField())  # what takes an int or a time takes these in their place
AT: Any = GivenTime("at", DateTimeField())
TODAY: Any = Given("today", DateField())
MEMBER: Any = MemberOfGroup(IntegerField())


@dataclass(frozen=True)
class Prepared:
    """The SQL of a query, with what its answers are read by."""

    before: str
    after: str
    before_values: tuple[Any, ...]
    after_values: tuple[Any, ...]
    query: Query
    columns: Mapping[str, Any]

    def rows(self, cases: "QuerySet[Any]", *, user: int, at: datetime.datetime) -> Iterator[dict[str, Any]]:
        """The answer for each of ``cases``: a plain row by the names of its columns."""
        connection = connections[cases.db]
        known = {
            "user": user,
            "at": connection.ops.adapt_datetimefield_value(at),
            "today": connection.ops.adapt_datefield_value(at.date()),
        }
        try:
            these, values = cases.order_by().values("pk").query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                f"{self.before}{these}{self.after}",
                [*filled(self.before_values, known), *values, *filled(self.after_values, known)],
            )
            found = cursor.fetchall()
        reader = self.query.get_compiler(connection=connection)
        for row in reader.apply_converters(found, reader.get_converters(list(self.columns.values()))):
            yield dict(zip(self.columns, row, strict=True))


def counted(rows: "QuerySet[Model]") -> Coalesce:
    """How many rows there are, as a column."""
    return Coalesce(Subquery(rows.order_by().annotate(counted=Func(F("pk"), function="COUNT")).values("counted")), 0)


def prepare(answers: "QuerySet[Any, dict[str, Any]]") -> Prepared:
    """Keep a query of ``values()``, in which ``USER`` and ``AT`` stand for who asks and when."""
    these = Func("pk", template=f"%(expressions)s IN ({THESE})", output_field=BooleanField())
    query = answers.filter(these).query
    compiler = query.get_compiler(using=answers.db)
    sql, values = compiler.as_sql()
    before, after = sql.split(THESE)
    cut = before.count("%s")
    fields = [column[0] for column in compiler.select]
    columns = dict(zip(query.selected or (), fields, strict=True))
    return Prepared(before, after, tuple(values[:cut]), tuple(values[cut:]), query, columns)


def filled(values: tuple[Any, ...], known: Mapping[str, Any]) -> list[Any]:
    """The values of a query, with what is known now in the places that were kept for it."""
    return [known[value.name] if isinstance(value, Given) else value for value in values]
