"""`make run`: everything that is needed before the site can start by itself, then starts it (`manage.py serve`)."""

import contextlib
import os
import secrets
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from tools import venv

HOST = "127.0.0.1"


def main() -> None:
    """Becomes the site's own process, so that signals and the exit status are its own."""
    port = port_from(os.environ)
    refuse_taken(port)
    venv.ensure(venv.RUNTIME)
    environment = environment_for(port, os.environ)
    os.chdir(venv.ROOT)
    os.execve(venv.PYTHON, [str(venv.PYTHON), "manage.py", "serve", "--port", str(port)], environment)


def port_from(environment: Mapping[str, str]) -> int:
    """The port to serve on: PORT, else 8000."""
    typed = environment.get("PORT") or "8000"
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed) < 65536):
        raise SystemExit(f"PORT is {typed!r}; it can be a number from 1 to 65535.")
    return int(typed)


def refuse_taken(port: int) -> None:
    """One sentence where the port cannot be had."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as problem:
            reason = problem.strerror or str(problem)
            sentence = f"Port {port} cannot be used ({reason}). Name another one: make run PORT={port % 65535 + 1}"
            raise SystemExit(sentence) from None


def environment_for(port: int, given: Mapping[str, str]) -> dict[str, str]:
    """The settings of the demonstration; DATABASE_URL and VAR_DIR are obeyed."""
    folder = Path(given.get("VAR_DIR") or venv.ROOT / "var")
    wanted = {
        "DJANGO_SETTINGS_MODULE": "casco_site.settings",
        "MODE": "demo",
        "DEBUG": "off",
        "SECRET_KEY": given.get("SECRET_KEY") or secret_key(folder),
        "SITE_URL": f"http://{HOST}:{port}",
        "VAR_DIR": str(folder),
        "PYTHONUNBUFFERED": "1",
    }
    return {name: value for name, value in {**given, **wanted}.items() if (name, value) != ("DATABASE_URL", "")}


def secret_key(folder: Path) -> str:
    """The key of this installation: made once, readable by its owner only."""
    place = folder / "secret-key"
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with open(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return place.read_text()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
