"""What a case holds, table by table, all of them asked in one statement.

Its SQL is put together once a process for each set of tables. ``held_now`` asks; a page gathers what it needs once
(``Clarification.for_page``), so that what the rules ask of its case is read from there. The door never has such a case:
it fetches its own under its lock, and each of its questions is asked of the database.
"""

import datetime
import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connections
from django.db.models import Field, ForeignKey, Func, IntegerField, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce

from accounts.models import Body, User
from clarifications.case.names import LENGTH
from clarifications.case.prepared import AT, TODAY, USER, Given, filled
from clarifications.case.seats import seats_on

if TYPE_CHECKING:
    from clarifications.case.models import Clarification

Rows = Mapping[str, list[Any]]

CASE: Any = Given("case", IntegerField())
GROUP: Any = Given("group", IntegerField())
CRITERIA: Any = Given("criteria", IntegerField())
CLARIFICATIONS = "clarifications"


class Row(Func):
    """The columns of a row as one value, so that rows of all tables fit into one answer."""

    function = "JSON_ARRAY"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, function="JSON_BUILD_ARRAY", **extra)


@dataclass(frozen=True)
class Table:
    """Rows that a case holds: which; in what order; all that there are to which rows of the case (``whole``).

    ``beside`` are columns that are reckoned; ``without`` are fields that stay in the database.
    """

    rows: Callable[[], "QuerySet[Any]"]
    order: tuple[str, ...] = ()
    whole: tuple[str, ...] = ("clarification",)
    beside: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def _of(model: str, way: str = "clarification") -> "Callable[[], QuerySet[Any]]":
    """The rows of a table that lead to the case; looked up by name, as the models import this module."""
    return lambda: apps.get_model(CLARIFICATIONS, model)._default_manager.filter(**{way: CASE})


def _through() -> "QuerySet[Any]":
    through: Any = apps.get_model(CLARIFICATIONS, "Answer")._meta.get_field("questions").remote_field.through
    rows: QuerySet[Any] = through._default_manager.filter(answer__decision__clarification=CASE)
    return rows


def _criteria() -> "QuerySet[Any]":
    """Of the set that the case is checked against, else of the one in force."""
    sets = apps.get_model(CLARIFICATIONS, "CriteriaSet")._default_manager.filter(since__lte=TODAY).order_by("-since")
    criteria: QuerySet[Any] = apps.get_model(CLARIFICATIONS, "Criterion")._default_manager.all()
    return criteria.filter(criteria_set=Coalesce(CRITERIA, sets.values("pk")[:1]))


def _bodies() -> "QuerySet[Any]":
    """That somebody speaks for, is asked for its endorsement, or is consulted."""
    naming = (
        seats_on(TODAY, GROUP, CASE),
        _of("RollEntry", "call__clarification")(),
        _of("Consultation")(),
        _of("Endorsement", "draft__clarification")(),
    )
    is_named = Q()
    for rows in naming:
        is_named |= Q(pk__in=rows.order_by().values("body"))
    return Body.objects.filter(is_named)


def _named(model: str, column: str, named_by: "Callable[[], QuerySet[Any]]") -> "Callable[[], QuerySet[Any]]":
    """The rows of another table that rows of the case name."""

    def rows() -> "QuerySet[Any]":
        found: QuerySet[Any] = apps.get_model(model)._default_manager.all()
        return found.filter(pk__in=named_by().order_by().values(column))

    return rows


