"""People at their browsers: what they open, write, press and read, and what must never go wrong there meanwhile."""

import re
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import ConsoleMessage, Error, Locator, Page, Response

from accounts.models import User
from tests.factories import PASSWORD
from tests.journeys.hands import Hands, Keys, Mouse
from tests.journeys.windows import Windows

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LINK = re.compile(r"https?://\S+")
NOT_OK = "Failed to load resource: the server responded with a status of"


class Person:
    """Somebody at a browser of their own. Every page they come to has a title, one h1 and nothing in the console."""

    def __init__(self, name: str, page: Page, *, keys_only: bool = False) -> None:
        self.name, self.page, self.context = name, page, page.context
        self.faults: list[str] = []
        self.answers: dict[str, int] = {}  # the status that each page was last answered with, by its address
        self.hands: Hands = Keys(page) if keys_only else Mouse()
        self.heeds = {"console": self._hear, "pageerror": self._break, "response": self._answered}
        for event, heed in self.heeds.items():
            page.on(event, heed)

    def leaves(self) -> None:
        """Look away from the window, which somebody else may use."""
        for event, heed in self.heeds.items():
            self.page.remove_listener(event, heed)

    # ---------- going somewhere ----------

    def opens(self, address: str, *, status: int = 200) -> None:
        """Type an address; one of a mail leads to the site under test."""
        parts = urlsplit(address)
        self.page.goto(parts.path + (f"?{parts.query}" if parts.query else ""))
        self._arrive(status)

    def follows(self, link: str, *, inside: Locator | None = None, status: int = 200) -> None:
        """Follow the link with this name."""
        self._go(self._named("link", link, inside), status)

    def presses(self, button: str, *, inside: Locator | None = None, status: int = 200) -> None:
        """Press the button with this name, and wait for the page it leads to."""
        self._go(self._named("button", button, inside), status)

    def _go(self, control: Locator, status: int) -> None:
        with self.page.expect_navigation():
            self.hands.press(control)
        self._arrive(status)

    def unfolds(self, summary: str) -> None:
        """Open what is folded under these words."""
        self.hands.press(self.page.locator("summary").filter(has_text=summary))

    def _named(self, role: Any, name: str, inside: Locator | None) -> Locator:
        place = inside or self.page.locator("body")
        exact = place.get_by_role(role, name=name, exact=True)
        return exact.first if exact.count() else place.get_by_role(role, name=name).first

    def fetches(self, address: str) -> str:
        """What an address answers with that is no page: a feed, a list for search engines."""
        answer = self.context.request.get(urlsplit(address).path)
        assert answer.ok, f"{address} was answered with {answer.status}"
        return answer.text()

    # ---------- filling in ----------

    def writes(self, label: str, text: str, *, inside: Locator | None = None) -> None:
        """Write into the field with this label."""
        self.hands.write(self._field(label, inside), text)

    def chooses(self, label: str, option: str, *, inside: Locator | None = None) -> None:
        """Choose an option of a list or of a group of buttons with this label; its first words are enough."""
        group = (inside or self.page.locator("main")).get_by_role("group", name=_labelled(label))
        if group.count():
            self.ticks(option, inside=group.first)
            return
        choices = self._field(label, inside)
        if choices.get_attribute("data-offers"):
            self._chooses_offered(choices, option)
            return
        value = choices.locator("option").filter(has_text=_beginning(option)).first.get_attribute("value")
        self.hands.pick(choices, value or "")

    def _chooses_offered(self, field: Locator, option: str) -> None:
        """Type what is to be named, and take the first offer that begins so; without scripts it stays as typed."""
        self.hands.write(field, option)
        if field.get_attribute("role") == "combobox":
            offered = self.page.get_by_role("option").filter(has_text=_beginning(option)).first
            offered.wait_for()
            self.hands.take(field, offered)

    def ticks(self, option: str, *, inside: Locator | None = None) -> None:
        """Tick a box or one of several buttons; the first words of its label are enough."""
        self.hands.tick((inside or self.page.locator("main")).get_by_label(_beginning(option)).first)

    def _field(self, label: str, inside: Locator | None) -> Locator:
        return (inside or self.page.locator("main")).get_by_label(_labelled(label)).first

    def part(self, heading: str) -> Locator:
        """The section or set of fields with this heading."""
        main = self.page.locator("main")
        return (
            main.get_by_role("region", name=_labelled(heading))
            .or_(main.get_by_role("group", name=_labelled(heading)))
            .first
        )

    # ---------- reading ----------

    def reads(self, *texts: str) -> None:
        """Find all of these texts in the page."""
        read = " ".join((self.page.locator("body").text_content() or "").split())
        missing = [text for text in texts if text not in read]
        assert missing == [], f"{self.name} does not read {missing} at {self.path}"

    def reads_nothing_of(self, *texts: str) -> None:
        """Find none of these texts in the page, nor in what it is made of."""
        source = self.page.content()
        found = [text for text in texts if text in source]
        assert found == [], f"{self.name} reads {found} at {self.path}"

    def is_at(self, heading: str) -> None:
        """Be on the page with this h1."""
        assert heading in self.page.locator("h1").inner_text(), f"{self.name} at {self.path}"

    @property
    def path(self) -> str:
        """Where the person is."""
        return urlsplit(self.page.url).path

    @property
    def seen(self) -> str:
        """The text of the page, for whoever looks for what went wrong."""
        return self.page.locator("main").inner_text() if self.page.locator("main").count() else self.page.content()

    def _arrive(self, status: int) -> None:
        self.page.wait_for_load_state()
        answered = self.answers.get(self.page.url.partition("#")[0], 200)
        if answered != status:
            self.faults.append(f"{self.path} was answered with {answered}, not {status}")
        title, heads = self.page.evaluate("[document.title, document.querySelectorAll('h1').length]")
        if heads != 1 or not title.partition("·")[0].strip():
            self.faults.append(f"{self.path} has {heads} h1 and the title {title!r}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NOT_OK):
            self.faults.append(f"console of {self.path}: {message.text}")

    def _break(self, error: Error) -> None:
        self.faults.append(f"script of {self.path}: {error}")

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.answers[response.url.partition("#")[0]] = response.status
        elif response.status >= 400:
            self.faults.append(f"{response.url} was answered with {response.status}")


class Stage(AbstractContextManager["Stage"]):
    """The site, the post, and everybody who has entered."""

    def __init__(self, windows: Windows) -> None:
        self.windows = windows
        self.cast: list[Person] = []
        self.unusual: set[Person] = set()  # whose windows nobody uses again
        self.has_failed = False

    def enters(self, name: str, user: User | None = None, *, keys_only: bool = False, **how: Any) -> Person:
        """Somebody opens a browser; ``user``: signed in already; ``how``: settings of the browser."""
        page = self.windows.open(**how)
        if user is not None:
            client = Client()
            client.force_login(user, backend=BACKEND)
            cookie = client.cookies["session"]
            page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.windows.address}])
        person = Person(name, page, keys_only=keys_only)
        self.cast.append(person)
        if how:
            self.unusual.add(person)
        return person

    def signs_in(self, user: User, *, password: str = PASSWORD, **how: Any) -> Person:
        """Somebody opens a browser and signs in by the form."""
        person = self.enters(user.name, **how)
        person.opens("/desk/")
        person.writes("E-mail", user.email)
        person.writes("Password", password)
        person.presses("Sign in", inside=person.page.locator("main"))
        return person

    def mail_to(self, address: str, about: str = "") -> str:
        """The text of the newest mail to somebody, after the worker has sent what waits."""
        call_command("work", "--once", verbosity=0)
        letters = [letter for letter in mail.outbox if address in letter.to[0] and about in letter.subject]
        assert letters, f"no mail to {address} about {about!r}: {[(m.to, m.subject) for m in mail.outbox]}"
        return str(letters[-1].body)

    def link_in_mail_to(self, address: str, about: str = "", *, under: str = "") -> str:
        """The first link of the newest mail to somebody; ``under``: the first that leads there."""
        links = LINK.findall(self.mail_to(address, about))
        return next(link for link in links if urlsplit(link).path.startswith(under))

    @property
    def faults(self) -> list[str]:
        """Everything that went wrong in any browser."""
        return [f"{person.name}: {fault}" for person in self.cast for fault in [*person.faults, *person.hands.faults]]

    def __exit__(self, kind: type[BaseException] | None, *rest: BaseException | TracebackType | None) -> None:
        for person in self.cast:
            person.leaves()
            if self.has_failed or person in self.unusual:
                person.context.close()
            else:
                self.windows.put_back(person.page)
        if kind is None and self.faults:
            pytest.fail("\n".join(self.faults), pytrace=False)


def _beginning(words: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(words)}")


def _labelled(label: str) -> re.Pattern[str]:
    """A label, with or without the mark that it is optional."""
    return re.compile(rf"^\s*{re.escape(label)}\s*(\(optional\))?\s*$")
