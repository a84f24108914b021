"""What of a page is drawn once and kept: the frame, and what a page says of the catalogue.

- ``{% drawn_once is_example=is_example %}`` … ``{% enddrawn_once %}``: as long as the site runs;
- ``{% drawn_of_catalogue counts=counts edition=edition with rows depth %}`` … ``{% enddrawn_of_catalogue %}``: as long
  as the day, and catalogue and list of bodies, stay as they are.

Both are kept under the language and what they are given by name. Nothing else of the page is to be seen within, but for
what stands after ``with``: that is of the catalogue alone, and the same wherever the names say the same.
"""

from collections.abc import Callable, Hashable
from datetime import date
from functools import partial
from threading import Lock
from typing import Any

from cachetools import LRUCache
from django import template
from django.conf import settings
from django.db.models import Model, QuerySet
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from standards.catalogue.once import drawn_of_catalogue

register = template.Library()

MOST = 500  # parts of the frame: a few, for each language and each entry of the navigation
WITH = "with"
ATOMS = (str, int, date, type(None))
_PARTS: LRUCache[Hashable, str] = LRUCache(MOST)
_LOCK = Lock()

Keep = Callable[[Hashable, Callable[[], str]], str]


class DrawnNode(template.Node):
    """A part of a template that is drawn where it is not kept, from what it names and nothing else."""

    def __init__(self, keep: Keep, named: dict[str, FilterExpression], also: list[str], nodelist: NodeList) -> None:
        self.keep, self.named, self.also, self.nodelist = keep, named, also, nodelist

    def render(self, context: Context) -> SafeString:
        named = {name: value.resolve(context) for name, value in self.named.items()}
        key = (self, get_language(), *map(_as_key, named.values()))  # templates are compiled once
        return mark_safe(self.keep(key, partial(self._drawn, context, named)))  # drawn by the template

    def _drawn(self, context: Context, named: dict[str, Any]) -> SafeString:
        seen = named | {name: context.get(name) for name in self.also}
        return self.nodelist.render(context.new(seen))


@register.tag("drawn_once")
def drawn_once(parser: Parser, token: Token) -> DrawnNode:
    """Kept as long as the site runs."""
    return _node(parser, token, _once)


@register.tag("drawn_of_catalogue")
def of_catalogue(parser: Parser, token: Token) -> DrawnNode:
    """Kept as long as the catalogue stays as it is."""
    return _node(parser, token, drawn_of_catalogue)


def _node(parser: Parser, token: Token, keep: Keep) -> DrawnNode:
    tag, *words = token.split_contents()
    named = token_kwargs(words, parser)
    if words and words[0] != WITH:
        raise template.TemplateSyntaxError(f"{tag}: {words[0]} is given neither by a name nor after “{WITH}”.")
    nodelist = parser.parse((f"end{tag}",))
    parser.delete_first_token()
    return DrawnNode(keep, named, words[1:], nodelist)


def _once(key: Hashable, draw: Callable[[], str]) -> str:
    if settings.DEBUG:  # templates change under it
        return draw()
    with _LOCK:
        part = _PARTS.get(key)
    if part is None:
        part = draw()
        with _LOCK:
            _PARTS[key] = part
    return part


def _as_key(value: object) -> Hashable:
    """What stands for a value: for a row of the catalogue its table and key, for many values each of them."""
    if isinstance(value, Model):
        return (value._meta.label, value.pk)
    if isinstance(value, dict):
        return tuple((key, _as_key(one)) for key, one in value.items())
    if isinstance(value, list | tuple | QuerySet):
        return tuple(map(_as_key, value))
    if not isinstance(value, ATOMS):
        raise TypeError(f"{value!r} is no name under which something can be kept.")  # it would be drawn each time
    return (type(value), value)  # what may not be escaped is equal to what must be
