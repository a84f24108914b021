"""Nothing typed is lost when a session ends, a link is renewed, a draft is over: on every page that takes texts."""

import pytest
from django.test import Client

from accounts.models import KeptPost
from clarifications.desk.step_views import FORMS
from clarifications.intake.models import Draft
from clarifications.mail.models import Message
from clarifications.mail.outbox import hold_back
from clarifications.map.steps import ASK_REQUESTER, RENEW_LINK, WITHDRAW, State
from standards.models.concordances import Concordance
from tests.builders import clarification_in, received, returned, under_review
from tests.clarifications.intake.pages import BACKGROUND, page_of
from tests.factories import EditionFactory, SeatFactory
from tests.others import published
from tests.page import Page
from tests.typing import FORM, again, opened, typed_without_session, without_session, words_for

pytestmark = pytest.mark.django_db
ANSWER = "We use the edition of 2017, and no other one."


def lost_at(address: str, browser: Client, user) -> dict[str, str]:
    """What was typed into a page without a session and does not stand in it after its person signed in again."""
    page = browser.get(address)
    assert page.status_code == 200, address
    typed = words_for(Page(page))
    typed_without_session(browser, address, **typed)
    again_there = again(browser, user).get(address)
    assert Page(again_there).all("section.errors") == []
    shown = Page(again_there).fields
    return {name: text for name, text in typed.items() if shown.get(name) != [text]}


@pytest.mark.parametrize(
    ("state", "who"),
    [
        (State.RECEIVED, "sam"),
        (State.UNDER_REVIEW, "connie"),
        (State.SEEKING_CONSENSUS, "max"),
        (State.DECIDED, "sam"),
        (State.PUBLISHED, "sam"),
    ],
)
def test_what_is_typed_into_any_step_of_the_desk_stands_in_it_again(browser_of, state, who):
    case = clarification_in(state)
    user, home, lost = getattr(case, who), case.clarification.get_absolute_url(), {}
    browser = browser_of(user)

    links = {link for link in Page(browser.get(home)).values("main a[href]") if link and link.startswith(home)}
    for address in sorted(links):
        if address.removeprefix(home).strip("/") in FORMS and Page(browser.get(address)).root.css(FORM):
            lost[address] = lost_at(address, browser, user)

    assert lost
    assert not any(lost.values()), lost


def test_what_is_typed_into_a_historic_text_stands_in_it_again(sam, browser_of):
    assert lost_at("/desk/new/historic/", browser_of(sam), sam) == {}
    assert KeptPost.objects.count() == 1


def test_what_is_typed_about_mail_stands_there_again(browser_of):
    case = received()
    hold_back()
    failed = Message.objects.filter(delivery="held").first()
    failed.delivery = "failed"
    failed.save()

    lost = [lost_at(f"/desk/mail/{place}/", browser_of(case.sam), case.sam) for place in ("held", failed.pk)]

    assert lost == [{}, {}]


def test_what_is_typed_about_a_seat_stands_there_again(sam, group, browser_of):
    browser, seat = browser_of(sam), SeatFactory(group=group)

    typed_without_session(browser, "/people/seat/", name="Nina Example", email="nina@")
    given = Page(again(browser, sam).get("/people/seat/")).fields
    typed_without_session(browser, f"/people/seat/{seat.pk}/end/", until="2099-01-01")
    ended = Page(again(browser, sam).get(f"/people/seat/{seat.pk}/end/")).fields

    assert (given["name"], given["email"], ended["until"]) == (["Nina Example"], ["nina@"], ["2099-01-01"])
    seat.refresh_from_db()
    assert seat.until is None


def test_what_is_typed_into_the_catalogue_stands_there_again(sam, browser_of):
    older = EditionFactory(year=2012)
    newer = EditionFactory(standard=older.standard, year=2026)
    Concordance.objects.create(older=older, newer=newer)
    browser, slug = browser_of(sam), older.standard.slug
    compare = f"/standards/{slug}/2026/concordance/{slug}/2012/edit/?part=4"
    depth = f"/standards/{slug}/2026/clauses/edit/"
    fields = opened(browser, compare)
    without_session(browser).post(compare, fields | {"source": "Our own reading"})

    typed_without_session(again(browser, sam), depth, depth="4: paragraphs", remove="on")

    compared, listed = (Page(again(browser, sam).get(address)).fields for address in (compare, depth))
    assert compared["source"] == ["Our own reading"]
    assert (listed["depth"], listed["remove"]) == (["4: paragraphs"], ["on"])


