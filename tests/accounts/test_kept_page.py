"""Nothing typed is lost when a session ends: it stands in its page again, for whom that was made and nobody else."""

import datetime
import json

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts import kept
from accounts.models import KeptPost
from clarifications.map.steps import WITHDRAW
from tests.builders import drafted, received, under_review
from tests.factories import PASSWORD
from tests.page import Page
from tests.typing import FORM, again, opened, typed_without_session, without_session

OURS = {"Origin": "http://testserver"}  # as a browser says of every form that our own pages send
REASON = "The edition is of another committee, and the question belongs there."


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def case(db):
    """A case of Sam, Connie, Max and Mina that the group works on."""
    return under_review()


def test_what_is_sent_after_the_session_ended_stands_in_the_form_again(case, browser_of):
    browser, address = browser_of(case.max), f"/desk/{case.clarification.reference}/comment/"
    fields = opened(browser, address, text=REASON)

    answer = without_session(browser).post(address, fields, follow=True)

    assert answer.redirect_chain == [(f"/account/login/?next={address}", 302)]
    assert "Nothing is sent yet. What you typed is kept for a day" in Page(answer).words
    shown = Page(again(browser, case.max).get(address))
    assert (shown.one("#kept"), shown.fields["text"]) == ("Kept, not sent", [REASON])
    assert shown.all("section.errors") == []
    assert case.clarification.comments.count() == 0


def test_nobody_else_is_told_of_it(case, browser_of):
    browser, address = browser_of(case.max), f"/desk/{case.clarification.reference}/comment/"
    typed_without_session(browser, address, text=REASON)

    shown = Page(again(browser, case.mina).get(address))

    assert (shown.all("#kept"), shown.fields["text"]) == ([], [""])
    assert Page(again(browser, case.max).get(address)).fields["text"] == [REASON]
    assert Page(again(Client(), case.max).get(address)).fields["text"] == [""]


def test_nothing_of_it_is_readable_in_the_database(case, browser_of):
    browser, address = browser_of(case.max), f"/desk/{case.clarification.reference}/comment/"

    answer = typed_without_session(browser, address, text=REASON)

    row = KeptPost.objects.values().get()
    assert not any(word in str(row) for word in (REASON, "another", str(case.max.key), address, "127.0.0.1"))
    cookie = answer.cookies["kept"]
    assert cookie.value not in str(row)
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (True, "Lax", 86400, "/")


def test_what_is_sent_is_not_kept_any_more(case, browser_of):
    browser, address = browser_of(case.max), f"/desk/{case.clarification.reference}/comment/"
    typed_without_session(browser, address, text=REASON)

    answer = again(browser, case.max).post(address, opened(browser, address))

    assert answer.status_code == 302
    assert [comment.text for comment in case.clarification.comments.all()] == [REASON]
    assert (KeptPost.objects.count(), Page(browser.get(address)).fields["text"]) == (0, [""])


def test_it_can_be_thrown_away(case, browser_of):
    browser, address = browser_of(case.max), f"/desk/{case.clarification.reference}/comment/"
    typed_without_session(browser, address, text=REASON)
    shown = again(browser, case.max).get(address)
    offer = Page(shown, "section[aria-labelledby=kept] form").fields

    answer = browser.post(address, offer | {"throw_kept_away": "yes"}, follow=True)

    assert Page(shown).all("details.fold button[name=throw_kept_away]") == ["Throw it away for good"]
    assert answer.redirect_chain == [(address, 302)]
    assert "What was kept is thrown away." in Page(answer).words
    assert (Page(answer).all("#kept"), KeptPost.objects.count()) == ([], 0)


def test_it_is_gone_after_a_day(case, browser_of):
    browser, address = browser_of(case.max), f"/desk/{case.clarification.reference}/comment/"
    typed_without_session(browser, address, text=REASON)
    KeptPost.objects.update(at=timezone.now() - kept.LASTS)

    shown = Page(again(browser, case.max).get(address))
    call_command("work", "--once")

    assert (shown.all("#kept"), KeptPost.objects.count()) == ([], 0)


def test_a_stranger_fills_nothing(case, client):
    address = f"/desk/{case.clarification.reference}/comment/"

    for proof in ("", "person:1:forged", f"person:{case.max.key}:forged"):
        answer = client.post(address, {"text": REASON, "made_for": proof})
        assert answer["Location"] == f"/account/login/?next={address}"

    assert KeptPost.objects.count() == 0


