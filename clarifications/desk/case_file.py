"""The case file: all that the desk shows of one case to one reader, each part fetched when it is asked for."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Seat
from clarifications.case.clock import Stretch, clock
from clarifications.case.consulted import Consulted, consulted_on
from clarifications.case.events import Event
from clarifications.case.held import TABLES, Rows
from clarifications.case.history import HistoryLine, history
from clarifications.case.models import Clarification
from clarifications.case.roles import members_of, own_bodies, own_body_asks, roles_of
from clarifications.case.turns import CaseTurn, case_turn
from clarifications.consensus.models import Call
from clarifications.desk.answers import ShownAnswer, answers_of
from clarifications.desk.changes import ShownChange, ShownRewording, shown_change, shown_rewordings
from clarifications.desk.clock_drawing import ClockDrawing, clock_drawings
from clarifications.desk.corrections import what_a_correction_means
from clarifications.desk.errands import Errand, errands_of
from clarifications.desk.rounds import Round, round_of
from clarifications.intake.endorsement_models import Endorsement, endorsement_of
from clarifications.intake.models import Question, SubjectClause
from clarifications.mail.models import Delivery, Message
from clarifications.map.actors import Actor
from clarifications.map.steps import DECLARE_NO_INTEREST, Role, State
from clarifications.map.whole import the_map
from clarifications.register.models import Record, RecordVersion, Verdict
from clarifications.review.models import Comment, Decision, Declaration, Interest, Recusal
from clarifications.screening.answering import Answering, answering
from clarifications.screening.criteria import criteria_for
from clarifications.screening.models import Result, Return
from standards.catalogue.clause_depth import unlisted_words
from standards.reading.clause_reader import parse

MOST_ON_CLAUSE = 5
OF_THE_SECRETARIAT = tuple(TABLES)
OF_EVERYBODY = tuple(table for table in TABLES if table not in ("endorsements", "messages"))


@dataclass(frozen=True)
class ShownComment:
    """One comment, with the body behind its writer."""

    comment: Comment
    body: str


@dataclass(frozen=True)
class Thread:
    """A comment and the replies to it, oldest first."""

    top: ShownComment
    replies: list[ShownComment]


class CaseFile:
    """One case for one reader."""

    def __init__(self, clarification: Clarification, *, by: Actor, at: datetime.datetime) -> None:
        tables = OF_THE_SECRETARIAT if by.person.is_secretariat else OF_EVERYBODY
        self.clarification = clarification.for_page(tables, user=by.person.pk, at=at)
        self.by, self.at = by, at

    @property
    def _held(self) -> Rows:
        """All rows of the case that a page may show."""
        return self.clarification.held()

    # ---------- who looks, and what they may see ----------

    @cached_property
    def roles(self) -> Role:
        return roles_of(self.by, self.clarification, self.at)

    @cached_property
    def waiting(self) -> CaseTurn:
        """Whose turn it is; the case came with it (``access.py``)."""
        return case_turn(self.clarification, self.by)

    @cached_property
    def errands(self) -> list[Errand]:
        return errands_of(self.clarification, self.messages) if Role.SECRETARIAT in self.roles else []

    @property
    def is_mine(self) -> bool:
        return bool(self.errands) or self.waiting.is_mine

    @property
    def turn(self) -> str:
        """Whom the case waits for, for the running head; empty where it waits for nobody."""
        todo = self.errands[0].todo if self.errands else self.waiting.in_words if self.waiting.turn else ""
        return _("You: %(todo)s") % {"todo": todo} if self.is_mine else todo

    @property
    def waits_since(self) -> str:
        """Since when the case waits, in a sentence; empty where it waits for nobody."""
        day = format_date(self.waiting.since, "j F Y")
        return _("Since %(day)s.") % {"day": day} if self.waiting.turn else ""

    @property
    def line(self) -> str:
        """How much the text binds: dotted in work, broken once it is published."""
        return "clarification" if self.clarification.standing.is_published else "work"

    @property
    def standing(self) -> str:
        """What the running head says of the text; this page itself is never public."""
        return _("Not binding") if self.clarification.standing.is_published else _("Not public")

    @property
    def is_gated(self) -> bool:
        """Whether the reader must first say if the own body is concerned; who convenes need not, where it is over."""
        if self.by.person.is_secretariat or (Role.CONVENOR in self.roles and not self.gate_is_open):
            return False
        return not self.clarification.has_declared_interest(self.by)

    @property
    def gate_is_open(self) -> bool:
        """Whether it can still be said."""
        return self.clarification.state in the_map().step(DECLARE_NO_INTEREST).origins

    @property
    def sees_identity(self) -> bool:
        return Role.SECRETARIAT in self.roles

    @cached_property
    def endorsement(self) -> Endorsement | None:
        """What became of the asking for an endorsement, for whoever sees who asks."""
        return endorsement_of(self.clarification) if self.sees_identity else None

    @cached_property
    def own_body_asks(self) -> bool:
        return own_body_asks(self.by.person, self.clarification, self.at)

    @property
    def has_kept_draft(self) -> bool:
        """Whether the reader kept a draft of the answer for themself."""
        return bool(self._held["working_drafts"])

    @property
    def asking_body(self) -> str:
        """Which body asks, for whoever is to say whether the own one is concerned; empty where the group hides it."""
        group = self.clarification.group
        return "" if group is None or group.hides_requesters else self.clarification.identity.body_shown

    @cached_property
    def own_bodies(self) -> list[str]:
        """The bodies that the reader speaks for."""
        return [str(body) for body in own_bodies(self.by.person, self.at)]

    @cached_property
    def own_interest(self) -> str:
        """What the reader said last of the own body."""
        said = [row.interest for row in self._held["declarations"] if row.user_id == self.by.person.pk]
        return said[-1] if said else ""

    # ---------- what was asked ----------

    @cached_property
    def clauses(self) -> list[SubjectClause]:
        """The subject clauses that no question names."""
        rows = self._held["subject_clauses"]
        named = {clause.canonical for clause in rows if clause.question_id}
        return [clause for clause in rows if clause.question_id is None and clause.canonical not in named]

    @cached_property
    def unlisted(self) -> list[str]:
        """What is to be said of clauses that our list of the edition does not have."""
        rows = [row for row in self._held["subject_clauses"] if row.clause_id is None]  # it has the others
        return unlisted_words([parse(row.canonical) for row in rows], self.clarification.edition)

    @cached_property
    def questions(self) -> list[Question]:
        return [question for question in self._held["questions"] if question.stem_id is None]

    @property
    def corrected(self) -> list[str]:
        """What is to be said where what was asked was put right."""
        return list(what_a_correction_means(self))

    @cached_property
    def returns(self) -> list[Return]:
        return self._held["returns"]

    @cached_property
    def criteria(self) -> list[dict[str, Any]]:
        return criteria_for(self.clarification, self.at)

    @property
    def met(self) -> list[dict[str, Any]]:
        return [row for row in self.criteria if row["finding"] and row["finding"].result == Result.MET]

    @property
    def not_met(self) -> list[dict[str, Any]]:
        """The criteria that are not met, do not apply, or wait for a finding."""
        return [row for row in self.criteria if row not in self.met]

    @property
    def is_checked(self) -> bool:
        """Whether anything was found on a criterion."""
        return any(row["finding"] for row in self.criteria)

    @cached_property
    def same_clause(self) -> list[dict[str, str]]:
        """What is published on the same clauses already, the newest first."""
        slugs = [clause.slug for clause in self._held["subject_clauses"]]
        if not slugs:
            return []
        others = Record.objects.for_lists().exclude(clarification=self.clarification)
        found = others.on_clauses(self.clarification.edition, slugs)
        return [{"label": record.name, "url": record.get_absolute_url()} for record in found[:MOST_ON_CLAUSE]]

    # ---------- the drafts ----------

    @cached_property
    def drafts(self) -> list[Decision]:
        """All drafts, the oldest first, with their answers."""
        return self._held["decisions"]

    def draft(self, number: int | None = None) -> Decision | None:
        """The draft with this number; the newest where there is no such one."""
        newest = self.drafts[-1] if self.drafts else None
        return next((draft for draft in self.drafts if draft.number == number), newest)

    def shown(self, draft: Decision, *, marked: bool = True) -> list[ShownAnswer]:
        """The answers of a draft; ``marked``: with what it changes of the one before."""
        former = self.draft(draft.number - 1) if marked and draft.number > 1 else None
        return answers_of(draft, former=former)

    # ---------- consensus ----------

    @cached_property
    def calls(self) -> list[Call]:
        """All rounds, the newest first, with roll and positions."""
        return self._held["calls"][::-1]

    @cached_property
    def open_call(self) -> Call | None:
        """The call that positions can be taken in now."""
        return self.calls[0] if self.calls and self.calls[0].is_open(self.at) else None

    @cached_property
    def rounds(self) -> list[Round]:
        """All rounds as they are shown."""
        return [round_of(call, is_open=call is self.open_call) for call in self.calls]

    @property
    def asked_draft(self) -> Decision | None:
        """The exact draft that positions are about; before a call, the newest."""
        seeking = self.clarification.state == State.SEEKING_CONSENSUS and self.calls
        return self.draft(self.calls[0].decision.number) if seeking else self.draft()

    @property
    def asked_answers(self) -> list[ShownAnswer]:
        return self.shown(self.asked_draft, marked=False) if self.asked_draft else []

    @property
    def state_label(self) -> str:
        """Where the case stands, with the round."""
        label = str(self.clarification.standing.label)
        seeking = self.clarification.state == State.SEEKING_CONSENSUS and self.calls
        return _("%(state)s, round %(number)s") % {"state": label, "number": self.calls[0].round} if seeking else label

    @cached_property
    def seats(self) -> list[Seat]:
        """Who is in the group and not recused."""
        return members_of(self.clarification, self.at) if self.clarification.group_id else []

    @property
    def experts(self) -> int:
        """How many get a message about a comment."""
        return sum(seat.user_id != self.by.person.pk for seat in self.seats)

    @cached_property
    def bodies(self) -> dict[int, str]:
        """The nominating body of each member, by the primary key of the person."""
        return {seat.user_id: str(seat.body) for seat in self.seats}

    # ---------- the group ----------

    @cached_property
    def threads(self) -> list[Thread]:
        """The discussion, oldest first: each comment with all that was replied to it or to its replies."""
        threads: dict[int, Thread] = {}
        for comment in self._held["comments"]:
            said = ShownComment(comment, self.bodies.get(comment.by_id, ""))
            thread = threads.get(comment.reply_to_id or 0)
            if thread is None:
                thread = Thread(said, [])
            else:
                thread.replies.append(said)
            threads[comment.pk] = thread
        return [thread for pk, thread in threads.items() if thread.top.comment.pk == pk]

    @cached_property
    def disclosures(self) -> list[Declaration]:
        """What members disclosed last and still hold to."""
        last = {row.user_id: row for row in self._held["declarations"]}
        return [row for row in last.values() if row.interest == Interest.DISCLOSED]

    @cached_property
    def recusals(self) -> list[Recusal]:
        return self._held["recusals"]

    @cached_property
    def consulted(self) -> list[Consulted]:
        return consulted_on(self.clarification, self.at)

    # ---------- what became of it ----------

    @cached_property
    def record(self) -> Record | None:
        return getattr(self.clarification, "record", None)

    @cached_property
    def answering(self) -> list[Answering]:
        """The records of others that answered it."""
        return answering(self.clarification)

    @cached_property
    def versions(self) -> list[RecordVersion]:
        return self._held["versions"]

    @cached_property
    def verdicts(self) -> list[Verdict]:
        return self._held["verdicts"]

    @cached_property
    def proposed_changes(self) -> list[ShownChange]:
        """The changed answers that were put to the convenor, newest first."""
        return [shown_change(row) for row in reversed(self._held["proposed_changes"])]

    @cached_property
    def rewordings(self) -> list[ShownRewording]:
        return shown_rewordings(self.clarification)

    @cached_property
    def events(self) -> list[Event]:
        return self._held["events"]

    @cached_property
    def history(self) -> list[HistoryLine]:
        return history(self.clarification, self.events, with_identity=self.sees_identity)

    @cached_property
    def messages(self) -> list[Message]:
        return self._held["messages"] if self.sees_identity else []

    @property
    def failed(self) -> int:
        """How many messages could not be delivered."""
        return sum(message.delivery == Delivery.FAILED for message in self.messages)

    @property
    def toc(self) -> list[dict[str, object]]:
        """The parts of the page, for the column beside it."""
        comments = sum(1 + len(thread.replies) for thread in self.threads)
        parts = [
            ("register", _("Published"), bool(self.record), ""),
            ("wording", _("Wording"), bool(self.rewordings), ""),
            ("changes", _("Changed answers"), bool(self.proposed_changes), len(self.proposed_changes)),
            ("question", ngettext("Question", "Questions", len(self.questions)), bool(self.questions), ""),
            ("draft", _("Draft"), bool(self.drafts), len(self.drafts)),
            ("positions", _("Positions"), bool(self.calls), self.rounds[0].answered if self.rounds else 0),
            ("discussion", _("Discussion"), bool(comments), comments),
            ("criteria", _("Criteria"), self.is_checked, ""),
            ("history", _("History"), True, ""),
        ]
        return [{"target": target, "label": label, "note": note} for target, label, there, note in parts if there]

    # ---------- the clock ----------

    @cached_property
    def clock(self) -> list[Stretch]:
        return clock(self.events, at=self.at)

    @property
    def days(self) -> dict[str, int]:
        """How long it took or takes in all, and for how long the clock stood still."""
        stopped = sum(stretch.days for stretch in self.clock if stretch.is_stopped)
        return {"all": sum(stretch.days for stretch in self.clock), "stopped": stopped}

    @property
    def clock_drawings(self) -> list[ClockDrawing]:
        return clock_drawings(self.clock)

    @property
    def call_line(self) -> str:
        """Until when the last call runs, or that it ended; empty where no consensus is sought."""
        seeking = self.calls and self.clarification.state == State.SEEKING_CONSENSUS
        return self.rounds[0].in_words if seeking else ""
