"""Which page of this site an address names, and which case stands behind a page that shows a record."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from clarifications.case.models import Clarification
from clarifications.map.actors import Actor
from clarifications.register.beside import RecordName
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
        path = parts.path if _leads_somewhere(parts.path) else f"{parts.path}/"  # the site would add the stroke, too
        resolve(path)
    except (ValueError, Resolver404) as wrong:
        raise NoPage from wrong
    if not settings.AREAS.of(path).is_public:
        raise NoPage
    return parts._replace(scheme="", netloc="", path=path).geturl()


def kind_of(page: str) -> str:
    """What is most likely meant to be wrong on a page; nothing where that cannot be told."""
    return KINDS.get(page.split("/")[1], "") if page.startswith("/") else ""


def case_behind(page: str, *, by: Actor) -> Clarification | None:
    """The case of the record that a page shows, under whatever name the record had, as far as ``by`` may see it."""
    slug = _record_named(page)
    return Clarification.objects.visible_to(by).filter(record__names__slug=slug).first() if slug else None


def standard_named(page: str) -> str:
    """What is called like a standard in the address of a page; nothing in that of a page of none."""
    path = urlsplit(page).path
    match = resolve(path) if _leads_somewhere(path) else None
    return str(match.kwargs.get("slug", "")) if match is not None and match.app_name == "standards" else ""


def address_to_mail(page: str) -> str:
    """The address of a page, in words of ours alone: what varies in it stands in the register, or is left out.

    Whoever reports an error can write what they like into an address, and have it mailed to whom they like.
    """
    path = urlsplit(page).path
    if not _leads_somewhere(path):
        return "/"
    name = RecordName.objects.filter(slug=_record_named(page)).select_related("record").first()
    if name is not None:
        return name.record.get_absolute_url()
    return f"/{path.split('/')[1]}/" if resolve(path).kwargs else path


def _record_named(page: str) -> str:
    """What is called like a record in the address of its pages; nothing in that of another page."""
    path = urlsplit(page).path
    match = resolve(path) if _leads_somewhere(path) else None
    is_record = match is not None and (match.url_name or "").startswith("record")
    return str(match.kwargs["slug"]) if match is not None and is_record else ""


def _leads_somewhere(path: str) -> bool:
    """Whether the site has an address like this, today: a report may be older."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
