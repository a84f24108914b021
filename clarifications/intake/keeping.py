"""Keeps what a page of the form sent: together with what another window kept there, and at most so much of it."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from clarifications.forms.fields import spaced
from clarifications.forms.offered import OfferedField
from clarifications.intake.endorsers import criteria_asking
from clarifications.intake.merging import Merged, Texts, controls, mark, marks, merge, seen_in, settled
from clarifications.intake.models import BESIDE, UNFINISHED, Draft
from clarifications.intake.page_forms import PageForm, edition_of
from clarifications.intake.places import NAME
from clarifications.intake.question_forms import form_for
from clarifications.intake.saving import locked, write_page
from standards.catalogue.clause_depth import ClauseLists

TIMES = 2  # so many times the limit of a field are kept of what was typed into it
SHORT = 200  # the limit of a field that names none
ROUND_TRIPS = ("add", "remove", "look-up")


@dataclass(frozen=True)
class TextBeside:
    """Two texts of one field, to choose between."""

    label: str
    target: str
    here: str
    other: str
    choice: str  # what the buttons name
    is_long: bool


@dataclass(frozen=True)
class PageKept:
    """What became of a page that was sent: ``typed`` in it; ``cut`` is what is kept of texts that are far too long."""

    draft: Draft
    form: PageForm
    place: str
    merged: Merged
    cut: Texts
    typed: Texts
    at: datetime.datetime

    @property
    def seen(self) -> dict[str, str]:
        """The marks of what was kept as it was typed here: the page has seen that."""
        now = controls(self.draft.answers[self.form.page])
        return {
            name: mark(now.get(name, "")) for name, text in self.typed.items() if self.merged.texts.get(name) == text
        }

    @property
    def words(self) -> str:
        """What the page says quietly while one goes on typing."""
        labels = {name: str(field.label) for name, field in fields_of(self.form).items()}
        if self.merged.clashing:
            said = _("Another window typed into the same field: %(fields)s. Both texts are kept; go on to see them.")
            return said % {"fields": ", ".join(labels[name] for name in sorted(self.merged.clashing))}
        if self.cut:
            said = _("Not all is kept, it is too long: %(fields)s.")
            return said % {"fields": ", ".join(labels[name] for name in self.cut)}
        return _("Kept at %(time)s UTC.") % {"time": f"{self.at:%H:%M}"}


def keep(draft: Draft, page: str, sent: QueryDict, *, at: datetime.datetime) -> PageKept:
    """Keep what was sent of a page. Raises ``DraftNotKept``, and ``StepRefused`` once the draft is received."""
    know(draft, form_for(draft, page), at=at)
    with transaction.atomic():
        draft = locked(draft)
        kind, former = form_for(draft, page), draft.answers.get(page, {})
        typed = _typed(kind, sent)
        seen = seen_in(sent)
        merged = merge(typed, kept=controls(former), seen=seen, beside=former.get(BESIDE, {}))
        merged = settled(merged, sent.get("settle", ""))
        form = form_of(draft, page, _as_sent(merged.texts), at=at)
        cut = _cut(form, merged.texts)
        buttons = {} if cut or merged.clashing else {name: str(sent[name]) for name in ROUND_TRIPS if name in sent}
        if "remove" in buttons and (merged.beside or _moved(former, seen)):
            del buttons["remove"]  # what stands at its place is not what was on the page
        data = _as_sent(merged.texts | cut | buttons)
        answers, place = (form_of(draft, page, data, at=at) if cut else form).pressed(data)
        if merged.beside:
            answers |= {BESIDE: merged.beside, UNFINISHED: True}
        write_page(draft, page=page, answers=answers, at=at)
    if field := fields_of(form).get(sent.get("settle", "::").partition(":")[2].rpartition(":")[0]):
        place = field.auto_id
    _say(form, merged, cut)
    return PageKept(draft, form, place, merged, cut, typed, at)


def know(draft: Draft, kind: type[PageForm], *, at: datetime.datetime) -> None:
    """Ask what a page of a draft asks of catalogue and criteria, before a transaction: within it nothing is kept."""
    criteria_asking(draft, at=at)
    if edition := edition_of(draft.answers):
        ClauseLists.of_one(edition)
    for field in kind.base_fields.values():
        if isinstance(field, OfferedField):
            field.offered()


def form_of(
    draft: Draft,
    page: str,
    data: QueryDict | None = None,
    *,
    answers: Mapping[str, Any] | None = None,
    at: datetime.datetime,
) -> PageForm:
    """A page of the form, as the edition and the criteria of a draft make it, with what was sent or is kept."""
    asking = criteria_asking(draft, at=at) is not None
    return form_for(draft, page)(data, answers=answers, at=at, chosen=edition_of(draft.answers), asking=asking)


def fields_of(form: PageForm) -> dict[str, forms.BoundField]:
    """The fields of a page and of its rows, by the names of their controls."""
    return {field.html_name: field for one in form.all_forms for field in one}


def texts_beside(form: PageForm, beside: Mapping[str, list[str]]) -> Iterator[TextBeside]:
    """The texts that stand beside those in the fields of a page, in its order."""
    for name, field in fields_of(form).items():
        for text in beside.get(name, ()):
            yield TextBeside(
                label=str(field.label),
                target=field.auto_id,
                here=_shown(field, str(field.value() or "")),
                other=_shown(field, text),
                choice=f"{name}:{mark(text)}",
                is_long=isinstance(field.field.widget, forms.Textarea),
            )


def _typed(kind: type[PageForm], sent: QueryDict) -> dict[str, str]:
    """What was sent of the page's own fields; nothing is chosen where a browser sends nothing of a field."""
    fields = kind.base_fields
    names = [name for name in sent if name in fields or (kind.page == "question" and NAME.fullmatch(name))]
    typed = {name: _as_typed(fields.get(name), str(sent[name])) for name in names}
    return typed if "keep" in sent else dict.fromkeys(fields, "") | typed


