"""A brake on forms that anybody may send and on the API: so many from one address in so much time."""

import ipaddress
import re
import time
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from standards.editing.unsent import texts_of

if TYPE_CHECKING:
    from rest_framework.views import APIView

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
RATE = re.compile(r"([1-9]\d*)/(\d*)([smhd])")

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
Count = Callable[[str, int, int], bool]  # key, limit, seconds: whether one more is within the limit


def limited(name: str, *, per_ip: str = "20/h") -> Callable[[View[Rest]], View[Rest]]:
    """Let one address send this form ``per_ip`` times (as "20/h", "5/10m"); more get our 429 page.

    Only what writes is counted: looking at a form is free. Views with the same ``name`` share one count.
    """
    parse_rate(per_ip)  # refused when the site starts

    def decorate(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def limited_view(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            wait = _seconds_to_wait(request, name, per_ip, count=_take_ticket) if request.method == "POST" else 0
            if wait:
                return too_many_requests(request, retry_after=wait)
            return view(request, *args, **kwargs)

        return limited_view

    return decorate


class ReadingThrottle(BaseThrottle):
    """Lets one address ask the API as often as ``settings.API_RATE`` says."""

    left = 0

    def allow_request(self, request: Request, view: "APIView") -> bool:
        self.left = _seconds_to_wait(request._request, "api", settings.API_RATE, count=_count)
        return not self.left

    def wait(self) -> float:
        return self.left


def too_many_requests(
    request: HttpRequest, exception: Exception | None = None, *, retry_after: int = 60
) -> HttpResponse:
    """The page for somebody who was too fast; it says when to go on."""
    minutes = -(-retry_after // 60)
    response = render(request, "429.html", {"minutes": minutes, "typed": texts_of(request)}, status=429)
    response["Retry-After"] = str(retry_after)
    return response


def parse_rate(rate: str) -> tuple[int, int]:
    """How many in how many seconds: "20/h" is 20 in 3600. Raises ``ValueError`` when it is not a rate."""
    match = RATE.fullmatch(rate)
    if not match:
        raise ValueError(f"{rate!r} is not a rate such as 20/h or 5/10m.")
    amount, times, unit = match.groups()
    return int(amount), int(times or 1) * SECONDS[unit]


def client_network(request: HttpRequest) -> str:
    """The address of the sender, behind as many proxies as the settings trust; of IPv6 the network of one customer."""
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:  # IPv4 as a dual-stack socket shows it
        return str(address.ipv4_mapped)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((address, 64), strict=False).network_address)
    return str(address)


def _seconds_to_wait(request: HttpRequest, name: str, rate: str, *, count: Count) -> int:
    """Count a request of its sender: 0 where it may pass, else the seconds until the next one may."""
    if not settings.RATE_LIMITS:
        return 0
    limit, seconds = parse_rate(rate)
    slot, passed = divmod(time.time(), seconds)
    key = f"limit:{name}:{client_network(request)}:{slot:.0f}"
    return 0 if count(key, limit, seconds) else int(seconds - passed) + 1


def _take_ticket(key: str, limit: int, seconds: int) -> bool:
    """Whether a ticket was left. ``add`` gives each number once, however many processes ask at the same moment."""
    number = cache.get(key, 0)
    while number < limit and not cache.add(f"{key}:{number}", True, seconds):
        number += 1
    if number >= limit:
        return False
    cache.set(key, number + 1, seconds)  # only saves the next one the way here
    return True


def _count(key: str, limit: int, seconds: int) -> bool:
    """Whether the limit is not reached. Of many at the same moment some may pass uncounted.

    Reading is worth no ticket: hundreds a minute would push the counts of sign-in out of the cache.
    """
    number: int = cache.get(key, 0)
    if number < limit:
        cache.set(key, number + 1, seconds)
    return number < limit
