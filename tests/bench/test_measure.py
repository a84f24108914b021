"""The figures of the bench: medians over rounds, multiples of the yardstick, aims that were missed."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.client import Connection, WireBrowser, request_for
from bench.measure import Round, Sample, latency, middle, page, throughput
from bench.report import BEGIN, END, Figures, printed, write
from bench.serve import Database, connected
from bench.submission import WrongPage
from tools import postgres


def sample(times: float, *, peak: float = 90.0) -> Sample:
    return Sample(times / 1000, times, per_second=100 / times, cpu=times / 2000, database=times / 4000, peak=peak)


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
    rounds = [Round({"list": sample(40.0), "list, kept": sample(4.0), "case file": sample(20.0, peak=170)}, load=1.0)]

    missed = list(Figures(10_000, rounds, {"list": 9, "case file": 13}).missed)

    assert missed == [
        "list: 40.0 × constant, aim 12",
        "list, kept: 4.0 × constant, aim 3.5",
        "case file: 13 SQL statements, aim 12",
        "memory of a worker: 170 MB, aim 160",
    ]


@pytest.mark.parametrize(
    ("records", "load", "said"),
    [
        (100_000, 1.0, "Every aim is met"),
        (1_000, 1.0, "No aim for 100,000 records is missed yet"),
        (100_000, 99.0, "No aim was missed, but the machine had other work: measure once more"),
    ],
)
def test_nothing_is_called_good_that_was_measured_on_a_busy_machine_or_with_fewer_records(records, load, said):
    rounds = [Round({"list": sample(10.0)}, load=load)]

    assert printed(Figures(records, rounds, {})).endswith(said)


def test_what_the_database_computes_is_counted(tmp_path):
    with postgres.cluster() as address, connected(address) as connection:
        database = Database.at(address)
        before = database.cpu()

        connection.execute("SELECT count(*) FROM generate_series(1, 3000000)")

        assert database.cpu() > before


def test_an_operation_that_could_not_be_measured_is_a_missed_aim():
    figures = Figures(1_000, [], {}, {"list": "/clarifications/ answered 501 instead of 200"})

    assert list(figures.missed) == ["list: not measured, /clarifications/ answered 501 instead of 200"]


def test_two_sizes_are_compared_by_what_each_operation_costs(tmp_path):
    place = tmp_path / "performance.md"
    place.write_text(f"{BEGIN}\n{END}\n")
    small = Round({"constant": sample(1.0), "list": sample(8.0), "search, 1 % found": sample(40.0)}, load=1.0)
    large = Round({"constant": sample(1.0), "list": sample(16.0), "search, 1 % found": sample(60.0)}, load=1.0)

    write([Figures(1_000, [small], {}), Figures(100_000, [large], {})], command="make bench", place=place)

    assert place.read_text().partition("### Growth")[2].split("\n")[2:6] == [
        "| operation | × constant, 1000 | × constant, 100000 | grows | aim |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| list | 8.0 | 16.0 | 2.00 (missed) | 1.5 |",
        "| search, 1 % found | 40.0 | 60.0 | 1.50 | 2 |",
    ]


def test_the_figures_of_the_day_take_the_place_of_those_before(tmp_path):
    place = tmp_path / "performance.md"
    place.write_text(f"# Performance\n\n{BEGIN}\nold\n{END}\n\nWhy.\n")
    rounds = [Round({"list": sample(20.0)}, load=1.5)]

    write([Figures(10_000, rounds, {"list": 6})], command="make bench", place=place)

    text = place.read_text()
    assert "old" not in text
    assert "| list | 20.00 | 15.00 | 5.00 | 20.0 | 12 | 5 | 6 | 90 |" in text
    assert text.endswith(f"{END}\n\nWhy.\n")
