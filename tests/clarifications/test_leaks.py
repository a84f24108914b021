"""Nothing private comes out: every text is marked with where it was written, and everybody reads all that they reach.

Addresses are followed from the first pages on, as each reader finds them; a mark that is read where it must not be
is a leak. The secretariat, who may read everything, shows that the marks are there to be found.
"""

import datetime
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import serializers
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from accounts.models import BodyKind, User
from casco_site.areas import AREAS
from clarifications.case.models import Clarification
from clarifications.intake.drafts import save_draft
from clarifications.intake.questions import Asked
from clarifications.intake.steps import Requester
from clarifications.mail.models import Message
from clarifications.map import steps
from clarifications.register.models import (
    Pending,
    Record,
    RecordAnswer,
    RecordClause,
    RecordIndex,
    RecordVersion,
    RegisterCount,
)
from clarifications.review.steps import DraftAnswer
from tests.addresses import all_addresses, is_plain
from tests.builders import SHARED, Case, cast, received, under_review
from tests.factories import LONG_AGO, BodyFactory, ClauseFactory, ConvenorFactory, SeatFactory, UserFactory

pytestmark = pytest.mark.django_db

MARK = "Zqxjvwk"  # begins every marked word; so long that no random token has it by chance
MARKED = re.compile(rf"{MARK}[a-z0-9]+(?:-[a-z0-9]+)*", re.I)
MOST = 900  # addresses; more would mean that they do not end
# Where looking begins: all that is public and needs no name; for whoever holds a link, also where that is of use.
PUBLIC = tuple(one for one in all_addresses() if is_plain(one) and AREAS.of(one).is_public)
BY_LINK = tuple(one for area in AREAS.areas if area.holds_keys for one in area.addresses)
INSIDE = ("/", *AREAS.private_addresses)
# The admin is not sorted in every way, and no worker is alive in a test.
ASIDE = re.compile(r"/static/|/favicon|/readyz|/account/logout/|/admin/.*(\?|/history/)")
REGISTER = (Record, RecordVersion, RecordClause, RecordAnswer, RecordIndex, RegisterCount, Pending)

# What is marked, by whose it is; beside these, every name of a person is marked with the person's part.
OF_WHO_ASKS = ("contact", "address", "position", "originator", "body")
OF_THE_REQUEST = ("subject", "question", "background", "understanding", "return", "answer", "wording", "closing")
OF_THE_GROUP = ("disclosure", "comment", "draft1", "draft2", "considerations", "note", "objection", "account", "ends")
OF_THE_SECRETARIAT = ("finding",)


def marked(what: str, where: str) -> str:
    """A word that tells what was written in which case."""
    return f"{MARK}{what}-{where}"


# ---------- a house in which everything is marked ----------


class House:
    """A request in every state, and one that is only a draft; its people bear marked names."""

    def __init__(self) -> None:
        now = timezone.now()
        self.sam = person("sam", is_secretariat=True)
        connie = ConvenorFactory(user=person("connie"))
        self.connie, self.group = connie.user, connie.group
        self.max, self.mina = (SeatFactory(user=person(name), group=self.group).user for name in ("max", "mina"))
        self.rex = SeatFactory(user=person("rex"), group=self.group).user
        self.cases: dict[str, Case] = {}
        self.shared: dict[str, object] = {}
        self.fill(now)
        # They have a seat by now and have declared nothing; they had one before it all; they have one elsewhere.
        self.una = SeatFactory(user=person("una"), group=self.group, since=now.date()).user
        before = now.date() - datetime.timedelta(days=90)
        self.fred = SeatFactory(user=person("fred"), group=self.group, since=LONG_AGO, until=before).user
        self.otto = ConvenorFactory(user=person("otto")).user
        self.ada = person("ada", is_staff=True, is_superuser=True)
        self.stranger = person("stranger")

    def fill(self, now: datetime.datetime) -> None:
        """Walk the cases; the calls of those that were decided ended long ago, that of the called one is open."""
        self.begin("published", now, days_ago=60, walk=published)
        record = self.cases["published"].clarification.record
        ClauseFactory(edition=self.cases["published"].edition, number="7.1.5")
        for walk in (asked, reviewed, called, returned, resubmitted):
            self.begin(walk.__name__, now, days_ago=5, walk=walk)
        self.begin("decided", now, days_ago=50, walk=decided)
        self.begin("withdrawn", now, days_ago=20, walk=withdrawn)
        committee = self.cases["asked"].edition.standard.committee
        for step, facts in (
            (steps.NOT_ACCEPT, {"reason_code": "how-to"}),
            (steps.REFER, {"committee": committee}),
            (steps.ANSWER, {"record": record}),
        ):
            self.begin(step.verb.replace("-", ""), now, days_ago=5, walk=ending(step, **facts))
        save_draft(None, page="background", answers={"background": marked("background", "unsent")}, at=now)

    def begin(self, where: str, now: datetime.datetime, *, days_ago: int, walk: Callable[[Case, str], None]) -> None:
        """A case of the same cast, asked by a body of its own."""
        known = self.shared or {"sam": self.sam, "connie": self.connie, "max": self.max, "mina": self.mina}
        body = BodyFactory(name=marked("body", where), is_example=False)
        given = known | {"group": self.group, "body": body, "at": now - datetime.timedelta(days=days_ago)}
        case = cast(**given)
        self.shared = self.shared or {name: getattr(case, name) for name in SHARED}
        self.cases[where] = case
        case.rex = self.rex
        walk(case, where)


