"""Erasure: it hits the person and nobody else, by ids and exact fields; the journal holds; twice is once."""

import importlib
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F
from django.utils import timezone

from accounts.models import Seat, User
from clarifications.case.events import Naming, digest, empty_events, make_salt
from clarifications.case.history import history
from clarifications.case.journal import faults
from clarifications.case.part import StepRefused
from clarifications.erasure.erase import erase
from clarifications.intake.endorsement_models import BodyAddress
from clarifications.mail.models import Message
from clarifications.map import steps
from clarifications.review.models import WorkingDraft
from clarifications.triggers import create_triggers, drop_triggers
from tests.builders import cast, drafted, received, returned, seeking_consensus, under_review
from tests.factories import SeatFactory, UserFactory

pytestmark = pytest.mark.django_db
WHOM = importlib.import_module("clarifications.migrations.0023_whom_former_events_are_about")
SOMEBODY = "Somebody whose name was erased"


def sentences(case):
    return [
        line.text for line in history(case.clarification, list(case.clarification.events.all()), with_identity=True)
    ]


def named_max(case):
    """The requester is called Max, and a drafter Max Example."""
    case.clarification.identity.contact = "Max"
    case.clarification.identity.save()
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    return case


def reopened_after_an_objection():
    case = seeking_consensus()
    case.object(case.mina)
    case.answer(case.mina)
    case.take(steps.REOPEN, case.connie)
    return case


def in_words(case):
    """The events of a case as they were written before people had ids in them."""
    drop_triggers(connection)
    previous = ""
    names = {str(user.key): user.name for user in User.objects.all()} | {case.clarification.key: "Rita Example"}
    for event in case.clarification.events.order_by("number"):
        about = names.get(event.about_key, "")
        event.actor, event.about_key, event.naming = names[event.actor_key], "", Naming.IN_WORDS
        event.detail = ": ".join(part for part in (about, event.detail) if part)
        event.salt, event.previous = make_salt(), previous
        event.reason_digest = digest(event.salt, event.reason)
        event.detail_digest = digest(event.salt, f"{event.actor}\n{event.on_behalf_of}\n{event.detail}")
        event.hash = previous = event.chained()
        event.save()
    create_triggers(connection)


def made_out():
    with connection.cursor() as cursor:  # SQLite lets no migration begin inside a test
        WHOM._fill(apps, SimpleNamespace(connection=connection, execute=cursor.execute))
    create_triggers(connection)


def test_erasing_a_requester_called_max_leaves_the_drafter_of_that_name():
    case = named_max(under_review())

    case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)

    assert "Connie Example named a drafter: Max Example." in sentences(case)
    assert case.clarification.identity.contact == ""
    assert list(faults(case.clarification)) == []


def test_no_event_holds_the_name_of_anybody():
    case = seeking_consensus()
    case.object(case.max)
    case.answer(case.max)

    texts = " ".join(f"{event.actor} {event.detail}" for event in case.clarification.events.all())

    assert "Example" not in texts.replace("Example group", "")
    assert "Connie Example answered an objection: Max Example: The clause says no more." in sentences(case)


def test_who_is_called_otherwise_by_now_is_called_so_in_the_history_too():
    case = drafted()
    User.objects.filter(pk=case.max.pk).update(name="Max Married")

    assert sentences(case)[0] == "Max Married showed a draft: Draft 1."


def test_a_member_is_erased_in_every_case_and_their_decisions_stay():
    case = drafted()
    other = under_review(
        received(cast(group=case.group, sam=case.sam, connie=case.connie, max=case.max, mina=case.mina))
    )
    other.take(steps.NAME_DRAFTER, case.connie, member=case.max)

    case.erase(case.max)

    assert f"{SOMEBODY} showed a draft: Draft 1." in sentences(case)
    assert f"Connie Example named a drafter: {SOMEBODY}." in sentences(other)
    assert str(case.clarification.decisions.get().by) == SOMEBODY
    assert not Message.objects.filter(to__startswith="max").exists()
    assert [*faults(case.clarification), *faults(other.clarification)] == []


def test_nothing_of_an_erased_account_names_its_person_or_lets_anybody_in():
    max = UserFactory(name="Max Example", email="max@former.example")
    max.email, max.name = "max@body.example", "Max Example-Married"
    max.save()
    seat = SeatFactory(user=max)
    EmailAddress.objects.create(user=max, email=max.email)
    for row in (max, seat):
        LogEntry.objects.create(
            user=max, content_type=ContentType.objects.get_for_model(row), object_id=str(row.pk), action_flag=CHANGE,
            object_repr=str(row), change_message="[Max Example]",
        )  # fmt: skip

    erase(str(max.key), at=timezone.now())

    max.refresh_from_db()
    assert (max.name, max.email, max.is_active, max.password) == (SOMEBODY, f"{max.key}@erased.invalid", False, "")
    assert set(max.history.values_list("name", "email")) == {(SOMEBODY, f"{max.key}@erased.invalid")}
    assert set(LogEntry.objects.values_list("object_repr", "change_message")) == {("", "")}
    assert not EmailAddress.objects.exists()
    assert Seat.objects.get().user == max


def test_mail_to_a_former_address_goes_too_but_not_what_its_present_owner_got():
    case = under_review()
    former = case.max.email
    case.max.email = "max@new.example"
    case.max.save()
    heir = UserFactory(name="Hera Example", email=former)
    at = {"queued_at": case.at, "next_at": case.at, "subject": "About a case", "text": "Read it."}
    theirs = Message.objects.create(to=former, to_name="Max Example", **at)
    others = Message.objects.create(to=former, to_name="Hera Example", **at)

    case.erase(case.max)

    theirs.refresh_from_db()
    others.refresh_from_db()
    assert [(row.to, row.text) for row in (theirs, others)] == [("", ""), (heir.email, "Read it.")]


