"""Where a search finds nothing, it leads on: to what is wider, to what is pending, to who answers, to asking."""

import pytest

from clarifications.intake.models import Draft
from tests.clarifications.register.pages import page
from tests.factories import CommitteeFactory, EditionFactory, StandardFactory
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def laboratory():
    return EditionFactory(standard=StandardFactory(number="17025"), year=2017)


def shown(petra, text: str, at: str = "/search/") -> Page:
    return Page(petra.get(at, {"q": text}))


def ways(found: Page) -> list[tuple[str, str]]:
    """What the box of a search that found nothing says, line by line, and where each leads first."""
    return [
        (" ".join(line.text().split()), next((link.attributes["href"] for link in line.css("a")), ""))
        for line in found.root.css(".empty li, .empty p")
    ]


def test_the_nearest_clause_around_that_holds_something_is_named_and_then_the_standard(petra, register, laboratory):
    register.add("Rules", edition=laboratory, clauses="7.8.2")
    register.add("Data", edition=laboratory, clauses="4.1")

    found = ways(shown(petra, "17025 7.8.9"))

    assert ("ISO/IEC 17025, 7.8 and below: 1 clarification", "/clarifications/?standard=17025&clause=7.8") in found
    assert ("ISO/IEC 17025, any edition: 2 clarifications", "/clarifications/?standard=17025") in found


def test_a_clause_of_no_standard_leads_to_the_clause_around_it_in_any(petra, register, laboratory):
    register.add("Rules", edition=laboratory, clauses="7.8.2")

    found = ways(shown(petra, "7.8.9"))

    assert ("7.8 and below, of any standard: 1 clarification", "/clarifications/?clause=7.8") in found


def test_a_standard_on_which_nothing_is_published_leads_to_its_page(petra, laboratory):
    found = ways(shown(petra, "17025 7.8.9"))

    assert ("ISO/IEC 17025, any edition: nothing is published yet", "/standards/17025/") in found
    assert ("Nothing is pending on it.", "") in found
    assert [said for said, _url in found if "CASCO keeps ISO/IEC 17025:2017" in said] != []


def test_what_is_pending_on_the_standard_is_counted_and_nothing_of_it_is_said(petra, register, laboratory):
    register.pending("Secret seals", clauses="6.2", edition=laboratory)

    found = shown(petra, "17025 7.8.9")

    said = "1 request is pending on ISO/IEC 17025; what it asks is not public. See what is pending"
    assert (said, "/clarifications/pending/?standard=17025") in ways(found)
    assert "Secret" not in found.root.text()


def test_the_standard_of_another_committee_names_who_answers_and_offers_no_question_here(petra, laboratory):
    committee = CommitteeFactory(reference="ISO/TC 292", title="Security and resilience")
    standard = StandardFactory(number="22301", publisher="ISO", committee=committee)
    EditionFactory(standard=standard, year=2019, reference="ISO 22301:2019", committee=committee)

    found = ways(shown(petra, "22301 backups"))

    assert [said for said, _url in found if "answered by the manager of ISO/TC 292" in said] != []
    assert [url for said, url in found if "Ask a question" in said] == []
    assert ("Who answers for a standard", "/responsible/?q=22301%20backups") in found


def test_the_form_begins_with_what_was_typed(petra, laboratory):
    (way,) = [url for said, url in ways(shown(petra, "17025 7.8.9 zeppelins & rules")) if "Ask a question" in said]
    assert "question=17025+7.8.9+zeppelins+%26+rules" in way

    begun = Page(petra.get(way))
    assert "The draft begins with what you searched: “17025 7.8.9 zeppelins & rules”." in " ".join(
        begun.root.text().split()
    )
    fields = dict(zip(*(begun.values("#begin input", name) for name in ("name", "value")), strict=True))
    petra.post("/request/", {name: fields[name] for name in ("edition", "clause", "question")})

    draft = Draft.objects.get()
    assert draft.answers["standard"]["edition"] == laboratory.pk
    assert draft.answers["question"]["clauses"] == "7.8.9"
    assert draft.answers["question"]["questions"][0]["text"] == "17025 7.8.9 zeppelins & rules"


def test_a_citation_alone_is_no_question(petra, laboratory):
    (way,) = [url for said, url in ways(shown(petra, "17025 7.8.9")) if "Ask a question" in said]

    assert way == "/request/?edition=17025%2F2017&clause=7.8.9"


def test_beside_what_is_only_near_there_is_a_way_on_too(petra, register, laboratory):
    register.add("Images", edition=laboratory, clauses="7.1")

    for typed in ("17025 5.9", "17025 zeppelin", "images zeppelin"):
        assert "Not what you looked for?" in page(petra, f"/search/?q={typed}")
    for typed in ("17025 7.1", "images"):
        assert "Not what you looked for?" not in page(petra, f"/search/?q={typed}")


def test_finding_nothing_takes_as_many_queries_however_much_lies_around(
    petra, register, laboratory, django_assert_max_num_queries
):
    numbers = []
    for more in (0, 1, 5):
        for _ in range(more):
            register.historic("Images", clauses="7.8.2", edition=laboratory)
        with django_assert_max_num_queries(28) as captured:
            petra.get("/search/", {"q": "zeppelin 7.8.9"})
        numbers.append(len(captured))

    assert numbers[1:] == [numbers[1]] * 2


# ---------- the list ----------


def test_the_list_says_without_which_filter_there_would_be_how_many(petra, register, laboratory):
    register.add("Images", edition=laboratory, clauses="7.1")
    register.add("Images of seals", edition=laboratory, clauses="4")
    register.add("Seals", edition=EditionFactory(standard=StandardFactory(number="17020"), year=2012), clauses="4")
    address = "/clarifications/?q=images&standard=17025&outcome=no"

    found = ways(Page(petra.get(address)))

    assert found[0] == ("Without “Outcome: No”: 2 clarifications", "?q=images&standard=17025")
    assert "No clarification matches this search" in page(petra, address)
    assert [said for said, _url in found if said.startswith("Without")] == [found[0][0]]
    way = "/request/?edition=17025&question=images"
    assert ("Ask a question, beginning with what you looked for", way) in found


def test_where_no_single_filter_is_to_blame_that_is_said(petra, register, laboratory):
    register.add("Images", edition=laboratory, clauses="7.1")

    found = ways(Page(petra.get("/clarifications/?q=zeppelin&outcome=no")))

    assert found[0] == ("No single filter can be taken off so that anything is left.", "")
    assert ("Look for these words among clauses and standards too", "/search/?q=zeppelin") in found


def test_a_retired_record_is_counted_where_it_would_be_listed_alone(petra, register, laboratory):
    record = register.add("Images", edition=laboratory)
    type(record).objects.filter(pk=record.pk).update(label="retired")

    (said, _url), *_others = ways(Page(petra.get("/clarifications/?standard=17025&outcome=no")))
    assert said == "No single filter can be taken off so that anything is left."
    found = ways(Page(petra.get("/clarifications/?label=retired&kind=interpretation")))
    assert found[0] == ("Without “Historic interpretation”: 1 clarification", "?label=retired")
