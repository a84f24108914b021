"""The pages of the request form, in the shape that a draft keeps them."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import BodyKind
from clarifications.forms.fields import ClausesField, LineField, LongTextField, has_come, suggesting_standards
from clarifications.forms.layout import LaidOut, Piece, unmarked
from clarifications.forms.offered import BodyField, EditionField, OfferedField
from clarifications.intake.endorsers import faults_of
from clarifications.intake.models import UNFINISHED
from clarifications.intake.places import Row, asked_row
from clarifications.map.rule import Text
from standards.catalogue.once import kept_by_catalogue, once_a_request
from standards.catalogue.queries import is_casco, toolbox_editions
from standards.catalogue.resolver import cited_editions, resolve
from standards.models import Edition
from standards.models.fields import AddressFormField
from standards.reading.asked import taken
from standards.reading.dates import PartialDate
from standards.reading.offered import key_in

BODIES = "../bodies/"  # from the pages of a draft: who has one may see them
MAIL_LIMIT = 40_000  # characters of a mail, with what it quotes


class StartForm(forms.Form):
    """What another page passes on: ``edition`` (``17025/2017`` or its reference), ``clause``, and a ``question``.

    ``named`` is the edition that is named on the first page itself, where none was passed on.
    """

    edition = forms.CharField(required=False, widget=forms.HiddenInput)
    clause = ClausesField(required=False, widget=forms.HiddenInput)
    question = forms.CharField(required=False, widget=forms.HiddenInput)
    named = EditionField(
        cited=cited_editions,
        label=_("Edition"),
        required=False,
        help_text=_("Such as ISO/IEC 17025:2017. You can name or change it later too."),
        error_messages={
            "invalid_choice": _(
                "This is not an edition of a CASCO standard. Name one of those, or leave it empty: the next page also "
                "takes the standard of another committee."
            )
        },
    )

    def clean_question(self) -> str:
        """As much of it as a search takes: no other page passes on more."""
        return taken(self.cleaned_data["question"])

    def clean_edition(self) -> Edition | None:
        """The edition named or cited; none where it is not one of CASCO's: the form asks for it."""
        named: str = self.cleaned_data["edition"]
        if not named:
            return None
        standard, _slash, slug = named.partition("/")
        found = toolbox_editions().filter(standard__slug=standard, slug=slug).first()
        cited = None if found else resolve(named).answer
        return cited.edition if cited and is_casco(cited.standard) and cited.edition.was_published else found

    @property
    def answers(self) -> dict[str, Row]:
        """The pages of a new draft, filled in as far as they are known."""
        self.is_valid()
        edition: Edition | None = self.cleaned_data.get("edition")
        chosen = edition.pk if edition else self.cleaned_data.get("named")
        question = self.cleaned_data.get("question", "")
        asked = {"questions": [asked_row(question)]} if question else {}
        pages: dict[str, Row] = {"standard": {"edition": None, "other_standard": "", UNFINISHED: True}}
        if chosen is not None:
            pages = {"standard": {"edition": chosen, "other_standard": ""}}
            if clauses := self.cleaned_data.get("clause", ""):
                asked["clauses"] = clauses
        return pages | ({"question": asked | {UNFINISHED: True}} if asked else {})