def test_mail_to_somebody_as_a_requester_goes_with_the_requester_alone():
    case = received()
    User.objects.filter(pk=case.max.pk).update(email=case.clarification.identity.email)

    erase(str(case.max.key), at=case.at)

    assert case.clarification.messages.get(role="requester").to == case.clarification.identity.email


def test_an_address_at_which_a_body_was_asked_goes_with_whoever_reads_it():
    case = received()
    case.max.is_active = False
    case.max.save()
    for email in (case.clarification.identity.email, case.max.email, "office@este.example"):
        BodyAddress.objects.create(body=case.body, email=email, proposed_at=case.at, confirmed_at=case.at)

    erase(case.clarification.key, at=case.at)
    erase(str(case.max.key), at=case.at)

    kept = BodyAddress.objects.values_list("email", "ended_at")
    assert sorted(kept, key=str) == [("", case.at), ("", case.at), ("office@este.example", None)]


def test_whoever_can_still_sign_in_is_not_erased():
    case = under_review()

    with pytest.raises(StepRefused) as refused:
        case.take(steps.ERASE_PERSON, case.sam, person=str(case.max.key))

    assert refused.value.reasons == ["They can still sign in. An administrator ends their account first."]


@pytest.mark.parametrize("whom", ["requester", "member"])
def test_erasing_twice_is_erasing_once(whom):
    case = under_review()
    User.objects.filter(pk=case.max.pk).update(is_active=False)
    person = case.clarification.key if whom == "requester" else str(case.max.key)
    case.take(steps.ERASE_PERSON, case.sam, person=person)

    with pytest.raises(StepRefused) as refused:
        case.take(steps.ERASE_PERSON, case.sam, person=person)

    assert refused.value.reasons == ["They are erased already."]
    assert erase(person, at=case.at) == 0
    assert case.clarification.events.filter(verb="erase-person").count() == 1


def test_what_somebody_who_is_erased_kept_of_an_answer_goes_and_what_others_kept_stays():
    case = under_review()
    for person in (case.max, case.mina):
        kept = {"by": person, "typed": {"note": ["Half an answer"]}, "saved_at": case.at}
        WorkingDraft.objects.create(clarification=case.clarification, **kept)

    erase(str(case.max.key), at=case.at)

    assert [draft.by for draft in WorkingDraft.objects.all()] == [case.mina]


def test_who_is_not_known_is_not_erased():
    assert [erase("0" * 32, at=timezone.now()), erase("0" * 8 + "-0000" * 3 + "-" + "0" * 12, at=timezone.now())] == [
        None,
        None,
    ]


def test_an_erasure_that_is_killed_halfway_has_erased_nothing(monkeypatch):
    case = returned()
    drop_triggers(connection)
    with connection.cursor() as cursor:  # the last thing an erasure does is refused
        cursor.execute("ALTER TABLE clarifications_event RENAME COLUMN salt TO pepper")

    with pytest.raises(Exception, match="salt"):
        erase(case.clarification.key, at=case.at)

    assert case.clarification.messages.filter(role="requester", text="").count() == 0


def test_the_history_says_who_was_erased_as_what():
    case = returned()
    case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)

    assert sentences(case)[0] == "Sam Example erased a person: the requester: 1 event emptied."


def test_events_that_name_people_in_words_still_hold_and_are_made_out_where_that_is_certain():
    case = named_max(reopened_after_an_objection())
    in_words(case)

    made_out()

    about = dict(case.clarification.events.exclude(about_key="").values_list("verb", "about_key"))
    assert about == {"name-drafter": str(case.max.key), "handle-objection": str(case.mina.key)}
    assert list(faults(case.clarification)) == []
    assert "Connie Example named a drafter: Max Example." in sentences(case)


def test_two_who_are_called_alike_are_not_told_apart_and_what_was_emptied_before_names_nobody():
    case = named_max(under_review())
    case.take(steps.NAME_DRAFTER, case.connie, member=case.mina)
    UserFactory(name="Max Example", email="another.max@member.example")
    in_words(case)
    drop_triggers(connection)
    empty_events(case.clarification.events.filter(verb="accept"))

    made_out()

    about = dict(case.clarification.events.filter(verb="name-drafter").values_list("detail", "about_key"))
    assert about == {"Max Example": "", "Mina Example": str(case.mina.key)}
    assert f"{SOMEBODY} accepted the request." in sentences(case)
    assert list(faults(case.clarification)) == []


def test_what_named_an_erased_person_in_words_is_emptied_and_says_still_who_acted():
    case = named_max(under_review())
    case.take(steps.NAME_DRAFTER, case.connie, member=case.mina)
    in_words(case)
    made_out()

    case.erase(case.max)

    assert sentences(case)[1:3] == [
        "Connie Example named a drafter: Mina Example.",
        f"Connie Example named a drafter: {SOMEBODY}.",
    ]
    assert list(faults(case.clarification)) == []


def test_a_former_release_can_be_gone_back_to():
    case = under_review()
    with connection.cursor() as cursor:
        WHOM._forget(apps, SimpleNamespace(connection=connection, execute=cursor.execute))

    assert case.clarification.events.update(number=F("number")) == case.clarification.events.count()
