"""The brake on public forms: counted per address, and the address is the sender's."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.core.cache import caches
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.limits import client_network, limited, parse_rate

requests = RequestFactory()


@limited("example", per_ip="3/h")
def form(request):
    return HttpResponse("received")


@pytest.fixture(autouse=True)
def brakes(settings, db):
    """Rate limits as on a public site."""
    settings.RATE_LIMITS = True


def send(address="192.0.2.1", **headers):
    return form(requests.post("/request/", REMOTE_ADDR=address, headers=headers)).status_code


def test_after_as_many_as_allowed_comes_the_429_page():
    answers = [send() for _ in range(5)]

    assert answers == [200, 200, 200, 429, 429]


@time_machine.travel("2026-11-22T12:50:00Z", tick=False)
def test_the_429_page_says_when_to_go_on():
    for _ in range(3):
        send()

    answer = form(requests.post("/request/", REMOTE_ADDR="192.0.2.1"))

    assert answer["Retry-After"] == "601"
    assert "Too many attempts" in answer.content.decode()


def test_the_count_begins_anew_in_the_next_hour():
    with time_machine.travel("2026-11-22T12:50:00Z", tick=False):
        first = [send() for _ in range(4)]
    with time_machine.travel("2026-11-22T13:00:01Z", tick=False):
        second = send()

    assert (first[-1], second) == (429, 200)


def test_looking_at_a_form_is_free():
    answers = [form(requests.get("/request/", REMOTE_ADDR="192.0.2.1")).status_code for _ in range(10)]

    assert answers == [200] * 10


def test_another_address_has_a_count_of_its_own():
    for _ in range(3):
        send()

    answers = [send(), send("192.0.2.2")]

    assert answers == [429, 200]


def test_forms_of_another_name_are_counted_apart():
    other = limited("other", per_ip="1/h")(lambda request: HttpResponse("received"))
    for _ in range(3):
        send()

    answer = other(requests.post("/other/", REMOTE_ADDR="192.0.2.1"))

    assert answer.status_code == 200


def test_a_customer_with_a_whole_ipv6_network_is_one_sender():
    answers = [send(f"2001:db8:1:2::{number}") for number in range(1, 5)]

    assert answers == [200, 200, 200, 429]


def test_without_a_trusted_proxy_the_header_is_worth_nothing():
    answers = [send(**{"X-Forwarded-For": f"203.0.113.{number}"}) for number in range(1, 5)]

    assert answers == [200, 200, 200, 429]


def test_behind_one_proxy_each_client_is_counted_alone(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    answers = [send("10.0.0.1", **{"X-Forwarded-For": f"203.0.113.{number}"}) for number in range(1, 7)]

    assert answers == [200] * 6


def test_behind_one_proxy_an_invented_address_in_front_is_worth_nothing(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    answers = [send("10.0.0.1", **{"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.7"}) for n in range(1, 5)]

    assert answers == [200, 200, 200, 429]


def test_behind_two_proxies_the_second_from_the_end_counts(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    request = requests.get("/", REMOTE_ADDR="10.0.0.2", headers={"X-Forwarded-For": "1.1.1.1, 203.0.113.7, 10.0.0.1"})

    network = client_network(request)

    assert network == "203.0.113.7"


@pytest.mark.parametrize("forwarded", ["203.0.113.7", "unknown, 10.0.0.1", "", ", ", "[::1, 10.0.0.1"])
def test_where_the_header_names_too_few_whoever_knocked_here_is_counted(settings, forwarded):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    request = requests.get("/", REMOTE_ADDR="10.0.0.2", headers={"X-Forwarded-For": forwarded})

    assert client_network(request) == "10.0.0.2"


def test_who_comes_by_a_socket_without_any_address_is_counted_with_all_others_like_that(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    request = requests.get("/", REMOTE_ADDR="", headers={"X-Forwarded-For": "203.0.113.7"})

    assert client_network(request) == "0.0.0.0"


def test_brakes_can_be_taken_off(settings):
    settings.RATE_LIMITS = False

    answers = [send() for _ in range(5)]

    assert answers == [200] * 5


def test_of_many_at_the_same_moment_only_as_many_pass_as_allowed():
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _number: send(), range(24)))

    assert sorted(answers) == [200] * 3 + [429] * 21


def test_the_count_is_shared_through_the_database(settings):
    settings.CACHES = {"default": {"BACKEND": "casco_site.cache.OutspokenDatabaseCache", "LOCATION": "cache"}}
    caches["default"].clear()

    answers = [send() for _ in range(4)]

    assert answers == [200, 200, 200, 429]


@pytest.mark.parametrize(("rate", "meaning"), [("20/h", (20, 3600)), ("5/10m", (5, 600)), ("1/d", (1, 86400))])
def test_a_rate_is_read(rate, meaning):
    assert parse_rate(rate) == meaning


@pytest.mark.parametrize("rate", ["", "20", "0/h", "20/w", "h/20"])
def test_what_is_no_rate_is_refused_when_the_site_starts(rate):
    with pytest.raises(ValueError, match="is not a rate"):
        limited("example", per_ip=rate)
