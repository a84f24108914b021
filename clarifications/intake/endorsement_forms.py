"""What body and requester say to each other about an endorsement."""

from django.http import QueryDict

from clarifications.forms.fields import LongTextField
from clarifications.forms.layout import LaidOut
from clarifications.map.rule import Text

LONGEST_WORD = 2000


class WordForm(LaidOut):
    """One text that somebody says to somebody else; several of these can stand on a page, each with its prefix."""

    def __init__(self, data: QueryDict | None = None, *, prefix: str, label: Text, missing: Text) -> None:
        super().__init__(data if data and prefix in data else None, prefix=prefix)
        messages = {"required": missing}
        self.fields["text"] = LongTextField(
            label=label, rows=4, published=False, limit=LONGEST_WORD, error_messages=messages
        )

    @property
    def said(self) -> str:
        """What was said, on a valid form."""
        text: str = self.cleaned_data["text"]
        return text
