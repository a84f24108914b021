"""The sitemap: what search engines may list, in one file a section, under the public address of the site."""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from clarifications.register.beside import topics_with_records
from clarifications.register.held import clauses_that_hold
from clarifications.register.kept_numbers import kept_numbers
from clarifications.register.models import Record
from standards.catalogue.queries import CASCO, toolbox
from standards.models import Edition, Standard
from standards.toolbox.understanding import SUBJECTS


class _OfTheSite:
    """What all sections have in common."""

    limit = 5_000

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme


class PageSection(_OfTheSite, Sitemap[str]):
    """The pages that are there without any data, and those of the topics that have records."""

    def items(self) -> list[str]:
        names = ["home", "clarifications:index", "clarifications:pending", "standards:index", "process", "about-data"]
        names += ["api", "accounts:bodies", "standards:toolbox", "standards:responsible", "standards:understanding"]
        names += ["clarifications:glossary", "standards:others", "clarifications:follow", "clarifications:topics"]
        subjects = [subject.get_absolute_url() for subject in SUBJECTS]
        topics = [topic.get_absolute_url() for topic in topics_with_records()]
        return [reverse(name) for name in names] + subjects + topics

    def location(self, item: str) -> str:
        return item


class RecordSection(_OfTheSite, Sitemap[Record]):
    """The records that stand in the lists, each in its newest version."""

    def items(self) -> QuerySet[Record]:
        return Record.objects.not_retired().only("slug", "changed_at").order_by("pk")

    @property
    def paginator(self) -> Paginator[Record]:
        """Its files; how many records there are is kept."""
        files: Paginator[Record] = Paginator(self.items(), self.limit)
        files.count = sum(kept_numbers("edition").values())
        return files

    def lastmod(self, item: Record) -> datetime.datetime:
        return item.changed_at


class StandardSection(_OfTheSite, Sitemap[Standard]):
    """The standards of the toolbox."""

    def items(self) -> QuerySet[Standard]:
        return toolbox().only("slug").order_by("pk")


class EditionSection(_OfTheSite, Sitemap[Edition]):
    """The editions of the toolbox."""

    def items(self) -> QuerySet[Edition]:
        return Edition.objects.of_committee(CASCO).select_related("standard").order_by("pk")


class ClauseSection(_OfTheSite, Sitemap[str]):
    """The clauses on which something is published or pending, here or by other bodies."""

    def items(self) -> list[str]:
        return clauses_that_hold()

    def location(self, item: str) -> str:
        return item


SECTIONS: dict[str, type[PageSection | RecordSection | StandardSection | EditionSection | ClauseSection]] = {
    "pages": PageSection,
    "records": RecordSection,
    "standards": StandardSection,
    "editions": EditionSection,
    "clauses": ClauseSection,
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Where the files are: one a section, more where a section has more than 5 000 addresses."""
    files = [
        {"location": settings.SITE_URL + reverse("sitemap-section", args=[name]) + (f"?p={page}" if page > 1 else "")}
        for name, section in SECTIONS.items()
        for page in section().paginator.page_range
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": files}, content_type="application/xml")


@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    """One file of the sitemap."""
    return sitemap(request, dict(SECTIONS), section=section)
