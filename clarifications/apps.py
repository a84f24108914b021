"""Names the room for Django, and takes the database's triggers out of the way of migrations, and puts them back."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from clarifications.triggers import create_triggers, let_tables_change


class ClarificationsConfig(AppConfig):
    name = "clarifications"
    verbose_name = _("Clarifications")

    def ready(self) -> None:
        # The only signals of the house: SQLite rebuilds no table that a trigger of another one names, and drops the
        # triggers of those that it rebuilds.
        pre_migrate.connect(_let_go, sender=self, dispatch_uid="clarifications.let_go")
        post_migrate.connect(_guard, sender=self, dispatch_uid="clarifications.guard")


def _let_go(using: str, **kwargs: object) -> None:
    let_tables_change(connections[using])


def _guard(using: str, **kwargs: object) -> None:
    connection = connections[using]
    if "clarifications_event" in connection.introspection.table_names():
        create_triggers(connection)
