"""Where an application server finds the site; without MODE it is production."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casco_site.settings")
os.environ.setdefault("MODE", "production")
application = get_wsgi_application()
