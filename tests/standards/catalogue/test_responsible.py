"""Who answers for a standard: CASCO, another committee, a joint one, the board; by number or by words."""

import pytest

from standards.catalogue.responsible import Keeping, answer_for, responsible
from standards.models import Confidence, Edition, Responsibility, Succession, Transition
from standards.models.kinds import SourceRank
from tests.bodies import TOOK_OVER, former_forums
from tests.factories import CommitteeFactory, EditionFactory, GroupFactory, StandardFactory

pytestmark = pytest.mark.django_db


def standard(number, owner, *, publisher="ISO", **edition):
    """A standard of a committee, and its edition."""
    committee = CommitteeFactory(reference=owner, title=f"Title of {owner}", secretariat="SIS") if owner else None
    row = StandardFactory(publisher=publisher, number=number, committee=committee)
    return EditionFactory(standard=row, committee=committee, **edition)


def said(text):
    """The answers in short: reference, kind, committee, group."""
    return [
        (answer.reference, str(answer.kind), answer.committee and answer.committee.reference, str(answer.group or ""))
        for answer in responsible(text)
    ]


def test_a_standard_of_casco_names_its_group():
    edition = standard("17025", "ISO/CASCO", publisher="ISO/IEC")
    group = GroupFactory(name="WG 44")
    Responsibility.objects.create(group=group, standard=edition.standard, confidence=Confidence.VERIFIED)

    assert said("17025") == [("ISO/IEC 17025:2017", "casco", "ISO/CASCO", "WG 44")]


def test_a_group_that_nobody_confirmed_is_not_named():
    edition = standard("17025", "ISO/CASCO", publisher="ISO/IEC")
    Responsibility.objects.create(group=GroupFactory(), standard=edition.standard)

    assert said("17025") == [("ISO/IEC 17025:2017", "casco", "ISO/CASCO", "")]


@pytest.mark.parametrize(
    ("number", "owner", "kind", "words"),
    [
        (
            "22301",
            "ISO/TC 292",
            "committee",
            "Requests about ISO 22301:2017 are answered by the manager of ISO/TC 292.",
        ),
        (
            "27001",
            "ISO/IEC JTC 1/SC 27",
            "joint",
            "Requests about ISO 27001:2017 are answered by the manager of ISO/IEC JTC 1/SC 27."
            " That is a joint committee of ISO and IEC.",
        ),
        ("26000", "ISO/TMBG", "tmb", "ISO 26000:2017 is kept by the Technical Management Board of ISO itself."),
        ("11", None, "unknown", "Who keeps ISO 11:2017 is not in the catalogue of ISO."),
    ],
)
def test_what_others_keep_is_referred_in_words(number, owner, kind, words):
    standard(number, owner)

    answer = responsible(number)[0]

    assert (answer.kind, answer.committee and answer.committee.reference, answer.words) == (kind, owner, words)


def test_of_what_the_board_owns_the_committee_of_the_successor_answers():
    older = standard("19011", "ISO/TMBG", year=2018)
    committee = CommitteeFactory(reference="ISO/PC 302")
    project = EditionFactory(
        standard=older.standard, committee=committee, year=None, slug="dis", stage="40.20", published=""
    )
    Succession.objects.create(newer=project, older=older)

    assert said("19011") == [("ISO 19011:2018", "tmb", "ISO/PC 302", "")]


def test_what_is_in_force_comes_first_and_a_year_that_is_named_is_shown_too():
    old = standard("22301", "ISO/TC 292", year=2012, stage="95.99")
    EditionFactory(standard=old.standard, year=2019)

    found = [answer.reference for answer in responsible("ISO 22301:2012")]

    assert found == ["ISO 22301:2019", "ISO 22301:2012"]


def test_what_is_withdrawn_and_in_no_transition_is_not_clarified_any_more():
    newer = standard("17025", "ISO/CASCO", publisher="ISO/IEC")
    older = EditionFactory(standard=newer.standard, year=2005, stage="95.99", withdrawn="2017-11-30")
    Succession.objects.create(newer=newer, older=older)

    answers = responsible("17025:2005")

    assert [(answer.words, answer.asked_on) for answer in answers] == [
        ("CASCO keeps ISO/IEC 17025:2017: a clarification can be requested here.", newer),
        (
            "CASCO kept ISO/IEC 17025:2005. It is withdrawn; clarifications are given on editions in force or in"
            " transition. In its place stands ISO/IEC 17025:2017. What was published on it stays readable.",
            newer,
        ),
    ]


def test_a_withdrawn_supplement_has_in_its_place_what_took_that_of_its_edition():
    newer = standard("17025", "ISO/CASCO", publisher="ISO/IEC")
    older = EditionFactory(standard=newer.standard, year=2005, stage="95.99", withdrawn="2017-11-30")
    Succession.objects.create(newer=newer, older=older)
    supplement = EditionFactory(
        standard=newer.standard, supplement_of=older, supplement_type="Cor", year=2006, stage="95.99"
    )

    answer = answer_for(Edition.objects.get(pk=supplement.pk))

    assert (answer.is_withdrawn, list(answer.in_force)) == (True, [newer])


def test_a_number_among_words_of_a_title_is_no_edition_that_does_not_exist(petra):
    standard("9001", "ISO/TC 176/SC 2", title="Quality management systems — Requirements")

    answer = petra.get("/responsible/", {"q": "quality management 9001"})

    assert "There is no such edition" not in answer.content.decode()


