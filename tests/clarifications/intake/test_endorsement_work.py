"""What goes on with endorsements by itself: the secretariat's word on addresses, links that end, reminders, the end."""

import datetime

import pytest

from accounts.models import User
from clarifications.case.models import Clarification
from clarifications.case.roles import user_actor
from clarifications.erasure.erase import erase
from clarifications.erasure.forms import ErasePersonForm
from clarifications.intake.drafts import purge_drafts
from clarifications.intake.endorsement_models import BodyAddress, Endorsement, asking_about
from clarifications.intake.endorsement_work import (
    askings_with_former_links,
    confirm_address,
    end_address,
    renew_links,
    standing_addresses,
    tend_endorsements,
)
from clarifications.intake.endorsers import by_link
from clarifications.intake.models import Draft
from clarifications.intake.receiving import AskingOver, endorse, send_without
from clarifications.intake.saving import save_draft
from tests.builders import START
from tests.clarifications.intake.drafts import DAY, LATER
from tests.clarifications.intake.endorsing import (
    OTHER,
    endorsed_by,
    links_to,
    mailed,
    read_by,
    waiting,
)
from tests.factories import BodyFactory, UserFactory

DANA, OFFICE, AINO = "dana@norland.example", "office@este.example", "aino@northern.example"


@pytest.fixture
def sam(db):
    return UserFactory(email="sam@secretariat.example", is_secretariat=True)


@pytest.fixture
def proposed(norland, edition) -> BodyAddress:
    """An address of a body for which nobody speaks; a request waits for it."""
    este = BodyFactory(name="Normas del Este (Example)", kind="member")
    waiting(edition, **OTHER, endorsing_body=este.pk, endorser_email=OFFICE)
    return BodyAddress.objects.get()


# ---------- the secretariat's word on an address ----------


def test_two_secretaries_at_once_ask_the_body_once(proposed, sam):
    done = [confirm_address(proposed.pk, by=sam, at=LATER) for _time in range(2)]

    assert (done, mailed("endorse")) == ([True, False], [(OFFICE, "A request waits for your endorsement")])


def test_an_address_that_is_not_the_bodys_is_refused_and_the_requester_names_another(proposed, sam):
    done = [end_address(proposed.pk, by=sam, at=LATER) for _time in range(2)]

    assert (done, confirm_address(proposed.pk, by=sam, at=LATER)) == ([True, False], False)
    assert mailed("endorsement") == [(AINO, "Your request needs another address")]
    assert (asking_about(Draft.objects.get()).standing, Draft.objects.get().kept_until) == ("ended", LATER + 7 * DAY)


def test_an_address_that_was_confirmed_for_the_wrong_body_is_taken_back_and_its_link_ends(proposed, sam):
    confirm_address(proposed.pk, by=sam, at=LATER)
    link, (asked, reader) = links_to(OFFICE)[0], read_by(OFFICE)

    end_address(proposed.pk, by=sam, at=LATER)

    assert by_link(link, at=LATER) is None
    with pytest.raises(AskingOver, match="asked of somebody else now"):
        endorse(asked, by=reader, at=LATER)
    assert Clarification.objects.count() == 0


def test_what_was_endorsed_before_the_address_was_taken_back_stays_and_the_case_says_both(proposed, sam):
    confirm_address(proposed.pk, by=sam, at=LATER)
    endorsed_by(OFFICE, at=LATER)

    end_address(proposed.pk, by=sam, at=LATER + DAY)

    asked = Endorsement.objects.select_related("address").get()
    assert (asked.standing, asked.address.ended_at, Clarification.objects.count()) == ("endorsed", LATER + DAY, 1)


def test_nothing_is_asked_at_a_confirmed_address_about_a_request_that_is_being_changed(proposed, sam):
    save_draft(Draft.objects.get(), page="background", answers={"background": "No."}, at=LATER)

    confirm_address(proposed.pk, by=sam, at=LATER)

    assert mailed("endorse") == []


def test_the_secretariat_sees_body_and_address_and_nothing_of_the_request(proposed):
    seen = standing_addresses().get()

    names = {field.name for field in BodyAddress._meta.get_fields() if not field.is_relation}
    assert (str(seen), names) == (
        f"Normas del Este (Example): {OFFICE}",
        {"id", "body_name", "email", "proposed_at", "confirmed_at", "ended_at"},
    )


# ---------- who speaks for the body no more ----------


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": "dana@elsewhere.example"}])
def test_the_link_of_a_representative_ends_with_the_account_and_with_the_address(norland, edition, change):
    waiting(edition, **OTHER, endorsing_body=norland.pk)
    link = links_to(DANA)[0]
    user = norland.representatives.get().user
    for name, value in change.items():
        setattr(user, name, value)
    user.save()

    assert by_link(link, at=LATER) is None


def test_where_nobody_speaks_for_the_body_any_more_the_requester_is_told(norland, edition):
    waiting(edition, **OTHER, endorsing_body=norland.pk)
    norland.representatives.update(until=START.date())

    waited = tend_endorsements(START + DAY)

    assert (waited, mailed("endorsement")) == (1, [(AINO, "Your request needs another address")])
    assert tend_endorsements(START + DAY) == 0


