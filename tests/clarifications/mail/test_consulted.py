"""Who is consulted is told of it, of the publication and of what becomes of the record; and reads nothing else."""

import pytest

from clarifications.map import steps
from tests import builders
from tests.builders import decided, drafted, published, reviewed, seeking_consensus, text_of, under_review
from tests.clarifications.mail.cases import asked, messages, told
from tests.clarifications.mail.cases import consulted as being_consulted
from tests.factories import ConvenorFactory, EditionFactory, GroupFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db


def to_consulted(case, verb):
    return [message for message in messages(case, verb) if message.role == "consulted"]


def on_the_register():
    """Published, with Olga's group consulted."""
    return published(decided(seeking_consensus(drafted(being_consulted()))))


def test_who_is_consulted_reads_what_the_secretariat_writes_and_what_is_public():
    case = being_consulted()

    message = to_consulted(case, "name-consulted")[0]

    assert message.subject == "[Example] CR-2026-0001: You are consulted on a request"
    assert message.text == (
        f"{case.edition} · 7.1.5, 6.2.4 · CR-2026-0001\n\n"
        f"{case.group} works on an answer; your group or body is asked before it is published.\n\n"
        ". . . . . . . . . . . . . . . . . . . . . . . . . . . . . .\n\n"
        "What the secretariat writes:\n\n> How does your group read it?\n\n"
        "You are told when the answer is published, and when it is corrected or retired.\n\n"
        "What is public of requests in work:\nhttp://127.0.0.1:8000/clarifications/pending/\n\n"
        "You get this because you convene a group, or represent a body, that is consulted on this request. It has no "
        "vote and no seat in the group that answers. Messages cannot be stopped while it is consulted; the secretariat "
        "can end that.\n\n"
        "Example: this is not the real site. The bodies, people and texts in it are invented.\n"
    )


def test_who_was_consulted_before_is_not_told_that_others_are():
    case = under_review()
    olga, ron = ConvenorFactory(user__name="Olga Example"), RepresentativeFactory(user__name="Ron Example")
    case.take(steps.NAME_CONSULTED, case.sam, groups=[olga.group])

    case.take(steps.NAME_CONSULTED, case.sam, groups=[olga.group], bodies=[ron.body])

    assert told(case, "name-consulted") == "consulted Olga, consulted Ron"


@pytest.mark.parametrize(
    ("verb", "step", "facts", "subject"),
    [
        (
            "correct",
            steps.CORRECT,
            lambda case: {"content": text_of(case, title="New")},
            "The published text is corrected",
        ),
        ("retire", steps.RETIRE, lambda case: {}, "The record is retired"),
    ],
)
def test_who_was_consulted_is_told_what_becomes_of_the_record(verb, step, facts, subject):
    case = on_the_register()

    case.take(step, case.sam, **facts(case))

    [olga, ron] = to_consulted(case, verb)
    assert (olga.to_name, ron.to_name) == ("Olga Example", "Ron Example")
    assert olga.subject == f"[Example] CR-2026-0001: {subject}"
    assert f"The record:\nhttp://127.0.0.1:8000{case.clarification.record.get_absolute_url()}\n" in olga.text
    assert "/desk/" not in olga.text + ron.text


def test_who_was_consulted_is_told_of_publication_a_verdict_withdrawn_and_a_record_brought_back():
    case = on_the_register()
    newer = EditionFactory(standard=case.edition.standard, year=2024)
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer))

    case.take(steps.WITHDRAW_VERDICT, case.sam, verdict=case.clarification.record.verdicts.get())
    case.take(steps.RETIRE, case.sam)
    case.take(steps.RESTORE, case.sam)

    told_of = {verb: len(to_consulted(case, verb)) for verb in ("publish", "withdraw-verdict", "restore")}
    assert told_of == {"publish": 2, "withdraw-verdict": 2, "restore": 2}


def test_who_is_consulted_is_told_that_nothing_is_waited_for_any_more():
    case = being_consulted()

    case.take(steps.WITHDRAW, case.rita)

    assert [message.to_name for message in to_consulted(case, "withdraw")] == ["Olga Example", "Ron Example"]


def test_who_is_told_as_a_member_gets_no_second_mail():
    case = decided(seeking_consensus(drafted(builders.under_review(asked()))))
    case.take(steps.NAME_CONSULTED, case.sam, groups=[ConvenorFactory(user=case.max).group])

    case.take(steps.PUBLISH, case.sam)

    assert told(case, "publish") == "member Connie, member Max, member Mina, requester Rita"
    assert told(case, "name-consulted") == "consulted Max"


def test_where_nobody_is_known_no_mail_is_sent():
    case = under_review()

    case.take(steps.NAME_CONSULTED, case.sam, groups=[GroupFactory()])

    assert messages(case, "name-consulted") == []


def test_who_consults_is_not_told_of_it():
    case = under_review()

    case.take(steps.NAME_CONSULTED, case.sam, groups=[ConvenorFactory(user=case.sam).group])

    assert messages(case, "name-consulted") == []
