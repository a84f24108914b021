"""A small HTTP client over a connection that stays open: it costs little, so that the server is what is measured."""

import re
import socket as sockets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.submission import Page, WrongPage

HOST = "127.0.0.1"
TIMEOUT = 30
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.I)
_CLOSING = re.compile(rb"\r\nconnection: *close", re.I)
_HEADER = rb"\r\n%s: *([^\r]*)"
BODILESS = (204, 304)


@dataclass(frozen=True)
class Answer:
    """Status, raw head and body of an answer, and the seconds from the first byte sent to the last one read."""

    status: int
    head: bytes
    body: bytes
    seconds: float

    def headers(self, name: str) -> list[str]:
        """The values of a header."""
        return [found.decode("latin-1") for found in re.findall(_HEADER % name.encode(), self.head, re.I)]


class Connection:
    """One connection to a server on this machine, opened with the first request: gunicorn waits on an open one."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._opened: sockets.socket | None = None

    @property
    def socket(self) -> sockets.socket:
        """The open connection."""
        if self._opened is None:
            self._opened = sockets.create_connection((HOST, self.port), TIMEOUT)
            self._opened.setsockopt(sockets.IPPROTO_TCP, sockets.TCP_NODELAY, 1)
        return self._opened

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def send(self, request: bytes) -> Answer:
        """Send a request and read its answer; a connection that the server closed meanwhile is opened again."""
        try:
            answer = self._send(request)
        except TimeoutError as late:
            raise WrongPage(f"no answer in {TIMEOUT} seconds") from late
        except (ConnectionError, EOFError):
            self.close()
            answer = self._send(request)
        if _CLOSING.search(answer.head):
            self.close()
        return answer

    def _send(self, request: bytes) -> Answer:
        connection = self.socket
        began = time.perf_counter()
        connection.sendall(request)
        head, rest = self._until(b"\r\n\r\n", b"")
        status = int(head[9:12])
        if status in BODILESS:
            body = b""
        elif length := _LENGTH.search(head):
            body = self._exactly(int(length[1]), rest)
        elif _CHUNKED.search(head):
            body = self._chunks(rest)
        else:
            raise WrongPage(f"an answer {status} of no known length")
        return Answer(status, head, body, time.perf_counter() - began)

    def _until(self, mark: bytes, read: bytes) -> tuple[bytes, bytes]:
        while mark not in read:
            read += self._more()
        before, _mark, rest = read.partition(mark)
        return before, rest

    def _exactly(self, length: int, read: bytes) -> bytes:
        parts, missing = [read], length - len(read)
        while missing > 0:
            parts.append(self._more())
            missing -= len(parts[-1])
        return b"".join(parts)

    def _chunks(self, read: bytes) -> bytes:
        body = b""
        while True:
            size, read = self._until(b"\r\n", read)
            chunk = self._exactly(int(size, 16) + 2, read)
            read = chunk[int(size, 16) + 2 :]
            body += chunk[: int(size, 16)]
            if int(size, 16) == 0:
                return body

    def _more(self) -> bytes:
        received = self.socket.recv(65536)
        if not received:
            raise EOFError
        return received


def request_for(path: str, *, method: str = "GET", headers: dict[str, str] | None = None, body: bytes = b"") -> bytes:
    """A request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", "Accept: text/html, */*;q=0.8", "User-Agent: bench"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items() if value]
    lines += [f"Content-Length: {len(body)}"] if method == "POST" else []
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass
class WireBrowser:
    """A browser over a connection; ``seconds`` adds up what its requests took."""

    connection: Connection
    cookies: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    seen: Callable[[str, float], None] = lambda path, seconds: None

    def get(self, path: str) -> Page:
        return self._page(path, request_for(path, headers=self._headers()))

    def post(self, path: str, data: dict[str, str]) -> Page:
        headers = self._headers() | {"Content-Type": "application/x-www-form-urlencoded"}
        return self._page(path, request_for(path, method="POST", headers=headers, body=urlencode(data).encode()))

    def _headers(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def _page(self, path: str, request: bytes) -> Page:
        answer = self.connection.send(request)
        self.seconds += answer.seconds
        for cookie in answer.headers("Set-Cookie"):
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        location = (answer.headers("Location") or [""])[0]
        return Page(answer.status, location, answer.body.decode("utf-8", "replace"))
