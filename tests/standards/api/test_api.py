"""The API of the catalogue: what is answered to a program, and what is refused."""

import pytest

from standards.imports.depths import sync_depths
from standards.models import Responsibility
from standards.reading.depths import read_depths
from tests.factories import GroupFactory, StandardFactory
from tests.others import published
from tests.standards.api.asking import API, SITE, fetched, refused

pytestmark = pytest.mark.django_db
LISTS = ("standards", "editions", "clauses", "committees", "others")


# ---------- what is answered ----------


def test_an_edition_is_told_with_its_standing_and_what_followed_it(petra, inspection):
    edition = fetched(petra, "editions/90020/2012/")

    assert edition == {
        "url": f"{SITE}/api/v1/editions/90020/2012/",
        "html_url": f"{SITE}/standards/90020/2012/",
        "iso_url": None,
        "iso_id": 52994,
        "reference": "ISO/IEC 90020:2012",
        "former_reference": None,
        "urn": "urn:iso:std:iso-iec:90020:ed-1",
        "slug": "2012",
        "standard": {
            "designation": "ISO/IEC 90020",
            "slug": "90020",
            "url": f"{SITE}/api/v1/standards/90020/",
        },
        "title": {"en": "Conformity assessment — General requirements for examples", "fr": None},
        "year": 2012,
        "edition_number": 1,
        "stage": {"code": "95.99", "words": "Withdrawn"},
        "published": "2012-02-27",
        "corrected": None,
        "withdrawn": "2026",
        "standing": {
            "kind": "transition",
            "label": "In transition until 27 March 2099",
            "until": "2099-03-27",
            "until_source": None,
            "until_source_rank": None,
        },
        "transitions": [],
        "supplement": None,
        "replaces": [],
        "replaced_by": [
            {
                "reference": "ISO/IEC 90020:2026",
                "url": f"{SITE}/api/v1/editions/90020/2026/",
                "is_inferred": True,
            }
        ],
        "coming": [],
        "committee": {
            "reference": "ISO/CASCO",
            "slug": "iso-casco",
            "url": f"{SITE}/api/v1/committees/iso-casco/",
        },
        "clause_list": None,
        "clause_depths": [],
        "clauses_url": f"{SITE}/api/v1/clauses/?edition=90020/2012",
        "others_url": f"{SITE}/api/v1/others/?edition=90020/2012",
        "state_of_data": {"origin": None, "day": None, "inferred": [], "note": None},
    }


def test_how_deep_its_clause_list_goes_is_told_in_words_and_in_parts(petra, inspection):
    old, _new = inspection
    sync_depths({old.pk: read_depths("8: paragraphs from 8.1 to 8.6.3\nall: headings to level 2")}, reason="example")

    edition = fetched(petra, "editions/90020/2012/")

    empty = {"level": None, "first": None, "last": None, "note": None}
    assert edition["clause_list"] == "8: paragraphs from 8.1 to 8.6.3\nall: headings to level 2"
    assert edition["clause_depths"] == [
        empty | {"branch": "8", "kind": "paragraphs", "first": "8.1", "last": "8.6.3"},
        empty | {"branch": None, "kind": "headings", "level": 2},
    ]


def test_a_supplement_names_what_it_supplements(petra, catalogue):
    edition = fetched(petra, "editions/90020/2026-amd-1-2026/")

    assert edition["supplement"] == {
        "type": "Amd",
        "of": {"reference": "ISO/IEC 90020:2026", "url": f"{SITE}/api/v1/editions/90020/2026/"},
    }


def test_a_project_that_will_replace_an_edition_has_not_replaced_it(petra, catalogue):
    edition = fetched(petra, "editions/90020/2026/")

    names = [[one["reference"] for one in edition[relation]] for relation in ("replaces", "replaced_by", "coming")]
    assert names == [["ISO/IEC 90020:2012"], [], ["ISO/IEC 90020:project-9"]]


def test_an_edition_is_found_by_its_number_at_iso_too(petra, inspection):
    assert fetched(petra, "editions/52994/") == fetched(petra, "editions/90020/2012/")


def test_a_project_that_was_published_is_found_at_its_old_address(petra, inspection):
    assert fetched(petra, "editions/90020/project-52994/") == fetched(petra, "editions/90020/2012/")


