"""Nothing private comes out: every address that the public can reach is read, and no marked word stands on any."""

import copy
import datetime
import re
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.utils import timezone

from accounts.models import BodyKind
from clarifications import lifecycle as steps
from clarifications.process.intake import Asked, Requester, save_draft
from clarifications.process.review import DraftAnswer
from tests.builders import SHARED, Case, cast, received, under_review
from tests.factories import BodyFactory, ClauseFactory, ConvenorFactory, SeatFactory, UserFactory
from tests.journeys.stage import Person, Stage

MARK = "Zqx"  # begins every word that must not come out; no page has it by chance
MOST = 600  # addresses; more would mean that they do not end
START = ("/", "/robots.txt", "/sitemap.xml", "/clarifications/feed/", "/request/", "/account/login/")
ASIDE = ("/static/", "/favicon")


def marked(place: str) -> str:
    """A word that tells where it was written."""
    return f"{MARK}{place}"


def asked(case: Case, place: str) -> Case:
    """A request of which only edition and clauses may become known before it is published."""
    who = Requester(
        claimed_kind=BodyKind.MEMBER,
        contact=marked("contact"),
        email=f"{marked('address')}@member.example",
        position=marked("position"),
        originator=marked("originator"),
        body=case.body,
    )
    return received(
        case,
        subject=f"Images {marked(f'subject-{place}')}",
        questions=[Asked(f"Is it an inspection? {marked(f'question-{place}')}")],
        requester=who,
        background=marked("background"),
        understanding=marked("understanding"),
    )


def reviewed(case: Case, place: str) -> Case:
    """With the group, which has talked, drafted and disclosed."""
    under_review(asked(case, place))
    case.take(steps.DISCLOSE, case.mina, note=marked("disclosure"))
    case.take(steps.NAME_DRAFTER, case.connie, member=case.max)
    case.take(steps.COMMENT, case.max, text=marked("comment"))
    for number in (1, 2):
        text = f"It is. {marked(f'draft-{number}-{place}')}"
        answer = DraftAnswer(questions=["1"], outcome="yes", position=text, considerations=marked("considerations"))
        case.take(steps.DRAFT, case.max, answers=[answer], note=marked("note"))
    return case


def called(case: Case, place: str) -> Case:
    """A call with an objection in it."""
    reviewed(case, place)
    case.take(steps.CALL, case.connie, ends_on=(timezone.now() + datetime.timedelta(days=20)).date())
    case.agree(case.connie, case.mina)
    case.take(steps.POSITION, case.max, call=case.call, view="object", why=marked("objection"))
    return case


def decided(case: Case, place: str) -> Case:
    """Concluded over a sustained objection."""
    called(case, place)
    objection = case.call.roll.get(user=case.max).position
    sustained = {"objection": objection, "handling": "sustained", "account": marked("account")}
    case.take(steps.HANDLE, case.connie, call=case.call, **sustained)
    case.take(steps.CONCLUDE, case.connie, reason=marked("conclusion"))
    return case


def published(case: Case, place: str) -> Case:
    """Published after every marked word was taken out of the public text."""
    decided(case, place)
    content = cleaned(copy.deepcopy(case.clarification.public_text.content))
    case.take(steps.EDIT_PUBLIC, case.sam, content=content)
    case.take(steps.PUBLISH, case.sam)
    return case


def cleaned(value):
    """The same data without the marked words, as the secretariat edits it."""
    if isinstance(value, dict):
        return {name: cleaned(one) for name, one in value.items()}
    if isinstance(value, list):
        return [cleaned(one) for one in value]
    return re.sub(rf" ?{MARK}\S+", "", value) if isinstance(value, str) else value


def returned(case: Case) -> None:
    asked(case, "returned")
    case.take(steps.SEND_BACK, case.sam, questions=[marked("return")])


def resubmitted(case: Case) -> None:
    returned(case)
    case.take(steps.RESUBMIT, case.rita, answers={1: marked("answer")}, rewordings={"1": f"Is it? {marked('wording')}"})