def _as_typed(field: forms.Field | None, text: str) -> str:
    """A text that was sent: what names a row that is offered means the same in whatever words."""
    return field.as_sent(text) if isinstance(field, OfferedField) else text


def _as_sent(texts: Texts) -> QueryDict:
    """Texts as a browser sends them."""
    data = QueryDict(mutable=True)
    data.update({name: text for name, text in texts.items() if text or NAME.fullmatch(name)})
    return data


def _cut(form: PageForm, texts: Texts) -> dict[str, str]:
    """The beginnings that are kept of texts that are far too long."""
    limits = {name: TIMES * _limit(field) for name, field in fields_of(form).items()}
    return {name: texts[name][:most] for name, most in limits.items() if len(texts.get(name, "")) > most}


def _limit(field: forms.BoundField) -> int:
    return int(getattr(field.field, "limit", None) or getattr(field.field, "max_length", None) or SHORT)


def _moved(former: Mapping[str, object], seen: Texts | None) -> bool:
    """Whether a question changed its text or place since the page was opened."""
    if seen is None:
        return False
    now = marks(former)
    return any(now.get(name) != seen.get(name) for name in {*now, *seen} if NAME.fullmatch(name))


def _say(form: PageForm, merged: Merged, cut: Texts) -> None:
    """Say at each field what became of what was typed there, where not all of it stands in the draft's own place."""
    form.is_valid()  # what is said is said of a form that was checked
    fields = fields_of(form)
    for name in merged.beside.keys() & fields.keys():
        said = _("Another text was typed here in another window. Choose one of the two, or put them together.")
        fields[name].form.add_error(fields[name].name, said)
    for name, text in cut.items():
        said = _("Only the first %(number)s characters are kept.") % {"number": spaced(len(text))}
        fields[name].form.add_error(fields[name].name, said)


def _shown(field: forms.BoundField, text: str) -> str:
    """A text as a page shows it: of a choice the words of its option."""
    if isinstance(field.field, OfferedField):
        return str(field.field.prepare_value(text))
    choices = getattr(field.field, "choices", ())
    options = {str(value): label for group in choices for value, label in _options(group)}
    return str(options.get(text, text))


def _options(group: tuple[object, object]) -> Iterator[tuple[object, object]]:
    """The options of a group of choices, or the one option that it is."""
    value, label = group
    yield from label if isinstance(label, list | tuple) else [(value, label)]
