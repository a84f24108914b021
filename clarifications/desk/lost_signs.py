"""Published texts that were read as Markdown and lost a sign by it: the secretariat looks at them and corrects them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from clarifications.desk.differences import Difference, differences
from clarifications.markdown import seen
from clarifications.register.models import Record, RecordVersion
from clarifications.register.text import PublishedText, not_redacted
from clarifications.wording import without_marks

READ_AS_MARKDOWN = Q(content__format__isnull=True) | Q(content__format__lt=2)
# Without any of these Markdown leaves a text as it is: most are not read a second time.
MARKED = re.compile(r"[*_\\&]|^\s*(?:[-+>]|\d+[.)])", re.MULTILINE)
FOUND = "texts-that-lost-signs"


@dataclass(frozen=True)
class Loss:
    """A text of a record: what was typed, with what of it is not seen."""

    label: str
    parts: list[Difference]


@dataclass(frozen=True)
class LossyText:
    """A record whose newest version lost signs."""

    record: Record
    losses: list[Loss]


def lossy_versions() -> QuerySet[RecordVersion]:
    """The newest versions of records that lost signs; one that is corrected is no longer among them.

    No more of them come, so they are looked for once; what was found is then only narrowed.
    """
    newest = RecordVersion.objects.filter(READ_AS_MARKDOWN, number=F("record__version"), redacted_at=None)
    found = cache.get(FOUND)
    if found is None:
        texts = newest.defer("rendered").iterator(chunk_size=500)
        found = [version.pk for version in texts if losses_of(not_redacted(version.text))]
        cache.set(FOUND, found, timeout=None)
    listed = newest.filter(pk__in=found).defer("rendered").order_by("record__slug")
    return listed.select_related("record__edition__standard", "record__clarification")


def lossy_texts(versions: Iterable[RecordVersion]) -> list[LossyText]:
    """Each of them with what is lost."""
    return [LossyText(version.record, losses_of(not_redacted(version.text))) for version in versions]


def losses_of(text: PublishedText) -> list[Loss]:
    """The texts of a public text of which something that was typed was not seen."""
    texts = [(label, typed) for label, typed in _texts(text) if MARKED.search(typed)]
    pairs = [(label, without_marks(typed), seen(typed)) for label, typed in texts]
    return [Loss(label, differences(typed, read)) for label, typed, read in pairs if _signs(typed) != _signs(read)]


def _signs(text: str) -> str:
    return "".join(text.split())


def _texts(text: PublishedText) -> Iterator[tuple[str, str]]:
    """Every text of a public text with the name of its place."""
    for question in text.all_questions:
        yield _("Question %(label)s") % {"label": question.label}, question.text
    for answer in text.answers:
        to = {"labels": ", ".join(answer.questions)}
        yield _("Answer to %(labels)s") % to, answer.position
        yield _("Considerations on %(labels)s") % to, answer.considerations
        for condition in answer.conditions:
            yield _("Conditions of the answer to %(labels)s") % to, condition
