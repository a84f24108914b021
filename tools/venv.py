"""The virtual environment `.venv`: made when it is missing, filled from the locks with every hash checked."""

import hashlib
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tools import debian

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME = ("requirements.txt",)
DEVELOPMENT = ("requirements.txt", "requirements-dev.txt")


def ensure(locks: tuple[str, ...]) -> None:
    """Make `.venv` and install the locks; does nothing when they are installed already."""
    if not _works():
        _make()
    if all(_stamp(lock).is_file() and _stamp(lock).read_text() == _fingerprint(lock) for lock in locks):
        return
    _install(locks)
    for lock in locks:
        _stamp(lock).write_text(_fingerprint(lock))


def _works() -> bool:
    question = "import sys, importlib.util as i; sys.exit(sys.version_info < (3, 11) or not i.find_spec('pip'))"
    return (
        PYTHON.exists() and subprocess.run([PYTHON, "-c", question], capture_output=True, check=False).returncode == 0
    )


def _make() -> None:
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    print("Making .venv …", file=sys.stderr, flush=True)
    first = subprocess.run(command, capture_output=True, text=True, check=False)
    if first.returncode == 0:
        return
    package = _package()
    if find_spec("ensurepip"):  # that package is there, so something else is wrong
        raise SystemExit(f"Python cannot make a virtual environment here: {(first.stdout + first.stderr).strip()}")
    if not debian.install(package):
        raise SystemExit(f"Python cannot make a virtual environment here. Run: sudo apt-get install {package}")
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
        raise SystemExit(f"Python cannot make a virtual environment in {VENV}, although {package} is installed.")


def _package() -> str:
    """Debian's package that completes the running Python."""
    debians_own = Path("/usr/bin/python3")
    is_debians_own = debians_own.exists() and Path(sys.executable).resolve() == debians_own.resolve()
    return "python3-venv" if is_debians_own else f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def _install(locks: tuple[str, ...]) -> None:
    print(f"Installing {' and '.join(locks)} …", file=sys.stderr, flush=True)
    # The lock is complete, so nothing is resolved; bytecode is written for what is imported, when it is.
    options = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-compile"]
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    files = [word for lock in locks for word in ("-r", lock)]
    command = [str(PYTHON), "-m", "pip", "install", *quiet, *options, *files]
    if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode:
        raise SystemExit("The requirements could not be installed: pip says why above.")


def _stamp(lock: str) -> Path:
    return VENV / f".installed-{lock}"


def _fingerprint(lock: str) -> str:
    """The lock and the Python it was installed for."""
    home = (VENV / "pyvenv.cfg").read_bytes()
    return hashlib.sha256(home + (ROOT / lock).read_bytes()).hexdigest()


if __name__ == "__main__":
    ensure(DEVELOPMENT if "--dev" in sys.argv[1:] else RUNTIME)
