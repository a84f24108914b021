"""What was drawn of records: kept, gone with whatever it says something of, and never older than the last change."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import combinations

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from clarifications.drawn_triggers import LOCK, TABLES
from clarifications.map import steps
from clarifications.register import drawing, drawn
from clarifications.register.beside import RelationKind, Topic
from clarifications.register.drawn_entries import drawn_entries, fresh_entries
from clarifications.register.drawn_models import Drawn, DrawnKind
from clarifications.register.labels import relabel_all
from clarifications.register.models import Record
from clarifications.stamps import REGISTER, stamped_tables
from standards.catalogue.once import marks_of_request, one_request
from standards.models import Edition, Standard
from tests.builders import Case, reviewed, text_of
from tests.factories import EditionFactory, StandardFactory, TopicFactory
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.usefixtures("open_database")  # within a transaction nothing is kept
LIST = "/clarifications/"
ENTRY = DrawnKind.ENTRY


@pytest.fixture
def register(open_database) -> Register:
    """Whose rows every connection sees."""
    return Register()


@pytest.fixture
def case(register) -> Case:
    return register.published()


@pytest.fixture
def other(case, register) -> Case:
    return register.published("Another question")


def record_of(case: Case) -> Record:
    return Record.objects.get(clarification=case.clarification)


def kept_of(case: Case) -> list[str]:
    """What is kept of the entry of its record."""
    return list(Drawn.objects.filter(record=record_of(case), kind=ENTRY).values_list("html", flat=True))


def statements(petra, address: str = LIST) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert petra.get(address).status_code == 200
    return len(asked)


# ---------- drawn once ----------


def test_an_entry_is_drawn_once_and_then_read(petra, case, other):
    drawing_it, reading_it = statements(petra), statements(petra)

    assert reading_it < drawing_it
    assert [len(kept_of(one)) for one in (case, other)] == [1, 1]
    assert kept_of(case)[0] in petra.get(LIST).content.decode()


def test_reading_takes_one_statement_beside_the_marks_of_the_request(case, other):
    keys = [record_of(one).pk for one in (case, other)]
    first = drawn_entries(keys)

    with one_request():
        marks_of_request()
        with CaptureQueriesContext(connection) as asked:
            second = drawn_entries(keys)

    assert (len(asked), second) == (1, first)


def test_what_is_drawn_is_what_is_read_in_the_order_asked_for(case, other):
    keys = [record_of(one).pk for one in (other, case)]
    fresh = {one.record: one.html for one in fresh_entries(keys)}

    for _again in range(2):
        assert [one.html for one in drawn_entries(keys)] == [fresh[key] for key in keys]


def test_the_heading_is_that_of_the_page(petra, case):
    standard = case.edition.standard.get_absolute_url()
    for _again in range(2):
        assert Page(petra.get(LIST)).all(".entry h2") == ["Images"]
        assert Page(petra.get(standard)).all(".entry h3") == ["Images"]


def test_who_is_signed_in_reads_the_same(petra, case, browser_of):
    pages = [Page(browser.get(LIST), ".entries").root.html for browser in (petra, browser_of(case.sam), petra)]

    assert len(set(pages)) == 1


# ---------- gone with a change ----------


def corrected(case: Case, other: Case) -> None:
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Said better"))


def renamed(case: Case, other: Case) -> None:
    edition = EditionFactory(standard=case.edition.standard, year=2031)
    case.take(steps.CORRECT, case.sam, edition=edition, content=text_of(case))


def judged(case: Case, other: Case) -> None:
    newer = EditionFactory(standard=case.edition.standard, year=2024)
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer), reason="The text has changed.")


def superseded(case: Case, other: Case) -> None:
    other.take(steps.RELATE, other.sam, other=record_of(case), kind=RelationKind.SUPERSEDES)


def retired(case: Case, other: Case) -> None:
    case.take(steps.RETIRE, case.sam)


def relabelled_for_a_new_edition(case: Case, other: Case) -> None:
    EditionFactory(standard=case.edition.standard, year=2027)
    relabel_all(Record.objects.all())


def past_the_door(case: Case, other: Case) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE clarifications_record SET title = 'By hand' WHERE id = %s", [record_of(case).pk])


CHANGES: tuple[tuple[Callable[[Case, Case], None], str, str], ...] = (
    (corrected, LIST, "Said better"),
    (renamed, LIST, ":2031"),
    (judged, LIST, "No longer for"),
    (superseded, LIST, "Superseded: read"),
    (retired, f"{LIST}?label=retired", "Retired"),
    (relabelled_for_a_new_edition, LIST, "Not reviewed for"),
    (past_the_door, LIST, "By hand"),
)


@pytest.mark.parametrize(("change", "address", "said"), CHANGES, ids=[change.__name__ for change, *_said in CHANGES])
def test_a_change_takes_it_away_and_shows_with_the_next_request(petra, case, other, change, address, said):
    before = Page(petra.get(LIST), ".entries").words
    change(case, other)
    left = kept_of(case)

    after = Page(petra.get(address), ".entries").words

    assert left == []
    assert (said in before, said in after) == (False, True)
    assert list(drawing.wrong()) == []


def test_what_stands_for_a_superseded_record_is_named_by_its_present_name(petra, case, other, register):
    last = register.published("The last of three")
    superseded(case, other)
    petra.get(LIST)

    last.take(steps.RELATE, last.sam, other=record_of(other), kind=RelationKind.SUPERSEDES)
    followed = Page(petra.get(LIST), ".entries").words
    retired(last, other)
    without = Page(petra.get(LIST), ".entries").words
    last.take(steps.RESTORE, last.sam)
    renamed(last, other)
    again = Page(petra.get(LIST), ".entries").words

    present, former = record_of(last).name, f"{case.edition.reference}, clarification 3"
    assert followed.count(f"Superseded: read {former}") == 2
    assert f"Superseded: read {former}" not in without
    assert again.count(f"Superseded: read {present}") == 2
    assert list(drawing.wrong()) == []


def test_a_change_of_the_catalogue_draws_anew(petra, case):
    petra.get(LIST)
    before = kept_of(case)
    Standard.objects.update(number="90025")
    Edition.objects.update(reference="ISO 90025:2017")

    assert "90025:2017" in Page(petra.get(LIST), ".entries").words
    assert kept_of(case) != before
    assert list(drawing.wrong()) == []


def test_the_name_of_a_topic_is_not_left_on_the_pages_of_its_records(petra, case, other):
    case.take(steps.SET_TOPICS, case.sam, topic=TopicFactory(key="remote"))
    petra.get(LIST)

    Topic.objects.update(label="From afar")

    assert (kept_of(case), len(kept_of(other))) == ([], 1)


def test_a_release_draws_anew(case, monkeypatch):
    key = record_of(case).pk
    drawn_entries([key])
    before = Drawn.objects.get()
    monkeypatch.setattr(drawn, "release", lambda: "another one")

    drawn_entries([key])

    assert (Drawn.objects.get().pk, Drawn.objects.get().html) == (before.pk, before.html)
    assert Drawn.objects.get().made_of != before.made_of


def test_the_release_is_what_its_files_say(tmp_path):
    template = tmp_path / "entry.html"
    template.write_text("<li>")
    before = drawn._release.__wrapped__((tmp_path,), tmp_path)
    template.write_text("<li class=entry>")

    assert drawn._release.__wrapped__((tmp_path,), tmp_path) != before


def test_each_language_is_drawn_apart(case):
    key = record_of(case).pk
    drawn_entries([key])
    with override("fr"):
        drawn_entries([key])

    assert set(Drawn.objects.values_list("language", flat=True)) == {"en", "fr"}


def test_it_is_made_of_its_kind_the_language_the_catalogue_and_the_release(settings):
    made = [
        drawn.made_of(*one)
        for one in (("entry", "en", 1, "x"), ("body", "en", 1, "x"), ("entry", "fr", 1, "x"), ("entry", "en", 2, "x"))
    ]
    made.append(drawn.made_of("entry", "en", 1, "y"))
    settings.SITE_URL = "https://elsewhere.example"
    made.append(drawn.made_of("entry", "en", 1, "x"))

    assert all(one != another for one, another in combinations(made, 2))


def test_every_table_that_is_said_of_records_takes_it_away():
    """Others repeat what these say, or stand on no page of a record."""
    beside = {f"clarifications_{name}" for name in ("recordclause", "recordfacet", "recordindex", "registerword")}
    beside |= {f"clarifications_{name}" for name in ("registercount", "pending", "historicaltopic")}
    register = {table for table, mark in stamped_tables().items() if mark == REGISTER}

    assert register - beside == set(TABLES)


# ---------- never older, never in the way ----------


def test_what_changed_while_it_was_drawn_is_not_kept(case, other):
    key = record_of(case).pk
    found = drawn.found_of([key], ENTRY)
    fresh = list(fresh_entries([key]))
    corrected(case, other)

    drawn.keep(fresh, found)

    assert kept_of(case) == []


def test_nothing_is_kept_while_somebody_changes_something(register):
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite one writes at a time")
    key = register.add().pk
    given = connection.get_connection_params()
    names = ("host", "port", "dbname", "user", "password")
    address = {name: given[name] for name in names if given.get(name)}
    with psycopg.connect(**address) as other:
        other.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
        drawn_entries([key])
        meanwhile = Drawn.objects.count()
    drawn_entries([key])

    assert (meanwhile, Drawn.objects.count()) == (0, 1)


def test_a_page_is_shown_where_nothing_can_be_written(petra, case, monkeypatch):
    def is_full(*_given: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(drawn, "_write", is_full)

    assert Page(petra.get(LIST)).all(".entry h2") == ["Images"]
    assert kept_of(case) == []


def test_a_page_is_shown_by_a_database_that_is_only_read(petra, case):
    postgresql = connection.vendor == "postgresql"
    only_read = "SET default_transaction_read_only = {}" if postgresql else "PRAGMA query_only = {}"
    with connection.cursor() as cursor:
        cursor.execute(only_read.format("on"))
        shown = Page(petra.get(LIST)).all(".entry h2")
        cursor.execute(only_read.format("off"))

    assert shown == ["Images"]
    assert kept_of(case) == []


def test_within_a_transaction_nothing_is_kept_nor_trusted(petra, case):
    petra.get(LIST)
    with transaction.atomic():
        Standard.objects.update(number="90025")
        Edition.objects.update(reference="ISO 90025:2017")
        within = Page(petra.get(LIST), ".entries").words
        transaction.set_rollback(True)

    assert "90025:2017" in within
    assert "90025:2017" not in Page(petra.get(LIST), ".entries").words


def test_while_templates_are_worked_on_nothing_kept_is_shown(case, settings):
    key = record_of(case).pk
    drawn_entries([key])
    Drawn.objects.update(html="as it was")
    kept = drawn_entries([key])
    settings.DEBUG = True

    assert ([one.html for one in kept], "as it was" in drawn_entries([key])[0].html) == (["as it was"], False)


# ---------- ahead, and compared ----------


def test_the_worker_draws_ahead(petra, case, other):
    for _kind in drawing.DRAWN_BY:
        call_command("work", once=True)
    there = Drawn.objects.count()

    assert there == 2 * len(drawing.DRAWN_BY)
    assert drawing.draw_some() == 0


def test_a_record_that_cannot_be_drawn_keeps_no_other_from_it(case, other):
    Record.objects.filter(pk=record_of(case).pk).update(standard=StandardFactory())

    for _kind in drawing.DRAWN_BY:
        call_command("work", once=True)

    assert {one.record for one in Drawn.objects.filter(kind="page")} == {record_of(other)}
    assert drawing.draw_some() == 0


def test_who_only_reads_waits_for_nobody_who_writes(case, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("on PostgreSQL others may write at once")
    key, done = record_of(case).pk, []
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        connection.connection.set_trace_callback(done.append)
        drawn_entries([key])
        connection.connection.set_trace_callback(None)
        writer.execute("ROLLBACK")

    waiting = [done[place - 1] for place, statement in enumerate(done) if statement.startswith("BEGIN")]
    assert (kept_of(case), waiting) == ([], ["PRAGMA busy_timeout = 0"])
    assert done[-1].startswith("PRAGMA busy_timeout = 20")


def test_the_command_draws_everything(case, other, capsys):
    call_command("draw_register")
    call_command("draw_register")

    assert capsys.readouterr().out.split("\n")[:2] == [f"{2 * len(drawing.DRAWN_BY)} drawn.", "0 drawn."]


def test_what_says_something_else_is_found_and_goes(petra, case, capsys):
    petra.get(LIST)
    Drawn.objects.update(html="Never said")

    with pytest.raises(CommandError):
        call_command("verify_register", look_only=True)
    assert "out of step: drawn entry" in capsys.readouterr().out
    call_command("verify_register")

    assert kept_of(case) == []
    assert "Never said" not in petra.get(LIST).content.decode()
