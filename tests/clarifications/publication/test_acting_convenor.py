"""Nobody chooses who agrees: once answers are agreed, an acting convenor is named where nobody else can say it."""

import datetime

import pytest

from clarifications.case.part import StepRefused
from clarifications.map import steps
from tests.builders import change_asked, decided, published, under_review
from tests.clarifications.desk.pages import address_of, texts
from tests.clarifications.mail.cases import told
from tests.clarifications.publication.test_changed_answers import edited_otherwise, turn_of
from tests.factories import ConvenorFactory, GroupFactory, SeatFactory, UserFactory

pytestmark = pytest.mark.django_db
SOMEBODY_CONVENES = "Somebody convenes this case who can say whether its answers may change"
WAS_ASKED = "Name somebody who was asked in the call"


def ended(person, case):
    """The seats of this person ended the day before."""
    person.seats.update(until=case.at.date() - datetime.timedelta(days=1), since=datetime.date(2020, 1, 1))


def asked_by_who_convenes():
    """A secretary convenes, and has put a changed answer to the convenor."""
    case = edited_otherwise()
    ended(case.connie, case)
    SeatFactory(user=case.sam, group=case.group, role="convenor")
    return change_asked(case)


def mail_to_replaced(case):
    """What who convened until now is written."""
    return case.clarification.messages.get(role="replaced").text


# ---------- where somebody can say it ----------


@pytest.mark.parametrize(
    "build",
    [decided, change_asked, published, lambda: change_asked(published())],
    ids=["decided", "decided and asked", "published", "published and asked"],
)
def test_the_secretariat_chooses_nobody_to_agree_beside_a_convenor_who_can_say_it(build):
    case = build()

    with pytest.raises(StepRefused, match=SOMEBODY_CONVENES):
        case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.max)


def test_nor_another_one_once_somebody_acts_for_who_left():
    case = change_asked()
    ended(case.connie, case)
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina)
    case.take(steps.REFUSE, case.mina)

    with pytest.raises(StepRefused, match=SOMEBODY_CONVENES):
        case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.max)


def test_the_page_says_why_nobody_is_named(browser_of):
    case = change_asked()

    page = texts(browser_of(case.sam).get(case.clarification.get_absolute_url()))

    assert SOMEBODY_CONVENES in page


# ---------- where nobody can ----------


@pytest.mark.parametrize("left", ["recused", "seat ended", "signed off"])
def test_where_the_convenor_is_gone_somebody_who_was_asked_says_it(left):
    case = change_asked()
    if left == "recused":
        case.take(steps.RECUSE, case.connie)
    elif left == "seat ended":
        ended(case.connie, case)
    else:
        case.connie.is_active = False
        case.connie.save()
    turn = turn_of(case, case.sam)

    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina)
    case.take(steps.AGREE, case.mina)

    assert turn == "Name an acting convenor, who is asked about changed answers"
    assert case.clarification.proposed_changes.get().outcome == "agreed"


def test_a_convenor_of_what_is_published_recuses_and_somebody_else_says_it():
    case = change_asked(published())

    case.take(steps.RECUSE, case.connie)
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina)
    case.take(steps.AGREE, case.mina)

    assert case.clarification.proposed_changes.get().outcome == "agreed"


def test_a_recusal_that_was_made_in_error_is_lifted_once_published_too():
    case = change_asked(published())
    case.take(steps.RECUSE, case.connie)

    case.take(steps.LIFT_RECUSAL, case.sam, member=case.connie)

    assert turn_of(case, case.connie) == "Agree to the changed answers, or refuse them"


def test_where_the_convenor_asked_somebody_else_of_the_group_says_it():
    case = asked_by_who_convenes()
    turn = turn_of(case, case.sam)

    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina)

    assert turn == "Name an acting convenor, who is asked about changed answers"
    assert turn_of(case, case.mina) == "Agree to the changed answers, or refuse them"


# ---------- who was put there in order to agree ----------


def test_who_was_given_a_seat_after_the_decision_is_not_named_to_agree_to_another():
    case = change_asked()
    ended(case.connie, case)
    late = SeatFactory(user__name="Lea Example", group=case.group).user

    with pytest.raises(StepRefused, match=WAS_ASKED):
        case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=late)


@pytest.mark.parametrize("step", [steps.AGREE, steps.REFUSE], ids=str)
@pytest.mark.parametrize("build", [decided, published], ids=["decided", "published"])
def test_who_was_given_the_seat_of_the_convenor_after_the_decision_says_nothing(build, step):
    case = change_asked(edited_otherwise() if build is decided else published())
    ended(case.connie, case)
    late = ConvenorFactory(user__name="Lea Example", group=case.group).user

    with pytest.raises(StepRefused, match="You were not asked in the call"):
        case.take(step, late)

    assert turn_of(case, case.sam) == "Name an acting convenor, who is asked about changed answers"
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina)
    case.take(step, case.mina)


