"""A throw-away PostgreSQL cluster: in a temporary folder, reached through a socket there, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from tools import debian

ROLE = "casco"  # may create databases, is not a superuser: as in production
# Nothing in it outlives the run, so nothing is forced to the disk.
SETTINGS = ("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100")
START_SECONDS = 60
Process: TypeAlias = "subprocess.Popen[bytes]"


def binaries() -> Path:
    """The folder of the server's programs; installed where missing, or one sentence."""
    return debian.require("The PostgreSQL server", find=debian.find_postgresql, package="postgresql")


@contextmanager
def cluster(settings: tuple[str, ...] = SETTINGS) -> Iterator[str]:
    """Start a cluster and give the address (DATABASE_URL) of a database in it; stop and delete it at the end."""
    programs, owner = binaries(), _owner()
    with tempfile.TemporaryDirectory(prefix="casco-pg-", ignore_cleanup_errors=True) as folder:
        if "user" in owner:
            shutil.chown(folder, owner["user"])
        superuser = ("-U", "postgres")
        making = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        _call([programs / "initdb", "-D", f"{folder}/data", *superuser, *making], owner)
        server = _start(programs, folder, settings, owner)
        try:
            _await(server, programs, folder)
            _call([programs / "createuser", "-h", folder, *superuser, "--createdb", ROLE], owner)
            _call([programs / "createdb", "-h", folder, *superuser, "--owner", ROLE, ROLE], owner)
            yield f"postgres://{ROLE}@/{folder}/{ROLE}"
        finally:
            _stop(server)


def _start(programs: Path, folder: str, settings: tuple[str, ...], owner: dict[str, Any]) -> Process:
    options = [word for setting in (*settings, f"unix_socket_directories={folder}") for word in ("-c", setting)]
    command: list[str | Path] = [programs / "postgres", "-D", f"{folder}/data", *options]
    with open(f"{folder}/log", "wb") as log:
        # In a session of its own: Ctrl-C ends the tests first, then they end it.
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd="/", **owner
        )


def _owner() -> dict[str, Any]:
    """Who runs the server: PostgreSQL refuses root, who hands it to an ordinary user."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = next((known[name] for name in ("postgres", "nobody") if name in known), None)
    if user is None:
        raise SystemExit("PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.")
    return {"user": user.pw_name, "group": user.pw_gid, "extra_groups": []}


def _call(command: list[str | Path], owner: dict[str, Any]) -> None:
    answer = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd="/", **owner
    )
    if answer.returncode:
        raise SystemExit(f"The throw-away PostgreSQL cluster could not be made: {answer.stderr.strip()}")


def _await(server: Process, programs: Path, folder: str) -> None:
    question: list[str | Path] = [programs / "pg_isready", "-q", "-h", folder, "-U", "postgres", "-d", "postgres"]
    deadline = time.monotonic() + START_SECONDS
    while subprocess.run(question, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"PostgreSQL did not start: {(Path(folder) / 'log').read_text()}")
        time.sleep(0.05)


def _stop(server: Process) -> None:
    """End it at once: the data is thrown away."""
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


if __name__ == "__main__":
    # A cluster to try things with: prints its address and keeps it until Ctrl-C.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    with cluster() as address:
        print(address, flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
