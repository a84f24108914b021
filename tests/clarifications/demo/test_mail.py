"""*Mail of this demonstration*: there in the demonstration alone, with every message and its links."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clarifications.mail.models import Message

NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
LINK = "http://127.0.0.1:8000/request/confirm/one-use/"


@pytest.fixture
def demonstration(settings, db):
    settings.MODE = "demo"


def queued(number: int = 1, **given) -> Message:
    known = {"to": f"reader{number}@member.example", "subject": f"[Example] CR-2026-{number:04d}: A new comment"}
    known |= {"text": f"Hello <b>.\n\nConfirm:\n{LINK}\n", "verb": "comment", "line": "work"}
    moment = NOON + datetime.timedelta(minutes=number)
    return Message.objects.create(**(known | {"queued_at": moment, "next_at": moment} | given))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "{pk}/", "{pk}/html/"])
@pytest.mark.parametrize("mode", ["development", "production"])
def test_outside_the_demonstration_there_is_no_such_page(petra, settings, mode, path):
    settings.MODE = mode

    response = petra.get("/demo/mail/" + path.format(pk=queued().pk))

    assert response.status_code == 404


def test_the_newest_message_stands_first(petra, demonstration):
    for number in (1, 2, 3):
        queued(number)

    page = petra.get("/demo/mail/").context["page"]

    assert [message.to.partition("@")[0] for message in page] == ["reader3", "reader2", "reader1"]


@pytest.mark.parametrize("asked", ["reader2", "CR-2026-0002", " READER2@member.example "])
def test_messages_are_found_by_person_and_by_request(petra, demonstration, asked):
    for number in (1, 2, 3):
        queued(number)

    page = petra.get("/demo/mail/", {"q": asked}).context["page"]

    assert [message.to for message in page] == ["reader2@member.example"]


@pytest.mark.parametrize("query", ["q=%00", "q=%F0%9F%A6%93&page=x", "page=999", "page=-1"])
def test_odd_questions_get_a_page(petra, demonstration, query):
    queued()

    assert petra.get(f"/demo/mail/?{query}").status_code == 200


def test_an_empty_outbox_says_so(petra, demonstration):
    assert petra.get("/demo/mail/").content.decode().count("No message here") == 1


def test_the_list_asks_the_database_as_often_for_thirty_as_for_one(petra, demonstration):
    counts = []
    for number in range(1, 31):
        queued(number)
        if number in (1, 3, 30):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                petra.get("/demo/mail/")
            counts.append(len(queries))

    assert len(set(counts)) == 1


def test_a_message_shows_its_text_escaped_and_its_link_as_a_link(petra, demonstration):
    html = petra.get(f"/demo/mail/{queued().pk}/").content.decode()

    assert html.count("Hello &lt;b&gt;.") == 1
    assert html.count(f'<a href="{LINK}">{LINK}</a>') == 1


def test_an_erased_message_says_that_it_is(petra, demonstration):
    erased = queued(to="", to_name="", subject="", text="")

    assert petra.get("/demo/mail/").content.decode().count("erased") == 2
    assert petra.get(f"/demo/mail/{erased.pk}/").status_code == 200


def test_the_html_of_a_mail_comes_with_a_policy_that_lets_in_nothing_but_its_styles(petra, demonstration):
    response = petra.get(f"/demo/mail/{queued().pk}/html/")

    policy = response["Content-Security-Policy"].split("; ")
    assert response.content.decode().count(f'href="{LINK}"') == 1
    assert sorted(policy) == [
        "base-uri 'none'",
        "default-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "style-src 'unsafe-inline'",
    ]


def test_the_pages_are_neither_kept_nor_listed(petra, demonstration):
    response = petra.get("/demo/mail/")

    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")


@pytest.mark.parametrize("path", ["999/", "999/html/"])
def test_a_message_that_is_not_there_is_a_404(petra, demonstration, path):
    assert petra.get(f"/demo/mail/{path}").status_code == 404


def test_a_message_is_only_read(petra, demonstration):
    assert petra.post(f"/demo/mail/{queued().pk}/").status_code == 405
