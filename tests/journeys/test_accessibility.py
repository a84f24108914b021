"""Every page of the demonstration, looked at with the eyes of many readers; each template of a page at least once."""

import pytest
from django.utils import timezone

from accounts.invitations import invite, link_for
from accounts.models import User
from clarifications.case.roles import roles_of, user_actor
from clarifications.demo.walk import Walk
from clarifications.desk.step_views import FORMS
from clarifications.mail.models import Message
from clarifications.map.steps import State
from tests.builders import ALL_MET
from tests.factories import UserFactory
from tests.journeys import acts
from tests.journeys.eyes import begins_with_the_way_past_the_head, looked_at, seen_in_the_theme
from tests.journeys.looks import erased, has_link, nothing_is_wrong, screened, visited, visited_alike, who_may
from tests.journeys.stage import Person, Stage
from tests.journeys.test_invited import code_of, signs_in

pytestmark = pytest.mark.django_db  # so that there is a database, also where only this file is run
# The public pages; those of one line are drawn by one template, of which the first is looked at with all eyes.
REGISTER = (
    *(
        ["/"],
        ["/process/"],
        ["/clarifications/follow/"],
        ["/privacy/"],
        ["/about-data/"],
        ["/api/"],
        ["/components/"],
        ["/clarifications/pending/"],
    ),
    ["/search/?q=17025+7.8.6", "/search/", "/search/?q=images", "/search/?q=nothingofthiskind"],
    ["/standards/"],
    ["/standards/17021-1/", "/standards/17020/", "/standards/ts-17012/"],
    ["/standards/17020/2012/", "/standards/17065/fdis/", "/standards/17025/2017/"],
    ["/standards/17020/2012/7.1.5/", "/standards/17020/2012/9.9.9/"],
    ["/clarifications/", "/clarifications/?outcome=yes&standard=17025", "/clarifications/?q=nothingofthiskind"],
    ["/bodies/", "/bodies/?kind=other&q=nothingofthiskind"],
    ["/cite/?q=EN+17021:2015+9.2", "/cite/", "/cite/?q=17025:2018", "/cite/?q=nothing"],
    ["/responsible/?q=laboratories", "/responsible/", "/responsible/?q=nothingofthiskind"],
    ["/toolbox/", "/toolbox/?as-of=2019"],
    ["/topics/remote/", "/topics/validity/"],
    *(["/topics/"], ["/glossary/"], ["/understanding/"], ["/understanding/inspection/"]),
)
# Sub-questions, an annex clause, a correction, an account, one answer to two, included, no consensus, votes, a title.
RECORDS = ("c02", "c04", "c05", "c06", "c07", "c15", "c16", "c19", "c62", "h01", "h02")
SIGN_IN = ("/account/login/", "/account/password/reset/", "/account/password/reset/sent/", "/account/inactive/")
OWN = (
    *("/account/", "/account/protect/", "/account/second-factor/", "/account/password/change/", "/account/logout/"),
    *("/account/reauthenticate/",),
)


@pytest.fixture(autouse=True)
def _django_db_marker() -> None:
    """In place of pytest-django's: no transaction around a test, and no emptying after it; the module does that."""


def test_the_public_pages(gallery: Stage):
    petra = gallery.enters("Petra")

    found = [fault for addresses in REGISTER for fault in visited_alike(petra, addresses)]

    nothing_is_wrong(found)


def test_the_head_of_who_is_signed_in_and_the_first_page_of_an_administrator(gallery: Stage, demonstration: Walk):
    ada = gallery.enters("Ada", demonstration.cast.people["ada"])

    ada.opens("/glossary/")
    ada.page.locator(".me summary").click()
    found = looked_at(ada)
    ada.opens("/admin/")
    found += looked_at(ada)

    nothing_is_wrong(found)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_way_of_a_request_is_drawn_once_on_a_screen(gallery: Stage, width: int):
    petra = gallery.enters("Petra")
    petra.page.set_viewport_size({"width": width, "height": 900})
    petra.opens("/process/")
    petra.unfolds("As a drawing")

    drawings = petra.page.locator("#map .text svg")

    assert (drawings.count(), drawings.filter(visible=True).count()) == (2, 1)


