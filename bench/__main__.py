"""`make bench`: fills, serves, measures, prints; with `--write` the figures go into docs/performance.md."""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench import catalogue, moving, report, scrapers, searching
from bench.client import HOST, Connection, WireBrowser
from bench.measure import Doing, Operation, Round, faults, measure, page
from bench.plan import CONDITIONAL, KEPT, NEVER_KEPT, SUBMISSION, Plan
from bench.serve import ROOT, Database, Server, connected, serving
from bench.submission import CONFIRMATION, submit
from tools import postgres

SIZES = (1_000, 100_000)
MOVED = (100_000,)  # records that are taken out and in
# As an ordinary server writes: nothing is left out that makes data safe.
DATABASE = ("listen_addresses=", "max_connections=100", "shared_buffers=256MB")


def main(arguments: argparse.Namespace) -> int:
    """Every size after the other; 1 where an operation could not be measured at all."""
    all_figures = []
    for number in arguments.records:
        figures = bench(number, rounds=arguments.rounds, seconds=arguments.seconds, hold=arguments.hold)
        print(f"\n{report.printed(figures)}", flush=True)
        all_figures.append(figures)
    if len(all_figures) > 1:
        print(f"\n{report.in_columns(report.growth(all_figures[0], all_figures[-1]))}", flush=True)
    if arguments.write:
        report.write(all_figures, command=" ".join(["make bench", *_given(sys.argv[1:])]))
    return int(any(figures.faults for figures in all_figures))


def bench(number: int, *, rounds: int, seconds: float, hold: bool) -> report.Figures:
    """Fill, serve and measure a register of ``number`` records, and throw it away."""
    with filled(number) as register:
        environment, plan = register.environment, register.plan
        drawing = environment | {"COPIES_MEGABYTES": "0"}  # each page anew, as one that nobody asked for yet
        quiet = drawing | {"LOG_LEVEL": "WARNING"}
        statements: dict[str, int] = json.loads(_django(quiet, "count_statements", str(register.place)))
        with (
            serving("casco_site.wsgi", environment=drawing, log=register.folder / "drawing.log") as site,
            serving("casco_site.wsgi", environment=environment, log=register.folder / "keeping.log") as keeping,
            serving("bench.constant", environment=environment, log=register.folder / "constant.log") as constant,
        ):
            if hold:
                _hold(site, plan, environment)
            machine = Machine(constant, Database.at(register.address), rounds, seconds)
            # The submission apart and last, because each one makes the register and the desk fuller.
            parts = [
                machine.measured(drawn(plan), site),
                machine.measured(kept(plan), keeping),
                machine.measured({SUBMISSION: submission(plan, register.address)}, site),
            ]
    faults_of_all = {name: fault for _rounds, wrong in parts for name, fault in wrong.items()}
    return report.Figures(number, [one for measured, _wrong in parts for one in measured], statements, faults_of_all)


def scraped(number: int, *, seconds: float) -> int:
    """Fill and serve a register, let robots ask for all of it, and say what everybody waited for."""
    with (
        filled(number) as register,
        serving("casco_site.wsgi", environment=register.environment, log=register.folder / "site.log") as site,
    ):
        _say(f"Robots ask for {scrapers.A_SECOND} pages a second, for {seconds:.0f} seconds …")
        waited = scrapers.scrape(site, register.plan, seconds=seconds)
        lines = [*scrapers.said(waited, seconds=seconds), f"a worker took {site.peak():.0f} MB at most"]
    print("\n".join([f"{number} records, load {os.getloadavg()[0]:.1f}", *lines]), flush=True)
    return 0


@dataclass(frozen=True)
class Register:
    """A filled register: the folder it lives in, its database, what it is served with, and what is asked of it."""

    folder: Path
    address: str
    environment: dict[str, str]

    @property
    def place(self) -> Path:
        """Where the plan stands."""
        return self.folder / "plan.json"

    @cached_property
    def plan(self) -> Plan:
        return Plan.load(self.place)


@contextmanager
def filled(number: int) -> Iterator[Register]:
    """A register of ``number`` records, thrown away when the block is left."""
    with tempfile.TemporaryDirectory(prefix="casco-bench-") as folder, postgres.cluster(DATABASE) as address:
        register = Register(Path(folder), address, surroundings(address, folder))
        began = time.monotonic()
        _say(f"Filling a register with {number} records …")
        _django(register.environment, "prepare")
        _django(register.environment, "fill_register", str(number), str(register.place))
        _say(f"… {time.monotonic() - began:.0f} seconds.")
        yield register


