"""The page of a record as it was drawn: kept, one for every reader, and gone with whatever it says something of."""

import datetime
from collections.abc import Callable

import pytest

from accounts.models import BodySuccession
from clarifications.map import steps
from clarifications.register import drawing
from clarifications.register.beside import RelationKind, Topic
from clarifications.register.drawn_models import ALWAYS, Drawn, DrawnKind
from clarifications.register.models import Record
from standards.models import Edition, Succession, Transition
from tests.builders import Case, text_of
from tests.clarifications.register.test_drawn import corrected, judged, record_of, renamed, retired, superseded
from tests.factories import BodyFactory, EditionFactory, TopicFactory
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.usefixtures("open_database")  # within a transaction nothing is kept
PAGE = DrawnKind.PAGE


@pytest.fixture
def register(open_database) -> Register:
    """Whose rows every connection sees."""
    return Register()


@pytest.fixture
def case(register) -> Case:
    return register.published()


@pytest.fixture
def other(case, register) -> Case:
    return register.published("Another question")


def kept_of(case: Case) -> list[str]:
    """What is kept of the page of its record."""
    return list(Drawn.objects.filter(record=record_of(case), kind=PAGE).values_list("html", flat=True))


def words_of(browser, case: Case) -> str:
    return Page(browser.get(record_of(case).get_absolute_url())).words


# ---------- the same for every reader ----------


def test_who_is_signed_in_reads_the_same(petra, case, browser_of):
    url = record_of(case).get_absolute_url()
    browsers = (petra, petra, browser_of(case.sam), browser_of(case.max))
    pages = [Page(browser.get(url), "main").root.html for browser in browsers]

    assert len(set(pages)) == 1


def test_it_says_what_the_address_of_its_version_says(petra, case):
    record = record_of(case)
    petra.get(record.get_absolute_url())

    kept, live = (Page(petra.get(url), "main").root.html for url in (record.get_absolute_url(), record.version_url(1)))

    assert kept == live


def test_a_version_that_is_not_the_newest_is_drawn_for_whoever_asks(petra, case, other):
    corrected(case, other)
    page = Page(petra.get(record_of(case).version_url(1))).words

    assert "There is a newer one" in page
    assert kept_of(case) == []


def test_it_takes_one_statement_once_it_is_drawn(petra, case, django_assert_num_queries):
    url = record_of(case).get_absolute_url()
    petra.get(url)

    with django_assert_num_queries(2):  # one is for the copies of pages
        petra.get(f"{url}?again")


# ---------- gone with a change ----------


def translated(case: Case, other: Case) -> None:
    case.take(steps.TRANSLATE, case.sam, content=text_of(case, title="Images transmises"), language="fr")


def given_a_topic(case: Case, other: Case) -> None:
    case.take(steps.SET_TOPICS, case.sam, topic=TopicFactory(key="remote", label="From afar"))


def replaced(case: Case, other: Case) -> None:
    case.take(steps.RETIRE, case.sam, replacement=record_of(other))


def narrowed(case: Case, other: Case) -> None:
    other.take(steps.RELATE, other.sam, other=record_of(case), kind=RelationKind.NARROWS)


def followed_by_an_edition(case: Case, other: Case) -> None:
    EditionFactory(standard=case.edition.standard, year=2027)


CHANGES: tuple[tuple[Callable[[Case, Case], None], str], ...] = (
    (corrected, "Said better"),
    (renamed, ":2031, clarification 1"),
    (judged, "The text has changed."),
    (retired, "Retired"),
    (replaced, "Another question"),
    (superseded, "Superseded by"),
    (narrowed, "Narrowed by"),
    (translated, "French"),
    (given_a_topic, "From afar"),
    (followed_by_an_edition, "Do not assume that it does."),
)


@pytest.mark.parametrize(("change", "said"), CHANGES, ids=[change.__name__ for change, _said in CHANGES])
def test_a_change_shows_with_the_next_request(petra, case, other, change, said):
    before = words_of(petra, case)
    change(case, other)

    after = words_of(petra, case)

    assert (said in before, said in after) == (False, True)
    assert len(kept_of(case)) == 1
    assert list(drawing.wrong()) == []