class PageForm(LaidOut):
    """A page of the request form; ``answers`` are those kept in the draft; ``chosen`` is its edition.

    ``asking``: the criteria ask for an endorsement.
    """

    page: ClassVar[str]
    title: ClassVar[Text]
    button_text: ClassVar[Text] = _("Continue")
    at: datetime.datetime

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        answers: Mapping[str, Any] | None = None,
        at: datetime.datetime,
        chosen: Edition | None = None,
        asking: bool = False,
    ) -> None:
        self.at, self.chosen, self.asking = at, chosen, asking
        super().__init__(data, initial=dict(answers or {}))
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices and rows."""

    def kept(self) -> Row:
        """What the draft keeps: the cleaned answers, or what was typed, marked as unfinished."""
        return self.cleaned() if self.is_valid() else self.typed() | {UNFINISHED: True}

    def pressed(self, data: QueryDict) -> tuple[Row, str]:
        """What to keep, and the place on the page to go back to where a button only changes the page."""
        return self.kept(), ""

    def cleaned(self) -> Row:
        """The answers of a valid page, fit for JSON."""
        return dict(self.cleaned_data)

    def typed(self) -> Row:
        """What stands in the fields, right or wrong."""
        return {name: _typed_in(self[name]) for name in self.fields}


class StandardFields(LaidOut):
    """Which edition a request is about; or the standard of another committee, which then answers for it."""

    edition = EditionField(
        cited=cited_editions,
        label=_("Edition"),
        required=False,
        help_text=_(
            "The one your question is about, such as ISO/IEC 17025:2017. Editions in transition, and withdrawn ones, "
            "can be named too."
        ),
        error_messages={
            "invalid_choice": _("This is not an edition of a CASCO standard. Name one of those, or name yours below.")
        },
    )
    other_standard = suggesting_standards(
        LineField(
            label=_("Another standard"),
            limit=200,
            required=False,
            help_text=_("If it is none of CASCO's, another committee answers for it. We tell you which."),
        )
    )

    def clean_other_standard(self) -> str:
        named: str = self.cleaned_data["other_standard"]
        meant = resolve(named)
        is_ours = meant.citation is not None and not meant.citation.owner
        if is_ours and meant.matches and all(is_casco(match.standard) for match in meant.matches):
            raise ValidationError(
                _("%(standard)s is one of CASCO's: name its edition above.")
                % {"standard": meant.matches[0].edition.reference}
            )
        return named

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        if self.errors:
            return
        if not cleaned.get("edition") and not cleaned.get("other_standard"):
            self.add_error("edition", _("Name the edition, or the standard of another committee."))
        if cleaned.get("edition") and cleaned.get("other_standard"):
            self.add_error("other_standard", _("You named an edition already. Name another standard only without one."))


class StandardForm(StandardFields, PageForm):
    """The page on which the edition is chosen, or another standard named."""

    page = "standard"
    title = _("Standard and edition")

    def layout(self) -> Iterable[Piece]:
        return [unmarked("edition", "other_standard")]


class BackgroundFields(LaidOut):
    """How the question came up, and how the requester reads the clause."""

    background = LongTextField(
        label=_("Background"),
        required=False,
        rows=6,
        help_text=_("Which readings you have met, and where they lead to different results."),
    )
    understanding = LongTextField(
        label=_("Your own understanding"),
        required=False,
        rows=6,
        help_text=_("How you would answer, and why. The group takes it into account."),
    )


class BackgroundForm(BackgroundFields, PageForm):
    """The page on which the background is told."""

    page = "background"
    title = _("Background")


class IdentityForm(PageForm):
    """Who asks: seen by the secretariat alone."""

    page = "identity"
    title = _("Who asks")

    body = BodyField(
        label=_("Requesting body"),
        offers=BODIES,
        required=False,
        help_text=_(
            "The ISO member body or the organisation in category A liaison that asks, or endorses the request: its "
            "name or acronym."
        ),
        error_messages={
            "invalid_choice": _("This body is not in the list. Name one of those, or type its name below.")
        },
    )
    body_name = LineField(
        label=_("Its name, if it is not in the list"),
        limit=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    claimed_kind = forms.ChoiceField(
        label=_("What it is to ISO"),
        choices=BodyKind.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "Only for a body that is not in the list. The secretariat confirms it. Another body may not ask alone: an "
            "ISO member body or an organisation in category A liaison has to endorse its request."
        ),
    )
    endorsing_body = BodyField(
        label=_("Body that endorses"),
        offers=BODIES,
        required=False,
        help_text=_(
            "Only where another body asks. It gets a link, reads the request and endorses or declines; the request is "
            "received when it has endorsed it."
        ),
        error_messages={"invalid_choice": _("This body is not in the list. Name one of those.")},
    )
    endorser_email = AddressFormField(
        max_length=254,
        label=_("An address of the body that is asked"),
        required=False,
        help_text=_(
            "Only where nobody speaks for the body here. The secretariat confirms once that the address is the body's."
        ),
        error_messages={"invalid": _("This is not an e-mail address. One looks like name@body.example.")},
    )
    contact = LineField(
        label=_("Contact person"),
        limit=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Name the person to whom the secretariat writes.")},
    )
    position = LineField(
        label=_("Position"),
        limit=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    email = AddressFormField(
        max_length=254,
        label=_("E-mail"),
        help_text=_("The link that confirms the request goes there, and what becomes of it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give the e-mail address for the confirmation."),
            "invalid": _("This is not an e-mail address. One looks like name@body.example."),
        },
    )
    originator = LineField(
        label=_("On behalf of whom"),
        limit=200,
        required=False,
        help_text=_("The person or organisation behind the question, where it is not the body itself."),
    )

    def layout(self) -> Iterable[Piece]:
        endorsement = ["endorsing_body", "endorser_email"] if self.asking else []
        first = [unmarked("body", "body_name", "claimed_kind"), *endorsement]
        return [*first, "contact", "position", "email", "originator"]

    def prepare(self) -> None:
        if not self.asking:
            del self.fields["endorsing_body"], self.fields["endorser_email"]

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        if "body" in self.errors:
            return
        if cleaned.get("body") and cleaned.get("body_name"):
            self.add_error("body_name", _("You named a body already. Type a name only without one."))
        if not cleaned.get("body") and not cleaned.get("body_name") and "body_name" not in self.errors:
            self.add_error("body", _("Name the body that asks, or type its name below."))
        if cleaned.get("body_name") and not cleaned.get("claimed_kind"):
            self.add_error("claimed_kind", _("Say what this body is to ISO."))
        if self.asking and not self.errors:
            for field, fault in faults_of(cleaned, at=self.at):
                self.add_error(field, fault)


class MailedIdentityForm(IdentityForm):
    """Who asks by e-mail: the secretariat also keeps when it arrived, and the mail itself."""

    received_on = forms.DateField(
        label=_("Arrived on"),
        help_text=_("The day of the e-mail."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Say on which day the e-mail arrived."),
            "invalid": _("Write the day as year-month-day: 2026-11-20."),
        },
    )
    original_mail = LongTextField(
        label=_("The e-mail"),
        rows=8,
        published=False,
        limit=MAIL_LIMIT,
        help_text=_("As it arrived, as text. The secretariat alone reads it; it goes when the person is erased."),
        error_messages={"required": _("Paste the text of the e-mail.")},
    )

    def layout(self) -> Iterable[Piece]:
        return [*super().layout(), "received_on", "original_mail"]

    def clean_received_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["received_on"]
        has_come(PartialDate.of(day), self.at)
        return day

    def cleaned(self) -> Row:
        return super().cleaned() | {"received_on": self.cleaned_data["received_on"].isoformat()}


def _typed_in(field: forms.BoundField) -> Any:
    """What stands in a field as the draft keeps it: of what names a row that is offered its key."""
    own = field.field
    return own.kept(field.data) if isinstance(own, OfferedField) else field.value() or ""


def edition_of(answers: Mapping[str, Any]) -> Edition | None:
    """The edition that a draft names, with how it stands."""
    chosen = key_in(answers.get("standard", {}).get("edition"))
    return _edition(chosen) if chosen else None


@once_a_request
@kept_by_catalogue
def _edition(key: int) -> Edition | None:
    return Edition.objects.with_standing().filter(pk=key).first()


class CheckForm(LaidOut):
    """The last look before the confirmation is asked for."""

    nobody_named = forms.BooleanField(
        label=_("No product, client or person can be recognised in the upper part."),
        error_messages={"required": _("Read the upper part once more, and say that nobody can be recognised in it.")},
    )


class MailAddressForm(LaidOut):
    """Where the address of a draft is to be mailed."""

    email = AddressFormField(
        max_length=254,
        label=_("Mail me this address"),
        help_text=_("The message says that there is a draft and where, and nothing that you typed."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give the e-mail address that it goes to."),
            "invalid": _("This is not an e-mail address. One looks like name@body.example."),
        },
    )
