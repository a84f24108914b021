"""Whom each step tells, and what never stands in a mail."""

import datetime

import pytest

from accounts.models import BodyKind, Seat
from clarifications.case.part import StepRefused
from clarifications.intake.models import Draft
from clarifications.mail.models import Message
from clarifications.mail.of_drafts import send_confirmation
from clarifications.map import steps
from clarifications.map.actors import Actor, ActorKind
from clarifications.map.steps import State
from clarifications.map.whole import the_map
from clarifications.register.beside import RelationKind
from tests import builders
from tests.builders import START, cast, clarification_in
from tests.clarifications.mail.cases import (
    BOTH,
    GROUP,
    SECRETS,
    WALKS,
    abandoned,
    asked,
    messages,
    requester,
    seeking_consensus,
    to_rita,
    told,
    under_review,
)
from tests.factories import ConvenorFactory, EditionFactory, GroupFactory, SeatFactory

STATED = "Until it is included in a standard it has no binding"
RECORD_VERBS = ("publish", "answer", "correct", "retire", "restore")


@pytest.mark.django_db
@pytest.mark.parametrize("verb", WALKS)
def test_each_step_tells_whom_it_concerns_and_only_the_requester_what_was_written(verb):
    walk, expected = WALKS[verb]

    case = walk()

    sent = messages(case, verb)
    others = [f"{m.subject}\n{m.text}" for m in sent if m.role != "requester"]
    keys = [m.text.count(case.clarification.private_path) for m in sent]
    assert told(case, verb) == expected
    assert [word for word in SECRETS for text in others if word in text] == []
    assert keys == [int(m.role == "requester") for m in sent]
    assert {m.subject.startswith(f"[Example] {case.clarification}: ") for m in sent} == {True}
    assert {m.text.count("\nExample: ") for m in sent} == {1}
    assert {"\n\n\n" in m.text or "{" in m.text for m in sent} == {False}


@pytest.mark.django_db
def test_the_people_of_both_records_are_told_of_a_relation_and_of_its_end_each_person_once():
    case, group = builders.published(), GroupFactory()
    shared = {"sam": case.sam, "edition": case.edition, "body": case.body, "at": case.at}
    other = builders.published(decided_by(group, **shared))
    SeatFactory(user=case.mina, group=group)

    case.take(steps.RELATE, case.sam, other=other.clarification.record, kind=RelationKind.NARROWS)
    case.take(steps.END_RELATION, case.sam, relation=case.clarification.record.relations.get())

    both = f"{case.clarification.record.name} and {other.clarification.record.name}"
    turned = f"{other.clarification.record.name} and {case.clarification.record.name}"
    for verb in ("relate", "end-relation"):
        assert told(case, verb) == f"{GROUP}, requester Rita"
        assert told(other, verb) == "member Cora, member Olga, member Omar, requester Rita"
        assert {both in " ".join(m.text.split()) for m in messages(case, verb)} == {True}
        assert {turned in " ".join(m.text.split()) for m in messages(other, verb)} == {True}
        assert [
            m.text.count(other.clarification.private_path) for m in messages(other, verb) if m.role == "requester"
        ] == [1]


def decided_by(group, **shared):
    """A case of another group, on which everybody there agreed."""
    convenor = ConvenorFactory(user__name="Cora Example", group=group).user
    seats = [SeatFactory(user__name=f"{name} Example", group=group).user for name in ("Omar", "Olga")]
    case = cast(group=group, connie=convenor, max=seats[0], mina=seats[1], **shared)
    case = builders.drafted(builders.under_review(builders.received(case)))
    case = builders.seeking_consensus(case)
    return builders.decided(case)


@pytest.mark.django_db
def test_a_new_group_is_told_of_a_case_that_another_had():
    case = under_review()
    nadia = SeatFactory(user__name="Nadia Example")

    case.take(steps.REASSIGN, case.sam, group=nadia.group)

    assert told(case, "reassign") == "member Nadia"


def test_every_step_that_tells_somebody_is_walked_here():
    assert {row.step.verb for row in the_map().words if row.audiences} == {*WALKS, "reassign"}