def test_a_page_of_whoever_is_switched_off_is_not_kept(case, browser_of):
    browser, address = browser_of(case.max), f"/desk/{case.clarification.reference}/comment/"
    fields = opened(browser, address, text=REASON)
    case.max.is_active = False
    case.max.save()

    answer = browser.post(address, fields, follow=True)

    assert KeptPost.objects.count() == 0
    assert "Nothing was sent or kept." in Page(answer).words


def test_it_waits_for_the_new_password_and_the_second_factor(case, browser_of):
    secret = generate_totp_secret()
    TOTP.activate(case.max, secret)
    browser, address = browser_of(case.max), f"/desk/{case.clarification.reference}/comment/"
    fields = opened(browser, address, text=REASON)
    case.max.set_password(PASSWORD)
    case.max.save()

    browser.post(address, fields)
    browser.post(f"/account/login/?next={address}", {"login": case.max.email, "password": PASSWORD})
    pending = browser.get(address)
    answer = browser.post("/account/second-factor/authenticate/", {"code": code_for(secret)}, follow=True)

    assert pending.status_code == 302
    assert answer.redirect_chain == [(address, 302)]
    assert Page(answer).fields["text"] == [REASON]


def test_what_is_typed_before_the_second_factor_is_set_up_stands_there_afterwards(case, browser_of, settings):
    browser, address = browser_of(case.connie), f"/desk/{case.clarification.reference}/comment/"
    fields = opened(browser, address, text=REASON)
    settings.SECOND_FACTOR_REQUIRED = True

    answer = browser.post(address, fields)
    TOTP.activate(case.connie, generate_totp_secret())

    assert answer["Location"].startswith("/account/protect/")
    assert Page(browser.get(address)).fields["text"] == [REASON]


def test_a_form_that_was_opened_before_signing_in_again_is_kept_for_its_person(case):
    browser, address = Client(enforce_csrf_checks=True, headers=OURS), f"/desk/{case.clarification.reference}/comment/"
    fields = opened(again(browser, case.max), address, text=REASON)
    again(browser, case.max).get("/account/password/change/")  # brings the new proof

    answer = browser.post(address, fields)

    assert answer.status_code == 403
    assert Page(answer).values("main a.btn-primary") == [address]
    assert Page(browser.get(address)).fields["text"] == [REASON]


@pytest.mark.parametrize("strict", [True, False])
def test_a_page_of_somebody_else_is_neither_sent_nor_told_of(case, strict):
    browser, address = (
        Client(enforce_csrf_checks=strict, headers=OURS),
        f"/desk/{case.clarification.reference}/comment/",
    )
    fields = opened(again(browser, case.max), address, text=REASON)
    again(browser, case.mina).get("/account/password/change/")

    answer = browser.post(address, fields)

    assert (answer.status_code, case.clarification.comments.count()) == (403, 0)
    assert REASON not in Page(answer).words
    assert "is kept" not in Page(answer).words
    assert Page(browser.get(address)).fields["text"] == [""]
    assert Page(again(browser, case.max).get(address)).fields["text"] == [REASON]


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", None])
def test_a_page_of_elsewhere_takes_nothing_from_what_a_browser_has_kept(case, browser_of, origin):
    browser, address = browser_of(case.max), f"/desk/{case.clarification.reference}/comment/"
    typed_without_session(browser, address, text=REASON)
    forged = opened(browser_of(case.mina), address, text="Words of Mina.")
    # From elsewhere a browser sends neither session nor key along, but takes the cookies of the answer.
    without = Client(enforce_csrf_checks=True)

    answer = without.post(address, forged, headers={"Origin": origin} if origin else {})

    assert (answer.status_code, dict(answer.cookies)) == (403, {})
    assert KeptPost.objects.count() == 1
    assert Page(again(browser, case.max).get(address)).fields["text"] == [REASON]


def test_a_page_for_everybody_shows_what_was_typed_and_keeps_nothing(client, db):
    strict = Client(enforce_csrf_checks=True)
    address = client.post("/request/")["Location"]
    typed = {"other_standard": "A standard of others"}

    ours = strict.post(address, typed, headers=OURS)
    forged = strict.post(address, typed, headers={"Origin": "https://elsewhere.example"})

    assert (ours.status_code, Page(ours).all("main .typed")) == (403, ["A standard of others"])
    assert (forged.status_code, Page(forged).all("main .typed")) == (403, [])
    assert KeptPost.objects.count() == 0


