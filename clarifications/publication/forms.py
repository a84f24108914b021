"""Publication: the wording of the public text, the convenor’s word on changed answers, and what ends a text."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.case.part import Facts
from clarifications.forms.base import AnyStepForm, StepForm
from clarifications.forms.layout import Piece
from clarifications.forms.records import RecordField
from clarifications.forms.taking_over import OfferedWords, Offers
from clarifications.publication import steps as publication
from clarifications.publication.steps import RedactFacts, RetireFacts, WordingFacts
from clarifications.publication.topic_facts import TopicsFacts
from clarifications.publication.topic_fields import TopicFields
from clarifications.publication.wording_form import WordingForm
from clarifications.register.text import PublishedText


class EditPublicTextForm(WordingForm[WordingFacts]):
    part = publication.EDIT_PUBLIC_TEXT
    button = gettext_lazy("Save the public text")

    def present(self) -> PublishedText:
        prepared: PublishedText = self.clarification.public_text.text
        return prepared

    def offers(self) -> Offers:
        """What the requester wrote; a circumstance stands nowhere else than in the background."""
        case = self.clarification
        words = {
            "background": (case.background, gettext_lazy("Take over the background")),
            "understanding": (case.understanding, gettext_lazy("Take over the understanding")),
            "circumstance": (case.background, gettext_lazy("Take over the background as the circumstance")),
        }
        return {"content": {name: OfferedWords(text, button) for name, (text, button) in words.items() if text}}

    def layout(self) -> Iterable[Piece]:
        return ["seen_version", "content", *(["reason"] if self.step.reason else [])]

    def facts(self) -> WordingFacts:
        return WordingFacts(self.reworded())

    @property
    def former(self) -> PublishedText:
        """What was asked, and the answers as they were agreed: a preview marks what differs."""
        return publication.agreed_text(self.clarification)


class PublishForm(TopicFields, StepForm[TopicsFacts]):
    part = publication.PUBLISH
    is_final = True
    button = gettext_lazy("Publish this text")

    def prepare(self) -> None:
        self.prepare_topics()

    @property
    def previewed(self) -> PublishedText:
        """The text that will be published."""
        prepared: PublishedText = self.clarification.public_text.text
        return prepared

    @property
    def former(self) -> PublishedText:
        """What was asked, and the answers as they were agreed."""
        return publication.agreed_text(self.clarification)


class AgreeForm(StepForm[Facts]):
    """The convenor's word on changed answers: what is proposed, with what it changes of what was agreed."""

    part = publication.AGREE
    button = gettext_lazy("Agree")

    def prepare(self) -> None:
        self.change = self.clarification.proposed_changes.asked().get()
        self.former, self.previewed = self.change.former, self.change.text


class RefuseForm(AgreeForm):
    part = publication.REFUSE
    button = gettext_lazy("Refuse")
    reason_label = gettext_lazy("Why not")


class RedactForm(StepForm[RedactFacts]):
    part = publication.REDACT
    is_final = True
    reason_hint = gettext_lazy("It is published in place of the text.")

    version = forms.TypedChoiceField(label=gettext_lazy("Version"), coerce=int, widget=forms.RadioSelect)

    def prepare(self) -> None:
        record = self.clarification.record
        versions = record.versions.filter(number__lt=record.version, redacted_at__isnull=True)
        self.fields["version"].choices = [  # type: ignore[attr-defined]
            (
                version.number,
                _("Version %(number)s of %(day)s") % {"number": version.number, "day": f"{version.at:%Y-%m-%d}"},
            )
            for version in versions
        ]


class RetireForm(StepForm[RetireFacts]):
    part = publication.RETIRE
    reason_hint = gettext_lazy("Why it was entered in error, or who withdrew it and when. It is published.")

    replacement = RecordField(label=gettext_lazy("Record that replaces it"), required=False)


class RestoreForm(StepForm[Facts]):
    part = publication.RESTORE
    reason_hint = gettext_lazy("Why it was retired in error.")


FORMS: tuple[type[AnyStepForm], ...] = (
    *(EditPublicTextForm, PublishForm, AgreeForm, RefuseForm),
    *(RedactForm, RetireForm, RestoreForm),
)
