"""The API of the catalogue, asked as programs ask it: lists, single rows, filters, pages, errors, description."""

import jsonschema
import pytest
import yaml
from django.core.management import call_command

from standards.models import Responsibility, Succession, Transition
from tests.factories import ClauseFactory, CommitteeFactory, EditionFactory, GroupFactory, StandardFactory

pytestmark = pytest.mark.django_db
API = "/api/v1/"
SITE = "http://testserver"
LISTS = ("standards", "editions", "clauses", "committees")


def fetched(petra, address, **asked):
    """What the API says at an address that answers."""
    answer = petra.get(API + address, asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    return answer.json()


def refused(petra, address, **asked):
    """What is wrong with which parameter."""
    answer = petra.get(API + address, asked)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/json")
    return answer.json()["errors"]


@pytest.fixture
def inspection():
    """ISO/IEC 90020: 2012 in transition to 2026, with a clause and a paragraph."""
    committee = CommitteeFactory(
        iso_id=54998, title_fr="Comité", manager_name="Mary Manager", manager_email="mary@secret.example"
    )
    standard = StandardFactory(number="90020", committee=committee)
    facts = {"standard": standard, "committee": committee}
    old = EditionFactory(**facts, year=2012, published="2012-02-27", stage="95.99", iso_id=52994, withdrawn="2026")
    new = EditionFactory(**facts, year=2026, published="2026-03", edition_number=3, title_fr="Exemples")
    Succession.objects.create(newer=new, older=old, is_inferred=True)
    Transition.objects.create(edition=new, until="2099-03-27")
    above = ClauseFactory(edition=old, number="7.8", title="Reports")
    ClauseFactory(edition=old, number="7.8.6", title="", parent=above)
    return old, new


@pytest.fixture
def catalogue(inspection):
    """Beside it an amendment, a project, and a withdrawn specification of another committee."""
    _old, new = inspection
    screws = CommitteeFactory(reference="ISO/TC 1/SC 2", title="Screw threads", secretariat="SAC", is_suspended=True)
    facts = {"reference": "ISO/IEC 90020:2026/Amd 1:2026", "slug": "2026-amd-1-2026", "published": "2026-09-01"}
    EditionFactory(standard=new.standard, year=2026, supplement_type="Amd", supplement_of=new, **facts)
    project = EditionFactory(standard=new.standard, year=None, slug="project-9", iso_id=9, stage="30.20", published="")
    Succession.objects.create(newer=project, older=new)
    old = StandardFactory(publisher="ISO", type="TS", number="90001", part="1", slug="ts-90001-1", committee=screws)
    EditionFactory(standard=old, committee=screws, year=2005, published="<2006", stage="95.99", title="Screw threads")


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
        "standing": {"kind": "transition", "label": "In transition until 27 March 2099", "until": "2099-03-27"},
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
        "clauses_url": f"{SITE}/api/v1/clauses/?edition=90020/2012",
        "state_of_data": {"origin": None, "day": None, "inferred": [], "note": None},
    }


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
        "standing": {"kind": "current", "label": "In force", "until": None},
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
    rows = fetched(petra, f"{kind}/")["results"]

    assert rows
    assert rows == [petra.get(row["url"]).json() for row in rows]


@pytest.mark.parametrize("kind", LISTS)
def test_the_page_for_people_of_a_row_is_there(petra, catalogue, kind):
    pages = [row["html_url"] for row in fetched(petra, f"{kind}/")["results"] if "html_url" in row]

    assert [petra.get(page).status_code for page in pages] == [200] * len(pages)


# ---------- lists ----------


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({}, ["ts-90001-1", "90020"]),
        ({"ordering": "-number"}, ["90020", "ts-90001-1"]),
        ({"ordering": "slug"}, ["90020", "ts-90001-1"]),
        ({"q": "screw"}, ["ts-90001-1"]),
        ({"q": ""}, ["ts-90001-1", "90020"]),
        ({"type": "TS"}, ["ts-90001-1"]),
        ({"type": ["TS", "IS"]}, ["ts-90001-1", "90020"]),
        ({"type": "IWA"}, []),
        ({"standing": "current"}, ["90020"]),
        ({"standing": ["withdrawn", "transition"]}, ["ts-90001-1", "90020"]),
        ({"committee": "iso-casco"}, ["90020"]),
        ({"committee": "ISO/TC 1/SC 2"}, ["ts-90001-1"]),
        ({"committee": "54998"}, ["90020"]),
        ({"number": "90001", "part": "1"}, ["ts-90001-1"]),
        ({"number": "90001", "part": "2"}, []),
        ({"q": "90020", "type": "TS"}, []),
    ],
)
def test_standards_are_narrowed_and_ordered(petra, catalogue, query, slugs):
    assert [row["slug"] for row in fetched(petra, "standards/", **query)["results"]] == slugs


