"""The table of facets: what is drawn of each row, and that a count is what choosing shows, in registers at random."""

from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from clarifications.case.models import Clarification
from clarifications.map.steps import State
from clarifications.register import filters as lists
from clarifications.register.counts import COUNTED
from clarifications.register.facets import BY_NAME, COLUMNS, FACETS, READ
from clarifications.register.filters import RecordFilter, read
from clarifications.register.finding import index
from clarifications.register.finding import search as searching
from clarifications.register.models import Label, Record, RecordClause, RecordFacet, RecordIndex
from clarifications.register.offers import OfferedFacet
from standards.reading.clause_reader import parse
from standards.reading.words import read_words, words_in
from tests.factories import EditionFactory, StandardFactory, TopicFactory
from tests.page import Page

pytestmark = pytest.mark.django_db

STANDARDS = ("17025", "17020")
CLAUSES = ("4", "7.1", "7.1.5", "7.8", "7.8.2", "7.8.2.1", "6.2.1 d)", "Annex B", "B.1", "Table A.1")
VALUES = {
    "outcome": ("yes", "no", "silent"),
    "group": ("WG 44", "WG 21"),
    "language": ("en", "fr", "de"),
    "body": ("ballot", "ISO/CASCO", "unknown"),
    "topic": ("impartiality", "remote"),
}
NOW = timezone.now()
WORDS = ("image", "sampling")
YEARS = (2011, 2019, None)
EXAMPLE = {
    "edition": 0,
    "kind": "clarification",
    "label": Label.APPLIES,
    "year": 2019,
    "clauses": ["7.8.2.1", "B.1"],
    "words": ["image"],
    "rows": {("outcome", "yes"), ("outcome", "no"), ("language", "en")},
}
facts = st.fixed_dictionaries(
    {
        "edition": st.integers(0, 3),
        "kind": st.sampled_from(["clarification", "interpretation"]),
        "label": st.sampled_from([Label.APPLIES, Label.NOT_REVIEWED, Label.RETIRED]),
        "year": st.sampled_from(YEARS),
        "clauses": st.lists(st.sampled_from(CLAUSES), unique=True, max_size=3),
        "words": st.lists(st.sampled_from(WORDS), unique=True),
        "rows": st.sets(st.sampled_from([(name, value) for name, values in VALUES.items() for value in values])),
    }
)
choices = st.lists(
    st.sampled_from(
        [
            *(("standard", value) for value in STANDARDS),
            *(("edition", f"{standard}-{year}") for standard in STANDARDS for year in (2012, 2017)),
            *(("clause", value) for value in CLAUSES),
            *(("label", value) for value in ("applies", "not-reviewed", "retired")),
            *(("kind", value) for value in ("clarification", "interpretation")),
            *(("year", value) for value in ("2011", "2019", "unknown")),
            *((name, value) for name, values in VALUES.items() for value in values),
            *(("q", word) for word in WORDS),
        ]
    ),
    # A search is one text.
    unique_by=lambda pair: pair[0] if pair[0] == "q" else pair,
    max_size=5,
)


@pytest.fixture
def editions():
    """The editions of two standards; the vocabulary of topics is there too."""
    for key in VALUES["topic"]:
        TopicFactory(key=key)
    standards = [StandardFactory(number=number) for number in STANDARDS]
    return [EditionFactory(standard=standard, year=year) for standard in standards for year in (2012, 2017)]


def listed(query: list[tuple[str, str]]) -> RecordFilter:
    """The list that an address with these pairs shows."""
    return read(QueryDict(urlencode(query))).filter


def number(query: list[tuple[str, str]]) -> int:
    """How many records it shows, as its pages count them, which is how many there are."""
    shown = listed(query)
    assert shown.total.number == shown.qs.count()
    return shown.total.number


def offers(query: list[tuple[str, str]]) -> list[OfferedFacet]:
    return listed([*query, *(("more", facet.name) for facet in FACETS)]).offers()


# ---------- what is drawn of the table ----------


def test_every_facet_has_a_filter_a_place_in_the_counts_and_words():
    counted = {name.strip("'") for name, _value in COUNTED["clarifications_record"]}

    assert {*BY_NAME} == RecordFilter.base_filters.keys() - {"q", "sort"}
    assert counted == {facet.name for facet in COLUMNS}
    assert [facet.name for facet in FACETS if not facet.column and not facet.read] == ["clause"]
    assert [facet.name for facet in FACETS if "%(value)s" not in str(facet.chip) or not str(facet.label)] == []


def test_every_facet_is_found_by_an_index():
    indexes = {index.name: index.fields for index in Record._meta.indexes}

    assert {facet.name: indexes[facet.index] for facet in COLUMNS} == {
        facet.name: [facet.column.removesuffix("_id"), "-published", "-id"] for facet in COLUMNS
    }
    assert [index.fields for index in RecordFacet._meta.indexes] == [["facet", "value", "record"]]


