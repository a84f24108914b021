"""A field that names a published record."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from clarifications.forms.fields import LineField
from clarifications.register.models import Record


class RecordField(LineField):
    """A published record by its slug or its address."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        slug = text.partition("/clarifications/")[2].partition("/")[0] or text.strip("/ ")
        if not slug and not self.required:
            return None
        names = Q(slug=slug.casefold()) | Q(names__slug=slug.casefold())  # a former address is one too
        record = Record.objects.select_related("edition__standard").filter(names).first()
        if record is None:
            raise ValidationError(_("No published clarification has this address: %(text)s") % {"text": text[:80]})
        return record
