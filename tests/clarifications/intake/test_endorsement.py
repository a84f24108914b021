"""Endorsement: a body is asked to stand behind a request before it is received, and what it says is kept to."""

import datetime

import pytest

from accounts.models import Representative
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.intake.drafts import LinkRefused, purge_drafts
from clarifications.intake.endorsement_models import BodyAddress, Endorsement, asking_about, why_over
from clarifications.intake.endorsement_work import confirm_address, tend_endorsements
from clarifications.intake.models import Draft
from clarifications.intake.receiving import (
    MOST_ASKED,
    AskingOver,
    ask_requester,
    confirmed,
    decline,
    endorse,
    refuse_what_cannot_be_asked,
)
from clarifications.intake.saving import save_draft
from clarifications.mail.models import Message
from clarifications.screening.criteria import load_starting_set
from clarifications.screening.models import CriteriaSet
from tests.builders import START
from tests.clarifications.intake.drafts import DAY, LATER
from tests.clarifications.intake.endorsing import (
    OTHER,
    code_of,
    declined_by,
    draft_of,
    endorsed_by,
    links_to,
    mailed,
    read_by,
    waiting,
)
from tests.factories import BodyFactory, UserFactory

HOUR = datetime.timedelta(hours=1)
DANA = "dana@norland.example"


def confirmed_address(body, email="office@norland.example") -> BodyAddress:
    return BodyAddress.objects.create(body=body, email=email, proposed_at=START, confirmed_at=START)


# ---------- whether it is asked ----------


def test_a_new_set_of_criteria_asks_for_no_endorsement(db):
    criteria = load_starting_set()

    assert (criteria.needs_endorsement, criteria.takes_unendorsed) == (False, True)


def test_where_the_criteria_ask_for_none_the_confirmed_request_is_received(edition):
    load_starting_set()
    draft = draft_of(edition, **OTHER)

    refuse_what_cannot_be_asked(draft, at=START)
    received = confirmed(code_of(draft), at=START)

    assert (received, Endorsement.objects.count()) == (Clarification.objects.get(), 0)


def test_what_waits_when_the_criteria_ask_no_more_is_received_by_its_link_and_nobody_is_asked(norland, edition):
    draft = draft_of(edition, **OTHER, endorsing_body=norland.pk)
    code = code_of(draft)
    confirmed(code, at=START)
    CriteriaSet.objects.update(needs_endorsement=False)

    received = confirmed(code, at=LATER)

    told = (Endorsement.objects.get().standing, tend_endorsements(START + 61 * DAY), mailed("endorsement"))
    assert (received.reference, told) == ("CR-2026-0001", ("ended", 0, []))


def test_another_body_names_no_body_and_is_told(norland, edition):
    draft = draft_of(edition, **OTHER)

    with pytest.raises(StepRefused, match="Name the body that endorses the request"):
        refuse_what_cannot_be_asked(draft, at=START)


def test_what_the_secretariat_enters_is_not_asked_about(norland, edition):
    draft = draft_of(edition, **OTHER)
    draft.entered_by = UserFactory(is_secretariat=True)

    refuse_what_cannot_be_asked(draft, at=START)

    assert Endorsement.objects.count() == 0


# ---------- asked, endorsed, received ----------


def test_a_confirmed_request_of_another_body_waits_without_a_number_until_it_is_endorsed(norland, edition):
    asked = waiting(edition, **OTHER, endorsing_body=norland.pk)

    assert (asked.standing, asked.draft.kept_until, Clarification.objects.count()) == ("waiting", START + 60 * DAY, 0)
    assert mailed("endorse") == [(DANA, "A request waits for your endorsement")]


def test_what_is_endorsed_is_received_at_once_and_the_endorsement_stands_on_the_case(norland, edition):
    waiting(edition, **OTHER, endorsing_body=norland.pk)
    asked, dana = read_by(DANA)

    received = endorse(asked, by=dana, at=LATER)

    said = f"{norland} endorsed the request on 2 March 2026."
    assert (received.confirmed_at, received.submitted_at, received.events.get().reason) == (START, LATER, said)
    assert (Endorsement.objects.get().in_words, received.identity.email) == (said, "aino@northern.example")
    assert Endorsement.objects.get().requester == ""


def test_the_mail_to_who_endorses_holds_nothing_that_a_stranger_typed(norland, edition):
    waiting(edition, **OTHER, endorsing_body=norland.pk)

    text = Message.objects.get(verb="endorse").text

    typed = ("Images that the client transmits", "Northern Accreditation", "Rita Example", "aino@northern.example")
    assert [words for words in typed if words in text] == []


def test_a_named_member_body_is_asked_whether_the_request_is_its_own(norland, edition):
    waiting(edition, body=norland.pk, body_name="", claimed_kind="", email="rita@elsewhere.example")
    asked, dana = read_by(DANA)

    received = endorse(asked, by=dana, at=LATER)

    assert mailed("endorse") == [(DANA, "Is this request yours?")]
    assert received.events.get().reason == f"{norland} said on 2 March 2026 that the request is its own."


