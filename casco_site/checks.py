"""What is looked at before deployment: `manage.py check --deploy` names what does not fit a public site."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connection

from accounts.models import Body

SILENT_BACKENDS = ("dummy", "console", "filebased", "locmem")


@register(Tags.security, deploy=True)
def check_secrets(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Nothing of a developer's machine is left."""
    found: list[CheckMessage] = []
    if settings.SECRET_KEY == settings.DEVELOPMENT_KEY:
        found.append(Error("SECRET_KEY is the one of development.", hint="Set SECRET_KEY.", id="casco.E001"))
    if not settings.PRODUCTION:
        found.append(Error(f"The site runs in MODE={settings.MODE}.", hint="Set MODE=production.", id="casco.E002"))
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        found.append(Error("ALLOWED_HOSTS names no host, or every host.", id="casco.E003"))
    if not settings.RATE_LIMITS:
        found.append(Error("Rate limits are off.", hint="Leave RATE_LIMITS unset.", id="casco.E004"))
    if not settings.SECOND_FACTOR_REQUIRED:
        found.append(Warning("Secretariat and convenors may sign in without a second factor.", id="casco.W001"))
    return found


@register(Tags.security, deploy=True)
def check_surroundings(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Mail goes out, people can reach somebody, and the address of a sender is the sender's."""
    found: list[CheckMessage] = []
    backend = settings.DELIVERY_BACKEND
    if any(name in backend for name in SILENT_BACKENDS):
        found.append(Error(f"No mail leaves this site: {backend}.", hint="Set EMAIL_URL.", id="casco.E005"))
    if not settings.PRIVACY_CONTACT:
        found.append(Error("The privacy page names no address.", hint="Set PRIVACY_CONTACT.", id="casco.E006"))
    if not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        found.append(
            Warning(
                "No proxy is trusted: behind one, everybody would share one address and one rate limit.",
                hint="Set TRUSTED_PROXY_COUNT to the number of proxies in front that add to X-Forwarded-For.",
                id="casco.W002",
            )
        )
    return found


@register(Tags.database, deploy=True)
def check_database(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The database is one for many people, complete, and holds nothing invented."""
    found: list[CheckMessage] = []
    if connection.vendor == "sqlite":
        found.append(Warning("SQLite serves one machine only.", hint="Set DATABASE_URL.", id="casco.W003"))
    if not databases:  # only `check --database` may ask the database
        return found
    try:
        tables = connection.introspection.table_names()
    except DatabaseError as error:
        return [*found, Error(f"The database does not answer: {error}", id="casco.E007")]
    return found + _check_tables(tables)


def _check_tables(tables: Sequence[str]) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    cache = settings.CACHES["default"]
    if cache["BACKEND"].endswith("DatabaseCache") and cache["LOCATION"] not in tables:
        found.append(
            Error("The table of the cache is missing.", hint="Run manage.py createcachetable.", id="casco.E008")
        )
    if settings.PRODUCTION and Body._meta.db_table in tables and Body.objects.filter(is_example=True).exists():
        found.append(
            Error(
                "The database holds the demonstration: bodies marked as examples.",
                hint="Use a database of its own for production.",
                id="casco.E009",
            )
        )
    return found
