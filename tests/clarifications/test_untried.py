"""Situations that nobody had tried: a group is replaced, a body is succeeded, a record was brought in."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import BodySuccession
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.register.models import Record
from clarifications.reports.models import ReaderReport
from tests.builders import change_asked, published, returned
from tests.clarifications.desk.pages import address_of, texts
from tests.clarifications.moving.files import imported, written_by_hand
from tests.clarifications.moving.registers import exported_line
from tests.clarifications.publication.test_changed_answers import edited_otherwise
from tests.factories import BodyFactory, EditionFactory, GroupFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


def test_the_convenor_of_a_group_that_was_replaced_still_says_whether_agreed_answers_change(browser_of):
    case = change_asked(edited_otherwise())
    case.group.is_active = False
    case.group.save()
    GroupFactory()

    page = browser_of(case.connie).get(address_of(case, "agree"))
    case.take(steps.AGREE, case.connie)
    case.take(steps.PUBLISH, case.sam)

    assert (page.status_code, case.clarification.state) == (200, State.PUBLISHED)


def test_a_requester_whose_body_was_succeeded_meanwhile_answers_and_goes_on(browser_of):
    case = returned()
    identity = case.clarification.identity
    newer = BodyFactory(name="Standards New Norland (Example)")
    body = identity.body or case.body
    BodySuccession.objects.create(newer=newer, older=body, since=datetime.date(2026, 3, 1))

    private = Client().get(case.clarification.private_path)
    questions = case.clarification.returns.latest("at").questions.all()
    case.take(steps.RESUBMIT, case.rita, answers={question.pk: "The newest." for question in questions}, rewordings={})

    assert private.status_code == 200
    assert case.clarification.state == State.RECEIVED
    assert browser_of(case.sam).get(case.clarification.get_absolute_url()).status_code == 200


def test_a_secretary_corrects_a_record_that_was_brought_in(browser_of, sam, tmp_path):
    imported(written_by_hand(tmp_path / "in", [exported_line(EditionFactory())]))
    record = Record.objects.get()
    address = f"/desk/{record.clarification.reference}/correct/"
    browser = browser_of(sam)
    fields = Page(browser.get(address), "main .spread form[method=post]").fields

    answer = browser.post(
        address, fields | {"title": "From elsewhere, put right", "reason": "A misprint."}, follow=True
    )

    record.refresh_from_db()
    assert record.title == "From elsewhere, put right", texts(answer)
    assert record.versions.count() == 2


def test_a_reader_reports_an_error_on_a_translation(petra, browser_of):
    case = published()
    case.take(steps.TRANSLATE, case.sam, content=case.clarification.record.versions.last().text, language="fr")
    record = case.clarification.record
    page = next(url for url in Page(petra.get(record.get_absolute_url())).values("main a", "href") if "/fr/" in url)

    link = Page(petra.get(page)).values("footer a[href^='/report/']")[0]
    form = Page(petra.get(link), part="main form").fields
    petra.post("/report/", form | {"what": "A word is wrong.", "source": "The record itself."})

    report = ReaderReport.objects.get()
    assert report.page == page
    assert page in texts(browser_of(case.sam).get(reverse("clarifications:reports")))
