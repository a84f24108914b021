"""What body and requester say to each other about an endorsement, and what becomes of what is declined or deleted."""

import pytest

from accounts.models import BodySuccession
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.intake.endorsement_models import Endorsement, EndorsementQuestion
from clarifications.intake.endorsers import by_link
from clarifications.intake.models import Draft
from clarifications.intake.receiving import (
    MOST_QUESTIONS,
    AskingOver,
    answer_endorser,
    ask_requester,
    confirmed,
    delete_draft,
    endorse,
    send_without,
)
from clarifications.mail.models import Message
from tests.builders import START
from tests.clarifications.intake.drafts import DAY, LATER
from tests.clarifications.intake.endorsing import (
    OTHER,
    asking_criteria,
    code_of,
    declined_by,
    draft_of,
    links_to,
    mailed,
    read_by,
    waiting,
)
from tests.factories import BodyFactory

DANA = "dana@norland.example"


# ---------- questions ----------


def test_the_body_asks_first_the_requester_answers_and_the_body_is_told(norland, edition):
    asked = waiting(edition, **OTHER, endorsing_body=norland.pk)
    ask_requester(asked, text="Which scheme?", at=LATER)
    question = EndorsementQuestion.objects.get()

    answer_endorser(asked, number=question.pk, text="Ours.", at=LATER)
    with pytest.raises(StepRefused, match="answered already"):
        answer_endorser(asked, number=question.pk, text="Another one.", at=LATER)

    assert mailed("endorsement") == [("aino@northern.example", f"{norland} asks you something")]
    assert mailed("endorse")[1:] == [(DANA, "The requester answered your question")]
    assert EndorsementQuestion.objects.get().answer == "Ours."


def test_what_was_written_before_the_endorsement_is_not_kept_after_it(norland, edition):
    asked = waiting(edition, **OTHER, endorsing_body=norland.pk)
    ask_requester(asked, text="Which scheme?", at=LATER)

    endorse(asked, by=read_by(DANA)[1], at=LATER)

    assert EndorsementQuestion.objects.count() == 0


def test_mails_that_name_a_former_body_say_what_became_of_it(norland, edition):
    newer = BodyFactory(name="Newer Body", kind="other")
    BodySuccession.objects.create(older=norland, newer=newer, since="2020-01-01", source="An example")
    said = f"{norland} (Newer Body took over the roles of {norland.acronym or norland.name} on 1 January 2020.)"

    ask_requester(waiting(edition, **OTHER, endorsing_body=norland.pk), text="Which scheme?", at=LATER)

    texts = Message.objects.filter(verb__in=("endorse", "endorsement")).order_by("pk").values_list("text", flat=True)
    assert [said in " ".join(text.split()) for text in texts] == [True, True]


def test_a_body_cannot_ask_for_ever(norland, edition):
    asked = waiting(edition, **OTHER, endorsing_body=norland.pk)
    for number in range(MOST_QUESTIONS):
        ask_requester(asked, text=f"Which scheme? ({number})", at=LATER)

    with pytest.raises(StepRefused, match="No more questions"):
        ask_requester(asked, text="Which other scheme?", at=LATER)


def test_a_double_click_asks_once(norland, edition):
    asked = waiting(edition, **OTHER, endorsing_body=norland.pk)

    for _click in range(2):
        ask_requester(asked, text="Which scheme?", at=LATER)

    assert EndorsementQuestion.objects.count() == len(mailed("endorsement")) == 1


# ---------- declined, sent without, deleted ----------


def test_what_is_declined_comes_back_to_the_requester_who_may_send_it_without(norland, edition):
    asked = waiting(edition, **OTHER, endorsing_body=norland.pk)
    declined_by(DANA, note="Ask your own member body.", at=LATER)
    draft = Draft.objects.get()

    received = send_without(draft, at=LATER + DAY)

    assert (draft.kept_until, draft.has_link) == (LATER + 7 * DAY, False)
    assert received.events.get().reason == f"{norland} declined on 2 March 2026 to endorse the request."
    assert Endorsement.objects.get(pk=asked.pk).note == "Ask your own member body."


