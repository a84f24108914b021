"""The form by which a list is uploaded as a file: the file, and whether what is not in it shall go."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from standards.editing.sheets import MOST_BYTES
from standards.reading.depths import NotADepth, read_depths, written

MOST_OF_DEPTHS = 5_000  # characters


@dataclass(frozen=True)
class Sent:
    """What was sent, by either form."""

    file: bytes
    remove: bool
    depth: str = ""
    seen: str = ""


class OneFileForm(forms.Form):
    """A form with a ``file`` of at most 1 MB; a larger one is refused before it is read."""

    def clean_file(self) -> bytes:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("The file is larger than 1 MB."))
        content: bytes = file.read()
        return content


class UploadForm(OneFileForm):
    """A CSV file, and what becomes of what is not in it."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("In UTF-8, at most 1 MB and 5 000 lines. Commas, semicolons or tabs part the columns."),
        allow_empty_file=True,  # the reader says what is wrong with it, as with every other file
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": _("Choose a file.")},
    )
    remove = forms.BooleanField(label=_("Remove what is not in the file"), required=False)

    @property
    def sent(self) -> Sent:
        return Sent(**self.cleaned_data)


class ClauseListForm(UploadForm):
    """The same for a clause list, with how deep it goes."""

    depth = forms.CharField(
        label=_("How deep the list goes"),
        max_length=MOST_OF_DEPTHS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_(
            "A line a branch: “4: paragraphs” where every heading and numbered paragraph is listed, “8: paragraphs "
            "from 8.1 to 8.6.3”, “5: headings”, “9: headings to level 2”, “3: partial; without the terms”, and “all: "
            "partial” for everything else. A number is refused only where its branch has all paragraphs."
        ),
    )

    def clean_depth(self) -> str:
        try:
            return written(read_depths(self.cleaned_data["depth"]))
        except NotADepth as wrong:
            raise ValidationError(wrong.message) from wrong


class ConfirmForm(forms.Form):
    """What was shown, sent back to be carried out: the text of the file and the mark of the report."""

    file = forms.CharField(widget=forms.HiddenInput, strip=False)
    remove = forms.BooleanField(widget=forms.HiddenInput, required=False)
    depth = forms.CharField(widget=forms.HiddenInput, max_length=MOST_OF_DEPTHS, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_file(self) -> bytes:
        text: str = self.cleaned_data["file"]
        return text.encode()

    @property
    def sent(self) -> Sent:
        return Sent(**self.cleaned_data)