def test_passwords_codes_and_proofs_are_never_kept(max_, browser_of):
    browser = browser_of(max_)
    proof = opened(browser, "/account/password/change/")["made_for"]
    secrets = {"oldpassword": "a b", "password1": "c d", "password2": "c d", "code": "1 2", "credential": "{} {}"}

    without_session(browser).post("/account/password/change/", secrets | {"made_for": proof, "file": "x y"})

    assert KeptPost.objects.count() == 0


def test_what_two_tabs_of_a_page_sent_is_found_both(case, browser_of):
    browser, address = browser_of(case.max), f"/desk/{case.clarification.reference}/comment/"
    tabs = [opened(browser, address, text=text) for text in (REASON, "Words of another tab.", "And of a third.")]
    without_session(browser)
    for fields in tabs:
        browser.post(address, fields)

    shown = Page(again(browser, case.max).get(address))

    assert shown.fields["text"] == ["And of a third."]
    assert shown.all("section[aria-labelledby=kept] .typed") == [REASON, "Words of another tab."]
    assert "Before that you typed something else here, such as in another tab" in shown.words


def test_what_the_same_tab_showed_and_was_typed_over_is_not_said_to_be_of_another(case, browser_of):
    browser, address = browser_of(case.max), f"/desk/{case.clarification.reference}/comment/"
    other = opened(browser, address, text="Words of another tab.")
    typed_without_session(browser, address, text=REASON)
    same = opened(again(browser, case.max), address, text=f"{REASON} And more.")

    without_session(browser).post(address, same)
    alone = Page(again(browser, case.max).get(address))
    without_session(browser).post(address, other)
    both = Page(again(browser, case.max).get(address))

    assert (alone.fields["text"], alone.all("section[aria-labelledby=kept] .typed")) == ([f"{REASON} And more."], [])
    assert (both.fields["text"], both.all("section[aria-labelledby=kept] .typed")) == (
        ["Words of another tab."],
        [f"{REASON} And more."],
    )


