"""The verdicts of a whole edition in one table: a row a record that awaits one, kept while incomplete."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

from django import forms
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.case.models import Clarification
from clarifications.forms.base import AnyStepForm, mark_of
from clarifications.forms.fields import CLAUSES_LIMIT, LineField, LongTextField
from clarifications.incorporation.forms import IncorporateForm, NoLongerAppliesForm, StillAppliesForm
from clarifications.incorporation.models import VerdictTable
from clarifications.map.actors import Actor
from clarifications.register.awaiting import age_in_words, awaiting_verdict
from clarifications.register.models import Record, VerdictKind
from standards.catalogue.descent import Descent
from standards.models import Edition

PAGE = 50
Take: TypeAlias = Callable[[AnyStepForm, Clarification], Clarification | None]  # nothing: the form says what is wrong
FORMS: dict[str, type[AnyStepForm]] = {
    VerdictKind.STILL_APPLIES.value: StillAppliesForm,
    VerdictKind.NO_LONGER_APPLIES.value: NoLongerAppliesForm,
    VerdictKind.INCORPORATED.value: IncorporateForm,
}
IN_ROW = {"note": "reason", "reason": "reason", "clause": "clause"}  # where an error of the step's form is said


class KeptForm(forms.Form):
    """What can be kept while it is incomplete; ``was`` is a mark of what stood there when the page was opened."""

    kept: tuple[str, ...]
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, initial: Mapping[str, Any], **given: Any) -> None:
        shown = {name: str(initial.get(name) or "") for name in self.kept}
        super().__init__(data, initial={**initial, "was": mark_of(shown)}, **given)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in it, right or wrong."""
        return {name: str(self[name].value() or "") for name in self.kept}

    @property
    def is_changed(self) -> bool:
        """Whether somebody typed into it; what was left as it was may have been changed by somebody else."""
        return bool(self["was"].value() != mark_of(self.typed))


class ReviewerForm(KeptForm):
    """Who reviewed the records, said once for the table; the step's own form says what is wrong with it."""

    kept = ("group", "resolution", "decided_on")

    group = LineField(label=gettext_lazy("Group"), limit=200, required=False)
    resolution = LineField(label=gettext_lazy("Resolution or meeting"), limit=300, required=False)
    decided_on = LineField(
        label=gettext_lazy("Date of the resolution or meeting"),
        limit=40,
        required=False,
        help_text=gettext_lazy("A day (2026-05-12), a month (2026-05) or a year (2026)."),
    )


class VerdictRow(KeptForm):
    """What one record means for the edition; what is left open is not reviewed yet."""

    kept = ("kind", "clause", "reason")

    kind = forms.ChoiceField(
        label=gettext_lazy("Verdict"),
        required=False,
        choices=[("", gettext_lazy("Not reviewed yet")), *((kind, VerdictKind(kind).label) for kind in FORMS)],
    )
    clause = LineField(label=gettext_lazy("Clause that includes it"), limit=CLAUSES_LIMIT, required=False)
    reason = LongTextField(
        label=gettext_lazy("Reason or note"),
        rows=2,
        required=False,
        limit=2000,
        help_text=gettext_lazy("Is published."),
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, record: Record, age: str, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial, prefix=f"r{record.pk}")
        self.record, self.age = record, age

    @property
    def verdict_label(self) -> str:
        """The verdict in words, with its clause."""
        label = str(VerdictKind(self.cleaned_data["kind"]).label)
        is_included = self.cleaned_data["kind"] == VerdictKind.INCORPORATED
        return f"{label}, {self.cleaned_data['clause']}" if is_included else label