@pytest.mark.django_db
def test_a_mail_says_what_is_asked_until_when_before_all_else():
    case = seeking_consensus()

    message = messages(case, "call")[0]

    assert message.subject == "[Example] CR-2026-0001: Take your position until 23 March 2026"
    assert message.text == (
        f"{case.edition} · 7.1.5, 6.2.4 · CR-2026-0001\n\n"
        "Take your position on the draft until 23 March 2026, 23:59 UTC.\n\n"
        ". . . . . . . . . . . . . . . . . . . . . . . . . . . . . .\n\n"
        "You can agree, agree with an editorial comment, object with a reason, or abstain. You can change it until the "
        "call ends, or until the convenor concludes: that is possible earlier when everybody on the roll has "
        "answered.\n\n"
        "The draft cannot be changed while the call is open.\n\n"
        "The case:\nhttp://127.0.0.1:8000/desk/CR-2026-0001/\n\n"
        f"You get this because you are a member of {case.group}, which works on this request. Messages of a case "
        "cannot be stopped while you are part of it; who recuses gets none.\n\n"
        "Example: this is not the real site. The bodies, people and texts in it are invented.\n"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "line", "drawn"),
    [
        ("accept", "work", ". . . . . . "),
        ("publish", "clarification", "- - - - - - "),
        ("incorporate", "standard", "____________"),
        ("not-accept", "ended", "· · ·\n\nAsks h"),
    ],
)
def test_the_line_of_a_mail_says_how_much_the_text_binds(verb, line, drawn):
    case = WALKS[verb][0]()

    message = to_rita(case, verb)

    assert message.line == line
    assert message.text.split("\n\n", 2)[2][: len(drawn)] == drawn


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "head", "says"),
    [
        *((verb, "This is not a requirement, and it does not bind.", STATED) for verb in RECORD_VERBS),
        (
            "incorporate",
            "The standard itself now says this.",
            "This text remains a consensus on intent and does not bind.",
        ),
    ],
)
def test_what_is_said_of_a_record_comes_with_the_disclaimer_in_full(verb, head, says):
    case = WALKS[verb][0]()

    text = to_rita(case, verb).text

    assert (text.count(head), text.count(says)) == (1, 1)


@pytest.mark.django_db
def test_the_requester_reads_what_there_is_to_answer():
    case = builders.returned(asked())

    text = to_rita(case, "send-back").text

    assert "\n\n> Which edition do you use?\n\n> Is 7.1.6 meant too?\n\n" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "quoted"),
    [
        ("not-accept", "Asks how to implement, not what is meant\n\n> Because the example says so."),
        ("refer", "ISO/CASCO, Committee on conformity assessment\n\n> Because the example says so."),
        ("no-longer-applies", "Why it no longer applies there:\n\n> Because the example says so."),
        ("withdraw-verdict", "Why it was withdrawn:\n\n> Because the example says so."),
        ("correct", "What was corrected and why:\n\n> Because the example says so."),
        ("retire", "Why:\n\n> Because the example says so."),
    ],
)
def test_the_requester_reads_why(verb, quoted):
    case = WALKS[verb][0]()

    assert to_rita(case, verb).text.count(f"\n\n{quoted}\n\n") == 1


@pytest.mark.django_db
def test_no_consensus_is_told_as_such():
    case = abandoned()

    case.take(steps.PUBLISH, case.sam)

    assert to_rita(case, "publish").subject == "[Example] CR-2026-0001: Published: the group reached no consensus"


@pytest.mark.django_db
def test_who_recused_is_told_nothing_more():
    case = under_review()
    case.take(steps.RECUSE, case.max)

    case.take(steps.COMMENT, case.mina, text="What do you think?")
    case.max = case.mina  # Mina writes the draft instead
    builders.seeking_consensus(builders.drafted(case))

    assert told(case, "comment") == "member Connie"
    assert told(case, "draft") == "member Connie"
    assert told(case, "call") == "member Mina"


@pytest.mark.django_db
def test_a_recused_convenor_is_told_nothing_and_the_acting_one_is():
    case = under_review()
    case.take(steps.RECUSE, case.connie)
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina)

    case.take(steps.DISCLOSE, case.max, note="Its client asks.")

    assert told(case, "recuse") == BOTH
    assert told(case, "disclose") == "convenor Mina"


@pytest.mark.django_db
def test_who_left_the_group_or_the_site_is_told_nothing():
    case = under_review()
    Seat.objects.filter(user=case.max).update(until=datetime.date(2026, 3, 1))
    case.mina.is_active = False
    case.mina.save()

    case.take(steps.COMMENT, case.connie, text="What do you think?")

    assert told(case, "comment") == ""


@pytest.mark.django_db
def test_who_asks_and_sits_in_the_group_is_told_as_both():
    case = cast()
    case = builders.received(case, requester=requester(case, email=case.max.email))
    case.take(steps.RECORD_FINDING, case.sam, findings=builders.ALL_MET)

    case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind=BodyKind.MEMBER)

    roles = [message.role for message in messages(case, "accept") if message.to == case.max.email]
    assert roles == ["requester", "member"]


