"""Publication: what a translation of a former version still says, and what of it is to be looked at again."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from clarifications.forms.taking_over import OfferedWords
from clarifications.publication.text_rows import WordedPart, places, texts_at
from clarifications.register.beside import RecordTranslation
from clarifications.register.pieces import PublishedAnswer
from clarifications.register.text import PublishedText, not_redacted

Place = tuple[str, tuple[str, ...], str]  # what it is, its labels, the name of the text there


@dataclass(frozen=True)
class FormerTranslation:
    """What can be used again: ``kept`` where the original is the same, ``offers`` where it has changed.

    ``kept`` is by the names of the controls, ``offers`` by those of rows and fields.
    """

    kept: dict[str, str] = field(default_factory=dict)
    offers: dict[str, dict[str, OfferedWords]] = field(default_factory=dict)


def former_translation(translation: RecordTranslation, newest: PublishedText) -> FormerTranslation:
    """What a translation says of the places that the newest version has, matched by their labels."""
    original = not_redacted(translation.record.versions.get(number=translation.version).text)
    then, said = dict(_texts(original)), dict(_texts(translation.text))
    found = FormerTranslation()
    for row, part in places(newest):
        for name, now in texts_at(part).items():
            place = (*_named(part), name)
            words = said.get(place, "")
            if words and then[place] == now:
                found.kept[f"{row}-{name}"] = words
            elif words and now:
                sides = (
                    (_("Original, version %(number)s") % {"number": translation.version}, then[place], newest.language),
                    (_("Original, now"), now, newest.language),
                    (_("Former translation"), words, translation.language),
                )
                offered = OfferedWords(words, _("Take over the former translation"), sides)
                found.offers.setdefault(row, {})[name] = offered
    return found


def _texts(text: PublishedText) -> Iterator[tuple[Place, str]]:
    for _row, part in places(text):
        for name, said in texts_at(part).items():
            yield (*_named(part), name), said


def _named(part: WordedPart) -> tuple[str, tuple[str, ...]]:
    """A place by what stands at it, whatever stands before it."""
    if isinstance(part, PublishedText):
        return "text", ()
    return ("answer", part.questions) if isinstance(part, PublishedAnswer) else ("question", (part.label,))
