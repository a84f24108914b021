"""Which of the pages of a list is shown, and the ways to the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import gettext as _

from clarifications.register.paging import ListPage, Ways, without_place

register = template.Library()


@dataclass(frozen=True)
class PageLink:
    """A way to another page of a list, the number of the page itself, or a gap between numbers."""

    label: str
    url: str = ""
    rel: str = ""
    is_number: bool = False
    is_current: bool = False


@register.filter
def place_in_list(page: Page[object]) -> str:
    """Which entries of how many a page shows, as far as that is known."""
    if not isinstance(page, ListPage):
        return _range(page.start_index(), page.end_index(), page.paginator.count)
    if page.is_numbered:
        return _range(page.start_index(), page.end_index(), page.total)
    said = _("%(shown)s of %(count)s") if page.has_next() else _("The last %(shown)s of %(count)s")
    return said % {"shown": len(page), "count": page.total}


@register.simple_tag
def page_links(page: Page[object], query: QueryDict) -> list[PageLink]:
    """The ways to the other pages; the address keeps all that it says but the page. None where there is one alone."""
    if not page.has_other_pages():
        return []
    kept = without_place(query)
    ways = page.ways if isinstance(page, ListPage) else _numbered_ways(page)
    return [*_links(kept, ways, page)]


def page_numbers(page: Page[object]) -> list[int | str]:
    """The numbers around a page, with a gap where some are left out; none of a page that has no number."""
    if isinstance(page, ListPage) and not page.is_numbered:
        return []
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


def _links(kept: QueryDict, ways: Ways, page: Page[object]) -> Iterator[PageLink]:
    if ways.first is not None:
        yield PageLink(_("First"), _address(kept, ways.first))
    if ways.previous is not None:
        yield PageLink(_("Previous"), _address(kept, ways.previous), rel="prev")
    for number in page_numbers(page):
        if isinstance(number, int) and number != page.number:
            yield PageLink(str(number), _address(kept, {"page": str(number)}), is_number=True)
        else:
            yield PageLink(str(number), is_current=number == page.number)
    if ways.next is not None:
        yield PageLink(_("Next"), _address(kept, ways.next), rel="next")
    if ways.last is not None:
        yield PageLink(_("Last"), _address(kept, ways.last))


def _numbered_ways(page: Page[object]) -> Ways:
    previous = {"page": str(page.previous_page_number())} if page.has_previous() else None
    return Ways(previous=previous, next={"page": str(page.next_page_number())} if page.has_next() else None)


def _address(kept: QueryDict, way: Mapping[str, str]) -> str:
    data = kept.copy()
    for name, value in way.items():
        data[name] = value
    return f"?{data.urlencode()}"


def _range(first: int, last: int, count: object) -> str:
    return _("%(first)s to %(last)s of %(count)s") % {"first": first, "last": last, "count": count}
