"""The public pages of the register: what Petra sees, what she never sees, and in how many queries."""

import datetime

import pytest
from django.utils import timezone

from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.register.labels import relabel_all
from clarifications.register.models import Record, RecordVersion
from clarifications.register.text import PublicOutcome, PublishedAnswer, PublishedVote
from clarifications.review.steps import DraftAnswer
from standards.models import Succession, Transition
from standards.reading.dates import PartialDate
from tests.builders import text_of
from tests.factories import ClauseFactory, CommitteeFactory, EditionFactory, StandardFactory
from tests.markup import markup
from tests.register import Register

pytestmark = pytest.mark.django_db
NOT_BINDING = "This is not a requirement, and it does not bind."
BINDING = "The standard itself now says this."


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def laboratory():
    return EditionFactory(standard=StandardFactory(number="17025"), year=2017)


def page(petra, url, status=200) -> str:
    answer = petra.get(url)
    assert answer.status_code == status
    return " ".join(markup(answer).split())


def in_order(text, *parts) -> bool:
    """Whether the parts stand in the text of the page one after the other."""
    place = max(text.find("<main"), 0)
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            return False
    return True


def redacted(register):
    """A record of two versions, the first of which was redacted."""
    case = register.published("Images")
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Pictures"), reason="A slip of the pen.")
    case.take(steps.REDACT, case.sam, version=1, reason="It named a company.")
    return case.clarification.record


# ---------- the list ----------


def test_the_list_says_what_each_record_is_about(petra, register, laboratory):
    record = register.add("Decision rules", clauses="7.8.6.1", edition=laboratory)

    text = page(petra, "/clarifications/")

    assert in_order(text, "Not a requirement and not binding", "17025:2017", "7.8.6.1", "Decision rules", "Yes")
    assert f'href="{record.get_absolute_url()}"' in text


def test_the_list_has_pages_of_twenty_five(petra, register):
    for number in range(26):
        register.historic(f"Title {number}")

    assert "1 to 25 of 26" in page(petra, "/clarifications/")
    assert "26 to 26 of 26" in page(petra, "/clarifications/?page=2")
    assert "1 to 25 of 26" in page(petra, "/clarifications/?page=x")
    assert "26 to 26 of 26" in page(petra, "/clarifications/?page=99999999999999999999")


def test_the_other_pages_keep_the_filters(petra, register):
    for number in range(26):
        register.historic(f"Title {number}")

    assert 'href="?q=title&amp;page=2"' in page(petra, "/clarifications/?q=title")


def test_the_other_pages_leave_out_what_is_not_known(petra, register):
    for number in range(26):
        register.historic(f"Title {number}")

    assert 'href="?q=title&amp;page=2"' in page(petra, "/clarifications/?q=title&standard=nonsense")


def test_a_long_filter_is_opened_beside_those_that_are_open(petra, register):
    for number in range(8):
        register.add("Images", edition=EditionFactory(standard__number=f"1700{number}"))

    text = page(petra, "/clarifications/?q=images&more=edition&page=2")

    assert 'href="?q=images&amp;more=edition&amp;more=standard"' in text


def test_a_filter_that_is_not_known_is_left_out_and_said(petra, register):
    register.add("Images")

    text = page(petra, "/clarifications/?standard=%3Cb%3E&clause=7..2")

    assert "Standard: “&lt;b&gt;” is not known and was left out." in text
    assert "Did you mean 7.2?" in text
    assert "Images" in text


def test_where_nothing_is_found_what_is_pending_is_named(petra, register, laboratory):
    register.add("Images")
    register.pending("Secret subject", clauses="7.10.3", edition=laboratory)

    text = page(petra, "/clarifications/?standard=17025&clause=7.10")

    assert "1 request on the same standards and clauses is pending." in text
    assert "Secret subject" not in text


def test_an_empty_register_says_so(petra):
    assert "Nothing is published yet" in page(petra, "/clarifications/")


def test_a_new_edition_shows_in_the_list_as_news(petra, register):
    case = register.published()
    EditionFactory(standard=case.edition.standard, year=2027)
    case.take(steps.NO_LONGER_APPLIES, case.sam, edition=case.edition, reason="Asks for a fresh label.")

    assert in_order(page(petra, "/clarifications/"), "Not reviewed for", "2027")