def test_a_standard_is_told_with_its_editions_and_the_one_in_force(petra, inspection):
    _old, new = inspection
    facts = {"named_for": new, "confidence": "verified"}
    Responsibility.objects.create(standard=new.standard, group=GroupFactory(name="WG 31"), **facts)

    standard = fetched(petra, "standards/90020/")

    current = {
        "reference": "ISO/IEC 90020:2026",
        "url": f"{SITE}/api/v1/editions/90020/2026/",
        "published": "2026-03",
        "standing": {
            "kind": "current",
            "label": "In force",
            "until": None,
            "until_source": None,
            "until_source_rank": None,
        },
    }
    assert standard.pop("editions")[0] == current
    assert standard == {
        "url": f"{SITE}/api/v1/standards/90020/",
        "html_url": f"{SITE}/standards/90020/",
        "designation": "ISO/IEC 90020",
        "slug": "90020",
        "publisher": "ISO/IEC",
        "type": {"code": "IS", "words": "International Standard"},
        "number": "90020",
        "part": None,
        "title": {"en": "Conformity assessment — General requirements for examples", "fr": "Exemples"},
        "committee": {
            "reference": "ISO/CASCO",
            "slug": "iso-casco",
            "url": f"{SITE}/api/v1/committees/iso-casco/",
        },
        "responsible_group": {"name": "WG 31", "description": None, "is_example": True},
        "current_edition": current,
        "editions_url": f"{SITE}/api/v1/editions/?standard=90020",
        "others_url": f"{SITE}/api/v1/others/?standard=90020",
    }


@pytest.mark.parametrize("facts", [{"confidence": "inferred"}, {"confidence": "verified", "until": "2026-03"}])
def test_a_group_is_named_only_where_that_is_a_fact(petra, inspection, facts):
    _old, new = inspection
    Responsibility.objects.create(standard=new.standard, group=GroupFactory(), **facts)

    assert fetched(petra, "standards/90020/")["responsible_group"] is None


def test_a_standard_without_editions_is_told_all_the_same(petra):
    StandardFactory(number="90033", committee=None)

    standard = fetched(petra, "standards/90033/")

    names = ("title", "committee", "responsible_group", "current_edition", "editions")
    assert [standard[name] for name in names] == [None, None, None, None, []]


def test_a_clause_is_told_with_the_one_of_which_it_is_a_part(petra, inspection):
    clause = fetched(petra, "clauses/90020/2012/7.8.6/")

    assert clause == {
        "url": f"{SITE}/api/v1/clauses/90020/2012/7.8.6/",
        "html_url": f"{SITE}/standards/90020/2012/7.8.6/",
        "edition": {"reference": "ISO/IEC 90020:2012", "url": f"{SITE}/api/v1/editions/90020/2012/"},
        "number": "7.8.6",
        "slug": "7.8.6",
        "title": None,
        "parent": {"number": "7.8", "url": f"{SITE}/api/v1/clauses/90020/2012/7.8/"},
        "number_inferred": False,
        "others_url": f"{SITE}/api/v1/others/?edition=90020/2012&clause=7.8.6",
    }


def test_a_committee_is_told_without_people(petra, inspection):
    answer = petra.get(f"{API}committees/iso-casco/")

    assert answer.json() == {
        "url": f"{SITE}/api/v1/committees/iso-casco/",
        "iso_url": None,
        "iso_id": 54998,
        "reference": "ISO/CASCO",
        "slug": "iso-casco",
        "title": {"en": "Committee on conformity assessment", "fr": "Comité"},
        "secretariat": "ISO/CS",
        "suspended": False,
        "number_of_standards": 1,
        "standards_url": f"{SITE}/api/v1/standards/?committee=iso-casco",
    }
    assert "secret.example" not in answer.content.decode()


@pytest.mark.parametrize("name", ["iso-tc-1-sc-2", "ISO-TC-1-SC-2"])
def test_a_committee_is_named_by_its_reference(petra, catalogue, name):
    assert fetched(petra, f"committees/{name}/")["reference"] == "ISO/TC 1/SC 2"


def test_a_committee_is_found_by_its_number_at_iso_too(petra, inspection):
    assert fetched(petra, "committees/54998/") == fetched(petra, "committees/iso-casco/")


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_tells_of_a_row_what_its_address_tells(petra, catalogue, kind):
    published()

    rows = fetched(petra, f"{kind}/")["results"]

    assert rows
    assert rows == [petra.get(row["url"]).json() for row in rows]


