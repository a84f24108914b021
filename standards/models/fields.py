"""Columns and their form fields: dates as precise as the sources are, e-mail addresses, names."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from standards.reading.characters import address, is_no_domain, one_line
from standards.reading.dates import BETWEEN, LONGEST, PartialDate

HOW_WRITTEN = _(
    "A day (2017-11-30), a month (2017-11) or a year (2017); before one (<2017-11), after one (>2017) or between two"
    " (2017-11/2018)."
)


class PartialDateFormField(forms.CharField):
    """Takes a date of any precision in a form."""

    empty_values = (None, "", PartialDate())

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HOW_WRITTEN)
        kwargs["max_length"] = LONGEST
        super().__init__(**kwargs)

    def prepare_value(self, value: object) -> object:
        return value.iso if isinstance(value, PartialDate) else value

    def run_validators(self, value: object) -> None:
        """The value validates itself."""

    def has_changed(self, initial: PartialDate | None, data: str | None) -> bool:
        try:
            return bool(self.to_python(data) != (initial or PartialDate()))
        except ValidationError:
            return True

    def to_python(self, value: object) -> PartialDate:  # type: ignore[override]  # more than its text
        text = super().to_python(value)
        try:
            return PartialDate(text or "")
        except ValueError as wrong:
            message = _(
                "“%(value)s” is not a date. A day is 2017-11-30, a month 2017-11, a year 2017; <2017 is before it,"
                " >2017 after it, and 2017-03/2018 between two, the earlier one first."
            )
            raise ValidationError(message, code="invalid", params={"value": text}) from wrong


class _PartialDateAttribute(DeferredAttribute):
    """Makes a date of whatever a row is given, so that a row never holds mere text."""

    def __set__(self, row: models.Model, value: PartialDate | datetime.date | str | None) -> None:
        column: PartialDateField = self.field  # type: ignore[assignment]  # it describes no other
        row.__dict__[column.attname] = value if hasattr(value, "resolve_expression") else column.to_python(value)


class PartialDateField(models.CharField[PartialDate | datetime.date | str, PartialDate]):
    """A column for a date of any precision: blank is unknown; the text in the database sorts as time goes."""

    description = _("Date of any precision")
    descriptor_class = _PartialDateAttribute

    def __init__(self, verbose_name: StrOrPromise | None = None, **kwargs: Any) -> None:
        kwargs["max_length"] = LONGEST + len(BETWEEN)
        kwargs.setdefault("default", PartialDate())
        super().__init__(verbose_name, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[object], dict[str, object]]:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, expression: object, connection: BaseDatabaseWrapper) -> PartialDate:
        return PartialDate.stored(value or "")

    def to_python(self, value: PartialDate | datetime.date | str | None) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, datetime.date):
            return PartialDate.of(value)
        try:
            return PartialDate(value or "")
        except ValueError as wrong:
            raise ValidationError(_("Not a date: %(value)s"), code="invalid", params={"value": value}) from wrong

    def get_prep_value(self, value: PartialDate | datetime.date | str | None) -> str | None:
        return None if value is None else self.to_python(value).sort_key

    def value_to_string(self, obj: models.Model) -> str:
        iso: str = self.value_from_object(obj).iso
        return iso

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return models.Field.formfield(self, **{"form_class": PartialDateFormField, **kwargs})

    def run_validators(self, value: object) -> None:
        """The value validates itself."""


def widen_dates(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor, *, room: str) -> None:
    """Give the dates of a room's tables their length; a migration cannot see it change, for the column fixes it.

    PostgreSQL alone keeps to a length, and only looks at its catalogue to make it longer.
    """
    if schema_editor.connection.vendor != "postgresql":
        return
    quote = schema_editor.quote_name
    for model in apps.get_app_config(room).get_models(include_auto_created=True):
        for column in model._meta.local_concrete_fields:
            if isinstance(column, PartialDateField):
                kind = column.db_type(schema_editor.connection)
                schema_editor.execute(
                    f"ALTER TABLE {quote(model._meta.db_table)} ALTER COLUMN {quote(str(column.column))} TYPE {kind}"
                )


def of_one_meaning(value: str) -> None:
    """Refuse an address whose domain is another one to mail servers than to readers."""
    domain = value.rpartition("@")[2]
    if is_no_domain(domain):
        message = _("“%(domain)s” holds a character that no e-mail address has, however alike it looks. Type it anew.")
        raise ValidationError(message, code="odd", params={"domain": domain})


class AddressFormField(forms.EmailField):
    """Takes an e-mail address in a form, without what is not seen in it."""

    default_validators = [validate_email, of_one_meaning]

    def to_python(self, value: object) -> str:
        return address(super().to_python(value) or "")

    def run_validators(self, value: str) -> None:
        """Say one thing of an address that is wrong: what is none is wrong in other ways, too."""
        try:
            super().run_validators(value)
        except ValidationError as wrong:
            raise wrong.error_list[0] from None


class AddressField(models.EmailField[str, str]):
    """A column for an e-mail address: what is stored, what is looked for and what is typed are written alike.

    For the database it is that of an ``EmailField``.
    """

    default_validators = [validate_email, of_one_meaning]

    def deconstruct(self) -> tuple[str, str, Sequence[object], dict[str, object]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs

    def to_python(self, value: object) -> Any:
        return address(value) if isinstance(value, str) else super().to_python(value)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": AddressFormField, **kwargs})


class NameField(models.CharField[str, str]):
    """A column for a name or a title, in one line without what only confuses there; a ``CharField`` to the database."""

    def deconstruct(self) -> tuple[str, str, Sequence[object], dict[str, object]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def to_python(self, value: object) -> Any:
        return one_line(value) if isinstance(value, str) else super().to_python(value)
