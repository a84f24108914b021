"""From the home page to a record by its topic: by keys, and without scripts; what the secretariat sets is found."""

import pytest

from clarifications.map import steps
from tests.builders import Case, published
from tests.factories import TopicFactory
from tests.journeys import acts
from tests.journeys.looks import nothing_is_wrong, visited
from tests.journeys.stage import Stage
from tests.register import Register


@pytest.fixture
def register(open_database) -> None:
    """Two records, one of a topic."""
    register = Register()
    case = register.published("Observing by video")
    topic = TopicFactory(key="remote", label="Remote techniques", about="Video and images.")
    case.take(steps.SET_TOPICS, case.sam, topic=topic)
    register.shared["at"] = case.at
    register.add("Equipment on loan")


@pytest.mark.parametrize("how", [{"keys_only": True}, {"java_script_enabled": False}], ids=["by keys", "no scripts"])
def test_a_record_is_found_by_its_topic_and_leads_back_to_it(stage: Stage, register, how):
    petra = stage.enters("Petra", **how)
    petra.opens("/")

    petra.follows("What each is about")
    petra.reads("Topics", "Video and images.", "1 published")
    petra.follows("Remote techniques")
    petra.reads("Observing by video")
    petra.reads_nothing_of("Equipment on loan")
    petra.follows("Observing by video")
    petra.follows("Remote techniques")
    petra.follows("Narrow these by standard, clause or outcome")
    petra.reads("Topic: Remote techniques", "1 clarification")


def test_the_pages_of_topics_are_sound(stage: Stage, register):
    TopicFactory(key="marks", label="Marks", about="Use of marks.")
    petra = stage.enters("Petra")

    nothing_is_wrong(visited(petra, ["/topics/", "/topics/remote/", "/topics/marks/", "/"]))


def test_the_secretariat_sets_the_topics_of_a_record_with_the_keys_alone(stage: Stage, case: Case):
    TopicFactory(key="marks", label="Marks", about="Use of marks.")
    TopicFactory(key="remote", label="Remote techniques", about="Video and images.")
    reference = acts.walked(case, to=published)
    sam = stage.enters("Sam", case.sam, keys_only=True)

    acts.begins(sam, reference, "Set the topics")
    sam.chooses("Topic", "Remote techniques")
    sam.chooses("Second topic", "Marks")
    sam.presses("Set these topics")
    sam.reads("set the topics")

    petra = stage.enters("Petra")
    petra.opens("/topics/marks/")
    petra.reads(case.clarification.subject)