def test_a_field_suggests_standards_while_somebody_types(gallery: Stage):
    petra = gallery.enters("Petra")
    petra.opens("/responsible/")

    petra.page.get_by_label("Number or words of the title").press_sequentially("1702")
    offered = petra.page.locator("datalist option")
    offered.first.wait_for(state="attached")

    assert offered.first.get_attribute("value").startswith("ISO/IEC 1702")


def test_the_records(gallery: Stage, demonstration: Walk):
    records = [demonstration.cases[key].clarification.record for key in RECORDS]
    former = f"{demonstration.cases['c05'].clarification.record.get_absolute_url()}v1/"
    petra = gallery.enters("Petra")

    found = visited_alike(petra, [*(record.get_absolute_url() for record in records), former])

    nothing_is_wrong(found)


def test_the_way_past_the_head_and_the_chosen_colours(gallery: Stage, demonstration: Walk):
    record = demonstration.cases["c02"].clarification.record.get_absolute_url()
    case = demonstration.cases["c29"].clarification.get_absolute_url()
    petra, sam = gallery.enters("Petra"), gallery.enters("Sam", demonstration.cast.people["sam"])
    found = []

    for person, address in ((petra, "/"), (petra, record), (petra, "/request/"), (sam, "/desk/"), (sam, case)):
        person.opens(address)
        found += begins_with_the_way_past_the_head(person)
        found += seen_in_the_theme(person, "dark") + seen_in_the_theme(person, "light")

    nothing_is_wrong(found)


def test_the_pages_of_whoever_asks(gallery: Stage):
    rita = gallery.enters("Rita")
    rita.opens("/request/?edition=17020/2012&clause=7.1.5")
    found = looked_at(rita)
    rita.opens("/request/")
    rita.presses("Begin a draft")
    found += looked_at(rita)
    rita.presses("Continue")
    found += looked_at(rita)
    rita.chooses("Edition", "ISO/IEC 17020:2012")
    rita.presses("Continue")
    rita.presses("Add part 1 a)")
    rita.writes("Clauses", "7.1.5, 6.2.4")
    rita.presses("Show what is said on these clauses")
    found += looked_at(rita)
    rita.presses("Continue")
    found += looked_at(rita)
    rita.unfolds("Remove 1 a)")
    rita.presses("Remove 1 a) for good")
    rita.writes("Subject", "Images")
    rita.writes("Your question", "Is it?")
    rita.presses("Continue")
    found += looked_at(rita)
    rita.presses("Continue")
    found += looked_at(rita)
    rita.presses("Continue")
    found += looked_at(rita)
    rita.presses("Save and come back later")
    found += looked_at(rita)

    nothing_is_wrong(found)


def test_the_pages_from_the_check_to_the_private_page(gallery: Stage, demonstration: Walk):
    rita = gallery.enters("Rita")
    rita.opens("/request/")
    rita.presses("Begin a draft")
    rita.chooses("Edition", "ISO/IEC 17021:2011")
    rita.presses("Continue")
    acts.writes_question_and_identity(rita, clauses="9.1.5", subject="Sites", question="All?", body="SNL")
    rita.presses("Send me the confirmation link")
    found = looked_at(rita)
    rita.ticks(acts.PUBLIC)
    rita.presses("Send me the confirmation link")
    found += looked_at(rita)
    draft = rita.path
    link = gallery.link_in_mail_to("rita@member.example", under="/request/confirm/")
    rita.opens(link)
    found += looked_at(rita)
    rita.presses("Send the request")
    found += looked_at(rita)
    for address, status in ((draft, 200), (link, 200), ("/request/confirm/nothing/", 410)):
        rita.opens(address, status=status)
        found += looked_at(rita)

    nothing_is_wrong(found)


