"""The yardstick: a WSGI application that answers every request with the same 20 kB, served by the same gunicorn."""

from collections.abc import Callable, Iterable
from typing import Any

BODY = b"CASCO Clarifications".ljust(20, b".") * 1024
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Nothing is computed: what this takes is the price of HTTP on the machine at the moment."""
    start_response("200 OK", HEADERS)
    return [BODY]