def ended(case: Case, step: steps.Step, **facts: object) -> None:
    asked(case, step.verb)
    findings = dict.fromkeys(range(1, 9), ("met", "")) | {4: ("not-met", marked("finding"))}
    case.take(steps.FIND, case.sam, findings=findings)
    case.take(step, case.rita if step is steps.WITHDRAW else case.sam, reason=marked("closing"), **facts)


@pytest.fixture
def first(open_database) -> Case:
    """A cast whose very names are marked."""
    case = cast(
        sam=UserFactory(name=marked("sam"), is_secretariat=True),
        connie=ConvenorFactory(user__name=marked("connie")).user,
        body=BodyFactory(name=marked("body")),
        at=timezone.now() - datetime.timedelta(days=5),
    )
    case.group = case.connie.seats.get().group
    case.max = SeatFactory(user__name=marked("max"), group=case.group).user
    case.mina = SeatFactory(user__name=marked("mina"), group=case.group).user
    ClauseFactory(edition=case.edition, number="7.1.5")
    return case


@pytest.fixture
def full_house(first: Case) -> Case:
    """A request in every state, and one that is only a draft."""

    def another() -> Case:
        return cast(**{name: getattr(first, name) for name in SHARED}, at=first.at)

    published(first, "published")
    record = first.clarification.record
    for walk in (asked, reviewed, called, decided):
        walk(another(), walk.__name__)
    returned(another())
    resubmitted(another())
    ended(another(), steps.NOT_ACCEPT, reason_code="how-to")
    ended(another(), steps.REFER, committee=first.edition.standard.committee)
    ended(another(), steps.ANSWER, record=record)
    ended(another(), steps.WITHDRAW)
    save_draft(None, page="background", answers={"background": marked("unsent")}, at=timezone.now())
    return first


def test_no_marked_word_comes_out_at_any_public_address(stage: Stage, full_house: Case):
    petra = stage.enters("Petra")

    pages = all_that_can_be_read(petra)

    leaks = {address: sorted(set(re.findall(rf"{MARK}[\w-]*", text, re.I))) for address, text in pages.items()}
    assert {address: words for address, words in leaks.items() if words} == {}
    record = full_house.clarification.record.get_absolute_url()
    assert {record, f"{record}v1/", "/clarifications/pending/", "/standards/", "/process/"} <= set(pages)
    assert any(address.startswith("/sitemap") and record in text for address, text in pages.items())
    assert not any(address.startswith(("/desk/", "/people/", "/admin/")) for address in pages)


def test_what_is_private_cannot_be_searched_for(stage: Stage, full_house: Case):
    petra = stage.enters("Petra")
    places = ("contact", "background", "comment", "draft-2-published", "objection", "subject-reviewed", "body", "max")

    for place in places:
        petra.opens(f"/search/?q={marked(place)}")
        petra.reads("Nothing answers to this")
        petra.opens(f"/clarifications/?q={marked(place)}")
        petra.reads_nothing_of(full_house.clarification.record.title)


def test_what_is_private_is_not_found_by_who_has_the_reference(stage: Stage, full_house: Case):
    stranger = stage.enters("A stranger", UserFactory(name="Stranger Example"))
    petra = stage.enters("Petra")

    for number in range(1, 12):
        stranger.opens(f"/desk/CR-{timezone.now():%Y}-{number:04}/", status=404)
    petra.opens(f"/desk/CR-{timezone.now():%Y}-0001/")

    petra.is_at("Sign in")


class Links(HTMLParser):
    """Collects the addresses that a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "action") and value]


def all_that_can_be_read(petra: Person) -> dict[str, str]:
    """What every address answers that can be reached from the first page, by its path and query."""
    pages: dict[str, str] = {}
    queue = deque(START)
    while queue:
        address = queue.popleft()
        if address in pages or address.startswith(ASIDE):
            continue
        answer = petra.context.request.get(address, max_redirects=0)
        pages[address] = answer.text()
        queue.extend(sorted(links_in(pages[address], address)))
        if location := answer.headers.get("location"):
            queue.append(local(location, address))
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
    parts = urlsplit(urljoin(f"http://127.0.0.1:8000{address}", link))
    own = parts.scheme in ("http", "https") and parts.hostname in ("127.0.0.1", "localhost")
    return f"{parts.path}{'?' if parts.query else ''}{parts.query}" if own else ""
