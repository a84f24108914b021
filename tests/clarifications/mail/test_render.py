"""A message as a mail: text, HTML, headers; and the queue that everything sent by other rooms goes through."""

import datetime

import pytest
from django.core.mail import EmailMessage, send_mail
from django.db import transaction
from hypothesis import given

from clarifications.mail.marks import mark_of
from clarifications.mail.models import Delivery, Message
from clarifications.mail.render import (
    TURNING,
    as_email,
    as_html,
    blocks_of,
    marked_as_example,
    one_line,
    quoted,
    with_link,
    without_keys,
)
from clarifications.wording import trimmed
from tests.page import Page
from tests.typed import ANY_TEXT

NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
TEXT = """ISO/IEC 90001:2017 · 7.1.5

Answer the questions below.

. . . . . . . . . . . . . . . . . . . . . . . . . . . . . .

> Which <edition>?
> See https://evil.example/

- one
- two

Your request:
http://127.0.0.1:8000/request/abc-def/.
"""


def message(**given) -> Message:
    known = {"pk": 7, "to": "rita@member.example", "to_name": "Rita Example", "verb": "send-back", "subject": "Hello"}
    return Message(**(known | {"text": TEXT, "queued_at": NOON, "next_at": NOON} | given))


@pytest.fixture
def queue(settings):
    """Mail goes where it goes outside of tests."""
    settings.EMAIL_BACKEND = "clarifications.mail.render.QueueBackend"


def test_the_text_of_a_mail_is_read_as_blocks():
    blocks = list(blocks_of(message()))

    assert [block.kind for block in blocks] == ["text", "lead", "rule", "quote", "list", "text"]
    assert blocks[2].line == "work"
    assert [[part.text for part in line] for line in blocks[3].lines] == [
        ["Which <edition>?"],
        ["See https://evil.example/"],
    ]


def test_our_addresses_are_links_and_those_in_quoted_texts_are_not():
    links = [part.text for block in blocks_of(message()) for line in block.lines for part in line if part.is_link]

    assert links == ["http://127.0.0.1:8000/request/abc-def/"]


def test_a_mail_of_no_case_has_no_lead():
    assert [block.kind for block in blocks_of(message(verb="", text="Dear Rita,\n\nhello"))] == ["text", "text"]


@pytest.mark.parametrize(
    ("rule", "drawn"),
    [
        (" ".join("." * 30), "border-top:2px dotted"),
        (" ".join("-" * 30), "border-top:2px dashed"),
        ("_" * 59, "border-top:2px solid"),
        ("· · ·", "border-top:1px solid"),
    ],
)
def test_the_line_is_drawn_in_html(rule, drawn):
    html = as_html(message(text=f"a\n\nb\n\n{rule}\n\nc"))

    assert (html.count("border-top:"), html.count(drawn)) == (1, 1)


def test_a_quoted_line_draws_no_rule():
    html = as_html(message(text=quoted("1\n\n" + "_" * 59 + "\n\n2")))

    assert html.count("border-top:") == 0


TYPED = "  a  b\n\n- 20 °C\n1. 3. 5.\n\tc*d*e\n> 95 %"


def test_a_quoted_text_keeps_its_lines_indents_and_blanks():
    assert quoted(f"\n{TYPED}\n ") == ">   a  b\n>\n> - 20 °C\n> 1. 3. 5.\n> \tc*d*e\n> > 95 %"


def test_a_quoted_text_is_the_same_in_html():
    (quote,) = Page(as_html(message(text=quoted(TYPED)))).root.css("blockquote")

    lines = [line.text() for line in quote.css("span")]
    assert [line for line in lines if line] == [line for line in TYPED.split("\n") if line]
    assert len(quote.css("br")) == TYPED.count("\n")
    assert {line.attributes["style"] for line in quote.css("span")} == {"white-space:pre-wrap"}


@given(ANY_TEXT)
def test_whatever_is_quoted_is_read_as_typed_in_text_and_html(typed):
    text = typed.translate(TURNING).replace("\u2028", " ").replace("\u2029", " ")
    lines = [line.rstrip() for line in trimmed(text).split("\n")] if text.strip() else []

    read = [line.removeprefix(">").removeprefix(" ") for line in quoted(typed).split("\n")]
    blocks = list(blocks_of(message(text=f"a\n\nb\n\n{quoted(typed)}")))

    assert read == (lines or [""])
    assert [line[0].text for block in blocks[2:] for line in block.lines] == lines


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\r"])
def test_no_sign_ends_a_quoted_line(end):
    assert quoted(f"a{end}b") == "> a b"


def test_nothing_is_quoted_of_an_empty_text():
    assert quoted(" \n") == ""


def test_what_is_in_a_mail_is_escaped_in_its_html():
    html = as_html(
        message(subject="<b>", text='<script>alert("1")</script>\n\n{{ settings }} & http://x.example/"onclick=')
    )

    assert html.count("<script") == 0
    assert html.count("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;") == 1
    assert html.count("<title>&lt;b&gt;</title>") == 1
    assert html.count("{{ settings }} &amp; http://x.example/&quot;onclick=") == 1


def test_only_our_own_addresses_are_links():
    html = as_html(message(text="https://evil.example/login\n\nhttp://127.0.0.1:8000/clarifications/"))

    assert html.count('href="http://127.0.0.1:8000/clarifications/"') == 1
    assert html.count("href=") == 1