@pytest.mark.parametrize("link", ["", "nonsense", "a-b-c", "{key}-u1-x", "{key}-{mark}-x"])
def test_a_link_that_was_not_mailed_opens_nothing(norland, edition, link):
    asked = waiting(edition, **OTHER, endorsing_body=norland.pk)
    mark = f"u{norland.representatives.get().user_id}"

    assert by_link(link.format(key=asked.key, mark=mark), at=LATER) is None


# ---------- reminders, and the end ----------


def test_both_are_reminded_twice_and_then_the_time_is_over(norland, edition):
    waiting(edition, **OTHER, endorsing_body=norland.pk)

    for day in (*range(0, 63, 2), 62):
        tend_endorsements(START + datetime.timedelta(days=day))

    reminder = (DANA, "Reminder: a request waits for what you say")
    assert mailed("endorse")[1:] == [reminder, reminder]
    still = (AINO, "Your request still waits for endorsement")
    assert mailed("endorsement") == [still, still, (AINO, "Nobody answered about your request")]
    assert (Draft.objects.get().kept_until, Clarification.objects.count()) == (START + 67 * DAY, 0)


def test_what_ran_out_says_so_and_may_be_sent_without(norland, edition):
    waiting(edition, **OTHER, endorsing_body=norland.pk)
    tend_endorsements(START + 60 * DAY)

    received = send_without(Draft.objects.get(), at=START + 61 * DAY)

    said = f"{norland} was asked to endorse the request and had not answered on 1 May 2026."
    assert received.events.get().reason == said


def test_what_ran_out_and_is_left_alone_is_deleted_with_all_that_was_said(norland, edition):
    waiting(edition, **OTHER, endorsing_body=norland.pk)
    tend_endorsements(START + 60 * DAY)

    deleted = purge_drafts(START + 68 * DAY)

    assert (deleted, Endorsement.objects.count()) == (1, 0)


def test_nobody_is_reminded_of_a_request_that_is_being_changed(norland, edition):
    waiting(edition, **OTHER, endorsing_body=norland.pk)
    save_draft(Draft.objects.get(), page="background", answers={"background": "No."}, at=LATER)

    tend_endorsements(START + 20 * DAY)

    assert (len(mailed("endorse")), mailed("endorsement")) == (1, [])


def test_the_secretariat_is_reminded_of_an_address_instead_of_the_body(proposed, sam):
    tend_endorsements(START + 20 * DAY)

    assert (mailed("endorse"), mailed("endorsement")) == ([], [(AINO, "Your request still waits for endorsement")])
    assert mailed("body-address") == [("sam@secretariat.example", "An address of a body is to be confirmed")]


def test_time_that_runs_out_on_what_was_changed_meanwhile_tells_nobody_and_keeps_what_confirms_the_change(
    norland, edition
):
    asked = waiting(edition, **OTHER, endorsing_body=norland.pk)
    draft = save_draft(asked.draft, page="background", answers={"background": "", "understanding": "No."}, at=LATER)
    before = mailed("endorsement")

    tend_endorsements(START + 61 * DAY)

    asked.refresh_from_db()
    draft.refresh_from_db()
    assert (asked.standing, asked.requester, draft.waits_until) == ("ended", "", None)
    assert mailed("endorsement") == before


def test_an_address_that_was_proposed_goes_with_the_draft_that_proposed_it(proposed):
    Draft.objects.all().delete()

    tend_endorsements(LATER)

    assert list(standing_addresses()) == []


def test_who_endorsed_and_left_can_be_erased_from_the_case(norland, edition, sam):
    waiting(edition, **OTHER, endorsing_body=norland.pk)
    clarification = endorsed_by(DANA, at=LATER)
    dana = User.objects.get(email=DANA)
    User.objects.filter(pk=dana.pk).update(is_active=False)
    Endorsement.objects.update(note="Ask Dana Example.")

    form = ErasePersonForm(clarification=clarification, by=user_actor(sam), at=LATER)
    erase(str(dana.key), at=LATER)

    assert (str(dana.key), "Dana Example") in form.fields["person"].choices
    assert "Dana Example" in clarification.places.values_list("words", flat=True)


# ---------- the key of the site is changed ----------


def test_who_can_still_answer_gets_a_link_of_the_present_key_once(norland, edition, settings):
    waiting(edition, **OTHER, endorsing_body=norland.pk)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-key" * 5, []
    former = links_to(DANA)[-1]

    (asked,) = askings_with_former_links(LATER)
    renew_links(asked, at=LATER)

    assert by_link(former, at=LATER) is None
    assert read_by(DANA, at=LATER)[0] == asked
    assert askings_with_former_links(LATER) == []


def test_what_cannot_be_answered_any_more_gets_no_new_link(norland, edition, settings):
    waiting(edition, **OTHER, endorsing_body=norland.pk)
    Draft.objects.update(waits_until=LATER)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-key" * 5, []

    assert askings_with_former_links(LATER) == []
