"""The key of the site is changed: what was made with the former one opens until it is left out; links are renewed."""

import importlib
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings as site
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.entry import ResetTokens
from accounts.invitations import link_for, person_invited
from accounts.models import User
from accounts.site_keys import mark_of_key
from clarifications.case.models import Clarification
from clarifications.intake.drafts import find_draft, open_draft
from clarifications.intake.endorsement_models import Endorsement
from clarifications.mail.models import Message
from clarifications.map import steps
from tests.builders import START, clarification_in, received, under_review
from tests.clarifications.desk.cases import another
from tests.clarifications.intake.drafts import asked, complete_draft
from tests.clarifications.intake.endorsing import OTHER, asking_criteria, links_to, represented, waiting
from tests.factories import EditionFactory, UserFactory

pytestmark = pytest.mark.django_db
DANA = "dana@norland.example"
FORMER, NEW = site.SECRET_KEY, "n" * 60


def change(settings, *, still=(FORMER,)):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, list(still)


def private_link(petra, browser_of):
    path = received().clarification.private_path
    return lambda: petra.get(path).status_code == 200


def invitation(petra, browser_of):
    nina = UserFactory(password=None)
    token = link_for(nina).rstrip("/").rpartition("/")[2]
    return lambda: person_invited(token) == nina


def link_for_a_password(petra, browser_of):
    user = UserFactory()
    token = ResetTokens().make_token(user)
    return lambda: ResetTokens().check_token(user, token)


def session(petra, browser_of):
    browser = browser_of(UserFactory())
    return lambda: browser.get("/desk/").status_code == 200


def link_of_a_body(petra, browser_of):
    """Asked today: what is signed there opens until the asking is over."""
    asked_of_a_body()
    path = f"/request/endorse/{links_to(DANA)[-1]}/"
    return lambda: petra.get(path).status_code == 200


def asked_of_a_body():
    asking_criteria()
    body, _dana = represented(email=DANA)
    return waiting(EditionFactory(), at=timezone.now(), **OTHER, endorsing_body=body.pk)


OPENERS = [private_link, invitation, link_for_a_password, session, link_of_a_body]


@pytest.mark.parametrize("issue", OPENERS)
def test_what_was_issued_with_the_former_key_still_opens(settings, petra, browser_of, issue):
    opens = issue(petra, browser_of)

    change(settings)

    assert opens()


@pytest.mark.parametrize("issue", OPENERS)
def test_once_the_former_key_is_left_out_it_opens_nothing(settings, petra, browser_of, issue):
    opens = issue(petra, browser_of)

    change(settings, still=())

    assert not opens()


def test_a_draft_and_its_confirmation_hang_on_no_key(settings):
    draft = complete_draft(EditionFactory())
    code = asked(draft)

    change(settings, still=())

    assert open_draft(draft.key, user=AnonymousUser()) == draft
    assert find_draft(code, at=START) == draft


def renewed(case, *options) -> list[str]:
    """What the command says."""
    said = StringIO()
    call_command("renew_links", *options, by=case.sam.email, stdout=said)
    return said.getvalue().splitlines()


def links() -> list[str]:
    return [case.link for case in Clarification.objects.order_by("pk")]


def mails() -> list[Message]:
    return list(Message.objects.filter(verb="renew-link").order_by("pk"))


def test_the_links_of_open_cases_are_renewed_and_mailed(settings, petra):
    case = under_review()
    change(settings)
    before = case.clarification.private_path

    said = renewed(case)

    now = Clarification.objects.get()
    assert said == [f"{now}: renewed; the new link is in the post", "1 links renewed."]
    assert [(mail.to, now.private_path in mail.text) for mail in mails()] == [("rita@member.example", True)]
    assert [petra.get(path).status_code for path in (before, now.private_path)] == [404, 200]
    assert (now.events.last().verb, now.events.last().actor_key) == ("renew-link", str(case.sam.key))


def test_a_second_time_there_is_nothing_left_to_renew(settings):
    case = received()
    change(settings)
    renewed(case)
    after = links()

    said = renewed(case)

    assert (said, links(), len(mails())) == (["0 links renewed."], after, 1)


