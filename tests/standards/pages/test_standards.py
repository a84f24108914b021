"""The public pages of the catalogue."""

import datetime
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from standards.models import Resource, Responsibility, Succession, Transition, TransitionChange
from tests.factories import ClauseFactory, CommitteeFactory, EditionFactory, GroupFactory, StandardFactory
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db


def text_of(answer):
    """The words of a page, without marks and doubled blanks."""
    return Page(answer).words


def test_the_list_shows_what_is_in_force_and_what_may_still_be_used(petra, inspection):
    words = text_of(petra.get("/standards/"))

    assert re.search(
        r"In force Standards in force .* ISO/IEC 90020 .* 2026 , In force 2012 , In transition until 27 March 2099",
        words,
    )


def test_the_list_tells_what_is_withdrawn_apart(petra):
    EditionFactory(standard__number="90001", stage="95.99", withdrawn="2010")

    words = text_of(petra.get("/standards/"))

    assert "Withdrawn or not yet published" in words
    assert re.search(r"ISO/IEC 90001 .* 2017 , Withdrawn", words)


def test_parts_of_a_standard_stand_under_its_title_with_their_own(petra):
    whole = "Conformity assessment — Requirements for bodies of examples"
    for part, own in (("1", "Requirements"), ("2", "Competence"), ("3", "Records")):
        EditionFactory(standard__number="90021", standard__part=part, title=f"{whole} — Part {part}: {own}")

    page = Page(petra.get("/standards/"), ".parts")

    assert page.one('th[scope="rowgroup"]') == "Parts of 90021 Requirements for bodies of examples"
    assert page.all("td.said") == ["Requirements", "Competence", "Records"]


def test_the_list_can_be_searched(petra, inspection):
    EditionFactory(standard__number="90001")

    words = text_of(petra.get("/standards/", {"q": "90020"}))

    assert ("ISO/IEC 90020" in words, "ISO/IEC 90001" in words, "1 to 1 of 1" in words) == (True, False, True)


def test_a_list_without_rows_says_so(petra):
    assert "No standard fits" in text_of(petra.get("/standards/", {"q": "nothing"}))


def test_a_filter_that_makes_no_sense_is_left_out_with_a_message(petra, inspection):
    answer = petra.get("/standards/", {"standing": "<b>gone</b>"})

    assert answer.status_code == 200
    assert "The filter “With an edition” was left out" in text_of(answer)
    assert "<b>gone</b>" not in answer.content.decode()


def test_a_standard_shows_its_editions_lineage_transition_and_source(petra, inspection):
    words = text_of(petra.get("/standards/90020/"))

    assert "ISO/IEC 90020:2026 replaced ISO/IEC 90020:2012" in words
    assert "may be used until 27 March 2099 . 36 months were given." in words
    assert "Source: ilac.example" in words
    assert "Maintenance group not confirmed for 90020:2026" in words


def test_an_edition_tells_its_transition_from_both_ends_with_its_extensions(petra):
    old = EditionFactory(standard__number="90021", year=2011, stage="95.99")
    new = EditionFactory(standard__number="90021", standard__part="1", year=2015, published="2015-06-08")
    Succession.objects.create(newer=new, older=old)
    transition = Transition.objects.create(edition=new, until="2017-06-15")
    TransitionChange.objects.create(transition=transition, was="2017-06", to="2017-06-15", changed="2016")

    pages = [text_of(petra.get(edition.get_absolute_url())) for edition in (old, new)]
    pages.append(text_of(petra.get("/standards/90021/")))

    for words in pages:
        assert "Transition to 90021-1:2015" in words
        assert "ISO/IEC 90021:2011 : replaced 8 June 2015, could be used until 15 June 2017 ." in words
        assert "Changed 2016: from June 2017 to 15 June 2017." in words


def test_a_standard_names_the_group_that_is_confirmed(petra, inspection):
    _old, new = inspection
    facts = {"named_for": new, "confidence": "verified", "source": "Example"}
    Responsibility.objects.create(standard=new.standard, group=GroupFactory(name="WG 31"), **facts)

    words = text_of(petra.get("/standards/90020/"))

    assert "Maintenance group WG 31 Example , named for 90020:2026, confirmed Source: Example" in words


def test_who_was_named_before_is_told_apart_from_who_keeps_it(petra, inspection):
    old, _new = inspection
    facts = {"named_for": old, "confidence": "verified", "until": "2026-03-27"}
    Responsibility.objects.create(standard=old.standard, group=GroupFactory(name="WG 31", is_example=False), **facts)

    words = text_of(petra.get("/standards/90020/"))

    assert "Maintenance group not confirmed for 90020:2026" in words
    assert "Before WG 31, named for 90020:2012, until 27 March 2026, confirmed" in words


