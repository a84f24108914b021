"""The log: ids in every line, keys in none."""

import io
import json
import logging

import pytest
import structlog

from casco_site.logs import logging_settings, mask_event, mask_keys

KEY = "0c2b1f0e4d5a4f6f9d3e2a1b-kM3x_9Qz"


@pytest.mark.parametrize(
    ("written", "logged"),
    [
        (f"/request/{KEY}/", "/request/…/"),
        (f"/request/{KEY}/withdraw/", "/request/…/withdraw/"),
        (f"/request/draft/{KEY}/", "/request/draft/…/"),
        (f"/request/draft/{KEY}/questions/2/", "/request/draft/…/questions/2/"),
        ("/request/confirm/MTox:1tBc:yz_-3/", "/request/confirm/…/"),
        ("/account/invitation/MTox:1tBc:yz_-3/", "/account/invitation/…/"),
        ("/account/password/reset/key/a-c4xkq1-93fe0/", "/account/password/reset/key/…/"),
        (f"Not Found: https://site.example/request/{KEY}", "Not Found: https://site.example/request/…"),
        ("/request/", "/request/"),
        ("/request/abcdefghijklmnopqrstuvwxyz/", "/request/…/"),
        ("/standards/17025/2017/7.8.2/", "/standards/17025/2017/7.8.2/"),
        ("/srv/allauth/account/auth_backends.py", "/srv/allauth/account/auth_backends.py"),
    ],
)
def test_keys_in_private_addresses_are_masked(written, logged):
    masked = mask_keys(written)

    assert masked == logged


@pytest.fixture
def log_lines():
    """What the log says from here on, written as in production."""
    formatter = dict(logging_settings(json=True, level="INFO")["formatters"]["structured"])
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter.pop("()")(**formatter))
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    for logger in loggers:
        logger.removeHandler(handler)
    structlog.contextvars.clear_contextvars()


def test_a_line_of_structlog_carries_the_id_of_the_request(log_lines):
    structlog.contextvars.bind_contextvars(request_id="request-1")

    structlog.get_logger("casco_site.test").info("something happened", number=3)

    (line,) = log_lines()
    assert {name: line[name] for name in ("event", "request_id", "number", "level")} == {
        "event": "something happened",
        "request_id": "request-1",
        "number": 3,
        "level": "info",
    }


def test_a_line_of_a_library_carries_the_id_and_hides_keys(log_lines):
    structlog.contextvars.bind_contextvars(request_id="request-2")

    logging.getLogger("django.request").warning("Not Found: %s", f"/request/{KEY}/")

    (line,) = log_lines()
    assert (line["event"], line["request_id"]) == ("Not Found: /request/…/", "request-2")


def test_a_traceback_hides_keys(log_lines):
    try:
        raise ValueError(f"/request/{KEY}/ broke")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"/request/{KEY}/")

    (line,) = log_lines()
    assert KEY not in json.dumps(line)
    assert "ValueError: /request/…/ broke" in line["exception"]


def test_a_key_inside_a_list_or_mapping_is_masked(log_lines):
    structlog.get_logger("casco_site.test").info("seen", paths=[f"/request/{KEY}/"], by={"path": f"/request/{KEY}/"})

    (line,) = log_lines()
    assert (line["paths"], line["by"]) == (["/request/…/"], {"path": "/request/…/"})


@pytest.mark.parametrize(
    "address", ["/topics/%00/", "/topics/%1b[31m/", "/clarifications/a%0ab/", "/standards/%e2%80%ae/"]
)
def test_no_address_brings_into_the_log_what_is_not_seen(petra, db, log_lines, address):
    petra.get(address)

    assert log_lines()
    assert all(text.isprintable() for line in log_lines() for text in (line["event"], str(line.get("path", ""))))
    assert any("\\" in str(line.get("path", "")) for line in log_lines())


def test_what_is_written_for_people_has_no_such_sign_either():
    event = {"event": "Not Found: /\x00/", "path": "/\x1b/", "exception": "Traceback\n  \x00"}

    assert mask_event(None, "info", event) == {
        "event": "Not Found: /\\x00/",
        "path": "/\\x1b/",
        "exception": "Traceback\n  \\x00",
    }