@pytest.mark.parametrize("tie", [narrowed, superseded, replaced])
def test_a_record_that_it_names_is_named_by_its_present_name(petra, case, other, tie):
    tie(case, other)
    words_of(petra, case)

    renamed(other, case)
    left = kept_of(case)
    corrected(other, case)

    assert left == []
    assert (record_of(other).title if tie is replaced else record_of(other).name) in words_of(petra, case)
    assert list(drawing.wrong()) == []


def test_the_current_answer_is_named_however_many_steps_on(petra, case, other, register):
    last = register.published("The last of three")
    superseded(case, other)
    words_of(petra, case)

    superseded(other, last)
    followed = words_of(petra, case)
    retired(last, other)

    assert f"The current answer: {record_of(last).name}" in followed
    assert f"The current answer: {record_of(other).name}" in words_of(petra, case)


def test_a_text_that_is_redacted_is_nowhere_any_more(petra, case, other):
    narrowed(case, other)
    words_of(petra, case)
    corrected(case, other)
    for one in (case, other):
        words_of(petra, one)
    petra.get("/clarifications/")

    case.take(steps.REDACT, case.sam, version=1, reason="It named a person.")

    assert (kept_of(case), kept_of(other)) == ([], [])
    assert "It named a person." in words_of(petra, case)
    assert not Drawn.objects.filter(html__contains=">Images<").exists()


def test_the_name_of_a_topic_and_of_an_edition_are_those_of_now(petra, case, other):
    given_a_topic(case, other)
    words_of(petra, case)

    Topic.objects.update(label="At a distance")
    topic = words_of(petra, case)
    Edition.objects.filter(pk=case.edition.pk).update(reference="ISO 90025:2017")

    assert "At a distance" in topic
    assert "ISO 90025:2017, clarification 1" in words_of(petra, case)


def test_what_became_of_a_body_is_a_change_of_the_catalogue(petra, case):
    words_of(petra, case)
    before = Drawn.objects.get(kind=PAGE).made_of

    BodySuccession.objects.create(older=BodyFactory(), newer=BodyFactory(), since="2020", source="An example")
    words_of(petra, case)

    assert Drawn.objects.get(kind=PAGE).made_of != before


def test_a_transition_ends_with_its_day(petra, case, time_machine):
    newer = EditionFactory(standard=case.edition.standard, year=2026, published="2026-03-27")
    Edition.objects.filter(pk=case.edition.pk).update(stage="95.99")
    Succession.objects.create(newer=newer, older=case.edition)
    Transition.objects.create(edition=newer, until="2026-11-22")
    seen, until = [], []

    for day in (21, 22, 23):
        time_machine.move_to(datetime.datetime(2026, 11, day, 12, tzinfo=datetime.UTC), tick=False)
        seen.append("In transition until 22 November 2026" in words_of(petra, case))
        until.append(Drawn.objects.get(kind=PAGE).until)

    assert seen == [True, True, False]
    assert until == [datetime.date(2026, 11, 21), datetime.date(2026, 11, 22), ALWAYS]


def test_an_edition_is_in_force_from_its_day_on(petra, case, time_machine):
    EditionFactory(standard=case.edition.standard, year=2026, published="2026-11-22")
    seen = []

    for day in (21, 22):
        time_machine.move_to(datetime.datetime(2026, 11, day, 12, tzinfo=datetime.UTC), tick=False)
        seen.append(words_of(petra, case))

    assert seen[0] != seen[1]
    assert list(drawing.wrong()) == []


def test_a_former_name_leads_to_the_page_and_what_is_none_is_not_found(petra, case, other):
    former = record_of(case).get_absolute_url()
    renamed(case, other)
    present = record_of(case).get_absolute_url()
    petra.get(present)

    assert petra.get(former).headers["Location"] == present
    assert petra.get("/clarifications/90001-2017-99/").status_code == 404
    assert Record.objects.count() == 2
