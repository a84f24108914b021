"""What the API says when it cannot answer: a sentence, and what is wrong with each parameter."""

from collections.abc import Collection
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler


class ErrorSerializer(serializers.Serializer[exceptions.APIException]):
    """Why there is no answer."""

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
    if isinstance(exception, exceptions.ValidationError) and isinstance(answer.data, dict):
        wrong = ", ".join(answer.data)
        detail = _("These parameters cannot be used: %(names)s.") % {"names": wrong}
        answer.data = {"detail": detail, "errors": answer.data}
    elif isinstance(exception, exceptions.MethodNotAllowed):
        said = _("This API can only be read, with GET: %(method)s is not possible.")
        answer.data = {"detail": said % {"method": context["request"].method}}
    elif isinstance(exception, exceptions.NotAcceptable):
        answer.data = {"detail": _("The API answers in JSON only.")}
    elif isinstance(exception, exceptions.Throttled):
        said = _("Too many requests from your address. Go on in %(seconds)s seconds.")
        answer.data = {"detail": said % {"seconds": answer.get("Retry-After", "60")}}
    elif isinstance(exception, Http404):
        answer.data = {"detail": _("There is nothing at this address.")}
    return answer


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
