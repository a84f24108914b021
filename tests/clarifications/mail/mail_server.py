"""A mail server for tests: speaks as much SMTP as a worker needs, keeps what it takes, acts at the worst moment."""

import email
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message

SECONDS = 60  # in which anything that a test waits for has happened, on a busy machine too


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on 127.0.0.1; calls ``before`` a mail is taken, and ``after`` it is but not yet said to be."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[Message] = []
        self.before: Callable[[], None] = lambda: None
        self.after: Callable[[], None] = lambda: None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address) -> None:
        """A worker that was killed leaves a broken conversation."""

    def take(self, lines: list[bytes]) -> None:
        self.taken.append(email.message_from_bytes(b"".join(lines)))
        self.after()


class Conversation(socketserver.StreamRequestHandler):
    """One connection of a worker."""

    server: MailServer

    def handle(self) -> None:
        self.say("220 example")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.server.before()
                self.say("354 go on")
                self.server.take(list(self.lines()))
            self.say("221 bye" if word == b"QUIT" else "250 well")
            if word == b"QUIT":
                return

    def lines(self) -> Iterator[bytes]:
        while (line := self.rfile.readline()).rstrip() != b".":
            if not line:
                raise ConnectionError
            yield line

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
