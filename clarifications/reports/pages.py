"""Which page of this site an address names, and which case stands behind a page that shows a record."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from clarifications.case.models import Clarification
from clarifications.map.actors import Actor
from clarifications.reports.models import ReportKind

KINDS = {
    "clarifications": ReportKind.RECORD,
    "standards": ReportKind.CLAUSES,
    "cite": ReportKind.CITATION,
    "responsible": ReportKind.CITATION,
}


class NoPage(ValueError):
    """No public page of this site has such an address."""


def page_named(address: str, *, host: str) -> str:
    """The path of the public page that ``address`` names, a full one of this site or its path alone.

    ``host``: under which name the reader sees the site.

    Raises ``NoPage``: it is another site's, or no page that everybody may read.
    """
    try:
        parts = urlsplit(address)
        is_ours = parts.scheme in ("http", "https") and parts.netloc in (host, urlsplit(settings.SITE_URL).netloc)
        is_path = not parts.scheme and not parts.netloc and parts.path.startswith("/")
        if not is_ours and not is_path:
            raise NoPage
        resolve(parts.path)
    except (ValueError, Resolver404) as wrong:
        raise NoPage from wrong
    if not settings.AREAS.of(parts.path).is_public:
        raise NoPage
    return parts._replace(scheme="", netloc="").geturl()


def kind_of(page: str) -> str:
    """What is most likely meant to be wrong on a page; nothing where that cannot be told."""
    return KINDS.get(page.split("/")[1], "") if page.startswith("/") else ""


def case_behind(page: str, *, by: Actor) -> Clarification | None:
    """The case of the record that a page shows, under whatever name the record had, as far as ``by`` may see it."""
    match = resolve(urlsplit(page).path)
    if "slug" not in match.kwargs or not (match.url_name or "").startswith("record"):
        return None
    return Clarification.objects.visible_to(by).filter(record__names__slug=match.kwargs["slug"]).first()
