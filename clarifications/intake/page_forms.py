"""The pages of the request form, in the shape that a draft keeps them."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Body, BodyKind
from accounts.successions import holders_of, offered
from clarifications.forms.bodies import BodyField
from clarifications.forms.fields import ClausesField, LineField, LongTextField, has_come, suggesting_standards
from clarifications.forms.layout import LaidOut, Piece, unmarked
from clarifications.intake.endorsers import faults_of
from clarifications.intake.models import UNFINISHED
from clarifications.intake.places import Row, asked_row
from clarifications.map.rule import Text
from standards.catalogue.once import kept_by_catalogue, once_a_request
from standards.catalogue.queries import editions_by_standard, is_casco, toolbox_editions
from standards.catalogue.resolver import resolve
from standards.models import Edition
from standards.models.fields import AddressFormField
from standards.reading.asked import taken
from standards.reading.dates import PartialDate

MAIL_LIMIT = 40_000  # characters of a mail, with what it quotes


class StartForm(forms.Form):
    """What another page passes on: ``edition`` (``17025/2017`` or its reference), ``clause``, and a ``question``."""

    edition = forms.CharField(required=False, widget=forms.HiddenInput)
    clause = ClausesField(required=False, widget=forms.HiddenInput)
    question = forms.CharField(required=False, widget=forms.HiddenInput)

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
        question = self.cleaned_data.get("question", "")
        asked = {"questions": [asked_row(question)]} if question else {}
        pages: dict[str, Row] = {"standard": {"edition": None, "other_standard": "", UNFINISHED: True}}
        if edition is not None:
            pages = {"standard": {"edition": edition.pk, "other_standard": ""}}
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
        return {name: self[name].value() or "" for name in self.fields}


class StandardFields(LaidOut):
    """Which edition a request is about; or the standard of another committee, which then answers for it."""

    edition = forms.TypedChoiceField(
        label=_("Edition"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("The one your question is about. Editions in transition, and withdrawn ones, are in the list too."),
        error_messages={
            "invalid_choice": _(
                "This is not an edition of a CASCO standard. Choose one from the list, or name yours below."
            )
        },
    )
    other_standard = suggesting_standards(
        LineField(
            label=_("Another standard"),
            limit=200,
            required=False,
            help_text=_("If it is not in the list, another committee answers for it. We tell you which."),
        )
    )

    def offer_editions(self, at: datetime.datetime) -> None:
        """Fill in the editions that can be chosen, with how each stands."""
        editions = editions_by_standard(at.date())
        self.fields["edition"].choices = [("", _("Choose an edition")), *editions.items()]  # type: ignore[attr-defined]

    def clean_other_standard(self) -> str:
        named: str = self.cleaned_data["other_standard"]
        meant = resolve(named)
        is_ours = meant.citation is not None and not meant.citation.owner
        if is_ours and meant.matches and all(is_casco(match.standard) for match in meant.matches):
            raise ValidationError(
                _("%(standard)s is in the list above: choose its edition there.")
                % {"standard": meant.matches[0].edition.reference}
            )
        return named

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        if self.errors:
            return
        if not cleaned.get("edition") and not cleaned.get("other_standard"):
            self.add_error("edition", _("Choose the edition, or name the standard of another committee."))
        if cleaned.get("edition") and cleaned.get("other_standard"):
            self.add_error("other_standard", _("You chose an edition already. Name another standard only without one."))


class StandardForm(StandardFields, PageForm):
    """The page on which the edition is chosen, or another standard named."""

    page = "standard"
    title = _("Standard and edition")

    def prepare(self) -> None:
        self.offer_editions(self.at)

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
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_(
            "The ISO member body or the organisation in category A liaison that asks, or endorses the request."
        ),
        error_messages={"invalid_choice": _("This body is not in the list. Choose one, or type its name below.")},
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
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_(
            "Only where another body asks. It gets a link, reads the request and endorses or declines; the request is "
            "received when it has endorsed it."
        ),
        error_messages={"invalid_choice": _("This body is not in the list. Choose one.")},
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
        bodies = list(bodies_by_kind(at=timezone.localdate(self.at)))
        self.fields["body"].choices = [("", _("Choose a body, or type its name below")), *bodies]  # type: ignore[attr-defined]
        if self.asking:
            self.fields["endorsing_body"].choices = [("", _("Choose a body")), *bodies]  # type: ignore[attr-defined]
        else:
            del self.fields["endorsing_body"], self.fields["endorser_email"]

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        if "body" in self.errors:
            return
        if cleaned.get("body") and cleaned.get("body_name"):
            self.add_error("body_name", _("You chose a body already. Type a name only without one."))
        if not cleaned.get("body") and not cleaned.get("body_name") and "body_name" not in self.errors:
            self.add_error("body", _("Choose the body that asks, or type its name."))
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


def edition_of(answers: Mapping[str, Any]) -> Edition | None:
    """The edition that a draft names, with how it stands."""
    chosen = str(answers.get("standard", {}).get("edition") or "")
    return _edition(int(chosen)) if chosen.isdecimal() and len(chosen) < 19 else None


@once_a_request
@kept_by_catalogue
def _edition(key: int) -> Edition | None:
    return Edition.objects.with_standing().filter(pk=key).first()


def bodies_by_kind(*, at: datetime.date) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The bodies that may ask, by what they are to ISO; a former one with the body that has its role."""
    bodies = list(offered(at=at).order_by("-kind", "acronym", "name"))
    holders = holders_of(bodies, at=at)
    for kind, of_kind in groupby(bodies, Body.get_kind_display):
        yield kind, [(str(body.pk), _offered_as(body, holders[body.pk])) for body in of_kind]


def _offered_as(body: Body, holder: Body) -> str:
    """A body with its country, and who has its role where that is another one."""
    shown = f"{body} ({body.country})" if body.country else str(body)
    if holder == body:
        return shown
    names = {"body": shown, "today": holder.acronym or holder.name}
    return str(_("%(body)s – its role is with %(today)s today") % names)


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
