"""Write the text of every page that each role reaches in the demonstration, one file a page: compare with ``diff -r``.

`python -m tools.texts FOLDER` reads the database of VAR_DIR as the public, requesters, a member, a convenor, the
secretariat and an administrator: it follows links from start pages, begins drafts, and sends each form once empty, so
that its errors are read too. All of it is taken back at the end. White space is collapsed as a browser does it. With
`--markup FOLDER`, pages are written there with elements and all attributes too; `--roles` reads as some roles only. Of
the catalogue only a sample is read.
"""

import argparse
import logging
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import django
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from tools.layout import Layout

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOST = "127.0.0.1"
# Who is asked for the pages, by the address of a person of the demonstration.
MEMBERS = {
    "secretariat": "sam@secretariat.example",
    "convenor": "connie@assembly.example",
    "convenor and member": "tariq@qamar.example",
    "another convenor": "nuno@inspection-council.example",
    "member": "max@este.example",
    "another member": "jiri@zelena-hora.example",
    "administrator": "ada@secretariat.example",
}
ROLES = ("public", "requester", *MEMBERS)
PUBLIC_STARTS = (
    "/",
    "/components/",
    "/standards/17025/",
    "/standards/17025/2017/",
    "/standards/17025/2017/7.8.6.1/",
    "/standards/17025/2017/99.9/",
    "/search/?q=image",
    "/search/?q=17025+7.8.6",
    "/search/?q=nothing-like-this",
    "/clarifications/?q=image",
    "/clarifications/?q=nothing-like-this",
    "/clarifications/?standard=17025&clause=99",
    "/clarifications/?edition=17025-2017&clause=7",
    "/clarifications/pending/?standard=17025",
    "/clarifications/pending/?standard=none",
    "/request/?edition=17025/2017&clause=7.8.6.1",
    "/request/confirm/nothing/",
    "/nothing-here/",
    "/demo/mail/",
    "/demo/mail/?q=nothing-like-this",
    "/account/login/",
)
SIGNED_IN_STARTS = (
    "/desk/",
    "/desk/?list=mine",
    "/desk/?list=nothing",
    "/desk/?q=nothing",
    "/account/",
    "/people/",
    "/bodies/",
    "/standards/",
    "/account/second-factor/",
    "/",
)
SKIPPED = re.compile(r"^/(admin|static|api/v1)/|\.(xml|csv|txt|json)$|/feed/$|/codes/file/$")
# How many pages of one kind are read; of a kind that is not named, as many as OTHERS.
LIMITS = {
    "clarifications:record": 100,
    "clarifications:record-version": 100,
    "clarifications:case": 200,
    "clarifications:take-step": 400,
    "clarifications:followed": 200,
    "clarifications:followed-step": 200,
    "clarifications:clause": 60,
    "clarifications:draft-page": 30,
    "standards:standard": 30,
    "standards:edition": 30,
    "standards:clauses-edit": 3,
    "standards:concordance-edit": 3,
    "demo-message": 20,
    "demo-message-html": 60,
}
OTHERS = 12
WITH_QUERY = 12
# Of other pages the public is shown all, whoever is signed in a few.
PRIVATE = re.compile(
    r"clarifications:(case|desk|take-step|new-)|accounts:|account_|mfa_|standards:(clauses|concordance)-"
)
SEEN_BY_ALL = 2
EMPTY_FORMS = 4  # of each step, how often its form is sent empty
# What is typed on the pages of a draft, as the site keeps it.
TYPED = {
    "question": {
        "clauses": "7.8.6.1, 6.2.1 d), 99.9",
        "subject": "Example subject",
        "is_general": False,
        "questions": [
            {
                "text": "May the laboratory apply that rule?",
                "clauses": "7.8.6.1",
                "parts": [{"text": "In all cases?", "clauses": "7.8.6.1", "parts": []}],
            },
            {"text": "Is another reading possible?", "clauses": "", "parts": []},
        ],
    },
    "background": {"background": "Two read it so.\nOne does not.", "understanding": "Both are possible."},
    "identity": {
        "body": "",
        "body_name": "Body of the comparison",
        "claimed_kind": "other",
        "contact": "Rita Example",
        "position": "",
        "email": "rita@example.org",
        "originator": "",
    },
}
TIME = re.compile(r"\b\d\d:\d\d UTC")  # those of drafts are of now
LINK_IN_MAIL = re.compile(r"/request/confirm/[^/\s]+/")


