"""A whole submission: every page of the request form, the confirmation, and the page that follows the request."""

import itertools
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Protocol

from bench.plan import Fields

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_CODE = re.compile(r"/request/confirm/\S+")
_numbers = itertools.count(1)
CONFIRMATION = "SELECT text FROM clarifications_message WHERE verb = 'confirm' AND \"to\" = %s ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True)
class Page:
    """An answer: its status, where it leads, and its text."""

    status: int
    location: str
    text: str


class Browser(Protocol):
    """Keeps cookies, follows nothing by itself."""

    def get(self, path: str) -> Page: ...

    def post(self, path: str, data: dict[str, str]) -> Page: ...


class WrongPage(Exception):
    """A page was not the one expected: nothing can be measured on it."""


def submit(browser: Browser, fields: Fields, *, mail_to: Callable[[str], str]) -> str:
    """Send one request from the first page to the receipt, in 14 requests; gives the private address.

    ``mail_to`` finds the text of the mail that went to an address.
    """
    address = f"rita.{os.getpid()}.{next(_numbers)}@bench.example"
    place = "/request/"
    place = _fill_in(browser, place, {"named": fields.edition})
    question = {"clauses": fields.clauses, "subject": fields.subject, "question_1": fields.question}
    place = _fill_in(browser, place, question | {"question_1_clauses": ""})
    place = _fill_in(browser, place, {"background": fields.background, "understanding": fields.understanding})
    identity = {"body": fields.body, "contact": "Rita Example", "position": "", "originator": "", "email": address}
    place = _fill_in(browser, place, identity | {"body_name": ""})
    place = _fill_in(browser, place, {"nobody_named": "on"})
    _expect(browser.get(place), 200, place)
    link = _CODE.search(mail_to(address))
    if link is None:
        raise WrongPage("no confirmation was mailed")
    place = _fill_in(browser, link[0], {})
    _expect(browser.get(place), 200, place)
    return place


def _fill_in(browser: Browser, place: str, data: dict[str, str]) -> str:
    """Open a page and send its form; where that leads."""
    page = _expect(browser.get(place), 200, place)
    token = _TOKEN.search(page.text)
    if token is None:
        raise WrongPage(f"{place} has no form")
    return _expect(browser.post(place, data | {"csrfmiddlewaretoken": unescape(token[1])}), 302, place).location


def _expect(page: Page, status: int, place: str) -> Page:
    if page.status != status:
        raise WrongPage(f"{place} answered {page.status} instead of {status}")
    return page