@pytest.mark.parametrize("query", ["", "?q=images", "?standard=17025&outcome=yes&clause=7"])
def test_the_list_takes_as_many_queries_for_one_record_as_for_thirty(
    petra, register, laboratory, query, django_assert_max_num_queries
):
    register.add("Images", edition=laboratory)
    register.pending(edition=laboratory)
    EditionFactory(standard=laboratory.standard, year=2027)
    numbers = []
    for more in (0, 2, 27):
        for _ in range(more):
            register.historic("Images", edition=laboratory, clauses="7.1")
        with django_assert_max_num_queries(6) as captured:
            petra.get(f"/clarifications/{query}")
        numbers.append(len(captured))

    assert numbers == [numbers[0]] * 3


# ---------- a record ----------


def test_the_disclaimer_stands_between_title_and_answer(petra, register):
    record = register.add("Images")

    text = page(petra, record.get_absolute_url())

    assert in_order(text, "<h1", "Images", NOT_BINDING, "In short", "It is, if the inspector directs it.")
    assert BINDING not in text


def test_a_record_is_cited_with_its_address_and_the_disclaimer(petra, register, settings):
    settings.SITE_URL = "https://clarifications.example"
    record = register.add("Images")

    text = page(petra, record.get_absolute_url())

    day = record.published
    assert (
        f"{record.name}, version 1, {day}. https://clarifications.example/clarifications/{record.slug}/v1/. "
        "Not a requirement and not binding unless included in a standard."
    ) in text


def test_one_answer_to_two_questions_stands_once_and_the_second_leads_there(petra, register):
    asked = [Asked("First question?"), Asked("Second question?"), Asked("Third question?")]
    answers = [DraftAnswer(["1", "3"], "yes", "The joint answer."), DraftAnswer(["2"], "no", "The other.")]
    record = register.add(questions=asked, answers=answers)

    text = page(petra, record.get_absolute_url())

    assert text.count("The joint answer.") == 1
    assert in_order(text, "One answer to 1, 3", "Second question?", "Third question?", "Answered together with")
    assert '<a href="#q1">1</a>' in text


def test_an_answer_to_a_stem_follows_its_last_part(petra, register):
    asked = [Asked("What they share.", parts=[Asked("Is it so?"), Asked("Or so?")])]
    record = register.add(questions=asked, answers=[DraftAnswer(["1"], "silent", "The answer to both.")])

    text = page(petra, record.get_absolute_url())

    assert in_order(text, "What they share.", "Is it so?", "Or so?", "The answer to both.")


def test_markdown_of_an_answer_is_shown_and_markup_is_not_obeyed(petra, register):
    answer = DraftAnswer(["1"], "yes", "Do **not**:\n\n- this\n- <script>alert(1)</script>", conditions=["*Only* so."])
    record = register.add("<i>Images</i>", answers=[answer])

    text = page(petra, record.get_absolute_url())

    assert "<strong>not</strong>" in text
    assert "<li>this</li>" in text
    assert "<em>Only</em> so." in text
    assert "<script>alert" not in text
    assert "<i>Images" not in text


def test_no_consensus_is_said_plainly(petra, register):
    text = page(petra, register.without_consensus().get_absolute_url())

    assert "The maintenance group reached no consensus on this. There is no answer to rely on." in text
    assert "The convenor ended the work without consensus." in text
    assert "Does it hold for my edition?" not in text


def test_how_it_came_about_has_counts_and_no_names(petra, register):
    case = register.published()

    text = page(petra, case.clarification.record.get_absolute_url())

    assert "Three experts were entitled. Three took a position; all agreed. No opposition was sustained." in text
    assert "judged by the convenor, not counted" in text
    names = ("Connie", "Max", "Mina", "Sam", "Rita", case.body.name, "Two assessors read the clause")
    assert [name for name in names if name in text] == []


def test_a_title_alone_is_shown_as_such(petra, register):
    record = register.historic("Witnessing", source="List (Example), entry 7")

    text = page(petra, record.get_absolute_url())

    assert "only its title is held here" in text
    assert "List (Example), entry 7" in text
    assert "Historic interpretation 1" in text


def test_votes_of_a_historic_text_say_not_known_and_never_nought(petra, register):
    figures = {"against": None, "abstained": 0, "voting": None, "percentage": "95 %", "note": "As printed."}
    record = register.historic(
        "Decision by one person",
        questions=[Asked("May one person decide?")],
        answers=[PublishedAnswer(("1",), PublicOutcome.YES, "One person may.")],
        votes=[PublishedVote("1", in_favour=18, **figures)],
        asked=PartialDate("1998-05"),
        published=PartialDate("<2001"),
    )

    text = page(petra, record.get_absolute_url())

    assert "voting not known · for 18 · against not known · abstained 0 · as printed 95 %. As printed." in text
    assert "Asked May 1998" in text
    assert "Published before 2001" in text