def test_the_links_of_bodies_that_are_asked_are_renewed_and_mailed_once(settings, petra):
    case, asked = received(), asked_of_a_body()
    change(settings)
    Clarification.objects.update(link_key_mark=mark_of_key())

    said = [renewed(case, "--dry-run"), renewed(case), renewed(case)]

    settings.SECRET_KEY_FALLBACKS = []
    opens = [petra.get(f"/request/endorse/{link}/").status_code for link in links_to(DANA)]
    named = f"asked of {asked.body} on {asked.asked_at:%Y-%m-%d}"
    assert said == [
        [f"{named}: would be renewed", "1 links would be renewed."],
        [f"{named}: renewed; the new link is in the post", "1 links renewed."],
        ["0 links renewed."],
    ]
    assert opens == [404, 200]


def test_a_body_that_cannot_answer_gets_no_new_link(settings):
    case, asked = received(), asked_of_a_body()
    change(settings)
    Clarification.objects.update(link_key_mark=mark_of_key())
    User.objects.filter(email=DANA).update(is_active=False)
    gone = renewed(case)
    User.objects.filter(email=DANA).update(is_active=True)
    asked.draft.delete()

    assert (gone, renewed(case)) == (["0 links renewed."], ["0 links renewed."])


def test_a_dry_run_says_what_would_be_renewed_and_changes_nothing(settings):
    case = received()
    change(settings)
    version = case.clarification.version

    said = renewed(case, "--dry-run")

    assert said == [f"{case.clarification}: would be renewed", "1 links would be renewed."]
    assert (mails(), Clarification.objects.get().version) == ([], version)


def test_what_was_asked_under_the_present_key_is_left_alone():
    case = received()

    assert renewed(case) == ["0 links renewed."]


@pytest.mark.parametrize("state", [steps.State.PUBLISHED, steps.State.NOT_ACCEPTED, steps.State.WITHDRAWN])
def test_the_link_of_a_case_that_ended_is_left_alone(settings, state):
    case = clarification_in(state)
    change(settings)

    assert renewed(case) == ["0 links renewed."]


def test_whoever_was_erased_is_not_written_to(settings):
    case = received()
    case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)
    change(settings)

    assert renewed(case) == ["0 links renewed."]


def test_one_that_cannot_be_renewed_holds_up_no_other(settings):
    case = under_review()
    User.objects.filter(pk=case.max.pk).update(is_secretariat=True)
    case.take(steps.RECUSE, case.max, note="Our own question.")
    case.sam = case.max
    other = received(another(case)).clarification
    change(settings)

    with pytest.raises(CommandError, match="1 links could not be renewed"):
        renewed(case)

    assert [mail.clarification for mail in mails()] == [other]


@pytest.mark.parametrize("who", ["connie", "nobody"])
def test_somebody_of_the_secretariat_answers_for_it(who):
    case = received()
    address = case.connie.email if who == "connie" else "nobody@site.example"

    with pytest.raises(CommandError, match="nobody of the secretariat"):
        call_command("renew_links", by=address)


def test_mail_that_waits_to_be_sent_leads_to_the_renewed_link():
    case = received()
    waiting = case.clarification.messages.get(verb="submit", role="requester")

    case.take(steps.RENEW_LINK, case.sam)

    waiting.refresh_from_db()
    assert (case.clarification.private_path in waiting.text, waiting.text.count("/request/")) == (True, 1)


@pytest.mark.parametrize(("fallbacks", "mailed"), [([], 0), ([FORMER], 2)])
def test_links_of_before_their_key_was_noted_are_not_mailed_where_the_key_never_changed(settings, fallbacks, mailed):
    migration = importlib.import_module("clarifications.migrations.0030_marks_of_keys_that_were_not_noted")
    UserFactory(email="sam@iso.example", is_secretariat=True)
    received()
    asked_of_a_body()
    Clarification.objects.update(link_key_mark="")
    Endorsement.objects.update(link_key_mark="")
    settings.SECRET_KEY_FALLBACKS = fallbacks
    migration.note(apps, None)
    before = Message.objects.count()

    call_command("renew_links", by="sam@iso.example", stdout=StringIO())

    assert Message.objects.count() - before == mailed
