"""What steps say of a record: taken on their pages, read on page, print, feed and list, corrected, read again."""

from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from clarifications.intake.questions import Asked
from clarifications.register.pieces import PublishedAnswer
from clarifications.register.vocabulary import PublicOutcome
from standards.models import Succession, Transition
from standards.reading.dates import PartialDate
from tests.builders import Case, seeking_consensus
from tests.clarifications.desk.pages import address_of, send
from tests.factories import EditionFactory, TopicFactory
from tests.page import Page
from tests.points_beside import BESIDES, Beside, Taken
from tests.register import Register

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
EACH = pytest.mark.parametrize("said", BESIDES, ids=[f"{one.number} {one.what}".strip() for one in BESIDES])


@pytest.fixture
def edition():
    """An edition with an amendment that a later one replaced, with a transition that runs; two topics."""
    for name in ("Reports", "Marks"):
        TopicFactory(label=f"{name} (Example)")
    own = EditionFactory(standard__number="90020", year=2012, published="2012-03-01")
    newer = EditionFactory(standard=own.standard, year=2026, published="2026-03-27")
    Succession.objects.create(newer=newer, older=own)
    Transition.objects.create(edition=newer, until="2029-03-27")
    amended = {"slug": "2012-amd-1", "reference": f"{own.reference}/Amd 1:2020", "published": "2020-05"}
    EditionFactory(standard=own.standard, year=2020, supplement_type="Amd", supplement_of=own, **amended)
    return own


def entered(edition) -> tuple[Case, Case]:
    """A record and another one before it, both published before this system."""
    register = Register()
    answers = [PublishedAnswer(("1",), PublicOutcome.YES, "It is.")]
    facts = {"questions": [Asked("Is it an image?")], "answers": answers, "edition": edition}
    facts |= {"decided": PartialDate("2017-05-03"), "published": PartialDate("2017-06")}
    other = register.entered("Older (Example)", **facts)
    return register.entered("Images (Example)", **facts), other


def agreed() -> Case:
    """A case with whose draft everybody in the group agrees."""
    case = seeking_consensus()
    case.agree(case.connie, case.max, case.mina)
    return case


def take(browser_of, case, steps: tuple[Taken, ...]) -> None:
    """Take the steps on their pages: the convenor concludes, everything else is the secretariat's."""
    for one in steps:
        browser = browser_of(case.connie if one.step == "conclude" else case.sam)
        page = LexborHTMLParser(browser.get(address_of(case, one.step)).content.decode())
        typed = {name: chosen(page, name, value) for name, value in one.typed.items()}
        answer = send(browser, case, one.step, **typed)
        assert answer.status_code == 302, Page(answer).errors


def chosen(page: LexborHTMLParser, name: str, value: str) -> str | None:
    """What the browser sends for what somebody chooses by its name; what is typed is sent as it is."""
    offered = {node.text(strip=True): node.attributes["value"] for node in page.css(f"select[name='{name}'] option")}
    for node in page.css(f"input[type=radio][name='{name}']"):
        (label,) = page.css(f"label[for='{node.attributes['id']}']")
        offered[label.text(strip=True)] = node.attributes["value"]
    return offered[value] if offered else value


def read(client, address: str) -> str:
    return Page(client.get(address), "main").words


def in_feed(client, record) -> str:
    """What the feed says of a record, in one line."""
    entries = ElementTree.fromstring(client.get("/clarifications/feed/").content).iter(f"{ATOM}entry")
    address = record.get_absolute_url()
    (summary,) = [one.findtext(f"{ATOM}summary", "") for one in entries if address in one[1].attrib["href"]]
    return Page(f"<html><body>{summary}</body></html>").words


def at_once(client, said: Beside, record, other) -> dict[str, bool]:
    """Whether every place reads what it should."""
    page, feed = read(client, record.get_absolute_url() + said.place), in_feed(client, record)
    rows = Page(client.get("/clarifications/", {"q": said.search})).words if said.search else ""
    wanted = {
        "page": said.page in page,
        "feed": said.feed in feed,
        "search": not said.search or record.title in rows or bool(said.listed),
        "list": said.listed in rows,
        "other": not said.other or said.other in read(client, other.get_absolute_url()),
    }
    return wanted


@EACH
def test_what_a_step_says_of_a_record_is_read_everywhere_and_can_be_corrected(said, edition, browser_of, client):
    case, other = (agreed(), None) if said.agreed else entered(edition)

    take(browser_of, case, said.taken)
    case.clarification.refresh_from_db()
    record = case.clarification.record
    first = at_once(client, said, record, other and other.clarification.record)
    take(browser_of, case, said.corrected)
    then = read(client, record.get_absolute_url() + said.place)

    assert [place for place, holds in first.items() if not holds] == []
    assert said.then in then
    assert not said.corrected or said.page not in then
