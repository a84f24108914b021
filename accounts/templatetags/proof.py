"""What every form proves: that it is one of ours, as Django's tag of the same name does, and for whom it was made.

Loaded into every template (settings.TEMPLATES), so that the forms of libraries say it too.
"""

from django import template
from django.template.context import Context, RequestContext
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.kept_page import FIELD, KeptPage

register = template.Library()


class ProofNode(CsrfTokenNode):
    """Both hidden fields; the second only where the page is made for somebody."""

    def render(self, context: Context) -> SafeString:
        page: KeptPage | None = getattr(context.request, "kept", None) if isinstance(context, RequestContext) else None
        proof = page.proof if page else ""
        made_for = format_html('<input type="hidden" name="{}" value="{}">', FIELD, proof) if proof else ""
        return format_html("{}{}", super().render(context), made_for)


@register.tag
def csrf_token(_parser: object, _token: object) -> ProofNode:
    """The hidden fields of a form that is sent."""
    return ProofNode()
