"""Topics that move with a register: the vocabulary is added to, never changed; files of format 1 are still read."""

from pathlib import Path

import pytest

from clarifications.register.beside import RecordTopic, Topic
from clarifications.register.models import Record
from clarifications.register.offers import kept_counts
from clarifications.register.topic_loading import load_topics
from tests.clarifications.moving.files import exported, imported, refused, written_by_hand
from tests.clarifications.moving.registers import full_register, without_any_case
from tests.clarifications.moving.test_examples import catalogue
from tests.factories import TopicFactory

pytestmark = pytest.mark.django_db
FORMAT_1 = Path(__file__).parent / "format_1"
LINE = b'{"about":"Video.","key":"%s","label":"%s","order":1}\n'


def test_records_come_in_with_their_topics_and_are_found_by_them(tmp_path):
    full_register()
    exported(tmp_path / "one")
    without_any_case()

    said = imported(tmp_path / "one")

    assert said.splitlines()[1] == "2 topics that were not here."
    assert dict(kept_counts().of("topic")) == {"remote": 1, "reports": 1}
    assert RecordTopic.objects.standing().count() == 2


def test_a_topic_that_is_here_stays_as_it_is_kept_here(tmp_path):
    TopicFactory(key="remote", label="From afar")

    imported(written_by_hand(tmp_path / "in", [], topics=LINE % (b"remote", b"Remote")))

    assert [topic.label for topic in Topic.objects.all()] == ["From afar"]


def test_topics_alone_are_taken_over_and_loading_ours_leaves_them(tmp_path):
    imported(written_by_hand(tmp_path / "in", [], topics=LINE % (b"elsewhere", b"Elsewhere")))

    load_topics()

    assert Topic.objects.filter(key="elsewhere", label="Elsewhere").exists()
    assert Topic.objects.count() == 14


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (LINE % (b"a", b"A") * 2, "topics.jsonl, line 2, key: stands twice"),
        (LINE % (b"a", b"A") + LINE % (b"b", b"A"), "topics.jsonl, line 2, label: a is called so"),
        (LINE % (b"a", b"Here"), "topics.jsonl, line 1, label: here is called so"),
        (LINE % (b"a/b", b"A"), "topics.jsonl, line 1, key: Expected `str` matching regex"),
    ],
)
def test_what_is_wrong_with_the_vocabulary_is_named(tmp_path, lines, fault):
    TopicFactory(key="here", label="Here")

    faults = refused(written_by_hand(tmp_path / "in", [], topics=lines))

    assert faults[0].startswith(fault)
    assert Topic.objects.count() == 1


def test_files_of_the_first_format_are_still_read(tmp_path):
    catalogue()

    said = imported(FORMAT_1)

    assert said.splitlines()[0] == "3 records imported; 0 stand here already."
    assert (Record.objects.count(), RecordTopic.objects.count()) == (3, 0)
    assert imported(FORMAT_1).splitlines()[0] == "0 records imported; 3 stand here already."