def test_the_same_body_is_not_asked_again_about_what_it_declined(norland, edition):
    waiting(edition, **OTHER, endorsing_body=norland.pk)
    declined_by(DANA, note="No.", at=LATER)

    with pytest.raises(StepRefused, match="declined this request"):
        confirmed(code_of(Draft.objects.get(), at=LATER), at=LATER)


def test_a_body_that_disowns_a_request_is_not_its_requester(norland, edition):
    waiting(edition, body=norland.pk, body_name="", claimed_kind="", email="rita@elsewhere.example")
    declined_by(DANA, note="Nobody of ours.", at=LATER)
    draft = Draft.objects.get()

    este = BodyFactory(name="Normas del Este (Example)", kind="member")
    then = BodyFactory(name="Normas de antes (Example)", kind="member")
    BodySuccession.objects.create(older=then, newer=este, since="2020-01-01", source="An example")
    refused = {"": "Say who asks instead", str(norland): "not its own", este.name: "has to be asked"}
    for name, said in (refused | {then.name: "has the role of"}).items():
        with pytest.raises(StepRefused, match=said):
            send_without(draft, at=LATER, instead=name)
    received = send_without(draft, at=LATER, instead="Rita Example")

    identity = received.identity
    assert (identity.body, identity.body_name, identity.claimed_kind) == (None, "Rita Example", "other")
    assert (identity.email, identity.contact) == ("rita@elsewhere.example", "Rita Example")
    assert received.events.get().reason == f"{norland} said on 2 March 2026 that the request is not its own."


@pytest.mark.parametrize(
    ("identity", "takes", "can"),
    [
        ({"body_name": "", "claimed_kind": ""}, True, "but not in the name of that body: as another body"),
        ({"body_name": "", "claimed_kind": ""}, False, "The criteria take no request without an endorsement."),
        (OTHER, True, "You can change it, name another body, or send it without an endorsement."),
    ],
    ids=["disowned", "only endorsed ones", "declined"],
)
def test_the_mail_says_what_the_requester_can_do(norland, edition, identity, takes, can):
    asking_criteria(takes_unendorsed=takes)
    named = "endorsing_body" if identity is OTHER else "body"
    waiting(edition, **{"email": "aino@northern.example"} | identity | {named: norland.pk})

    declined_by(DANA, note="No.", at=LATER)

    text = Message.objects.filter(verb="endorsement").latest("pk").text
    assert can in " ".join(text.split())


def test_criteria_may_refuse_what_is_not_endorsed(norland, edition):
    asking_criteria(takes_unendorsed=False)
    waiting(edition, **OTHER, endorsing_body=norland.pk)
    declined_by(DANA, note="No.", at=LATER)

    with pytest.raises(StepRefused, match="cannot be sent without"):
        send_without(Draft.objects.get(), at=LATER)


def test_what_nobody_was_asked_about_or_is_received_cannot_be_sent_without(norland, edition):
    draft = draft_of(edition, **OTHER, endorsing_body=norland.pk)
    with pytest.raises(StepRefused):
        send_without(draft, at=START)
    confirmed(code_of(draft), at=START)
    declined_by(DANA, note="No.", at=LATER)
    send_without(draft, at=LATER)

    with pytest.raises(StepRefused):
        send_without(draft, at=LATER)

    assert Clarification.objects.count() == 1


def test_a_draft_that_is_deleted_takes_the_asking_with_it_and_its_link(norland, edition):
    asked = waiting(edition, **OTHER, endorsing_body=norland.pk)
    link, dana = links_to(DANA)[0], read_by(DANA)[1]

    asked.draft.refresh_from_db()

    is_gone = delete_draft(asked.draft, seen=asked.draft.mark)

    assert is_gone
    with pytest.raises(AskingOver, match="deleted the draft"):
        endorse(asked, by=dana, at=LATER)
    assert (by_link(link, at=LATER), Endorsement.objects.count()) == (None, 0)


def test_a_request_that_is_received_is_not_deleted_as_a_draft(norland, edition):
    asked = waiting(edition, **OTHER, endorsing_body=norland.pk)
    endorse(asked, by=read_by(DANA)[1], at=LATER)

    seen = asked.draft.mark

    is_gone = delete_draft(asked.draft, seen=seen)

    assert (is_gone, Draft.objects.count()) == (False, 1)