def drawn(plan: Plan) -> dict[str, Operation]:
    """Every operation that is one page, drawn anew."""
    return {name: page(path, cookie=plan.cookie_for(name)) for name, path in plan.paths.items() if name != CONDITIONAL}


def kept(plan: Plan) -> dict[str, Operation]:
    """Those that are kept for visitors, and the page that a browser has already."""
    again = {CONDITIONAL: page(plan.paths[CONDITIONAL], status=304)}
    return again | {
        f"{name}{KEPT}": page(path)
        for name, path in plan.paths.items()
        if name not in NEVER_KEPT and name != CONDITIONAL
    }


def submission(plan: Plan, address: str) -> Operation:
    """All pages of the form, one after the other; the database is asked for the mail, which is not measured."""

    def prepared(connection: Connection) -> Doing:
        database = connected(address)

        def mail_to(recipient: str) -> str:
            found = database.execute(CONFIRMATION, [recipient]).fetchone()
            return str(found[0]) if found else ""

        def send() -> float:
            browser = WireBrowser(connection)
            submit(browser, plan.fields, mail_to=mail_to)
            return browser.seconds

        return send

    return prepared


def surroundings(address: str, folder: str) -> dict[str, str]:
    """The settings of production, but for https and the limits on how often one address may ask."""
    return {name: value for name, value in os.environ.items() if name != "DEBUG"} | {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "MODE": "production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DATABASE_URL": address,
        "VAR_DIR": folder,
        "SITE_URL": "https://bench.example",
        "ALLOWED_HOSTS": HOST,
        "SECURE_SSL_REDIRECT": "off",
        "RATE_LIMITS": "off",
        "PRIVACY_CONTACT": "privacy@bench.example",
    }


@dataclass(frozen=True)
class Machine:
    """What everything is measured with: the yardstick, the database, how often and how long."""

    constant: Server
    database: Database
    rounds: int
    seconds: float

    def measured(self, wanted: dict[str, Operation], site: Server) -> tuple[list[Round], dict[str, str]]:
        """The rounds of all operations that can be done, and why the others cannot."""
        _say(f"Measuring {len(wanted)} operations, {self.rounds} rounds …")
        wrong = faults(wanted, site, seconds=min(self.seconds, 0.5))
        possible = {name: operation for name, operation in wanted.items() if name not in wrong}
        return measure(possible, site=site, **vars(self)), wrong


def _django(environment: dict[str, str], *command: str) -> str:
    """Run a command of Django; what it says."""
    run = [sys.executable, "-m", "django", *command]
    answer = subprocess.run(run, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if answer.returncode:
        raise SystemExit(f"{' '.join(command)} failed, see above.")
    return answer.stdout


def _hold(site: Server, plan: Plan, environment: dict[str, str]) -> None:
    """Serve until Enter is pressed, for whoever looks where the time goes."""
    _say(f"http://{HOST}:{site.port}{plan.paths['list']}   Cookie: {plan.cookie}")
    _say(" ".join(f"{name}={environment[name]}" for name in ("DATABASE_URL", "VAR_DIR", "SECRET_KEY")))
    input("Enter goes on to measure. ")


def _given(words: list[str]) -> list[str]:
    """The arguments as `make` takes them."""
    kept = [word for word in words if word != "--write"]
    return [f'ARGS="{" ".join(kept)}"'] if kept else []


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("records", type=int, nargs="*", default=SIZES, help="how many, one run each: 1000 100000")
    parser.add_argument("--rounds", type=int, default=3, help="of which the medians are taken (3)")
    parser.add_argument(
        "--seconds", type=float, default=1.5, help="an operation, at one connection and at sixteen (1.5)"
    )
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    parser.add_argument("--catalogue", action="store_true", help="measure the import and the answers of the catalogue")
    parser.add_argument("--moving", action="store_true", help="measure the register out and in, 100000 unless given")
    parser.add_argument("--searches", action="store_true", help="how many searches of people find the right record")
    parser.add_argument("--scrapers", type=float, metavar="SECONDS", help="let robots ask for everything so long")
    parser.add_argument("--hold", action="store_true", help="serve the filled register until Enter is pressed")
    given = parser.parse_args()
    if given.moving:
        sys.exit(moving.main(MOVED if given.records == SIZES else given.records))
    if given.scrapers:
        sys.exit(max(scraped(number, seconds=given.scrapers) for number in given.records))
    if given.searches:
        sys.exit(searching.main())
    sys.exit(catalogue.main() if given.catalogue else main(given))
