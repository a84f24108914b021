"""What the head of a page says to search engines, and to those who share it: name, description, address."""

from html import unescape
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from casco_site.found import place_of
from clarifications.register.paging import ListPage

SITE = "CASCO Clarifications"
LONGEST_DESCRIPTION = 240  # characters; search engines show some 160 of them
LONGEST_TITLE = 80  # of the entry that a page of a list begins with
CARD = (1200, 630)  # how wide and high the pictures are that tools/cards.py draws, one a line

register = template.Library()


@register.simple_block_tag(takes_context=True)
def titled(context: Context, content: str) -> SafeString:
    """The name of the page, with that of the site for whoever has many open; alone where the page is shared."""
    name = _in_one_line(content)
    shared = "" if _is_private(context) else _properties([("og:title", name)])
    return format_html("<title>{} · {}</title>{}", name, SITE, shared)


@register.simple_block_tag(takes_context=True)
def described(context: Context, content: str) -> SafeString:
    """What the page says, in a sentence or two; each page of a list says which it is."""
    said = _in_one_line(content)
    page = context.get("page")
    if not said or _is_private(context):
        return SafeString("")
    if isinstance(page, Page) and (place := _place_in_list(page)):
        said = f"{place} {said}"
    said = Truncator(said).chars(LONGEST_DESCRIPTION)
    return format_html('<meta name="description" content="{}">{}', said, _properties([("og:description", said)]))


@register.simple_tag(takes_context=True)
def found_at(context: Context) -> SafeString:
    """The one address of the page, with the card of its line; of a page that has none that nobody is to list it."""
    place = place_of(context.get("request"), named_page=str(context.get("named_page") or ""), page=context.get("page"))
    if place is None or not place.address:
        follow = "" if place is None else ", follow"
        return format_html('<meta name="robots" content="noindex{}">', follow)
    card = static(f"cards/{place.line or 'site'}.png")
    shared = _properties(
        [
            ("og:site_name", SITE),
            ("og:type", "article" if place.line == "clarification" else "website"),
            ("og:url", place.address),
            ("og:image", settings.SITE_URL + card),
            ("og:image:width", CARD[0]),
            ("og:image:height", CARD[1]),
        ]
    )
    return format_html('<link rel="canonical" href="{}">{}', place.address, shared)


@register.simple_tag
def linked_data(data: dict[str, object]) -> SafeString:
    """What programs read of a page. No browser runs it, so that no rule about scripts forbids it."""
    block = json_script(data).replace('type="application/json"', 'type="application/ld+json"', 1)
    return mark_safe(block)  # made safe there


def _place_in_list(page: Page[Any]) -> str:
    """Which page of a list it is; one that has no number by what it begins with. Nothing of the first."""
    if isinstance(page, ListPage) and not page.is_numbered:
        return _("From “%(first)s” on.") % {"first": Truncator(page[0].title).chars(LONGEST_TITLE)}
    if page.number == 1:
        return ""
    if isinstance(page, ListPage) and page.goes_on:
        return _("Page %(number)s.") % {"number": page.number}
    return _("Page %(number)s of %(all)s.") % {"number": page.number, "all": page.paginator.num_pages}


def _properties(properties: list[tuple[str, object]]) -> SafeString:
    return format_html_join("", '\n    <meta property="{}" content="{}">', properties)


def _is_private(context: Context) -> bool:
    return bool(context.get("is_private_page"))


def _in_one_line(content: str) -> str:
    """What a block of a template says, as text."""
    return " ".join(unescape(content).split())
