"""Taking steps on the desk: what stands against it, bad input, pages that are sent twice or too late."""

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from clarifications.case.events import Event
from clarifications.case.models import Clarification
from clarifications.case.roles import roles_of, user_actor
from clarifications.desk.step_views import FORMS
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.map.whole import the_map
from tests.builders import ALL_MET, cast, clarification_in, decided, drafted, received, seeking_consensus, under_review
from tests.clarifications.desk.pages import address_of, fresh, opened, recent, send, texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("verb", ["no-such-step", "submit", "enter-historic", "resubmit", "withdraw"])
def test_an_address_that_is_no_step_of_the_desk_is_not_found(browser_of, verb):
    case = received()

    assert browser_of(case.sam).get(address_of(case, verb)).status_code == 404


def test_a_case_that_is_not_there_is_not_found(browser_of):
    assert browser_of(cast().sam).get("/desk/CR-1999-0001/accept/").status_code == 404


@pytest.mark.parametrize(
    ("name", "state"),
    [
        *(("sam", state) for state in (State.RECEIVED, State.UNDER_REVIEW, State.PUBLISHED, State.WITHDRAWN)),
        *(("connie", state) for state in (State.RECEIVED, State.UNDER_REVIEW, State.PUBLISHED)),
        ("max", State.UNDER_REVIEW),
    ],
)
def test_the_page_of_a_step_opens_where_the_map_lets_its_reader_take_it(browser_of, name, state):
    case = clarification_in(state)
    user = getattr(case, name)
    actor, browser = user_actor(user), browser_of(user)
    roles = roles_of(actor, case.clarification, timezone.now())
    seen = Clarification.objects.visible_to(actor).exists()

    for form in (form for form in FORMS.values() if not form.step.starts):
        refused = the_map().refusals(form.step, case.clarification, actor, roles, timezone.now())
        status = browser.get(address_of(case, form.step.verb)).status_code
        assert status in ((403, 409) if refused else (200,)) if seen else status == 404, form.step


def test_a_step_that_is_not_open_any_more_says_so_and_keeps_what_was_typed(browser_of):
    case = received()
    browser = browser_of(case.sam)
    fields = opened(browser, case, "refer", committee="ISO/CASCO", reason="It is theirs, and here is at length why.")
    case.take(steps.WITHDRAW, case.rita)

    page = browser.post(address_of(case, "refer"), fields)

    assert page.status_code == 409
    assert "This step is not open any more: the request is now “Withdrawn”." in texts(page)
    assert "It is theirs, and here is at length why." in texts(page)


def test_a_step_for_others_is_refused(browser_of):
    case = decided()

    page = browser_of(case.connie).get(address_of(case, "publish"))

    assert (page.status_code, "This step is for: Secretariat." in texts(page)) == (403, True)


def test_a_stale_form_says_who_was_faster_and_can_be_sent_again(browser_of):
    case = drafted()
    browser = browser_of(case.max)
    fields = opened(browser, case, "draft", **{"answers-0-position": "My careful words."})
    case.take(steps.DRAFT, case.mina, answers=[])

    page = browser.post(address_of(case, "draft"), fields)
    again = browser.post(address_of(case, "draft"), fields | {"seen_version": str(case.clarification.version)})

    assert page.status_code == 409
    assert "Somebody was faster: Mina Example changed the case at" in texts(page)
    assert "My careful words.</textarea>" in texts(page)
    assert f'name="seen_version" value="{case.clarification.version}"' in texts(page)
    assert (again.status_code, fresh(case).decisions.count()) == (302, 3)


@pytest.mark.parametrize("seen", ["", "x", "-5", "9" * 40])
def test_a_page_without_its_version_changes_nothing(browser_of, seen):
    case = received()
    fields = {"seen_version": seen, "reason": "It was forwarded."}

    page = browser_of(case.sam).post(address_of(case, "renew-link"), fields)

    assert page.status_code in (200, 409)
    assert fresh(case).version == case.clarification.version


@pytest.mark.parametrize("verb", ["accept", "renew-link"])
def test_a_double_click_takes_a_step_once_and_is_answered_alike(browser_of, verb):
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET)
    browser = browser_of(case.sam)
    fields = opened(browser, case, verb, group=str(case.group.pk), reason="It was forwarded.")
    before = Event.objects.count()

    responses = [browser.post(address_of(case, verb), fields) for _click in range(2)]

    assert [response.status_code for response in responses] == [302, 302]
    assert Event.objects.count() == before + 1