@dataclass
class Reading:
    """What one role reads: its browser, where its pages are written, and how many there are of each kind."""

    role: str
    folders: dict[Path, Layout]
    email: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    kinds: Counter[tuple[str, ...]] = field(default_factory=Counter)
    asked: set[str] = field(default_factory=set)
    pages: int = 0

    def __post_init__(self) -> None:
        self.browser = Client(raise_request_exception=False, SERVER_NAME=HOST)
        self.user = apps.get_model("accounts", "User").objects.get(email=self.email) if self.email else None
        if self.user:
            self.browser.force_login(self.user, backend=BACKEND)

    def read_from(self, starts: list[str], *, within: str = "/") -> None:
        """Read the start pages and all pages below ``within`` that links lead to, each kind up to its limit."""
        waiting = deque(starts)
        while waiting:
            address = waiting.popleft()
            path = urlsplit(address).path
            if address in self.asked or SKIPPED.search(path) or not (address in starts or self._is_wanted(address)):
                continue
            self.asked.add(address)
            html = self.read(address)
            self._send_empty(address, html)
            waiting.extend(link for link in links(html, path) if link.startswith(within))

    def read(self, address: str) -> str:
        """Read one page and write its text down; what redirects is followed."""
        response = self.browser.get(address, follow=True)
        self.write(address, response)
        return html_of(response)

    def write(self, name: str, response: Any) -> None:
        """Write down what an address answered."""
        for folder, layout in self.folders.items():
            text = TIME.sub("hh:mm UTC", f"{response.status_code}\n{layout.text_of(html_of(response))}\n")
            for secret, shown in self.hidden.items():
                name, text = name.replace(secret, shown), text.replace(secret, shown)
            file = folder / self.role / quote(name.strip("/") or "home", safe=" ")[:200]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        self.pages += 1

    def _is_wanted(self, address: str) -> bool:
        kind = kind_of(address)
        self.kinds[kind] += 1
        limit = LIMITS.get(kind[0], OTHERS)
        if self.user and not PRIVATE.match(kind[0]):
            limit = SEEN_BY_ALL
        return self.kinds[kind] <= (min(limit, WITH_QUERY) if len(kind) > 1 else limit)

    def _send_empty(self, address: str, html: str) -> None:
        """Send the form of a page without anything in it, and take back what came of it."""
        path = urlsplit(address).path
        forms = LexborHTMLParser(html).css("form[method=post]")
        if not any((form.attributes.get("action") or path) == path for form in forms):
            return
        step = ("empty", path.rstrip("/").rsplit("/", 1)[-1])
        self.kinds[step] += 1
        if self.kinds[step] > EMPTY_FORMS:
            return
        browser = Client(raise_request_exception=False, SERVER_NAME=HOST)
        browser.cookies.load({name: morsel.value for name, morsel in self.browser.cookies.items()})
        with transaction.atomic():
            response = browser.post(path)
            if response.status_code != 302:
                self.write(f"{path} sent empty", response)
            transaction.set_rollback(True)


def main() -> None:
    """The texts of all roles, each in its folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--markup", type=Path, metavar="FOLDER")
    parser.add_argument("--roles", nargs="+", choices=ROLES, default=ROLES)
    asked = parser.parse_args()
    folders = {asked.folder: Layout.of_the_site()}
    if asked.markup:
        folders[asked.markup] = Layout.of_the_site(markup=True)
    django.setup()
    logging.disable(logging.WARNING)
    for role in asked.roles:
        with transaction.atomic():
            reading = Reading(role, folders, MEMBERS.get(role, ""))
            _read_as(reading)
            transaction.set_rollback(True)
        print(f"{role}: {reading.pages} pages", flush=True)


def _read_as(reading: Reading) -> None:
    """All that one role is shown."""
    cases = list(apps.get_model("clarifications", "Clarification").objects.order_by("pk"))
    if reading.role == "public":
        reading.read_from(list(PUBLIC_STARTS))
    elif reading.role == "requester":
        reading.read_from([case.private_path for case in cases], within="/request/")
        _read_draft(reading)
    else:
        reading.read_from(list(SIGNED_IN_STARTS))
        verbs = sorted({kind[1] for kind in reading.kinds if kind[0] == "empty"})
        for case in cases[::20]:
            for verb in verbs:
                reading.read(f"/desk/{case.reference}/{verb}/")
    if reading.role == "secretariat":
        _read_draft(reading)


def _read_draft(reading: Reading) -> None:
    """The pages of a draft: new, filled in, sent, confirmed, and when its link is over."""
    edition = apps.get_model("standards", "Edition").objects.get(slug="2017", standard__slug="17025")
    draft = apps.get_model("clarifications", "Draft").objects.create(
        created_at=timezone.now(), changed_at=timezone.now(), entered_by=reading.user
    )
    address = f"/request/draft/{draft.key}/"
    reading.hidden[draft.key] = "draft"
    pages = [f"{address}{page}/" for page in ("standard", "question", "background", "identity", "check", "kept")]
    reading.read_from(pages, within=address)
    draft.answers = {"standard": {"edition": str(edition.pk), "other_standard": ""}, **TYPED}
    draft.save()
    for page in pages:
        reading.read(f"{page}?filled")
    response = reading.browser.post(pages[4], {"nobody_named": "on"}, follow=True)
    reading.write("draft sent", response)
    newest = apps.get_model("clarifications", "Message").objects.latest("pk")
    found = LINK_IN_MAIL.search(newest.text)
    if found and not reading.user:
        reading.read(f"{address}sent/")
        reading.hidden[found[0].strip("/").rsplit("/", 1)[-1]] = "code"
        reading.read(found[0])
        reading.browser.post(found[0])
        reading.read(f"{found[0]}?again")
    reading.read(f"{address}?received")


def html_of(response: Any) -> str:
    """The page that an address answered; nothing where it is none."""
    return response.content.decode() if response.get("Content-Type", "").startswith("text/html") else ""


def links(html: str, path: str) -> Iterator[str]:
    """The addresses of this site that a page leads to."""
    for link in LexborHTMLParser(html).css("a[href]"):
        parts = urlsplit(link.attributes.get("href") or "")
        if not parts.netloc and not parts.scheme and (parts.path or parts.query):
            yield (parts.path or path) + (f"?{parts.query}" if parts.query else "")


def kind_of(address: str) -> tuple[str, ...]:
    """The view that answers, and the names in the query."""
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        name = "nothing"
    return (name, *sorted({key for key, _ in parse_qsl(parts.query, keep_blank_values=True)}))


if __name__ == "__main__":
    main()
