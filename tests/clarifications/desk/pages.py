"""How tests of the desk open the page of a step, send it, and read what is said then."""

import datetime
import re

from django.utils import timezone

from clarifications.case.models import Clarification
from tests.builders import cast, received
from tests.markup import markup


def recent():
    """A case of the last days, so that a call of today can be open."""
    return received(cast(at=timezone.now() - datetime.timedelta(days=2)))


def address_of(case, verb):
    return f"{case.clarification.get_absolute_url()}{verb}/"


def opened(browser, case, verb, **typed):
    """The fields of the page of a step as a browser would send them, with what is ``typed``."""
    page = markup(browser.get(address_of(case, verb)))
    form = page[page.index('<form method="post" novalidate>') :]
    fields = {}
    for tag in re.findall(r"<input [^>]*>", form):
        named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if named.get("type") not in ("radio", "checkbox") or " checked" in tag:
            fields.setdefault(named.get("name"), []).append(named.get("value", ""))
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        fields[name] = [text]
    for name, options in re.findall(r'<select name="([^"]+)"(.*?)</select>', form, re.S):
        fields[name] = re.findall(r'value="([^"]*)" selected', options) or [""]
    fields.pop("csrfmiddlewaretoken", None)
    return fields | typed


def send(browser, case, verb, **typed):
    return browser.post(address_of(case, verb), opened(browser, case, verb, **typed))


def fresh(case):
    return Clarification.objects.get(pk=case.clarification.pk)


def flash(browser, response):
    """What the page after a step says."""
    page = markup(browser.get(response.headers["Location"].partition("#")[0]))
    return re.search(r'<div class="flash flash--success"[^>]*><p>(.*?)</p>', page)[1]


def texts(response):
    return markup(response)


def another(case):
    case.clarification = Clarification()
    return case
