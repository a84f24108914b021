"""The addresses of the site as its URLconf has them, so that a test asks for a new one by itself."""

from django.contrib.admindocs.views import extract_views_from_urlpatterns, simplify_regex
from django.urls import get_resolver


def all_addresses() -> list[str]:
    """Every address, those of libraries too; what varies stands in angle brackets: ``/desk/<str:reference>/``."""
    found = extract_views_from_urlpatterns(get_resolver().url_patterns)
    return [simplify_regex(pattern) for _view, pattern, _namespace, _name in found]


def is_plain(address: str) -> bool:
    """Nothing varies in it: it can be asked for as it stands."""
    return "<" not in address
