"""A reader says what is wrong, the secretariat says what became of it, and nothing of it is public."""

import datetime
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from clarifications.mail.models import Message
from clarifications.reports.models import ReaderReport, Reported, ReportOutcome
from clarifications.reports.work import answer_report, keep_report, open_again
from standards.editing.others import changes_of
from tests.builders import published, received
from tests.clarifications.desk.pages import send
from tests.factories import EditionFactory
from tests.others import published as other_publication
from tests.page import Page

pytestmark = pytest.mark.django_db
RIGHT = {
    "page": "/standards/",
    "kind": "clauses",
    "what": "Clause 7.8.9 is missing in the list.",
    "source": "The printed standard, page 21.",
    "email": "",
    "address_two": "",
}
RICK = "rick@reader.example"


def sent(browser: Client, **other: str) -> Page:
    return Page(browser.post("/report/", RIGHT | other, follow=True))


def kept(**other: str) -> ReaderReport:
    keep_report(Reported(**{name: value for name, value in (RIGHT | other).items() if name != "address_two"}), at=NOW)
    return ReaderReport.objects.latest("pk")


NOW = timezone.now()


# ---------- who reads ----------


def test_a_public_page_leads_to_the_form_which_knows_the_page_and_guesses_what_is_meant(petra):
    record = published().clarification.record.get_absolute_url()

    link = Page(petra.get(f"{record}?x=a&y=b")).values("footer a[href^='/report/']")[0]
    form = Page(petra.get(link), part="main form")

    assert (form.fields["page"], form.fields["kind"]) == ([f"{record}?x=a&y=b"], ["record"])


def test_no_page_of_the_desk_or_of_a_request_leads_there(petra, browser_of, sam):
    pages = [petra.get("/request/"), browser_of(sam).get("/desk/"), petra.get("/report/")]

    assert [Page(page).values("footer a[href^='/report/']") for page in pages] == [[], [], []]


@pytest.mark.parametrize(
    "about", ["https://evil.example/", "/desk/", "/no/such/page/", "//evil.example/", "\x00", "]["]
)
def test_the_form_is_empty_where_one_comes_from_no_page_of_ours(petra, about):
    form = Page(petra.get(f"/report/?about={quote(about)}"), part="main form")

    assert form.fields["page"] == [""]


