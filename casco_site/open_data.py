"""What every answer of the API has in common: open to other sites, licensed, kept while fresh; and its description."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.translation import get_language, override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from standards.reading import licence

API = "/api/v1/"
METHODS = "GET, HEAD, OPTIONS"
LINK = (
    f'<{licence.ADDRESS}>; rel="license"; title="{licence.ATTRIBUTION}", '
    '</api/v1/schema/>; rel="service-desc"; type="application/vnd.oai.openapi"'
)
_A_DAY = "86400"


class OpenDataMiddleware:
    """Lets any site read the API, names the licence, and answers 304 to whoever holds the same answer already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(API):
            return self.get_response(request)
        if request.method == "OPTIONS":  # browsers ask before they send an If-None-Match to another site
            answer: HttpResponseBase = _allowed()
        else:
            answer = _fresh(request, self.get_response(request))
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
        answer.headers.setdefault("Link", LINK)
        return answer


def _allowed() -> HttpResponse:
    """What a program on another site may do."""
    headers = {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
        "Access-Control-Max-Age": _A_DAY,
    }
    return HttpResponse(status=204, headers=headers)


def _fresh(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    """The answer with the mark of its content, or 304. It is the same for everybody, so every cache may keep it."""
    if answer.status_code == 405:
        answer["Allow"] = METHODS
    if answer.status_code != 200:
        patch_cache_control(answer, no_store=True)
        return answer
    set_response_etag(answer)
    patch_cache_control(answer, public=True, max_age=0, must_revalidate=True)
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


@extend_schema(exclude=True)
@api_view(["GET", "HEAD"])
def root(request: Request) -> Response:
    """Where everything begins: the addresses that need no name, and the description."""
    paths = [operation.path for operation in operations() if operation.is_plain]
    addresses = {path.removeprefix(API).strip("/"): request.build_absolute_uri(path) for path in paths}
    return Response(addresses | {"schema": request.build_absolute_uri(reverse("api-schema"))})


@extend_schema(exclude=True)
@api_view(["GET", "HEAD"])
def nothing_here(request: Request) -> Response:
    """An address below the API that leads nowhere gets its 404 in JSON, too."""
    raise Http404


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

    @property
    def is_plain(self) -> bool:
        """Nothing has to be named in it."""
        return "{" not in self.path


def operations() -> list[Operation]:
    """All addresses, in the order of their names."""
    paths = described(get_language() or "")["paths"]
    return [
        Operation(
            path,
            operation["summary"],
            operation["tags"][0],
            [_parameter(one) for one in operation.get("parameters", ())],
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