def test_who_speaks_for_the_own_body_has_said_so_by_confirming_the_address(norland, edition):
    draft = draft_of(edition, body=norland.pk, body_name="", claimed_kind="", email=DANA.upper())

    received = confirmed(code_of(draft), at=START)

    assert (received.reference, mailed("endorse")) == ("CR-2026-0001", [])
    assert Endorsement.objects.get().said_by.email == DANA


def test_who_asks_at_a_confirmed_address_of_the_own_body_has_said_so_too(norland, edition):
    confirmed_address(norland)
    who = {"body": norland.pk, "body_name": "", "claimed_kind": "", "email": "office@norland.example"}

    received = confirmed(code_of(draft_of(edition, **who)), at=START)

    assert (received.reference, Endorsement.objects.get().said_by) == ("CR-2026-0001", None)


def test_nobody_endorses_the_own_request_in_the_name_of_another_body(norland, edition):
    draft = draft_of(edition, **OTHER | {"email": DANA}, endorsing_body=norland.pk)

    with pytest.raises(StepRefused, match="You speak for Standards Norland"):
        confirmed(code_of(draft), at=START)


def test_a_link_that_is_used_twice_asks_and_receives_once(norland, edition):
    draft = draft_of(edition, **OTHER, endorsing_body=norland.pk)
    code = code_of(draft)
    first, again = confirmed(code, at=START), confirmed(code, at=LATER)
    asked, dana = read_by(DANA)
    endorse(asked, by=dana, at=LATER)

    with pytest.raises(AskingOver, match="endorsed the request on 2 March 2026"):
        endorse(asked, by=dana, at=LATER)
    with pytest.raises(LinkRefused, match="received"):
        confirmed(code, at=LATER)

    assert (first, len(mailed("endorse")), Clarification.objects.count()) == (again, 1, 1)


def test_two_who_speak_for_a_body_each_have_a_link_and_the_first_word_holds(norland, edition):
    _body, piet = norland, UserFactory(email="piet@norland.example")
    norland.representatives.create(user=piet, since=START.date())
    waiting(edition, **OTHER, endorsing_body=norland.pk)
    (asked, dana), (same, also) = read_by(DANA), read_by("piet@norland.example")
    decline(asked, by=dana, note="Not ours to judge.", at=START)

    with pytest.raises(AskingOver, match="declined on 2 March 2026"):
        endorse(same, by=also, at=START)

    assert (Endorsement.objects.get().said_by.email, Clarification.objects.count()) == (DANA, 0)


def test_a_body_that_is_asked_very_often_gets_no_more_mail_today(norland, edition):
    for number in range(MOST_ASKED):
        waiting(edition, **OTHER | {"email": f"{number}@northern.example"}, endorsing_body=norland.pk)

    with pytest.raises(StepRefused, match="asked very often today"):
        waiting(edition, **OTHER, endorsing_body=norland.pk)

    assert (len(mailed("endorse")), Endorsement.objects.count()) == (MOST_ASKED, MOST_ASKED)


def test_a_body_for_which_many_speak_is_asked_as_often_as_any_other(norland, edition):
    for number in range(3):
        Representative.objects.create(user=UserFactory(), body=norland, since=START.date())
        waiting(edition, **OTHER | {"email": f"{number}@northern.example"}, endorsing_body=norland.pk)
    for _number in range(MOST_ASKED):
        Representative.objects.create(user=UserFactory(), body=norland, since=START.date())

    asked = waiting(edition, **OTHER, endorsing_body=norland.pk)

    assert asked.standing == "waiting"


def test_what_was_written_is_not_kept_either_where_the_criteria_ask_for_nothing_any_more(norland, edition):
    draft = waiting(edition, **OTHER, endorsing_body=norland.pk).draft
    asked, dana = read_by(DANA)
    ask_requester(asked, text="Which scheme?", at=LATER)
    decline(asked, by=dana, note="Not ours.", at=LATER)
    CriteriaSet.objects.update(needs_endorsement=False)

    draft.refresh_from_db()
    confirmed(code_of(draft, at=LATER + DAY), at=LATER + DAY)

    assert Endorsement.objects.get().requester == ""
    assert Endorsement.objects.get().questions.count() == 0


# ---------- a change asks anew ----------


def test_what_is_changed_after_it_was_asked_cannot_be_endorsed_and_is_asked_anew(norland, edition):
    first = waiting(edition, **OTHER, endorsing_body=norland.pk)
    asked, dana = read_by(DANA)
    draft = save_draft(first.draft, page="background", answers={"background": "", "understanding": "No."}, at=LATER)
    with pytest.raises(AskingOver, match="is changing the request"):
        endorse(asked, by=dana, at=LATER)

    second = confirmed(code_of(draft, at=LATER), at=LATER)
    over = why_over(Endorsement.objects.get(pk=first.pk), at=LATER)
    received = endorse(second, by=dana, at=LATER)

    assert over == "The request was changed, or is asked of somebody else now."
    assert (len(links_to(DANA)), received.understanding) == (2, "No.")


