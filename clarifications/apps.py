"""Names the room for Django, and puts the database's own guards back after every migration."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from clarifications.triggers import create_triggers


class ClarificationsConfig(AppConfig):
    name = "clarifications"
    verbose_name = _("Clarifications")

    def ready(self) -> None:
        # The one signal of the house: SQLite drops triggers when Django rebuilds a table.
        post_migrate.connect(_guard, sender=self, dispatch_uid="clarifications.guard")


def _guard(using: str, **kwargs: object) -> None:
    connection = connections[using]
    if "clarifications_event" in connection.introspection.table_names():
        create_triggers(connection)
