"""Words that can be taken over into a field instead of being typed again: a button below it, and what it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from clarifications.forms.fields import Data, copy_of
from clarifications.map.rule import Text

BUTTON = "fill"  # its value names the control that is filled


@dataclass(frozen=True)
class OfferedWords:
    """Words for a field, how their button is called; texts side by side to judge them by: label, text, language."""

    words: str
    button: Text
    sides: Sequence[tuple[Text, str, str]] = ()


Offers = Mapping[str, Mapping[str, OfferedWords]]  # by the name of the row, then by that of the field


def taken_over(sent: Data, offers: Offers) -> Data:
    """What was sent, with the words that the button asks for in their field; nothing typed there is lost.

    The script of the site does the same at once.
    """
    controls = {f"{row}-{name}": offer.words for row, offered in offers.items() for name, offer in offered.items()}
    control = sent.get(BUTTON)
    if control not in controls:
        return sent
    filled = copy_of(sent)
    typed, words = filled.get(control, "").replace("\r\n", "\n").rstrip(), controls[control]
    if words not in typed:
        filled[control] = f"{typed}\n\n{words}" if typed else words
    return filled


class OfferBelow:
    """The offer for a field, below it."""

    def __init__(self, name: str, offer: OfferedWords) -> None:
        self.name, self.offer = name, offer

    def render(self, form: forms.BaseForm, _context: Context, **_kwargs: object) -> SafeString:
        return render_to_string("clarifications/steps/_offer.html", {"field": form[self.name], "offer": self.offer})