def test_html_brings_no_picture_script_style_sheet_or_event():
    html = as_html(message())

    assert [word for word in ("<img", "<script", "<style", "<link", " on", "url(") if word in html] == []


def test_a_mail_is_text_with_html_beside_it_and_says_that_software_wrote_it(settings):
    settings.DEFAULT_FROM_EMAIL = "CASCO Clarifications <from@secretariat.example>"
    settings.REPLY_TO = "secretariat@secretariat.example"

    mail = as_email(message()).message()

    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.get_payload()] == ["text/plain", "text/html"]
    assert dict(mail.items()) | {"Date": "", "Content-Type": ""} == {
        "Content-Type": "",
        "MIME-Version": "1.0",
        "Subject": "Hello",
        "From": "CASCO Clarifications <from@secretariat.example>",
        "To": "Rita Example <rita@member.example>",
        "Reply-To": "secretariat@secretariat.example",
        "Date": "",
        "Message-ID": f"<{mark_of(message())}@127.0.0.1>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def test_a_message_has_the_same_id_however_often_it_is_sent():
    first, second = as_email(message()), as_email(message(attempts=3, delivery=Delivery.SENDING))

    assert first.message()["Message-ID"] == second.message()["Message-ID"]


def test_an_answer_goes_to_the_sender_where_no_other_address_is_set(settings):
    settings.REPLY_TO = ""

    assert as_email(message()).message()["Reply-To"] is None


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("", "rita@member.example"),
        ("Example, Rita", '"Example, Rita" <rita@member.example>'),
        ("Rita <all@b.example>", '"Rita <all@b.example>" <rita@member.example>'),
        ("Zoë Example", "=?utf-8?q?Zo=C3=AB_Example?= <rita@member.example>"),
    ],
)
def test_a_name_never_adds_an_address(name, header):
    email = as_email(message(to_name=name))

    assert email.message()["To"] == header
    assert len(email.message().get_all("To")) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Rita\r\nBcc: a@b.example", "Rita Bcc: a@b.example"),
        ("Rita\u2028Example\x85\x0b\x00", "Rita Example"),
        ("\u202eatiR\u2066 \u200eאב", "atiR אב"),
        ("🦓  Zoë", "🦓 Zoë"),
        ("", ""),
    ],
)
def test_a_header_is_one_line_without_marks_that_control(typed, kept):
    assert one_line(typed) == kept


def test_the_keys_in_private_addresses_can_be_cut_out_of_a_text():
    text = "At http://a.example/request/abc-def/, or\nhttp://a.example/account/password/reset/key/1-x/ or /desk/CR-1/"

    assert without_keys(text) == "At http://a.example/request/… or\nhttp://a.example/account/… or /desk/CR-1/"


def test_example_is_said_once():
    subject, text = marked_as_example("Invitation", "Example: this message comes from a demonstration.\n")

    assert (subject, text) == ("[Example] Invitation", "Example: this message comes from a demonstration.\n")


# ---------- the queue ----------


@pytest.mark.django_db
def test_what_other_rooms_send_is_queued_a_message_for_each_recipient(queue):
    sent = send_mail("Your\ninvitation", "Follow the link.", None, ["Max <max@member.example>", "sam@member.example"])

    rows = Message.objects.order_by("pk").values_list("to", "to_name", "subject", "delivery", "clarification", "verb")
    assert sent == 2
    assert list(rows) == [
        ("max@member.example", "Max", "[Example] Your invitation", "queued", None, ""),
        ("sam@member.example", "", "[Example] Your invitation", "queued", None, ""),
    ]


@pytest.mark.django_db
def test_what_is_sent_in_a_transaction_that_fails_is_never_queued(queue):
    with transaction.atomic():
        send_mail("Your invitation", "Follow the link.", None, ["max@member.example"])
        transaction.set_rollback(True)

    assert Message.objects.count() == 0


@pytest.mark.django_db
def test_an_attachment_is_refused_rather_than_lost(queue):
    email = EmailMessage("Subject", "Text", to=["max@member.example"], attachments=[("a.txt", "text", "text/plain")])

    with pytest.raises(ValueError, match="attachment"):
        email.send()

    assert Message.objects.count() == 0


@pytest.mark.django_db
def test_a_long_subject_is_cut_to_what_is_kept_of_it(queue):
    send_mail("a" * 500, "Text", None, ["max@member.example"])

    assert len(Message.objects.get().subject) == 300


@pytest.mark.django_db
def test_a_forgotten_password_queues_its_mail(client, connie, queue):
    client.post("/account/password/reset/", {"email": connie.email})

    assert list(Message.objects.values_list("to", "subject")) == [(connie.email, "[Example] Set a new password")]


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1:8000/request/…",
        "https://former.site.example/request/…",
        f"http://127.0.0.1:8000/request/{'a' * 32}-{'b' * 32}/",
        f"https://former.site.example/request/{'a' * 32}-{'b' * 32}/",
    ],
)
def test_a_mail_sent_again_leads_to_the_link_and_the_site_of_today(link):
    path = f"/request/{'a' * 32}-{'c' * 32}/"

    text = with_link(f"Your request:\n{link}\n\nBye.", path)

    assert text == f"Your request:\nhttp://127.0.0.1:8000{path}\n\nBye."


def test_the_link_of_another_case_stays_as_it_is():
    text = f"http://127.0.0.1:8000/request/{'d' * 32}-{'b' * 32}/"

    assert with_link(text, f"/request/{'a' * 32}-{'c' * 32}/") == text
