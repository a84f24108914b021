"""Topics of a record: given when it is published, set again later; its text, its hash and its version stay."""

import pytest

from clarifications.case.events import Event
from clarifications.case.part import StepRefused
from clarifications.map import steps
from clarifications.register.beside import RecordTopic, topics_of
from clarifications.register.offers import kept_counts
from clarifications.register.verify import rebuild, stale_in
from tests.builders import cast, decided, published
from tests.clarifications.desk.pages import address_of, opened, send
from tests.factories import TopicFactory
from tests.page import Page
from tests.register import Register, as_entered

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics():
    return [TopicFactory(key=key) for key in ("remote", "reports", "decision", "force")]


def keys(record) -> list[str]:
    return [topic.key for topic in topics_of(record)]


def counted() -> dict[str, int]:
    return dict(kept_counts().of("topic"))


def test_topics_are_set_and_set_again_and_the_published_text_stays(topics):
    case = published()
    record = case.clarification.record
    before = record.versions.values().get()

    case.take(steps.SET_TOPICS, case.sam, topic=topics[1], second_topic=topics[0])
    first = keys(record), counted()
    case.take(steps.SET_TOPICS, case.sam, topic=topics[2])
    then = keys(record), counted()

    assert first == (["reports", "remote"], {"reports": 1, "remote": 1})
    assert then == (["decision"], {"decision": 1})
    assert record.versions.values().get() == before
    assert list(RecordTopic.objects.order_by("pk").values_list("topic__key", "ended_at")) == [
        ("reports", case.at),
        ("remote", case.at),
        ("decision", None),
    ]


def test_the_journal_and_the_page_of_the_record_tell_of_it(topics, petra):
    case = published()
    url = case.clarification.record.get_absolute_url()
    before = petra.get(url)["ETag"]

    case.take(steps.SET_TOPICS, case.sam, topic=topics[0], third_topic=topics[3])

    event, page = Event.objects.last(), petra.get(url)
    assert (event.verb, event.detail) == ("set-topics", "Example remote, Example force")
    assert Page(page, "main").values(".tools .chips a") == ["/topics/remote/", "/topics/force/"]
    assert page["ETag"] != before


def test_the_same_again_is_refused(topics):
    case = published()
    case.take(steps.SET_TOPICS, case.sam, topic=topics[0], second_topic=topics[1])

    with pytest.raises(StepRefused, match="The record has these topics already"):
        case.take(steps.SET_TOPICS, case.sam, topic=topics[0], second_topic=topics[1])


def test_a_record_can_be_left_without_topics_once(topics, browser_of):
    case = published()
    case.take(steps.SET_TOPICS, case.sam, topic=topics[0])

    send(browser_of(case.sam), case, "set-topics", topic="")

    assert (keys(case.clarification.record), counted()) == ([], {})
    assert Event.objects.filter(verb="set-topics").latest("pk").detail == "No topic"
    assert "It has no topic already." in Page(send(browser_of(case.sam), case, "set-topics", topic=""), "main").words


def test_the_order_alone_may_change(topics):
    case = published()
    case.take(steps.SET_TOPICS, case.sam, topic=topics[0], second_topic=topics[1])

    case.take(steps.SET_TOPICS, case.sam, topic=topics[1], second_topic=topics[0])

    assert keys(case.clarification.record) == ["reports", "remote"]


def test_a_text_is_published_with_its_topics_on_the_page_of_the_step(topics, browser_of):
    case = decided()

    answer = send(browser_of(case.sam), case, "publish", topic="force", second_topic="remote")

    assert answer.status_code == 302
    case.clarification.refresh_from_db()
    assert keys(case.clarification.record) == ["force", "remote"]
    assert counted() == {"force": 1, "remote": 1}


def test_a_text_is_published_without_topics_too(topics, browser_of):
    case = decided()

    answer = send(browser_of(case.sam), case, "publish")

    assert (answer.status_code, RecordTopic.objects.count()) == (302, 0)


def test_a_text_of_before_is_entered_with_its_topics(topics):
    case = cast()

    case.take(steps.ENTER_HISTORIC, case.sam, **as_entered(case.edition, "An old text"), topic=topics[2])

    assert keys(case.clarification.record) == ["decision"]


def test_the_page_of_the_step_begins_with_what_the_record_has(topics, browser_of):
    case = published()
    case.take(steps.SET_TOPICS, case.sam, topic=topics[3], second_topic=topics[0])

    fields = opened(browser_of(case.sam), case, "set-topics")

    assert {name: fields[name] for name in ("topic", "second_topic", "third_topic")} == {
        "topic": ["force"],
        "second_topic": ["remote"],
        "third_topic": [""],
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"topic": "", "second_topic": "remote"}, "Choose the chief topic first."),
        ({"topic": "remote", "third_topic": "remote"}, "This topic is chosen already."),
        ({"topic": "nothing"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_with_a_choice_is_said_beside_its_field(topics, browser_of, typed, said):
    case = published()

    page = send(browser_of(case.sam), case, "set-topics", **typed)

    assert page.status_code == 200
    assert said in Page(page, "main").words
    assert RecordTopic.objects.count() == 0


def test_before_publication_the_chief_topic_comes_first(topics, browser_of):
    case = decided()

    page = send(browser_of(case.sam), case, "publish", second_topic="remote")

    assert "Choose the chief topic first." in Page(page, "main").words


def test_nobody_but_the_secretariat_sets_topics(topics, browser_of):
    case = Register().published()

    assert browser_of(case.connie).get(address_of(case, "set-topics")).status_code == 403


def test_a_record_that_comes_back_has_its_topics_again(topics):
    case = published()
    case.take(steps.SET_TOPICS, case.sam, topic=topics[0])

    case.take(steps.RETIRE, case.sam)
    retired = counted()
    case.take(steps.RESTORE, case.sam)

    assert (retired, counted()) == ({}, {"remote": 1})


def test_what_is_derived_of_topics_is_compared_and_rebuilt(topics):
    case = published()
    case.take(steps.SET_TOPICS, case.sam, topic=topics[0])
    record = case.clarification.record
    record.refresh_from_db()
    record.facet_rows.filter(facet="topic").delete()

    stale = stale_in(record)
    rebuild(record)

    assert (stale, stale_in(record), counted()) == (["filter rows"], [], {"remote": 1})
