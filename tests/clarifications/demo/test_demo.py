"""The demonstration: what it must show, only into an empty register, and never in production."""

import datetime
import io
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import Body, Seat, User
from bench.searching import AIM, wanted
from clarifications.case.events import Event
from clarifications.case.journal import faults
from clarifications.case.models import Clarification
from clarifications.consensus.models import Call, RollEntry
from clarifications.demo.people import PASSWORD, sign_in_lines
from clarifications.demo.walk import Walk
from clarifications.intake.endorsement_models import Endorsement
from clarifications.mail.models import Message
from clarifications.map.steps import STEPS, State
from clarifications.register.finding.search import search
from clarifications.register.models import Record, RecordVersion, Verdict
from clarifications.review.models import Recusal
from clarifications.screening.models import CriteriaSet, RecordThatAnswers
from standards.models import MaintenanceGroup

TODAY = datetime.date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The whole demonstration, walked once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_catalogue", stdout=io.StringIO())
        Walk(day=TODAY).load()
        yield
        transaction.set_rollback(True)


def test_it_has_cases_in_every_state_and_a_register_worth_reading(demonstration):
    states = Counter(Clarification.objects.values_list("state", flat=True))

    assert set(states) == set(State.values)
    assert sum(states.values()) >= 60
    assert states[State.PUBLISHED] == Record.objects.count() >= 25


def test_every_journal_verifies_and_every_version_is_intact(demonstration):
    found = [fault for case in Clarification.objects.all() for fault in faults(case)]

    assert found == []
    assert all(version.is_intact for version in RecordVersion.objects.all())


def test_six_groups_have_three_seats_each_and_a_dozen_bodies_say_example(demonstration):
    seats = Counter(Seat.objects.values_list("group__name", flat=True))

    assert sorted(seats.values()) == [3] * 6
    assert MaintenanceGroup.objects.filter(is_example=True).count() == 1
    assert Body.objects.filter(is_example=True).count() == 12
    assert not Body.objects.filter(is_example=True).exclude(name__endswith="(Example)").exists()


def test_it_walks_nearly_every_row_of_the_map(demonstration):
    walked = set(Event.objects.values_list("verb", flat=True))

    assert {step.verb for step in STEPS} - walked == {
        "redact",
        "erase-person",
        "settle-places",
        "renew-link",
        "correct-address",
        "import-record",
    }


def test_it_tells_the_special_stories(demonstration):
    consensus = [version.text.consensus for version in RecordVersion.objects.filter(number=1)]

    figures = [row.figures for row in consensus if row.figures]
    assert any(row.rounds == 2 for row in figures)
    assert any(row.sustained for row in figures)
    assert any(row.kind == "no-consensus" for row in consensus)
    assert any(row.disclosed for row in figures)
    assert set(Verdict.objects.values_list("kind", flat=True)) >= {"incorporated", "no-longer-applies"}
    assert RecordVersion.objects.filter(number=2).exists()
    assert Recusal.objects.filter(lifted_at__isnull=True).exists()
    assert Recusal.objects.filter(lifted_at__isnull=False).exists()
    assert Record.objects.filter(edition__stage="95.99").exists()
    assert RecordThatAnswers.objects.filter(order=2).exists()


def test_the_historic_texts_hold_unknown_votes_and_a_title_alone(demonstration):
    with_votes, title_only = (
        record.versions.get().text for record in Record.objects.filter(kind="interpretation").order_by("pk")
    )

    assert [row.in_favour for row in with_votes.votes] == [18, 14, None]
    assert (title_only.questions, title_only.answers) == ((), ())


def test_its_criteria_ask_for_endorsement_and_show_what_waits_an_address_and_what_was_endorsed(demonstration):
    told = Endorsement.objects.order_by("pk").values_list("standing", "address__email", "questions__text")

    assert CriteriaSet.objects.in_force(TODAY).needs_endorsement
    assert list(told) == [
        ("waiting", None, "Do you know of other accreditation bodies that read it in the other way?"),
        ("waiting", "office@kestrel.example", None),
        ("endorsed", None, None),
    ]
    assert Clarification.objects.get(draft__endorsements__standing="endorsed").state == State.RECEIVED


def test_open_calls_end_in_the_future(demonstration):
    silent = RollEntry.objects.filter(recused_at__isnull=True, position__isnull=True)

    waiting = Call.objects.filter(clarification__state=State.SEEKING_CONSENSUS, closed_at__isnull=True, roll__in=silent)

    assert waiting
    assert all(call.ends_on > TODAY for call in waiting)


def test_its_mail_is_kept_as_sent_and_says_that_it_is_an_example(demonstration):
    messages = Message.objects.all()

    assert set(messages.values_list("delivery", flat=True)) == {"sent"}
    assert not messages.exclude(subject__contains="Example").exists()


def test_who_is_said_to_sign_in_can_sign_in(demonstration):
    addresses = [line.split()[-1] for line in sign_in_lines()[:-1]]

    assert all(User.objects.get(email=address).check_password(PASSWORD) for address in addresses)
    assert sign_in_lines()[-1].endswith(PASSWORD)


def test_it_goes_only_into_an_empty_register(demonstration):
    with pytest.raises(CommandError, match="not empty"):
        call_command("load_demo")


def test_it_is_never_loaded_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="never"):
        call_command("load_demo")


def test_the_command_says_who_can_sign_in():
    said = io.StringIO()

    call_command("load_demo", "--who", stdout=said)

    assert said.getvalue().splitlines() == sign_in_lines()


def test_searches_as_people_write_them_find_the_right_record_among_the_first_three(demonstration):
    slugs = dict(Record.objects.values_list("pk", "slug"))

    answers = [(row, [slugs[record] for record in search(row.search).records]) for row in wanted()]

    missed = [row.search for row, found in answers if not row.is_answered_by(found)]
    assert len(answers) >= 150
    assert len({row.kind for row, _found in answers}) == 10
    assert 100 * len(missed) <= (100 - AIM) * len(answers), missed
