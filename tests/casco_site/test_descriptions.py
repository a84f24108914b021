"""What a page says of itself where it is found or shared: nothing that it does not hold."""

import re

import pytest

from accounts.models import BodySuccession
from clarifications.map import steps
from clarifications.register.vocabulary import PublicOutcome
from tests.casco_site.test_found import pages
from tests.casco_site.test_public_tables import known
from tests.factories import BodyFactory, ClauseFactory, EditionFactory
from tests.page import Page
from tests.register import Register

__all__ = ["known"]  # a fixture: a site with something of everything in it
pytestmark = pytest.mark.django_db

# Numbers and references, names in the middle of a sentence, and what is quoted.
# Whose site it is stands in its head.
OURS = {"CASCO", "CASCO’s", "ISO", "ISO/CASCO"}
CLAIMS = re.compile(r"“[^”]+”|\d[\w.,:/-]*\w|\d|(?<=[a-z,] )[A-Z][\w/-]+")


@pytest.fixture
def register(db) -> Register:
    return Register()


def said(page: Page) -> str:
    """What a page says of itself."""
    (text,) = page.values("meta[name=description]", "content")
    return str(text)


def claims(text: str) -> set[str]:
    """Numbers and names of a text."""
    return {found.strip("“”…,.") for found in CLAIMS.findall(text)}


def test_every_number_and_name_of_a_description_stands_on_its_page(petra, known):
    missing = {}
    for address, answer in pages(petra, known).items():
        if address.startswith("/request/"):
            continue
        page = Page(answer)
        asked = page.values("main input[name=q]", "value")
        words = " ".join(filter(None, [Page(answer, "main").words, *asked]))
        if absent := {claim for claim in claims(said(page)) - OURS if claim not in words}:
            missing[address] = absent

    assert missing == {}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/clarifications/", "None is published yet."),
        ("/clarifications/pending/", "Nothing is pending now."),
        ("/standards/90020/2012/7.1.5/", "nothing is clarified on this clause, and no request is pending."),
    ],
)
def test_an_empty_register_is_called_empty(petra, db, address, expected):
    ClauseFactory(edition=EditionFactory(standard__number="90020", year=2012), number="7.1.5")

    assert expected in said(Page(petra.get(address)))


@pytest.mark.parametrize("address", ["/", "/standards/", "/bodies/", "/about-data/", "/toolbox/", "/understanding/"])
def test_of_a_site_without_anything_no_number_or_name_is_said_that_it_has_not(petra, db, address):
    page = Page(petra.get(address))

    assert [claim for claim in claims(said(page)) - OURS if claim not in page.one("main")] == []


def test_a_retired_record_and_one_without_an_answer_are_called_so(petra, register):
    kept, undecided = register.published(), register.without_consensus()
    kept.take(steps.RETIRE, kept.sam, replacement=None)

    texts = [said(Page(petra.get(record.get_absolute_url()))) for record in (kept.clarification.record, undecided)]

    assert ["Retired." in texts[0], "No consensus." in texts[1]] == [True, True]


def test_of_a_record_of_which_no_answer_is_held_that_alone_is_told(petra, register):
    record = register.historic()

    text = said(Page(petra.get(record.get_absolute_url())))

    assert [str(outcome.label) for outcome in PublicOutcome if f"{outcome.label}." in text] == ["Answer not held"]


def test_a_body_has_in_its_description_what_its_page_has(petra, db):
    heir = BodyFactory(acronym="Heir")
    BodyFactory(acronym="Bare")
    BodySuccession.objects.create(older=BodyFactory(), newer=heir, since="2020", source="Example")

    first, second = (said(Page(petra.get(f"/bodies/{name}/"))) for name in ("bare", "heir"))

    assert ("followed" in first, "published" in first, "followed" in second) == (False, False, True)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/", "/request/"),
        ("/clarifications/", "/clarifications/pending/"),
        ("/clarifications/pending/", "/clarifications/"),
        ("/standards/", "/process/"),
        ("/standards/?q=none", "/standards/"),
        ("/standards/others/", "/clarifications/"),
        ("/standards/others/?q=none", "/standards/others/"),
        ("/bodies/", "/request/"),
        ("/bodies/?q=none", "/bodies/"),
    ],
)
def test_what_is_empty_leads_on_and_has_no_line(petra, db, address, leads_to):
    page = Page(petra.get(address))

    assert (page.values(".empty a"), page.values(".running[data-line]", "data-line")) == ([leads_to], [])
