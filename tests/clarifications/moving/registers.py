"""A register that holds one of everything, and the same system without any case or record."""

from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db import connection

from clarifications.case.models import Clarification
from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.moving.lines import RecordLine, VersionLine
from clarifications.register.beside import RelationKind
from clarifications.register.models import Record, RecordVersion
from clarifications.register.pieces import CitedDocument, Origin, PublishedAnswer, PublishedVote
from clarifications.register.text import PublishedText
from clarifications.register.vocabulary import Fate, Held, PublicOutcome, RecordKind, Scope
from clarifications.triggers import create_triggers, drop_triggers
from standards.models import Edition
from standards.reading.dates import PartialDate
from tests.builders import START, Case, reviewed, text_of
from tests.factories import EditionFactory, TopicFactory
from tests.register import Register, followed_by

KEPT = ("CriteriaSet", "Criterion")
ASKED = [Asked("Is it an inspection?"), Asked("Is it a test?", parts=[Asked("Of items?"), Asked("Of [[people]]?")])]


def full_register(*editions: Edition) -> dict[str, Case]:
    """Records that were retired, redacted, translated, corrected, renamed, are a title alone, hold quotations that were
    left out, stand in relations, have verdicts that were replaced and withdrawn; and a case that is not public.

    Of invented editions, or of these four: three that follow each other, and another one.
    """
    register = Register()
    own, newer, newest, other = editions or _editions()
    made = register.published("Images", edition=own)
    cases = {
        "made": made,
        "title": register.entered("A title alone", edition=made.edition),
        "whole": _whole(register, made),
        "retired": register.entered("Entered in error", edition=made.edition),
        "renamed": register.entered("Filed under another edition", edition=made.edition),
    }
    register.without_consensus("No agreement")
    register.pending("Still with the group")
    _correct_and_redact(made)
    _judge(made, newer, newest)
    _stand_beside(cases, other)
    return cases


def _editions() -> tuple[Edition, ...]:
    own = EditionFactory()
    newer = followed_by(own, year=2026)
    return own, newer, followed_by(newer, year=2028), EditionFactory()


def exported_line(edition: Edition, *, number: int = 7, title: str = "From elsewhere", **facts: Any) -> RecordLine:
    """A record of an edition as another register would write it: a title alone, published before that system."""
    address = f"{edition.standard.slug}-{edition.slug}-{number}"
    facts = {"origin": Origin("List (Example), page 3"), "scope": Scope.GENERAL} | facts
    text = PublishedText(RecordKind.CLARIFICATION, title, edition.standard.designation, edition.reference, **facts)
    content = text.to_json()
    version = VersionLine(number=1, at=START, content=content, disclaimer=1, hash=RecordVersion.hash_of(content, 1))
    named = {"kind": text.kind.value, "edition": edition.reference, "number": number}
    return RecordLine(address=address, changed_at=START, versions=(version,), **named)


def _whole(register: Register, made: Case) -> Case:
    answers = [
        PublishedAnswer(
            ("1",), PublicOutcome.YES_UNDER_CONDITIONS, "It is, *if* [[words]].", "Why: “é” ≥ 5.", ("20 °C",)
        ),
        PublishedAnswer(("2",), PublicOutcome.UNKNOWN, "", held=Held.NOTHING),
    ]
    return register.entered(
        "Everything [[of the standard]]",
        edition=made.edition,
        clauses="7.1.5; 6.2",
        questions=ASKED,
        answers=answers,
        votes=[PublishedVote("1", in_favour=18, voting=19, percentage="95 %", note="As printed.")],
        kind=RecordKind.CLARIFICATION,
        origin=Origin("List (Example), page 3", "https://example.org/list", "EX-12", body_name="ISO/CASCO"),
        cited=(CitedDocument("IAF MD 5:2019", "2.1"),),
        consulted=("WG Other", "Example Body"),
        fate=Fate.ARCHIVED,
        fate_since="2021",
        decided=PartialDate("2017-05"),
        published=PartialDate("<2018"),
    )


def _correct_and_redact(case: Case) -> None:
    german = replace(text_of(case), title="Bilder")
    case.take(steps.TRANSLATE, case.sam, content=german, language="de")  # is emptied with what it translates
    for title in ("Images of people", "Images of items"):
        case.take(steps.CORRECT, case.sam, content=text_of(case, title=title))
    case.take(steps.REDACT, case.sam, version=1, reason="It named a person.")


def _judge(case: Case, newer: Edition, newest: Edition) -> None:
    case.take(steps.STILL_APPLIES, case.sam, **reviewed(newer))
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer))
    case.take(steps.WITHDRAW_VERDICT, case.sam, verdict=case.clarification.record.verdicts.standing().get())
    case.take(steps.STILL_APPLIES, case.sam, **reviewed(newer, group="WG 32"))
    inclusion = {"edition": newest, "clause": "7.2", "in_force": PartialDate("2028-03"), "note": "Taken in."}
    case.take(steps.INCORPORATE, case.sam, **inclusion)


def _stand_beside(cases: dict[str, Case], other: Edition) -> None:
    made, title, whole, retired, renamed = cases.values()
    french = replace(text_of(made), title="Images transmises")
    made.take(steps.TRANSLATE, made.sam, content=french, language="fr", translator="A member body", is_official=True)
    again = replace(text_of(made), title="Images envoyées")
    made.take(steps.TRANSLATE, made.sam, content=again, language="fr", made=PartialDate("2026-04"))
    made.take(steps.ADD_BULLETIN, made.sam, body="Example Body", reference="Bulletin 7", language="fr", adds="How.")
    made.take(
        steps.ADD_BULLETIN, made.sam, body="Example Body", reference="7", language="en", link="https://example.org/7"
    )
    remote, reports = TopicFactory(key="remote", label="Remote"), TopicFactory(key="reports", label="Reports")
    made.take(steps.SET_TOPICS, made.sam, topic=remote)
    made.take(steps.SET_TOPICS, made.sam, topic=reports, second_topic=remote)
    made.take(steps.REMOVE_BULLETIN, made.sam, bulletin=made.clarification.record.bulletins.order_by("pk")[0])
    _relate(made, whole, RelationKind.SUPERSEDES_IN_PART, questions=("1", "2 b)"))
    _relate(whole, made, RelationKind.DEPENDS, note="One line.")
    _relate(title, whole, RelationKind.CONFLICTS)
    title.take(steps.END_RELATION, title.sam, relation=title.clarification.record.relations.get())
    retired.take(steps.RETIRE, retired.sam, replacement=title.clarification.record, reason="Twice.")
    renamed.take(steps.CORRECT, renamed.sam, content=text_of(renamed), edition=other)


def _relate(case: Case, other: Case, kind: RelationKind, **given: Any) -> None:
    case.take(steps.RELATE, case.sam, other=other.clarification.record, kind=kind, **given)


def without_any_case() -> None:
    """Take every case and record away, as in a system that has just been set up; catalogue and people stay."""
    connection.check_constraints()
    drop_triggers(connection)
    with connection.cursor() as cursor:
        for model in apps.get_app_config("clarifications").get_models(include_auto_created=True):
            if model.__name__ not in KEPT:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
    connection.check_constraints()
    create_triggers(connection)
    assert (Clarification.objects.count(), Record.objects.count()) == (0, 0)
