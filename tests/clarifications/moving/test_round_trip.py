"""The register into a system and out again: byte for byte, with cases and journals that hold."""

import io

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from clarifications.case.events import Event
from clarifications.case.models import Clarification, Counter
from clarifications.mail.models import Message
from clarifications.map import steps
from clarifications.register.models import Record
from tests.builders import text_of, with_another_answer
from tests.clarifications.moving.files import changed, exported, imported
from tests.clarifications.moving.registers import full_register, without_any_case
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(tmp_path):
    """A register that was taken out, and into a system that had none."""
    cases = full_register()
    before = exported(tmp_path / "one")
    without_any_case()
    imported(tmp_path / "one")
    return cases, before


def verified():
    said = io.StringIO()
    call_command("verify_register", look_only=True, stdout=said)
    call_command("verify_journal", stdout=said)
    return said.getvalue().splitlines()


def test_into_an_empty_system_and_out_again_is_the_same_byte_for_byte(moved, tmp_path):
    _cases, before = moved

    assert exported(tmp_path / "two") == before
    assert verified() == ["6 records; 0 rows rebuilt.", "6 cases, 6 events, of which 0 erased."]


def test_each_record_has_a_case_with_one_event_and_nobody_is_written_to(moved):
    case = Clarification.objects.order_by("pk")[0]

    event = case.events.get()
    assert (case.state, event.verb, event.from_state, event.detail) == (
        "published",
        "import-record",
        "",
        case.record.slug,
    )
    assert event.reason.startswith("From an export of a register; SHA-256")
    assert sorted(Clarification.objects.values_list("reference", flat=True))[0].startswith("IM-")
    assert Message.objects.count() == 0


def test_the_same_files_twice_change_nothing(moved, tmp_path):
    _cases, before = moved
    events = Event.objects.count()

    said = imported(tmp_path / "one")

    assert said == "0 records imported; 6 stand here already."
    assert exported(tmp_path / "two") == before
    assert Event.objects.count() == events


def test_a_check_writes_nothing(tmp_path):
    full_register()
    exported(tmp_path / "one")
    without_any_case()

    said = imported(tmp_path / "one", check=True)

    assert said.splitlines() == ["6 records could be imported; 0 stand here already.", "2 topics that were not here."]
    assert (Record.objects.count(), Clarification.objects.count()) == (0, 0)


def test_what_is_new_comes_to_what_is_there(moved, tmp_path):
    cases, _before = moved
    title = cases["title"].clarification.record.slug

    def alone(lines):
        line = next(line for line in lines if line["address"] == title)
        line |= {"address": f"{title}7", "number": int(f"{line['number']}7"), "relations": []}

    changed(tmp_path / "one", alone)
    said = imported(tmp_path / "one")

    assert said == "1 records imported; 5 stand here already."
    assert Record.objects.count() == 7
    assert verified()[0] == "7 records; 0 rows rebuilt."


def test_numbers_go_on_after_those_that_were_given_elsewhere(moved):
    cases, _before = moved
    record = cases["made"].clarification.record

    counted = Counter.objects.get(name=f"clarification {record.edition_id}")

    given = [number for kind, number in record.edition.records.values_list("kind", "number") if kind == record.kind]
    assert counted.last == max(given)


def test_a_record_of_a_group_that_is_known_keeps_its_answers_until_the_convenor_agrees(moved):
    cases, _before = moved
    made = cases["made"]
    made.clarification = Clarification.objects.get(record__slug=made.clarification.record.slug)

    with pytest.raises(Exception, match="convenor"):
        made.take(steps.CORRECT, made.sam, content=with_another_answer(text_of(made)))

    assert (made.clarification.group, made.clarification.public_text.agreed_hash != "") == (made.group, True)


def test_a_record_of_a_group_that_nobody_knows_here_is_the_secretariats_alone(tmp_path):
    cases = full_register()
    exported(tmp_path / "one")
    without_any_case()
    made = cases["made"]
    slug, made.group.name = made.clarification.record.slug, "WG of another name"
    made.group.save()
    imported(tmp_path / "one")
    made.clarification = Clarification.objects.get(record__slug=slug)

    made.take(steps.CORRECT, made.sam, content=with_another_answer(text_of(made)))
    made.take(steps.CORRECT, made.sam, content=with_another_answer(text_of(made), "It is not."))

    assert made.clarification.record.text_in_force().answers[0].position == "It is not."
    assert made.clarification.group is None


def test_pages_show_what_they_showed(moved, petra, browser_of):
    cases, _before = moved
    record = Record.objects.get(slug=cases["made"].clarification.record.slug)

    page = Page(petra.get(record.get_absolute_url()))
    desk = browser_of(cases["made"].sam).get(record.clarification.get_absolute_url())

    assert "Images of items" in page.words
    assert "Images envoyées" in Page(petra.get(f"{record.get_absolute_url()}fr/")).words
    assert petra.get(f"{record.get_absolute_url()}v1/").status_code == 200
    assert petra.get(reverse("clarifications:index")).status_code == 200
    words = Page(desk).words
    assert "imported a record of another register" in words
    importer = User.objects.get(key=record.clarification.events.get().actor_key)
    assert words.count(importer.name) == 1  # in the history; whoever gave a verdict elsewhere is not known here
