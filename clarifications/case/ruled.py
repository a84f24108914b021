"""What a case answers to the rules of the map (``map/case.py: Case``), from the rows that it holds.

Each question names the tables that it is about: a page has gathered them, anybody else asks them as they are now.
"""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings

from clarifications.case.seats import convenor_of, last_call, last_roll, may_act, may_say
from clarifications.map.actors import Actor
from clarifications.map.steps import State

if TYPE_CHECKING:
    from clarifications.case.held import Rows

CALLS = ("calls", "roll", "positions")


class Ruled:
    """A case that rules are asked of; of its columns, those that they are about."""

    state: Any
    edition_id: Any
    is_general: Any
    confirmed_at: Any
    entered_by_id: Any
    source: Any
    reason_code: Any
    criteria_set_id: Any
    screened_by_id: Any
    referred_to_id: Any
    group_id: Any
    drafter_id: Any
    acting_convenor_id: Any
    identity: Any
    public_text: Any

    gathered: "Rows | None" = None  # by its page
    names_of_people: Mapping[str, str] | None = None  # by their opaque ids, of those in the journal

    def held(self, *tables: str, at: datetime.datetime | None = None) -> "Rows":
        """The rows of these tables: as its page has gathered them, else as they are now."""
        raise NotImplementedError

    # ---------- the request ----------

    def is_about_a_casco_edition(self) -> bool:
        return self.edition_id is not None

    def asks_something(self) -> bool:
        return bool(self.held("questions")["questions"])

    def names_clauses_or_general(self) -> bool:
        return self.is_general or bool(self.held("subject_clauses")["subject_clauses"])

    def is_confirmed_or_on_behalf(self) -> bool:
        return self.confirmed_at is not None or self.entered_by_id is not None

    def has_source(self) -> bool:
        return bool(self.source)

    def has_requester_to_write_to(self) -> bool:
        return hasattr(self, "identity") and bool(self.identity.email)

    # ---------- screening ----------

    def has_open_return(self) -> bool:
        return any(not asked.is_inquiry for asked in self._unanswered())

    def return_is_answered(self) -> bool:
        rows = self.held("returns", "return_questions")
        returns = [asked for asked in rows["returns"] if not asked.is_inquiry]
        last = returns[-1].pk if returns else None
        return last is not None and all(one.answer for one in rows["return_questions"] if one.returned_id == last)

    def has_open_inquiry(self) -> bool:
        return any(asked.is_inquiry for asked in self._unanswered())

    def _unanswered(self) -> list[Any]:
        """The times that the requester was asked something, and has not answered."""
        rows = self.held("returns", "return_questions")
        with_questions = {one.returned_id for one in rows["return_questions"]}
        return [asked for asked in rows["returns"] if asked.answered_at is None and asked.pk in with_questions]

    def criteria_are_answered(self) -> bool:
        if self.criteria_set_id is None:
            return False
        rows = self.held("criteria", "findings")
        return {one.pk for one in rows["criteria"]} <= {found.criterion_id for found in rows["findings"]}

    def has_criterion_unmet(self, *, blocking_only: bool) -> bool:
        unmet = [found for found in self.held("findings")["findings"] if found.result == "not-met"]
        return any(found.criterion.blocks for found in unmet) if blocking_only else bool(unmet)

    def has_reason_code(self) -> bool:
        return bool(self.reason_code)

    def requester_class_is_confirmed(self) -> bool:
        return bool(self.identity.confirmed_kind)

    def has_committee_referred_to(self) -> bool:
        return self.referred_to_id is not None

    def has_record_that_answers(self) -> bool:
        return bool(self.held("records_that_answer")["records_that_answer"])

    def was_screened_by(self, by: Actor) -> bool:
        return by.user is not None and self._was_screened_by(by.user.pk)

    def was_screened_by_its_convenor(self, at: datetime.datetime) -> bool:
        convenor = self.convenor_at(at)
        return convenor is not None and self._was_screened_by(convenor)

    def _was_screened_by(self, user: int) -> bool:
        return self.screened_by_id == user or any(found.by_id == user for found in self.held("findings")["findings"])

    # ---------- the group ----------

    def drafter_is_in_the_group(self, at: datetime.datetime) -> bool:
        return self.drafter_id is not None and self._is_seated(self.drafter_id, at)

    def acting_convenor_is_in_the_group(self, at: datetime.datetime) -> bool:
        return self.acting_convenor_id is not None and self._is_seated(self.acting_convenor_id, at)

    def _is_seated(self, user: int, at: datetime.datetime) -> bool:
        return any(seat.user_id == user for seat in self.held("seats", at=at)["seats"])

    def acting_convenor_was_asked(self, at: datetime.datetime) -> bool:
        return self.acting_convenor_id in may_act(self, at)

    def has_convenor_who_can_say(self, at: datetime.datetime) -> bool:
        return self.convenor_at(at) in may_say(self, at)

    def convenor_at(self, at: datetime.datetime) -> int | None:
        return convenor_of(self, at)

    def consults_its_lead_group(self) -> bool:
        groups = [row.group_id for row in self.held("consultations")["consultations"]]
        return self.group_id is not None and self.group_id in groups

    def has_recusal(self) -> bool:
        return any(row.lifted_at is None for row in self.held("recusals")["recusals"])

    def has_declared_interest(self, by: Actor) -> bool:
        said = self.held("declarations")["declarations"] if by.user is not None else ()
        return any(by.user is not None and row.user_id == by.user.pk for row in said)

    # ---------- the draft ----------

    def is_drafted_by(self, by: Actor) -> bool:
        return by.user is not None and self.drafter_id == by.user.pk

    def is_drafted_by_somebody_else(self, by: Actor, at: datetime.datetime) -> bool:
        """Whether somebody else is named to draft, has shown nothing since, and can still do it."""
        drafts = self.held("decisions")["decisions"]
        has_shown = bool(drafts) and drafts[-1].by_id == self.drafter_id
        return not self.is_drafted_by(by) and not has_shown and self.drafter_is_in_the_group(at)

    def has_new_draft(self) -> bool:
        rows = self.held("decisions", "calls")
        drafts = rows["decisions"]
        return bool(drafts) and drafts[-1].pk not in [call.decision_id for call in rows["calls"]]

    def draft_answers_every_question(self) -> bool:
        rows = self.held("questions", "decisions", "answers", "answered")
        if not rows["decisions"]:
            return False
        answers = {answer.pk for answer in rows["answers"] if answer.decision_id == rows["decisions"][-1].pk}
        answered = {row.question_id for row in rows["answered"] if row.answer_id in answers}
        stems = {question.stem_id for question in rows["questions"]}
        asked = [(question.pk, question.stem_id) for question in rows["questions"] if question.pk not in stems]
        return all(question in answered or stem in answered for question, stem in asked)

    # ---------- consensus ----------

    def is_on_the_roll(self, by: Actor) -> bool:
        return bool(_own(self.held("calls", "roll"), by))

    def waits_for_position_of(self, by: Actor) -> bool:
        return any(not hasattr(entry, "position") for entry in _own(self.held(*CALLS), by))

    def call_is_open(self, at: datetime.datetime) -> bool:
        call = last_call(self.held("calls"))
        return call is not None and bool(call.is_open(at))

    def call_is_answered_by_all(self) -> bool:
        return all(entry.recused_at or hasattr(entry, "position") for entry in last_roll(self.held(*CALLS)))

    def call_lasts_long_enough(self) -> bool:
        call = last_call(self.held("calls"))
        return call is not None and bool((call.ends_on - call.opened_at.date()).days >= settings.CALL_DAYS)

    def a_call_was_held(self) -> bool:
        return any(call.group_id == self.group_id for call in self.held("calls")["calls"])

    def has_objection(self, at: datetime.datetime, *standings: str) -> bool:
        return any(entry.standing in standings for entry in last_roll(self.held("calls", "roll", at=at)))

    def waits_for_word_of(self, by: Actor, at: datetime.datetime) -> bool:
        entries = last_roll(self.held("calls", "roll", at=at))
        return any(by.user and entry.user_id == by.user.pk and entry.standing == "asked" for entry in entries)

    # ---------- the public text ----------

    def answers_are_as_agreed(self) -> bool:
        prepared = getattr(self, "public_text", None)
        if prepared is None:
            return False
        unchanged = prepared.agreed_hash in ("", prepared.answers_hash)
        return unchanged or any(change.answers_hash == prepared.answers_hash for change in self._changes("agreed"))

    def may_ask_about_answers(self) -> bool:
        if not hasattr(self, "public_text") or not self.public_text.agreed_hash:
            return False
        return self.state == State.PUBLISHED or not self.answers_are_as_agreed()

    def was_asked_about_change_by(self, by: Actor) -> bool:
        return any(by.user is not None and change.by_id == by.user.pk for change in self._changes())

    def has_change_asked(self) -> bool:
        return bool(self._changes(""))

    def has_change_agreed(self) -> bool:
        return any(change.answers_hash != self.public_text.answers_hash for change in self._changes("agreed"))

    def _changes(self, *outcomes: str) -> list[Any]:
        """The changed answers that count, with one of these words on them or any."""
        rows = [row for row in self.held("proposed_changes")["proposed_changes"] if row.settled_at is None]
        return [row for row in rows if not outcomes or row.outcome in outcomes]

    def public_text_is_complete(self) -> bool:
        return hasattr(self, "public_text") and self.public_text.is_complete

    # ---------- the record ----------

    def is_retired(self) -> bool:
        record = getattr(self, "record", None)
        return record is not None and record.retired_at is not None

    def has_former_version_to_redact(self) -> bool:
        versions = self.held("versions")["versions"]
        return len([version for version in versions if version.redacted_at is None]) > 1

    def has_relation_to_end(self) -> bool:
        return any(row.ended_at is None for row in self.held("relations")["relations"])

    def has_translation_to_end(self) -> bool:
        return any(row.ended_at is None for row in self.held("translations")["translations"])

    def has_bulletin_to_remove(self) -> bool:
        return any(row.ended_at is None for row in self.held("bulletins")["bulletins"])

    def has_standing_verdict(self) -> bool:
        verdicts = self.held("verdicts")["verdicts"]
        return any(row.withdrawn_at is None and not hasattr(row, "replaced_by") for row in verdicts)

    def has_withdrawal_asked(self) -> bool:
        return any(row.answered_at is None for row in self.held("withdrawal_requests")["withdrawal_requests"])

    def has_places_to_look_at(self) -> bool:
        return any(place.outcome == "" for place in self.held("places")["places"])


def _own(rows: "Rows", by: Actor) -> list[Any]:
    """The entry of somebody in the roll of the last call, who has not recused."""
    entries = [entry for entry in last_roll(rows) if entry.recused_at is None]
    return [entry for entry in entries if by.user is not None and entry.user_id == by.user.pk]