_CONSULTATIONS, _ENDORSEMENTS = _of("Consultation"), _of("Endorsement", "draft__clarification")
_CLAUSES, _VERDICTS = _of("SubjectClause"), _of("Verdict", "record__clarification")
TABLES: dict[str, Table] = {
    "questions": Table(_of("Question"), ("order",), ("clarification", "stem")),
    "wordings": Table(_of("Wording", "question__clarification"), ("replaced_at", "pk"), ("question",)),
    "subject_clauses": Table(_CLAUSES, ("order", "pk"), ("clarification", "question")),
    "clauses": Table(_named("standards.Clause", "clause", _CLAUSES), whole=()),
    "returns": Table(_of("Return"), ("at", "pk")),
    "return_questions": Table(_of("ReturnQuestion", "returned__clarification"), ("order",), ("returned",)),
    "criteria": Table(_criteria, ("number",), whole=()),
    "findings": Table(_of("Finding"), ("criterion_id",)),
    "records_that_answer": Table(_of("RecordThatAnswers"), ("order",)),
    "seats": Table(lambda: seats_on(TODAY, GROUP, CASE), ("role", "pk"), whole=()),
    "declarations": Table(_of("Declaration"), ("at", "pk")),
    "recusals": Table(_of("Recusal"), ("at", "pk")),
    "consultations": Table(_CONSULTATIONS, ("pk",)),
    "groups": Table(_named("standards.MaintenanceGroup", "group", _CONSULTATIONS), whole=()),
    "comments": Table(_of("Comment"), ("at", "pk")),
    "working_drafts": Table(lambda: _of("WorkingDraft")().filter(by=USER), whole=(), without=("typed",)),
    "decisions": Table(_of("Decision"), ("number",)),
    "answers": Table(_of("Answer", "decision__clarification"), ("order",), ("decision",)),
    "answered": Table(_through, ("pk",), whole=()),
    "calls": Table(_of("Call"), ("round",), ("clarification", "decision")),
    "roll": Table(
        lambda: _of("RollEntry", "call__clarification")().standing_at(AT),  # type: ignore[attr-defined]
        ("pk",),
        ("call",),
        beside=("standing",),
    ),
    "positions": Table(_of("Position", "entry__call__clarification"), ("pk",), ("entry",)),
    "conclusions": Table(_of("Conclusion"), ("at", "pk"), ("clarification", "call")),
    "public_texts": Table(_of("PublicText")),
    "proposed_changes": Table(_of("ProposedChange"), ("at", "pk")),
    "versions": Table(_of("RecordVersion", "record__clarification"), ("number",), ("record",)),
    "verdicts": Table(_VERDICTS, ("-at", "-pk"), ("record", "replaces")),
    "editions": Table(_named("standards.Edition", "edition", _VERDICTS), whole=()),
    "withdrawal_requests": Table(_of("WithdrawalRequest"), ("pk",), ("clarification", "verdict")),
    "relations": Table(_of("RecordRelation", "record__clarification"), ("pk",), whole=()),
    "translations": Table(
        _of("RecordTranslation", "record__clarification"), ("pk",), whole=(), without=("content", "rendered")
    ),
    "bulletins": Table(_of("Bulletin", "record__clarification"), ("pk",), whole=()),
    "endorsements": Table(_ENDORSEMENTS, ("asked_at", "pk"), whole=()),
    "body_addresses": Table(_named("clarifications.BodyAddress", "address", _ENDORSEMENTS), whole=()),
    "places": Table(_of("Place"), ("pk",)),
    "events": Table(_of("Event"), ("number",)),
    "messages": Table(_of("Message"), ("-queued_at", "-pk"), without=("text",)),
    "bodies": Table(_bodies, whole=()),
}
# Empty as long as nothing is published: then a page need not ask.
OF_A_RECORD = (
    *("versions", "verdicts", "editions", "withdrawal_requests"),
    *("relations", "translations", "bulletins"),
)


def held_now(
    case: "Clarification", tables: Sequence[str], *, at: datetime.datetime | None = None, user: int | None = None
) -> Rows:
    """The rows of these tables that a case holds, in one statement; what belongs together is tied."""
    if case._state.adding:
        return {name: [] for name in tables}
    using = case._state.db or "default"
    connection = connections[using]
    sql, values, readers = _prepared(using, tuple(tables))
    at = at or datetime.datetime.now(tz=datetime.UTC)
    known = {
        "case": case.pk,
        "group": case.group_id,
        "criteria": case.criteria_set_id,
        "user": user,
        "at": connection.ops.adapt_datetimefield_value(at),
        "today": connection.ops.adapt_datefield_value(at.date()),
    }
    rows: dict[str, list[Any]] = {name: [] for name in tables}
    with connection.cursor() as cursor:
        cursor.execute(sql, filled(values, known))
        for number, row in cursor.fetchall():
            name = tables[number]
            rows[name].append(readers[name](json.loads(row) if isinstance(row, str) else row))
    for name, found in rows.items():
        for column in reversed(TABLES[name].order):
            found.sort(key=attrgetter(column.removeprefix("-")), reverse=column.startswith("-"))
    _tie(rows)
    return rows


# ---------- one statement ----------


@lru_cache(maxsize=64)
def _prepared(
    using: str, tables: tuple[str, ...]
) -> tuple[str, tuple[Any, ...], dict[str, Callable[[list[Any]], Model]]]:
    """The SQL for these tables, and how the rows of each are read."""
    branches, readers = [], {}
    for number, name in enumerate(tables):
        table, rows = TABLES[name], TABLES[name].rows()
        fields = [field for field in rows.model._meta.concrete_fields if field.name not in table.without]
        columns = [*(field.attname for field in fields), *table.beside]
        branches.append(rows.order_by().values_list(Value(number), Row(*columns)))
        readers[name] = _reader(using, rows.model, fields, table.beside)
    first, *others = branches
    query = first.union(*others, all=True) if others else first
    sql, values = query.query.get_compiler(using=using).as_sql()
    return sql, tuple(values), readers


def _reader(
    using: str, model: type[Model], fields: "Sequence[Field[Any, Any]]", beside: Sequence[str]
) -> Callable[[list[Any]], Model]:
    connection = connections[using]
    names = [field.attname for field in fields]
    read = [(place, how) for place, field in enumerate(fields) for how in _how(field, connection)]

    def as_row(values: list[Any]) -> Model:
        for place, how in read:
            if values[place] is not None:
                values[place] = how(values[place])
        row = model.from_db(using, names, values[: len(names)])
        row.__dict__.update(zip(beside, values[len(names) :], strict=True))
        return row

    return as_row


