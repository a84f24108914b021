"""Fields that name bodies: of a former one they say who has its role today, and ask for that."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Body
from accounts.successions import HAS_ITS_ROLE, holders_of
from clarifications.forms.fields import PlainLinesField


class BodiesField(PlainLinesField):
    """Bodies, one a line, each by its name or its acronym; ``there``: those that were named before."""

    there: Collection[Body] = ()

    def clean(self, value: object) -> Any:
        lines = super().clean(value)
        known = list(Body.objects.active()) if lines else []
        found = [[body for body in known if line.strip().casefold() in _called(body)] for line in lines]
        for line, named in zip(lines, found, strict=True):
            if len(named) > 1:
                names = {"text": line, "names": "; ".join(body.name for body in named)}
                raise ValidationError(_("More than one body is called “%(text)s”: %(names)s."), "several", names)
            if not named:
                raise ValidationError(_("No body here is called “%(text)s”."), code="unknown", params={"text": line})
        bodies = list(dict.fromkeys(named[0] for named in found))
        refuse_former([body for body in bodies if body not in self.there])
        return bodies


def refuse_former(bodies: Iterable[Body]) -> None:
    """Say who has the role today of a body that another one has replaced. Raises ``ValidationError``."""
    named = list(bodies)
    holders = holders_of(named, at=timezone.localdate()) if named else {}
    for body in named:
        if (holder := holders[body.pk]) != body and holder.is_active:
            names = {"former": body, "today": holder}
            raise ValidationError(HAS_ITS_ROLE, "former", names)


def _called(body: Body) -> tuple[str, ...]:
    """What a body is called, for comparing; nothing is compared with an acronym that it does not have."""
    return tuple(name.casefold() for name in (body.name, body.acronym, str(body)) if name)
