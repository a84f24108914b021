"""How a body that is named is shown: with the way to its page, where its name is public."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.named import url_of
from standards.catalogue.others import OtherGroup
from standards.models.others import OtherPublication

register = template.Library()


@register.filter
def bodies_named(rows: Iterable[OtherPublication]) -> str:
    """Whose these publications are, each body once, so that a list says once what became of one."""
    return "; ".join(dict.fromkeys(row.body for row in rows))


@register.filter
def bodies_named_in(groups: Iterable[OtherGroup]) -> str:
    """Those of several lists on one page, of which each says what became of its bodies but once."""
    return bodies_named(row for group in groups for row in group.rows)


@register.filter
def body_link(named: object) -> str | SafeString:
    """The name, as a link where it is that of one public body."""
    url = url_of(named)
    return format_html('<a href="{}">{}</a>', url, named) if url else str(named)