def test_what_is_changed_back_is_what_was_asked_about(norland, edition):
    asked = waiting(edition, **OTHER, endorsing_body=norland.pk)
    former = asked.draft.answers["background"]
    changed = save_draft(asked.draft, page="background", answers=former | {"understanding": "No."}, at=LATER)
    nothing = asking_about(changed)

    draft = save_draft(changed, page="background", answers=former, at=LATER)

    assert (nothing, asking_about(draft)) == (None, asked)


def test_mail_about_a_draft_goes_to_the_confirmed_address_whatever_is_typed_later(norland, edition):
    asked = waiting(edition, **OTHER, endorsing_body=norland.pk)
    identity = asked.draft.answers["identity"] | {"email": "victim@elsewhere.example"}
    save_draft(asked.draft, page="identity", answers=identity, at=LATER)
    save_draft(asked.draft, page="identity", answers=asked.draft.answers["identity"], at=LATER)

    declined_by(DANA, note="No.", at=LATER)

    assert mailed("endorsement") == [("aino@northern.example", "Your request was not endorsed")]


# ---------- an address that the secretariat confirms ----------


def test_a_body_for_which_nobody_speaks_is_asked_at_an_address_once_it_is_confirmed(norland, edition):
    sam, este = UserFactory(email="sam@secretariat.example", is_secretariat=True), BodyFactory(kind="member")
    asked = waiting(edition, **OTHER, endorsing_body=este.pk, endorser_email="Office@Este.example")
    before = (mailed("endorse"), mailed("body-address"))

    confirm_address(BodyAddress.objects.get().pk, by=sam, at=LATER)
    received = endorsed_by("office@este.example", at=LATER)

    assert before == ([], [("sam@secretariat.example", "An address of a body is to be confirmed")])
    assert (asked.address.email, received.reference) == ("office@este.example", "CR-2026-0001")


def test_an_address_is_confirmed_once_and_serves_the_next_request(norland, edition):
    este = BodyFactory(kind="member")
    confirmed_address(este, "office@este.example")

    waiting(edition, **OTHER, endorsing_body=este.pk)

    assert mailed("endorse") == [("office@este.example", "A request waits for your endorsement")]


def test_an_address_that_is_proposed_twice_is_put_to_the_secretariat_once(norland, edition):
    UserFactory(is_secretariat=True)
    este = BodyFactory(kind="member")
    for number in (1, 2):
        who = OTHER | {"email": f"{number}@northern.example"}
        waiting(edition, **who, endorsing_body=este.pk, endorser_email="office@este.example")

    assert (BodyAddress.objects.count(), len(mailed("body-address"))) == (1, 1)


def test_however_many_addresses_are_proposed_the_secretariat_gets_one_mail_a_day(norland, edition):
    UserFactory(email="sam@secretariat.example", is_secretariat=True)
    for number in range(4):
        who = OTHER | {"email": f"{number}@northern.example", "endorsing_body": BodyFactory(kind="member").pk}
        waiting(edition, **who, endorser_email=f"office@{number}.example", at=START + number * HOUR)

    for hours in range(3, 72):
        tend_endorsements(START + hours * HOUR)

    assert mailed("body-address") == [
        ("sam@secretariat.example", "An address of a body is to be confirmed"),
        ("sam@secretariat.example", "4 addresses of bodies are to be confirmed"),
    ]
    assert "Say of each of 4 addresses" in Message.objects.filter(verb="body-address").latest("pk").text


def test_a_body_that_is_not_in_the_list_is_asked_at_an_address_too(norland, edition):
    asked = waiting(edition, body_name="Ligue (Example)", claimed_kind="liaison", endorser_email="office@ligue.example")

    assert (asked.body, str(asked), str(asked.address)) == (
        None,
        "Ligue (Example)",
        "Ligue (Example): office@ligue.example",
    )


def test_nobody_is_asked_where_no_address_is_known(norland, edition):
    draft = draft_of(edition, **OTHER, endorsing_body=BodyFactory(kind="member").pk)

    with pytest.raises(StepRefused, match="Give an address"):
        confirmed(code_of(draft), at=START)


# ---------- how long ----------


def test_a_draft_that_waits_for_endorsement_is_kept_until_that_runs_out_and_a_week_longer(db):
    waiting = Draft.objects.create(created_at=START, changed_at=START, waits_until=START + 60 * DAY)

    kept = [purge_drafts(START + datetime.timedelta(days=days)) for days in (8, 60, 66, 68)]

    assert (kept, waiting.kept_until) == ([0, 0, 0, 1], START + 60 * DAY)


def test_what_runs_out_while_it_is_read_can_not_be_endorsed_any_more(norland, edition):
    waiting(edition, **OTHER, endorsing_body=norland.pk)
    asked, dana = read_by(DANA)

    with pytest.raises(AskingOver, match="time to answer is over"):
        endorse(asked, by=dana, at=START + 60 * DAY)
