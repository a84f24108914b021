"""The settings of the site, with the bench among its rooms and an empty page beside its pages."""

from casco_site.settings import *  # noqa: F403
from casco_site.settings import INSTALLED_APPS as ROOMS

INSTALLED_APPS = [*ROOMS, "bench"]
ROOT_URLCONF = "bench.urls"
