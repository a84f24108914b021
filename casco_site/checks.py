"""What is looked at before deployment: `manage.py check --deploy` names what does not fit a public site."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connection

from accounts.models import Body

SILENT_BACKENDS = ("dummy", "console", "filebased", "locmem")


@register(Tags.security, deploy=True)
def check_secrets(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Nothing of a developer's machine is left."""
    hosts = settings.ALLOWED_HOSTS
    found: list[tuple[bool, CheckMessage]] = [
        (
            settings.SECRET_KEY == settings.DEVELOPMENT_KEY,
            Error("SECRET_KEY is the one of development.", hint="Set SECRET_KEY.", id="casco.E001"),
        ),
        (
            not settings.PRODUCTION,
            Error(f"The site runs in MODE={settings.MODE}.", hint="Set MODE=production.", id="casco.E002"),
        ),
        (settings.DEBUG, Error("DEBUG is on: errors show the inside of the site.", id="casco.E003")),
        (not hosts or "*" in hosts, Error("ALLOWED_HOSTS names no host, or every host.", id="casco.E004")),
        (not settings.RATE_LIMITS, Error("Rate limits are off.", hint="Leave RATE_LIMITS unset.", id="casco.E005")),
        (
            not settings.SECOND_FACTOR_REQUIRED,
            Warning("Secretariat and convenors may sign in without a second factor.", id="casco.W001"),
        ),
    ]
    return [message for wrong, message in found if wrong]


@register(Tags.security, deploy=True)
def check_surroundings(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Mail goes out, people can reach somebody, the address of a sender is the sender's, the database is shared."""
    backend = settings.DELIVERY_BACKEND
    found: list[tuple[bool, CheckMessage]] = [
        (
            any(name in backend for name in SILENT_BACKENDS),
            Error(f"No mail leaves this site: {backend}.", hint="Set EMAIL_URL.", id="casco.E006"),
        ),
        (
            not settings.PRIVACY_CONTACT,
            Error("The privacy page names no address.", hint="Set PRIVACY_CONTACT.", id="casco.E007"),
        ),
        (
            not settings.SECURITY_CONTACT,
            Warning(
                "Nobody is named who is told of a weakness of the site.", hint="Set SECURITY_CONTACT.", id="casco.W004"
            ),
        ),
        (
            not settings.ALLAUTH_TRUSTED_PROXY_COUNT,
            Warning(
                "No proxy is trusted: behind one, everybody would share one address and one rate limit.",
                hint="Set TRUSTED_PROXY_COUNT to the number of proxies in front that add to X-Forwarded-For.",
                id="casco.W002",
            ),
        ),
        (
            connection.vendor == "sqlite",
            Warning("SQLite serves one machine only.", hint="Set DATABASE_URL.", id="casco.W003"),
        ),
    ]
    return [message for wrong, message in found if wrong]


@register(Tags.database, deploy=True)
def check_tables(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """Rate limits can be counted: the cache has its table. Asked with `check --deploy --database default`."""
    cache = settings.CACHES["default"]
    if not databases or not cache["BACKEND"].endswith("DatabaseCache"):
        return []
    try:
        tables = connection.introspection.table_names()
    except DatabaseError as error:
        return [Error(f"The database does not answer: {error}", id="casco.E008")]
    if cache["LOCATION"] in tables:
        return []
    return [Error("The table of the cache is missing.", hint="Run manage.py createcachetable.", id="casco.E009")]


@register(Tags.database)
def check_example_data(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """Production refuses a database that holds the demonstration; `migrate` asks this each time."""
    if not (databases and settings.PRODUCTION and Body._meta.db_table in connection.introspection.table_names()):
        return []
    if not Body.objects.filter(is_example=True).exists():
        return []
    hint = "Use a database of its own for production."
    return [Error("The database holds the demonstration: bodies marked as examples.", hint=hint, id="casco.E010")]