def test_historic_questions_without_answers_say_that_the_answer_is_not_held(petra, register):
    record = register.historic(questions=[Asked("May one person decide?")], answers=[])

    assert "the text of the answer is not" in page(petra, record.get_absolute_url())


def test_ask_about_the_same_clause_names_edition_and_clause(petra, register, laboratory):
    record = register.add(clauses="6.2.1 d)", edition=laboratory)

    assert 'href="/request/?edition=17025/2017&amp;clause=6.2.1%20d%29"' in page(petra, record.get_absolute_url())


# ---------- does it hold for my edition? ----------


def test_a_new_edition_that_nobody_reviewed_says_so(petra, register):
    record = register.add()
    EditionFactory(standard=record.standard, year=2027)

    text = page(petra, record.get_absolute_url())

    assert "Nobody has said whether this holds for the 2027 text. Do not assume that it does." in text
    assert "The edition that was asked about." in text


def test_an_edition_that_took_it_in_changes_the_disclaimer(petra, register):
    case = register.published()
    newer = EditionFactory(standard=case.edition.standard, year=2027)
    case.take(steps.INCORPORATE, case.sam, edition=newer, clause="7.2", in_force=PartialDate("2027-03"), note="Taken.")

    text = page(petra, case.clarification.record.get_absolute_url())

    assert in_order(text, BINDING, f"Included in {newer.reference}, clause 7.2, from March 2027.", "In short")
    assert in_order(text, "At clause 7.2, from March 2027.", "Taken.", "secretariat")
    assert NOT_BINDING not in text
    assert "Included in 2027" in text


def test_what_no_longer_applies_says_why_and_what_was_said_before(petra, register):
    case = register.published()
    newer = EditionFactory(standard=case.edition.standard, year=2027)
    case.take(steps.NO_LONGER_APPLIES, case.sam, edition=newer, reason="The clause is gone.")
    case.take(steps.NO_LONGER_APPLIES, case.sam, edition=newer, reason="It moved, and says something else.")

    text = page(petra, case.clarification.record.get_absolute_url())

    assert in_order(text, "It moved, and says something else.", "Before: No longer applies")
    assert "The clause is gone." not in text


def test_a_transition_is_shown_with_its_end(petra, register):
    record = register.add()
    day = PartialDate.of(timezone.localdate() + datetime.timedelta(days=400))
    yesterday = PartialDate.of(timezone.localdate() - datetime.timedelta(days=1))
    newer = EditionFactory(standard=record.standard, year=timezone.localdate().year, published=yesterday)
    Succession.objects.create(newer=newer, older=record.edition)
    Transition.objects.create(edition=newer, until=day)

    assert f"In transition until {day}" in page(petra, record.get_absolute_url())


def test_what_followed_under_another_number_stands_among_the_editions(petra, register):
    guide = EditionFactory(year=1996, stage="95.99")
    record = register.historic("Decision by one person", edition=guide, published=PartialDate("1999"))
    follower = EditionFactory(year=2012)
    Succession.objects.create(newer=follower, older=guide)

    text = page(petra, record.get_absolute_url())

    assert f"{follower.short}</a>" in text
    assert f"Revision of {follower.standard.designation}" in text


# ---------- versions ----------


def test_a_correction_leaves_the_former_version_readable(petra, register):
    case = register.published("Images")
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Pictures"), reason="A slip of the pen.")
    url = case.clarification.record.get_absolute_url()

    newest, former = page(petra, url), page(petra, f"{url}v1/")

    assert '<h1 class="said">Pictures</h1>' in newest
    assert "A slip of the pen." in newest
    assert in_order(former, "This is version 1. There is a newer one:", "read version 2", "Images</h1>", NOT_BINDING)
    assert "version 1," in former[former.index("Cite this") :]


def test_every_version_names_the_newest_as_the_one_to_index(petra, register, settings):
    settings.SITE_URL = "https://clarifications.example"
    url = register.add().get_absolute_url()

    canonical = f'<link rel="canonical" href="https://clarifications.example{url}">'

    assert [canonical in page(petra, address) for address in (url, f"{url}v1/")] == [True, True]


def test_a_redacted_version_says_so_and_why(petra, register):
    url = redacted(register).get_absolute_url()

    former = page(petra, f"{url}v1/")

    assert "The text of this version was taken out on" in former
    assert "It named a company." in former
    assert "It is, if the inspector directs it." not in former
    assert RecordVersion.objects.get(number=1).content == {}