def test_of_more_than_is_kept_of_a_page_the_new_text_stays_and_that_is_said(case, browser_of):
    browser, address = browser_of(case.max), f"/desk/{case.clarification.reference}/comment/"
    long, longer = "one " * (kept.MOST_BYTES // 10), "two " * (kept.MOST_BYTES // 6)
    tabs = [opened(browser, address, text=text) for text in (longer, long, "And of a third.")]
    without_session(browser)
    for fields in tabs:
        browser.post(address, fields)

    shown = Page(again(browser, case.max).get(address))

    assert shown.fields["text"] == ["And of a third."]
    assert [text.split()[0] for text in shown.all("section[aria-labelledby=kept] .typed")] == ["one"]
    assert "You typed more than is kept of a page: the oldest texts are left out." in shown.words


def test_what_was_kept_longer_than_a_day_ago_is_not_brought_back(db):
    at, key, place = timezone.now(), kept.new_key(), kept.MadePage("person:1", "/desk/1/")
    kept.keep({"text": [REASON]}, place=place, key=key, network="::1", at=at - kept.LASTS)

    kept.keep({"text": ["Newer."]}, place=place, key=key, network="::1", at=at)

    assert (kept.find(place, key=key, at=at).earlier, KeptPost.objects.count()) == ((), 1)


def test_what_a_former_release_kept_is_found(db):
    at, key, place = timezone.now(), kept.new_key(), kept.MadePage("person:1", "/desk/1/")
    row = kept.keep({"text": [REASON]}, place=place, key=key, network="::1", at=at)
    row.sealed = Fernet(key).encrypt(json.dumps({"text": [REASON], "fields": ["one"]}).encode()).decode()
    row.save()

    assert kept.find(place, key=key, at=at).fields == {"text": [REASON], "fields": ["one"]}


def test_what_is_kept_stays_until_a_page_that_shows_it_is_sent(case, browser_of):
    browser, address = browser_of(case.max), f"/desk/{case.clarification.reference}/comment/"
    other = opened(browser, address, text="Words of another tab.")
    typed_without_session(browser, address, text=REASON)

    again(browser, case.max).post(address, other)
    there = Page(browser.get(address)).fields["text"]
    browser.post(address, opened(browser, address))

    assert there == [REASON]
    assert sorted(comment.text for comment in case.clarification.comments.all()) == [REASON, "Words of another tab."]
    assert (KeptPost.objects.count(), Page(browser.get(address)).fields["text"]) == (0, [""])


def test_two_pages_are_kept_beside_each_other_and_the_latest_of_each(case, browser_of):
    browser, reference = browser_of(case.sam), case.clarification.reference
    addresses = [f"/desk/{reference}/{verb}/" for verb in ("ask-requester", "renew-link")]
    fields = [opened(browser, address) for address in addresses]
    without_session(browser)

    browser.post(addresses[0], fields[0] | {"questions-0-text": "Older words."})
    browser.post(addresses[0], fields[0] | {"questions-0-text": "Newer words."})
    browser.post(addresses[1], fields[1] | {"reason": REASON})

    shown = [Page(again(browser, case.sam).get(address)).fields for address in addresses]
    assert (shown[0]["questions-0-text"], shown[1]["reason"], KeptPost.objects.count()) == (
        ["Newer words."],
        [REASON],
        2,
    )


def test_a_version_that_moved_on_still_has_its_word(case, browser_of):
    browser, address = browser_of(case.connie), f"/desk/{case.clarification.reference}/draft/"
    fields = opened(browser, address)
    text = next(name for name in fields if name.endswith("position"))
    without_session(browser).post(address, fields | {text: "It is not.", text.replace("position", "outcome"): "no"})
    drafted(case)

    shown = Page(again(browser, case.connie).get(address), FORM).fields
    answer = browser.post(address, shown)

    assert shown[text] == ["It is not."]
    assert answer.status_code == 409
    assert Page(answer).fields[text] == ["It is not."]


def test_rows_that_were_added_are_there_again(db, browser_of):
    case = received()
    browser, address = browser_of(case.sam), f"/desk/{case.clarification.reference}/send-back/"
    rows = {"questions-0-text": "First question?", "questions-1-text": "Second question?"}
    typed_without_session(browser, address, **rows)

    shown = Page(again(browser, case.sam).get(address)).fields

    assert {field: shown[field] for field in rows} == {field: [text] for field, text in rows.items()}


def test_a_step_that_is_closed_by_now_shows_what_was_kept(case, browser_of):
    browser, address = browser_of(case.connie), f"/desk/{case.clarification.reference}/draft/"
    fields = opened(browser, address)
    text = next(name for name in fields if name.endswith("position"))
    without_session(browser).post(address, fields | {text: "It is not so."})
    case.take(WITHDRAW, case.rita, reason="Settled.")

    shown = Page(again(browser, case.connie).get(address))

    assert "It is not so." in shown.all("section[aria-labelledby=kept] .typed")


def test_only_so_much_is_kept_of_a_page_a_person_and_a_network(db):
    at, key = timezone.now(), kept.new_key()

    def keep(number: int, *, holder: str = "person:1", text: str = "x", network: str = "::1"):
        place = kept.MadePage(holder, f"/desk/{number}/")
        return kept.keep({"text": [text]}, place=place, key=key, network=network, at=at + datetime.timedelta(0, number))

    too_long = keep(0, text="x" * kept.MOST_BYTES)
    for number in range(kept.MOST_OF_A_HOLDER + 1):
        keep(number)
    others = [keep(number, holder=f"person:{number}") for number in range(2, kept.MOST_OF_A_NETWORK)]

    assert too_long is None
    oldest, second = (kept.MadePage("person:1", f"/desk/{number}/") for number in (0, 1))
    assert kept.find(oldest, key=key, at=at) is None
    assert kept.find(second, key=key, at=at).fields == {"text": ["x"]}
    assert others[kept.MOST_OF_A_NETWORK - kept.MOST_OF_A_HOLDER :] == [None] * 8
    assert keep(99, network="::2") is not None


@pytest.mark.parametrize("cookie", ["", "x", "é", "a" * 43 + "="])
def test_a_cookie_that_is_none_of_ours_opens_nothing(case, browser_of, cookie):
    browser = browser_of(case.max)
    browser.cookies["kept"] = cookie

    page = browser.get(f"/desk/{case.clarification.reference}/comment/")

    assert (page.status_code, Page(page).all("#kept")) == (200, [])
