"""Walks the cases of the demonstration through the door, in the order of their days; then the drafts that wait."""

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.models import BodyKind, Representative
from clarifications.case.door import take
from clarifications.case.keys import make_key
from clarifications.case.models import Clarification
from clarifications.case.part import Facts
from clarifications.case.roles import requester_actor, user_actor
from clarifications.demo.facts import FACTS
from clarifications.demo.people import Cast
from clarifications.intake.drafts import ask_for_confirmation
from clarifications.intake.endorsement_models import Endorsement
from clarifications.intake.endorsers import representatives_of
from clarifications.intake.models import Draft
from clarifications.intake.receiving import ask_requester, confirmed, endorse
from clarifications.intake.saving import save_draft
from clarifications.mail.models import Message
from clarifications.mail.outbox import deliver_without_sending
from clarifications.map.actors import Actor, ActorKind
from clarifications.map.steps import BY_VERB, DECLARE_NO_INTEREST, RECORD_FINDING, Role, Step
from clarifications.parts import PARTS
from clarifications.register.topic_loading import load_topics
from clarifications.screening.criteria import ask_endorsement, load_starting_set
from clarifications.screening.steps import FindFacts
from standards.models import Edition

CASES = Path(__file__).parent / "cases"
DRAFTS = Path(__file__).parent / "drafts.json"
SPEAKS = ("dana", "norland")  # the one body of the demonstration for which somebody speaks
CODE = re.compile(r"/request/confirm/([^/\s]+)/")
ASKED_FROM = -30  # bodies are asked for their endorsement from this day on
EARLIEST = datetime.date(2020, 1, 1)  # the criteria of the demonstration hold for its oldest request
CRITERIA = range(1, 9)
CHECKED = ("accept", "not-accept")
INTEREST_VERBS = ("disclose", "recuse", "declare-no-interest")


@dataclass
class DemoCase:
    """One request of the demonstration and where it stands."""

    data: dict[str, Any]
    clarification: Clarification
    found: set[int]
    opened: set[str]  # by those who said whether their body is concerned; nobody unsays it


class Walk:
    """The loading of the demonstration on one day; every date is an offset from it."""

    def __init__(self, *, day: datetime.date) -> None:
        self.day = day
        self.clock = datetime.datetime.min.replace(tzinfo=datetime.UTC)
        self.cases = {row["key"]: DemoCase(row, Clarification(key=make_key()), set(), set()) for row in _read()}

    def load(self) -> int:
        """Make the cast and walk every case, all or nothing; returns how many there are."""
        with transaction.atomic():
            load_starting_set(since=EARLIEST)
            load_topics()
            self.cast = Cast(day=self.day)
            for key, entry in self._route():
                self._walk(self.cases[key], entry)
            ask_endorsement(since=self.date(ASKED_FROM), takes_unendorsed=True)
            _make_drafts(self.cast, day=self.day)
            deliver_without_sending()
        return len(self.cases)

    def date(self, offset: int) -> datetime.date:
        """The day that lies ``offset`` days after the day of loading."""
        return self.day + datetime.timedelta(days=offset)

    def _route(self) -> Iterator[tuple[str, dict[str, Any]]]:
        entries = [(e["day"], key, e) for key, case in self.cases.items() for e in case.data["route"]]
        for _day, key, entry in sorted(entries, key=lambda row: (row[0], row[1])):
            yield key, entry

    def _walk(self, case: DemoCase, entry: dict[str, Any]) -> None:
        step = BY_VERB[entry["verb"]]
        by = self._actor(case, entry)
        if entry["verb"] in CHECKED:
            self._find_the_rest(case, entry, by)
        if by.user and step.by & (Role.MEMBER | Role.CONVENOR) and entry["verb"] not in INTEREST_VERBS:
            self._open_for(case, entry, by)
        if step == RECORD_FINDING:
            case.found |= {int(number) for number in entry["findings"]}
        self._take(step, case, entry, by, FACTS[step.verb](self, case, entry))

    def _take(self, step: Step, case: DemoCase, entry: dict[str, Any], by: Actor, facts: Facts) -> None:
        part = PARTS[step.verb]
        case.clarification = take(
            part,
            case.clarification,
            facts,
            by=by,
            seen_version=case.clarification.version,
            at=self._tick(entry["day"]),
            reason=entry.get("reason", ""),
        )

    def _tick(self, day: int) -> datetime.datetime:
        """A moment on the day, from nine o'clock on, later than every moment before it."""
        nine = datetime.datetime.combine(self.date(day), datetime.time(9, 0), tzinfo=datetime.UTC)
        self.clock = max(nine, self.clock + datetime.timedelta(minutes=1))
        return self.clock

    def _actor(self, case: DemoCase, entry: dict[str, Any]) -> Actor:
        if entry["by"] != "requester":
            actor = user_actor(self.cast.people[entry["by"]])
            on_behalf = self.cast.bodies[case.data["body"]].name if entry["verb"] == "submit" else ""
            return Actor(actor.kind, actor.name, actor.key, actor.user, on_behalf)
        if case.clarification.pk:
            return requester_actor(case.clarification)
        return Actor(ActorKind.REQUESTER, case.data["contact"]["name"], case.clarification.key)

    def _find_the_rest(self, case: DemoCase, entry: dict[str, Any], by: Actor) -> None:
        rest = {number: ("met", "") for number in CRITERIA if number not in case.found}
        case.found |= set(rest)
        if rest:
            self._take(RECORD_FINDING, case, {"day": entry["day"]}, by, FindFacts(rest))

    def _open_for(self, case: DemoCase, entry: dict[str, Any], by: Actor) -> None:
        if by.key not in case.opened and not case.clarification.has_declared_interest(by):
            self._take(DECLARE_NO_INTEREST, case, {"day": entry["day"]}, by, Facts())
        case.opened.add(by.key)


