"""Keeping what other bodies have published: who may, adding, editing, taking off and back, links, a file of many."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from standards.imports.others.plan import plan_of
from standards.models import Edition, OtherClause, OtherPublication
from tests.factories import EditionFactory
from tests.others import entry, file_of, imported, published
from tests.page import Page

pytestmark = pytest.mark.django_db

KEPT = "/standards/others/edit/"
TYPED = {
    "body": "Example Accreditation",
    "number": "FAQ 7",
    "line": "Deputies in a one-person body",
    "about": "ISO/IEC 90020:2012",
    "clauses": "§ 5.2.6\nAnnex A, A.1 b)",
    "date": "2015-04",
    "status": "current",
    "language": "en",
    "url": "https://accreditation.example/faq7/",
    "evidence": "full page seen",
}


@pytest.fixture
def inspection() -> Edition:
    return EditionFactory(standard__number="90020", year=2012)


@pytest.fixture
def desk(browser_of, sam):
    return browser_of(sam)


def form_of(page) -> dict:
    """What a browser would send of the form of a publication, as it stands there."""
    return {name: values[0] for name, values in Page(page, "form.measure").fields.items()}


def upload(browser, content: bytes):
    return browser.post(f"{KEPT}file/", {"file": SimpleUploadedFile("others.json", content)})


def confirmed(browser, shown):
    return browser.post(f"{KEPT}file/", shown.context["form"].initial)


# ---------- who may ----------


@pytest.mark.parametrize("address", ["", "add/", "file/", "{pk}/", "{pk}/take-off/"])
def test_the_secretariat_alone_keeps_the_list(petra, browser_of, sam, max_, connie, inspection, address):
    where = KEPT + address.format(pk=published().pk)

    assert petra.get(where).url == f"/account/login/?next={where}"
    assert [browser_of(user).get(where).status_code for user in (max_, connie, sam)] == [403, 403, 200]


@pytest.mark.parametrize("step", ["link/", "take-off/", "put-back/", ""])
def test_nobody_else_changes_anything(petra, browser_of, max_, inspection, step):
    row = published()
    before = row.history.count()
    where = f"{KEPT}{row.pk}/{step}"

    answers = [
        browser.post(where, {**TYPED, "looked_at": "2026-11-01", "found": "dead"})
        for browser in (petra, browser_of(max_))
    ]

    assert [answer.status_code for answer in answers] == [302, 403]
    assert row.history.count() == before


@pytest.mark.parametrize("step", ["link/", "put-back/"])
def test_a_step_is_taken_by_post_alone(desk, inspection, step):
    assert desk.get(f"{KEPT}{published().pk}/{step}").status_code == 405


@pytest.mark.parametrize("step", ["", "link/", "take-off/", "put-back/"])
def test_one_that_is_not_there_is_not_found(desk, step):
    assert desk.post(f"{KEPT}99/{step}").status_code == 404


def test_readers_are_not_led_there(petra, desk, inspection):
    assert "Keep this list" not in Page(petra.get("/standards/others/")).words
    assert KEPT in Page(desk.get("/standards/others/")).values("a")


# ---------- adding and editing ----------


def test_a_publication_is_added_and_shown(desk, petra, inspection):
    answer = desk.post(f"{KEPT}add/", TYPED)

    row = OtherPublication.objects.get()
    assert answer.url == KEPT
    assert (row.body, row.line, row.edition, row.date.iso, row.status) == (
        "Example Accreditation",
        "Deputies in a one-person body",
        inspection,
        "2015-04",
        "current",
    )
    assert (row.clauses_said, row.as_of) == (["§ 5.2.6", "Annex A, A.1 b)"], timezone.localdate())
    assert list(OtherClause.objects.values_list("number", flat=True)) == ["5.2.6", "A.1 b)"]
    assert "Deputies in a one-person body" in Page(petra.get("/standards/90020/2012/5.2.6/")).words


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"body": ""}, "body", "This field is required."),
        ({"line": "x" * 301}, "line", "It has 301 characters; 300 are possible."),
        ({"about": "ISO/IEC 99999:2012"}, "about", "The catalogue does not have “ISO/IEC 99999:2012”."),
        ({"about": "ISO/IEC 90020:1901"}, "about", "The catalogue does not have “ISO/IEC 90020:1901”."),
        ({"about": ""}, "clauses", "The standard is missing that it belongs to."),
        ({"date": "12 May"}, "date", "“12 May” is not a date."),
        ({"date": "<2015"}, "date", "It should be a day, a month or a year"),
        ({"url": "javascript:alert(1)"}, "url", "It should begin with https:// or http://."),
        ({"language": "English"}, "language", "“English” is no code of a language"),
        ({"status": "dead"}, "status", "Select a valid choice."),
    ],
)
def test_what_cannot_be_right_is_said_beside_its_field_and_what_was_typed_stays(
    desk, inspection, typed, field, message
):
    sent = {**TYPED, **typed}

    page = desk.post(f"{KEPT}add/", sent)

    ((target, said),) = Page(page).errors
    assert (target, said.startswith(message) or message in said) == (f"id_{field}", True)
    stays = {name: value for name, value in sent.items() if name != "status"}
    assert {name: value for name, value in form_of(page).items() if name in stays} == stays
    assert OtherPublication.objects.count() == 0


def test_a_second_click_adds_nothing(desk, inspection):
    desk.post(f"{KEPT}add/", TYPED)

    page = Page(desk.post(f"{KEPT}add/", TYPED))

    assert page.errors == [("id_number", "This publication is on the list already, or was taken off it.")]
    assert OtherPublication.objects.count() == 1


def test_a_publication_is_edited_and_keeps_its_identifier(desk, inspection):
    row = published(id="one", number="FAQ 5")
    page = desk.get(f"{KEPT}{row.pk}/")

    answer = desk.post(f"{KEPT}{row.pk}/", {**form_of(page), "status": "replaced", "about": "ISO/IEC 90020"})

    row.refresh_from_db()
    assert (answer.status_code, row.identifier, row.status, row.edition) == (302, "one", "replaced", None)
    changes = [(one.what, one.before, one.now, one.by) for one in desk.get(answer.url).context["changes"]]
    assert changes == [
        ("edition", "ISO/IEC 90020:2012", "", "Sam Example"),
        ("status", "unknown", "replaced", "Sam Example"),
        ("Added", "", "Whether images may be sent", ""),
    ]


def test_two_at_once_are_told_and_what_was_typed_stays(desk, inspection):
    row = published()
    page = form_of(desk.get(f"{KEPT}{row.pk}/"))
    desk.post(f"{KEPT}{row.pk}/", {**page, "status": "archived"})

    late = desk.post(f"{KEPT}{row.pk}/", {**page, "line": "Said otherwise"})

    assert (late.status_code, "Somebody was faster:" in Page(late).words) == (409, True)
    assert form_of(late)["line"] == "Said otherwise"
    assert OtherPublication.objects.get().line == "Whether images may be sent"
    again = desk.post(f"{KEPT}{row.pk}/", form_of(late))
    assert (again.status_code, OtherPublication.objects.get().line) == (302, "Said otherwise")


def test_what_was_edited_here_outlives_a_file_of_that_day_and_no_later_one(desk, inspection):
    today = timezone.localdate()
    imported(entry(id="one"), as_of="2020-01-01")
    row = OtherPublication.objects.get()
    desk.post(f"{KEPT}{row.pk}/", {**form_of(desk.get(f"{KEPT}{row.pk}/")), "line": "Said better"})

    same_day = imported(entry(id="one"), as_of=today.isoformat())
    later = plan_of(file_of(entry(id="one"), as_of=(today + datetime.timedelta(days=1)).isoformat()))

    assert [one.note for one in same_day.kept] == ["it was edited here on that day"]
    assert [str(one.changes[0]) for one in later.changed] == ["line Said better → Whether images may be sent"]


# ---------- off the list and back ----------


def test_taking_off_asks_first_and_can_be_undone(desk, petra, inspection):
    row = published()
    asked = desk.get(f"{KEPT}{row.pk}/take-off/")
    assert "an import does not bring it back" in Page(asked).words
    assert OtherPublication.objects.shown().count() == 1

    taken = desk.post(f"{KEPT}{row.pk}/take-off/", follow=True)
    assert "It was taken off on" in Page(taken).words
    assert Page(petra.get("/standards/others/")).all(".voice") == []
    assert len(Page(desk.get(f"{KEPT}?shown=off")).all(".voice")) == 1

    back = desk.post(f"{KEPT}{row.pk}/put-back/", follow=True)
    assert "is on the list again" in Page(back).words
    assert [one.what for one in back.context["changes"]] == ["taken off", "taken off", "Added"]
    assert len(Page(petra.get("/standards/others/")).all(".voice")) == 1


def test_one_that_was_taken_off_meanwhile_is_not_edited(desk, inspection):
    row = published()
    page = form_of(desk.get(f"{KEPT}{row.pk}/"))
    desk.post(f"{KEPT}{row.pk}/take-off/")

    answer = desk.post(f"{KEPT}{row.pk}/", {**page, "line": "Said otherwise"}, follow=True)

    assert "It was taken off meanwhile." in Page(answer).words
    assert OtherPublication.objects.get().line == "Whether images may be sent"


# ---------- its link ----------


def test_a_link_is_marked_as_dead_and_as_working_with_the_day(desk, inspection):
    row = published()
    steps = []
    for day, found in (
        ("2026-10-01", "works"),
        ("2026-10-08", "dead"),
        ("2026-10-09", "dead"),
        ("2026-10-10", "works"),
    ):
        desk.post(f"{KEPT}{row.pk}/link/", {"looked_at": day, "found": found})
        row.refresh_from_db()
        steps.append((str(row.looked_at), row.dead_since and str(row.dead_since)))

    assert steps == [
        ("2026-10-01", None),
        ("2026-10-08", "2026-10-08"),
        ("2026-10-09", "2026-10-08"),
        ("2026-10-10", None),
    ]


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2999-01-01", "This day has not come yet."),
        ("2026-10-01", "It was looked at later than that, on 2026-10-08."),
        ("soon", "Enter a valid date."),
        ("", "Looked at: This field is required."),
    ],
)
def test_a_day_that_cannot_be_is_said_beside_it(desk, inspection, day, message):
    row = published(looked_at="2026-10-08")

    page = Page(desk.post(f"{KEPT}{row.pk}/link/", {"looked_at": day, "found": "dead"}))

    assert page.errors == [("id_looked_at", message)]
    assert OtherPublication.objects.get().dead_since is None


@pytest.mark.parametrize(("link", "count"), [("dead", 1), ("works", 2), ("unseen", 3), ("", 6)])
def test_the_kept_list_is_narrowed_by_how_the_links_are(desk, inspection, link, count):
    published(looked_at="2026-10-08", dead_since="2026-10-08")
    imported(*(entry(id=f"w{one}", looked_at="2026-10-08") for one in range(2)))
    imported(*(entry(id=f"u{one}") for one in range(3)))

    assert len(Page(desk.get(f"{KEPT}?link={link}")).all(".voice")) == count


# ---------- a file of many ----------


def test_a_file_is_taken_over_once_its_report_is_confirmed(desk, inspection):
    published(id="same")
    imported(entry(id="other"))

    shown = upload(desk, file_of(entry(id="other", status="replaced"), entry(id="new", clauses=["Question 3"])))

    words = Page(shown).words
    assert "entry 1: Example Accreditation, FAQ 5, ISO/IEC 90020, 7.1.5: status unknown → replaced" in words
    assert "kept as it is written: Question 3" in words
    assert OtherPublication.objects.count() == 2
    answer = confirmed(desk, shown)
    assert answer.url == KEPT
    assert "1 added, 1 changed, 0 the same, 0 kept" in Page(desk.get(KEPT)).words
    assert OtherPublication.history.get(identifier="new").history_user.name == "Sam Example"


def test_a_list_that_changed_since_the_report_is_reported_anew(desk, inspection):
    shown = upload(desk, file_of(entry(id="one")))
    imported(entry(id="one"))

    late = confirmed(desk, shown)

    assert (late.status_code, "Somebody was faster:" in Page(late).words) == (409, True)
    assert "nothing to save" in Page(late).words


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file holds no entry."),
        (b"\xff\xfe{", "Line 1 is not UTF-8."),
        (b'{"entries": [', "This is not JSON"),
        (
            file_of(entry(), entry(url="javascript:alert(1)")),
            "entry 2: “url”: It should begin with https:// or http://.",
        ),
        (file_of(*(entry(id=f"e{one}", body=7) for one in range(300))), "and 100 more"),
    ],
)
def test_all_that_is_wrong_with_a_file_is_named_and_nothing_is_taken(desk, inspection, content, said):
    page = Page(upload(desk, content))

    assert said in page.one("section.errors")
    assert OtherPublication.objects.count() == 0


def test_no_file_and_one_that_is_too_large_are_refused_at_the_field(desk):
    assert Page(desk.post(f"{KEPT}file/")).errors == [("id_file", "Choose a file.")]
    assert Page(upload(desk, b" " * 1_000_001)).errors == [("id_file", "The file is larger than 1 MB.")]


def test_a_report_that_was_meddled_with_is_checked_again(desk, inspection):
    shown = upload(desk, file_of(entry()))
    sent = shown.context["form"].initial

    refused = desk.post(f"{KEPT}file/", {**sent, "file": file_of(entry(body=7)).decode()})
    broken = desk.post(f"{KEPT}file/", {**sent, "file": "{"})

    assert (refused.status_code, broken.status_code) == (409, 200)
    assert "“body”" in Page(refused).words
    assert OtherPublication.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_screens_take_the_same_few_queries(desk, inspection, count, django_assert_max_num_queries):
    imported(*(entry(id=f"e{one}") for one in range(count)))

    with django_assert_max_num_queries(16):
        desk.get(KEPT)
    with django_assert_max_num_queries(16):
        upload(desk, file_of(*(entry(id=f"e{one}", status="archived") for one in range(count))))