def test_a_standard_without_edition_in_force_leads_to_what_replaced_it(petra):
    old = EditionFactory(standard__number="90021", year=2011, stage="95.99")
    Succession.objects.create(newer=EditionFactory(standard__number="90021", standard__part="1"), older=old)

    words = text_of(petra.get("/standards/90021/"))

    assert "No edition is in force. Replaced by ISO/IEC 90021-1:2017 ." in words


def test_an_edition_in_transition_says_first_until_when_it_may_be_used(petra, inspection):
    words = text_of(petra.get("/standards/90020/2012/"))

    assert "Replaced by ISO/IEC 90020:2026 . Bodies may use this edition until 27 March 2099." in words


def test_an_end_of_transition_that_is_not_known_is_said_to_be_unknown(petra, inspection):
    old, _new = inspection
    Transition.objects.all().delete()
    old.inferred = [old.WITHDRAWAL]
    old.save()

    words = text_of(petra.get("/standards/90020/2012/"))

    assert "Until when bodies may use this edition is not known here." in words
    assert "Inferred: its withdrawal, from the published successor" in words or not old.data_as_of


def test_a_project_says_that_it_is_not_published(petra, inspection):
    _old, new = inspection
    draft = EditionFactory(standard=new.standard, year=None, slug="fdis", stage="50.20", published="")
    Succession.objects.create(newer=draft, older=new)

    assert "Not published yet. Proof sent to secretariat or FDIS ballot initiated" in text_of(
        petra.get("/standards/90020/fdis/")
    )
    assert "A new edition is coming: ISO/IEC 90020:fdis" in text_of(petra.get("/standards/90020/2026/"))


def test_a_supplement_leads_to_its_edition_and_back(petra, inspection):
    old, _new = inspection
    facts = {"reference": "ISO/IEC 90020:2012/Cor 1:2013", "slug": "2012-cor-1-2013", "year": 2013}
    EditionFactory(standard=old.standard, supplement_type="Cor", supplement_of=old, stage="95.99", **facts)

    assert "Supplement to ISO/IEC 90020:2012" in text_of(petra.get("/standards/90020/2012-cor-1-2013/"))
    assert "Supplements ISO/IEC 90020:2012/Cor 1:2013" in text_of(petra.get("/standards/90020/2012/"))


def test_the_old_address_of_a_published_project_leads_to_its_edition(petra, inspection):
    _old, new = inspection
    new.iso_id = 86292
    new.save()

    assert petra.get("/standards/90020/project-86292/").url == "/standards/90020/2026/"


def test_the_address_of_the_final_draft_leads_to_the_edition_that_it_became(petra, inspection):
    old, new = inspection
    for edition in (old, new):
        edition.former_reference = "ISO/IEC FDIS 90020"
        edition.save()

    answer = petra.get("/standards/90020/fdis/")

    assert (answer.status_code, answer.url) == (302, "/standards/90020/2026/")


def test_the_address_of_a_draft_amendment_leads_to_the_amendment(petra, inspection):
    old, _new = inspection
    facts = {"supplement_type": "Amd", "supplement_of": old, "year": 2019, "slug": "2012-amd-1-2019"}
    EditionFactory(standard=old.standard, former_reference="ISO/IEC 90020:2012/FDAmd 1", **facts)

    assert petra.get("/standards/90020/2012-fdamd-1/").url == "/standards/90020/2012-amd-1-2019/"


def test_the_family_is_drawn_with_the_edition_that_is_shown(petra, inspection):
    page = Page(petra.get("/standards/90020/2012/"))

    facts = ("href", "aria-label", "aria-current")
    for drawing in ("div.family", "svg.family"):
        links = [link.attributes for link in page.root.css(f"{drawing} a")]
        assert [tuple(link.get(fact) for fact in facts) for link in links] == [
            ("/standards/90020/2012/", "90020:2012 In transition", "page"),
            ("/standards/90020/2026/", "90020:2026 In force", None),
        ]


def test_a_succession_that_was_concluded_is_marked_in_the_drawing_and_in_the_words(petra, inspection):
    Succession.objects.update(is_inferred=True)

    page = petra.get("/standards/90020/")

    assert "ISO/IEC 90020:2026 replaced ISO/IEC 90020:2012 (inferred) ." in text_of(page)
    notes = LexborHTMLParser(page.content.decode()).css("div.family text.c-soft")
    assert [note.text().strip() for note in notes] == ["inferred", "In transition", "In force"]


def test_a_family_that_was_cut_says_so(petra, inspection):
    _old, new = inspection
    one = new
    for year in range(2027, 2089):
        later = EditionFactory(year=year)
        Succession.objects.create(newer=later, older=one)
        one = later

    assert "The family is larger: here are the 60 nearest editions." in text_of(petra.get("/standards/90020/"))


