"""Kinds of values in the answers of the API: an address, a text that may not be known, a date of any precision."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from standards.api.addresses import Addresses
from standards.models.kinds import SourceRank
from standards.reading.dates import WRITTEN, PartialDate

_DATE = {
    "type": ["string", "null"],
    "pattern": f"^({WRITTEN})$",
    "examples": ["2017-11-30", "2017-11", "2017", "<2017", ">2017-11", "2017-11/2019"],
}


@extend_schema_field(OpenApiTypes.URI)
class Address(serializers.Field[Model, None, str, object]):
    """The address of the row itself, or of the one at ``source``; ``name`` is the function of ``Addresses``."""

    def __init__(self, name: str, *, source: str = "*", help_text: StrOrPromise) -> None:
        self.name = name
        super().__init__(source=source, help_text=help_text)

    def to_representation(self, value: Model) -> str:
        addresses: Addresses = self.context["addresses"]
        address: str = getattr(addresses, self.name)(value)
        return address


class Known(serializers.CharField):
    """A text; null where it is not known or there is none."""

    def __init__(self, *, source: str | None = None, help_text: StrOrPromise) -> None:
        super().__init__(allow_null=True, source=source, help_text=help_text)

    def to_representation(self, value: object) -> str | None:  # type: ignore[override]  # where there is no text, null
        return str(value) if value else None


class Rank(serializers.ChoiceField):
    """How good a source is; null where nobody has judged it, or there is none."""

    def __init__(self, *, source: str | None = None) -> None:
        said = _("How good that source is; null where not known.")
        super().__init__(SourceRank.choices, allow_null=True, source=source, help_text=said)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]  # where there is no rank, null
        return value or None


@extend_schema_field(_DATE)
class Dated(serializers.Field[PartialDate, None, str | None, object]):
    """A date as precise as the sources are; null where it is not known."""

    def to_representation(self, value: PartialDate) -> str | None:
        return value.iso or None
