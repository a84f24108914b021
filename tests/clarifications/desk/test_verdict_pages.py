"""Verdicts for new editions on the desk: what awaits one, and the table that gives those of a whole edition."""

import pytest

from clarifications.incorporation.models import VerdictTable
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.register.models import Record, Verdict
from clarifications.register.pieces import PublishedAnswer
from clarifications.register.vocabulary import PublicOutcome
from standards.models import Succession
from standards.reading.dates import PartialDate
from tests.builders import reviewed
from tests.factories import EditionFactory, StandardFactory, UserFactory
from tests.kept import once_used
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db
ANSWERED = {"questions": [Asked("May one?")], "answers": [PublishedAnswer(("1",), PublicOutcome.YES, "One may.")]}
WHO = {"group": "WG 31", "resolution": "Resolution 4", "decided_on": "2026-02"}


@once_used
def three_records():
    """A register, and an edition that a later one replaced, of which it has records."""
    register = Register()
    edition = EditionFactory(standard=StandardFactory(number="90020"), year=2012)
    for subject in ("First", "Second", "Third"):
        register.add(subject, edition=edition)
    new = EditionFactory(standard=edition.standard, year=2026)
    Succession.objects.create(newer=new, older=edition)
    return register, edition


@pytest.fixture
def register(request):
    return request.getfixturevalue("three")[0] if "old" in request.fixturenames else Register()


@pytest.fixture
def three():
    return three_records()


@pytest.fixture
def old(three):
    return three[1]


ADDRESS = "/desk/verdicts/90020/2026/"


def records():
    return list(Record.objects.order_by("pk"))


def filled(page, **typed):
    """The fields of the table as a browser would send them, with what is ``typed`` for records, by their subjects."""
    fields = dict(page.fields) | WHO
    fields.pop("csrfmiddlewaretoken", None)
    for subject, row in typed.items():
        key = Record.objects.get(title=subject).pk
        fields |= {f"r{key}-{name}": value for name, value in row.items()}
    return fields


def table_of(browser, address=ADDRESS):
    return Page(browser.get(address), 'form[method="post"][novalidate]')


def given(browser, fields):
    """Ask to give what the table says, and confirm it."""
    shown = Page(browser.post(ADDRESS, fields | {"give": "yes"}))
    marks = shown.values('input[name="confirmed"]', "value")
    return shown, browser.post(ADDRESS, fields | {"give": "yes", "confirmed": marks[0]} if marks else fields)


def test_the_desk_says_of_which_editions_records_await_a_verdict(browser_of, register, old):
    sam = browser_of(register.shared["sam"])

    page = Page(sam.get("/desk/verdicts/"))

    assert page.all("tbody th") == [old.standard.editions.get(year=2026).reference]
    assert page.all("tbody td")[0] == "3"
    assert page.values("tbody a") == [ADDRESS]


def test_where_nothing_awaits_a_verdict_the_desk_says_so(browser_of, register):
    register.add()

    assert "Nothing awaits a verdict" in Page(browser_of(register.shared["sam"]).get("/desk/verdicts/")).words


@pytest.mark.parametrize("address", ["/desk/verdicts/", ADDRESS])
def test_verdicts_are_given_by_the_secretariat_alone(browser_of, register, old, address):
    assert browser_of(register.shared["connie"]).get(address).status_code == 403


@pytest.mark.parametrize("address", ["/desk/verdicts/90020/2031/", "/desk/verdicts/90020/2027/", "/desk/verdicts/x/y/"])
def test_there_is_a_table_of_an_edition_in_use_alone(browser_of, register, old, address):
    EditionFactory(standard=old.standard, year=2027, stage="50.20", published="")

    assert browser_of(register.shared["sam"]).get(address).status_code == 404


def test_a_table_is_kept_while_it_is_incomplete_and_is_not_public(browser_of, register, old, petra):
    sam = browser_of(register.shared["sam"])
    fields = filled(table_of(sam), First={"kind": "incorporated", "reason": "Half a thought"}) | {
        "decided_on": "some day"
    }

    answer = sam.post(ADDRESS, fields)
    kept = filled(table_of(sam))
    first = Record.objects.get(title="First")

    assert (answer.status_code, Verdict.objects.count()) == (302, 0)
    assert [kept[f"r{first.pk}-{name}"] for name in ("kind", "clause", "reason")] == [
        ["incorporated"],
        [""],
        ["Half a thought"],
    ]
    assert table_of(sam).fields["decided_on"] == ["some day"]
    assert "Half a thought" not in Page(petra.get(first.get_absolute_url())).words