def test_the_private_page_in_every_state(gallery: Stage, demonstration: Walk):
    by_state = {case.clarification.state: case.clarification for case in demonstration.cases.values() if has_link(case)}
    returned, received = by_state[State.RETURNED], by_state[State.RECEIVED]
    rita = gallery.enters("Rita")

    found = visited_alike(rita, [clarification.private_path for clarification in by_state.values()])
    found += visited(rita, [f"{returned.private_path}resubmit/", f"{received.private_path}withdraw/"])
    rita.presses("Withdraw the request")
    found += looked_at(rita)
    rita.opens(f"{received.private_path}resubmit/")
    found += looked_at(rita)

    assert sorted(by_state) == sorted(State.values)
    nothing_is_wrong(found)


def test_the_desks(gallery: Stage, demonstration: Walk):
    sam, connie = (gallery.enters(name, demonstration.cast.people[name]) for name in ("sam", "connie"))
    mail = Message.objects.filter(clarification__isnull=False, role="requester").latest("pk")
    Message.objects.filter(pk=mail.pk).update(delivery="failed", fault="550 5.1.1 There is no such mailbox.")

    found = visited(sam, [f"/desk/mail/{mail.pk}/"])
    sam.presses("Put it aside")
    found += looked_at(sam)
    found += visited(
        sam, ["/desk/", "/desk/?list=ended", "/desk/?q=nothing", "/desk/new/request/", "/desk/new/historic/"]
    )
    sam.presses("Enter this text")
    found += looked_at(sam)
    found += visited(sam, ["/desk/verdicts/", "/desk/verdicts/17020/2026/"])
    sam.chooses("Verdict", "Still applies")
    sam.presses("Show what will be said")
    found += looked_at(sam)
    sam.presses("Give these verdicts")
    found += looked_at(sam)
    found += visited(connie, ["/desk/"])

    nothing_is_wrong(found)


def test_the_case_file_in_every_state(gallery: Stage, demonstration: Walk):
    by_state = {case.clarification.state: case.clarification for case in demonstration.cases.values()}
    keys = ("c10", "c29", "c09")  # two drafts and a discussion, an objection not handled, an open call
    cases = [*(demonstration.cases[key].clarification for key in keys), *by_state.values()]
    sam = gallery.enters("Sam", demonstration.cast.people["sam"])

    found = visited_alike(sam, [clarification.get_absolute_url() for clarification in cases])

    assert sorted(by_state) == sorted(State.values)
    nothing_is_wrong(found)


def test_the_page_of_every_step(gallery: Stage, demonstration: Walk):
    screened(demonstration, "c41", ALL_MET)
    screened(demonstration, "c63", ALL_MET | {4: ("not-met", "It asks how to do it.")})
    erased(demonstration, "c12")
    browsers: dict[User, Person] = {}
    found = []

    for step in (form.step for form in FORMS.values() if not form.step.starts):
        user, clarification = who_may(step, demonstration)
        if user not in browsers:
            browsers[user] = gallery.enters(user.name, user)
        browsers[user].opens(f"{clarification.get_absolute_url()}{step.verb}/")
        browsers[user].is_at(str(step.name))
        found += looked_at(browsers[user])

    nothing_is_wrong(found)


def test_the_pages_of_steps_with_errors_and_of_one_that_is_closed(gallery: Stage, demonstration: Walk):
    sam = gallery.enters("Sam", demonstration.cast.people["sam"])
    received = demonstration.cases["c11"].clarification.get_absolute_url()
    decided = demonstration.cases["c21"].clarification.get_absolute_url()
    found = []

    for address, button in (
        (f"{received}record-finding/", "Record these findings"),
        (f"{received}send-back/", "Ask one thing more"),
        (f"{received}send-back/", "Return with questions"),
        (f"{decided}edit-public-text/", "Preview"),
    ):
        sam.opens(address)
        sam.presses(button)
        found += looked_at(sam)
    sam.opens(f"{decided}accept/", status=409)
    found += looked_at(sam)

    nothing_is_wrong(found)


