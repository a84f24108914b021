"""Programs of the operating system: finds them, and installs their Debian package where that is allowed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

CHROMIUM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
)
POSTGRESQL_SERIES = Path("/usr/lib/postgresql")
OLDEST_POSTGRESQL = 14  # Django 5.2 asks for it


def require(name: str, *, find: Callable[[], Path | None], package: str, otherwise: str = "") -> Path:
    """The place of a program; where it is missing its package is installed, or one sentence says what to do."""
    place = find()
    if place is None and install(package):
        place = find()
    if place is None:
        way_out = f"sudo apt-get install {package}" + (f", or: {otherwise}" if otherwise else "")
        raise SystemExit(f"{name} is missing and could not be installed here. Run: {way_out}")
    return place


def install(package: str, *, is_needed: bool = True) -> bool:
    """Install a Debian package where we may without asking for a password; say whether it worked.

    One that is not needed is tried once, with what apt knows already and without waiting long.
    """
    permission = _permission()
    if permission is None or shutil.which("apt-get") is None:
        return False
    print(f"Installing {package} …", file=sys.stderr, flush=True)
    waits = ("DPkg::Lock::Timeout=300",) if is_needed else ("Acquire::Retries=0", "Acquire::http::Timeout=10")
    options = [word for wait in waits for word in ("-o", wait)]
    get = [*permission, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", *options]
    if _run([*get, "install", "--no-install-recommends", package]):
        return True
    if not is_needed:
        return False
    return _run([*get, "update"]) and _run([*get, "install", "--no-install-recommends", package])


def prefer_chromium_without_windows() -> None:
    """Fetch Chromium's headless shell where it can be had: it draws no windows, and takes a quarter of the time."""
    if not os.environ.get("CHROMIUM") and shutil.which(CHROMIUM_NAMES[0]) is None:
        install(CHROMIUM_NAMES[0], is_needed=False)


def find_chromium() -> Path | None:
    """The browser named by CHROMIUM, else the first on the path, else the one that Playwright keeps."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else CHROMIUM_NAMES
    on_the_path = (Path(path) for name in names if (path := shutil.which(name)))
    playwrights = Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome")
    return next(on_the_path, None) or next(playwrights, None)


def find_postgresql() -> Path | None:
    """The folder with the newest server's binaries (initdb, postgres): Debian's, else pg_config's, else the path's."""
    series = [place for place in POSTGRESQL_SERIES.glob("*") if place.name.isdigit()]
    candidates = [place / "bin" for place in sorted(series, key=lambda place: int(place.name), reverse=True)]
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        candidates.append(Path(answer.stdout.strip()))
    if initdb := shutil.which("initdb"):
        candidates.append(Path(initdb).parent)
    return next((folder for folder in candidates if _is_server(folder)), None)


def _is_server(folder: Path) -> bool:
    if not ((folder / "initdb").is_file() and (folder / "postgres").is_file()):
        return False
    version = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    digits = "".join(character if character.isdigit() else " " for character in version).split()
    return bool(digits) and int(digits[0]) >= OLDEST_POSTGRESQL


def _permission() -> list[str] | None:
    """How to become root: not at all, by sudo without a password, or (None) there is no way."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and _run(["sudo", "-n", "true"]) else None


def _run(command: list[str]) -> bool:
    """Run it with everything it says on standard error, so that a closing line on standard output stays the last."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode == 0
