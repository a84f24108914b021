"""Names the project for Django and prepares its log and its deployment checks."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.utils.translation import gettext_lazy as _

from casco_site.logs import configure_structlog


class CascoSiteConfig(AppConfig):
    name = "casco_site"
    verbose_name = _("Site")

    def ready(self) -> None:
        configure_structlog()
        import_module("casco_site.checks")  # registers them; they read models, which exist only now


class StaticFilesOfPages(StaticFilesConfig):
    """Django's, without the files of the browsable API, which this site does not have."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "rest_framework"]
