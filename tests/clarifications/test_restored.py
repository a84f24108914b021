"""A backup is restored: who was erased since is erased again, no mail goes out twice, no old door opens."""

from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.entry import ResetTokens
from accounts.invitations import link_for, person_invited
from accounts.models import KeptPost, User
from clarifications.case.erasures import remember_erasure, remembered
from clarifications.case.events import Event
from clarifications.case.journal import faults
from clarifications.case.models import Clarification
from clarifications.case.part import Occasion
from clarifications.case.roles import user_actor
from clarifications.mail.models import Message
from clarifications.map import steps
from clarifications.parts import PARTS
from clarifications.restored import REPEATED
from tests.builders import received, under_review
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    """A list of its own for each test."""
    settings.ERASURES_FILE = tmp_path / "erasures"
    settings.ERASURES_FILE.touch()
    return settings.ERASURES_FILE


def after_restore(*options) -> list[str]:
    """What the command says."""
    said = StringIO()
    call_command("after_restore", *options, stdout=said)
    return said.getvalue().splitlines()


def erased_since(case, what: str, *, by: User | None = None) -> None:
    """The list knows of an erasure that the backup, which was made before, does not."""
    how = Occasion(user_actor(by or case.sam), case.at, "")
    remember_erasure(steps.ERASE_PERSON, case.clarification.key, what=what, how=how)


def fresh(case) -> Clarification:
    return Clarification.objects.get(pk=case.clarification.pk)


def test_who_was_erased_since_the_backup_is_erased_again_on_the_day_it_was_done():
    case = received()
    erased_since(case, case.clarification.key)

    said = after_restore()

    identity, event = fresh(case).identity, fresh(case).events.last()
    assert said[0] == "Erasures: 1 repeated, 0 stood in the backup, 0 of what it does not know."
    assert (identity.email, identity.contact, identity.erased_at) == ("", "", case.at)
    assert (event.verb, event.actor_key, event.at) == ("erase-person", str(case.sam.key), case.at)
    assert list(faults(fresh(case))) == []


def test_a_member_is_erased_again_whose_account_the_backup_brought_back():
    case = under_review()
    erased_since(case, str(case.max.key))

    after_restore()

    erased = User.objects.get(pk=case.max.pk)
    assert (erased.is_active, erased.erased_at, case.max.email in erased.email) == (False, case.at, False)


def test_what_stood_in_the_backup_is_not_repeated_and_nothing_is_noted_twice():
    case = received()
    case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)

    said = after_restore()

    assert said[0] == "Erasures: 0 repeated, 1 stood in the backup, 0 of what it does not know."
    assert (fresh(case).events.filter(verb="erase-person").count(), len(remembered())) == (1, 1)


def test_a_second_time_there_is_nothing_left_to_do(browser_of):
    case = received()
    erased_since(case, case.clarification.key)
    browser_of(case.sam)
    first = after_restore()
    events, ended = Event.objects.count(), User.objects.get(pk=case.sam.pk).entries_ended_at

    second = after_restore()

    assert [line.split(";")[0] for line in second] == [
        "Erasures: 0 repeated, 1 stood in the backup, 0 of what it does not know.",
        "Mail: 0 held back",
        "Doors: 0 sessions ended",
        first[-1],
    ]
    assert "links of 0 people" in second[2]
    assert (Event.objects.count(), User.objects.get(pk=case.sam.pk).entries_ended_at) == (events, ended)
    assert len(remembered()) == 1


def test_a_case_or_a_person_that_came_after_the_backup_is_counted_and_holds_up_nothing():
    case = received()
    erased_since(case, "00000000-0000-4000-8000-000000000000")
    how = Occasion(user_actor(case.sam), case.at, "")
    remember_erasure(steps.ERASE_PERSON, "f" * 32, what="f" * 32, how=how)

    said = after_restore()

    assert said[0] == "Erasures: 0 repeated, 0 stood in the backup, 2 of what it does not know."


