"""Two changes of the map, followed everywhere: who may publish, in one cell; one more state with a way in and out."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.db import connection
from django.db.models import TextChoices

from clarifications.case.kept_turns import case_turns
from clarifications.case.models import Clarification
from clarifications.case.part import Facts, StepPart
from clarifications.case.roles import user_actor
from clarifications.case.turns import WhoseTurn
from clarifications.desk.step_views import FORMS
from clarifications.documentation import process_md
from clarifications.forms.base import StepForm
from clarifications.mail.announce import audiences_of
from clarifications.mail.models import Message
from clarifications.map.rules import interest_declared
from clarifications.map.step_words import Audience, StepWords
from clarifications.map.steps import CONCLUDE, PUBLISH, Role, State, Step
from clarifications.map.whole import MapIncomplete, another_map, the_map
from clarifications.map.words import Awaited, Picture, StateWords
from clarifications.parts import PARTS
from tests.builders import BUILDERS, decided, under_review
from tests.clarifications.map.gaps import STYLES, gaps_of
from tests.factories import SeatFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    """What a page says; it is there."""
    assert answer.status_code == 200, answer.request["PATH_INFO"]
    return Page(answer).words


def turn_of(case, user) -> tuple[WhoseTurn, str]:
    [found] = case_turns(Clarification.objects.filter(pk=case.clarification.pk), by=user_actor(user), at=case.at)
    return found.whose, found.in_words


def mail(case, verb) -> dict[str, Message]:
    return {row.to_name: row for row in case.clarification.messages.filter(verb=verb)}


# ---------- another cell: the convenor publishes ----------


@pytest.fixture
def convenor_publishes():
    """Our map, but for who may publish."""
    ours = the_map()
    steps = [replace(step, by=Role.CONVENOR) if step == PUBLISH else step for step in ours.steps]
    with another_map(replace(ours, steps=steps)) as other:
        yield other


def test_where_the_convenor_publishes_nothing_is_missing(convenor_publishes):
    assert gaps_of(convenor_publishes) == []


def test_where_the_convenor_publishes_it_is_the_convenors_turn(convenor_publishes, browser_of):
    case = decided()

    turns = [turn_of(case, user) for user in (case.connie, case.max, case.sam)]
    desks = [text_of(browser_of(user).get("/desk/")) for user in (case.connie, case.max, case.sam)]

    assert turns == [
        (WhoseTurn.MINE, "Check the text and publish it"),
        (WhoseTurn.GROUP, "Convenor publishes"),
        (WhoseTurn.OTHERS, "Convenor publishes"),
    ]
    assert [re.findall("Check the text and publish it|(?:Convenor|Secretariat) publishes", desk) for desk in desks] == [
        ["Check the text and publish it"],
        ["Convenor publishes"],
        ["Convenor publishes"],
    ]


def test_where_the_convenor_publishes_the_convenor_alone_has_the_button(convenor_publishes, browser_of):
    case = decided()
    path = case.clarification.get_absolute_url()

    pages = {user: browser_of(user).get(path).content.decode() for user in (case.connie, case.max, case.sam)}
    answers = [browser_of(user).get(f"{path}publish/").status_code for user in (case.connie, case.max, case.sam)]

    assert [f'href="{path}publish/"' in page for page in pages.values()] == [True, False, False]
    assert "You: Check the text and publish it" in unescape(pages[case.connie])
    assert answers == [200, 403, 403]


def test_where_the_convenor_publishes_the_convenor_can(convenor_publishes, browser_of):
    case = decided()
    path = f"{case.clarification.get_absolute_url()}publish/"

    answer = browser_of(case.connie).post(path, {"seen_version": case.clarification.version})

    assert answer.status_code == 302
    assert Clarification.objects.get(pk=case.clarification.pk).state == State.PUBLISHED


def test_where_the_convenor_publishes_the_mail_says_so(convenor_publishes):
    case = decided()

    written = mail(case, "conclude")

    assert case.sam.name not in written
    assert {
        "Nothing is asked of you. The convenor publishes the decision." in row.text for row in written.values()
    } == {True}


def test_where_the_convenor_publishes_the_group_is_told_whom_it_waits_for(convenor_publishes):
    case = decided()

    audiences = audiences_of(CONCLUDE, case.clarification, by=user_actor(case.max), at=case.at)

    assert audiences == [(Audience.NEXT, Audience.CONVENOR), (Audience.MEMBER, Audience.MEMBER)]


def test_where_the_convenor_publishes_requester_and_public_read_that_the_group_has_it(convenor_publishes, petra):
    case = decided()

    private = text_of(petra.get(case.clarification.private_path))
    public = text_of(petra.get("/clarifications/pending/"))

    assert "the maintenance group publishes the answer." in private
    assert "Waits for: Maintenance group." in private
    assert ["Maintenance group" in public, "Secretariat" in public] == [True, False]


# ---------- one more state: other committees are consulted ----------


class More(TextChoices):
    """A state that our map does not have."""

    CONSULTATION = "consultation", "In consultation"


CONSULT = Step(
    *("consult", "Consult others", "Asks other committees what they think.", [State.UNDER_REVIEW], More.CONSULTATION),
    *(Role.CONVENOR, [interest_declared]),
)
END_CONSULTATION = Step(
    *("end-consultation", "End the consultation", "Brings what others think to the group.", [More.CONSULTATION]),
    *(State.UNDER_REVIEW, Role.SECRETARIAT),
)
CONSULTATION = StateWords(
    state=More.CONSULTATION,
    line="work",
    picture=Picture.WAY,
    awaits=[Awaited(END_CONSULTATION, "Gather what others think", "%(who)s gathers what others think")],
    stands="Other committees have been consulted since %(day)s; %(who)s gathers what they think.",
    clock="consultation",
    stops_clock=False,
    is_pending=True,
    counts_from_acceptance=False,
    is_seen_by_group=True,
)
WORDS = [
    StepWords(CONSULT, "%(who)s consulted other committees", [Audience.NEXT, Audience.MEMBER]),
    StepWords(END_CONSULTATION, "%(who)s ended the consultation", [Audience.MEMBER]),
]
MAIL = """{% extends to %}
{% block subject %}Consultation{% endblock %}
{% block lead %}Gather what others think.{% endblock %}
"""
TEMPLATES = ("consult-next", "consult-member", "end-consultation-member")


def nothing_more(clarification, facts, how):
    """All that the step does is to move the case."""


class ConsultForm(StepForm):
    part = StepPart(CONSULT, Facts, nothing_more)


class EndConsultationForm(StepForm):
    part = StepPart(END_CONSULTATION, Facts, nothing_more)


def steps_with_it():
    """Our steps, open in the new state too where they are open while a group has a case, and the two new ones."""
    ours = [
        replace(step, origins=[*step.origins, More.CONSULTATION])
        if {State.UNDER_REVIEW, State.DECIDED} <= set(step.origins)
        else step
        for step in the_map().steps
    ]
    return [*ours, CONSULT, END_CONSULTATION]


def states_with_it():
    """Our states; the new one comes after the review."""
    ours = list(the_map().states)
    after = [state.state for state in ours].index(State.UNDER_REVIEW) + 1
    return [*ours[:after], CONSULTATION, *ours[after:]]


@pytest.fixture
def the_database_knows_it(db):
    """Let the state through the constraint of the table, until the test is undone."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE clarifications_clarification DROP CONSTRAINT clarification_state_on_the_map")
            yield
        else:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.fixture
