"""Fields that forms of several chapters share: texts as typed, long texts with a count, clause numbers, editions."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from clarifications.register.quotations import is_left_open
from clarifications.wording import counted, dialect_to_html, trimmed
from standards.reading.characters import one_line, says_something
from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse_list
from standards.reading.dates import PartialDate

MOST_CLAUSES = 60
CLAUSES_LIMIT = 500


def spaced(number: int) -> str:
    """A number as it is printed: 10 000."""
    return f"{number:,}".replace(",", "\u00a0")


Data: TypeAlias = Mapping[str, Any]  # what a browser sent: one value a name, or several with `getlist`


def copy_of(data: Data) -> MultiValueDict[str, str]:
    """A copy of what a browser sent that can be changed."""
    return data.copy() if isinstance(data, MultiValueDict) else MultiValueDict({name: [data[name]] for name in data})


class PlainTextField(forms.CharField):
    """A text of which something is to be seen; one that is longer than its limit is refused with its count."""

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        self.limit = limit
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("dir", "auto")  # no maxlength: the browser would cut what is pasted without a word

    def to_python(self, value: object) -> str:
        text = super().to_python(value) or ""
        return text if says_something(text) else ""

    def run_validators(self, value: str) -> None:
        super().run_validators(value)
        if is_left_open(value):
            raise ValidationError(_("“[[” opens words of a standard: write “]]” where they end."), code="left_open")
        if (count := counted(value)) > self.limit:
            counts = {"count": spaced(count), "limit": spaced(self.limit)}
            raise ValidationError(_("%(count)s of at most %(limit)s characters."), code="too_long", params=counts)


class LongTextField(PlainTextField):
    """A text of up to ``TEXT_LIMIT`` characters, kept as typed, with its lines and indents.

    ``published`` ones are set in serif, as the answer will be.
    """

    def __init__(
        self, *, rows: int = 5, published: bool = True, limit: int = settings.TEXT_LIMIT, **kwargs: Any
    ) -> None:
        attrs = {"rows": rows, "data-limit": limit} | ({"class": "said"} if published else {})
        super().__init__(limit=limit, strip=False, widget=forms.Textarea(attrs=attrs), **kwargs)

    def to_python(self, value: object) -> str:
        return trimmed(super().to_python(value))


class DialectField(LongTextField):
    """A text in the dialect of ``clarifications/wording.py``; its page shows how it will be read."""

    preview = reverse_lazy("clarifications:preview")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["data-preview"] = self.preview

    def as_read(self, typed: object) -> str:
        """The HTML of what is typed."""
        return dialect_to_html(self.to_python(typed))


class LineField(PlainTextField):
    """A text of one line, such as a name or a title."""

    def to_python(self, value: object) -> str:
        return one_line(super().to_python(value))


def suggesting_standards(field: LineField) -> LineField:
    """The field, offering the standards that answer to what is typed; only where the browser runs scripts."""
    field.widget.attrs |= {"data-suggests": reverse_lazy("standards-api:responsible"), "autocomplete": "off"}
    return field


class _Lines(LongTextField):
    """A list, one entry a line, each as typed; empty lines are dropped."""

    def prepare_value(self, value: object) -> object:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: object) -> list[str]:
        return [line.rstrip() for line in super().clean(value).split("\n") if line.strip()]


class LinesField(_Lines, DialectField):
    """A list whose entries are in the dialect."""

    preview = reverse_lazy("clarifications:preview-of-lines")

    def as_read(self, typed: object) -> str:
        return dialect_to_html(self.to_python(typed).replace("\n", "\n\n"))


class PlainLinesField(_Lines, LongTextField):
    """A list of names."""


class ClausesField(LineField):
    """Clause numbers as people write them; the value stays as typed, ``numbers_in`` reads it.

    ``groups_in`` reads those of which some are apart from others.
    """

    def __init__(
        self,
        *,
        most: int = MOST_CLAUSES,
        limit: int = CLAUSES_LIMIT,
        groups_in: Callable[[str], list[list[ClauseNumber]]] = lambda typed: [parse_list(typed)],
        **kwargs: Any,
    ) -> None:
        self.most, self.groups_in = most, groups_in
        super().__init__(limit=limit, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}

    def run_validators(self, value: str) -> None:
        super().run_validators(value)
        if not value:
            return
        try:
            number = sum(map(len, self.groups_in(value)))
        except NotAClause as wrong:
            raise ValidationError(wrong.message, code="not_a_clause") from wrong
        if number > self.most:
            counts = {"count": number, "most": self.most}
            raise ValidationError(_("%(count)s clauses; name at most %(most)s."), code="too_many", params=counts)


def numbers_in(text: str) -> list[ClauseNumber]:
    """The clauses that ``text`` names; none where it is empty or cannot be read."""
    try:
        return parse_list(text) if text.strip() and len(text) <= CLAUSES_LIMIT else []
    except NotAClause:
        return []


def has_come(day: PartialDate, at: datetime.datetime) -> PartialDate:
    """A day of the past, however precisely it is known; one that is known to lie ahead is refused."""
    if day.is_known_after(PartialDate.of(at.date())):
        raise ValidationError(_("This day has not come yet."))
    return day
