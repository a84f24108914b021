"""Several small forms of one kind on a page, on Django's formsets: rows that come and go, or one a subject."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, BaseFormSet, formset_factory
from django.utils.datastructures import MultiValueDict

from clarifications.forms.fields import Data, copy_of
from clarifications.map.rule import Text

MOST = 120  # rows that one can add: a request has at most 110 questions and parts, and each may have its own answer
MOST_SENT = 1000  # more fields than one page may send; nothing that is sent is dropped


class Rows(BaseFormSet):  # type: ignore[type-arg]  # generic for the checker alone
    """Rows that come and go by a round trip, so that it works without JavaScript.

    A button ``add`` with the prefix adds an empty row, ``remove`` with the name of a row takes it away. Pages send no
    management form: the rows are those whose fields were sent, numbered anew, so that any of them can go.
    """

    template = "clarifications/steps/_rows.html"
    legend: Text = ""  # of one row
    more: Text = ""  # the words of the button that adds one
    subjects: Sequence[Any] = ()  # what the rows are about, where there is one for each of some things

    def __init__(
        self, data: Data | None = None, *, prefix: str, initial: Sequence[Mapping[str, Any]] = (), **given: Any
    ) -> None:
        if data is not None:
            sent, initial = copy_of(data), ()
            count = str(self.count(sent, prefix))
            sent.setlist(f"{prefix}-{TOTAL_FORM_COUNT}", [count])
            sent.setlist(f"{prefix}-{INITIAL_FORM_COUNT}", [count])
            data = sent
        super().__init__(data, prefix=prefix, initial=initial, form_kwargs=given)

    def count(self, data: MultiValueDict[str, str], prefix: str) -> int:
        """How many rows there are in ``data``, after its button; they are numbered anew in it."""
        sent: dict[int, dict[str, list[str]]] = {}
        for name in list(data):
            if match := re.fullmatch(rf"{prefix}-([0-9]{{1,3}})-(.+)", name):
                sent.setdefault(int(match[1]), {})[match[2]] = data.getlist(name)
                del data[name]
        rows = [sent[number] for number in sorted(sent) if data.get("remove") != f"{prefix}-{number}"]
        rows = rows or list(sent.values()) or [{}]
        if data.get("add") == prefix and len(rows) < self.max_num:
            rows.append({})
        for number, row in enumerate(rows):
            for name, values in row.items():
                data.setlist(f"{prefix}-{number}-{name}", values)
        return len(rows)

    @property
    def by_subject(self) -> list[tuple[Any, dict[str, Any]]]:
        """Each subject with what its row says."""
        return list(zip(self.subjects, self.cleaned_data, strict=True))

    @property
    def filled(self) -> list[Any]:
        """What the rows hold that are not left empty."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]

    @property
    def may_grow(self) -> bool:
        return len(self.forms) < self.max_num

    @property
    def may_shrink(self) -> bool:
        return len(self.forms) > 1


class FixedRows(Rows):
    """A row for each of ``subjects``, under the name that it has there; its form is given its ``subject``.

    ``besides``: what the forms of some rows are given besides, by the names of the rows.
    """

    template = "clarifications/steps/_plain_rows.html"

    def __init__(
        self,
        data: Data | None = None,
        *,
        prefix: str,
        subjects: Mapping[str, Any],
        besides: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self.names, self.subjects = list(subjects), list(subjects.values())
        self.besides = besides or {}
        self.min_num = self.max_num = self.absolute_max = len(subjects)
        super().__init__(data, prefix=prefix)

    def count(self, data: MultiValueDict[str, str], prefix: str) -> int:
        return len(self.subjects)

    def add_prefix(self, index: int | str) -> str:
        return self.names[int(index)]

    def get_form_kwargs(self, index: int) -> dict[str, object]:  # type: ignore[override]  # none is ever added
        besides = self.besides.get(self.names[index], {})
        return {"subject": self.subjects[index], "use_required_attribute": True, **besides}  # no row of these can go


def rows_of(form: type[forms.Form], kind: type[Rows] = Rows, **drawn: Text) -> Any:
    """The formset of a form; ``drawn``: its template, or the words on its page."""
    return formset_factory(form, type("Rows", (kind,), drawn), extra=0, min_num=1, max_num=MOST, absolute_max=MOST_SENT)
