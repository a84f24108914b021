"""`make test`: the suite with SQLite, then what asks a database with PostgreSQL, and the journeys.

Pytest's closing line comes last.
"""

import os
import signal
import subprocess
import sys
from types import FrameType

from tools import debian, postgres, venv

NOTHING_COLLECTED = 5  # pytest's exit status
# Neighbours share what was built for a module; whoever is done takes over half of what the other has left.
WORKERS = ("-n", "2", "--dist", "worksteal")
# The process is held together by the map and the door: its own tests walk every branch. No others are measured, because
# they would take twice as long.
PROCESS = tuple(
    f"tests/clarifications/{name}"
    for name in (
        *("map/test_map.py", "map/test_rules.py", "case", "intake/test_drafts.py", "intake/test_steps.py"),
        *("intake/test_endorsement.py", "intake/test_endorsement_words.py", "intake/test_endorsement_work.py"),
        *("intake/test_endorsement_views.py", "intake/test_answering_a_body.py", "intake/test_corrections.py"),
        "intake/test_by_mail.py",
        *("screening/test_steps.py", "screening/test_criteria.py"),
        *(
            "review",
            "consensus",
            "publication",
            "incorporation",
            "moving",
            "erasure",
            "register/test_labels.py",
            "register/test_published_text.py",
        ),
        *("mail/test_outbox.py", "mail/test_held.py", "mail/test_audience.py"),
    )
)
COVERAGE = (*PROCESS, "--cov", "--cov-report=term", "--cov-fail-under=100")
REST = ("-m", "not journey", *(f"--ignore={path}" for path in PROCESS))


def main(arguments: list[str]) -> int:
    """Both runs; the exit status is the worse one."""
    signal.signal(signal.SIGTERM, _interrupt)
    venv.ensure(venv.DEVELOPMENT)
    # What is missing is said before the first test runs.
    debian.prefer_chromium_without_windows()
    chromium = debian.require(
        "Chromium", find=debian.find_chromium, package="chromium", otherwise=".venv/bin/playwright install chromium"
    )
    postgres.binaries()
    environment = {**os.environ, "CHROMIUM": str(chromium)}
    environment.pop("DATABASE_URL", None)
    _keep_bytecode(environment)

    _say("SQLite")
    if arguments:
        first = _pytest(["-m", "not journey", *arguments], environment)
    else:
        first = worse(_pytest([*COVERAGE], environment), _pytest([*REST], environment), arguments)
    _say("PostgreSQL, with the journeys" + (" (the run with SQLite failed)" if _failed(first, arguments) else ""))
    with postgres.cluster() as address:
        second = _pytest(["--with-database", *arguments], {**environment, "DATABASE_URL": address})
    return worse(first, second, arguments)


def _keep_bytecode(environment: dict[str, str]) -> None:
    """The nine processes of a run load the same two thousand modules: they are compiled once, not by each.

    Where the shell wants no bytecode beside the code, it is kept in `.venv`.
    """
    if environment.pop("PYTHONDONTWRITEBYTECODE", ""):
        environment.setdefault("PYTHONPYCACHEPREFIX", str(venv.VENV / "bytecode"))


def worse(first: int, second: int, arguments: list[str]) -> int:
    """The worse exit status of the two; a selection (ARGS) may leave one run, not both, without tests."""
    counted = [status for status in (first, second) if _failed(status, arguments)]
    if first == second == NOTHING_COLLECTED:
        counted = [NOTHING_COLLECTED]
    return max((status if status > 0 else 1 for status in counted), default=0)


def _failed(status: int, arguments: list[str]) -> bool:
    return status != 0 and not (arguments and status == NOTHING_COLLECTED)


def _pytest(arguments: list[str], environment: dict[str, str]) -> int:
    command = [str(venv.PYTHON), "-m", "pytest", *WORKERS, *arguments]
    run = subprocess.Popen(command, cwd=venv.ROOT, env=environment, stdin=subprocess.DEVNULL)
    try:
        return run.wait()
    except KeyboardInterrupt:
        _end(run)
        raise


def _end(run: "subprocess.Popen[bytes]") -> None:
    """Wait for a run that was interrupted: by Ctrl-C it knows already, otherwise it gets a signal."""
    for number, seconds in ((None, 5), (signal.SIGINT, 30), (signal.SIGKILL, 5)):
        if number is not None:
            run.send_signal(number)
        try:
            run.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
        return


def _say(what: str) -> None:
    print(f"\nTests with {what}", flush=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
