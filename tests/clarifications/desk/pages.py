"""How tests of the desk open the page of a step, send it, and read what is said then."""

import datetime
from typing import Any

from django.utils import timezone

from clarifications.case.models import Clarification
from tests.builders import cast, received
from tests.markup import markup
from tests.page import Page


def recent():
    """A case of the last days, so that a call of today can be open."""
    return received(cast(at=timezone.now() - datetime.timedelta(days=2)))


def address_of(case, verb):
    return f"{case.clarification.get_absolute_url()}{verb}/"


def opened(browser, case, verb, **typed):
    """The fields of the page of a step as a browser would send them, with what is ``typed``."""
    fields: dict[str, Any] = Page(browser.get(address_of(case, verb)), 'form[method="post"][novalidate]').fields
    fields.pop("csrfmiddlewaretoken", None)
    return fields | typed


def send(browser, case, verb, **typed):
    """Send the page of a step; where it shows first what will be said, send it once more."""
    fields = opened(browser, case, verb, **typed)
    page = browser.post(address_of(case, verb), fields)
    marks = Page(page).values('input[name="confirmed"]', "value") if page.status_code == 200 else []
    return browser.post(address_of(case, verb), fields | {"confirmed": marks[0]}) if marks else page


def fresh(case):
    return Clarification.objects.get(pk=case.clarification.pk)


def flash(browser, response):
    """What the page after a step says."""
    return Page(browser.get(response.headers["Location"].partition("#")[0])).all(".flash--success p")[0]


def texts(response):
    return markup(response)


def another(case):
    case.clarification = Clarification()
    return case