def test_an_account_that_was_erased_on_a_case_that_came_after_the_backup_is_erased_again():
    case = received()
    how = Occasion(user_actor(case.sam), case.at, "")
    remember_erasure(steps.ERASE_PERSON, "f" * 32, what=str(case.max.key), how=how)

    said = [after_restore()[0] for _time in range(2)]

    case.max.refresh_from_db()
    assert said == [
        "Erasures: 1 repeated, 0 stood in the backup, 0 of what it does not know.",
        "Erasures: 0 repeated, 1 stood in the backup, 0 of what it does not know.",
    ]
    assert (case.max.is_active, case.max.name == "Max Example") == (False, False)


def test_what_was_erased_by_somebody_who_left_is_repeated_by_who_is_named():
    case = received()
    erased_since(case, case.clarification.key)
    User.objects.filter(pk=case.sam.pk).update(is_secretariat=False)
    successor = UserFactory(is_secretariat=True, name="Sara Example")

    with pytest.raises(CommandError, match="name somebody of the secretariat with --by"):
        after_restore()
    kept = fresh(case).identity.email
    after_restore("--by", successor.email)

    assert (kept, fresh(case).identity.email) == ("rita@member.example", "")
    assert fresh(case).events.last().actor_key == str(successor.key)


def test_one_that_is_refused_is_named_and_the_rest_is_done():
    case = under_review()
    case.take(steps.RECUSE, case.max, note="Our own question.")
    User.objects.filter(pk=case.max.pk).update(is_secretariat=True)
    erased_since(case, case.clarification.key, by=User.objects.get(pk=case.max.pk))

    with pytest.raises(CommandError, match=fresh(case).reference):
        after_restore()

    assert Message.objects.filter(delivery="queued").count() == 0


def test_a_line_that_cannot_be_read_is_said(place):
    place.write_text("half a li")

    with pytest.raises(CommandError, match="1 lines of the list of erasures cannot be read"):
        after_restore()


def test_a_list_that_is_not_there_is_said(place):
    place.unlink()

    assert after_restore()[0].startswith(f"There is no list of erasures at {place}")


def test_somebody_of_the_secretariat_is_named_or_nobody(connie):
    with pytest.raises(CommandError, match="nobody of the secretariat"):
        after_restore("--by", connie.email)


def test_mail_that_waited_in_the_backup_is_held_back():
    case = received()
    waiting = Message.objects.filter(delivery="queued").count()

    said = after_restore()

    assert said[1].startswith(f"Mail: {waiting} held back; {waiting} wait on the secretariat's desk")
    assert set(case.clarification.messages.values_list("delivery", flat=True)) == {"held"}


def test_sessions_invitations_and_links_for_a_password_end(browser_of):
    sam, nina = UserFactory(is_secretariat=True), UserFactory(password=None)
    browser = browser_of(sam)
    invitation = link_for(nina).rstrip("/").rpartition("/")[2]
    reset = ResetTokens().make_token(sam)

    said = after_restore()

    sam.refresh_from_db()
    assert (browser.get("/desk/").status_code, Session.objects.count()) == (302, 0)
    assert (person_invited(invitation), ResetTokens().check_token(sam, reset)) == (None, False)
    assert said[-1].startswith("Invitations have ended: 1 people")


def test_what_was_kept_of_forms_without_a_session_is_gone():
    KeptPost.objects.create(place="a" * 64, holder="b" * 64, network="c" * 64, at=timezone.now(), sealed="d")

    after_restore()

    assert KeptPost.objects.count() == 0


def test_what_was_counted_before_the_backup_is_forgotten():
    cache.set("rl:login_failed", [1, 2, 3])

    after_restore()

    assert cache.get("rl:login_failed") is None


def test_every_step_that_is_repeated_takes_what_the_list_holds():
    names = {verb: [*PARTS[verb].facts.__dataclass_fields__] for verb in REPEATED}

    assert {verb: REPEATED[verb] in found for verb, found in names.items()} == dict.fromkeys(REPEATED, True)
