"""The Atom feed of the register: the records that were published or changed last, each with its disclaimer."""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clarifications import disclaimer
from clarifications.register.languages import bulletins_of, translations_of
from clarifications.register.models import Record, Verdict, standing_verdicts
from clarifications.register.relations import related_to
from clarifications.register.verdicts import disclaimer_of, in_words
from clarifications.register.vocabulary import Fate, PublicOutcome
from standards.models import Standard
from standards.reading.characters import plain

NEWEST = 50
SINCE = "2026"  # the year from which the host names records; part of their ids, so it never changes
CONTENT_TYPE = "application/atom+xml; charset=utf-8"


def address_of(standard: Standard | None) -> str:
    """Where the feed of all records is, or that of one standard."""
    return reverse("clarifications:feed") + (f"?standard={standard.slug}" if standard else "")


def newest(standard: Standard | None = None) -> list[Record]:
    """The records of the feed: a new version and a new verdict bring one to the top again.

    What was published before this system stands where its own day puts it, or not at all, whenever it was entered.
    """
    found = Record.objects.for_lists().filter(news_at__isnull=False)
    if standard:
        found = found.filter(standard=standard)
    return list(found.order_by("-news_at", "-pk")[:NEWEST])


def feed_of(records: Iterable[Record], standard: Standard | None = None) -> str:
    """The feed as text, of all records or of one standard; four queries beside those for the records.

    One character that no XML may hold would stop it for everybody, so that texts are made plain here too, whenever they
    were published.
    """
    records, site = list(records), settings.SITE_URL
    summaries = _summaries(records)
    name = _("CASCO Clarifications")
    feed = Atom1Feed(
        title=f"{name}: {standard.designation}" if standard else name,
        link=site + (standard.get_absolute_url() if standard else reverse("clarifications:index")),
        description=disclaimer.short(),
        subtitle=disclaimer.short(),
        language=get_language(),
        author_name=name,
        feed_url=site + address_of(standard),
        feed_guid=_tag(f"register/{standard.slug}" if standard else "register"),
    )
    for record in records:
        feed.add_item(
            title=plain(f"{record.name}: {record.title}"),
            link=site + record.get_absolute_url(),
            description=plain(summaries[record.pk]),
            unique_id=_tag(record.slug),
            pubdate=_midnight(record),
            updateddate=record.news_at,
            categories=[plain(record.edition.reference)],
        )
    return str(feed.writeString("utf-8"))


def _tag(name: str) -> str:
    """An id that stays the same wherever the register moves."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{SINCE}:{name}"


def _midnight(record: Record) -> datetime.datetime | None:
    """The day of publication as a moment, which Atom asks for; none where no day is known."""
    day = record.published.earliest
    return datetime.datetime.combine(day, datetime.time(tzinfo=datetime.UTC)) if day else None


def _verdicts(records: list[Record]) -> dict[int, list[Verdict]]:
    found: dict[int, list[Verdict]] = {}
    for verdict in Verdict.objects.filter(record__in=records).select_related("edition__standard"):
        found.setdefault(verdict.record_id, []).append(verdict)
    return found


def _standing(verdicts: list[Verdict]) -> list[tuple[str, list[str]]]:
    """What the verdicts that stand say of which edition, and why."""
    return [(verdict.name, in_words(verdict).sentences) for verdict in standing_verdicts(verdicts)]


def _summaries(records: list[Record]) -> dict[int, str]:
    """The disclaimer first, then the clauses, what the answers come to and what stands beside; the text itself is on
    the page."""
    verdicts, related = _verdicts(records), related_to(records)
    translations, bulletins = translations_of(records), bulletins_of(records)
    return {
        record.pk: render_to_string(
            "clarifications/register/feed_entry.html",
            {
                "site": settings.SITE_URL,
                "disclaimer": disclaimer_of(record, verdicts.get(record.pk, [])),
                "about": ", ".join(
                    [record.edition.reference, *(dict.fromkeys(record.clauses) or [record.no_clause_in_words])]
                ),
                "label": record.get_label_display(),
                "fate": "" if record.fate == Fate.DECIDED else Fate(record.fate).label,
                "verdicts": _standing(verdicts.get(record.pk, [])),
                "outcomes": [(label, PublicOutcome(outcome).label) for label, outcome in record.outcomes],
                "related": related[record.pk],
                "translations": translations[record.pk],
                "bulletins": bulletins[record.pk],
            },
        ).strip()
        for record in records
    }
