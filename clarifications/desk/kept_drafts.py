"""A draft that the reader of a case keeps for themself, as pages show it: its texts, since when, until when."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from clarifications.desk.case_file import CaseFile
from clarifications.map.actors import Actor
from clarifications.review import working_drafts
from clarifications.review.forms import DraftAnswerForm, DraftForm
from clarifications.review.models import Decision, WorkingDraft


@dataclass(frozen=True)
class KeptText:
    """One field of a kept draft, to be read and copied."""

    label: str
    text: str


@dataclass(frozen=True)
class OwnDraft:
    """What somebody kept for themself of the answer to a case."""

    draft: WorkingDraft

    @property
    def mark(self) -> str:
        """What a page has seen that shows it."""
        return working_drafts.mark_of(self.draft)

    @property
    def until(self) -> datetime.datetime:
        return working_drafts.kept_until(self.draft)


@dataclass(frozen=True)
class KeptDraft(OwnDraft):
    """That of the reader of a case."""

    file: CaseFile

    @property
    def shown_since(self) -> Decision | None:
        """The newest draft, where the group was shown it after this was kept."""
        return next((shown for shown in reversed(self.file.drafts) if shown.at > self.draft.saved_at), None)

    @property
    def texts(self) -> Iterator[KeptText]:
        """The fields in which something stands, in the order of the page."""
        file = self.file
        typed = working_drafts.typed_in(self.draft, file.clarification)
        form = DraftForm(typed, clarification=file.clarification, by=file.by, at=file.at)
        for field in (field for one in form.all_forms for field in one if not field.is_hidden):
            if field.html_name in typed and (text := _as_read(field)):
                yield KeptText(str(field.label), text)


@dataclass(frozen=True)
class HiddenDraft(OwnDraft):
    """That of somebody who sees the case no more: their own words, nothing else of it."""

    @property
    def texts(self) -> Iterator[KeptText]:
        """What was typed, in the order of the page; no question, whose words are the requester's."""
        fields = DraftAnswerForm.base_fields | DraftForm.base_fields | {"reason": forms.CharField(label=_("Reason"))}
        order = list(fields)
        named = [(*name.rpartition("-")[::2], values) for name, values in self.draft.typed.items()]
        shown = [row for row in named if not isinstance(fields.get(row[1]), forms.MultipleChoiceField | None)]
        for _row, name, values in sorted(shown, key=lambda row: (not row[0], len(row[0]), row[0], order.index(row[1]))):
            if text := "\n".join(values).strip():
                options = {str(value): str(label) for value, label in getattr(fields[name], "choices", ())}
                yield KeptText(str(fields[name].label), options.get(text, text))


def hidden_drafts(by: Actor) -> list[HiddenDraft]:
    """What somebody kept of cases that they see no more."""
    drafts = working_drafts.of_hidden_cases(by)
    return [HiddenDraft(draft) for draft in drafts.select_related("clarification").order_by("-saved_at", "-pk")]


def kept_by_reader(file: CaseFile) -> KeptDraft | None:
    """What the reader of a case kept of its answer, if anything."""
    draft = working_drafts.find(file.clarification, by=file.by.person)
    return KeptDraft(draft, file) if draft else None


def _as_read(field: BoundField) -> str:
    """The value of a field; of a choice the words of its options."""
    values = field.value() if isinstance(field.value(), list) else [field.value()]
    options = {str(value): str(label) for value, label in getattr(field.field, "choices", ())}
    return "\n".join(options.get(str(value), str(value)) for value in values if value)
