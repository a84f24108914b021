"""What is public is made of public tables alone: every public address is asked for while each statement is watched.

An import contract does not see ``record.clarification``; the database does. Addresses come from the URLconf and the
areas that are declared public, so that a new page is asked for by itself.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client

from accounts.models import Body, BodySuccession
from casco_site.areas import AREAS
from clarifications.case.models import Clarification
from clarifications.map import steps
from clarifications.register.beside import (
    Bulletin,
    RecordName,
    RecordRelation,
    RecordTopic,
    RecordTranslation,
    RelationKind,
    Topic,
)
from clarifications.register.models import (
    Pending,
    Record,
    RecordClause,
    RecordFacet,
    RecordIndex,
    RecordVersion,
    RegisterCount,
    RegisterWord,
    Verdict,
)
from clarifications.screening.models import CriteriaSet, Criterion
from standards import models as catalogue
from standards.catalogue.concordance import ConcordanceEntry
from standards.editing.concordance import save
from standards.reading.dates import PartialDate
from tests.addresses import all_addresses, is_plain
from tests.builders import not_accepted, received, returned, text_of, withdrawn
from tests.factories import BodyFactory, ClauseFactory, EditionFactory, TopicFactory
from tests.others import published
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db

REGISTER = (
    *(Record, RecordVersion, RecordClause, RecordFacet, RecordIndex, RegisterWord, RegisterCount, Pending, Verdict),
    *(RecordName, RecordRelation, RecordTranslation, Bulletin, Topic, RecordTopic),
)
CATALOGUE = (
    *(catalogue.Standard, catalogue.Edition, catalogue.Succession, catalogue.Clause, catalogue.ClauseDepth),
    catalogue.Committee,
    *(catalogue.MaintenanceGroup, catalogue.Responsibility, catalogue.Transition, catalogue.TransitionChange),
    *(catalogue.Concordance, catalogue.ConcordanceRow, catalogue.Resource, catalogue.Import),
    *(catalogue.OtherPublication, catalogue.OtherClause, catalogue.ThesaurusRing),
)


def tables(*models: type[Model]) -> set[str]:
    return {model._meta.db_table for model in models}


# All are derived from public columns, by triggers, or drawn from them; the stamp holds random numbers.
INDICES = {"clarifications_recordsearch", "standards_search", "clarifications_drawn", "clarifications_namedby"}
INDICES |= {"clarifications_registerblock"}
INDICES |= {"standards_stamp"}
# Bodies are named on many pages, with what became of them; who represents them is not public, nor is each of them.
BODIES = (Body, BodySuccession)
PUBLIC = tables(*REGISTER, *CATALOGUE, *BODIES) | INDICES
# What may be read besides, by the beginning of the address, and why.
BESIDES = {
    "/request/": tables(CriteriaSet, Criterion),  # whoever asks is told what is asked of a request
    "/readyz": {"django_migrations"},  # whether the tables are those that this release expects
}
PRIVATE, PRIVATE_TOO = "Nowhere to be named", "Nor is this to be named"
# Asked for as if they were public: the way in, which no cache may keep, and what is not there at all.
ENTRANCES = ("/request/", "/nothing/")
# Has no page to be read: no worker is alive in a test.
SILENT = ("/readyz",)


@dataclass(frozen=True)
class Examples:
    """Addresses to ask for: some that have a page, some that have none."""

    there: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


# What is asked for where an address has names in it, or asks for more than its first page.
EXAMPLES = {
    "/search/": Examples(
        (
            "/search/",
            "/search/?q=images",
            "/search/?q=transmittted+imagess",
            "/search/?q=90020:2012+7.1.5",
            "/search/?q=%00",
        )
    ),
    "/cite/": Examples(("/cite/", "/cite/?q=90020:2012+7.1.5", "/cite/?q=nonsense")),
    "/responsible/": Examples(("/responsible/", "/responsible/?q=90020", "/responsible/?q=nonsense")),
    "/bodies/": Examples(("/bodies/", "/bodies/?q=example&kind=member&confirmed=yes&page=2")),
    "/bodies/<slug:ref>/": Examples(
        ("/bodies/9452/", "/bodies/known/"), ("/bodies/none/", "/bodies/nowhere-to-be-named/")
    ),
    "/api/v1/bodies/<slug:ref>/": Examples(
        ("/api/v1/bodies/9452/",), ("/api/v1/bodies/none/", "/api/v1/bodies/nowhere-to-be-named/")
    ),
    "/nothing/": Examples(missing=("/nothing/",)),
    "/sitemap-<slug:section>.xml": Examples(
        (
            "/sitemap-pages.xml",
            "/sitemap-records.xml",
            "/sitemap-standards.xml",
            "/sitemap-editions.xml",
            "/sitemap-clauses.xml",
        ),
        ("/sitemap-nothing.xml", "/sitemap-records.xml?p=99"),
    ),
    "/api/v1/resolve/": Examples(("/api/v1/resolve/?q=90020:2012+7.1.5",)),
    "/api/v1/responsible/": Examples(("/api/v1/responsible/?q=90020",)),
    "/api/v1/standards/<slug:standard>/": Examples(("/api/v1/standards/90020/",), ("/api/v1/standards/none/",)),
    "/api/v1/editions/<int:iso_id>/": Examples(("/api/v1/editions/52994/",), ("/api/v1/editions/1/",)),
    "/api/v1/editions/<slug:standard>/<slug:edition>/": Examples(
        ("/api/v1/editions/90020/2012/",), ("/api/v1/editions/90020/1999/",)
    ),
    "/api/v1/clauses/<slug:standard>/<slug:edition>/<str:clause>/": Examples(
        ("/api/v1/clauses/90020/2012/7.1.5/",), ("/api/v1/clauses/90020/2012/99/",)
    ),
    "/api/v1/committees/<str:committee>/": Examples(("/api/v1/committees/iso-casco/",), ("/api/v1/committees/none/",)),
    "/api/v1/others/<path:identifier>/": Examples(("/api/v1/others/example/",), ("/api/v1/others/none/",)),
    "/standards/others/": Examples(
        (
            "/standards/others/",
            "/standards/others/?q=images&clause=7.1.5&edition=90020/2012&status=unknown&page=2",
            "/standards/others/?clause=x&body=none",
        )
    ),
    "/standards/": Examples(("/standards/", "/standards/?q=90020&standing=in-force&page=2")),
    "/standards/<slug:slug>/": Examples(("/standards/90020/",), ("/standards/none/",)),
    "/standards/<slug:slug>/<slug:edition>/": Examples(
        ("/standards/90020/2012/", "/standards/90020/2026/"), ("/standards/90020/1999/",)
    ),
    "/standards/<slug:slug>/<slug:edition>/clauses.csv": Examples(
        ("/standards/90020/2012/clauses.csv",), ("/standards/90020/1999/clauses.csv",)
    ),
    "/standards/<slug:slug>/<slug:edition>/<str:clause>/": Examples(
        ("/standards/90020/2012/7.1.5/", "/standards/90020/2026/7.1.6/", "/standards/90020/2012/5.5/"),
        ("/standards/90020/2012/nonsense/", "/standards/90020/1999/7.1.5/"),
    ),
    "/standards/<slug:slug>/<slug:edition>/concordance/<slug:older>/<slug:older_edition>/": Examples(
        ("/standards/90020/2026/concordance/90020/2012/", "/standards/90020/2026/concordance/90020/2012/?kind=moved"),
        ("/standards/90020/2012/concordance/90020/2026/",),
    ),
    "/standards/<slug:slug>/<slug:edition>/concordance/<slug:older>/<slug:older_edition>/concordance.csv": Examples(
        ("/standards/90020/2026/concordance/90020/2012/concordance.csv",),
        ("/standards/90020/2012/concordance/90020/2026/concordance.csv",),
    ),
    "/understanding/<slug:slug>/": Examples(("/understanding/certification/",), ("/understanding/none/",)),
    "/clarifications/": Examples(
        (
            *(
                "/clarifications/",
                "/clarifications/?q=images",
                "/clarifications/?edition=90020-2012&page=2",
            ),
            *(
                "/clarifications/?clause=7&year=2026&topic=remote&more=standard",
                "/clarifications/?standard=none&clause=x",
            ),
        )
    ),
    "/topics/<slug:key>/": Examples(
        ("/topics/remote/", "/topics/marks/", "/topics/remote/?page=2"), ("/topics/none/",)
    ),
    "/clarifications/follow/": Examples(
        ("/clarifications/follow/", "/clarifications/follow/?standard=90020"),
        ("/clarifications/follow/?standard=none",),
    ),
    "/clarifications/feed/": Examples(
        ("/clarifications/feed/", "/clarifications/feed/?standard=90020"), ("/clarifications/feed/?standard=none",)
    ),
    "/clarifications/pending/": Examples(("/clarifications/pending/", "/clarifications/pending/?standard=90020")),
    "/clarifications/<slug:slug>/": Examples(
        ("{answered}", "{corrected}", "{undecided}", "{historic}", "{judged}"), ("/clarifications/none/",)
    ),
    "/clarifications/<slug:slug>/<slug:language>/": Examples(
        ("{answered}fr/",), ("{answered}de/", "/clarifications/none/fr/")
    ),
    "/clarifications/<slug:slug>/v<int:number>/": Examples(
        ("{answered}v1/", "{corrected}v1/", "{corrected}v2/"), ("{answered}v99/", "/clarifications/none/v1/")
    ),
}


def public_addresses() -> list[str]:
    """The public addresses of the URLconf that have a page, and the entrances."""
    return [*(one for one in all_addresses() if AREAS.of(one).is_public and one not in SILENT), *ENTRANCES]


def examples_of(address: str) -> Examples:
    """What is asked for: what the table says, else the address itself."""
    return EXAMPLES.get(address, Examples((address,)))


def asked(known: dict[str, str]) -> tuple[list[str], list[str]]:
    """All addresses of the examples: those that have a page, those that have none."""
    examples = [examples_of(address) for address in public_addresses()]
    there = [one.format(**known) for example in examples for one in example.there]
    return there, [one.format(**known) for example in examples for one in example.missing]


# ---------- the guard ----------


@dataclass
class Guard:
    """Watches statements: each that names a table outside of those that ``address`` may read is a fault."""

    address: str
    private: set[str]
    faults: list[str] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        for table in sorted(self.private.intersection(re.findall(r"\w+", sql))):
            self.faults.append(f"{self.address} reads {table}: {sql}")
        return execute(sql, params, many, context)


@contextmanager
def guarded(address: str, every_table: set[str]) -> Iterator[Guard]:
    """Within it every statement is watched."""
    besides = [also for beginning, also in BESIDES.items() if address.startswith(beginning)]
    guard = Guard(address, every_table - PUBLIC.union(*besides))
    with connection.execute_wrapper(guard):
        yield guard


@pytest.fixture
def every_table(db) -> set[str]:
    return set(connection.introspection.table_names())


# ---------- a site with something of everything in it ----------


@pytest.fixture
def known(db) -> dict[str, str]:
    """A catalogue with two editions that are compared, records of every kind, and cases on their way."""
    old = EditionFactory(standard__number="90020", year=2012, published="2012-02-27", stage="95.99", iso_id=52994)
    new = EditionFactory(standard=old.standard, year=2026, published="2026-03-27")
    catalogue.Succession.objects.create(newer=new, older=old)
    catalogue.Transition.objects.create(edition=new, until="2029")
    catalogue.Resource.objects.create(edition=new, kind="other", title="Example", url="https://example.org/")
    catalogue.Import.objects.create(files="example.jsonl")
    ClauseFactory(edition=old, number="7.1.5")
    ClauseFactory(edition=new, number="7.1.6")
    save(
        old,
        new,
        {"7.1.5": ConcordanceEntry(catalogue.Correspondence.MOVED, ("7.1.6",))},
        source="Example Body",
        note="",
    )
    published(id="example")
    BodyFactory(acronym="Known", iso_id=9452)
    private = BodyFactory(is_example=False, name=PRIVATE, acronym=PRIVATE, kind="liaison")
    after = BodyFactory(is_example=False, name=PRIVATE_TOO)
    BodySuccession.objects.create(older=private, newer=after, since="2020", source=PRIVATE)
    register = Register()
    first = register.published(edition=old)
    answered = first.clarification.record
    first.take(steps.TRANSLATE, first.sam, content=text_of(first, title="Images transmises"), language="fr")
    first.take(steps.ADD_BULLETIN, first.sam, body="Example Body", reference="7", language="fr")
    first.take(steps.SET_TOPICS, first.sam, topic=TopicFactory(key="remote"))
    TopicFactory(key="marks")
    corrected = register.published("Corrected", edition=old)
    corrected.take(steps.CORRECT, corrected.sam, content=text_of(corrected, title="Said better"))
    judged = register.published("Judged", edition=old)
    judged.take(steps.INCORPORATE, judged.sam, edition=new, clause="7.1.6", in_force=PartialDate("2026-03"))
    records = {
        "answered": answered,
        "corrected": corrected.clarification.record,
        "judged": judged.clarification.record,
        "undecided": register.without_consensus(edition=old),
        "historic": register.historic(edition=old),
    }
    facts = {"other": records["answered"], "kind": RelationKind.SUPERSEDES}
    judged.take(steps.RELATE, judged.sam, **facts)
    register.pending(edition=old)
    for build in (returned, not_accepted, withdrawn):
        build(received(register.case(old)))
    return {name: record.get_absolute_url() for name, record in records.items()}


# ---------- what is asked ----------


def test_every_public_address_with_a_name_in_it_has_an_example():
    assert [one for one in public_addresses() if not is_plain(one) and one not in EXAMPLES] == []


def test_every_example_is_of_an_address_that_is_there():
    assert sorted(EXAMPLES.keys() - set(public_addresses())) == []


def test_public_answers_are_made_of_public_tables_alone(known, every_table):
    there, missing = asked(known)
    browser, answered, faults = Client(), {}, []

    for address in [*there, *missing, *SILENT]:
        with guarded(address, every_table) as guard:
            answered[address] = browser.get(address).status_code
            browser.head(address)
        faults += guard.faults

    assert faults == []
    assert {address: answered[address] for address in there if answered[address] not in (200, 302)} == {}
    assert {address: answered[address] for address in missing if answered[address] != 404} == {}


def test_no_public_answer_names_a_body_that_is_private(known):
    there, _missing = asked(known)
    browser = Client()

    texts = {one: b"".join(browser.get(one)).decode() for one in there}

    assert [one for one, text in texts.items() if PRIVATE in text or PRIVATE_TOO in text] == []


def test_head_is_answered_wherever_a_page_can_be_read(known):
    there, missing = asked(known)
    private = [one for one in all_addresses() if is_plain(one) and not AREAS.of(one).is_public]
    browser = Client()

    differing = {
        address: (read, head)
        for address in [*there, *missing, *SILENT, *private]
        if (read := browser.get(address).status_code) != (head := browser.head(address).status_code)
    }

    assert differing == {}


def test_every_example_of_the_api_answers(known):
    browser = Client()
    page = Page(browser.get("/api/"))

    examples = [str(one) for one in page.values("main a") if str(one).startswith("/api/v1/")]

    # one each, and the description
    assert len(examples) == len(page.values("main h3")) + 1
    assert {one: browser.get(one).status_code for one in examples} == dict.fromkeys(examples, 200)


def test_a_page_is_not_put_or_deleted(known):
    there, _missing = asked(known)
    browser = Client()

    taken = {
        address: statuses
        for address in there
        if set(statuses := [browser.put(address).status_code, browser.delete(address).status_code]) != {405}
    }

    assert taken == {}


def test_the_guard_names_address_table_and_statement(every_table):
    with guarded("/clarifications/", every_table) as guard:
        list(Record.objects.filter(clarification__state="published"))
        Clarification.objects.exists()

    assert [fault.split(": ")[0] for fault in guard.faults] == [
        "/clarifications/ reads clarifications_clarification"
    ] * 2
    assert "SELECT" in guard.faults[0]