AMENDMENT, PROJECT, SPECIFICATION = "2026-amd-1-2026", "project-9", "2005"


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({"ordering": "published"}, [PROJECT, SPECIFICATION, "2012", "2026", AMENDMENT]),
        ({"ordering": "-published"}, [AMENDMENT, "2026", "2012", SPECIFICATION, PROJECT]),
        ({"ordering": "iso_id", "standing": "transition"}, ["2012"]),
        ({"ordering": "published", "standing": ["current"]}, ["2026", AMENDMENT]),
        ({"standing": "withdrawn"}, [SPECIFICATION]),
        ({"standing": "development"}, [PROJECT]),
        ({"standard": "90020", "supplement": "true"}, [AMENDMENT]),
        ({"standard": "90020", "supplement": "false", "ordering": "published"}, [PROJECT, "2012", "2026"]),
        ({"committee": "iso-tc-1-sc-2"}, [SPECIFICATION]),
        ({"type": "TS"}, [SPECIFICATION]),
        ({"stage": ["30.20", "50.20"]}, [PROJECT]),
        ({"year": "2012"}, ["2012"]),
        ({"q": "screw thr"}, [SPECIFICATION]),
        ({"published_after": "2026-03", "ordering": "published"}, ["2026", AMENDMENT]),
        ({"published_after": "2026-03-01"}, [AMENDMENT]),
        ({"published_before": "2012"}, ["2012", SPECIFICATION]),
        ({"published_before": "2012-02-26"}, [SPECIFICATION]),
        ({"published_before": "2026-03", "published_after": "2012-02"}, ["2012", "2026"]),
    ],
)
def test_editions_are_narrowed_and_ordered(petra, catalogue, query, slugs):
    assert [row["slug"] for row in fetched(petra, "editions/", **query)["results"]] == slugs


@pytest.mark.parametrize("kind", ["current", "transition", "withdrawn", "development"])
def test_editions_of_a_standing_are_those_that_say_so(petra, catalogue, inspection, kind):
    old, _new = inspection
    EditionFactory(standard__number="90050", year=2011, stage="30.98", published="")
    EditionFactory(standard__number="90051", year=2098, published="2098-01")
    announced = EditionFactory(standard__number="90052", year=2013, stage="95.99", withdrawn="2098-01-01")
    inferred = EditionFactory(standard__number="90053", year=2014, stage="95.99", inferred=[old.WITHDRAWAL])
    replaced = EditionFactory(standard__number="90054", year=2015)
    for older in (announced, inferred, replaced):
        Succession.objects.create(newer=EditionFactory(standard=older.standard, year=2020), older=older)

    everything = fetched(petra, "editions/")["results"]
    narrowed = fetched(petra, "editions/", standing=kind)["results"]

    assert narrowed == [row for row in everything if row["standing"]["kind"] == kind]
    assert narrowed


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, ["7.8", "7.8.6"]),
        ({"ordering": "-place"}, ["7.8.6", "7.8"]),
        ({"edition": "90020/2012"}, ["7.8", "7.8.6"]),
        ({"edition": "52994"}, ["7.8", "7.8.6"]),
        ({"edition": "90020/2026"}, []),
        ({"standard": "90020", "number": "7.8"}, ["7.8"]),
        ({"within": "7.8"}, ["7.8", "7.8.6"]),
        ({"within": "7.8.6"}, ["7.8.6"]),
        ({"q": "report"}, ["7.8"]),
    ],
)
def test_clauses_are_narrowed_and_ordered(petra, inspection, query, numbers):
    assert [row["number"] for row in fetched(petra, "clauses/", **query)["results"]] == numbers


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({}, ["iso-casco", "iso-tc-1-sc-2"]),
        ({"ordering": "-reference"}, ["iso-tc-1-sc-2", "iso-casco"]),
        ({"q": "conformity committee"}, ["iso-casco"]),
        ({"q": "tc 1"}, ["iso-tc-1-sc-2"]),
        ({"secretariat": "sac"}, ["iso-tc-1-sc-2"]),
        ({"suspended": "false"}, ["iso-casco"]),
    ],
)
def test_committees_are_narrowed_and_ordered(petra, catalogue, query, slugs):
    assert [row["slug"] for row in fetched(petra, "committees/", **query)["results"]] == slugs


def test_pages_lead_from_one_to_the_next_and_back(petra, catalogue):
    first = fetched(petra, "editions/", page_size=2, standard="90020")
    second = petra.get(first["next"]).json()

    assert (first["count"], first["previous"], len(first["results"])) == (4, None, 2)
    assert (second["count"], second["next"], len(second["results"])) == (4, None, 2)
    assert petra.get(second["previous"]).json() == first
    assert len({row["url"] for row in first["results"] + second["results"]}) == 4


def test_an_empty_list_has_one_page(petra):
    assert fetched(petra, "editions/") == {"count": 0, "next": None, "previous": None, "results": []}