def test_what_is_typed_about_a_publication_of_another_body_stands_there_again(sam, browser_of):
    EditionFactory(standard__number="90020", year=2012)
    edited = f"/standards/others/edit/{published().pk}/"

    for address in ("/standards/others/edit/add/", edited):
        assert lost_at(address, again(browser_of(sam), sam), sam) == {}


def test_what_is_typed_in_the_admin_is_shown_to_be_copied(ada, browser_of):
    browser, address = browser_of(ada), "/admin/accounts/body/add/"
    proof = Page(browser.get(address), "form#body_form").fields

    answer = without_session(browser).post(address, proof | {"name": "Standards Norland (Example)"})

    assert answer["Location"] == f"/admin/login/?next={address}"
    assert "Standards Norland (Example)" in Page(again(browser, ada).get(address), "#kept-here").words


# ---------- who is not signed in, but holds a link ----------


def test_an_answer_that_was_typed_before_the_link_was_renewed_is_shown_and_stands_behind_the_new_one(petra):
    case = returned()
    former = f"{case.clarification.private_path}resubmit/"
    name, *_others = words_for(Page(petra.get(former)))
    fields = opened(petra, former) | {name: ANSWER}
    case.take(RENEW_LINK, case.sam)

    answer = petra.post(former, fields)

    assert (answer.status_code, Page(answer).all("main .typed")[0]) == (404, ANSWER)
    renewed = f"{case.clarification.private_path}resubmit/"
    assert Page(petra.get(renewed)).fields[name] == [ANSWER]
    assert Page(Client().get(renewed)).fields[name] != [ANSWER]


def test_an_answer_to_a_step_that_is_closed_by_now_is_shown_to_be_copied(petra):
    case = received()
    case.take(ASK_REQUESTER, case.sam, questions=["Which edition do you use?"])
    former = f"{case.clarification.private_path}answer-inquiry/"
    name, *_others = words_for(Page(petra.get(former)))
    fields = opened(petra, former) | {name: ANSWER}
    case.take(RENEW_LINK, case.sam)
    petra.post(former, fields)
    case.take(WITHDRAW, case.rita, reason="Settled.")

    shown = Page(petra.get(f"{case.clarification.private_path}answer-inquiry/"))

    assert shown.all("section[aria-labelledby=kept] .typed") == [ANSWER]


@pytest.mark.parametrize("is_sent", [True, False])
def test_a_page_of_a_draft_that_is_over_shows_what_was_typed(petra, is_sent):
    petra.post("/request/")
    draft = Draft.objects.get()
    address = page_of(draft, "background")
    fields = opened(petra, address) | BACKGROUND
    if is_sent:
        draft.clarification = received().clarification
        draft.save()
    else:
        draft.delete()

    answer = petra.post(address, fields)

    assert answer.status_code == (200 if is_sent else 404)
    assert Page(answer).all("main .typed") == [BACKGROUND["background"]]
    assert KeptPost.objects.count() == 0


def test_a_draft_on_behalf_leads_to_the_sign_in_and_keeps_what_was_typed(browser_of, sam):
    browser = browser_of(sam)
    browser.post("/desk/new/request/")
    address = page_of(Draft.objects.get(), "background")

    answer = typed_without_session(browser, address, **BACKGROUND)

    assert answer["Location"] == f"/account/login/?next={address}"
    shown = Page(again(browser, sam).get(address))
    assert (shown.fields["background"], shown.one("#kept")) == ([BACKGROUND["background"]], "Kept, not sent")


def test_a_page_behind_the_question_whose_body_is_concerned_keeps_what_was_typed(browser_of):
    case = under_review()
    browser, address = browser_of(case.max), f"{case.clarification.get_absolute_url()}comment/"
    fields = opened(browser, address, text=ANSWER)
    case.clarification.declarations.filter(user=case.max).delete()

    answer = browser.post(address, fields)

    assert answer.status_code == 302
    case.open_for(case.max)
    assert Page(browser.get(address)).fields["text"] == [ANSWER]


def test_what_cannot_be_kept_behind_that_question_is_shown(browser_of):
    case = under_review()
    browser, address = browser_of(case.max), f"{case.clarification.get_absolute_url()}comment/"
    fields = opened(browser, address, text=ANSWER)
    case.clarification.declarations.filter(user=case.max).delete()
    del fields["made_for"]

    answer = browser.post(address, fields)

    assert (answer.status_code, KeptPost.objects.count()) == (409, 0)
    assert "Say first whether your body is concerned." in Page(answer).words
    assert ANSWER in Page(answer).words
