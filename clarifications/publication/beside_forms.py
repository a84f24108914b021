"""Publication: what stands beside a record: relations to others, translations, bulletins of other bodies, topics."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from clarifications.forms.base import AnyStepForm, StepForm
from clarifications.forms.fields import Data, LineField, LongTextField, copy_of, has_come
from clarifications.forms.layout import Piece
from clarifications.forms.records import RecordField
from clarifications.forms.rows import FixedRows, rows_of
from clarifications.forms.taking_over import BUTTON, Offers
from clarifications.publication import beside_steps as beside
from clarifications.publication.beside_steps import (
    BulletinFacts,
    EndRelationFacts,
    EndTranslationFacts,
    RelateFacts,
    RemoveBulletinFacts,
    TranslateFacts,
    fault_of,
)
from clarifications.publication.composing import labels_in
from clarifications.publication.former_translation import former_translation
from clarifications.publication.text_rows import WordedPart, WordingRowForm
from clarifications.publication.topic_facts import TopicsFacts
from clarifications.publication.topic_fields import TopicFields, as_chosen
from clarifications.publication.wording_form import WordingForm
from clarifications.register.beside import Bulletin, RecordRelation, RecordTranslation, RelationKind, topics_of
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import language_name, text_languages
from standards.models.fields import PartialDateFormField
from standards.reading.dates import PartialDate

ASIDES = {"background": _("Background"), "understanding": _("Understanding"), "circumstance": _("Circumstance")}
BEGIN = "from-"  # before the language, in the value of the button that begins with a translation that stands
REASON_IS_MAILED = _("The requester and the group are told of it.")
REASON_IS_MAILED_TO_BOTH = _("The requesters and the groups of both records are told of it.")


class RelateForm(StepForm[RelateFacts]):
    part = beside.RELATE
    reason_hint = REASON_IS_MAILED_TO_BOTH

    kind = forms.TypedChoiceField(
        label=_("What this record does"), choices=RelationKind.choices, coerce=RelationKind, widget=forms.RadioSelect
    )
    other = RecordField(
        label=_("The other record"),
        help_text=_(
            "Its address or the end of it (17025-2017-3), its citation, or the number of its request."
            " It may be one of another group."
        ),
    )
    questions = LineField(
        label=_("Questions of the other record"),
        limit=130,  # kept with a blank after each semicolon, in a column of 200
        required=False,
        help_text=_("Their labels, with semicolons: 1 a); 2. Empty: all of them."),
    )
    note = LineField(label=_("Note"), limit=300, required=False, help_text=_("One line. Both pages show it."))

    def clean_questions(self) -> tuple[str, ...]:
        return labels_in(self.cleaned_data["questions"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_fresh = cleaned.get("seen_version") == self.clarification.version  # else the door says what changed
        if is_fresh and not self.errors and (fault := fault_of(self.clarification.record, self.facts())):
            self.add_error(*fault)
        return cleaned


class EndRelationForm(StepForm[EndRelationFacts]):
    part = beside.END_RELATION
    reason_hint = REASON_IS_MAILED_TO_BOTH

    relation = forms.ModelChoiceField(
        label=_("Relation"), queryset=RecordRelation.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def prepare(self) -> None:
        own = RecordRelation.objects.filter(record__clarification=self.clarification)
        shown = own.standing().select_related("other__edition__standard")
        _choose(self.fields["relation"], own, [(one, f"{one.get_kind_display()} {one.other.name}") for one in shown])


class TranslatedRowForm(WordingRowForm):
    """The wording at one place, empty, with the original beside each field."""

    def __init__(self, *args: Any, subject: WordedPart, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        if isinstance(subject, PublishedText):
            self.fields |= {name: LongTextField(label=label, rows=3) for name, label in ASIDES.items()}
        for name in list(self.fields):
            if not (original := getattr(subject, name)):
                del self.fields[name]  # there is nothing to translate
                continue
            shown = "\n".join(original) if isinstance(original, tuple) else original
            self.fields[name].required = True
            self.fields[name].help_text = format_html('<span class="typed">{}</span>', shown)
        self.initial = {}


@dataclass(frozen=True)
class Beginning:
    """A translation that stands: ``value`` is that of its button, ``is_older`` where the original has changed since."""

    value: str
    language: str
    version: int
    is_older: bool


class Beginnings:
    """The buttons that begin with a translation that stands."""

    def __init__(self, rows: Sequence[Beginning]) -> None:
        self.rows = rows

    def render(self, _form: forms.BaseForm, _context: Context, **_kwargs: object) -> SafeString:
        return render_to_string("clarifications/steps/_beginnings.html", {"rows": self.rows})


TranslatedRows = rows_of(TranslatedRowForm, FixedRows)


class TranslateForm(WordingForm[TranslateFacts]):
    part = beside.TRANSLATE
    reason_hint = REASON_IS_MAILED
    button = _("Publish the translation")
    rows = TranslatedRows

    language = forms.ChoiceField(label=_("Language"), choices=[])
    translator = LineField(label=_("Translated by"), limit=200, required=False)
    source = LineField(label=_("Source"), limit=500, required=False, help_text=_("Where the translation stands."))
    made = PartialDateFormField(label=_("Date of the translation"), required=False)
    is_official = forms.BooleanField(
        label=_("It is official"), required=False, help_text=_("A member body or ISO answers for it.")
    )

    def present(self) -> PublishedText:
        newest: PublishedText = self.clarification.record.text_in_force()
        return newest

    def offers(self) -> Offers:
        """What a former translation into the language that is chosen says of what has changed since."""
        self.standing = {one.language: one for one in self.clarification.record.translations.standing()}
        self.data = self._begun(str(self.data.get(BUTTON, "")).removeprefix(BEGIN))
        chosen = self.standing.get(self.data.get("language", ""))
        return former_translation(chosen, self.text).offers if chosen else {}

    def _begun(self, language: str) -> Data:
        """What was sent, with the words of the translation that stands wherever its original is the same."""
        if language not in self.standing:
            return self.data
        begun = copy_of(self.data)
        begun["language"] = language
        for control, words in former_translation(self.standing[language], self.text).kept.items():
            if not begun.get(control, "").strip():
                begun[control] = words
        return begun

    @property
    def beginnings(self) -> list[Beginning]:
        """The translations that stand, each to begin with."""
        newest = self.clarification.record.version
        return [
            Beginning(f"{BEGIN}{code}", language_name(code), one.version, is_older=one.version < newest)
            for code, one in self.standing.items()
        ]

    @property
    def may_be_filled(self) -> bool:
        return bool(self.standing)

    def prepare(self) -> None:
        super().prepare()
        languages = text_languages(but=self.text.language)
        self.fields["language"].choices = [("", _("Choose")), *languages]  # type: ignore[attr-defined]

    def layout(self) -> Iterable[Piece]:
        texts = ["language", Beginnings(self.beginnings), "content"]
        return ["seen_version", *texts, "translator", "source", "made", "is_official", "reason"]

    def facts(self) -> TranslateFacts:
        return TranslateFacts(content=self.reworded(), **self.fact_values())

    def clean_made(self) -> PartialDate:
        made: PartialDate = self.cleaned_data["made"]
        return has_come(made, self.at)


class EndTranslationForm(StepForm[EndTranslationFacts]):
    part = beside.END_TRANSLATION

    translation = forms.ModelChoiceField(
        label=_("Translation"), queryset=RecordTranslation.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def prepare(self) -> None:
        own = RecordTranslation.objects.filter(record__clarification=self.clarification)
        _choose(self.fields["translation"], own, [(one, language_name(one.language)) for one in own.standing()])


class AddBulletinForm(StepForm[BulletinFacts]):
    part = beside.ADD_BULLETIN

    body = LineField(label=_("Body that published it"), limit=200)
    reference = LineField(label=_("Reference or title"), limit=200)
    language = forms.ChoiceField(label=_("Language"), choices=[])
    published = PartialDateFormField(label=_("Published"), required=False)
    link = forms.URLField(label=_("Address"), max_length=500, required=False, assume_scheme="https")
    adds = LineField(label=_("What it adds"), limit=300, required=False, help_text=_("One line, in our own words."))

    def prepare(self) -> None:
        self.fields["language"].choices = text_languages()  # type: ignore[attr-defined]

    def clean_published(self) -> PartialDate:
        published: PartialDate = self.cleaned_data["published"]
        return has_come(published, self.at)


class RemoveBulletinForm(StepForm[RemoveBulletinFacts]):
    part = beside.REMOVE_BULLETIN

    bulletin = forms.ModelChoiceField(
        label=_("Bulletin"), queryset=Bulletin.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def prepare(self) -> None:
        own = Bulletin.objects.filter(record__clarification=self.clarification)
        _choose(self.fields["bulletin"], own, [(one, str(one)) for one in own.standing()])


class SetTopicsForm(TopicFields, StepForm[TopicsFacts]):
    part = beside.SET_TOPICS
    button = _("Set these topics")

    def proposed(self) -> dict[str, Any]:
        return as_chosen(topics_of(self.clarification.record))

    def prepare(self) -> None:
        self.prepare_topics()
        self.fields["topic"].empty_label = _("None: the record stands under no topic")  # type: ignore[attr-defined]


def _choose(field: forms.Field, rows: QuerySet[Any], shown: Iterable[tuple[Model, str]]) -> None:
    """Offer the rows that stand; of one that was ended meanwhile the door says so."""
    field.queryset = rows  # type: ignore[attr-defined]
    field.choices = [(row.pk, said) for row, said in shown]  # type: ignore[attr-defined]


FORMS: tuple[type[AnyStepForm], ...] = (
    *(RelateForm, EndRelationForm, TranslateForm, EndTranslationForm),
    *(AddBulletinForm, RemoveBulletinForm, SetTopicsForm),
)