def test_what_is_kept_is_shown_to_the_next_of_the_secretariat_and_goes_with_what_is_given(browser_of, register, old):
    sam = browser_of(register.shared["sam"])
    fields = filled(table_of(sam), First={"kind": "still-applies"}, Second={"reason": "To be looked at"})

    given(sam, fields)

    (kept,) = VerdictTable.objects.all()
    second = Record.objects.get(title="Second")
    assert kept.rows == {str(second.pk): {"kind": "", "clause": "", "reason": "To be looked at"}}


def test_two_of_the_secretariat_who_have_the_table_open_at_once_keep_what_each_typed(browser_of, register, old):
    sam, sue = browser_of(register.shared["sam"]), browser_of(UserFactory(is_secretariat=True))
    by_sam = filled(table_of(sam), First={"reason": "Sam was here"})
    by_sue = filled(table_of(sue), Second={"reason": "Sue was here"}) | dict.fromkeys(WHO, "")

    for browser, fields in ((sam, by_sam), (sue, by_sue)):
        assert browser.post(ADDRESS, fields).status_code == 302

    kept = table_of(sam).fields
    first, second, _third = records()
    said = [kept[f"r{record.pk}-reason"] for record in (first, second)]
    assert (said, kept["resolution"]) == ([["Sam was here"], ["Sue was here"]], [WHO["resolution"]])
    assert sue.post(ADDRESS, filled(table_of(sue), First={"reason": ""})).status_code == 302
    assert table_of(sam).fields[f"r{first.pk}-reason"] == [""]


def test_the_table_can_be_sent_by_a_browser_that_proves_where_it_comes_from(browser_of, register, old):
    sam = browser_of(register.shared["sam"])

    assert len(table_of(sam).fields["csrfmiddlewaretoken"]) == 1


def test_the_verdicts_of_a_whole_edition_are_given_together(browser_of, register, old):
    sam = browser_of(register.shared["sam"])
    rows = {
        "First": {"kind": "still-applies", "reason": "Renumbered."},
        "Second": {"kind": "no-longer-applies", "reason": "Rewritten."},
        "Third": {"kind": "incorporated", "clause": "7.1.6"},
    }

    shown, answer = given(sam, filled(table_of(sam), **rows))

    assert "Included, 7.1.6" in shown.words
    assert answer.status_code == 302
    assert [
        (one.record.title, one.kind, one.reason, one.clause, one.group) for one in Verdict.objects.order_by("pk")
    ] == [
        ("First", "still-applies", "Renumbered.", "", "WG 31"),
        ("Second", "no-longer-applies", "Rewritten.", "", "WG 31"),
        ("Third", "incorporated", "", "7.1.6", ""),
    ]
    assert [record.clarification.events.latest("number").verb for record in records()] == [
        "still-applies",
        "no-longer-applies",
        "incorporate",
    ]


def test_what_is_refused_says_why_in_its_row_and_stays(browser_of, register, old):
    sam = browser_of(register.shared["sam"])
    rows = {
        "First": {"kind": "still-applies"},
        "Second": {"kind": "no-longer-applies"},
        "Third": {"kind": "incorporated", "clause": "7..2"},
    }

    _shown, answer = given(sam, filled(table_of(sam), **rows))

    page = Page(answer)
    assert [one.record.title for one in Verdict.objects.all()] == ["First"]
    assert page.all("section h2.said") == ["Second", "Third"]
    assert ["Did you mean 7.2?" in page.words, "This field is required." in page.words] == [True, True]
    assert "1 verdict is given." in page.words


def test_who_reviewed_is_asked_once_for_all_rows(browser_of, register, old):
    sam = browser_of(register.shared["sam"])
    fields = filled(table_of(sam), First={"kind": "still-applies"}, Second={"kind": "still-applies"}) | {"group": ""}

    _shown, answer = given(sam, fields | {"decided_on": "9999"})

    page = Page(answer)
    assert Verdict.objects.count() == 0
    assert [target for target, _message in page.errors][:2] == ["id_group", "id_decided_on"]
    assert page.all("section > .text > .bad") == ["Error: Say above who reviewed it."] * 2


def test_a_case_that_changed_meanwhile_is_said_in_its_row(browser_of, register, old):
    sam = browser_of(register.shared["sam"])
    fields = filled(table_of(sam), First={"kind": "still-applies"})
    case = Record.objects.get(title="First").clarification
    type(case).objects.filter(pk=case.pk).update(version=case.version + 1)

    _shown, answer = given(sam, fields)

    assert "Somebody was faster" in Page(answer).words
    assert Verdict.objects.count() == 0


def test_a_table_in_which_nothing_is_said_gives_nothing(browser_of, register, old):
    sam = browser_of(register.shared["sam"])

    page = Page(sam.post(ADDRESS, filled(table_of(sam)) | {"give": "yes"}))

    assert page.all("#to-confirm") == ["Say of one record at least what it means for this edition."]
    assert page.values("button[name=give]", "formaction") == ["#to-confirm"]


