"""What every page may show: where it is running and what it keeps for its reader."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Mode and address of the site, whether its data is invented and the page is private.

    And what was typed into the page before it could be sent, for whom it was made.
    """
    return {
        "site_mode": settings.MODE,
        "site_url": settings.SITE_URL,
        "is_private_page": settings.AREAS.of(request.path).is_private,
        "is_example": settings.MODE != "production",
        "kept_page": getattr(request, "kept", None),
    }
