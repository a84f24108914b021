"""Copies of public pages: one for all visitors, never older than the last change, and nothing private among them."""

import datetime
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from accounts.models import BodySuccession
from casco_site.cache import MemoryCache
from casco_site.copies import CopiesMiddleware
from clarifications.map import steps
from clarifications.register.labels import relabel_all
from clarifications.register.models import Record
from clarifications.stamps import stamped_tables
from standards.catalogue.stamp import marks_of_now
from standards.models import Stamp, Succession, Transition
from standards.models.stamps import MOST, make_one_of_many
from tests.builders import Case, reviewed, text_of
from tests.casco_site.test_public_tables import INDICES, PUBLIC
from tests.clarifications.worker import ROOT, SharedDatabase
from tests.factories import BodyFactory, EditionFactory
from tests.register import Register

A_VISITOR = "public, max-age=0, s-maxage=60, must-revalidate"
ITS_READER = "private, max-age=0, must-revalidate"
LISTS = ("/", "/clarifications/", "/search/?q=images", "/clarifications/feed/", "/sitemap-records.xml")


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def register(open_database) -> Register:
    """Whose rows every connection sees."""
    return Register()


@pytest.fixture
def case(register) -> Case:
    return register.published()


def address_of(case: Case) -> str:
    return case.clarification.record.get_absolute_url()


def statements(visitor: Client, address: str) -> int:
    """How many statements an answer takes."""
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(address).status_code == 200
    return len(asked)


# ---------- one copy for all ----------


@pytest.mark.parametrize("address", ["{record}", *LISTS, "/standards/", "/glossary/", "/api/v1/editions/"])
def test_what_one_visitor_was_answered_another_gets_for_one_statement(case, address):
    address = address.format(record=address_of(case))

    first = Client().get(address)

    assert statements(Client(), address) == 1
    assert Client().get(address).content == first.content
    assert Client().head(address)["ETag"] == first["ETag"]


def test_it_is_the_same_for_every_visitor_and_sets_nothing(case, visitor):
    answer = visitor.get(address_of(case), headers={"accept-encoding": "gzip", "accept-language": "fr"})
    with_a_cookie = Client()
    with_a_cookie.cookies["csrftoken"] = "of a form elsewhere"

    assert (answer["Cache-Control"], answer["Vary"], answer.cookies) == (A_VISITOR, "Accept-Encoding", {})
    assert with_a_cookie.get(address_of(case)).content == Client().get(address_of(case)).content


def test_a_page_that_somebody_has_is_not_sent_again(case, visitor):
    first = visitor.get(address_of(case))

    again = visitor.get(address_of(case), headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == A_VISITOR


@pytest.mark.parametrize("condition", [{"if-match": '"x"'}, {"if-unmodified-since": "Sat, 28 Nov 2020 00:00:00 GMT"}])
def test_a_condition_that_is_for_writing_does_not_refuse_a_page(case, visitor, condition):
    answer = visitor.get("/glossary/", headers=condition)

    assert (answer.status_code, answer.content) == (200, visitor.get("/glossary/").content)


def test_who_asks_whether_it_is_new_leaves_a_copy_for_all(case, visitor):
    visitor.get("/glossary/", headers={"if-none-match": '"of last year"'})

    assert statements(Client(), "/glossary/") == 1


def test_compressed_or_not_are_two_copies(case, visitor):
    packed = {"accept-encoding": "gzip"}
    seen = [visitor.get("/glossary/", headers=headers) for headers in ({}, packed, {}, packed)]

    assert [answer.get("Content-Encoding") for answer in seen] == [None, "gzip", None, "gzip"]


def test_a_feed_is_not_given_for_a_page(case, visitor):
    wishes = ("application/atom+xml", "text/html", "application/atom+xml", "text/html")

    seen = [visitor.get("/clarifications/feed/", headers={"accept": wish}) for wish in wishes]

    assert [answer["Content-Type"].partition(";")[0] for answer in seen] == list(wishes)


def test_what_is_asked_for_differently_is_another_page(case, visitor):
    addresses = ("/clarifications/", "/clarifications/?q=images", "/clarifications/?q=nothing")

    assert len({visitor.get(address).content for _again in range(2) for address in addresses}) == 3


@pytest.mark.parametrize("address", ["/clarifications/nothing/", "/api/v1/nothing/", "/clarifications", "/readyz"])
def test_an_error_a_way_elsewhere_and_the_state_of_the_site_are_not_kept(case, visitor, address):
    seen = [visitor.get(address) for _again in range(2)]

    assert [("ETag" in one, "s-maxage" in one.get("Cache-Control", "")) for one in seen] == [(False, False)] * 2


def test_nothing_is_kept_of_what_may_never_come_to_be(case, visitor):
    before = visitor.get("/clarifications/").content
    with transaction.atomic():
        Record.objects.update(title="Never said")
        within = visitor.get("/clarifications/").content
        transaction.set_rollback(True)

    assert b"Never said" in within
    assert visitor.get("/clarifications/").content == before


# ---------- never older than the last change ----------


def corrected(case: Case) -> None:
    case.take(steps.CORRECT, case.sam, content=text_of(case, title="Said better"))


def redacted(case: Case) -> None:
    corrected(case)
    case.take(steps.REDACT, case.sam, version=1, reason="It named a person.")


def retired(case: Case) -> None:
    case.take(steps.RETIRE, case.sam)


def no_longer_applies(case: Case) -> None:
    newer = EditionFactory(standard=case.edition.standard, year=2024)
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer), reason="The text has changed.")


def translated(case: Case) -> None:
    case.take(steps.TRANSLATE, case.sam, content=text_of(case, title="Images transmises"), language="fr")


