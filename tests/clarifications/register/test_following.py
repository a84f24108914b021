"""How the register is followed: people are shown how, feed readers get the feed, of all standards or of one."""

from xml.etree import ElementTree

import pytest

from tests.factories import EditionFactory
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db
FEED, FOLLOW = "/clarifications/feed/", "/clarifications/follow/"
SITE = "http://127.0.0.1:8000"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.fixture
def register():
    return Register()


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (BROWSER, "text/html"),
        ("text/html", "text/html"),
        ("application/xhtml+xml, text/html;q=0.9, */*;q=0.1", "text/html"),
        ("*/*", "application/atom+xml"),
        ("", "application/atom+xml"),
        ("application/atom+xml, application/rss+xml;q=0.9, text/html;q=0.8", "application/atom+xml"),
        ("text/html, application/atom+xml", "application/atom+xml"),
        ("application/xml;q=0.9, text/html;q=0.5, */*;q=0.5", "application/atom+xml"),
        ("image/png", "application/atom+xml"),
    ],
)
def test_who_would_rather_have_a_page_is_shown_how_to_follow(petra, register, accept, kind):
    register.add("Images")

    answer = petra.get(FEED, headers={"accept": accept})

    assert (answer.status_code, answer["Content-Type"]) == (200, f"{kind}; charset=utf-8")
    assert "Accept" in answer["Vary"]


def test_the_page_gives_the_address_of_the_feed_to_be_copied(petra, register):
    register.add("Images")

    pages = [Page(petra.get(FOLLOW)), Page(petra.get(FEED, headers={"accept": BROWSER}))]

    assert [page.values("#feed", "value") for page in pages] == [[SITE + FEED], [SITE + FEED]]
    assert [page.one("h1") for page in pages] == ["Follow what is published"] * 2
    assert pages[1].values("link[rel=canonical]") == [SITE + FOLLOW]


def test_one_standard_is_followed_by_itself(petra, register):
    laboratory = EditionFactory(standard__number="17025", year=2017)
    record = register.add("Decision rules", edition=laboratory)
    register.add("Images", edition=EditionFactory(standard__number="17020", year=2012))

    page = Page(petra.get(FOLLOW))
    (address,) = [one for one in page.values("main a") if str(one).endswith("standard=17025")]
    feed = str(Page(petra.get(str(address))).values("#feed", "value")[0]).removeprefix(SITE)
    tree = ElementTree.fromstring(petra.get(feed).content)

    atom = "{http://www.w3.org/2005/Atom}"
    assert feed == f"{FEED}?standard=17025"
    assert tree.findtext(f"{atom}title") == "CASCO Clarifications: ISO/IEC 17025"
    assert [entry.findtext(f"{atom}title") for entry in tree.iter(f"{atom}entry")] == [f"{record.name}: Decision rules"]
    assert tree.findtext(f"{atom}id") != ElementTree.fromstring(petra.get(FEED).content).findtext(f"{atom}id")


@pytest.mark.parametrize("address", [FEED, FOLLOW])
def test_a_standard_that_is_not_there_has_no_feed(petra, address):
    assert petra.get(f"{address}?standard=none").status_code == 404


def test_a_feed_reader_finds_the_feed_from_every_page(petra):
    assert Page(petra.get("/"), "head").values('link[type="application/atom+xml"]') == [FEED]


def test_neither_feed_nor_page_sets_a_cookie(petra, register):
    register.add("Images")

    answers = [petra.get(FEED), petra.get(FEED, headers={"accept": BROWSER}), petra.get(FOLLOW)]

    assert [dict(answer.cookies) for answer in answers] == [{}, {}, {}]
