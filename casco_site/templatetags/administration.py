"""What Django's admin shows of ours on its first page."""

from django import template
from django.utils import timezone

from casco_site.administration import StandGroup, overview

register = template.Library()


@register.simple_tag
def administration() -> list[StandGroup]:
    """People, seats, catalogue, and what failed, as they stand today."""
    return overview(on=timezone.localdate())
