"""What programs are told of a record in the words of schema.org: a work in a data set, and that it does not bind.

Never ``Legislation``, ``QAPage`` or ``FAQPage``: those would claim force or authority.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from clarifications.disclaimer import Disclaimer
from clarifications.register.beside import Topic
from clarifications.register.models import Record, RecordVersion
from standards.reading.dates import PartialDate

Linked = dict[str, Any]
CONTEXT = {"@context": "https://schema.org"}


def linked_record(
    record: Record, version: RecordVersion, disclaimer: Disclaimer, *, language: str, topics: Iterable[Topic] = ()
) -> Linked:
    """A record in its newest version."""
    url = settings.SITE_URL + record.get_absolute_url()
    edition = record.edition
    work: Linked = {
        "@type": "CreativeWork",
        "@id": url,
        "url": url,
        "name": record.name,
        "headline": record.title,
        "inLanguage": language,
        "version": str(version.number),
        "dateModified": version.at.date().isoformat(),
        "about": {
            "@type": "CreativeWork",
            "name": edition.reference,
            "url": settings.SITE_URL + edition.get_absolute_url(),
        },
        "usageInfo": _usage(disclaimer),
    }
    # What is retired stands in no list any more.
    work |= {"creativeWorkStatus": "Retired"} if record.retired_at else {"isPartOf": _register()}
    if keywords := [topic.label for topic in topics]:
        work["keywords"] = keywords
    day = _exactly(record.published)
    return CONTEXT | work | ({"datePublished": day} if day else {})


def linked_register(disclaimer: Disclaimer) -> Linked:
    """All records."""
    said = _(
        "Clarifications of the standards for conformity assessment that ISO/CASCO keeps: what maintenance groups have "
        "said by consensus, and interpretations from before."
    )
    return CONTEXT | _register() | {"description": f"{said} {disclaimer.short}", "usageInfo": _usage(disclaimer)}


def _register() -> Linked:
    url = settings.SITE_URL + reverse("clarifications:index")
    return {"@type": "Dataset", "@id": f"{url}#register", "url": url, "name": _("Published clarifications")}


def _usage(disclaimer: Disclaimer) -> Linked:
    """What may be made of a text: the one wording that says that it does not bind."""
    return {
        "@type": "CreativeWork",
        "url": settings.SITE_URL + disclaimer.url,
        "text": f"{disclaimer.head} {disclaimer.text}",
    }


def _exactly(date: PartialDate) -> str:
    """A day, month or year as ISO 8601 has it; nothing where it is only known to be before, after or between."""
    return date.iso if date.is_period else ""