def test_a_page_holds_fifty_rows_unless_more_are_asked_for(petra):
    for number in range(201):
        CommitteeFactory(reference=f"ISO/TC {number}")

    sizes = [len(fetched(petra, "committees/", **asked)["results"]) for asked in ({}, {"page_size": 200})]

    assert sizes == [50, 200]


@pytest.mark.parametrize(("kind", "queries"), [("standards", 6), ("editions", 4), ("clauses", 3), ("committees", 3)])
@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_few_queries_whatever_their_length(petra, django_assert_num_queries, kind, queries, count):
    for row in range(count):
        old = EditionFactory(year=2012, stage="95.99", committee=CommitteeFactory(reference=f"ISO/TC {row}"))
        new = EditionFactory(standard=old.standard, year=2026)
        EditionFactory(standard=old.standard, slug="amd", supplement_type="Amd", supplement_of=new)
        Succession.objects.create(newer=new, older=old)
        Transition.objects.create(edition=new, until="2099")
        Responsibility.objects.create(standard=old.standard, group=GroupFactory(), confidence="verified")
        above = ClauseFactory(edition=new, number="7")
        ClauseFactory(edition=new, number="7.1", parent=above)

    with django_assert_num_queries(queries):
        fetched(petra, f"{kind}/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_standing_takes_three_queries_more(petra, django_assert_num_queries, count):
    for _row in range(count):
        old = EditionFactory(year=2012, stage="95.99")
        Succession.objects.create(newer=EditionFactory(standard=old.standard, year=2026), older=old)
        Transition.objects.create(edition=old.replaced_by.get(), until="2099")

    with django_assert_num_queries(4 + 3):
        fetched(petra, "editions/", standing=["current", "transition"])


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

    assert (answer.status_code, answer.json()) == (404, {"detail": "There is nothing at this address."})


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["editions/", "editions/90020/2012/", "nothing/"])
def test_nothing_can_be_written(petra, inspection, method, address):
    answer = getattr(petra, method)(API + address)

    detail = f"This API can only be read, with GET: {method.upper()} is not possible."
    assert (answer.status_code, answer.json(), answer["Allow"]) == (405, {"detail": detail}, "GET, HEAD, OPTIONS")


def test_the_answer_is_json_or_none(petra, inspection):
    answers = [
        petra.get(f"{API}editions/", headers={"Accept": accept}) for accept in ("text/html,*/*;q=0.8", "text/html")
    ]

    assert [(one.status_code, one["Content-Type"]) for one in answers] == [
        (200, "application/json"),
        (406, "application/json"),
    ]


# ---------- description ----------


@pytest.fixture
def description(petra):
    return petra.get(f"{API}schema/", {"format": "json"}).json()


def test_the_description_has_no_warnings(tmp_path):
    call_command("spectacular", "--fail-on-warn", "--validate", "--file", str(tmp_path / "schema.yaml"))


def test_the_description_comes_as_yaml_and_as_json(petra, description):
    answer = petra.get(f"{API}schema/")

    assert answer["Content-Type"].startswith("application/vnd.oai.openapi")
    assert yaml.safe_load(answer.content) == description
    assert "ODC Attribution License (ODC-By 1.0)" in description["info"]["description"]


def test_enumerations_have_names_of_the_catalogue(description):
    names = [name for name, shape in description["components"]["schemas"].items() if "enum" in shape]

    assert names == ["Keeping", "StandardType", "StandingKind"]


def test_every_address_is_described_and_answers_as_described(petra, catalogue, inspection, description):
    names = {"standard": "90020", "edition": "2012", "iso_id": "52994", "clause": "7.8.6", "committee": "iso-casco"}
    components = description["components"]

    for path, methods in description["paths"].items():
        answer = petra.get(path.format(**names), {"q": "90020"} if methods["get"]["tags"] == ["answers"] else {})
        shape = methods["get"]["responses"][str(answer.status_code)]["content"]["application/json"]["schema"]
        whole = jsonschema.Draft202012Validator(shape | {"components": components})
        assert (answer.status_code, [error.message for error in whole.iter_errors(answer.json())]) == (200, [])

    assert len(description["paths"]) == 11


def test_all_fields_of_an_answer_are_described(petra, catalogue, description):
    for kind, shape in [("standards", "Standard"), ("editions", "Edition"), ("clauses", "Clause")]:
        row = fetched(petra, f"{kind}/")["results"][0]

        assert list(row) == list(description["components"]["schemas"][shape]["properties"])


def test_a_refusal_is_as_described(petra, description):
    shape = {"$ref": "#/components/schemas/Error", "components": description["components"]}
    answers = [petra.get(API + address).json() for address in ("editions/?page=0", "editions/1/")]

    assert [list(jsonschema.Draft202012Validator(shape).iter_errors(answer)) for answer in answers] == [[], []]
