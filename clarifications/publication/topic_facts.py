"""Publication: the topics that are chosen for a record, as its steps are given them."""

from dataclasses import dataclass

from clarifications.case.part import Facts
from clarifications.register.beside import Topic


@dataclass(frozen=True)
class TopicsFacts(Facts):
    """What the record is about: up to three topics, the chief one first."""

    topic: Topic | None = None
    second_topic: Topic | None = None
    third_topic: Topic | None = None

    @property
    def topics(self) -> list[Topic]:
        """Those that are named, each once."""
        return list(dict.fromkeys(filter(None, (self.topic, self.second_topic, self.third_topic))))