def test_where_all_who_were_asked_have_left_somebody_of_the_group_says_it():
    case = change_asked()
    for person in (case.connie, case.max, case.mina):
        ended(person, case)
    late = SeatFactory(user__name="Lea Example", group=case.group).user

    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=late)
    case.take(steps.AGREE, late)

    assert case.clarification.proposed_changes.get().outcome == "agreed"


def test_where_all_who_were_asked_have_left_a_new_convenor_too_is_named_with_a_reason(browser_of):
    case = change_asked()
    for person in (case.connie, case.max, case.mina):
        ended(person, case)
    late = ConvenorFactory(user__name="Lea Example", group=case.group).user

    with pytest.raises(StepRefused, match="You were not asked in the call"):
        case.take(steps.AGREE, late)
    page = texts(browser_of(case.sam).get(address_of(case, "name-acting-convenor")))
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=late, reason="She wrote the minutes.")
    case.take(steps.AGREE, late)

    assert "Nobody who was asked in the call is in the group any more." in page
    assert "She wrote the minutes." in texts(browser_of(case.sam).get(case.clarification.get_absolute_url()))
    assert case.clarification.proposed_changes.get().outcome == "agreed"


def test_whoever_has_the_turn_is_asked_about_changed_answers():
    case = edited_otherwise()
    ended(case.connie, case)
    ConvenorFactory(user__name="Lea Example", group=case.group)
    UserFactory(name="Sid Example", is_secretariat=True)

    case = change_asked(case)

    assert told(case, "ask-convenor") == "secretariat Sid"


def test_who_asks_for_the_change_is_neither_offered_nor_named(browser_of):
    case = asked_by_who_convenes()

    page = texts(browser_of(case.sam).get(address_of(case, "name-acting-convenor")))

    assert ("Max Example" in page, "Sam Example," in page) == (True, False)
    with pytest.raises(StepRefused, match=WAS_ASKED):
        case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.sam)


def test_who_asks_for_the_change_may_take_it_back():
    case = asked_by_who_convenes()

    case.take(steps.REFUSE, case.sam)

    assert case.clarification.proposed_changes.get().outcome == "refused"


def test_the_page_offers_those_who_were_asked(browser_of):
    case = change_asked()
    ended(case.connie, case)
    SeatFactory(user__name="Lea Example", group=case.group)

    page = texts(browser_of(case.sam).get(address_of(case, "name-acting-convenor")))

    assert ("Max Example" in page, "Lea Example" in page) == (True, False)


def test_a_second_convenor_who_is_seated_after_the_decision_agrees_to_nothing():
    case = change_asked()
    late = ConvenorFactory(user__name="Lea Example", group=case.group).user

    with pytest.raises(StepRefused, match="This step is for: Convenor"):
        case.take(steps.AGREE, late)


@pytest.mark.parametrize("build", [decided, published], ids=["decided", "published"])
def test_a_decided_case_goes_to_no_other_group(build):
    case, other = build(), GroupFactory()

    for step, by, given in (
        (steps.REASSIGN, case.sam, {"group": other}),
        (steps.TAKE_BACK, case.sam, {}),
        (steps.HAND_BACK, case.connie, {}),
    ):
        with pytest.raises(StepRefused, match="This step is not open any more"):
            case.take(step, by, **given)


def test_a_convenor_who_comes_back_agrees_and_who_acted_is_told():
    case = change_asked()
    case.take(steps.RECUSE, case.connie)
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina)

    case.take(steps.LIFT_RECUSAL, case.sam, member=case.connie, reason="It was another case.")

    assert told(case, "lift-recusal") == "named Connie, replaced Mina"
    assert "It was another case." in mail_to_replaced(case)


# ---------- before the decision ----------


def test_a_convenor_in_whose_place_somebody_is_named_is_told_why():
    case = under_review()

    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina, reason="Connie is away until May.")

    assert told(case, "name-acting-convenor") == "named Mina, replaced Connie"
    assert "Connie is away until May." in mail_to_replaced(case)


def test_so_is_who_acted_before_and_nobody_who_convenes_still():
    case = under_review()
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina)

    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.max)
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.max, reason="Once more.")

    assert told(case, "name-acting-convenor") == "named Max, named Max, named Mina, replaced Connie, replaced Mina"


def test_who_named_somebody_in_the_own_place_is_told_nothing():
    case = under_review()
    ended(case.connie, case)
    ConvenorFactory(user=case.sam, group=case.group)
    UserFactory(name="Sid Example", is_secretariat=True)

    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina)

    assert told(case, "name-acting-convenor") == "named Mina"


def test_the_page_says_that_the_convenor_is_told(browser_of):
    case = under_review()

    before = texts(browser_of(case.sam).get(address_of(case, "name-acting-convenor")))
    case.take(steps.RECUSE, case.connie)
    after = texts(browser_of(case.sam).get(address_of(case, "name-acting-convenor")))

    said = "Tells the member named and the convenor, if somebody else convenes then."
    assert (said in before, said in after, "Tells the member named." in after) == (True, False, True)
