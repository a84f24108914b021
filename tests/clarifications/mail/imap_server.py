"""A small IMAP server: a thread with a socket that speaks the few commands that a reader of one mailbox needs."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Box:
    """What the server holds: mails by number in each folder; what it can, and what it is to refuse or break off at."""

    mails: list[bytes]
    can_move: bool = True
    breaks_at: str = ""  # the connection is cut when this command comes
    refuses: str = ""  # this command is answered with NO
    password: str = "secret"
    folders: dict[str, dict[int, bytes]] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    port: int = 0

    def __post_init__(self) -> None:
        self.folders["INBOX"] = dict(enumerate(self.mails, start=1))

    @property
    def left(self) -> list[bytes]:
        return list(self.folders["INBOX"].values())

    @property
    def aside(self) -> list[bytes]:
        return list(self.folders.get("Read", {}).values())


class Talk(socketserver.StreamRequestHandler):
    box: Box

    def handle(self) -> None:
        self.say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, _space, command = line.partition(" ")
            if self.box.breaks_at and self.box.breaks_at in command:
                return
            refused = self.box.refuses and self.box.refuses in command
            answer = "NO refused" if refused else self.answer(command)
            self.say(f"{tag} {answer}")
            if command == "LOGOUT":
                return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def answer(self, command: str) -> str:
        words = [word.strip('"') for word in command.split()]
        name = "_".join(words[: 2 if words[0] == "UID" else 1]).lower()
        return getattr(self, f"do_{name}")(words) or "OK done"

    @property
    def inbox(self) -> dict[int, bytes]:
        return self.box.folders["INBOX"]

    def do_capability(self, words: list[str]) -> None:
        self.say("* CAPABILITY IMAP4REV1" + (" MOVE" if self.box.can_move else ""))

    def do_login(self, words: list[str]) -> str:
        return "OK in" if words[2] == self.box.password else "NO who are you"

    def do_create(self, words: list[str]) -> str:
        if words[1] in self.box.folders:
            return "NO it is there"
        self.box.folders[words[1]] = {}
        return "OK made"

    def do_select(self, words: list[str]) -> None:
        self.say(f"* {len(self.inbox)} EXISTS")

    def do_uid_search(self, words: list[str]) -> None:
        self.say("* SEARCH " + " ".join(map(str, self.inbox)))

    def do_uid_fetch(self, words: list[str]) -> None:
        mail = self.inbox[int(words[2])][: int(re.search(r"<0\.(\d+)>", words[3])[1])]
        self.wfile.write(b"* 1 FETCH (UID %s BODY[]<0> {%d}\r\n%s)\r\n" % (words[2].encode(), len(mail), mail))

    def do_uid_move(self, words: list[str]) -> None:
        self.do_uid_copy(words)
        del self.inbox[int(words[2])]

    def do_uid_copy(self, words: list[str]) -> None:
        self.box.folders[words[3]][int(words[2])] = self.inbox[int(words[2])]

    def do_uid_store(self, words: list[str]) -> None:
        self.box.deleted.add(int(words[2]))

    def do_expunge(self, words: list[str]) -> None:
        for number in self.box.deleted:
            self.inbox.pop(number, None)

    def do_logout(self, words: list[str]) -> None:
        self.say("* BYE")


@contextmanager
def serving(box: Box) -> Iterator[Box]:
    """Serve the box at a port of its own while the block lasts."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), type("Talking", (Talk,), {"box": box})) as server:
        server.daemon_threads = True
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