def test_what_cannot_be_read_is_not_given(browser_of, register, old):
    sam = browser_of(register.shared["sam"])

    page = Page(sam.post(ADDRESS, filled(table_of(sam), First={"kind": "perhaps"}) | {"give": "yes"}))

    assert "Select a valid choice" in page.words
    assert page.values('input[name="confirmed"]', "value") == []


def test_a_table_that_is_sent_twice_gives_its_verdicts_once(browser_of, register, old):
    sam = browser_of(register.shared["sam"])
    fields = filled(table_of(sam), First={"kind": "still-applies"})

    given(sam, fields)
    _shown, again = given(sam, fields)

    assert (again.status_code, Verdict.objects.count()) == (302, 1)


def test_when_all_is_given_the_table_says_so(browser_of, register, old):
    sam = browser_of(register.shared["sam"])
    given(sam, filled(table_of(sam), **{one: {"kind": "still-applies"} for one in ("First", "Second", "Third")}))

    assert "Of every record it is said what it means for this edition." in Page(sam.get(ADDRESS)).words


def test_a_table_takes_as_many_queries_for_one_record_as_for_many(
    browser_of, register, old, django_assert_max_num_queries
):
    sam = browser_of(register.shared["sam"])
    numbers = []
    for more in (0, 5):
        for _ in range(more):
            register.historic(edition=old, **ANSWERED)
        for address in ("/desk/verdicts/", ADDRESS):
            sam.get(address)
            with django_assert_max_num_queries(20) as captured:
                sam.get(address)
            numbers.append(len(captured))

    assert numbers[:2] == numbers[2:]


# ---------- on the public page of the edition ----------


def test_the_page_of_an_edition_names_what_awaits_a_verdict_and_for_how_long(petra, register, old, time_machine):
    new = old.standard.editions.get(year=2026)
    new.published = PartialDate("2026-01-01")
    new.save()
    time_machine.move_to("2026-03-12 12:00Z", tick=False)

    awaiting = Page(petra.get(new.get_absolute_url()), "#awaiting")

    assert "the longest for 10 days" in awaiting.words
    assert "3 clarifications were decided for former editions." in awaiting.words
    assert awaiting.all("h3") == ["First", "Second", "Third"]


def test_the_page_of_an_edition_lists_the_oldest_and_counts_all(petra, register, old, monkeypatch):
    monkeypatch.setattr("clarifications.templatetags.records.MOST_AWAITING", 2)

    awaiting = Page(petra.get(old.standard.editions.get(year=2026).get_absolute_url()), "#awaiting")

    assert awaiting.all("h3") == ["First", "Second"]
    assert "The 2 oldest of 3 are listed." in awaiting.words


def test_what_was_said_for_the_edition_or_is_included_elsewhere_awaits_nothing(petra, register, old):
    new, amendment = (
        old.standard.editions.get(year=2026),
        EditionFactory(standard=old.standard, year=2027, slug="amd", supplement_type="Amd", supplement_of=old),
    )
    first, second, _third = records()
    for record, step, facts in (
        (first, steps.STILL_APPLIES, reviewed(new)),
        (second, steps.INCORPORATE, {"edition": amendment, "clause": "7.1", "in_force": PartialDate("2027")}),
    ):
        case = register.case(old)
        case.clarification = record.clarification
        case.take(step, case.sam, **facts)

    assert Page(petra.get(new.get_absolute_url()), "#awaiting").all("h3") == ["Third"]


def test_what_holds_no_answer_awaits_no_verdict(petra, register, old):
    register.historic("A title alone", edition=old)

    new = old.standard.editions.get(year=2026)

    assert Page(petra.get(new.get_absolute_url()), "#awaiting").all("h3") == ["First", "Second", "Third"]


def test_a_replaced_edition_and_a_supplement_await_nothing(petra, register, old):
    older = EditionFactory(standard=old.standard, year=2004, stage="95.99")

    amendment = EditionFactory(standard=old.standard, slug="a", year=2027, supplement_type="Amd", supplement_of=old)

    words = [Page(petra.get(one.get_absolute_url())).words for one in (older, amendment)]

    assert ["Awaiting a verdict" in one for one in words] == [False, False]


def test_where_no_day_is_known_no_age_is_said(petra, register):
    old = EditionFactory(year=2012)
    new = EditionFactory(standard=old.standard, year=2026)
    register.historic(edition=old, **ANSWERED)

    words = Page(petra.get(new.get_absolute_url())).words

    assert ["Awaiting a verdict" in words, "the longest for" in words] == [True, False]