def test_the_names_of_facets_fit_where_they_are_kept():
    assert max(len(facet.name) for facet in READ) <= RecordFacet._meta.get_field("facet").max_length


# ---------- a count is what choosing shows ----------


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(facts, min_size=1, max_size=8), chosen=choices, many=st.sampled_from([0, lists.MANY]))
@example(rows=[EXAMPLE], chosen=[("clause", "7.8")], many=0)
@example(rows=[EXAMPLE, EXAMPLE | {"label": Label.RETIRED}], chosen=[("label", "retired")], many=0)
@example(
    rows=[EXAMPLE | {"label": Label.RETIRED, "rows": {("outcome", "yes")}}],
    chosen=[("label", "retired"), ("outcome", "yes")],
    many=lists.MANY,
)
@example(
    rows=[EXAMPLE, EXAMPLE | {"edition": 3}],
    chosen=[("standard", "17025"), ("clause", "Annex B"), ("q", "image")],
    many=lists.MANY,
)
def test_a_count_is_what_choosing_it_shows(editions, rows, chosen, many):
    """Of short lists, whose records are gathered, and of long ones, which are read in their order."""
    with transaction.atomic(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(lists, "MANY", many)
        fill(editions, rows)
        wrong = {
            (facet.name, option.value): option.count
            for facet in offers(chosen)
            for option in facet.options
            if option.count != number([*without(chosen, facet.name), (facet.name, option.value)])
        }
        transaction.set_rollback(True)

    assert wrong == {}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(facts, min_size=1, max_size=8), chosen=choices)
def test_a_second_value_adds_to_a_facet_and_another_facet_narrows(editions, rows, chosen):
    with transaction.atomic():
        fill(editions, rows)
        shown = {record.pk for record in listed(chosen).qs}
        for name in {name for name, _value in chosen if name not in ("q", "clause")}:
            beside = without(chosen, name)
            each = [
                {record.pk for record in listed([*beside, (name, value)]).qs} for own, value in chosen if own == name
            ]
            assert shown == set().union(*each)
            assert shown <= {record.pk for record in listed(beside).qs} or ("label", "retired") in chosen
        transaction.set_rollback(True)


def test_a_list_costs_three_statements_beside_its_page(editions, django_assert_num_queries):
    """The marks of the bits, and two that read records: of those that are counted anew in a transaction one more."""
    fill(editions, [EXAMPLE] * 3)
    found = read(QueryDict("standard=17025&outcome=yes")).filter

    with django_assert_num_queries(4):
        assert found.total.number == 3
    with django_assert_num_queries(0):
        found.offers()


def test_counts_of_a_search_that_was_cut_short_are_the_least_there_are(editions, petra, monkeypatch):
    fill(editions, [EXAMPLE] * 9)
    monkeypatch.setattr(index, "MOST", 5)
    monkeypatch.setattr(searching, "MOST", 5)

    shown = Page(petra.get("/clarifications/?q=image&standard=17025&clause=7")).all(".facets .form-check")

    assert shown
    assert [words for words in shown if "at least 5" not in words] == []


def without(chosen: list[tuple[str, str]], name: str) -> list[tuple[str, str]]:
    return [pair for pair in chosen if pair[0] != name]


def fill(editions, rows) -> None:
    """A register with just these records."""
    cases = Clarification.objects.bulk_create(
        Clarification(reference=f"IM-{place}", state=State.PUBLISHED, since=NOW, submitted_at=NOW)
        for place, _row in enumerate(rows)
    )
    for place, (case, row) in enumerate(zip(cases, rows, strict=True), start=1):
        clauses = [parse(clause) for clause in row["clauses"]]
        record = Record.objects.create(
            clarification=case,
            slug=f"r{place}",
            number=place,
            kind=row["kind"],
            edition=editions[row["edition"]],
            standard=editions[row["edition"]].standard,
            title="Example",
            label=row["label"],
            year=row["year"],
            changed_at=NOW,
            first_clause=min((clause.sort_key for clause in clauses), default=""),
        )
        RecordClause.objects.bulk_create(
            RecordClause(
                record=record,
                edition=record.edition,
                canonical=one.canonical,
                slug=one.slug,
                sort_key=one.sort_key,
            )
            for one in clauses
        )
        is_retired = row["label"] == Label.RETIRED
        RecordFacet.objects.bulk_create(
            RecordFacet(record=record, facet=name, value=value, is_retired=is_retired)
            for name, value in sorted(row["rows"])
        )
        words = " ".join(words_in(read_words(" ".join(row["words"]))))
        RecordIndex.objects.create(record=record, words=words, written=words)