def test_the_same_step_of_somebody_else_is_no_double_click(browser_of, sam):
    case = received(cast(sam=sam))
    browser = browser_of(sam)
    fields = opened(browser, case, "renew-link", reason="It was forwarded.")
    case.sam = type(sam).objects.create_user("sona@secretariat.example", name="Sona Example", is_secretariat=True)
    case.take(steps.RENEW_LINK, case.sam)

    page = browser.post(address_of(case, "renew-link"), fields)

    assert page.status_code == 409
    assert "Somebody was faster: Sona Example" in texts(page)


def test_too_long_a_text_is_refused_with_its_count_and_kept(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    page = send(browser_of(case.max), case, "comment", text="x" * 200_000)

    assert page.status_code == 200
    assert "200\u00a0000 of at most 10\u00a0000 characters." in texts(page)
    assert "x" * 200_000 + "</textarea>" in texts(page)
    assert fresh(case).comments.count() == 0


def test_control_characters_are_dropped_and_other_scripts_kept(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    send(browser_of(case.max), case, "comment", text="A\x00B\x07C שלום 👍🏽 مرحبا")

    assert fresh(case).comments.get().text == "ABC שלום 👍🏽 مرحبا"


def test_a_file_where_a_text_is_expected_is_no_text(browser_of, tmp_path):
    case = clarification_in(State.UNDER_REVIEW)
    path = tmp_path / "comment.txt"
    path.write_text("A file.")

    with path.open("rb") as file:
        page = browser_of(case.max).post(address_of(case, "comment"), {"text": file})

    assert "This field is required." in texts(page)


def test_a_step_needs_the_proof_of_its_form(client, sam):
    case = received(cast(sam=sam))
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(sam, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = strict.post(address_of(case, "renew-link"), {"seen_version": "1", "reason": "Forged."})

    assert (page.status_code, fresh(case).link_counter) == (403, 1)


def test_what_a_database_does_not_keep_is_said_and_can_be_sent_again(open_database, browser_of):
    case = clarification_in(State.UNDER_REVIEW)
    browser = browser_of(case.max)
    fields = opened(browser, case, "comment", text="My careful words.")

    def full(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "clarifications_comment"'):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        page = browser.post(address_of(case, "comment"), fields)
    again = browser.post(address_of(case, "comment"), fields)

    assert page.status_code == 503
    assert "Nothing was saved: the database did not keep it." in texts(page)
    assert "My careful words.</textarea>" in texts(page)
    assert (again.status_code, fresh(case).comments.count()) == (302, 1)


def test_an_address_fills_in_rows_and_never_texts(browser_of):
    case = clarification_in(State.UNDER_REVIEW)

    page = browser_of(case.max).get(f"{address_of(case, 'comment')}?text=Put+in+my+mouth&seen_version=1")

    assert "Put in my mouth" not in texts(page)


def test_two_pages_with_other_words_are_no_double_click(browser_of):
    case = drafted()
    browser = browser_of(case.max)
    first, second = (opened(browser, case, "draft", note=note) for note in ("First", "Second"))

    browser.post(address_of(case, "draft"), first)
    page = browser.post(address_of(case, "draft"), second)

    assert page.status_code == 409
    assert 'value="Second"' in texts(page)
    assert fresh(case).decisions.last().note == "First"


def test_a_position_that_came_too_late_is_not_said_to_be_taken(browser_of):
    case = seeking_consensus(drafted(under_review(recent())))
    case.agree(case.connie, case.mina)
    browser = browser_of(case.max)
    agrees, objects = (opened(browser, case, "take-position", view=view, why="So.") for view in ("agree", "object"))

    browser.post(address_of(case, "take-position"), agrees)
    case.at = timezone.now()
    case.take(steps.CONCLUDE, case.connie)
    page = browser.post(address_of(case, "take-position"), objects)

    assert page.status_code == 409
    assert "This step is not open any more: the request is now “Decided”." in texts(page)
    assert case.call.roll.get(user=case.max).position.view == "agree"