def a_new_edition(case: Case) -> None:
    EditionFactory(standard=case.edition.standard, year=2027)
    relabel_all(Record.objects.all())


def a_body_took_over(case: Case) -> None:
    BodySuccession.objects.create(older=BodyFactory(), newer=BodyFactory(), since="2020", source="An example")


CHANGES: tuple[tuple[Callable[[Case], None], tuple[str, ...]], ...] = (
    (corrected, ("{record}", "/clarifications/", "/search/?q=images", "/clarifications/feed/")),
    (redacted, ("{record}v1/",)),
    (retired, ("{record}", *LISTS)),
    (no_longer_applies, ("{record}", "/clarifications/", "/search/?q=images")),
    (translated, ("{record}",)),
    (a_new_edition, ("{record}", "/standards/", "/api/v1/editions/")),
)


@pytest.mark.parametrize(("change", "addresses"), CHANGES, ids=[change.__name__ for change, _addresses in CHANGES])
def test_a_change_is_on_the_next_page(case, visitor, change, addresses):
    addresses = [address.format(record=address_of(case)) for address in addresses]
    before = {address: visitor.get(address)["ETag"] for address in addresses}

    change(case)

    after = {address: visitor.get(address, headers={"if-none-match": tag}) for address, tag in before.items()}
    assert {address: answer.status_code for address, answer in after.items()} == dict.fromkeys(addresses, 200)


def test_what_is_published_is_in_every_list(register, visitor):
    register.published()
    before = {address: visitor.get(address)["ETag"] for address in LISTS}

    register.published("Images once more")

    assert [address for address in LISTS if visitor.get(address)["ETag"] == before[address]] == []


def test_a_body_that_takes_over_a_role_makes_pages_new(case, visitor):
    visitor.get(address_of(case))

    a_body_took_over(case)

    assert statements(visitor, address_of(case)) > 1


def test_a_transition_that_ends_with_a_day_ends_on_the_page(open_database, visitor, time_machine):
    old = EditionFactory(standard__number="90020", year=2012, published="2012-02-27", stage="95.99")
    new = EditionFactory(standard=old.standard, year=2026, published="2026-03-27")
    Succession.objects.create(newer=new, older=old)
    Transition.objects.create(edition=new, until="2026-11-22")
    seen = []

    for day in (22, 23):
        time_machine.move_to(datetime.datetime(2026, 11, day, 12, tzinfo=datetime.UTC), tick=False)
        seen.append(visitor.get("/standards/90020/2012/").content)

    assert seen[0] != seen[1]


@pytest.mark.parametrize("change", [redacted, retired])
def test_another_worker_sees_it_with_the_next_request(case, tmp_path, change):
    address = f"{address_of(case)}v1/" if change is redacted else "/clarifications/"
    database = SharedDatabase(tmp_path)
    database.publish()
    with another_worker(database) as asks:
        before, kept = asks(address), asks(address)
        change(case)
        database.publish()
        after = asks(address)

    assert before == kept != after


class another_worker:
    """A process of its own, with copies of its own; says how it answers an address."""

    def __init__(self, database: SharedDatabase) -> None:
        variables = {"MODE": "development", "DATABASE_URL": database.url, "CACHE_URL": "locmemcache://"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.casco_site.reader"],
            cwd=ROOT,
            env=os.environ | variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __enter__(self) -> Callable[[str], str]:
        return self.asks

    def asks(self, address: str) -> str:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{address}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def __exit__(self, *_error: object) -> None:
        self.process.communicate()


# ---------- nothing private ----------


def test_who_is_signed_in_is_answered_past_the_copies(case, browser_of):
    signed_in = browser_of(case.sam)
    own = signed_in.get(address_of(case))
    public = Client().get(address_of(case))

    assert (own["Cache-Control"], "ETag" in own) == (ITS_READER, False)
    assert case.sam.name in own.content.decode()
    assert case.sam.name not in public.content.decode()
    assert statements(signed_in, address_of(case)) > 1


def test_a_page_that_holds_a_secret_or_sets_a_cookie_is_its_readers(open_database):
    form = HttpResponse('<input type="hidden" name="csrfmiddlewaretoken" value="x">')
    with_cookie = HttpResponse("Chosen.")
    with_cookie.set_cookie("chosen", "x")

    for answer in (form, with_cookie):
        drawn = CopiesMiddleware(*[lambda request, answer=answer: answer] * 2)
        seen = [drawn(RequestFactory().get("/glossary/")) for _again in range(2)]
        assert {one["Cache-Control"] for one in seen} == {ITS_READER}
        assert "ETag" not in seen[1]


# ---------- the stamp and the store ----------


def test_many_rows_of_the_stamp_become_one_and_say_the_same(case, visitor):
    visitor.get("/glossary/")
    Stamp.objects.bulk_create(Stamp(register=0, catalogue=0) for _row in range(MOST))
    before = marks_of_now()

    make_one_of_many()

    assert (Stamp.objects.count(), marks_of_now()) == (1, before)
    assert statements(visitor, "/glossary/") == 1


def test_every_public_table_raises_the_stamp():
    assert PUBLIC - INDICES - stamped_tables().keys() == set()


def test_a_store_keeps_what_was_asked_for_last_and_no_more_than_its_bytes():
    store = MemoryCache("of a test", {"OPTIONS": {"BYTES": 3_000}})
    store.clear()

    store.set("old", b"x" * 1_200)
    store.set("used", b"x" * 1_200)
    store.get("old")
    store.set("new", b"x" * 1_200)
    store.set("too long", b"x" * 4_000)

    assert [key for key in ("old", "used", "new", "too long") if store.get(key)] == ["old", "new"]
