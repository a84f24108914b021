"""The answers of a draft as they are shown: as they will be read, or with marks of what they change."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from clarifications.desk.differences import differences
from clarifications.review.models import Answer, Decision
from clarifications.wording import dialect_to_html


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
    if marked:
        old = _texts(former) if former else {}
        texts: dict[str, Any] = {name: differences(old.get(name, ""), new) for name, new in _texts(answer).items()}
    else:
        texts = {
            "position": _read(answer.position),
            "considerations": _read(answer.considerations),
            "conditions": [_read(condition) for condition in answer.conditions],
        }
    return ShownAnswer(answer, _labels(answer), is_marked=marked, outcome_before=before, **texts)


def _texts(answer: Answer) -> dict[str, str]:
    """The texts of an answer as they were typed."""
    conditions = "\n".join(answer.conditions)
    return {"position": answer.position, "considerations": answer.considerations, "conditions": conditions}


def _read(text: str) -> SafeString:
    return mark_safe(dialect_to_html(text))  # made safe there
