"""What answers of the API have in common: open to other sites, licensed, fresh, errors for programs; and all of it."""

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import NotRequired, TypedDict

import structlog
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from standards.api.errors import PROBLEM, nothing_there, problem
from standards.reading import licence

BELOW = "/api/"
API = "/api/v1/"
METHODS = "GET, HEAD, OPTIONS"
LINK = (
    f'<{licence.ADDRESS}>; rel="license"; title="{licence.ATTRIBUTION}", '
    '</api/v1/schema/>; rel="service-desc"; type="application/vnd.oai.openapi"'
)
_A_DAY = "86400"


class OpenDataMiddleware:
    """Lets any site read the API, and names the licence.

    Stands before whatever may refuse a request, so that every refusal below ``/api/`` is one that programs can read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(BELOW):
            return self.get_response(request)
        if request.method == "OPTIONS" and request.path.startswith(API):
            return self._opened(_allowed())  # browsers ask before they send an If-None-Match to another site
        answer = _for_programs(self.get_response(request))
        return self._opened(_fresh(answer)) if request.path.startswith(API) else answer

    def _opened(self, answer: HttpResponse) -> HttpResponse:
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
        answer.headers.setdefault("Link", LINK)
        return answer


def _for_programs(answer: HttpResponse) -> HttpResponse:
    """The answer, and where it is an error in a page's clothes, the error in JSON."""
    if answer.status_code < 400 or answer["Content-Type"] == PROBLEM:
        return answer
    said = problem(answer.status_code, _sentence(answer.status_code))
    if answer.status_code >= 500:
        said["request_id"] = structlog.contextvars.get_contextvars().get("request_id", "")
    answer.content = json.dumps(said).encode()
    answer["Content-Type"] = PROBLEM
    answer.headers.pop("Content-Length", None)
    return answer


def _sentence(status: int) -> str:
    """What is wrong, where no view of the API could say it."""
    if status == HTTPStatus.NOT_FOUND:
        return nothing_there()
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _("The fault is ours. Tell the secretariat the id of the request.")
    return _("The request cannot be answered as it was sent.")


def _allowed() -> HttpResponse:
    """What a program on another site may do."""
    headers = {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
        "Access-Control-Max-Age": _A_DAY,
    }
    return HttpResponse(status=204, headers=headers)


def _fresh(answer: HttpResponse) -> HttpResponse:
    """The answer, of which caches keep what is the same for everybody, and no refusal."""
    if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        answer["Allow"] = METHODS
    if answer.status_code != HTTPStatus.OK:
        patch_cache_control(answer, no_store=True)
    return answer


@extend_schema(exclude=True)
@api_view(["GET", "HEAD"])
def root(request: Request) -> Response:
    """Where everything begins: the addresses that need no name, and the description."""
    paths = [operation.path for operation in operations({}) if "{" not in operation.path]
    addresses = {path.removeprefix(API).strip("/"): request.build_absolute_uri(path) for path in paths}
    return Response(addresses | {"schema": request.build_absolute_uri(reverse("api-schema"))})


class SchemaView(APIView):
    """The description of the API, as YAML or as JSON: by ``Accept`` or by ``?format=json``."""

    renderer_classes = (OpenApiYamlRenderer, JSONRenderer, OpenApiJsonRenderer)

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        return Response(described(get_language() or ""))


class _Shape(TypedDict):
    """What values are possible, in the words of OpenAPI; only what is read here."""

    type: NotRequired[str]
    enum: NotRequired[list[str]]
    items: NotRequired["_Shape"]


class _DescribedParameter(TypedDict):
    name: str
    description: str
    schema: _Shape


class _DescribedOperation(TypedDict):
    summary: str
    tags: list[str]
    parameters: NotRequired[list[_DescribedParameter]]


class Description(TypedDict):
    """The API in the words of OpenAPI: what is read here of them, by address and method."""

    paths: dict[str, dict[str, _DescribedOperation]]


@functools.cache
def described(language: str) -> Description:
    """The API in the words of OpenAPI, drawn from its code once a language."""
    with override(language):
        description: Description = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    return description


@dataclass(frozen=True)
class Parameter:
    """What may be said in an address or with it, and the values that are possible where they are few."""

    name: str
    meaning: str
    values: list[str]


@dataclass(frozen=True)
class Operation:
    """An address of the API, for people: what it gives and what may be said with it."""

    path: str
    summary: str
    tag: str
    parameters: list[Parameter]
    example: str  # an address that answers, if there is anything


def operations(examples: dict[str, str]) -> list[Operation]:
    """All addresses, in the order of their names; ``examples``: of those that have to be told what is meant."""
    paths = described(get_language() or "")["paths"]
    return [
        Operation(
            path,
            operation["summary"],
            operation["tags"][0],
            [_parameter(one) for one in operation.get("parameters", ())],
            examples.get(path, "" if any(one.get("required") for one in operation.get("parameters", ())) else path),
        )
        for path, methods in paths.items()
        for operation in methods.values()
    ]


def _parameter(described: _DescribedParameter) -> Parameter:
    """The meaning ends where the description goes on to list the values."""
    shape = described["schema"]
    values = shape.get("enum") or shape.get("items", _Shape()).get("enum") or []
    if shape.get("type") == "boolean":
        values = ["true", "false"]
    return Parameter(described["name"], str(described["description"]).partition("\n\n")[0], values)
