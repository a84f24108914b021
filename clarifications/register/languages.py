"""In which languages a record can be read, and what its page says of each: the original alone counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from clarifications.register.beside import Bulletin, RecordTranslation
from clarifications.register.facts import Fact
from clarifications.register.models import Record
from clarifications.register.vocabulary import language_name


@dataclass(frozen=True)
class Language:
    """A language that a record can be read in; ``said`` is what is to be known of it."""

    code: str
    name: str
    url: str
    said: str


@dataclass(frozen=True)
class OtherBulletin:
    """What another body published, as the page names it."""

    body: str
    reference: str
    language: str
    code: str
    published: str
    link: str
    adds: str


def languages_of(record: Record, original: str, translations: Sequence[RecordTranslation]) -> list[Language]:
    """The original, then its translations; none where there is the original alone."""
    if not translations:
        return []
    first = Language(original, language_name(original), record.get_absolute_url(), _("The text that counts."))
    return [first, *(_language(record, row) for row in translations)]


def translations_of(records: Iterable[Record]) -> dict[int, list[Language]]:
    """What is said of the translations of many records; one query for all."""
    own = {record.pk: record for record in records}
    found: dict[int, list[Language]] = {pk: [] for pk in own}
    for row in RecordTranslation.objects.standing().filter(record__in=own).defer("content", "rendered"):
        found[row.record_id].append(_language(own[row.record_id], row))
    return found


def alternates(languages: Sequence[Language]) -> list[tuple[str, str]]:
    """Each language with its whole address, for the head of the pages; who reads none of them reads the original."""
    found = [(one.code, settings.SITE_URL + one.url) for one in languages]
    return [*found, ("x-default", found[0][1])] if found else []


def translation_facts(translation: RecordTranslation) -> list[Fact]:
    """By whom a translation is, where from, since when, and of which version."""
    known = [
        (_("Translated by"), translation.translator or _("not known")),
        (_("Source"), translation.source),
        (_("Date"), str(translation.made)),
        (_("Standing"), _("official") if translation.is_official else _("not official")),
        (_("Translates"), _("version %(number)s") % {"number": translation.version}),
    ]
    return [Fact(name, value) for name, value in known if value]


def direction_of(language: str) -> str:
    """From where to where a language is written."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


def bulletins_of(records: Iterable[Record]) -> dict[int, list[OtherBulletin]]:
    """What other bodies published that builds on these records; one query for all."""
    found: dict[int, list[OtherBulletin]] = {record.pk: [] for record in records}
    for row in Bulletin.objects.standing().filter(record__in=found):
        found[row.record_id].append(_bulletin(row))
    return found


def _language(record: Record, translation: RecordTranslation) -> Language:
    translation.record = record  # so that its address needs no query
    said = [_("An official translation.") if translation.is_official else _("A translation, not official.")]
    if translation.translator:
        said.append(_("By %(who)s.") % {"who": translation.translator})
    if translation.version < record.version:
        said.append(_("The original has changed since."))
    name = language_name(translation.language)
    return Language(translation.language, name, translation.get_absolute_url(), " ".join(said))


def _bulletin(row: Bulletin) -> OtherBulletin:
    return OtherBulletin(
        body=row.body,
        reference=row.reference,
        language=language_name(row.language),
        code=row.language,
        published=str(row.published) if row.published else _("date not known"),
        link=row.link,
        adds=row.adds,
    )
