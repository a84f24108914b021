"""What programs are told of a record and of the register: the truth, and that nothing of it binds."""

import json

import pytest

from clarifications import disclaimer
from standards.reading.dates import PartialDate
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def register():
    return Register()


def linked(petra, address: str):
    """The data that a page holds for programs."""
    page = Page(petra.get(address), "head")
    return [json.loads(node.text()) for node in page.root.css('script[type="application/ld+json"]')]


def test_a_record_is_a_work_in_a_data_set_that_says_that_it_does_not_bind(petra, register):
    record = register.add("Images", clauses="7.1.5")
    said = disclaimer.not_included(record.edition.standard.designation)

    (found,) = linked(petra, record.get_absolute_url())

    assert found == {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": SITE + record.get_absolute_url(),
        "url": SITE + record.get_absolute_url(),
        "name": record.name,
        "headline": "Images",
        "inLanguage": "en",
        "version": "1",
        "dateModified": record.changed_at.date().isoformat(),
        "datePublished": record.published.iso,
        "about": {
            "@type": "CreativeWork",
            "name": record.edition.reference,
            "url": SITE + record.edition.get_absolute_url(),
        },
        "usageInfo": {
            "@type": "CreativeWork",
            "url": f"{SITE}/process/#binding",
            "text": f"{said.head} {said.text}",
        },
        "isPartOf": {
            "@type": "Dataset",
            "@id": f"{SITE}/clarifications/#register",
            "url": f"{SITE}/clarifications/",
            "name": "Published clarifications",
        },
    }


def test_a_date_that_is_not_known_exactly_is_left_out(petra, register):
    record = register.add("Images")
    record.published = PartialDate("<2017")
    record.save()

    assert "datePublished" not in linked(petra, record.get_absolute_url())[0]


def test_the_register_is_a_data_set_and_a_part_of_it_is_none(petra, register):
    register.add("Images")

    (found,) = linked(petra, "/clarifications/")

    assert (found["@type"], found["@id"]) == ("Dataset", f"{SITE}/clarifications/#register")
    assert found["description"].endswith(disclaimer.short())
    assert found["usageInfo"]["text"].startswith("This is not a requirement, and it does not bind.")
    assert linked(petra, "/clarifications/?q=images") == []


def test_what_is_typed_cannot_end_the_data(petra, register):
    record = register.add("</script><script>alert(1)</script> & more")

    page = petra.get(record.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert linked(petra, record.get_absolute_url())[0]["headline"] == "</script><script>alert(1)</script> & more"


def test_nothing_claims_force_or_authority(petra, register):
    addresses = [register.add("Images").get_absolute_url(), "/clarifications/"]

    kinds = {found["@type"] for address in addresses for found in linked(petra, address)}

    assert kinds == {"CreativeWork", "Dataset"}
