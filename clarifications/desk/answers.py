"""The answers of a draft as they are shown: as they will be read, or with marks of what they change."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import mark_safe

from clarifications.desk.differences import differences
from clarifications.markdown import to_html
from clarifications.review.models import Answer, Decision


@dataclass(frozen=True)
class ShownAnswer:
    """One answer of a draft as it is shown: its texts as they will be read, or, where changes are marked, as pieces."""

    answer: Answer
    labels: str
    is_marked: bool
    position: Any
    considerations: Any
    conditions: Any
    outcome_before: str


def answers_of(draft: Decision, *, former: Decision | None) -> list[ShownAnswer]:
    """The answers of ``draft``; with ``former``, with what each changes of the one to the same questions."""
    before = {_labels(answer): answer for answer in former.answers.all()} if former else {}
    return [_shown(answer, before.get(_labels(answer)), marked=former is not None) for answer in draft.answers.all()]


def _labels(answer: Answer) -> str:
    return ", ".join(question.label for question in answer.questions.all())


def _shown(answer: Answer, former: Answer | None, *, marked: bool) -> ShownAnswer:
    before = former.get_outcome_display() if former and former.outcome != answer.outcome else ""
    names = ("position", "considerations", "conditions")
    if marked:
        texts: dict[str, Any] = {
            name: differences(_text(former, name) if former else "", _text(answer, name)) for name in names
        }
    else:
        texts = {name: mark_safe(to_html(_text(answer, name))) for name in names}  # made safe there
    return ShownAnswer(answer, _labels(answer), is_marked=marked, outcome_before=before, **texts)


def _text(answer: Answer, name: str) -> str:
    value: Any = getattr(answer, name)
    return "\n".join(f"- {line}" for line in value) if isinstance(value, list) else value
