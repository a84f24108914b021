"""Which records have each value, as bits: what the rows say, kept, gone with each change, compared and counted anew."""

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from clarifications.drawn_triggers import BLOCK
from clarifications.register import blocks
from clarifications.register.block_models import RegisterBlock
from clarifications.register.blocks import bits_of, bits_of_now, counted, records_in
from clarifications.register.models import Record, RecordClause, RecordFacet
from clarifications.triggers import create_triggers
from standards.catalogue.once import one_request
from tests.builders import Case
from tests.register import Register

pytestmark = pytest.mark.usefixtures("open_database")  # within a transaction nothing is kept


@pytest.fixture
def case(open_database) -> Case:
    return Register().published()


@pytest.fixture
def record(case) -> Record:
    return Record.objects.get(clarification=case.clarification)


def kept() -> int:
    return RegisterBlock.objects.count()


def of_now() -> tuple[int, int]:
    """How many statements it takes to know them, and how many records have the outcome yes."""
    with CaptureQueriesContext(connection) as asked, one_request():
        found = bits_of_now()
    return len(asked), found.of("outcome", "yes").bit_count()


@given(st.sets(st.integers(0, 5_000)))
def test_bits_stand_for_the_records_that_made_them(records):
    assert records_in(bits_of(records)) == sorted(records)


def test_what_was_counted_is_kept_and_read_once_a_process(record, monkeypatch):
    counting, again = of_now(), of_now()
    monkeypatch.setattr(blocks, "_READ", blocks.Bits({}))  # as another process, which has read nothing yet
    elsewhere = of_now()

    assert [number for _statements, number in (counting, again, elsewhere)] == [1, 1, 1]
    assert (again[0], elsewhere[0], kept()) == (1, 2, record.pk // BLOCK + 1)


def test_a_value_is_that_of_the_rows(record):
    found = bits_of_now()

    for facet, value in (("label", record.label), ("standard", str(record.standard_id)), ("year", str(record.year))):
        assert records_in(found.of(facet, value)) == [record.pk]
    clause = record.clause_rows.first()
    assert records_in(found.of("clause", clause.sort_key)) == [record.pk]
    assert records_in(found.of("clause", clause.sort_key[:6])) == [record.pk]
    assert found.of("outcome", "none") == 0


def test_a_change_of_any_row_takes_away_what_was_counted_of_its_record(record):
    """Past the code that writes them."""
    for table in (Record, RecordFacet, RecordClause):
        row = table.objects.filter(**{"pk" if table is Record else "record": record.pk})[0]
        changes = [row.save] if table is Record else [row.save, row.delete, lambda row=row: row.save(force_insert=True)]
        for change in changes:
            key = row.pk
            bits_of_now()
            assert kept() == record.pk // BLOCK + 1
            change()
            row.pk = key
            assert kept() == record.pk // BLOCK


def test_the_next_reader_knows_what_changed(record):
    assert of_now()[1] == 1

    RecordFacet.objects.filter(record=record, facet="outcome").update(value="no")
    assert of_now()[1] == 0


def test_what_a_transaction_changes_is_seen_in_it_and_gone_with_it(record):
    of_now()

    with transaction.atomic():
        RecordFacet.objects.filter(record=record, facet="outcome").delete()
        assert of_now()[1] == 0
        assert kept() == record.pk // BLOCK
        transaction.set_rollback(True)
    assert of_now() == (2, 1)  # what was read before is read once more


def test_what_changed_while_it_was_counted_is_not_kept(record, monkeypatch):
    def counted_late(numbers):
        found = counted(numbers)
        RecordFacet.objects.filter(record=record, facet="outcome").update(value="no")
        return found

    monkeypatch.setattr(blocks, "counted", counted_late)
    of_now()
    monkeypatch.undo()

    assert (kept(), of_now()[1]) == (0, 0)


def test_what_cannot_be_kept_is_counted_for_each_reader(record, monkeypatch):
    def refuse(*_rows, **_how):
        raise OperationalError("disk full")

    monkeypatch.setattr(RegisterBlock.objects, "bulk_create", refuse)

    assert (of_now()[1], of_now()[1], kept()) == (1, 1, 0)


def test_a_migration_counts_afresh(record):
    """While tables change no trigger watches them."""
    bits_of_now()

    create_triggers(connection)

    assert kept() == 0


def test_verify_register_takes_away_what_is_kept_and_wrong(record):
    bits_of_now()
    number = record.pk // BLOCK
    RegisterBlock.objects.filter(block=number).update(held="{}")

    with pytest.raises(CommandError):
        call_command("verify_register", "--look-only")
    call_command("verify_register")
    assert not RegisterBlock.objects.filter(block=number).exists()
    call_command("verify_register", "--look-only")
