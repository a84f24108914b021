"""What is said of a citation: the same words wherever one looks for it."""

import pytest

from standards.imports.depths import sync_depths
from standards.models import Succession
from standards.reading.depths import read_depths
from tests.factories import ClauseFactory, CommitteeFactory, EditionFactory
from tests.page import Page

pytestmark = pytest.mark.django_db

NONE = "There is no such edition. Of this number there are:"
SEARCHES = ("/search/", "/cite/", "/responsible/", "/clarifications/")


@pytest.fixture
def laboratory():
    """ISO/IEC 17025:2017 of CASCO, and the edition before it, which is withdrawn."""
    casco = CommitteeFactory(reference="ISO/CASCO", title="Committee on conformity assessment")
    newer = EditionFactory(standard__number="17025", standard__committee=casco, year=2017, committee=casco)
    older = EditionFactory(standard=newer.standard, committee=casco, year=2005, stage="95.99", withdrawn="2017-11-30")
    Succession.objects.create(newer=newer, older=older)
    return newer


@pytest.mark.parametrize("address", SEARCHES)
@pytest.mark.parametrize("typed", ["17025:2030", "ISO 17025:2018", "ISO/IEC 17025-2026 9.5"])
def test_an_edition_that_does_not_exist_is_called_so_with_those_that_do(petra, laboratory, address, typed):
    words = Page(petra.get(address, {"q": typed})).words

    assert NONE in words
    assert words.split(NONE)[1].split()[:6] == ["ISO/IEC", "17025:2017", ",", "Published", "ISO/IEC", "17025:2005"]


@pytest.mark.parametrize("address", SEARCHES)
@pytest.mark.parametrize("typed", ["17025:2017", "17025", "17025:2005 5.10", "99999:2020", "decision rule"])
def test_of_an_edition_that_exists_and_of_a_number_that_does_not_that_is_not_said(petra, laboratory, address, typed):
    assert NONE not in Page(petra.get(address, {"q": typed}, follow=True)).words


@pytest.mark.parametrize("clause", ["99", "99.9.9", "7.9"])
def test_a_clause_that_is_not_there_is_called_so_everywhere(petra, laboratory, clause):
    for number in ("7", "7.8"):
        ClauseFactory(edition=laboratory, number=number)
    sync_depths({laboratory.pk: read_depths("all: headings")}, reason="example")
    said = f"{clause} is not in ISO/IEC 17025:2017: our list is complete there."

    search = Page(petra.get("/search/", {"q": f"17025 {clause}"})).words
    cite = Page(petra.get("/cite/", {"q": f"17025 {clause}"}, follow=True)).words

    assert (said in search, said in cite) == (True, True)
