"""Nothing private comes out: every text is marked with where it was written, and everybody reads all that they reach.

Addresses are followed from the first pages on, as each reader finds them; a mark that is read where it must not be
is a leak. The secretariat, who may read everything, shows that the marks are there to be found.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import serializers
from django.db import transaction
from django.test import Client, override_settings

from casco_site.areas import AREAS
from clarifications.case.models import Clarification
from clarifications.mail.models import Message
from clarifications.map import steps
from clarifications.register.models import (
    Pending,
    Record,
    RecordClause,
    RecordFacet,
    RecordIndex,
    RecordVersion,
    RegisterCount,
    RegisterWord,
)
from tests.addresses import all_addresses, is_plain
from tests.clarifications.marked_house import MARK, MARKED, House, marked

pytestmark = pytest.mark.django_db
MOST = 900  # addresses; more would mean that they do not end
# Where looking begins: all that is public and needs no name; for whoever holds a link, also where that is of use.
PUBLIC = tuple(one for one in all_addresses() if is_plain(one) and AREAS.of(one).is_public)
BY_LINK = tuple(one for area in AREAS.areas if area.holds_keys for one in area.addresses)
INSIDE = ("/", *AREAS.private_addresses)
# The admin is not sorted in every way, and no worker is alive in a test.
ASIDE = re.compile(r"/static/|/favicon|/readyz|/account/logout/|/admin/.*(\?|/history/)")
REGISTER = (Record, RecordVersion, RecordClause, RecordFacet, RecordIndex, RegisterWord, RegisterCount, Pending)
# What is marked, by whose it is; beside these, every name of a person is marked with the person's part.
OF_WHO_ASKS = ("contact", "address", "position", "originator", "body", "mail")
OF_THE_REQUEST = ("subject", "question", "background", "understanding", "return", "answer", "wording", "closing")
OF_THE_GROUP = (
    *("disclosure", "comment", "draft1", "draft2", "considerations", "note"),
    *("objection", "reply", "word", "account", "ends"),
)
OF_THE_SECRETARIAT = ("finding",)


# ---------- a house in which everything is marked ----------


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker) -> Iterator[House]:
    """The house, built once for all tests, which only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
            built = House()
        yield built
        transaction.set_rollback(True)


# ---------- reading all that can be reached ----------