@pytest.mark.parametrize("address", ["/clarifications/90001-2017-99/", "/clarifications/x/v1/"])
def test_what_is_not_published_is_not_found(petra, address):
    page(petra, address, status=404)


def test_a_version_that_does_not_exist_is_not_found(petra, register):
    url = register.add().get_absolute_url()

    assert [petra.get(f"{url}v{number}/").status_code for number in (0, 2, 10**30)] == [404, 404, 404]


def test_a_record_takes_six_queries_at_most_whatever_became_of_it(petra, register, django_assert_max_num_queries):
    case = register.published()
    newer = EditionFactory(standard=case.edition.standard, year=2027)
    Succession.objects.create(newer=newer, older=case.edition)
    url = case.clarification.record.get_absolute_url()
    with django_assert_max_num_queries(6) as captured:
        petra.get(url)
    before = len(captured)

    case.take(steps.INCORPORATE, case.sam, edition=newer, clause="7.2", in_force=PartialDate("2027"), note="")
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Pictures"), reason="A slip of the pen.")
    EditionFactory(standard=case.edition.standard, year=2037)

    with django_assert_max_num_queries(6) as captured:
        petra.get(url)
    assert len(captured) == before


# ---------- kept by browsers ----------


def test_a_record_that_has_not_changed_is_answered_with_one_query(petra, register, django_assert_num_queries):
    url = register.add().get_absolute_url()
    first = petra.get(url)

    with django_assert_num_queries(1):
        again = petra.get(url, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert petra.get(url, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304


def test_the_page_is_made_anew_every_day(petra, register, time_machine):
    url = register.add().get_absolute_url()
    seen = []

    for day in ("2026-11-22", "2026-11-23"):
        time_machine.move_to(f"{day} 12:00Z", tick=False)
        seen.append(petra.get(url)["ETag"])

    assert seen[0] != seen[1]


def test_a_verdict_a_new_edition_and_another_theme_make_the_page_new(petra, register):
    case = register.published()
    url = case.clarification.record.get_absolute_url()
    seen = [petra.get(url)["ETag"]]

    case.take(steps.NO_LONGER_APPLIES, case.sam, edition=case.edition, reason="The text has changed.")
    seen.append(petra.get(url)["ETag"])
    EditionFactory(standard=case.edition.standard, year=2027)
    relabel_all(Record.objects.all())
    seen.append(petra.get(url)["ETag"])
    petra.cookies["theme"] = "dark"
    seen.append(petra.get(url)["ETag"])

    assert len(set(seen)) == 4


def test_a_page_for_a_reader_with_cookies_is_not_kept_by_shared_caches(petra, register):
    petra.cookies["theme"] = "dark"

    answer = petra.get(register.add().get_absolute_url())

    assert answer["Cache-Control"] == "private, max-age=0, must-revalidate"


def test_a_page_for_somebody_signed_in_is_made_anew(register, browser_of):
    case = register.published()

    answer = browser_of(case.sam).get(case.clarification.record.get_absolute_url())

    assert (answer.status_code, "ETag" in answer) == (200, False)


# ---------- a clause ----------


def test_the_page_of_a_clause_gathers_what_is_said_on_it_and_its_parts(petra, register, laboratory):
    for number, title in (("7.8", "Reporting of results"), ("7.8.6", "Statements of conformity"), ("7.8.6.1", "")):
        ClauseFactory(edition=laboratory, number=number, title=title)
    register.add("On the part", clauses="7.8.6.1", edition=laboratory)
    register.add("On the whole", clauses="7.8", edition=laboratory)
    register.add("On another", clauses="7.8.60", edition=laboratory)
    register.add("In another edition", clauses="7.8.6", edition=EditionFactory(standard=laboratory.standard, year=2027))
    register.pending("Secret subject", clauses="7.8.6.2", edition=laboratory)

    text = page(petra, "/standards/17025/2017/7.8.6/")

    assert in_order(
        text, "7.8 Reporting of results", "Statements of conformity", "Below it", "1 clarification", "On the part",
        "On what it is part of", "On the whole", "Same number in other editions", "need not be the same",
        "In another edition", "1 pending", "7.8.6.2", "Under review", "Ask about 7.8.6",
    )  # fmt: skip
    assert [title for title in ("On another", "Secret subject") if title in text] == []


def test_a_clause_that_our_list_does_not_have_has_a_page_that_says_so(petra, laboratory):
    text = page(petra, "/standards/17025/2017/annex-b/")

    assert "Our list of this edition does not have this clause." in text
    assert "No clarification on Annex B yet" in text
    assert '<meta name="robots" content="noindex">' in text


@pytest.mark.parametrize(
    "address", ["17025/2017/7..8", "17025/2017/abc", "17025/1999/7.8", "99999/2017/7.8", "17025/2017/7.8.x"]
)
def test_what_cannot_be_a_clause_is_not_found(petra, laboratory, address):
    page(petra, f"/standards/{address}/", status=404)


def test_a_clause_of_another_committees_standard_says_who_answers_and_offers_no_request(petra):
    committee = CommitteeFactory(reference="ISO/TC 292", title="Security and resilience")
    edition = EditionFactory(standard=StandardFactory(publisher="ISO", number="90301", committee=committee))

    text = petra.get(f"{edition.get_absolute_url()}8.4/").content.decode()

    assert "Requests about ISO 90301:2017 are answered by the manager of ISO/TC 292." in text
    assert ("Ask about 8.4" in text, "Nothing is pending" in text) == (False, False)


def test_a_clause_with_many_records_shows_the_newest_and_leads_to_all(petra, register, laboratory):
    for number in range(26):
        register.historic(f"Title {number}", clauses="7.8.6.1", edition=laboratory)

    text = page(petra, "/standards/17025/2017/7.8.6/")

    assert ("Title 25" in text, "Title 0<" in text) == (True, False)
    assert '<a href="/clarifications/?edition=17025-2017&amp;clause=7.8.6">All 26 clarifications on it</a>' in text


def test_neighbouring_clauses_lead_on(petra, laboratory):
    for number in ("7.8.5", "7.8.6", "7.8.6.1", "7.8.7", "7.8.10"):
        ClauseFactory(edition=laboratory, number=number)

    text = page(petra, "/standards/17025/2017/7.8.6/")

    neighbours = text[text.index("Neighbouring clauses") :]
    assert in_order(neighbours, "/7.8.5/", "/7.8.7/")
    assert "/7.8.10/" not in neighbours


def test_a_clause_takes_as_many_queries_for_one_record_as_for_thirty(
    petra, register, laboratory, django_assert_max_num_queries
):
    ClauseFactory(edition=laboratory, number="7.8.6")
    register.add(clauses="7.8.6", edition=laboratory)
    EditionFactory(standard=laboratory.standard, year=2027)
    numbers = []
    for more in (0, 2, 27):
        for _ in range(more):
            register.historic(clauses="7.8.6.1", edition=laboratory)
        with django_assert_max_num_queries(7) as captured:
            petra.get("/standards/17025/2017/7.8.6/")
        numbers.append(len(captured))

    assert numbers == [numbers[0]] * 3


# ---------- pending ----------


def test_pending_lists_stage_and_age_and_never_the_text(petra, register, laboratory):
    case = register.pending("Secret subject", clauses="7.8.6", edition=laboratory)

    text = page(petra, "/clarifications/pending/")

    assert in_order(
        text, "7.8.6", "ISO/IEC 17025:2017", case.clarification.reference, "Under review", "Maintenance group"
    )
    private = ("Secret subject", "Rita", case.body.name, "transmitted images", "Two assessors", case.group.name)
    assert [words for words in private if words in text] == []


def test_what_is_not_yet_accepted_or_already_published_is_not_pending(petra, register):
    register.add("Images")

    assert "Nothing is pending" in page(petra, "/clarifications/pending/")


def test_pending_can_be_narrowed_to_a_standard(petra, register, laboratory):
    mine = register.pending(edition=laboratory).clarification.reference
    other = register.pending(edition=EditionFactory()).clarification.reference

    text = page(petra, "/clarifications/pending/?standard=17025")

    assert (mine in text, other in text) == (True, False)
    assert other in page(petra, "/clarifications/pending/?standard=unknown")


def test_pending_takes_as_many_queries_for_one_case_as_for_three(petra, register, django_assert_num_queries):
    register.pending()
    with django_assert_num_queries(3):
        petra.get("/clarifications/pending/")

    register.pending()
    register.pending()

    with django_assert_num_queries(3):
        petra.get("/clarifications/pending/")


@pytest.mark.parametrize("address", ["/clarifications/", "/clarifications/pending/", "/clarifications/feed/"])
def test_the_register_is_only_read(petra, address):
    assert petra.post(address).status_code == 405
