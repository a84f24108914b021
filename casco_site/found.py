"""How pages are found and shared: under which address search engines keep them, and with which line on their card."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse

from clarifications.register.facets import BY_NAME
from clarifications.register.paging import ListPage

# What a page of its own is about: a list that is narrowed by these alone says what that page says.
NAMED = {"standard", "edition", "clause", "topic"}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """How the pages of one address are found."""

    # Of their text: it is on their card too. None where they have no text of that force.
    line: str = ""
    # What of their query narrows or searches them. All else there changes nothing of what they say.
    asks: tuple[str, ...] = ()
    # The address that says the same, where they are another form of it.
    instead: str = ""
    # Not for search engines, though public.
    is_left_out: bool = False


@dataclass(frozen=True)
class FoundAt:
    """Where a page is found: its one address, without which no search engine is to keep it; and its line."""

    address: str
    line: str


# Every public page, by the name of its address; one that is missing fails a test.
PAGES = {
    "home": Shown(),
    "process": Shown(),
    "search": Shown(asks=("q",)),
    "about-data": Shown(),
    "privacy": Shown(),
    "api": Shown(),
    "components": Shown(is_left_out=True),
    "accounts:bodies": Shown(asks=("q", "kind", "confirmed")),
    "accounts:body": Shown(),
    "standards:index": Shown(asks=("q", "standing", "type")),
    "standards:others": Shown(asks=("q", "body", "standard", "edition", "clause", "status")),
    "standards:standard": Shown(line="standard"),
    "standards:edition": Shown(line="standard"),
    "standards:concordance": Shown(asks=("kind",)),
    "standards:cite": Shown(asks=("q",)),
    "standards:responsible": Shown(asks=("q",)),
    "standards:toolbox": Shown(asks=("as-of",)),
    "standards:understanding": Shown(),
    "standards:subject": Shown(),
    "clarifications:index": Shown(line="clarification", asks=("q", *BY_NAME, "sort")),
    "clarifications:pending": Shown(line="work", asks=("standard",)),
    "clarifications:follow": Shown(asks=("standard",)),
    "clarifications:feed": Shown(asks=("standard",), instead="clarifications:follow"),  # where a page is asked for
    "clarifications:record": Shown(line="clarification"),
    "clarifications:record-version": Shown(line="clarification", instead="clarifications:record"),
    "clarifications:record-language": Shown(line="clarification"),
    "clarifications:topics": Shown(),
    "clarifications:topic": Shown(),
    "clarifications:glossary": Shown(),
    "clarifications:clause": Shown(line="standard"),
}


def place_of(request: HttpRequest | None, *, named_page: str = "", page: object = None) -> FoundAt | None:
    """Where the page that answers ``request`` is found; ``None`` where it is none of the public ones.

    ``named_page`` is the page of the one standard, edition, clause or topic that a list is narrowed to; ``page``: of
    a list.
    """
    match = request.resolver_match if request else None
    shown = PAGES.get(match.view_name) if match else None
    if request is None or match is None or shown is None:
        return None
    asked = {name for name in shown.asks if any(value.strip() for value in request.GET.getlist(name))}
    # Of several pages the page of one standard, edition, clause or topic shows the first alone.
    says_the_same = bool(named_page) and asked <= NAMED and not (isinstance(page, Page) and page.has_other_pages())
    if shown.is_left_out or (asked and not says_the_same):
        return FoundAt("", shown.line)
    if asked:
        path = named_page
    elif shown.instead:
        said = {name: value for name, value in match.kwargs.items() if name != "number"}
        path = reverse(shown.instead, kwargs=said)
    else:
        if (place := _place_in_list(page)) is None:
            return FoundAt("", shown.line)
        path = f"{request.path}?{urlencode(place)}" if place else request.path
    return FoundAt(settings.SITE_URL + path, shown.line)


def _place_in_list(page: object) -> Mapping[str, str] | None:
    """What the address of a page of a list says of it; ``None`` where its entries stand at other addresses too."""
    if isinstance(page, ListPage):
        return page.place
    return {"page": str(page.number)} if isinstance(page, Page) and page.number > 1 else {}
