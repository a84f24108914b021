"""Publication: the fields in which topics are chosen: the chief one, and up to two others."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clarifications.register.beside import Topic

TOPICS = ("topic", "second_topic", "third_topic")


class TopicFields(forms.Form):
    """Up to three topics of a record. They are ours, in no published text, and change without a correction."""

    topic = forms.ModelChoiceField(
        label=gettext_lazy("Topic"),
        queryset=Topic.objects.none(),
        to_field_name="key",
        empty_label=gettext_lazy("Choose"),
        required=False,
        help_text=gettext_lazy("What it is about above all. It can be changed later without a correction."),
    )
    second_topic = forms.ModelChoiceField(
        label=gettext_lazy("Second topic"),
        queryset=Topic.objects.none(),
        to_field_name="key",
        empty_label=gettext_lazy("None"),
        required=False,
    )
    third_topic = forms.ModelChoiceField(
        label=gettext_lazy("Third topic"),
        queryset=Topic.objects.none(),
        to_field_name="key",
        empty_label=gettext_lazy("None"),
        required=False,
    )

    def prepare_topics(self) -> None:
        """Offer the vocabulary."""
        for name in TOPICS:
            self.fields[name].queryset = Topic.objects.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self._check_topics()
        return cleaned

    def _check_topics(self) -> None:
        """Each is named once; the first comes before others."""
        named = [self.cleaned_data.get(name) for name in TOPICS]
        for place, name in enumerate(TOPICS):
            if named[place] and named[place] in named[:place]:
                self.add_error(name, _("This topic is chosen already."))
        if not named[0] and any(named) and "topic" not in self.errors:
            self.add_error("topic", _("Choose the chief topic first."))


def as_chosen(topics: Iterable[Topic]) -> dict[str, Any]:
    """Topics as the fields hold them."""
    return {name: topic.key for name, topic in zip(TOPICS, topics, strict=False)}
