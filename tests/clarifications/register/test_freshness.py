"""Pages of the register that browsers keep: while they are fresh, and made anew when anything changed."""

import pytest

from accounts.models import BodySuccession
from clarifications.map import steps
from clarifications.register.labels import relabel_all
from clarifications.register.models import Record
from tests.builders import reviewed
from tests.factories import BodyFactory, EditionFactory

pytestmark = pytest.mark.django_db


def test_a_record_that_has_not_changed_is_answered_with_two_queries(petra, register, django_assert_num_queries):
    url = register.add().get_absolute_url()
    first = petra.get(url)

    with django_assert_num_queries(2):
        again = petra.get(url, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert petra.get(url, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304


def test_the_page_is_made_anew_every_day(petra, register, time_machine):
    url = register.add().get_absolute_url()
    seen = []

    for day in ("2026-11-22", "2026-11-23"):
        time_machine.move_to(f"{day} 12:00Z", tick=False)
        seen.append(petra.get(url)["ETag"])

    assert seen[0] != seen[1]


def test_a_verdict_and_a_new_edition_make_the_page_new(petra, register):
    case = register.published()
    url = case.clarification.record.get_absolute_url()
    seen = [petra.get(url)["ETag"]]

    newer = EditionFactory(standard=case.edition.standard, year=2024)
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer), reason="The text has changed.")
    seen.append(petra.get(url)["ETag"])
    EditionFactory(standard=case.edition.standard, year=2027)
    relabel_all(Record.objects.all())
    seen.append(petra.get(url)["ETag"])

    assert len(set(seen)) == 3


def test_a_body_that_takes_over_a_role_makes_the_page_new(petra, register):
    url = register.published().clarification.record.get_absolute_url()
    before = petra.get(url)["ETag"]

    BodySuccession.objects.create(older=BodyFactory(), newer=BodyFactory(), since="2020", source="An example")

    assert petra.get(url)["ETag"] != before


def test_a_page_for_a_reader_with_cookies_is_not_kept_by_shared_caches(petra, register):
    petra.cookies["csrftoken"] = "of a form elsewhere"

    answer = petra.get(register.add().get_absolute_url())

    assert answer["Cache-Control"] == "private, max-age=0, must-revalidate"


def test_a_page_for_somebody_signed_in_is_made_anew(register, browser_of):
    case = register.published()

    answer = browser_of(case.sam).get(case.clarification.record.get_absolute_url())

    assert (answer.status_code, "ETag" in answer) == (200, False)
