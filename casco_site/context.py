"""What every page may show: where it is running and in which colours."""

from django.conf import settings
from django.http import HttpRequest

THEMES = ("light", "dark")
THEME_COOKIE = "theme"


def site(request: HttpRequest) -> dict[str, object]:
    """Mode and address of the site, whether its data is invented, the colours the reader chose ("": the system's).

    And what was typed into the page before it could be sent, for whom it was made.
    """
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "site_mode": settings.MODE,
        "site_url": settings.SITE_URL,
        "is_example": settings.MODE != "production",
        "theme": chosen if chosen in THEMES else "",
        "kept_page": getattr(request, "kept", None),
    }
