"""The pages of the topics: what each is about and how many records it has; and the vocabulary itself."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clarifications.map import steps
from clarifications.register.beside import Topic
from clarifications.register.topic_loading import load_topics
from tests.clarifications.register.pages import in_order, page
from tests.factories import TopicFactory, UserFactory
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def remote():
    return TopicFactory(key="remote", label="Remote techniques", about="Video and images.")


def add(register, topic, subject="Images", **given):
    case = register.published(subject, **given)
    case.take(steps.SET_TOPICS, case.sam, topic=topic)
    register.shared["at"] = case.at
    return case


def statements(petra, url) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        petra.get(url)
    return len(asked)


# ---------- pages ----------


def test_every_topic_is_listed_with_what_it_is_about_and_how_many_records_it_has(petra, remote):
    TopicFactory(key="marks", label="Marks", about="Use of marks.")
    register = Register()
    add(register, remote)
    add(register, remote)

    shown = page(petra, "/topics/")

    assert in_order(shown, 'href="/topics/remote/"', "Video and images.", "2 published")
    assert in_order(shown, 'href="/topics/marks/"', "Use of marks.", "0 published")


def test_the_page_of_a_topic_lists_its_records_and_leads_to_the_list(petra, remote):
    register = Register()
    found = add(register, remote, "Images sent").clarification.record
    register.add("Something else")

    shown = page(petra, "/topics/remote/")

    assert in_order(shown, "Remote techniques", "Video and images.", found.get_absolute_url())
    assert "Something else" not in shown
    assert 'href="/clarifications/?topic=remote"' in shown


def test_the_head_of_a_topic_has_no_line_and_its_records_have_that_of_clarifications(petra, remote):
    add(Register(), remote)

    shown = Page(petra.get("/topics/remote/"), "main")

    assert shown.values(".spread", "data-line") == [None, "clarification"]
    assert Page(petra.get("/topics/"), "main").values(".spread", "data-line") == [None]


def test_a_topic_without_records_says_so_and_one_that_is_not_there_is_no_page(petra, remote):
    assert "No clarification has this topic yet" in page(petra, "/topics/remote/")
    page(petra, "/topics/none/", status=404)


def test_a_vocabulary_without_topics_says_so(petra):
    assert "There are no topics yet" in page(petra, "/topics/")
    assert 'id="topics"' not in page(petra, "/")


def test_what_is_retired_is_left_out(petra, remote):
    case = add(Register(), remote)
    case.take(steps.RETIRE, case.sam)

    assert "No clarification has this topic yet" in page(petra, "/topics/remote/")
    assert "0 published" in page(petra, "/topics/")


def test_the_list_is_narrowed_by_topic_and_is_found_at_the_page_of_the_topic(petra, remote):
    register = Register()
    add(register, remote, "Images sent")
    register.add("Something else")

    shown = page(petra, "/clarifications/?topic=remote")

    assert "Topic: Remote techniques" in shown
    assert ["Images sent" in shown, "Something else" in shown] == [True, False]
    assert f'rel="canonical" href="http://127.0.0.1:8000{remote.get_absolute_url()}"' in shown
    assert 'name="robots"' in page(petra, "/clarifications/?topic=remote&year=2026")
    assert "“none” is not known" in page(petra, "/clarifications/?topic=none")


@pytest.mark.parametrize("url", ["/topics/", "/topics/remote/"])
def test_pages_need_as_many_statements_for_many_records_as_for_one(petra, remote, url):
    register = Register()
    add(register, remote)
    few = statements(petra, url)
    for key in ("a", "b", "c"):
        add(register, TopicFactory(key=key))
        add(register, remote)

    assert statements(petra, url) == few


def test_the_data_for_programs_has_the_topics_as_keywords(petra, remote):
    record = add(Register(), remote).clarification.record

    head = Page(petra.get(record.get_absolute_url()), "head")

    (data,) = [json.loads(node.text()) for node in head.root.css('script[type="application/ld+json"]')]
    assert data["keywords"] == ["Remote techniques"]


def test_home_and_sitemap_have_the_topics_that_have_records(petra, remote):
    TopicFactory(key="marks", label="Marks")
    add(Register(), remote)

    assert Page(petra.get("/"), "main").values(".chips a") == ["/topics/remote/"]
    named = petra.get("/sitemap-pages.xml").content.decode()
    assert ["/topics/</loc>" in named, "/topics/remote/" in named, "/topics/marks/" in named] == [True, True, False]


# ---------- the vocabulary ----------


def test_the_vocabulary_as_delivered_has_thirteen_topics_in_its_order():
    first, again = load_topics(), load_topics()

    assert (first.total, len(first.added), again.added, again.changed) == (13, 13, [], [])
    assert [topic.order for topic in Topic.objects.all()] == [*range(1, 14)]
    assert all(topic.about.endswith(".") for topic in Topic.objects.all())


def vocabulary(tmp_path, *keys):
    file = tmp_path / "topics.json"
    file.write_text(json.dumps({"topics": [{"key": key, "label": key.title(), "about": "It is."} for key in keys]}))
    return load_topics(file)


def test_what_was_edited_or_taken_away_here_stays_so_and_is_named(tmp_path):
    vocabulary(tmp_path, "remote", "marks", "force")
    topic = Topic.objects.get(key="remote")
    topic.label = "From afar"
    topic.save()
    Topic.objects.get(key="marks").delete()

    outcome = vocabulary(tmp_path, "remote", "marks", "force")

    assert [topic.label for topic in Topic.objects.all()] == ["From afar", "Force"]
    assert outcome.edited == ["remote: label", "marks: taken away"]


def test_a_topic_that_the_file_has_no_more_goes_unless_a_record_has_it(tmp_path):
    vocabulary(tmp_path, "remote", "marks")
    add(Register(), Topic.objects.get(key="remote"))

    outcome = vocabulary(tmp_path, "force")

    assert outcome.removed == ["marks"]
    assert {topic.key for topic in Topic.objects.all()} == {"remote", "force"}


# ---------- in the admin ----------


def test_an_administrator_renames_a_topic_and_its_address_stays(ada, browser_of, petra, remote):
    record = add(Register(), remote).clarification.record
    url = record.get_absolute_url()
    before = petra.get(url)["ETag"]

    browser_of(ada).post(
        reverse("admin:clarifications_topic_change", args=[remote.pk]),
        {"label": "From afar", "about": "Video.", "key": "afar", "order": "3"},
    )

    shown = petra.get(url)
    assert shown["ETag"] != before
    assert Page(shown, "main").all(".tools .chips a") == ["From afar"]
    assert "Video." in page(petra, "/topics/remote/")


def test_a_topic_that_a_record_has_or_had_cannot_be_deleted(ada, browser_of, remote):
    add(Register(), remote)

    browser_of(ada).post(reverse("admin:clarifications_topic_delete", args=[remote.pk]), {"post": "yes"})

    assert Topic.objects.count() == 1


def test_only_administrators_keep_the_topics(browser_of):
    browser_of(UserFactory(is_secretariat=True)).post(
        reverse("admin:clarifications_topic_add"), {"label": "A", "about": "B.", "key": "a", "order": "1"}
    )

    assert Topic.objects.count() == 0