def test_a_project_says_what_can_come_next(petra, inspection):
    _old, new = inspection
    draft = EditionFactory(standard=new.standard, year=None, slug="fdis", stage="50.20", published="")
    Succession.objects.create(newer=draft, older=new)

    whole, own = text_of(petra.get("/standards/90020/")), text_of(petra.get("/standards/90020/fdis/"))

    assert "Can come next: Close of voting; proof returned by secretariat." in whole
    assert "Can come next Close of voting; proof returned by secretariat" in own


def test_resources_are_shown_with_kind_publisher_date_and_language(petra, inspection):
    _old, new = inspection
    facts = {"kind": "transition", "publisher": "RvA", "language": "nl", "published": "2026-05"}
    Resource.objects.create(edition=new, title="Transition", url="https://www.rva.example/1", **facts)

    whole = petra.get("/standards/90020/")
    of_new, of_old = (text_of(petra.get(f"/standards/90020/{year}/")) for year in (2026, 2012))

    assert 'href="https://www.rva.example/1" hreflang="nl"' in whole.content.decode()
    assert "Note on the transition, 90020:2026, RvA, May 2026, in Dutch, rva.example" in text_of(whole)
    assert "Note on the transition, RvA, May 2026, in Dutch, rva.example" in of_new
    assert ("More on it" in of_new, "More on it" in of_old) == (True, False)


def test_the_editions_say_how_much_is_published_and_pending_on_each(petra, inspection):
    old, _new = inspection
    register = Register()
    register.add("Images", edition=old, clauses="9")
    register.pending("Still open", edition=old, clauses="9")

    words = text_of(petra.get("/standards/90020/"))

    assert re.search(r"90020:2026 .{,90} In force 0 90020:2012 .{,120} until 27 March 2099 1 1 pending", words)


def test_an_edition_shows_what_the_register_holds_on_it(petra, inspection):
    old, _new = inspection
    Register().add("Images", edition=old, clauses="9")

    of_old, of_new = (text_of(petra.get(f"/standards/90020/{year}/")) for year in (2012, 2026))

    assert "Images" in of_old
    assert re.search(r"No clarification yet .+ Awaiting a verdict .+ Images", of_new)


def test_an_edition_names_its_committee_of_then_and_the_day_of_its_facts(petra, inspection):
    old, _new = inspection
    old.committee = CommitteeFactory(reference="ISO/TC 900", title="Examples")
    old.as_of = datetime.date(2026, 9, 23)
    old.save()

    words = text_of(petra.get("/standards/90020/2012/"))

    assert "Committee then ISO/TC 900, Examples" in words
    assert "State of the data as of 23 September 2026" in words


@pytest.mark.parametrize(
    "address",
    ["/standards/1/", "/standards/90020/1901/", "/standards/90020/project-1/", f"/standards/90020/project-{'9' * 40}/"],
)
def test_what_is_not_there_is_not_found(petra, inspection, address):
    assert petra.get(address).status_code == 404


@pytest.mark.parametrize(
    "query", ["page=0", "page=999", "page=x", "q=%00", f"q={'a' * 5000}", "q=%F0%9F%99%82", "type=", "standing=&q="]
)
def test_whatever_the_query_there_is_a_page(petra, inspection, query):
    assert petra.get(f"/standards/?{query}").status_code == 200


@pytest.mark.parametrize("count", [1, 3, 30])
def test_lists_take_the_same_few_queries_whatever_their_length(petra, django_assert_num_queries, count):
    for _row in range(count):
        old = EditionFactory(year=2012, stage="95.99")
        Succession.objects.create(newer=EditionFactory(standard=old.standard, year=2026), older=old)

    with django_assert_num_queries(6):
        petra.get("/standards/")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_page_takes_the_same_few_queries_whatever_it_holds(petra, django_assert_max_num_queries, inspection, count):
    old, new = inspection
    for row in range(count):
        ClauseFactory(edition=old, number=f"5.{row + 1}")
        facts = {"year": 1950 + row, "stage": "95.99", "supplement_type": "Cor", "supplement_of": old}
        EditionFactory(standard=old.standard, **facts)
        Succession.objects.create(newer=old, older=EditionFactory(stage="95.99"))
        Responsibility.objects.create(standard=old.standard, group=GroupFactory())

    with django_assert_max_num_queries(13):
        petra.get(new.standard.get_absolute_url())
    with django_assert_max_num_queries(17):
        petra.get(old.get_absolute_url())


def test_a_standard_of_another_committee_says_first_who_answers_and_offers_no_request(petra):
    committee = CommitteeFactory(reference="ISO/TC 292", title="Security and resilience")
    edition = EditionFactory(
        standard=StandardFactory(publisher="ISO", number="90301", committee=committee), committee=committee
    )

    pages = [petra.get(one.get_absolute_url()).content.decode() for one in (edition, edition.standard)]

    for text in pages:
        assert "Requests about ISO 90301:2017 are answered by the manager of ISO/TC 292." in text
        assert ("Ask a question" in text, "Maintenance group" in text, "Clarifications</th>" in text) == (False,) * 3
