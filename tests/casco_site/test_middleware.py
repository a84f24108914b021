"""What every answer carries: an id, and headers that keep private pages private."""

import pytest
import structlog
from django.test import Client, RequestFactory

from casco_site.wsgi import application


def test_an_answer_carries_an_id_of_its_own(petra):
    ids = [petra.get("/healthz")["X-Request-ID"] for _ in range(2)]

    assert [len(one) for one in ids] == [32, 32]
    assert ids[0] != ids[1]


def test_the_id_given_by_the_proxy_is_kept(petra):
    answer = petra.get("/healthz", headers={"x-request-id": "edge-7f3a.42"})

    assert answer["X-Request-ID"] == "edge-7f3a.42"


@pytest.mark.parametrize("sent", ["short", "with space in it", "x" * 65, "injected\nline-of-log", "<script>alert(1)"])
def test_an_id_that_is_none_is_replaced(petra, sent):
    answer = petra.get("/healthz", headers={"x-request-id": sent})

    assert len(answer["X-Request-ID"]) == 32


def test_each_request_leaves_a_line_with_its_masked_address(petra, db):
    with structlog.testing.capture_logs() as lines:
        answer = petra.get("/account/invitation/MTox:1tBc:yz_-3/")

    (line,) = [line for line in lines if line["event"] == "request"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/account/invitation/…/", 410)
    assert line["milliseconds"] >= 0
    assert "X-Request-ID" in answer


@pytest.mark.parametrize("path", ["/healthz", "/static/css/site.css"])
def test_what_is_asked_all_the_time_is_logged_quietly(petra, path):
    with structlog.testing.capture_logs() as lines:
        petra.get(path)

    assert [line["log_level"] for line in lines if line["event"] == "request"] == ["debug"]


@pytest.mark.parametrize(
    "path", ["/desk/", "/request/abc/", "/account/login/", "/people/", "/admin/", "/demo/", "/account/nothing/here/"]
)
def test_private_pages_are_not_kept_not_listed_and_their_address_is_not_told(petra, db, path):
    answer = petra.get(path)

    headers = [answer[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")]
    assert headers == ["no-store, private", "noindex, nofollow", "strict-origin"]


def test_public_pages_may_be_listed(petra, db):
    answer = petra.get("/privacy/")

    assert ("X-Robots-Tag" in answer, answer["Referrer-Policy"]) == (False, "same-origin")


def test_every_page_switches_off_what_it_does_not_use(petra, db):
    answer = petra.get("/privacy/")

    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert (policy["frame-ancestors"], policy["form-action"], policy["base-uri"]) == ("'none'", "'self'", "'none'")
    assert "camera=()" in answer["Permissions-Policy"]
    assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")


@pytest.mark.parametrize("host", ["localhost:0", "localhost:65536", "localhost:99999999999999999999", "localhost:x"])
@pytest.mark.parametrize("path", ["/", "/request/", "/account/login/", "/api/v1/", "/healthz", "/nothing/"])
def test_a_host_with_an_impossible_port_is_refused(petra, db, host, path):
    answers = [petra.get(path, headers={"host": host}), petra.post(path, {"next": "/"}, headers={"host": host})]

    assert [answer.status_code for answer in answers] == [400, 400]


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "localhost:8000", "[::1]:65535"])
def test_a_host_with_a_port_that_can_be_is_answered(petra, host):
    assert petra.get("/healthz", headers={"host": host}).status_code == 200


CHARSETS = [
    "hex",
    "zlib",
    "rot13",
    "base64",
    "bz2",
    "uu",
    "idna",
    "undefined",
    "punycode",
    "utf-16",
    "utf-7",
    "nothing",
]


@pytest.mark.parametrize("charset", CHARSETS)
def test_what_is_sent_in_no_alphabet_that_we_read_is_refused(db, charset):
    petra = Client(enforce_csrf_checks=True, raise_request_exception=False)
    body = b'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n' + b"a" * 64 + b"\r\n--x--\r\n"
    kind = f"multipart/form-data; boundary=x; charset={charset}"

    answers = [
        petra.generic(method, path, body, content_type=kind)
        for path in ("/", "/request/", "/desk/", "/admin/", "/api/v1/", "/nothing/")
        for method in ("POST", "GET")
    ]

    assert {answer.status_code for answer in answers} == {400}


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("address", ["/glossary/", "/desk/", "/healthz", "/api/v1/bodies/"])
def test_the_server_is_told_so_too_whatever_stands_in_the_address(db, address, charset):
    sent = {"PATH_INFO": address, "QUERY_STRING": "a=1", "CONTENT_TYPE": f"text/html; charset={charset}"}
    told = []

    list(application(RequestFactory().get(address).environ | sent, lambda status, headers: told.append(status)))

    assert told == ["400 Bad Request"]


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf8"', "us-ascii"])
def test_what_is_sent_in_utf_8_is_read(petra, db, charset):
    answer = petra.get("/privacy/", content_type=f"text/plain; charset={charset}")

    assert answer.status_code == 200