def person(part: str, **given: object) -> User:
    return UserFactory(name=f"{MARK}{part}", email=f"{part}@member.example", **given)


def asked(case: Case, where: str) -> None:
    """A request of which only edition and clauses may become known before it is published."""
    who = Requester(
        claimed_kind=BodyKind.MEMBER,
        contact=marked("contact", where),
        email=f"{marked('address', where)}@member.example",
        position=marked("position", where),
        originator=marked("originator", where),
        body=case.body,
    )
    received(
        case,
        subject=f"Images {marked('subject', where)}",
        questions=[Asked(f"Is it an inspection? {marked('question', where)}")],
        requester=who,
        background=marked("background", where),
        understanding=marked("understanding", where),
    )


def reviewed(case: Case, where: str) -> None:
    """With the group, which has talked, drafted and disclosed; Rex recused first."""
    asked(case, where)
    findings = dict.fromkeys(range(1, 9), ("met", "")) | {3: ("met", marked("finding", where))}
    case.take(steps.RECORD_FINDING, case.sam, findings=findings)
    under_review(case)
    case.take(steps.RECUSE, case.rex)
    case.take(steps.DISCLOSE, case.mina, note=marked("disclosure", where))
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    case.take(steps.COMMENT, case.max, text=marked("comment", where))
    for number in (1, 2):
        answer = DraftAnswer(
            questions=["1"],
            outcome="yes",
            position=f"It is. {marked(f'draft{number}', where)}",
            considerations=marked("considerations", where),
        )
        case.take(steps.DRAFT, case.max, answers=[answer], note=marked("note", where))


def called(case: Case, where: str) -> None:
    """A call with an objection in it."""
    reviewed(case, where)
    case.take(steps.CALL, case.connie, ends_on=(case.at + datetime.timedelta(days=20)).date())
    case.agree(case.connie, case.mina)
    case.take(steps.TAKE_POSITION, case.max, call=case.call, view="object", why=marked("objection", where))


def decided(case: Case, where: str) -> None:
    """Concluded over a sustained objection."""
    called(case, where)
    objection = case.call.roll.get(user=case.max).position
    sustained = {"objection": objection, "handling": "sustained", "account": marked("account", where)}
    case.take(steps.HANDLE_OBJECTION, case.connie, call=case.call, **sustained)
    case.take(steps.CONCLUDE, case.connie, reason=marked("ends", where))


def published(case: Case, where: str) -> None:
    """Published after every marked word was taken out of the public text."""
    decided(case, where)
    text = case.clarification.public_text.text.mapped(cleaned)
    case.take(steps.EDIT_PUBLIC_TEXT, case.sam, content=replace(text, title=cleaned(text.title)))
    case.take(steps.PUBLISH, case.sam)


def cleaned(text: str) -> str:
    """The same without the marked words, as the secretariat edits it."""
    return re.sub(rf" ?{MARKED.pattern}", "", text)


def returned(case: Case, where: str) -> None:
    asked(case, where)
    case.take(steps.SEND_BACK, case.sam, questions=[marked("return", where)])


def resubmitted(case: Case, where: str) -> None:
    returned(case, where)
    wording = {"1": f"Is it? {marked('wording', where)}"}
    case.take(steps.RESUBMIT, case.rita, answers={1: marked("answer", where)}, rewordings=wording)


def withdrawn(case: Case, where: str) -> None:
    reviewed(case, where)
    case.take(steps.WITHDRAW, case.rita, reason=marked("closing", where))


def ending(step: steps.Step, **facts: object) -> Callable[[Case, str], None]:
    """A walk to the end that ``step`` makes of a request that was screened."""

    def walk(case: Case, where: str) -> None:
        asked(case, where)
        findings = dict.fromkeys(range(1, 9), ("met", "")) | {4: ("not-met", marked("finding", where))}
        case.take(steps.RECORD_FINDING, case.sam, findings=findings)
        case.take(step, case.sam, reason=marked("closing", where), **facts)

    return walk


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

    assert leaks(pages, names("una")) == {}
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
