"""How pages are found: each public one says in a sentence what it says, and where it stands."""

import re

import pytest
from django.http import HttpResponse
from django.templatetags.static import static

from casco_site.found import PAGES
from casco_site.sheets import STYLES
from tests.casco_site.test_public_tables import asked, known
from tests.factories import BodyFactory
from tests.page import Page

__all__ = ["known"]  # a fixture: a site with something of everything in it
pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
# Which address a page names as its own; none where no search engine is to keep it.
PLACES = {
    "/": "/",
    "/?utm_source=x": "/",
    "/clarifications/": "/clarifications/",
    "/clarifications/?q=&clause=&more=outcome": "/clarifications/",
    "/clarifications/?standard=90020": "/standards/90020/",
    "/clarifications/?edition=90020-2012&page=2": "/standards/90020/2012/",
    "/clarifications/?standard=90020&edition=90020-2012": "/standards/90020/2012/",
    "/clarifications/?edition=90020-2012&clause=7.1.5": "/standards/90020/2012/7.1.5/",
    "/clarifications/?clause=7.1.5": None,
    "/clarifications/?standard=none": None,
    "/clarifications/?standard=90020&clause=7.1.5": None,
    "/clarifications/?edition=90020-2012&edition=90020-2026": None,
    "/clarifications/?edition=90020-2012&outcome=yes": None,
    "/clarifications/?edition=90020-2012&kind=interpretation": None,
    "/clarifications/?edition=90020-2012&group=WG+1": None,
    "/clarifications/?edition=90020-2012&language=fr": None,
    "/clarifications/?edition=90020-2012&body=ballot": None,
    "/clarifications/?edition=90020-2012&sort=clause": None,
    "/clarifications/?edition=90020-2012&clause=7&clause=7.1.5": "/standards/90020/2012/7.1.5/",
    "/clarifications/?edition=90020-2012&clause=7.1.5&clause=7.8": None,
    "/clarifications/?sort=clause": None,
    "/clarifications/?q=images": None,
    "/clarifications/pending/?standard=90020": "/standards/90020/",
    "/clarifications/pending/?standard=none": None,
    "/standards/?q=90020": None,
    "/standards/others/?standard=90020": "/standards/90020/",
    "/standards/others/?edition=90020/2012": "/standards/90020/2012/",
    "/standards/others/?edition=90020/2012&clause=7.1.5": "/standards/90020/2012/7.1.5/",
    "/standards/others/?clause=7.1.5": None,
    "/standards/others/?standard=90020&status=unknown": None,
    "/standards/others/?edition=none": None,
    "/standards/90020/2026/concordance/90020/2012/?kind=moved": None,
    "/bodies/?kind=member": None,
    "/search/": "/search/",
    "/search/?q=images": None,
    "/toolbox/?as-of=2019": None,
    "/components/": None,
    "/standards/90020/2012/5.5/": None,
    "/request/": None,
    "/nothing/": None,
    "/clarifications/none/": None,
}
# The card of a page, and what it is where it is shared.
CARDS = {
    "/": ("site", "website"),
    "{answered}": ("clarification", "article"),
    "{corrected}v1/": ("clarification", "article"),
    "/standards/90020/": ("standard", "website"),
    "/standards/90020/2012/7.1.5/": ("standard", "website"),
    "/clarifications/pending/": ("work", "website"),
}


def head(petra, address: str) -> Page:
    """The head of a page."""
    return Page(petra.get(address), "head")


def canonical(petra, address: str) -> str | None:
    """The one address of a page, without that of the site; none where no search engine is to keep it."""
    found = head(petra, address)
    (robots,) = found.values("meta[name=robots]", "content") or [""]
    (place,) = found.values("link[rel=canonical]") or [""]
    assert bool(robots) != bool(place)
    return str(place).removeprefix(SITE) if place else None


def pages(petra, known) -> dict[str, HttpResponse]:
    """The examples of all public addresses that answer with a page, each with its answer."""
    answers = {address: petra.get(address) for address in asked(known)[0]}
    return {
        address: answer
        for address, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }


