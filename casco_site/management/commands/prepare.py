"""`manage.py prepare`: brings database, catalogue and static files up to date; does nothing when they are already."""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from clarifications.case.models import Clarification

# What the prepared state is made from; requirements.txt stands for the migrations and static files of libraries.
SOURCES = (
    "requirements.txt",
    "*/migrations/*.py",
    "*/management/commands/*.py",
    "standards/**/*.py",
    "accounts/bodies.py",
    "accounts/successions.py",
    "*/data/**/*",
    "*/static/**/*",
    "*/styles/*",
)
# New objects before a garbage collection, and collections of the young before one of the older; Python has 700, 10, 10.
COLLECTED_AFTER = (10_000, 20, 10)


class Command(BaseCommand):
    """One process for all of it, because starting is what takes longest."""

    help = "Bring database, catalogue and static files up to date; in the demonstration, fill an empty register."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        """Prepare where something has changed, and stamp it."""
        place, stamp = settings.VAR_DIR / "prepared", stamp_of(settings.BASE_DIR)
        if not (place.is_file() and place.read_text() == stamp and self._is_migrated()):
            self.stdout.write("Preparing database and static files …")
            with _collecting_less_often():
                self._prepare()
            place.write_text(stamp)
        if settings.MODE == "demo":
            self.stdout.write("\nWho can sign in:")
            call_command("load_demo", who=True, stdout=self.stdout)
            self.stdout.write("")

    def _is_migrated(self) -> bool:
        """The stamp speaks of the files; whether this is the database that was prepared, only the database can say."""
        try:
            executor = MigrationExecutor(connection)
        except DatabaseError as problem:
            raise CommandError(f"The database cannot be used: {str(problem).strip()}") from problem
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())

    def _prepare(self) -> None:
        self._is_migrated()  # a database out of reach gets a sentence, not a traceback
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("load_catalogue", stdout=self.stdout)
        if settings.ISO_OPEN_DATA:
            call_command("import_iso_open_data", *settings.ISO_OPEN_DATA, stdout=self.stdout)
        call_command("import_others", skip_bad=True, stdout=self.stdout)
        call_command("load_bodies", stdout=self.stdout)
        call_command("load_topics", stdout=self.stdout)
        if settings.MODE == "demo" and not Clarification.objects.exists():
            call_command("load_demo", stdout=self.stdout)  # brings criteria that hold for its oldest request
        call_command("load_criteria", stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=0)


@contextmanager
def _collecting_less_often() -> Iterator[None]:
    """Migrations make so many short-lived classes that looking for garbage was a fifth of their time."""
    usual = gc.get_threshold()
    gc.set_threshold(*COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def stamp_of(folder: Path) -> str:
    """A digest over everything the prepared state is made from: the files and the address of the database."""
    address = [str(connection.settings_dict[name]) for name in ("ENGINE", "HOST", "PORT", "NAME")]
    digest = hashlib.sha256(repr([settings.MODE, str(settings.STATIC_ROOT), *address]).encode())
    for path in sorted(set(_files(folder))):
        digest.update(f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    rooms = [folder / "requirements.txt"]
    for pattern in SOURCES:
        rooms += folder.glob(pattern)
    hidden = (".venv", "var", "__pycache__")
    return (path for path in rooms if path.is_file() and not set(path.relative_to(folder).parts) & set(hidden))
