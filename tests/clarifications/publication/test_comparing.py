"""Register and journal are checked: what is derived is rebuilt, what is published is only compared."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from clarifications.case.events import Event
from clarifications.case.models import Clarification
from clarifications.map import steps
from clarifications.register.finding.search import search
from clarifications.register.models import (
    Pending,
    Record,
    RecordFacet,
    RecordIndex,
    RecordVersion,
    RegisterCount,
    RegisterWord,
)
from clarifications.register.verify import rebuild
from clarifications.triggers import create_triggers, drop_triggers
from tests.builders import text_of
from tests.register import Register, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def record(register):
    return register.add("Images")


@pytest.fixture
def unguarded(record):
    """The database without its own guards, as for somebody who writes past the software."""
    drop_triggers(connection)
    yield
    create_triggers(connection)


def said(command, *options) -> str:
    out = StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue()


def faults(command, *options) -> list[str]:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command(command, *options, stdout=out)
    return out.getvalue().splitlines()[:-1]


def test_an_untouched_register_is_in_step(register, record):
    register.without_consensus("No agreement")
    register.historic("A title alone")
    register.pending()

    assert said("verify_register", "--look-only") == "3 records; 0 rows rebuilt.\n"


def test_what_is_derived_is_rebuilt(record):
    Record.objects.update(title="Something else", clauses=[], outcomes=[], label="incorporated")
    RecordFacet.objects.all().delete()
    RecordIndex.objects.update(words="nothing")
    RecordVersion.objects.update(rendered={})

    assert said("verify_register") == "1 records; 1 rows rebuilt.\n"
    assert said("verify_register", "--look-only") == "1 records; 0 rows rebuilt.\n"
    assert [(one.title, one.label) for one in found("images")] == [("Images", "applies")]


def test_looking_only_names_what_is_out_of_step(record):
    Record.objects.update(title="Something else")

    assert faults("verify_register", "--look-only") == [f"{record}: out of step: title"]
    assert Record.objects.get().title == "Something else"


def test_a_changed_text_is_a_fault_and_stays(record, unguarded):
    version = RecordVersion.objects.get()
    RecordVersion.objects.update(content=version.content | {"title": "Forged"})

    assert faults("verify_register")[:2] == [
        f"{record}, version 1: its text is not the one that was published",
        f"{record}, version 1: its text differs from that of its case",
    ]
    assert RecordVersion.objects.get().content["title"] == "Forged"


def test_a_lost_version_is_a_fault(record, unguarded):
    RecordVersion.objects.all().delete()

    assert faults("verify_register") == [f"{record}: its versions are not 1 to 1"]


def test_a_case_that_is_not_published_any_more_is_a_fault(record):
    Clarification.objects.update(state="decided")

    assert faults("verify_register", "--look-only")[0] == f"{record}: its case is not published but decided"


def test_a_published_case_without_a_record_is_a_fault(register):
    case = register.pending()
    Clarification.objects.update(state="published")

    assert faults("verify_register")[0] == f"{case.clarification.reference}: is published and has no record"


def test_pending_rows_are_brought_in_step(register):
    case = register.pending()
    Pending.objects.update(stage="decided")

    assert faults("verify_register", "--look-only") == [f"{case.clarification.reference}: out of step: pending"]
    assert said("verify_register") == "0 records; 1 rows rebuilt.\n"
    assert Pending.objects.get().stage == "under-review"


def test_a_pending_row_of_a_case_that_is_not_pending_goes(register):
    register.pending()
    Clarification.objects.update(state="received")

    said("verify_register")

    assert list(Pending.objects.all()) == []


def test_counts_are_counted_afresh(record):
    RegisterCount.objects.update(number=7)

    assert faults("verify_register", "--look-only") == ["The register: out of step: counts"]
    assert said("verify_register") == "1 records; 1 rows rebuilt.\n"
    assert set(RegisterCount.objects.values_list("number", flat=True)) == {1}


def test_an_untouched_journal_holds(register, record):
    events = Event.objects.count()

    assert said("verify_journal") == f"1 cases, {events} events, of which 0 erased.\n"


def test_a_changed_event_is_named(record, unguarded):
    Event.objects.filter(number=3).update(verb="publish")

    reference = Clarification.objects.get().reference
    assert faults("verify_journal") == [f"{reference}: event 3 was changed"]


def test_a_lost_event_is_named_and_so_is_the_break_in_the_chain(record, unguarded):
    Event.objects.filter(number=3).delete()

    reference = Clarification.objects.get().reference
    assert faults("verify_journal") == [
        f"{reference}: event 3 is missing",
        f"{reference}: event 4 does not follow the event before it",
    ]


def test_a_state_that_no_event_led_to_is_named(record):
    Clarification.objects.update(state="decided")

    reference = Clarification.objects.get().reference
    assert faults("verify_journal") == [f"{reference}: its state has no event"]


def test_a_version_whose_text_cannot_be_read_is_a_fault_and_the_others_are_looked_at(register, unguarded):
    case = register.published("Photographs")
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Photographs that a client sends"))
    RecordVersion.objects.filter(record=case.clarification.record, number=1).update(content={"title": 7})

    assert [fault.partition(": ")[2].partition(":")[0] for fault in faults("verify_register")] == [
        "its text is not the one that was published",
        "its text cannot be read",
    ]


def test_a_record_is_rebuilt_past_a_version_that_cannot_be_read(register, unguarded):
    case = register.published("Photographs")
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Photographs that a client sends"))
    published = Record.objects.filter(clarification=case.clarification)
    RecordVersion.objects.filter(record__in=published, number=1).update(content={"title": 7})
    published.update(title="Something else")

    rebuild(published.get())

    assert published.get().title == "Photographs that a client sends"


def test_a_text_that_is_gone_without_a_redaction_is_a_fault(record, unguarded):
    RecordVersion.objects.update(content={})

    found = [fault.partition(": ")[2] for fault in faults("verify_register")]

    assert "its text is gone" in found


def test_words_that_a_misspelt_one_may_mean_are_gathered_afresh(record):
    RegisterWord.objects.all().delete()
    RegisterWord.objects.create(word="zeppelin")

    assert faults("verify_register", "--look-only") == ["The register: out of step: words"]
    assert said("verify_register") == "1 records; 1 rows rebuilt.\n"
    assert [search(typed).mended for typed in ("imagess", "zepelin")] == [{"imagess": "images"}, {}]
