"""Publication: what forms share that give a public text its wording, place by place, and show it before it is sent."""

from typing import Any, ClassVar

from django.forms.utils import ErrorDict

from clarifications.case.part import F
from clarifications.forms.base import StepForm
from clarifications.forms.taking_over import Offers, taken_over
from clarifications.publication.text_rows import WordingRows, places, reworded
from clarifications.register.text import PublishedText


class WordingForm(StepForm[F]):
    """A step that gives a public text its wording; a preview shows it as readers will see it."""

    rows: ClassVar[Any] = WordingRows

    def present(self) -> PublishedText:
        """The text whose wording is given."""
        raise NotImplementedError

    def offers(self) -> Offers:
        """Words that can be taken over instead of being typed again."""
        return {}

    def prepare(self) -> None:
        self.text = self.present()
        self.offered = self.offers()
        self.data = taken_over(self.data, self.offered)
        besides = {row: {"offers": offers} for row, offers in self.offered.items()}
        given = {"subjects": dict(places(self.text)), "besides": besides}
        self.formsets = {"content": self.rows(self.sent, prefix="content", **given)}

    @property
    def may_be_filled(self) -> bool:
        return bool(self.offered)

    def reworded(self) -> PublishedText:
        """The text with the wording that was typed."""
        return reworded(self.text, self.formsets["content"].by_subject)

    def clear_errors(self) -> None:
        """For a preview the texts are checked; all that stands beside them may still be missing."""
        self._errors = ErrorDict()
        if "preview" not in self.data:
            super().clear_errors()

    @property
    def previewed(self) -> PublishedText | None:
        """The text with what was typed, where a preview is asked for and every place has its words."""
        is_asked = "preview" in self.data and self.formsets["content"].is_valid()
        return self.reworded().without_quotations() if is_asked else None