class Links(HTMLParser):
    """Collects the addresses that a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "action") and value]


def is_closed(address: str) -> bool:
    """Whether it may differ by who reads it; all else is the same for everybody."""
    return not AREAS.of(urlsplit(address).path).is_public


def read_by(browser: Client, start: tuple[str, ...], *, within: Callable[[str], bool] = is_closed) -> dict[str, str]:
    """What every address answers that can be reached from ``start``, headers and all, by its path and query."""
    pages: dict[str, str] = {}
    queue = deque(start)
    while queue:
        address = queue.popleft()
        if address in pages or ASIDE.match(address) or not (address in start or within(address)):
            continue
        answer = browser.get(address)
        heads = "\n".join(f"{name}: {value}" for name, value in answer.headers.items() if name != "Location")
        pages[address] = f"{heads}\n{answer.content.decode()}"
        queue.extend(sorted(links_in(pages[address], address)))
        if location := answer.headers.get("Location"):
            queue.append(local(location, address))
        assert answer.status_code < 500, address
        assert len(pages) < MOST, f"still to read: {list(queue)[:9]}"
    return pages


def links_in(text: str, address: str) -> set[str]:
    """The addresses of this site in a page, a feed or a list for search engines."""
    parser = Links()
    parser.feed(text)
    listed = re.findall(r"<(?:loc|id)>([^<]+)<", text)
    return {one for one in (local(link, address) for link in [*parser.found, *listed]) if one}


def local(link: str, address: str) -> str:
    """Path and query of a link, where it leads to this site and can be followed by looking."""
    parts = urlsplit(urljoin(f"http://testserver{address}", link))
    own = parts.scheme in ("http", "https") and parts.hostname in ("testserver", "127.0.0.1", "localhost")
    return f"{parts.path}{'?' if parts.query else ''}{parts.query}" if own else ""


def leaks(pages: dict[str, str], allowed: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """The marked words that stand where they must not, by address; ``allowed`` may be read by this reader."""
    known = {word.casefold() for word in allowed}
    found = {
        address: sorted({word for word in MARKED.findall(text) if word.casefold() not in known})
        for address, text in pages.items()
    }
    return {address: words for address, words in found.items() if words}


def cases_in(pages: dict[str, str]) -> list[str]:
    """The addresses of cases among those that were found."""
    return [address for address in pages if address.startswith("/desk/CR-")]


def words(whats: tuple[str, ...], wheres: tuple[str, ...]) -> frozenset[str]:
    return frozenset(marked(what, where) for what in whats for where in wheres)


def names(*parts: str) -> frozenset[str]:
    return frozenset(f"{MARK}{part}" for part in parts)


EVERYBODY = ("sam", "connie", "max", "mina", "rex", "una", "fred", "otto", "ada", "stranger")
WITH_THE_GROUP = ("published", "reviewed", "called", "decided", "withdrawn")


# ---------- what each reader finds ----------


def test_the_secretariat_finds_every_mark_that_the_others_must_not(house, browser_of):
    browser = browser_of(house.sam)

    pages = [browser.get(case.clarification.get_absolute_url()) for case in house.cases.values()]

    found = {word.casefold() for page in pages for word in MARKED.findall(page.content.decode())}
    written = words((*OF_WHO_ASKS, "subject", "question", "background", "understanding"), tuple(house.cases))
    written |= words(tuple(set(OF_THE_GROUP) - {"draft1"}), ("decided",)) | words(("closing",), ("withdrawn", "refer"))
    written |= words(("return", "answer", "wording"), ("resubmitted",)) | words(OF_THE_SECRETARIAT, ("notaccept",))
    assert {word for word in written if word.casefold() not in found} == set()


def test_the_public_finds_none(house, petra):
    pages = read_by(petra, (*PUBLIC, *BY_LINK), within=bool)

    assert leaks(pages) == {}
    record = house.cases["published"].clarification.record.get_absolute_url()
    assert {record, f"{record}v1/", "/clarifications/pending/", "/standards/", "/process/", "/search/"} <= set(pages)
    assert any(address.startswith("/sitemap-") and record in text for address, text in pages.items())
    assert not any(address.startswith(("/desk/", "/people/", "/admin/")) for address in pages)


def test_the_tables_of_the_register_hold_none(house):
    rows = [row for model in REGISTER for row in model.objects.all()]

    assert MARKED.findall(serializers.serialize("json", rows)) == []
    assert {type(row) for row in rows} == set(REGISTER)


@pytest.mark.parametrize("reader", ["stranger", "fred", "otto"])
def test_who_has_no_seat_in_the_group_finds_the_own_name_alone(house, browser_of, reader):
    pages = read_by(browser_of(getattr(house, reader)), INSIDE)

    assert leaks(pages, names(reader)) == {}
    assert not cases_in(pages)


def test_an_administrator_finds_names_and_no_case(house, browser_of):
    pages = read_by(browser_of(house.ada), INSIDE)

    assert leaks(pages, names(*EVERYBODY) | words(("body",), tuple(house.cases))) == {}
    assert not cases_in(pages)


def test_who_is_recused_finds_nothing_of_the_case(house, browser_of):
    pages = read_by(browser_of(house.rex), INSIDE)

    assert leaks(pages, names("rex")) == {}
    assert not cases_in(pages)


def test_who_has_declared_nothing_finds_cases_without_their_texts(house, browser_of):
    pages = read_by(browser_of(house.una), INSIDE)

    # What it is about and who asks it: else nobody could say whether the own body is concerned.
    assert leaks(pages, names("una") | words(("subject", "body"), WITH_THE_GROUP)) == {}
    assert house.cases["called"].clarification.get_absolute_url() in pages


def test_a_member_finds_the_work_of_the_group_and_nothing_of_who_asks(house, browser_of):
    pages = read_by(browser_of(house.mina), INSIDE)

    allowed = words((*OF_THE_REQUEST, *OF_THE_GROUP, *OF_THE_SECRETARIAT), WITH_THE_GROUP) | names(*EVERYBODY)
    assert leaks(pages, allowed) == {}
    assert marked("comment", "called") in pages[house.cases["called"].clarification.get_absolute_url()]


@pytest.mark.parametrize("where", ["called", "decided", "published", "withdrawn", "notaccept", "refer", "resubmitted"])
def test_a_requester_finds_the_own_words_and_no_experts(house, petra, where):
    link = house.cases[where].clarification.private_path

    pages = read_by(petra, (link,))

    assert leaks(pages, words((*OF_WHO_ASKS, *OF_THE_REQUEST), (where,))) == {}
    assert marked("question", where) in pages[link]


# ---------- searching, guessing, mail ----------


def test_what_is_private_cannot_be_searched_for(house, petra):
    record = house.cases["published"].clarification.record
    written = [*words(OF_WHO_ASKS + OF_THE_REQUEST[:4], ("published",)), marked("comment", "decided"), f"{MARK}max"]
    for word in written:
        for address in ("/search/", "/clarifications/"):
            assert record.title not in petra.get(address, {"q": word}).content.decode(), (address, word)


def test_a_reference_that_is_guessed_opens_nothing(house, petra, browser_of):
    verbs = ["", *(f"{step.verb}/" for step in steps.STEPS)]
    readers = {name: browser_of(getattr(house, name)) for name in ("otto", "rex", "ada")}
    for address in (f"{house.cases['called'].clarification.get_absolute_url()}{verb}" for verb in verbs):
        answers = {name: browser.get(address).status_code for name, browser in readers.items()}
        assert answers == dict.fromkeys(readers, 404), address
        assert petra.get(address).headers["Location"].startswith("/account/login/"), address


def texts_of_mail() -> Iterator[tuple[Message, set[str]]]:
    for message in Message.objects.select_related("clarification"):
        yield message, {word.casefold() for word in MARKED.findall(f"{message.subject}\n{message.text}")}


def test_mail_says_to_the_requester_the_own_words_and_to_all_others_none(house):
    where = {case.clarification.pk: name for name, case in house.cases.items()}
    kept = [row for row in texts_of_mail() if row[0].clarification_id]

    for message, said in kept:
        own = words((*OF_WHO_ASKS, *OF_THE_REQUEST), (where[message.clarification_id],))
        allowed = {word.casefold() for word in own} if message.role == "requester" else set()
        assert said <= allowed, (message.verb, message.role)
    assert {message.role for message, _said in kept} == {"requester", "secretariat", "member", "convenor", "named"}
    assert len({message.clarification_id for message, _said in kept}) == Clarification.objects.count()
