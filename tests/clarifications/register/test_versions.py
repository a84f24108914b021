"""What a page says in its head of the version that it shows, and how that version is cited."""

import pytest

from clarifications.map import steps
from clarifications.publication.composing import clauses_of
from clarifications.register.models import Record
from standards.reading.dates import PartialDate
from tests.builders import text_of
from tests.clarifications.register.pages import page
from tests.page import Page

pytestmark = pytest.mark.django_db


def running(petra, address) -> str:
    """What the line at the head of a page says."""
    return Page(petra.get(address)).one(".running")


def test_the_head_of_each_version_says_what_that_version_says(petra, register):
    case = register.published("Images", clauses="7.1.5")
    changed = text_of(case, title="Pictures", clauses=clauses_of("8.1", case.edition))
    case.take(steps.CORRECT, case.sam, content=changed, reason="It names another clause.")
    url, name = case.clarification.record.get_absolute_url(), case.clarification.record.name

    heads = {one: Page(petra.get(one), "head").root.html for one in (url, f"{url}v1/", f"{url}v2/")}

    former, newest = heads[f"{url}v1/"], heads[url]
    assert [newest.count(f"{name}: Pictures. Yes"), "Images" in newest] == [2, False]
    assert former.count(f"{name}, version 1: Images. Yes") == 2
    assert f'property="og:title" content="{name}, version 1"' in former
    assert ["Pictures" in former, "ld+json" in former] == [False, False]
    assert "Pictures" in heads[f"{url}v2/"]
    assert ["8.1" in running(petra, one) for one in (f"{url}v1/", url)] == [False, True]


def test_the_head_of_a_redacted_version_repeats_no_text(petra, register):
    case = register.published("Images")
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Pictures"), reason="A slip of the pen.")
    case.take(steps.REDACT, case.sam, version=1, reason="It named a company.")
    url = case.clarification.record.get_absolute_url()

    (said,) = Page(petra.get(f"{url}v1/"), "head").values("meta[name=description]", "content")

    assert "version 1. Redacted. Not a requirement" in said


def test_whoever_cites_a_retired_record_says_so(petra, register):
    case = register.published("Images")
    url = case.clarification.record.get_absolute_url()
    assert "Retired on" not in page(petra, url)

    case.take(steps.RETIRE, case.sam)

    day = PartialDate.of(Record.objects.get().retired_at.date())
    for address in (url, f"{url}v1/"):
        text = page(petra, address)
        assert f". Retired on {day}. http" in text[text.index("Cite this") :]
