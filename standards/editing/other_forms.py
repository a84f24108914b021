"""The forms by which publications of other bodies are kept: one of them, its link, a file of many."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from standards.editing.others import mark_of
from standards.editing.upload_forms import OneFileForm
from standards.imports.others import facts
from standards.imports.others.entries import FileEntry
from standards.imports.others.naming import NamedStandards
from standards.models.fields import PartialDateFormField
from standards.models.others import OtherPublication, OtherStatus

# Where the form has other names than the file.
_FIELDS = {facts.LINE: "line", "standard": "about", "edition": "about", "date_precision": "date"}
_TEXT = {"autocomplete": "off", "spellcheck": "false"}


class OtherForm(forms.Form):
    """A publication; what may stand in its fields is what may stand in a file."""

    body = forms.CharField(label=_("Body"), help_text=_("Who published it."))
    number = forms.CharField(
        label=_("Number"), required=False, help_text=_("Its number or name at its body: FAQ 5, ILAC-G8:09/2019.")
    )
    line = forms.CharField(
        label=_("What it is about"),
        help_text=_("One line in your own words, up to 300 characters; none of its text."),
        widget=forms.Textarea(attrs={"rows": 2, "data-limit": 300}),
    )
    about = forms.CharField(
        label=_("Standard or edition"),
        required=False,
        help_text=_("ISO/IEC 17020:2012; without a year where its body names no edition. Empty: it names no standard."),
        widget=forms.TextInput(attrs=_TEXT),
    )
    clauses = forms.CharField(
        label=_("Clauses"),
        required=False,
        help_text=_("One a line, as its body writes them: 4.1.6; Annex A, A.1 b)."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )
    date = PartialDateFormField(
        label=_("Date"), required=False, help_text=_("As far as it is known: 2019-03-20, 2019-03 or 2019.")
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=OtherStatus.choices, help_text=_("What its body says of it, as far as you saw it.")
    )
    language = forms.CharField(label=_("Language"), initial="en", help_text=_("Code: en, fr, pt-br"))
    url = forms.CharField(
        label=_("Address"),
        help_text=_("Of its own page, where it has one."),
        widget=forms.URLInput(attrs=_TEXT),
    )
    evidence = forms.CharField(
        label=_("How much was seen"), required=False, help_text=_("The full page, a list that names it, its beginning.")
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        today: datetime.date,
        publication: OtherPublication | None = None,
        typed: QueryDict | None = None,
    ) -> None:
        """``typed`` is what was typed before it could be sent: it stands in the fields, and nobody judges it yet."""
        initial = _initial(publication) if publication else {}
        super().__init__(data, initial=initial | (typed.dict() if typed else {}))
        self.today, self.publication = today, publication
        self.identifier, self.values = "", dict[str, Any]()

    def clean(self) -> None:
        fact, faults = facts.read_fact(FileEntry(1, is_line=False, values=self._said()))
        for fault in faults:
            name = _FIELDS.get(fault.field, fault.field)
            if not self.has_error(name):
                self.add_error(name, fault.reason)
        if fact and not self.errors:
            self._take(fact)

    def _said(self) -> dict[str, object]:
        """What was typed, as an entry of a file would say it."""
        said = {name: self.cleaned_data.get(name, "") for name in ("body", "number", "status", "language", "url")}
        about = self.cleaned_data.get("about", "")
        standard, colon, _year = about.partition(":")
        said |= {
            facts.LINE: self.cleaned_data.get("line", ""),
            "standard": standard,
            "edition": about if colon else "",
            "clauses": self.cleaned_data.get("clauses", "").splitlines(),
            "date": date.iso if (date := self.cleaned_data.get("date")) else None,
            "evidence": self.cleaned_data.get("evidence", ""),
            "as_of": self.today.isoformat(),
        }
        return said

    def _take(self, fact: facts.OtherFact) -> None:
        named = NamedStandards.of([fact.standard])
        standard = named.standard(fact.standard)
        edition = named.edition(standard, fact.edition) if standard else None
        if (fact.standard and not standard) or (fact.edition and not edition):
            reason = _t("The catalogue does not have “%(said)s”.") % {"said": self.cleaned_data["about"]}
            self.add_error("about", reason)
        self.identifier = self.publication.identifier if self.publication else fact.identifier
        if not self.publication and OtherPublication.objects.filter(identifier=fact.identifier).exists():
            self.add_error("number", _t("This publication is on the list already, or was taken off it."))
        names = ("body", "number", "line", "date", "status", "language", "url", "evidence", "as_of")
        self.values = {name: getattr(fact, name) for name in names}
        self.values |= {"standard": standard, "edition": edition, "clauses_said": list(fact.clauses)}


def _initial(publication: OtherPublication) -> dict[str, object]:
    names = ("body", "number", "line", "about", "date", "status", "language", "url", "evidence")
    said = {name: getattr(publication, name) for name in names}
    return said | {"clauses": "\n".join(publication.clauses_said), "seen": mark_of(publication)}


class LinkForm(forms.Form):
    """How a link was when somebody looked at it."""

    looked_at = forms.DateField(
        label=_("Looked at"), help_text=_("The day: 2026-11-27."), widget=forms.DateInput(attrs={"type": "date"})
    )
    found = forms.ChoiceField(choices=[("works", ""), ("dead", "")])

    def __init__(self, data: QueryDict | None = None, *, today: datetime.date, publication: OtherPublication) -> None:
        super().__init__(data, initial={"looked_at": today.isoformat()})
        self.today, self.publication = today, publication

    def clean_looked_at(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["looked_at"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        if self.publication.looked_at and day < self.publication.looked_at:
            wanted = {"day": self.publication.looked_at.isoformat()}
            raise ValidationError(_("It was looked at later than that, on %(day)s."), params=wanted)
        return day


@dataclass(frozen=True)
class OthersSent:
    """A file that was sent, and the mark of the report that was shown of it."""

    file: bytes
    seen: str = ""


class OthersFileForm(OneFileForm):
    """A file of publications."""

    file = forms.FileField(
        label=_("JSON file"),
        help_text=_("In UTF-8, at most 1 MB: one object with “entries”, or an entry a line."),
        allow_empty_file=True,  # the reader says what is wrong with it, as with every other file
        widget=forms.FileInput(attrs={"accept": ".json,.jsonl,application/json"}),
        error_messages={"required": _("Choose a file.")},
    )

    @property
    def sent(self) -> OthersSent:
        return OthersSent(self.cleaned_data["file"])


class OthersConfirmForm(forms.Form):
    """What was shown, sent back to be carried out."""

    file = forms.CharField(widget=forms.HiddenInput, strip=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    @property
    def sent(self) -> OthersSent:
        return OthersSent(self.cleaned_data["file"].encode(), self.cleaned_data["seen"])