def consultation(the_database_knows_it, monkeypatch, settings, tmp_path):
    """Our map with the state, and all that belongs to it."""
    folder = tmp_path / "emails" / "clarifications"
    folder.mkdir(parents=True)
    for name in TEMPLATES:
        (folder / f"{name}.txt").write_text(MAIL, encoding="utf-8")
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], tmp_path]}]
    for form in (ConsultForm, EndConsultationForm):
        monkeypatch.setitem(FORMS, form.part.step.verb, form)
        monkeypatch.setitem(PARTS, form.part.step.verb, form.part)
    monkeypatch.setitem(BUILDERS, "consultation", consulted)
    ours = the_map()
    with another_map(
        replace(ours, states=states_with_it(), steps=steps_with_it(), words=[*ours.words, *WORDS])
    ) as map_:
        yield map_


def consulted():
    case = under_review()
    case.take(CONSULT, case.connie)
    return case


def test_a_state_and_steps_without_words_are_named():
    with pytest.raises(MapIncomplete) as found:
        replace(the_map(), steps=steps_with_it())

    assert found.value.gaps == [
        "state consultation: no words",
        "step consult: no words",
        "step end-consultation: no words",
    ]


def test_all_else_that_is_missing_for_a_state_and_steps_is_named():
    ours = the_map()

    with another_map(
        replace(ours, states=states_with_it(), steps=steps_with_it(), words=[*ours.words, *WORDS])
    ) as map_:
        gaps = gaps_of(map_)

    assert gaps == [
        "step consult: no part",
        "step consult: no form",
        "step consult: no template emails/clarifications/consult-next.txt",
        "step consult: no template emails/clarifications/consult-member.txt",
        "step end-consultation: no part",
        "step end-consultation: no form",
        "step end-consultation: no template emails/clarifications/end-consultation-member.txt",
        "state consultation: no style",
        "state consultation: no case to test with",
    ]