@pytest.mark.parametrize("kind", LISTS)
def test_the_page_for_people_of_a_row_is_there(petra, catalogue, kind):
    pages = [row["html_url"] for row in fetched(petra, f"{kind}/")["results"] if "html_url" in row]

    assert [petra.get(page).status_code for page in pages] == [200] * len(pages)


# ---------- what cannot be answered ----------


@pytest.mark.parametrize(
    ("address", "query", "errors"),
    [
        ("editions/", {"page": "0"}, {"page": ["“0” is not a number from 1 on."]}),
        ("editions/", {"page": "x"}, {"page": ["“x” is not a number from 1 on."]}),
        ("editions/", {"page": "2"}, {"page": ["There is no page 2; the last is 1."]}),
        ("editions/", {"page_size": "201"}, {"page_size": ["A page holds at most 200."]}),
        (
            "editions/",
            {"ordering": "size"},
            {
                "ordering": [
                    "“size” is no order. There are: reference, published, iso_id; with - in front, from behind."
                ]
            },
        ),
        (
            "editions/",
            {"standing": "gone", "year": "MMXII"},
            {
                "standing": [
                    "“gone” is not one of the choices, which are: current, transition, withdrawn, development"
                ],
                "year": ["Enter a whole number."],
            },
        ),
        ("editions/", {"supplement": "1"}, {"supplement": ["“1” is neither true nor false."]}),
        (
            "editions/",
            {"published_after": "May"},
            {"published_after": ["“May” is not a date. A day is 2017-11-30, a month 2017-11, a year 2017."]},
        ),
        (
            "editions/",
            {"standard": "nope"},
            {"standard": ["There is no standard “nope”. One is named as in its address: 17025, 17021-1, ts-17012."]},
        ),
        (
            "standards/",
            {"committee": "nope"},
            {
                "committee": [
                    "There is no committee “nope”. One is named as in its address, iso-casco, or by its number at ISO."
                ]
            },
        ),
        (
            "clauses/",
            {"edition": "90020", "number": "seven"},
            {
                "edition": [
                    "There is no edition “90020”. One is named as in its address, 17025/2017, or by its number at ISO."
                ],
                "number": ["“seven” is no number of a clause."],
            },
        ),
        (
            "committees/",
            {"title": "Screws"},
            {
                "title": [
                    "There is no such parameter. There are: "
                    "format, ordering, page, page_size, q, secretariat, suspended."
                ]
            },
        ),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_with_the_reason(petra, inspection, address, query, errors):
    assert refused(petra, address, **query) == errors


@pytest.mark.parametrize(
    "query", ["q=%00", "page=" + "9" * 5000, "edition=" + "9" * 40, "page=%D9%A1", "q=" + "a" * 500, "standard=%00"]
)
def test_whatever_is_asked_is_answered_or_refused(petra, inspection, query):
    assert petra.get(f"{API}clauses/?{query}").status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        *("standards/1/", "editions/90020/1901/", "editions/1/", f"editions/{'9' * 40}/", "clauses/90020/2012/9.9/"),
        *("clauses/90020/1901/7.8/", "committees/nope/", "committees/1/", "nothing/", "editions/90020/2012/7.8/"),
        f"editions/90020/project-{'9' * 40}/",
    ],
)
def test_what_is_not_there_is_a_404_in_json(petra, inspection, address):
    answer = petra.get(API + address)

    assert (answer.status_code, answer.json()["detail"]) == (404, "There is nothing at this address.")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["editions/", "editions/90020/2012/"])
def test_nothing_can_be_written(petra, inspection, method, address):
    answer = getattr(petra, method)(API + address)

    detail = f"This API can only be read, with GET: {method.upper()} is not possible."
    assert (answer.status_code, answer.json()["detail"], answer["Allow"]) == (405, detail, "GET, HEAD, OPTIONS")


def test_the_answer_is_json_or_none(petra, inspection):
    answers = [
        petra.get(f"{API}editions/", headers={"Accept": accept}) for accept in ("text/html,*/*;q=0.8", "text/html")
    ]

    assert [(one.status_code, one["Content-Type"]) for one in answers] == [
        (200, "application/json"),
        (406, "application/problem+json"),
    ]
