"""What body and requester say to each other about an endorsement, and who asks where a body says that it does not."""

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy

from clarifications.forms.fields import LineField, LongTextField
from clarifications.forms.layout import LaidOut
from clarifications.intake.endorsement_models import Endorsement
from clarifications.intake.endorsers import fault_of_another_body
from clarifications.map.rule import Text

LONGEST_WORD = 2000


class AnotherBodyForm(LaidOut):
    """Who asks instead of a body that said that the request is not its own."""

    body_name = LineField(
        label=gettext_lazy("Who asks instead"),
        limit=200,
        help_text=gettext_lazy("The name of the body or organisation, or your own. It is known as another body."),
        error_messages={"required": gettext_lazy("Say who asks instead.")},
    )

    def __init__(self, data: QueryDict | None = None, *, endorsement: Endorsement) -> None:
        super().__init__(data if data and "body_name" in data else None)
        self.endorsement = endorsement

    def clean_body_name(self) -> str:
        name: str = self.cleaned_data["body_name"]
        if fault := fault_of_another_body(self.endorsement, name, at=timezone.now()):
            raise ValidationError(fault)
        return self.said

    @property
    def said(self) -> str:
        """What was said, on a valid form."""
        name: str = self.cleaned_data["body_name"]
        return name


class WordForm(LaidOut):
    """One text that somebody says to somebody else; several of these can stand on a page, each with its prefix.

    ``kept`` is what was typed before and not sent.
    """

    def __init__(
        self, data: QueryDict | None = None, *, prefix: str, label: Text, missing: Text, kept: str = ""
    ) -> None:
        is_sent = data is not None and (prefix in data or f"{prefix}-text" in data)
        super().__init__(data if is_sent else None, prefix=prefix, initial={"text": kept})
        messages = {"required": missing}
        self.fields["text"] = LongTextField(
            label=label, rows=4, published=False, limit=LONGEST_WORD, error_messages=messages
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self["text"].value() or "").strip()

    @property
    def said(self) -> str:
        """What was said, on a valid form."""
        text: str = self.cleaned_data["text"]
        return text