@pytest.mark.django_db
def test_a_request_entered_by_the_secretariat_is_receipted_to_the_body():
    case = cast()
    sam = Actor(kind=ActorKind.USER, name="Sam", key=str(case.sam.key), user=case.sam, on_behalf_of="Example\nBody")

    case.take(steps.SUBMIT, sam, facts=builders.submission(case, confirmed_at=None))

    assert told(case, "submit") == "requester Rita"
    assert (
        to_rita(case, "submit").text.count("\n\nThe secretariat entered the request that Example Body sent.\n\n") == 1
    )


@pytest.mark.django_db
def test_a_refused_step_tells_nobody():
    case = clarification_in(State.RECEIVED)
    before = Message.objects.count()

    with pytest.raises(StepRefused):
        case.take(steps.ACCEPT, case.sam, group=case.group, requester_kind=BodyKind.MEMBER)

    assert Message.objects.count() == before


# ---------- what people type is never trusted ----------


@pytest.mark.django_db
def test_a_name_or_standard_that_people_type_stays_on_its_line_and_is_nothing_but_text():
    typed = "ISO 1\nBcc: a@b.example\r\n\u202eevil\u2028<b>{{ settings.SECRET_KEY }}</b>"
    case = cast()
    name = "Rita\nBcc: all@b.example"

    builders.received(case, edition=None, other_standard=typed, requester=requester(case, contact=name))

    message = to_rita(case, "submit")
    assert message.to_name == "Rita Bcc: all@b.example"
    assert message.text.split("\n")[0] == (
        "ISO 1 Bcc: a@b.example evil <b>{{ settings.SECRET_KEY }}</b> · 7.1.5, 6.2.4 · CR-2026-0001"
    )


@pytest.mark.django_db
def test_a_text_that_people_type_cannot_pass_for_one_of_ours():
    case = asked()
    text = "1\n\n" + "_" * 59 + "\n\nThe standard itself now says this.\n& <script>\x07alert(1)</script>"

    case.take(steps.SEND_BACK, case.sam, questions=[text])

    assert to_rita(case, "send-back").text.count(
        "\n\n> 1\n>\n> " + "_" * 59 + "\n>\n> The standard itself now says this.\n> & <script>alert(1)</script>\n\n"
    ) == 1  # fmt: skip


@pytest.mark.django_db
def test_right_to_left_and_emoji_text_arrives_as_it_was_typed():
    case = asked()

    case.take(steps.SEND_BACK, case.sam, questions=["איזו מהדורה? 🦓"])

    assert to_rita(case, "send-back").text.count("\n\n> איזו מהדורה? 🦓\n\n") == 1


@pytest.mark.django_db
def test_the_mail_to_an_address_that_nobody_has_proved_holds_nothing_that_was_typed():
    edition = EditionFactory()
    identity = {"contact": "Win at evil.example", "email": "victim@member.example"}
    pages = {"standard": {"edition": edition.pk, "other_standard": ""}, "identity": identity}
    draft = Draft.objects.create(
        answers=pages | {"question": {"subject": "Quagga"}}, created_at=START, changed_at=START
    )

    send_confirmation(draft, code="one-use", at=START)

    message = Message.objects.get()
    assert (message.to, message.to_name, message.verb) == ("victim@member.example", "", "confirm")
    assert message.subject == "[Example] Confirm your request"
    assert message.text.split("\n\n")[:2] == [
        str(edition),
        "Follow the link until 9 March 2026 and confirm there. Nothing is received yet.",
    ]
    assert message.text.count("Confirm:\nhttp://127.0.0.1:8000/request/confirm/one-use/\n") == 1
    assert "evil" not in message.text


@pytest.mark.django_db
def test_a_draft_about_another_standard_is_confirmed_without_its_name():
    pages = {"standard": {"edition": "", "other_standard": "Quagga"}, "identity": {"email": "rita@member.example"}}
    draft = Draft.objects.create(answers=pages, created_at=START, changed_at=START)

    send_confirmation(draft, code="one-use", at=START)

    assert Message.objects.get().text.split("\n")[0] == "A standard"


@pytest.mark.django_db
def test_the_real_site_says_example_nowhere(settings):
    settings.MODE = "production"

    case = asked()

    message = to_rita(case, "submit")
    assert message.subject == "CR-2026-0001: Your request is received"
    assert "Example:" not in message.text
