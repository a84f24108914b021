"""Draws the fields of forms as Django does, but a select in one pass: its own templates take one for each option."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"


class Renderer(DjangoTemplates):
    """The renderer of all forms (``FORM_RENDERER``)."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        if template_name == SELECT:
            return drawn(context["widget"])
        return mark_safe(super().render(template_name, context, request))  # made safe there


def drawn(widget: Mapping[str, Any]) -> SafeString:
    """A select with its groups and options; whatever it says is escaped, unless it was made safe before."""
    groups = "".join(_group(name, options) for name, options, _place in widget["optgroups"])
    name = conditional_escape(widget["name"])
    return mark_safe(f'<select name="{name}"{_attributes(widget["attrs"])}>{groups}\n</select>')  # escaped, all of it


def _group(name: Any, options: Iterable[Mapping[str, Any]]) -> str:
    inside = "".join(
        f'\n<option value="{_escaped(option["value"])}"{_attributes(option["attrs"])}>'
        f"{conditional_escape(localize(option['label']))}</option>"
        for option in options
    )
    return f'\n<optgroup label="{conditional_escape(localize(name))}">{inside}\n</optgroup>' if name else inside


def _attributes(attributes: Mapping[str, Any]) -> str:
    return "".join(
        f" {conditional_escape(name)}" if value is True else f' {conditional_escape(name)}="{_escaped(value)}"'
        for name, value in attributes.items()
        if value is not False
    )


def _escaped(value: Any) -> str:
    return conditional_escape(value if isinstance(value, str) else str(value))
