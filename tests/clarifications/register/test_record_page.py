"""The page of a record: its text, for which editions it holds, its versions."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.publication.composing import clauses_of
from clarifications.register.models import Record, RecordVersion
from clarifications.register.pieces import PublishedAnswer, PublishedVote
from clarifications.register.vocabulary import PublicOutcome
from clarifications.review.steps import DraftAnswer
from standards.models import Succession, Transition
from standards.reading.dates import PartialDate
from tests.builders import reviewed, text_of
from tests.clarifications.register.pages import in_order, page
from tests.factories import EditionFactory
from tests.page import Page

pytestmark = pytest.mark.django_db
NOT_BINDING = "This is not a requirement, and it does not bind."
BINDING = "The standard itself now says this."


def running(petra, address) -> str:
    """What the line at the head of a page says."""
    return Page(petra.get(address)).one(".running")


def redacted(register):
    """A record of two versions, the first of which was redacted."""
    case = register.published("Images")
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Pictures"), reason="A slip of the pen.")
    case.take(steps.REDACT, case.sam, version=1, reason="It named a company.")
    return case.clarification.record


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


def test_whoever_cites_a_retired_record_says_so(petra, register):
    case = register.published("Images")
    url = case.clarification.record.get_absolute_url()
    assert "Retired on" not in page(petra, url)

    case.take(steps.RETIRE, case.sam)

    day = PartialDate.of(Record.objects.get().retired_at.date())
    for address in (url, f"{url}v1/"):
        text = page(petra, address)
        assert f". Retired on {day}. http" in text[text.index("Cite this") :]


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


def test_emphasis_and_items_of_an_answer_are_shown_and_markup_is_not_obeyed(petra, register):
    answer = DraftAnswer(["1"], "yes", "Do **not**:\n\n- this\n- <script>alert(1)</script>", conditions=["*Only* so."])
    record = register.add("<i>Images</i>", answers=[answer])

    text = page(petra, record.get_absolute_url())

    assert "<strong>not</strong>" in text
    assert '<span class="item__mark">-</span> this' in text
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

    assert (
        "Votes, as printed 95 % As printed. Voting For Against Abstained not known 18 not known 0" in Page(text).words
    )
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
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer), reason="The clause is gone.")
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer), reason="It moved, and says something else.")

    text = page(petra, case.clarification.record.get_absolute_url())

    assert in_order(text, "It moved, and says something else.", "Before: No longer applies")
    assert "The clause is gone." not in text


def test_a_review_says_who_made_it_by_what_and_when(petra, register):
    case = register.published()
    newer = EditionFactory(standard=case.edition.standard, year=2027)
    case.take(steps.STILL_APPLIES, case.sam, **reviewed(newer), note="The clause has another number.")

    text = page(petra, case.clarification.record.get_absolute_url())

    assert in_order(
        text, "Still applies", "The clause has another number.", "WG 31, Resolution 4, 12 May 2026; recorded"
    )


def test_a_verdict_that_was_withdrawn_stays_readable_in_the_history_of_verdicts(petra, register):
    case = register.published()
    newer = EditionFactory(standard=case.edition.standard, year=2027)
    case.take(steps.INCORPORATE, case.sam, edition=newer, clause="7.2", in_force=PartialDate("2027-03"))
    verdict = case.clarification.record.verdicts.get()
    case.take(steps.WITHDRAW_VERDICT, case.sam, verdict=verdict, reason="Clause 7.2 says something else.")

    text = page(petra, case.clarification.record.get_absolute_url())

    assert in_order(
        text, NOT_BINDING, "What was recorded for this edition was withdrawn", "Before: Included at clause 7.2,"
    )
    assert f"withdrawn on {PartialDate.of(case.at.date())} because: Clause 7.2 says something else." in text
    assert BINDING not in text


def test_what_was_wrongly_said_of_another_standard_stands_last_once_it_is_withdrawn(petra, register):
    record = register.add()
    newer, other = EditionFactory(standard=record.standard, year=2027), EditionFactory(year=2020)
    at = record.changed_at
    said = {"edition": other, "kind": "no-longer-applies", "by": register.shared["sam"], "at": at}
    record.verdicts.create(**said, withdrawn_at=at, withdrawal="Another standard.")

    text = page(petra, record.get_absolute_url())

    assert in_order(text, f"{newer.short}</a>", f"{record.edition.short}</a>", f"{other.short}</a>", "because: Another")
    assert f"Not reviewed for {other.short}" not in text


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
    said = {"questions": [Asked("May it?")], "answers": [PublishedAnswer(("1",), PublicOutcome.YES, "It may.")]}
    record = register.historic("Decision by one person", edition=guide, published=PartialDate("1999"), **said)
    follower = EditionFactory(year=2012)
    Succession.objects.create(newer=follower, older=guide)

    text = page(petra, record.get_absolute_url())

    assert f"{follower.short}</a>" in text
    assert f"Revision of {follower.standard.designation}" in text


def test_a_record_of_a_guide_names_the_edition_of_today_however_many_steps_on(petra, register):
    guide, second, third = (EditionFactory(year=year, stage="95.99") for year in (1996, 2006, 2011))
    today = EditionFactory(standard=third.standard, year=2015)
    for newer, older in ((second, guide), (third, second)):
        Succession.objects.create(newer=newer, older=older)
    said = {"questions": [Asked("May it?")], "answers": [PublishedAnswer(("1",), PublicOutcome.YES, "It may.")]}
    record = register.historic(edition=guide, published=PartialDate("1999"), **said)

    text, listed = page(petra, record.get_absolute_url()), page(petra, "/clarifications/")

    assert in_order(text, *(f"{one.short}</a>" for one in (today, third, second, guide)))
    assert f"Revision of {today.standard.designation}" in text
    assert in_order(listed, "Not reviewed for", today.short)


def test_what_took_it_in_stands_in_the_margin_as_in_the_list_also_once_there_is_a_newer_edition(petra, register):
    case = register.published()
    second, third = (EditionFactory(standard=case.edition.standard, year=year) for year in (2027, 2037))
    case.take(steps.INCORPORATE, case.sam, edition=second, clause="7.2", in_force=PartialDate("2027"), note="")

    margin = Page(petra.get(case.clarification.record.get_absolute_url())).all(".note .verdict")

    assert margin == ["Applies to 2017", f"Included in {second.year}", f"Not reviewed for {third.year}"]
    assert in_order(page(petra, "/clarifications/"), "Included in", str(second.year))


# ---------- versions ----------


def test_a_correction_leaves_the_former_version_readable(petra, register):
    case = register.published("Images")
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Pictures"), reason="A slip of the pen.")
    url = case.clarification.record.get_absolute_url()

    newest, former = page(petra, url), page(petra, f"{url}v1/")

    assert '<h1 class="said" lang="en">Pictures</h1>' in newest
    assert "A slip of the pen." in newest
    assert in_order(former, "This is version 1. There is a newer one:", "read version 2", "Images</h1>", NOT_BINDING)
    assert "version 1," in former[former.index("Cite this") :]


def test_the_head_of_each_version_says_what_that_version_says(petra, register):
    case = register.published("Images", clauses="7.1.5")
    changed = text_of(case, title="Pictures", clauses=clauses_of("8.1", case.edition))
    case.take(steps.CORRECT, case.sam, content=changed, reason="It names another clause.")
    url, name = case.clarification.record.get_absolute_url(), case.clarification.record.name

    heads = {one: Page(petra.get(one), "head").root.html for one in (url, f"{url}v1/", f"{url}v2/")}

    former, newest = heads[f"{url}v1/"], heads[url]
    assert [newest.count(f"{name}: Pictures. Yes"), "Images" in newest] == [2, False]
    assert former.count(f"{name}, version 1: Images. Yes") == 2
    assert f'property="og:title" content="{name}, version 1"' in former
    assert ["Pictures" in former, "ld+json" in former] == [False, False]
    assert "Pictures" in heads[f"{url}v2/"]
    assert ["8.1" in running(petra, one) for one in (f"{url}v1/", url)] == [False, True]


def test_the_head_of_a_redacted_version_repeats_no_text(petra, register):
    url = redacted(register).get_absolute_url()

    (said,) = Page(petra.get(f"{url}v1/"), "head").values("meta[name=description]", "content")

    assert "version 1. Redacted. Not a requirement" in said


def test_a_text_that_was_published_before_is_entered_and_one_made_here_is_published(petra, register):
    made, entered = page(petra, register.add().get_absolute_url()), page(petra, register.historic().get_absolute_url())

    assert ["First published." in made, "Entered in this register." in made] == [True, False]
    assert ["First published." in entered, "Entered in this register." in entered] == [False, True]


def test_a_former_version_says_under_which_name_it_was_published(petra, register):
    case = register.published("Images")
    newer = EditionFactory(standard=case.edition.standard, year=2027)
    name = case.clarification.record.name
    content = replace(text_of(case), edition=newer.reference)
    case.take(steps.CORRECT, case.sam, content=content, edition=newer, reason="It is about the newer edition.")

    former = page(petra, f"{case.clarification.record.get_absolute_url()}v1/")

    assert in_order(former, "This is version 1. There is a newer one:", f"It was published as {name}.", "<h1")


def test_a_retired_record_applies_to_nothing(petra, register):
    case = register.published("Images")
    url = case.clarification.record.get_absolute_url()
    before = page(petra, url)
    case.take(steps.RETIRE, case.sam, replacement=None, reason="Entered in error.")

    after = page(petra, url)

    assert ["Does it hold for my edition?" in before, "Does it hold for my edition?" in after] == [True, False]
    assert ["Applies to" in before, "Applies to" in after] == [True, False]


def test_a_verdict_on_a_record_stays_readable_once_it_is_retired(petra, register):
    case = register.published("Images")
    newer = EditionFactory(standard=case.edition.standard, year=2027)
    case.take(steps.STILL_APPLIES, case.sam, **reviewed(newer))
    case.take(steps.RETIRE, case.sam, replacement=None, reason="Entered in error.")

    after = page(petra, case.clarification.record.get_absolute_url())

    assert ["Does it hold for my edition?" in after, "Applies to" in after] == [True, False]


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


def test_a_record_takes_eleven_queries_at_most_whatever_became_of_it(petra, register, django_assert_max_num_queries):
    case = register.published()
    newer = EditionFactory(standard=case.edition.standard, year=2027)
    Succession.objects.create(newer=newer, older=case.edition)
    url = case.clarification.record.get_absolute_url()
    with django_assert_max_num_queries(11) as captured:
        petra.get(url)
    before = len(captured)

    case.take(steps.INCORPORATE, case.sam, edition=newer, clause="7.2", in_force=PartialDate("2027"), note="")
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Pictures"), reason="A slip of the pen.")
    EditionFactory(standard=case.edition.standard, year=2037)

    with django_assert_max_num_queries(11) as captured:
        petra.get(url)
    assert len(captured) == before
