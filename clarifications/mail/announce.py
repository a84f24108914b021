"""The messages about a step, queued in its transaction; the map says who gets them."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.models import User
from clarifications import disclaimer
from clarifications.case.consulted import consulted_on
from clarifications.case.events import Event
from clarifications.case.models import Clarification, clauses_in_words
from clarifications.case.part import Facts
from clarifications.case.seats import convenor_of, seats_in
from clarifications.consensus.models import Ending
from clarifications.mail.models import Message
from clarifications.mail.render import RULES, one_line, quoted
from clarifications.mail.written import Cited, written
from clarifications.map.actors import Actor
from clarifications.map.rule import Text
from clarifications.map.step_words import Audience
from clarifications.map.steps import (
    ANSWER,
    ASK_REQUESTER,
    CALL,
    CORRECT,
    CORRECT_OWN_REQUEST,
    CORRECT_REQUEST,
    HANDLE_OBJECTION,
    INCORPORATE,
    LENGTHEN_CALL,
    NAME_CONSULTED,
    NO_LONGER_APPLIES,
    NOT_ACCEPT,
    PUBLISH,
    REFER,
    SEND_BACK,
    STILL_APPLIES,
    SUBMIT,
    WITHDRAW_VERDICT,
    Role,
    Step,
)
from clarifications.map.whole import the_map
from clarifications.publication.rewording import last_changes
from clarifications.register.models import Label, Record, Verdict, VerdictKind
from clarifications.screening.answering import Answering, answering
from clarifications.wording import without_marks

BY_ROLE = {
    Role.REQUESTER: Audience.REQUESTER,
    Role.SECRETARIAT: Audience.SECRETARIAT,
    Role.CONVENOR: Audience.CONVENOR,
    Role.MEMBER: Audience.MEMBER,
}
OF_A_VERDICT = (INCORPORATE, NO_LONGER_APPLIES, STILL_APPLIES, WITHDRAW_VERDICT)
NAMES: dict[Audience, Text] = {  # in a sentence
    Audience.REQUESTER: gettext_lazy("the requester"),
    Audience.SECRETARIAT: gettext_lazy("the secretariat"),
    Audience.CONVENOR: gettext_lazy("the convenor"),
    Audience.MEMBER: gettext_lazy("the group"),
    Audience.FORMER: gettext_lazy("the group"),
    Audience.NAMED: gettext_lazy("the member named"),
    Audience.DRAFTER: gettext_lazy("who is named to draft"),
    Audience.REPLACED: gettext_lazy("the convenor, if somebody else convenes then"),
    Audience.CONSULTED: gettext_lazy("who is consulted"),
}


@dataclass(frozen=True)
class Recipient:
    """One address, the name it is written to, and where the reader goes on."""

    email: str
    name: str
    path: str


def announce(
    step: Step,
    clarification: Clarification,
    *,
    event: Event,
    by: Actor,
    facts: Facts,
    before: Mapping[Audience, int],
    at: datetime.datetime,
) -> None:
    """Queue the messages of a step, one a person; nobody gets one about the own step but the requester.

    Who speaks for a group or body that is consulted, and gets one as somebody else already, gets no second one.
    The ``facts`` may name a person, such as the drafter, and another case that the step says something of too: whoever
    was not told yet is told from there. ``before`` is who was somebody before it, such as the convenor.
    """
    named, beside = facts.named, facts.beside
    seen: set[tuple[str, str]] = set()
    replaced = before.get(Audience.REPLACED)
    replaced = replaced if replaced and replaced != convenor_of(clarification, at) else None
    people = {Audience.NAMED: named.pk if named else None, Audience.REPLACED: replaced}
    people[Audience.DRAFTER] = before.get(Audience.DRAFTER)
    rows = list(_about(step, clarification, event=event, by=by, people=people, other=beside, at=at, seen=seen))
    if beside is not None:
        rows += _about(step, beside, event=event, by=by, people=people, other=clarification, at=at, seen=seen)
    Message.objects.bulk_create(rows)


def people_before(step: Step, clarification: Clarification, *, by: Actor, at: datetime.datetime) -> dict[Audience, int]:
    """Who convenes the case before a step, or is named to draft, as keys, where they are told what it makes of that."""
    audiences = the_map().words_of(step.verb).audiences
    people: dict[Audience, int] = {}
    if Audience.REPLACED in audiences and (convenor := convenor_of(clarification, at)):
        people[Audience.REPLACED] = convenor
    if Audience.DRAFTER in audiences and clarification.is_drafted_by_somebody_else(by, at):
        assert clarification.drafter_id is not None
        people[Audience.DRAFTER] = clarification.drafter_id
    return people


def audiences_of(
    step: Step, clarification: Clarification, *, by: Actor, at: datetime.datetime
) -> list[tuple[Audience, Audience]]:
    """Who gets a message about a step: the audience that the map names, with a template, and who that is."""
    state = str(step.to or clarification.state)
    audiences = the_map().words_of(step.verb).audiences
    if Audience.NEXT not in audiences:
        return [(one, one) for one in audiences]
    following = [BY_ROLE[role] for role in the_map().next_holder(state, clarification, by, at)]
    return [(one, who) for one in audiences for who in (following if one is Audience.NEXT else [one])]


def _about(
    step: Step,
    clarification: Clarification,
    *,
    event: Event,
    by: Actor,
    people: Mapping[Audience, int | None],
    other: Clarification | None,
    at: datetime.datetime,
    seen: set[tuple[str, str]],
) -> Iterator[Message]:
    """The messages to the people of one case, but those in ``seen``, who are told already."""
    audiences = audiences_of(step, clarification, by=by, at=at)
    if not audiences:
        return
    record = getattr(clarification, "record", None) if clarification.standing.is_published else None
    shared = _what_all_may_read(step, clarification, record)
    shared["following"] = next((NAMES[who] for said, who in audiences if said is Audience.NEXT), "")
    shared["other"] = other.record.name if other else ""
    for said, audience in audiences:
        to_requester = audience is Audience.REQUESTER
        context = shared | (_requester_facts(step, clarification, event, record) if to_requester else {})
        recipients = []
        told = {email for email, _path in seen} if audience is Audience.CONSULTED else set()
        for recipient in _recipients(audience, step, clarification, by=by, people=people, at=at):
            mark = (recipient.email.casefold(), recipient.path if to_requester else "")
            if recipient.email and mark not in seen and mark[0] not in told:
                seen.add(mark)
                recipients.append(recipient)
        template = f"emails/clarifications/{step.verb}-{said.value}.txt"
        context["to"] = f"emails/to_{audience.value}.txt"
        if step in (PUBLISH, CORRECT) and audience is Audience.MEMBER:
            changed = last_changes(clarification)
            context["changed"] = [(change.name, quoted(change.new)) for change in changed]
        if step == NAME_CONSULTED or audience in (Audience.REPLACED, Audience.DRAFTER):  # written for them
            context |= {"note": quoted(event.reason), "who": one_line(by.name)}
        yield from _messages(step, clarification, audience, recipients, template=template, context=context, at=at)


def _messages(
    step: Step,
    clarification: Clarification,
    audience: Audience,
    recipients: Iterable[Recipient],
    *,
    template: str,
    context: dict[str, object],
    at: datetime.datetime,
) -> Iterator[Message]:
    """One a recipient; the text, which names no recipient, is written once for all who go on at the same address."""
    texts: dict[str, tuple[str, str]] = {}
    for recipient in recipients:
        if recipient.path not in texts:
            texts[recipient.path] = written(template, context | {"url": settings.SITE_URL + recipient.path})
        subject, text = texts[recipient.path]
        yield Message(
            clarification=clarification,
            verb=step.verb,
            role=audience.value,
            to=recipient.email,
            to_name=one_line(recipient.name)[:120],
            subject=subject,
            text=text,
            line=str(context["line"]),
            queued_at=at,
            next_at=at,
        )


def _what_all_may_read(step: Step, clarification: Clarification, record: Record | None) -> dict[str, object]:
    """What the template of a message may say to everybody: nothing of the text of the case."""
    context: dict[str, object] = {
        "case": Cited(
            reference=clarification.reference,
            cites=one_line(clarification.cites),
            clauses=one_line(clauses_in_words(clarification.subject_clauses.values_list("canonical", flat=True))),
            group=clarification.group.name if clarification.group else "",
        ),
        "line": clarification.standing.line,
    }
    if step in (CALL, LENGTHEN_CALL):
        context["until"] = clarification.calls.latest("round").ends_on
    if step == HANDLE_OBJECTION:
        roll = clarification.calls.latest("round").roll
        context["until"] = roll.aggregate(last=Max("position__answer_by"))["last"]
    if step == ANSWER:
        context |= _answering_facts(answering(clarification))
    return context | _register_facts(step, record) if record else context


def _register_facts(step: Step, record: Record) -> dict[str, object]:
    """What is public of a record: the one disclaimer that holds for it now, the verdict that the step is of."""
    said = _disclaimers([record])[record]
    url = settings.SITE_URL + record.get_absolute_url()
    verdicts = record.verdicts.select_related("edition")
    if step == WITHDRAW_VERDICT:
        verdicts = verdicts.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at")
    shown = {"record": record, "record_url": url, "disclaimer": said, "line": said.line}
    return shown | {"verdict": verdicts.first() if step in OF_A_VERDICT else None}


def _answering_facts(rows: list[Answering]) -> dict[str, object]:
    """The records that answer a request, in their order; those that follow each other under one disclaimer share it."""
    said = _disclaimers([row.record for row in rows])
    parts = [
        {"rows": [_named(row) for row in alike], "disclaimer": one, "rule": RULES[one.line]}
        for one, alike in groupby(rows, key=lambda row: said[row.record])
    ]
    is_included = all(one.line == "standard" for one in said.values())
    return {"answering": rows, "parts": parts, "line": "standard" if is_included else "clarification"}


def _named(row: Answering) -> dict[str, object]:
    """A record that answers, as a mail names it; its title was typed once."""
    named: dict[str, object] = {"title": quoted(row.record.title), "name": row.record.name}
    named["url"] = settings.SITE_URL + row.record.get_absolute_url()
    if row.instead:
        named |= {"instead": row.instead.name, "instead_url": settings.SITE_URL + row.instead.get_absolute_url()}
    return named


def _disclaimers(records: Sequence[Record]) -> dict[Record, disclaimer.Disclaimer]:
    """For each record the one disclaimer that holds for it now; one query."""
    verdicts = Verdict.objects.standing().filter(record__in=records, kind=VerdictKind.INCORPORATED)
    newest = {one.record_id: one for one in verdicts.select_related("edition").order_by("at", "pk")}
    return {
        record: disclaimer.included(one.edition.reference, clause=one.clause, since=str(one.in_force))
        if record.label == Label.INCORPORATED and (one := newest.get(record.pk))
        else disclaimer.not_included(record.standard.designation)
        for record in records
    }


def _requester_facts(
    step: Step, clarification: Clarification, event: Event, record: Record | None
) -> dict[str, object]:
    """What the requester must know to act; what people typed is quoted."""
    note = event.reason if record else clarification.closing_note
    # The note on a correction is in the dialect; every other one is plain.
    facts: dict[str, object] = {"note": quoted(without_marks(note) if step == CORRECT else note)}
    if record is not None:
        facts["title"] = quoted(record.title)
    if step in (SEND_BACK, ASK_REQUESTER):
        asked = clarification.returns.latest("at").questions.all()
        facts["questions"] = [quoted(question.text) for question in asked]
    if step in (CORRECT_OWN_REQUEST, CORRECT_REQUEST):
        facts |= {"note": quoted(event.reason), "changed": quoted(event.detail)}
    if step == SUBMIT:
        facts["body"] = one_line(event.on_behalf_of)
    if step == NOT_ACCEPT:
        facts["reason"] = clarification.get_reason_code_display()
    if step == PUBLISH:
        facts["no_consensus"] = clarification.conclusions.get(reopened_at=None).ending == Ending.NO_CONSENSUS
    if step == REFER:
        facts["committee"] = clarification.referred_to
    return facts


def _recipients(
    audience: Audience,
    step: Step,
    clarification: Clarification,
    *,
    by: Actor,
    people: Mapping[Audience, int | None],
    at: datetime.datetime,
) -> Iterator[Recipient]:
    if audience is Audience.REQUESTER:
        if hasattr(clarification, "identity"):
            identity = clarification.identity
            yield Recipient(email=identity.email, name=identity.contact, path=clarification.private_path)
        return
    path = reverse("clarifications:desk") if audience is Audience.FORMER else clarification.get_absolute_url()
    if audience is Audience.CONSULTED:  # the case is closed to them: they go on at what is public
        record = getattr(clarification, "record", None)
        path = record.get_absolute_url() if record else reverse("clarifications:pending")
        # Who was consulted before is not told again that others are.
        told = [one for one in consulted_on(clarification, at) if step != NAME_CONSULTED or one.since == at]
        users: Iterable[User] = [user for one in told for user in one.people]
    else:
        users = _users(audience, clarification, people=people, at=at)
    for user in users:
        if user != by.user:
            yield Recipient(email=user.email, name=user.name, path=path)


def _users(
    audience: Audience, clarification: Clarification, *, people: Mapping[Audience, int | None], at: datetime.datetime
) -> Iterable[User]:
    """Who is of an audience, can sign in, and is not recused."""
    if audience in people or audience is Audience.SECRETARIAT:
        recused = clarification.recusals.filter(lifted_at__isnull=True).values("user")
        chosen = {"pk": people[audience]} if audience in people else {"is_secretariat": True}
        users = User.objects.filter(is_active=True, **chosen).exclude(pk__in=recused)
        return users.order_by("pk").only("email", "name")
    group = clarification.left_group_id if audience is Audience.FORMER else clarification.group_id
    seats = seats_in(group, clarification, at).select_related("user").only("role", "user__email", "user__name")
    if audience is Audience.CONVENOR:
        seats = seats.filter(user=convenor_of(clarification, at))
    return [seat.user for seat in seats.order_by("role", "user__name", "user_id")]
