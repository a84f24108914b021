"""What can be chosen, for a field that offers it while one types: twenty at a time, as JSON."""

import re
from collections.abc import Sequence

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from standards.catalogue.offers import offered_editions
from standards.catalogue.resolver import cited_editions
from standards.reading.asked import taken
from standards.reading.offered import Offered, found_in

OF_A_PAGE = 20
PAGE = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)


@require_safe
def editions(request: HttpRequest) -> JsonResponse:
    """The editions of CASCO's standards that answer to words, or those that a citation means."""
    typed, offers = taken(request.GET.get("q", "")), offered_editions(timezone.localdate())
    found = found_in(offers, typed)
    cited = set() if found else cited_editions(typed)
    return answer(request, found or [offer for offer in offers if offer.key in cited])


def answer(request: HttpRequest, found: Sequence[Offered]) -> JsonResponse:
    """The page of them that is asked for, whether more follow, and what is read aloud of it."""
    page = request.GET.get("p", "")
    start = OF_A_PAGE * (int(page) - 1) if PAGE.fullmatch(page) else 0
    shown = found[start : start + OF_A_PAGE]
    said = _("Nothing offered answers to this.")
    if found:
        said = ngettext("%(number)s to choose from.", "%(number)s to choose from.", len(found)) % {"number": len(found)}
    return JsonResponse(
        {
            "offers": [{"text": offer.text, "note": offer.note} for offer in shown],
            "more": len(found) > start + OF_A_PAGE,
            "said": said,
        }
    )
