"""*Mail of this demonstration*: every message, so that its links can be followed where no mail is sent anywhere."""

from collections.abc import Callable
from functools import wraps

from csp.decorators import csp
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from clarifications.mail.models import Message
from clarifications.mail.render import as_html, blocks_of
from standards.reading.asked import taken, too_long

ON_A_PAGE = 25
# The HTML of a mail carries its styles on the elements; nothing else is let in.
CSP_OF_A_MAIL = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
}
View = Callable[..., HttpResponseBase]


def in_the_demonstration(view: View) -> View:
    """Everywhere else there is no such page: messages hold the keys of requesters."""

    @wraps(view)
    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if settings.MODE != "demo":
            raise Http404
        return view(request, *args, **kwargs)

    return shown


@require_safe
@in_the_demonstration
def messages(request: HttpRequest) -> HttpResponse:
    """All messages, newest first; or those to one person, or about one request."""
    asked = request.GET.get("q", "").strip()
    words = taken(asked)
    found = Message.objects.defer("text").filter(
        Q(to__icontains=words) | Q(to_name__icontains=words) | Q(subject__icontains=words)
    )
    context = {
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "cut": too_long(asked),
    }
    return render(request, "clarifications/demo/messages.html", context)


@require_safe
@in_the_demonstration
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message as its text says it, with its links."""
    found = get_object_or_404(Message, pk=pk)
    return render(request, "clarifications/demo/message.html", {"message": found, "blocks": blocks_of(found)})


@require_safe
@in_the_demonstration
@csp(CSP_OF_A_MAIL)  # type: ignore[arg-type] # its type knows no views with arguments
def html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML that a mail program shows."""
    return HttpResponse(as_html(get_object_or_404(Message, pk=pk)))