def _read() -> Iterator[dict[str, Any]]:
    for path in sorted(CASES.glob("*.json")):
        yield from json.loads(path.read_text(encoding="utf-8"))


def _make_drafts(cast: Cast, *, day: datetime.date) -> None:
    """Make the drafts, confirm their addresses, and say what the bodies say."""
    person, body = SPEAKS
    since = day - datetime.timedelta(days=400)
    Representative.objects.create(user=cast.people[person], body=cast.bodies[body], since=since)
    for row in json.loads(DRAFTS.read_text(encoding="utf-8")):
        ten = datetime.datetime.combine(day, datetime.time(10, 0), tzinfo=datetime.UTC)
        at = ten + datetime.timedelta(days=row["day"])
        asked = confirmed(_code(_draft(row, cast, at=at), at=at), at=at)
        assert isinstance(asked, Endorsement)  # nobody of the demonstration asks for a body that is its own
        if row["asks"]:
            ask_requester(asked, text=row["asks"], at=at)
        if row["becomes"] == "endorsed":
            endorse(asked, by=representatives_of(asked.body, at=at)[0], at=at)


def _draft(row: dict[str, Any], cast: Cast, *, at: datetime.datetime) -> Draft:
    question = {"text": row["question"], "clauses": "", "parts": []}
    contact = row["contact"]
    pages = {
        "standard": {"edition": Edition.objects.get(reference=row["edition"]).pk, "other_standard": ""},
        "question": {
            "subject": row["subject"],
            "clauses": row["clauses"],
            "is_general": False,
            "questions": [question],
        },
        "background": {"background": row["background"], "understanding": row["understanding"]},
        "identity": {
            "body": None,
            "body_name": row["body_name"],
            "claimed_kind": BodyKind.OTHER.value,
            "endorsing_body": cast.bodies[row["endorsing"]].pk,
            "endorser_email": row["address"],
            "contact": contact["name"],
            "position": contact["position"],
            "email": contact["email"],
            "originator": "",
        },
    }
    draft = Draft(created_at=at)
    for page, answers in pages.items():
        draft = save_draft(draft, page=page, answers=answers, at=at)
    return draft


def _code(draft: Draft, *, at: datetime.datetime) -> str:
    """The code that was mailed to the requester, who follows it."""
    ask_for_confirmation(draft, at=at)
    found = CODE.search(Message.objects.filter(verb="confirm").latest("pk").text)
    assert found is not None
    return found[1]
