"""`make pictures`: every template of a page as the browser tests open it, drawn into `var/pictures/`."""

import os
import shutil
import subprocess
import sys

from tools import debian, postgres, venv

FOLDER = venv.ROOT / "var" / "pictures"
PAGES = tuple(
    f"tests/journeys/test_{name}.py"
    for name in ("accessibility", "bodies_and_others", "catalogue_screens", "erased", "what_others_published")
)


def main(arguments: list[str]) -> int:
    """The exit status of the tests; a page with a fault is drawn all the same."""
    venv.ensure(venv.DEVELOPMENT)
    debian.prefer_chromium_without_windows()
    chromium = debian.require("Chromium", find=debian.find_chromium, package="chromium", otherwise="")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    command = [str(venv.PYTHON), "-m", "pytest", "-q", "-n", "2", "--with-database", *(arguments or PAGES)]
    with postgres.cluster() as address:
        environment = {**os.environ, "CHROMIUM": str(chromium), "DATABASE_URL": address, "PICTURES": str(FOLDER)}
        ended = subprocess.run(command, cwd=venv.ROOT, env=environment, stdin=subprocess.DEVNULL, check=False)
    print(f"{len(list(FOLDER.iterdir()))} pictures in {FOLDER.relative_to(venv.ROOT)}/")
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