def _how(field: "Field[Any, Any]", connection: Any) -> Iterator[Callable[[Any], Any]]:
    """How a value is read that came as JSON."""
    kind = field.get_internal_type()
    if kind == "JSONField":
        if connection.vendor == "sqlite":  # which knows it as a text
            yield json.loads
        return
    plain: dict[str, Callable[[Any], Any]] = {
        "DateTimeField": _moment,
        "DateField": datetime.date.fromisoformat,
        "UUIDField": uuid.UUID,
    }
    if kind in plain:
        yield plain[kind]
    elif kind == "BooleanField":
        yield bool
    if (own := getattr(field, "from_db_value", None)) is not None:
        yield lambda value: own(value, None, connection)


def _moment(text: str) -> datetime.datetime:
    at = datetime.datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=datetime.UTC)


# ---------- what belongs together ----------


def _tie(rows: Rows) -> None:
    """Let rows know the rows that they name, and single rows those that name them."""
    known: dict[Any, dict[Any, Any]] = defaultdict(dict)
    for name, found in rows.items():
        known[_model(name)] |= {row.pk: row for row in found}
    for name in rows:
        for field in _links(_model(name)):
            if targets := known.get(field.related_model):
                _tie_by(field, rows[name], targets, is_single=field.one_to_one and field.name in TABLES[name].whole)


def _tie_by(field: "ForeignKey[Any, Any]", rows: Sequence[Any], targets: Mapping[Any, Any], *, is_single: bool) -> None:
    if is_single:
        for target in targets.values():
            target._state.fields_cache[field.remote_field.cache_name] = None
    for row in rows:
        target = targets.get(getattr(row, field.attname))
        if target is not None:
            row._state.fields_cache[field.name] = target
            if is_single:
                target._state.fields_cache[field.remote_field.cache_name] = row


def link(case: "Clarification", rows: Rows) -> None:
    """Let pages read from what was gathered whatever they ask of the case and of its rows."""
    for name, found in rows.items():
        for row in found:
            if hasattr(row, "clarification_id"):
                row._state.fields_cache["clarification"] = case
        _fill(case, name, rows)
    answered: dict[int, list[Any]] = defaultdict(list)
    for row in rows.get("answered", ()):
        answered[row.answer_id].append(row.question)
    for answer in rows.get("answers", ()):
        questions = sorted(answered[answer.pk], key=attrgetter("order"))
        _keep(answer, "questions", questions)


def _fill(case: "Clarification", name: str, rows: Rows) -> None:
    """Give the rows that a table leads to all of its rows that are theirs."""
    for field in _links(_model(name)):
        if field.name not in TABLES[name].whole:
            continue
        remote, targets = field.remote_field, _targets(case, field, rows)
        own: dict[int, list[Any]] = defaultdict(list)
        for row in rows[name]:
            own[getattr(row, field.attname)].append(row)
        for target in targets:
            if field.one_to_one:
                target._state.fields_cache[remote.cache_name] = next(iter(own[target.pk]), None)
            else:
                _keep(target, remote.get_accessor_name(), own[target.pk])
            for row in own[target.pk]:
                row._state.fields_cache[field.name] = target


def _targets(case: "Clarification", field: "ForeignKey[Any, Any]", rows: Rows) -> Iterable[Any]:
    if field.related_model is type(case):
        return [case]
    if field.name == "record":
        record = getattr(case, "record", None)
        return [record] if record else []
    return [row for name, found in rows.items() if _model(name) is field.related_model for row in found]


def _keep(target: Model, accessor: str, found: list[Any]) -> None:
    """As Django keeps what was fetched ahead: what is asked of these rows beside all of them is asked anew."""
    kept = getattr(target, accessor).get_queryset()
    kept._result_cache, kept._prefetch_done = found, True
    target.__dict__.setdefault("_prefetched_objects_cache", {})[accessor] = kept


def name_people(case: "Clarification", rows: Rows) -> None:
    """The people that rows name, and those of the journal, in one statement."""
    named: list[tuple[Any, str, int]] = []
    for name, found in rows.items():
        for field in _links(_model(name)):
            if field.related_model is User:
                named += [(row, field.name, key) for row in found if (key := getattr(row, field.attname)) is not None]
    keys = {key for event in rows.get("events", ()) for key in (event.actor_key, event.about_key) if len(key) == LENGTH}
    if not named and not keys:
        return
    people = list(User.objects.filter(Q(pk__in={key for _row, _name, key in named}) | Q(key__in=keys)))
    by_pk = {person.pk: person for person in people}
    for row, name, key in named:
        row._state.fields_cache[name] = by_pk[key]
    case.names_of_people = {str(person.key): person.name for person in people}


@lru_cache(maxsize=64)
def _model(table: str) -> type[Model]:
    return TABLES[table].rows().model


@lru_cache(maxsize=64)
def _links(model: type[Model]) -> "tuple[ForeignKey[Any, Any], ...]":
    return tuple(field for field in model._meta.concrete_fields if isinstance(field, ForeignKey))