def test_what_a_reader_says_waits_for_the_secretariat(petra, sam):
    page = sent(petra, page="https://testserver/cite/?q=17025", kind="citation")

    report = ReaderReport.objects.get()
    assert page.one("h1") == "Thank you"
    assert (report.page, report.kind, report.email, report.closed_at) == ("/cite/?q=17025", "citation", "", None)
    assert [(mail.to, mail.verb) for mail in Message.objects.all()] == [(sam.email, "report")]


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("page", "", "Name the page: copy its address from your browser."),
        ("page", "/desk/", "No public page of this site has this address. Copy it from your browser."),
        ("page", "https://evil.example/standards/", "No public page of this site has this address."),
        ("page", "javascript:alert(1)", "No public page of this site has this address."),
        ("page", "//evil.example/standards/", "No public page of this site has this address."),
        ("page", "http://[::1", "No public page of this site has this address."),
        ("kind", "", "Choose what is wrong."),
        ("kind", "nonsense", "Select a valid choice."),
        ("what", " \n ", "Say what is wrong."),
        ("what", "x" * 2001, "2 001 of at most 2 000 characters."),
        ("source", "", "Say how you know: a source, or what you tried."),
        ("email", "nobody", "Enter a valid email address."),
        ("address_two", "spam", "Empty this field: it only finds out programs that fill in everything."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(petra, field, typed, error):
    page = sent(petra, **{field: typed})

    assert page.errors[0][0].startswith(f"id_{field}")
    assert page.errors[0][1].replace("\xa0", " ").startswith(error)
    assert RIGHT["what"] in page.words or field == "what"
    assert not ReaderReport.objects.exists()


def test_nobody_sees_the_trap_before_it_caught_something(petra):
    unseen, seen = Page(petra.get("/report/")), sent(petra, address_two="spam")

    assert [page.values("[aria-hidden=true] #id_address_two", "tabindex") for page in (unseen, seen)] == [["-1"], []]


def test_the_same_report_sent_twice_is_one(petra, sam):
    sent(petra)
    sent(petra)

    assert (ReaderReport.objects.count(), Message.objects.count()) == (1, 1)


def test_many_reports_bring_the_secretariat_one_mail_a_day(sam):
    for hours in (0, 1, 23, 25, 26):
        reported = Reported(page="/", kind="other", what=f"Wrong at {hours}.", source="Seen.")
        keep_report(reported, at=NOW + datetime.timedelta(hours=hours))

    assert [mail.subject for mail in Message.objects.order_by("pk")] == [
        "[Example] 1 report of a reader waits",
        "[Example] 4 reports of readers wait",
    ]


def test_somebody_who_sends_too_many_is_told_to_wait(petra, settings):
    settings.RATE_LIMITS = True

    answers = [petra.post("/report/", RIGHT | {"what": f"Wrong in {n} places."}).status_code for n in range(11)]

    assert answers == [302] * 10 + [429]


def test_nothing_of_a_report_is_public(petra):
    record = published().clarification.record.get_absolute_url()
    sent(petra, page=record, what="Quaggas are missing.", source="Quagga Almanac", email=RICK)

    paths = (record, "/", "/clarifications/", "/standards/", "/search/?q=missing", "/clarifications/feed/", "/api/v1/")

    assert [path for path in paths if "uagga" in petra.get(path).content.decode()] == []
    assert petra.get(f"/desk/reports/{ReaderReport.objects.get().pk}/").status_code == 302


# ---------- the secretariat ----------


@pytest.mark.parametrize("path", ["/desk/reports/", "/desk/reports/1/"])
@pytest.mark.parametrize("who", ["connie", "max_", "ada"])
def test_reports_are_the_secretariats_alone(browser_of, request, path, who):
    browser = browser_of(request.getfixturevalue(who))

    assert browser.get(path).status_code == 403


def test_the_desk_counts_what_waits_and_the_queue_leads_to_the_case_behind_a_record(browser_of):
    behind = published()
    case, sam = behind.clarification, behind.sam
    report = kept(page=f"{case.record.get_absolute_url()}v1/", kind="record")
    browser = browser_of(sam)

    desk, queue = Page(browser.get("/desk/")), Page(browser.get("/desk/reports/"))
    page = Page(browser.get(f"/desk/reports/{report.pk}/"), part="main")

    assert "What readers report 1" in desk.words
    assert f"/desk/reports/{report.pk}/" in queue.values("main a")
    assert [case.record.get_absolute_url() + "v1/", case.get_absolute_url()] == page.values("dl a")


@pytest.mark.parametrize(("outcome", "said"), [(one.value, one.label) for one in ReportOutcome])
def test_a_reader_who_wishes_an_answer_is_told_what_became_of_the_report(browser_of, sam, outcome, said):
    report = kept(email=RICK, page="/cite/?q=buy+pills")

    browser_of(sam).post(f"/desk/reports/{report.pk}/", {"outcome": outcome, "words": "It stands in edition 3."})

    mail = Message.objects.get(to=RICK)
    done = Page(browser_of(sam).get("/desk/reports/?list=done"))
    assert "> It stands in edition 3." in mail.text
    assert "It is no clarification" in mail.text
    assert (report.what in mail.text, "pills" in mail.text) == (False, False)
    assert str(said) in done.words


@pytest.mark.parametrize("page", ["/standards/a/b/You have won, visit evil.example now/", "/clarifications/call-evil/"])
def test_no_mail_carries_what_somebody_wrote_into_an_address(browser_of, sam, page):
    report = kept(email=RICK, page=page)

    browser_of(sam).post(f"/desk/reports/{report.pk}/", {"outcome": "thanks", "words": "Noted."})

    assert "evil" not in Message.objects.get(to=RICK).text


def test_the_mail_names_the_record_that_was_reported(browser_of):
    behind = published()
    record = behind.clarification.record.get_absolute_url()
    report = kept(email=RICK, page=f"{record}v1/?x=y")

    browser_of(behind.sam).post(f"/desk/reports/{report.pk}/", {"outcome": "thanks", "words": "Noted."})

    assert f"http://127.0.0.1:8000{record}\n" in Message.objects.get(to=RICK).text


def test_a_report_on_an_address_that_the_site_has_no_more_is_read_and_answered(browser_of, sam):
    report = kept(email=RICK, page="/former/page/")
    browser = browser_of(sam)

    page = Page(browser.get(f"/desk/reports/{report.pk}/"))
    browser.post(f"/desk/reports/{report.pk}/", {"outcome": "thanks", "words": "Noted."})

    assert "/former/page/" in page.words
    assert "The page:\nhttp://127.0.0.1:8000/\n" in Message.objects.get(to=RICK).text


def test_an_address_without_its_last_stroke_is_taken(petra):
    sent(petra, page="https://testserver/standards")

    assert ReaderReport.objects.get().page == "/standards/"


def test_nobody_is_written_to_who_wished_no_answer(browser_of, sam):
    report = kept()

    browser_of(sam).post(f"/desk/reports/{report.pk}/", {"outcome": "mended", "words": ""})

    assert list(Message.objects.values_list("to", flat=True)) == [sam.email]
    assert ReaderReport.objects.get().closed_at


@pytest.fixture
def faq(db):
    """A publication of another body on a clause of a standard of ours, and another one."""
    EditionFactory(standard__number="90020", year=2012)
    other_publication(number="FAQ 10", url="https://accreditation.example/faq10/")
    return other_publication(number="FAQ 1", url="https://accreditation.example/faq1")


def dead_link(**other: str) -> ReaderReport:
    said = {"kind": "link", "page": "/standards/90020/2012/7.1.5/", "source": "I tried it twice."}
    return kept(**said | {"what": "https://accreditation.example/faq1/ is dead."} | other)


def test_a_report_of_a_dead_link_marks_the_link_in_one_go_with_the_report_as_its_source(browser_of, sam, faq):
    report = dead_link()
    browser = browser_of(sam)

    form = Page(browser.get(f"/desk/reports/{report.pk}/"), part="main form")
    browser.post(f"/desk/reports/{report.pk}/", {"outcome": "mended", "words": "", "dead": [faq.pk]})

    faq.refresh_from_db()
    assert form.fields["dead"] == [str(faq.pk)]  # of the two that stand there, the one that the reader names
    assert (faq.dead_since, faq.looked_at) == (timezone.localdate(), timezone.localdate())
    assert {change.by for change in changes_of(faq)[:2]} == {"Sam Example, after a reader’s report"}
    assert ReaderReport.objects.get(pk=report.pk).closed_at


def test_a_link_that_is_marked_as_dead_is_no_report_without_a_fault(browser_of, sam, faq):
    report = dead_link()
    typed = {"outcome": "no-fault", "words": "", "dead": [faq.pk]}

    page = Page(browser_of(sam).post(f"/desk/reports/{report.pk}/", typed))

    faq.refresh_from_db()
    assert [words for _field, words in page.errors] == [
        "A link that is marked as dead is mended: choose that, or mark none."
    ]
    assert (faq.dead_since, page.fields["dead"]) == (None, [str(faq.pk)])


def test_where_somebody_was_faster_no_link_is_marked(sam, faq):
    report = dead_link()
    answer_report(report, outcome="no-fault", words="", by=sam, at=NOW)

    done = answer_report(report, outcome="mended", words="", by=sam, at=NOW, dead=[str(faq.pk)])

    faq.refresh_from_db()
    assert (done, faq.dead_since) == (False, None)


@pytest.mark.parametrize("other", [{"kind": "clauses"}, {"page": "/bodies/", "what": "It is dead."}])
def test_links_are_offered_where_a_link_is_reported_and_one_can_be_meant(browser_of, sam, faq, other):
    report = dead_link(**other)

    assert "dead" not in Page(browser_of(sam).get(f"/desk/reports/{report.pk}/"), part="main form").fields


def test_an_answer_that_is_wished_needs_words_and_an_outcome(browser_of, sam):
    report = kept(email=RICK)

    page = Page(browser_of(sam).post(f"/desk/reports/{report.pk}/", {"words": ""}))

    assert [words for _field, words in page.errors] == [
        "Choose what became of the report.",
        "Say what the reader is told: an answer is wished.",
    ]


def test_of_two_secretaries_the_second_learns_that_somebody_was_faster_and_keeps_what_was_typed(browser_of, sam):
    report = kept(email=RICK)
    browser = browser_of(sam)
    answer_report(report, outcome="no-fault", words="It is right.", by=sam, at=NOW)

    page = Page(browser.post(f"/desk/reports/{report.pk}/", {"outcome": "mended", "words": "Mended by me."}))

    assert "Somebody was faster" in page.words
    assert [words.strip() for words in page.fields["words"]] == ["Mended by me."]
    assert Message.objects.filter(to=RICK).count() == 1


def test_an_outcome_can_be_taken_back_and_both_stay(browser_of, sam):
    report = kept()
    browser = browser_of(sam)
    browser.post(f"/desk/reports/{report.pk}/", {"outcome": "no-fault", "words": "It is right."})

    again = Page(browser.post(f"/desk/reports/{report.pk}/", {"again": "yes"}, follow=True))
    browser.post(f"/desk/reports/{report.pk}/", {"outcome": "mended", "words": "It was wrong."})

    assert "The report is open again." in again.words
    assert [one.outcome for one in report.answers.all()] == ["no-fault", "mended"]


def test_a_report_that_was_sent_again_meanwhile_is_not_opened_twice(sam):
    first = kept()
    answer_report(first, outcome="thanks", words="", by=sam, at=NOW)
    kept()

    assert (open_again(first), ReaderReport.objects.filter(closed_at=None).count()) == (False, 1)


def test_no_number_that_cannot_be_is_a_fault(browser_of, sam):
    assert browser_of(sam).get(f"/desk/reports/{10**18}/").status_code == 404
    assert browser_of(sam).get("/desk/reports/?page=x&list=y").status_code == 200


# ---------- how long it is kept ----------


def test_a_report_is_deleted_half_a_year_after_its_outcome_and_one_that_waits_is_not(sam, settings):
    old, young, waiting = kept(what="An old one."), kept(what="A young one."), kept(what="One that waits.")
    day = datetime.timedelta(days=1)
    answer_report(old, outcome="thanks", words="", by=sam, at=NOW - settings.REPORT_DAYS * day - day)
    answer_report(young, outcome="thanks", words="", by=sam, at=NOW - settings.REPORT_DAYS * day + day)

    call_command("work", "--once")

    assert list(ReaderReport.objects.order_by("pk")) == [young, waiting]


def test_erasing_a_requester_takes_their_address_out_of_their_reports(browser_of):
    case = received()
    clarification, sam = case.clarification, case.sam
    report = kept(email=clarification.identity.email.upper())
    answer_report(report, outcome="thanks", words="Noted.", by=sam, at=NOW)

    send(browser_of(sam), case, "erase-person", person=clarification.key, reason="Asked for it.")

    report.refresh_from_db()
    assert report.email == ""
    assert not Message.objects.filter(verb="report", to__iexact=clarification.identity.email).exists()
