"""What the API says when it cannot answer (RFC 9457): a sentence, and what is wrong with each parameter."""

from collections.abc import Collection
from http import HTTPStatus
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

PROBLEM = "application/problem+json"


class ErrorSerializer(serializers.Serializer[exceptions.APIException]):
    """Why there is no answer."""

    type = serializers.CharField(help_text=gettext_lazy("Always about:blank: the status says what kind it is."))
    title = serializers.CharField(help_text=gettext_lazy("The status in words."))
    status = serializers.IntegerField(help_text=gettext_lazy("The status of the answer."))
    detail = serializers.CharField(help_text=gettext_lazy("What is wrong, in a sentence."))
    errors = serializers.DictField(  # type: ignore[assignment]  # a field of this name
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text=gettext_lazy("Where parameters are wrong: what is wrong with each of them."),
    )


def explained(exception: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to a request that failed, as JSON; ``None`` for a fault of ours, which is a 500."""
    answer = exception_handler(exception, context)
    if answer is None:
        return None
    answer.content_type = PROBLEM
    # The description of the API is asked for in other forms than JSON, too.
    context["request"].accepted_renderer, context["request"].accepted_media_type = JSONRenderer(), PROBLEM
    if isinstance(exception, exceptions.ValidationError) and isinstance(answer.data, dict):
        detail = _("These parameters cannot be used: %(names)s.") % {"names": ", ".join(answer.data)}
        answer.data = problem(answer.status_code, detail) | {"errors": answer.data}
    else:
        answer.data = problem(answer.status_code, _sentence(exception, answer, context["request"]))
    return answer


def problem(status: int, detail: str) -> dict[str, object]:
    """Why there is no answer, as programs expect it."""
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}


def nothing_there() -> str:
    """Said at each address that leads nowhere."""
    return _("There is nothing at this address.")


def _sentence(exception: Exception, answer: Response, request: Request) -> str:
    if isinstance(exception, exceptions.MethodNotAllowed):
        return _("This API can only be read, with GET: %(method)s is not possible.") % {"method": request.method}
    if isinstance(exception, exceptions.NotAcceptable):
        return _("The API answers in JSON only.")
    if isinstance(exception, exceptions.Throttled):
        said = _("Too many requests from your address. Go on in %(seconds)s seconds.")
        return said % {"seconds": answer.get("Retry-After", "60")}
    return nothing_there() if isinstance(exception, Http404) else str(answer.data["detail"])


def refused(name: str, sentence: str) -> exceptions.ValidationError:
    """The error that a parameter cannot be used, and why."""
    return exceptions.ValidationError({name: [sentence]})


def refuse_unknown(request: Request, known: Collection[str]) -> None:
    """A parameter that is not known would change nothing, and a program would not notice.

    Raises ``ValidationError`` naming each of them.
    """
    if unknown := [name for name in request.query_params if name not in known]:
        sentence = _("There is no such parameter. There are: %(names)s.") % {"names": ", ".join(sorted(known))}
        raise exceptions.ValidationError({name[:40]: [sentence] for name in unknown})