def test_what_is_withdrawn_without_a_successor_has_nothing_in_its_place():
    standard("17040", "ISO/CASCO", publisher="ISO/IEC", stage="95.99", withdrawn="2017-11-30")

    (answer,) = responsible("17040")

    assert answer.words == (
        "CASCO kept ISO/IEC 17040:2017. It is withdrawn; clarifications are given on editions in force or in"
        " transition. What was published on it stays readable."
    )
    assert answer.asked_on is None


def test_what_may_still_be_used_in_a_transition_is_clarified():
    newer = standard("17020", "ISO/CASCO", publisher="ISO/IEC", year=2026)
    older = EditionFactory(standard=newer.standard, year=2012, stage="95.99")
    Succession.objects.create(newer=newer, older=older)
    Transition.objects.create(edition=newer, until="2999-03-27", source="example", source_rank=SourceRank.PRIMARY)

    answers = responsible("17020:2012")

    assert [answer.words for answer in answers] == [
        "CASCO keeps ISO/IEC 17020:2026: a clarification can be requested here.",
        "CASCO keeps ISO/IEC 17020:2012: a clarification can be requested here.",
    ]


def test_words_find_and_may_be_only_begun():
    standard("31000", "ISO/TC 262", title="Risk management — Guidelines")
    standard("31010", "ISO/TC 262", title="Risk assessment techniques")

    found = {text: [answer.reference for answer in responsible(text)] for text in ("risk manag", "techniq", "riskless")}

    assert found == {"risk manag": ["ISO 31000:2017"], "techniq": ["ISO 31010:2017"], "riskless": []}


def test_a_standard_of_iec_alone_is_said_to_be_unknown():
    answer = responsible("IEC 61010-1")[0]

    assert (answer.reference, answer.kind) == ("IEC 61010-1", Keeping.UNKNOWN)
    assert answer.words == (
        "Who keeps IEC 61010-1 is not in the catalogue of ISO. It is IEC's: ask IEC which of its committees keeps it."
    )


OTHERS = [
    ("IAF MD 5", "IAF"),
    ("ILAC P10", "ILAC"),
    ("EA-4/02", "EA"),
    ("JCGM 100", "JCGM"),
    ("OIML R 76", "OIML"),
    ("BS 5750", "BS"),
    ("ASTM E29", "ASTM"),
    ("SAE J1939", "SAE"),
    ("NABL 112", "NABL"),
    ("EN 45099", "CEN, CENELEC"),
]


@pytest.mark.parametrize(("text", "publisher"), OTHERS)
def test_a_document_of_another_publisher_is_given_to_no_committee(text, publisher):
    photography = CommitteeFactory(reference="ISO/TC 42")
    for number in ("5", "10", "4", "100", "76", "5750", "29", "1939", "112", "45099"):
        row = StandardFactory(publisher="ISO", number=number, committee=photography)
        EditionFactory(standard=row, committee=photography, title=f"Photography {text}")

    (answer,) = responsible(text)

    assert (answer.reference, answer.kind, answer.publisher, answer.committee) == (text, Keeping.OTHER, publisher, None)
    assert answer.words.startswith(f"{text} is not of ISO but of {publisher}: no committee of ISO answers for it.")


def test_what_iaf_and_ilac_published_names_who_took_over_their_roles():
    former_forums()

    assert responsible("IAF MD 5")[0].words == (
        f"IAF MD 5 is not of ISO but of IAF: no committee of ISO answers for it. {TOOK_OVER}"
    )


def test_the_directives_are_rules_and_no_standard_of_a_committee():
    assert responsible("ISO/IEC Directives, Part 2")[0].words == (
        "ISO/IEC Directives, Part 2 are rules of ISO and IEC themselves: no committee answers for them."
    )


def test_a_european_standard_that_casco_followed_names_what_followed_it():
    standard("17020", "ISO/CASCO", publisher="ISO/IEC")

    assert said("EN 45004:1995") == [
        ("EN 45004:1995", "other", None, ""),
        ("ISO/IEC 17020:2017", "casco", "ISO/CASCO", ""),
    ]


def test_a_standard_of_casco_with_the_letters_of_a_country_is_answered_as_its_own():
    standard("17065", "ISO/CASCO", publisher="ISO/IEC")

    assert said("EN 17065") == [("ISO/IEC 17065:2017", "casco", "ISO/CASCO", "")]


@pytest.mark.parametrize("text", ["", "  ", "%", "banana", "\0", '"', "a:b*", "OR", "' & |", "NEAR(", "9" * 400])
def test_nothing_is_answered_where_nothing_fits(text):
    standard("22301", "ISO/TC 292")

    assert responsible(text) == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_it_takes_the_same_few_queries_whatever_there_is(django_assert_max_num_queries, count):
    for number in range(count):
        standard(str(70100 + number), "ISO/CASCO", title="Conformity assessment")

    with django_assert_max_num_queries(6):
        responsible("conformity")


def test_an_address_of_isos_site_leads_to_who_answers_for_what_stands_there():
    edition = standard("22301", "ISO/TC 292", iso_id=75106)

    found = responsible("https://www.iso.org/standard/75106.html")

    assert [party.reference for party in found] == [edition.reference]
    assert responsible("https://www.iso.org/standard/999999999.html") == []
