"""Where somebody erased is named in words: listed with the words around, redacted or left one by one, each noted."""

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, TextField

from clarifications.case.events import Event
from clarifications.case.journal import faults
from clarifications.case.part import CaseChanged, StepRefused
from clarifications.erasure import forms
from clarifications.erasure.kinds import BY_KIND, SORTS, strings, with_text
from clarifications.erasure.models import Place
from clarifications.erasure.places import marked, open_places
from clarifications.map import steps
from tests.builders import drafted, received, under_review
from tests.page import Page

pytestmark = pytest.mark.django_db
# Short texts that people do not type, or that hold nothing of a case; and those that are somebody's alone.
NOT_LOOKED_THROUGH = {
    "ReaderReport.page",  # reports are of no case; they are deleted whole
    "ReaderReport.what",
    "ReaderReport.source",
    "ReportAnswer.words",
    "Drawn.html",  # goes with any change of what it says, by trigger: test_drawn.py
    "Draft.answers",  # emptied when the request is received
    "WorkingDraft.typed",  # kept for its writer alone
    "EntryDraft.typed",
    "EntryDraft.title",
    "VerdictTable.common",
    "VerdictTable.rows",
    "Criterion.title",
    "Criterion.meaning",
    "Criterion.help_text",
    "CriteriaSet.name",
    "Topic.about",  # a vocabulary, of no case
    "HistoricalTopic.about",
    "Event.actor",
    "Identity.contact",
    "Identity.position",
    "Identity.originator",
    "Message.to_name",
    "Place.words",
    "Place.path",
    "Endorsement.body_name",
    "BodyAddress.body_name",
    "RecordIndex.words",  # derived of the record, as all of the register below
    "RecordIndex.title",
    "RecordIndex.question",
    "RecordIndex.written",
    "RecordFacet.value",
    "RegisterBlock.held",  # bits
    "RegisterCount.value",
    "Record.first_clause",
    "Record.clauses",
    "Record.outcomes",
    "RecordVersion.rendered",
    "RecordTranslation.rendered",
    "RecordClause.sort_key",
    "SubjectClause.sort_key",
    "RecordRelation.questions",
    "Pending.clauses",
}


def named_everywhere():
    """A requester called Max, named in an answer, a finding, a comment, and a draft."""
    case = drafted()
    case.clarification.identity.contact = "Max Will"
    case.clarification.identity.save()
    case.take(steps.COMMENT, case.mina, text="Max Will asks well, and Max will ask again.")
    return case


def erased(case):
    case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)
    return case


def shown(case):
    return [(row.before, row.words, row.after) for row in marked(open_places(case.clarification))]


def decided(*, redacted=(), left=()):
    """The facts of the step that redacts some places and leaves others."""
    return {"places": dict.fromkeys(redacted, "redacted") | dict.fromkeys(left, "left")}


def test_each_place_is_marked_with_the_words_around_it():
    case = erased(named_everywhere())

    assert shown(case)[:2] == [
        ("", "Max Will", " asks well, and Max will ask again."),
        ("Max Will asks well, and ", "Max will", " ask again."),
    ]


def test_what_is_redacted_goes_what_is_left_stays_and_nothing_else_is_touched():
    case = erased(named_everywhere())
    first, second = open_places(case.clarification).filter(kind="comment")
    others = [place.pk for place in open_places(case.clarification).exclude(kind="comment")]

    case.take(steps.SETTLE_PLACES, case.sam, **decided(redacted=[first.pk], left=others))

    assert case.clarification.comments.get().text == "[erased] asks well, and Max will ask again."
    assert shown(case) == [("[erased] asks well, and ", "Max will", " ask again.")]
    assert Place.objects.get(pk=first.pk).words == ""
    assert list(Place.objects.exclude(outcome="").values_list("settled_by", flat=True).distinct()) == [case.sam.pk]
    assert case.clarification.events.last().detail == f"1 redacted, {len(others)} left"
    second.refresh_from_db()
    assert second.start == first.start + len("[erased] asks well, and ")


def test_two_places_of_one_text_are_redacted_at_once():
    case = erased(named_everywhere())
    places = open_places(case.clarification).filter(kind="comment").values_list("pk", flat=True)

    case.take(steps.SETTLE_PLACES, case.sam, **decided(redacted=list(places)))

    assert case.clarification.comments.get().text == "[erased] asks well, and [erased] ask again."


def test_a_reason_in_the_journal_goes_as_a_whole_and_the_journal_says_erased():
    case = under_review()
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina, reason="Rita Example asked for it.")
    erased(case)
    place = open_places(case.clarification).get(kind="journal", words="Rita Example")

    case.take(steps.SETTLE_PLACES, case.sam, **decided(redacted=[place.pk]))

    assert Event.objects.get(pk=place.row).is_erased
    assert list(faults(case.clarification)) == []


def test_what_the_requester_wrote_before_it_was_put_right_is_looked_through_as_the_requesters_own():
    case = received()
    asked = {"subject": "Images", "edition": case.edition, "clauses": "7.1.5", "understanding": "It is."}
    for background in ("Ring +358 40 123 4567, or write to aino@home.example.", "Images of a lift."):
        case.take(steps.CORRECT_REQUEST, case.sam, **asked, background=background, reason="As mailed.")
    case.take(steps.SEND_BACK, case.sam, questions=["Will you ring me on +41 22 749 0111?"])

    erased(case)

    found = {(place.kind, place.words) for place in open_places(case.clarification)}
    own = {("put-right", "+358 40 123 4567"), ("put-right", "aino@home.example")}
    assert found >= own
    assert ("asked", "+41 22 749 0111") not in found


