"""The file of the topics: written from the vocabulary, checked, and taken over where a topic is not known here."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from clarifications.moving.lines import TOPICS, ManifestLine, NotALine, TopicLine, read
from clarifications.moving.reading import LineFault, LinesOfFile
from clarifications.register.beside import Topic


@dataclass(frozen=True)
class TopicsPlan:
    """The topics that are not here yet, and the keys of all that records may have; what is here stays as it is."""

    new: tuple[TopicLine, ...] = ()
    known: frozenset[str] = frozenset()


NO_TOPICS = TopicsPlan()


def topic_lines() -> Iterator[TopicLine]:
    """The whole vocabulary, by its keys."""
    for row in sorted(Topic.objects.order_by(), key=attrgetter("key")):
        yield TopicLine(key=row.key, label=row.label, about=row.about, order=row.order)


def plan_of_topics(folder: Path, manifest: ManifestLine) -> tuple[TopicsPlan, list[LineFault]]:
    """What the file would add here, and all that is wrong with it; nothing where the format knows no topics."""
    here = dict(Topic.objects.order_by().values_list("key", "label"))
    if TOPICS not in manifest.files:
        return TopicsPlan(known=frozenset(here)), []
    file = LinesOfFile(folder / TOPICS, manifest.files[TOPICS])
    faults: list[LineFault] = []
    said: dict[str, TopicLine] = {}
    labels = {label: key for key, label in here.items()}
    for number, line in file:
        try:
            topic = read(TopicLine, line)
        except NotALine as wrong:
            faults.append(LineFault(TOPICS, wrong.why, number, wrong.field))
            continue
        if topic.key in said:
            faults.append(LineFault(TOPICS, "stands twice", number, "key"))
        elif topic.key not in here and topic.label in labels:
            faults.append(LineFault(TOPICS, f"{labels[topic.label]} is called so", number, "label"))
        said[topic.key] = topic
        labels.setdefault(topic.label, topic.key)
    new = tuple(topic for key, topic in said.items() if key not in here)
    return TopicsPlan(new, frozenset(here) | frozenset(said)), [*faults, *file.faults]