def test_every_public_page_is_in_the_table_of_how_it_is_found(petra, known):
    shown = {answer.resolver_match.view_name for answer in pages(petra, known).values()}

    # The feed is a page only for whoever asks for one.
    assert (shown | {"clarifications:feed"}) - {"clarifications:request"} == PAGES.keys()


def test_every_public_page_says_in_a_sentence_what_it_says(petra, known):
    said = {
        address: Page(answer, "head").values("meta[name=description]", "content")
        for address, answer in pages(petra, known).items()
        if not address.startswith("/request/")
    }

    assert {address: texts for address, texts in said.items() if len(texts) != 1} == {}
    assert {address: text for address, (text,) in said.items() if not 40 <= len(text or "") <= 240} == {}


def test_no_two_pages_say_the_same_of_themselves(petra, known):
    themselves: dict[str, list[str]] = {}
    for address, answer in pages(petra, known).items():
        found = Page(answer, "head")
        if found.values("link[rel=canonical]") == [SITE + address]:
            (text,) = found.values("meta[name=description]", "content")
            themselves.setdefault(str(text), []).append(address)

    assert len(themselves) > 25
    assert {text: places for text, places in themselves.items() if len(places) > 1} == {}


def test_a_page_names_the_one_address_under_which_it_is_found(petra, known):
    assert {address: canonical(petra, address) for address in PLACES} == PLACES


def test_every_form_of_a_record_names_the_record(petra, known):
    assert canonical(petra, f"{known['corrected']}v1/") == known["corrected"]
    assert canonical(petra, f"{known['answered']}fr/") == f"{known['answered']}fr/"


def test_each_page_of_a_list_is_found_by_itself(petra, db):
    BodyFactory.create_batch(51)

    first, second = head(petra, "/bodies/?page=1"), head(petra, "/bodies/?page=2")

    assert [first.values("link[rel=canonical]"), second.values("link[rel=canonical]")] == [
        [f"{SITE}/bodies/"],
        [f"{SITE}/bodies/?page=2"],
    ]
    assert str(second.values("meta[name=description]", "content")[0]).startswith("Page 2 of 2. ")


def test_links_of_what_is_left_out_are_followed_and_private_pages_are_not(petra, db):
    assert head(petra, "/search/?q=x").values("meta[name=robots]", "content") == ["noindex, follow"]
    assert head(petra, "/account/login/").values("meta[name=robots]", "content") == ["noindex"]
    assert head(petra, "/account/login/").values("meta[name=description]", "content") == []


# ---------- shared ----------


def test_a_page_is_shared_with_its_name_what_it_says_and_the_card_of_its_line(petra, known):
    shared, expected = {}, {}

    for address, (card, kind) in CARDS.items():
        found = head(petra, address.format(**known))
        names = ("site_name", "title", "description", "type", "url", "image")
        shared[address] = [found.values(f'meta[property="og:{name}"]', "content") for name in names]
        expected[address] = [
            ["CASCO Clarifications"],
            [found.title],
            found.values("meta[name=description]", "content"),
            [kind],
            found.values("link[rel=canonical]"),
            [f"{SITE}{static(f'cards/{card}.png')}"],
        ]

    assert shared == expected


def test_a_private_page_is_not_shared(petra, db):
    assert head(petra, "/account/login/").values("meta[property]", "property") == []


def test_the_frame_of_the_browser_has_the_colour_of_the_paper(petra, db):
    tokens = (STYLES / "tokens.css").read_text("utf-8")
    light, dark = re.findall(r"--paper: var\(--when-light, (#\w+)\) var\(--when-dark, (#\w+)\)", tokens)[0]

    found = head(petra, "/")

    assert found.values("meta[name=theme-color]", "content") == [light, dark]
    assert found.values("meta[name=theme-color]", "media") == [
        "(prefers-color-scheme: light)",
        "(prefers-color-scheme: dark)",
    ]