def test_before_a_reason_is_redacted_the_page_says_that_the_whole_text_of_its_event_goes(browser_of):
    case, reason = under_review(), f"Rita Will asked for it. {'Nobody else was free in November. ' * 3}The end."
    case.clarification.identity.contact = "Rita Will"
    case.clarification.identity.save()
    case.take(steps.NAME_ACTING_CONVENOR, case.sam, member=case.mina, reason=reason)
    case.take(steps.COMMENT, case.mina, text="Rita Will asks well.")
    erased(case)

    page = Page(browser_of(case.sam).get(f"{case.clarification.get_absolute_url()}settle-places/"))

    of_events = open_places(case.clarification).filter(kind="journal", words="Rita Will")
    assert [row.goes for row in marked(of_events)] == [(reason,)]
    assert f"all of this goes for good; who did what, and when, stays: {reason}" in page.words
    assert page.words.count("Redact it: the whole text of this event goes") == 1


def test_what_changed_since_is_not_redacted_at_the_wrong_place():
    case = erased(named_everywhere())
    case.clarification.comments.update(text="It was put otherwise by Max.")
    places = open_places(case.clarification).filter(kind="comment")

    case.take(steps.SETTLE_PLACES, case.sam, **decided(redacted=[place.pk for place in places]))

    assert case.clarification.comments.get().text == "It was put otherwise by Max."
    assert set(Place.objects.filter(kind="comment").values_list("outcome", flat=True)) == {"gone"}


def test_a_text_of_no_more_room_is_shortened_instead():
    case = received()
    subject = "Q" * 193 + " Wu, 88"
    type(case.clarification).objects.update(subject=subject)
    case.clarification.identity.contact = "Wu"
    case.clarification.identity.save()
    case.clarification.refresh_from_db()
    erased(case)
    (place,) = open_places(case.clarification).filter(kind="request")

    case.take(steps.SETTLE_PLACES, case.sam, **decided(redacted=[place.pk]))

    case.clarification.refresh_from_db()
    assert case.clarification.subject == subject.replace("Wu", "…")


def test_a_condition_of_an_answer_is_redacted_where_it_stands():
    value = {"answers": [{"position": "Yes", "conditions": ["one", "as Rita says"]}]}

    assert dict(strings("content", value))["content/answers/0/conditions/1"] == "as Rita says"
    assert with_text(value, ["answers", "0", "conditions", "1"], "x") == {
        "answers": [{"position": "Yes", "conditions": ["one", "x"]}]
    }


def test_no_place_is_decided_twice_and_none_of_another_case():
    case = erased(named_everywhere())
    place = open_places(case.clarification).first()
    case.take(steps.SETTLE_PLACES, case.sam, **decided(left=[place.pk]))

    with pytest.raises(CaseChanged):
        case.take(steps.SETTLE_PLACES, case.sam, **decided(redacted=[place.pk]))
    with pytest.raises(StepRefused, match="at least one place"):
        case.take(steps.SETTLE_PLACES, case.sam)


def test_a_member_is_looked_for_in_the_cases_of_their_groups():
    case = named_everywhere()

    case.erase(case.max)

    assert {place.person for place in open_places(case.clarification)} == {str(case.max.key)}
    assert open_places(case.clarification).filter(kind="comment").count() == 2


def test_the_secretariat_decides_on_the_page_and_the_desk_leads_to_it(browser_of):
    case = erased(named_everywhere())
    browser = browser_of(case.sam)
    path = f"{case.clarification.get_absolute_url()}settle-places/"
    desk = Page(browser.get("/desk/"))
    page = Page(browser.get(path))
    first = open_places(case.clarification).filter(kind="comment").first()
    data = {f"place-{place.pk}-outcome": "" for place in open_places(case.clarification)}
    data |= {f"place-{first.pk}-outcome": "redacted", "seen_version": str(case.clarification.version), "rest": "left"}

    answer = browser.post(path, data, follow=True)

    assert "Look at where somebody erased is named" in desk.words
    assert "asks well, and Max will ask again." in page.words
    assert "1 redacted" in Page(answer).words
    assert not open_places(case.clarification).exists()
    assert "No place is listed where somebody erased may be named." in Page(browser.get(path)).words


def test_very_many_places_come_25_at_a_time(browser_of, monkeypatch):
    case = named_everywhere()
    case.take(steps.COMMENT, case.mina, text="will to. " * 60)
    erased(case)

    page = browser_of(case.sam).get(f"{case.clarification.get_absolute_url()}settle-places/").content.decode()

    assert page.count("<mark>") - page.count("<mark>Your") >= forms.AT_ONCE
    assert page.count('type="hidden" name="place-') == forms.AT_ONCE
    assert open_places(case.clarification).count() > 60


def test_nobody_but_the_secretariat_sees_the_list(browser_of):
    case = erased(named_everywhere())

    answer = browser_of(case.mina).get(f"{case.clarification.get_absolute_url()}settle-places/")

    assert answer.status_code == 403


def test_the_page_on_privacy_names_the_texts_that_are_looked_through(client):
    words = Page(client.get("/privacy/")).words

    assert [sort.label for sort in SORTS if str(sort.label) not in words] == []


def test_every_column_that_people_type_into_is_looked_through():
    looked_through = {f"{texts.model.__name__}.{name}" for _s, texts in BY_KIND.values() for name in texts.columns}
    typed = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("clarifications").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, TextField | JSONField) or (isinstance(field, CharField) and field.max_length >= 120)
        if not getattr(field, "choices", None) and type(field).__name__ not in ("AddressField", "URLField")
    }

    assert typed - looked_through - NOT_LOOKED_THROUGH == set()
