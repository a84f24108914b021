"""The figures of the bench: medians over rounds, multiples of the yardstick, aims that were missed."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.client import Connection, WireBrowser, request_for
from bench.measure import Round, Sample, latency, middle, page, throughput
from bench.report import BEGIN, END, Figures, printed, write
from bench.submission import WrongPage


def sample(times: float, *, peak: float = 90.0) -> Sample:
    return Sample(latency=times / 1000, times=times, per_second=100 / times, cpu=times / 2000, peak=peak)


class Answers(BaseHTTPRequestHandler):
    """``/plain`` in one piece, ``/pieces`` in chunks, ``/kept`` with 304 to who has it, a cookie with each."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        known = self.headers.get("If-None-Match") == '"one"'
        self.send_response(304 if known else 200 if self.path != "/gone" else 404)
        self.send_header("ETag", '"one"')
        self.send_header("Set-Cookie", "taste=sweet; Path=/")
        if self.path == "/pieces":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"5\r\nfirst\r\n7\r\n second\r\n0\r\n\r\n")
        elif known:
            self.end_headers()
        else:
            self.send_header("Content-Length", "5")
            self.end_headers()
            self.wfile.write(b"whole")

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def connection():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    connection = Connection(server.server_port)
    yield connection
    connection.close()
    server.shutdown()
    server.server_close()


def test_the_middle_is_the_median_of_each_figure():
    found = middle([sample(30), sample(10), sample(20)])

    assert found == sample(20)


def test_answers_in_one_piece_and_in_chunks_are_read_to_their_end(connection):
    bodies = [connection.send(request_for(path)).body for path in ("/plain", "/pieces", "/plain")]

    assert bodies == [b"whole", b"first second", b"whole"]


def test_a_connection_that_was_closed_meanwhile_is_opened_again(connection):
    connection.send(request_for("/plain"))
    connection.socket.shutdown(socket.SHUT_RDWR)

    assert connection.send(request_for("/plain")).status == 200


def test_a_page_known_already_is_asked_for_with_its_tag(connection):
    fetch = page("/plain", status=304)(connection)

    assert fetch() > 0


def test_a_page_that_is_not_there_ends_the_measuring(connection):
    fetch = page("/gone")(connection)

    with pytest.raises(WrongPage, match="/gone answered 404 instead of 200"):
        throughput([fetch], seconds=0.1)


def test_a_browser_keeps_its_cookies_and_adds_up_its_time(connection):
    browser = WireBrowser(connection)

    browser.get("/plain")

    assert browser.cookies == {"taste": "sweet"}
    assert browser.seconds > 0


def test_the_latency_is_the_median_of_some_times_at_least():
    taken = iter([3.0, 1.0, 2.0, 9.0, 1.5])

    assert latency(lambda: next(taken), seconds=0) == (2.0, 5)


def test_missed_aims_are_said_with_what_was_measured():
    rounds = [Round({"list": sample(40.0), "record page": sample(20.0, peak=140)}, load=1.0)]

    missed = list(Figures(10_000, rounds, {"list": 9, "record page": 6}).missed)

    assert missed == [
        "list: 40 × constant, aim 30",
        "list: 9 SQL statements, aim 6",
        "memory of a worker: 140 MB, aim 130",
    ]


def test_the_aims_for_times_hold_for_ten_thousand_records():
    rounds = [Round({"list": sample(40.0)}, load=1.0)]

    assert printed(Figures(1_000, rounds, {"list": 6})).endswith("The aims for statements and memory are met")


def test_an_operation_that_could_not_be_measured_is_a_missed_aim():
    figures = Figures(1_000, [], {}, {"list": "/clarifications/ answered 501 instead of 200"})

    assert list(figures.missed) == ["list: not measured, /clarifications/ answered 501 instead of 200"]


def test_the_figures_of_the_day_take_the_place_of_those_before(tmp_path):
    place = tmp_path / "performance.md"
    place.write_text(f"# Performance\n\n{BEGIN}\nold\n{END}\n\nWhy.\n")
    rounds = [Round({"list": sample(20.0)}, load=1.5)]

    write([Figures(10_000, rounds, {"list": 6})], command="make bench", place=place)

    text = place.read_text()
    assert "old" not in text
    assert "| list | 20.00 | 20.0 | 30 | 5 | 10.00 | 6 | 90 |" in text
    assert text.endswith(f"{END}\n\nWhy.\n")
