"""Fields in which one of many is named: a line of text, which offers them while one types where scripts run.

What was chosen is kept by its key; in the texts of a page it stands as ``#12``, so that windows can be compared.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _t

from accounts.models import Body
from accounts.offers import bodies_meant, offered_bodies
from clarifications.forms.bodies import refuse_former
from clarifications.forms.fields import LineField
from standards.catalogue.offers import offered_editions
from standards.reading.offered import Offered, as_key, key_in

LIMIT = 300


class OfferedField(LineField):
    """One of many, by its text; the value is its key. ``offers`` is where its page asks what answers to a text."""

    def __init__(self, *, offers: Any, **kwargs: Any) -> None:
        super().__init__(limit=LIMIT, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "spellcheck": "false", "data-offers": offers}

    def offered(self) -> tuple[Offered, ...]:
        """All that can be chosen."""
        raise NotImplementedError

    def meant(self, text: str) -> list[Offered]:
        """Those that a text names."""
        raise NotImplementedError

    def clean(self, value: object) -> Any:
        text = super().clean(as_key(value) if isinstance(value, int) else value)
        return self.found(text) if text else None

    def found(self, text: str) -> int:
        """The key of the row that a text names. Raises ``ValidationError``."""
        key = key_in(text)
        rows = [one for one in self.offered() if one.key == key] if key else self.meant(text)
        if len(rows) > 1:
            names = {"text": text, "names": "; ".join(row.text for row in rows)}
            raise ValidationError(_t("“%(text)s” can mean several: %(names)s. Name one."), "several", names)
        if not rows:
            self.refuse(text)
        return rows[0].key

    def refuse(self, text: str) -> None:
        """Say that nothing is meant. Raises ``ValidationError``."""
        raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice")

    def prepare_value(self, value: Any) -> Any:
        key = key_in(value)
        return next((one.text for one in self.offered() if one.key == key), value) if key else value

    def kept(self, value: object) -> int | str | None:
        """What a draft keeps: the key, or what was typed where it names nothing."""
        try:
            found: int | None = self.clean(value)
        except ValidationError:
            return str(value or "")
        return found

    def as_sent(self, value: object) -> str:
        """What was typed as the texts of a page have it."""
        kept = self.kept(value)
        return as_key(kept) if isinstance(kept, int) else kept or ""


class EditionField(OfferedField):
    """An edition of one of CASCO's standards; ``cited`` says which ones a citation means."""

    def __init__(self, *, cited: Callable[[str], set[int]], **kwargs: Any) -> None:
        super().__init__(offers=reverse_lazy("standards:offered-editions"), **kwargs)
        self.cited = cited

    def offered(self) -> tuple[Offered, ...]:
        return offered_editions(timezone.localdate())

    def meant(self, text: str) -> list[Offered]:
        exact = [one for one in self.offered() if one.text.casefold() == text.casefold()]
        cited = set() if exact else self.cited(text)
        return exact or [one for one in self.offered() if one.key in cited]


class BodyField(OfferedField):
    """One of the bodies that are offered; of a former one it says who has its role today, and asks for that."""

    def offered(self) -> tuple[Offered, ...]:
        return offered_bodies(timezone.localdate())

    def meant(self, text: str) -> list[Offered]:
        return bodies_meant(text, day=timezone.localdate())

    def refuse(self, text: str) -> None:
        key = key_in(text)
        named = Q(pk=key) if key else Q(name__iexact=text) | Q(acronym__iexact=text)
        refuse_former(Body.objects.active().filter(named))
        super().refuse(text)