def test_the_question_before_a_case_opens(gallery: Stage, demonstration: Walk):
    step = FORMS["recuse"].step
    undeclared = (
        (user, case.clarification)
        for case in demonstration.cases.values()
        if case.clarification.state in step.origins
        for user in demonstration.cast.people.values()
        if roles_of(user_actor(user), case.clarification, timezone.now()) & step.by
        and not case.clarification.has_declared_interest(user_actor(user))
    )
    user, clarification = next(undeclared)
    member = gallery.enters(user.name, user)

    found = visited(member, [clarification.get_absolute_url()])

    member.is_at("Is your body concerned?")
    nothing_is_wrong(found)


def test_the_pages_of_accounts(gallery: Stage, demonstration: Walk):
    people = demonstration.cast.people
    petra, sam = gallery.enters("Petra"), gallery.enters("Sam", people["sam"])
    invited = UserFactory(name="Ivo Example", password=None)
    invite(invited)

    found = visited(petra, [*SIGN_IN, link_for(invited)])
    petra.presses("Set the password")
    found += looked_at(petra)
    petra.opens("/account/invitation/nothing/", status=410)
    found += looked_at(petra)
    petra.opens("/account/login/")
    petra.writes("E-mail", "nobody@member.example")
    petra.writes("Password", "not the password of anybody")
    petra.presses("Sign in", inside=petra.page.locator("main"))
    found += looked_at(petra)
    found += visited(sam, [*OWN, "/people/", "/people/seat/", f"/people/seat/{people['max'].seats.first().pk}/end/"])
    sam.opens("/people/seat/")
    sam.presses("Continue")
    found += looked_at(sam)

    nothing_is_wrong(found)


def test_the_pages_of_the_second_factor(gallery: Stage):
    person = UserFactory(name="Sona Example")
    sona, again = gallery.enters("Sona"), gallery.enters("Sona again")
    sona.opens("/account/second-factor/app/")
    signs_in(sona, person.email)
    found = looked_at(sona)
    sona.writes("Password", "a long password of the cast")
    sona.presses("Continue")
    found += looked_at(sona)
    secret = sona.page.locator("main code").inner_text()
    sona.writes("Code", code_of(secret))
    sona.presses("Set up", inside=sona.page.locator("main"))
    found += looked_at(sona)
    found += visited(
        sona,
        [
            *("/account/second-factor/", "/account/second-factor/codes/new/", "/account/second-factor/app/remove/"),
            "/account/second-factor/passkey/",
        ],
    )
    again.opens("/account/")
    signs_in(again, person.email)
    found += looked_at(again)

    nothing_is_wrong(found)


def test_the_pages_of_errors(gallery: Stage, demonstration: Walk, settings):
    petra, max_ = gallery.enters("Petra"), gallery.enters("Max", demonstration.cast.people["max"])
    petra.opens("/nowhere/", status=404)
    found = looked_at(petra)
    max_.opens("/people/", status=403)
    found += looked_at(max_)
    petra.opens("/request/")
    petra.context.clear_cookies()
    petra.presses("Begin a draft", status=403)
    found += looked_at(petra)
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    for status in (200, 429):
        petra.opens("/account/login/")
        petra.writes("E-mail", "nobody@member.example")
        petra.writes("Password", "not the password of anybody")
        petra.presses("Sign in", inside=petra.page.locator("main"), status=status)
    found += looked_at(petra)
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    petra.opens("/account/login/")
    petra.presses("Sign in", inside=petra.page.locator("main"), status=400)
    found += looked_at(petra)
    settings.DRAFT_DAYS = "nonsense"
    petra.opens("/request/", status=500)
    found += looked_at(petra)

    nothing_is_wrong(found)


def test_the_mail_of_the_demonstration(gallery: Stage, settings):
    settings.MODE = "demo"
    petra = gallery.enters("Petra")

    found = visited(petra, ["/demo/mail/", "/demo/mail/?q=rita", "/demo/mail/?q=nothingofthiskind"])
    petra.opens("/demo/mail/")
    petra.follows("", inside=petra.page.locator("main tbody, main li").first)
    found += looked_at(petra)

    nothing_is_wrong(found)