class EditionTable:
    """The table of one edition, as it is opened or sent: ``data`` is what was sent, ``page`` the page asked for."""

    def __init__(
        self, edition: Edition, data: QueryDict | None, *, by: Actor, at: datetime.datetime, page: str | None
    ) -> None:
        self.edition, self.data, self.by, self.at = edition, data, by, at
        awaiting = awaiting_verdict(edition, Descent.of_casco())
        self.awaiting = awaiting.select_related("clarification", "edition__standard")
        self.page: Page[Record] = Paginator(self.awaiting, PAGE).get_page(page)
        self.kept = VerdictTable.objects.filter(edition=edition).first() or VerdictTable(edition=edition)
        self.common = ReviewerForm(data, initial=self.kept.common)
        self.rows = [self._row(record) for record in self._records()]

    @property
    def is_confirmed(self) -> bool:
        """Whether what is to be given was shown before."""
        return self.data is not None and self.data.get("confirmed") == self.mark

    @property
    def mark(self) -> str:
        return mark_of(self.data or {})

    @cached_property
    def to_give(self) -> list[VerdictRow]:
        """The rows that say something; nothing can be given while one of them cannot be read."""
        self.common.is_valid()
        readable = [row for row in self.rows if row.is_valid()]
        return [row for row in readable if row.cleaned_data["kind"]]

    @property
    def is_shown_first(self) -> bool:
        """Whether the page is to say what will be given, to be confirmed."""
        return bool(self.to_give) and not any(form.errors for form in self.all_forms)

    @property
    def all_forms(self) -> list[forms.Form]:
        return [self.common, *self.rows]

    @transaction.atomic
    def keep(self) -> None:
        """Keep what is typed, whatever is missing in it, beside what others keep of the table at the same time."""
        kept = VerdictTable.locked(self.edition, by=self.by.person, at=self.at)
        if self.common.is_changed:
            kept.common = self.common.typed
        kept.rows |= {str(row.record.pk): row.typed for row in self.rows if row.is_changed}
        kept.by, kept.saved_at = self.by.person, self.at
        kept.save()
        self.kept = kept

    def give(self, take: Take) -> int:
        """Give each verdict by its own step; returns how many were given. What is refused says why and stays.

        ``take`` sends the form of a step of a case through the door.
        """
        given = [row for row in self.to_give if self._is_given(row, take)]
        self.rows = [row for row in self.rows if row not in given]
        self._forget(given)
        return len(given)

    @transaction.atomic
    def _forget(self, given: Iterable[VerdictRow]) -> None:
        """Keep no longer what is given."""
        kept = VerdictTable.locked(self.edition, by=self.by.person, at=self.at)
        for row in given:
            kept.rows.pop(str(row.record.pk), None)
        kept.save(update_fields=["rows"])

    def _records(self) -> Sequence[Record]:
        """The records of the page; where it is sent, those that stood on it and still await a verdict."""
        if self.data is None:
            return list(self.page.object_list)
        sent = [int(key) for key in self.data.getlist("record") if key.isdecimal() and len(key) < 19]
        return list(self.awaiting.filter(pk__in=sent))

    def _row(self, record: Record) -> VerdictRow:
        typed: Mapping[str, object] = self.kept.rows.get(str(record.pk), {})
        initial = {**typed, "seen_version": record.clarification.version}
        age = age_in_words([record], self.edition, at=self.at.date())
        return VerdictRow(self.data, record=record, age=age, initial=initial)

    def _is_given(self, row: VerdictRow, take: Take) -> bool:
        case = row.record.clarification
        form = FORMS[row.cleaned_data["kind"]](self._facts_of(row), clarification=case, by=self.by, at=self.at)
        if take(form, case) is not None:
            return True
        for name, errors in form.errors.items():
            self._say(row, name, [str(error) for error in errors])
        return False

    def _facts_of(self, row: VerdictRow) -> dict[str, object]:
        """What the form of the step would be sent: a record is included from the day of its edition on."""
        said, reason = row.cleaned_data, row.cleaned_data["reason"]
        common = {name: self.common[name].value() for name in self.common.kept}
        own = {"edition": self.edition.pk, "in_force": self.edition.published.iso, "note": reason, "reason": reason}
        return common | own | {"clause": said["clause"], "seen_version": said["seen_version"]}

    def _say(self, row: VerdictRow, name: str, errors: list[str]) -> None:
        """Say what is wrong beside what was typed: what is common to all rows once."""
        if name in self.common.kept:
            if name not in self.common.errors:
                self.common.add_error(name, errors)
            if not row.non_field_errors():
                row.add_error(None, _("Say above who reviewed it."))
        else:
            row.add_error(IN_ROW.get(name), errors)