def test_nothing_is_missing_once_it_is_there(consultation):
    styles = STYLES.read_text(encoding="utf-8") + ".state--consultation .line { --dash: 2px; }"

    assert gaps_of(consultation, styles=styles) == []


def test_the_desks_say_whom_the_new_state_waits_for(consultation, browser_of):
    case = consulted()

    turns = [turn_of(case, user) for user in (case.sam, case.connie, case.max)]
    desks = [text_of(browser_of(user).get("/desk/")) for user in (case.sam, case.connie, case.max)]

    others = (WhoseTurn.OTHERS, "Secretariat gathers what others think")
    assert turns == [(WhoseTurn.MINE, "Gather what others think"), others, others]
    assert ["Gather what others think" in desk for desk in desks] == [True, False, False]
    assert ["Secretariat gathers what others think" in desk for desk in desks] == [False, True, True]
    assert all("In consultation" in desk for desk in desks)


def test_the_case_says_so_to_all_who_see_it_and_the_secretariat_has_the_button(consultation, browser_of):
    case = consulted()
    path = case.clarification.get_absolute_url()

    answers = [browser_of(user).get(path) for user in (case.sam, case.connie, case.max, case.mina)]
    stranger = browser_of(SeatFactory(user__name="Nobody Example").user).get(path)

    assert all("In consultation" in text_of(answer) for answer in answers)
    assert "Connie Example consulted other committees." in text_of(answers[0])
    assert re.search(r"consultation: \d+ days", text_of(answers[0]))
    offered = [f'href="{path}end-consultation/"' in answer.content.decode() for answer in answers]
    assert (offered, stranger.status_code) == ([True, False, False, False], 404)


def test_a_member_who_has_said_nothing_is_asked_first(consultation, browser_of):
    case = consulted()
    new = SeatFactory(user__name="Nina Example", group=case.group).user

    page = text_of(browser_of(new).get(case.clarification.get_absolute_url()))

    assert "Is examining an item" not in page
    assert "My body is not concerned" in page


def test_the_requester_reads_where_it_stands_and_what_may_come_next(consultation, petra):
    case = consulted()

    page = text_of(petra.get(case.clarification.private_path))

    assert "Other committees have been consulted since 2 March 2026; the secretariat gathers what they think." in page
    assert "Waits for: Secretariat." in page
    assert "End the consultation (Secretariat): Brings what others think to the group." in page


def test_the_public_sees_it_pending(consultation, petra):
    case = consulted()

    page = text_of(petra.get("/clarifications/pending/"))

    assert [text in page for text in (case.clarification.reference, "In consultation", "Secretariat")] == [True] * 3
    assert "Pending 1" in text_of(petra.get("/"))


def test_the_process_is_drawn_and_written_with_it(consultation, petra):
    page = text_of(petra.get("/process/"))

    assert ["In consultation" in page, "Consult others" in page, "End the consultation" in page] == [True] * 3
    assert "| In consultation | `consultation` | work |" in process_md()


def test_who_goes_on_and_the_group_get_mail(consultation):
    case = consulted()

    written = mail(case, "consult")

    assert {name: row.role for name, row in written.items()} == {
        "Sam Example": "secretariat",
        "Max Example": "member",
        "Mina Example": "member",
    }
    assert "You get this because you belong to the secretariat." in written["Sam Example"].text


def test_the_steps_lead_in_and_out_by_their_forms(consultation, browser_of):
    case = under_review()
    path = case.clarification.get_absolute_url()

    into = browser_of(case.connie).post(f"{path}consult/", {"seen_version": case.clarification.version})
    state = Clarification.objects.get(pk=case.clarification.pk).state
    out = browser_of(case.sam).post(f"{path}end-consultation/", {"seen_version": case.clarification.version + 1})

    assert (into.status_code, state, out.status_code) == (302, "consultation", 302)
    assert Clarification.objects.get(pk=case.clarification.pk).state == State.UNDER_REVIEW


def test_the_desk_can_be_narrowed_to_it(consultation, browser_of):
    case = consulted()

    page = text_of(browser_of(case.sam).get("/desk/?state=consultation"))

    assert case.clarification.reference in page
