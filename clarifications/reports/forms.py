"""The form on which a reader says what is wrong, and the one on which the secretariat says what became of it."""

from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clarifications.forms.fields import LineField, LongTextField
from clarifications.forms.layout import LaidOut, Piece
from clarifications.reports.models import LONGEST_PAGE, ReaderReport, Reported, ReportKind, ReportOutcome
from clarifications.reports.pages import NoPage, page_named, standard_named
from standards.catalogue.others import names_link, others_whose_link_is_meant
from standards.models.fields import AddressFormField

LONGEST_REPORT, LONGEST_SOURCE = 2000, 1000


class ReportForm(LaidOut):
    """What is wrong, where, and how one knows; ``address_two`` is a trap that no person sees."""

    page = LineField(
        label=_("Page"),
        limit=LONGEST_PAGE,
        help_text=_("The address of the page, as it stands in your browser."),
        error_messages={"required": _("Name the page: copy its address from your browser.")},
        widget=forms.TextInput(attrs={"spellcheck": "false", "dir": "ltr", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ReportKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    what = LongTextField(
        label=_("What does the page say, and what should it say?"),
        rows=5,
        published=False,
        limit=LONGEST_REPORT,
        help_text=_("Name the place: a clause number, a line, the words of a link."),
        error_messages={"required": _("Say what is wrong.")},
    )
    source = LongTextField(
        label=_("How do you know?"),
        rows=3,
        published=False,
        limit=LONGEST_SOURCE,
        help_text=_("Such as the printed standard, a page of ISO with its address, or your own try."),
        error_messages={"required": _("Say how you know: a source, or what you tried.")},
    )
    email = AddressFormField(
        label=_("E-mail"),
        required=False,
        help_text=_("Only if you wish an answer. It is used for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    address_two = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, host: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.host = host

    def layout(self) -> list[Piece]:
        unseen = {} if self["address_two"].errors else {"css_class": "visually-hidden", "aria_hidden": "true"}
        return ["page", "kind", "what", "source", "email", Div("address_two", **unseen)]

    def clean_page(self) -> str:
        try:
            return page_named(self.cleaned_data["page"], host=self.host)
        except NoPage as wrong:
            message = _("No public page of this site has this address. Copy it from your browser.")
            raise ValidationError(message, code="no_page") from wrong

    def clean_address_two(self) -> str:
        if self.cleaned_data["address_two"]:
            raise ValidationError(_("Empty this field: it only finds out programs that fill in everything."))
        return ""

    @property
    def reported(self) -> Reported:
        """The report, of a valid form."""
        return Reported(**{name: self.cleaned_data[name] for name in ("page", "kind", "what", "source", "email")})


class OutcomeForm(LaidOut):
    """What became of a report; whoever wished an answer gets the words."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=ReportOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of the report.")},
    )
    dead = forms.MultipleChoiceField(
        label=_("Links to mark as dead"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of publications of other bodies. Look first: each is marked as dead when looked at today."),
    )
    words = LongTextField(label=_("Words"), rows=4, published=False, limit=LONGEST_REPORT, required=False)

    def __init__(self, *args: Any, report: ReaderReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report, words = report, self.fields["words"]
        if report.email:
            words.required, words.label = True, _("What the reader is told")
            words.error_messages["required"] = _("Say what the reader is told: an answer is wished.")
            words.help_text = _("It is mailed as soon as you send this page.")
        else:
            words.label, words.help_text = _("Note"), _("For the secretariat; no answer is wished.")
        self._offer_links(report)

    def _offer_links(self, report: ReaderReport) -> None:
        """Links can be marked where a link is said to be wrong; the one that the reader names is marked already."""
        said = f"{report.what} {report.source}"
        is_on_links = report.kind == ReportKind.LINK
        rows = others_whose_link_is_meant(said, standard=standard_named(report.page)) if is_on_links else []
        if not rows:
            del self.fields["dead"]
            return
        self.fields["dead"].choices = [(str(row.pk), f"{row}: {row.url}") for row in rows]  # type: ignore[attr-defined]
        self.initial["dead"] = [str(row.pk) for row in rows if names_link(said, row)]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("dead") and self.cleaned_data.get("outcome", "") not in ("", ReportOutcome.MENDED):
            self.add_error("dead", _("A link that is marked as dead is mended: choose that, or mark none."))
        return cleaned
