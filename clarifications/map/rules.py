"""What a step needs before it and what it must have supplied after it: every condition, in words and as a test.

The table in ``steps.py`` names these rules; ``case.py`` lists what they ask of a clarification, and the model answers.
What else decides whose turn it is stands in ``turn_rules.py``. What lists must know of many cases at once has a second
form beside the first, which a test compares: ``where``, a condition on ``Clarification.objects.for_rules(at)``, with
its columns ``convenor``, ``newest_draft``, ``last_call``, ``asked_remain``, ``present_drafter``.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clarifications.map.rule import (
    a_verdict_stands,
    is_as_agreed,
    is_checked,
    is_complete,
    is_convened_by_who_can_say,
    is_open,
    need,
    objections,
    on_roll,
    own,
    somebody_is_silent,
)

if TYPE_CHECKING:
    from clarifications.map.actors import Actor
    from clarifications.map.case import Case

AGREED = ("decided", "published")  # states in which the answers are agreed
UNSETTLED = ("to-answer", "asked", "kept")  # standings of an objection that somebody has to act on


@need(
    _("one of CASCO's editions is named"),
    _("The request names no edition of a CASCO standard."),
    where=lambda user, at: Q(edition__isnull=False),
)
def about_a_casco_edition(case: Case, by: Actor, at: datetime) -> bool:
    return case.is_about_a_casco_edition()  # CASCO clarification process, criterion 1


@need(
    _("one of CASCO's editions is named, where a group has the request"),
    _("A group has the request: name one of CASCO's editions, or take the acceptance back first."),
)
def casco_edition_with_a_group(case: Case, by: Actor, at: datetime) -> bool:
    return case.group_id is None or case.is_about_a_casco_edition()


@need(_("a question is asked"), _("Ask at least one question."))
def question_asked(case: Case, by: Actor, at: datetime) -> bool:
    return case.asks_something()


@need(_("clauses are named, or the request is general"), _("Name the clauses, or say that the request is general."))
def clause_or_general_named(case: Case, by: Actor, at: datetime) -> bool:
    return case.names_clauses_or_general()  # CASCO clarification process, criterion 2


@need(
    _("the address is confirmed, or the secretariat enters it on behalf of a body"),
    _("The request is not confirmed, and nobody is named on whose behalf it is entered."),
)
def confirmed_or_on_behalf(case: Case, by: Actor, at: datetime) -> bool:
    return case.is_confirmed_or_on_behalf()


@need(_("a source is named"), _("Name the source of the text."))
def source_named(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_source()


@need(_("something is asked of the requester"), _("Ask the requester at least one question."))
def a_question_to_answer(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_open_return()


@need(_("every question of the secretariat is answered"), _("Answer every question of the secretariat."))
def every_question_answered(case: Case, by: Actor, at: datetime) -> bool:
    return case.return_is_answered()


@need(_("something is asked of the requester"), _("Nothing is asked of you."))
def an_inquiry_open(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_open_inquiry()


@need(_("every criterion has a finding"), _("A criterion has no finding yet."), where=is_checked)
def criteria_answered(case: Case, by: Actor, at: datetime) -> bool:
    return case.criteria_are_answered()


@need(
    _("a criterion is not met"),
    _("No criterion is found not met."),
    where=lambda user, at: own("Finding", result="not-met"),
)
def a_criterion_unmet(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_criterion_unmet(blocking_only=False)


@need(
    _("no blocking criterion is unmet"),
    _("A criterion that blocks is found not met."),
    where=lambda user, at: ~own("Finding", result="not-met", criterion__blocks=True),
)
def no_blocking_criterion_unmet(case: Case, by: Actor, at: datetime) -> bool:
    return not case.has_criterion_unmet(blocking_only=True)


@need(_("a reason is chosen from the list"), _("Choose the reason for not accepting."))
def reason_code_named(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_reason_code()


@need(_("a committee is named"), _("Name the committee that the request is referred to."))
def committee_named(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_committee_referred_to()


@need(_("at least one published record is named"), _("Name the published record that answers the request."))
def record_named(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_record_that_answers()


@need(_("a maintenance group is named"), _("Name the maintenance group."), where=lambda user, at: ~Q(group=None))
def group_assigned(case: Case, by: Actor, at: datetime) -> bool:
    return case.group_id is not None


@need(_("the lead group is not consulted as well"), _("This group leads the case; it is not consulted as well."))
def lead_group_not_consulted(case: Case, by: Actor, at: datetime) -> bool:
    return not case.consults_its_lead_group()


@need(_("what the requester is to ISO is confirmed"), _("Confirm what the requesting body is to ISO."))
def requester_class_confirmed(case: Case, by: Actor, at: datetime) -> bool:
    return case.requester_class_is_confirmed()  # CASCO clarification process, criterion 3


@need(_("a member of the group is named"), _("Name a member of the group who is not recused."))
def drafter_named(case: Case, by: Actor, at: datetime) -> bool:
    return case.drafter_is_in_the_group(at)


@need(_("somebody else is named to draft"), _("Nobody waits to be asked about the draft."), is_personal=True)
def drafted_by_somebody_else(case: Case, by: Actor, at: datetime) -> bool:
    return case.is_drafted_by_somebody_else(by, at)


@need(_("a member of the group is named"), _("Name a member of the group who is not recused."))
def acting_convenor_named(case: Case, by: Actor, at: datetime) -> bool:
    return case.acting_convenor_is_in_the_group(at)


@need(
    _("somebody who was asked in the call is named, once the answers are agreed, while one of them is in the group"),
    _("Name somebody who was asked in the call: they know what was agreed."),
)
def acting_convenor_was_asked(case: Case, by: Actor, at: datetime) -> bool:
    return case.state not in AGREED or case.acting_convenor_was_asked(at)


@need(
    _("once the answers are agreed: nobody convenes who can say whether they may change"),
    _("Somebody convenes this case who can say whether its answers may change. Another is named once they leave it."),
    where=lambda user, at: ~Q(state__in=AGREED) | ~is_convened_by_who_can_say(),
)
def nobody_convenes_who_can_say(case: Case, by: Actor, at: datetime) -> bool:
    return case.state not in AGREED or not case.has_convenor_who_can_say(at)


@need(_("a member is recused"), _("Nobody is recused."))
def somebody_recused(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_recusal()


@need(_("there is a former version that can be read"), _("There is no former version to redact."))
def a_former_version_to_redact(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_former_version_to_redact()


@need(_("the record is not retired"), _("The record is retired already."))
def not_retired(case: Case, by: Actor, at: datetime) -> bool:
    return not case.is_retired()


@need(_("the record is retired"), _("The record is not retired."))
def retired(case: Case, by: Actor, at: datetime) -> bool:
    return case.is_retired()


@need(_("there is a relation that it was given"), _("The record was given no relation to another one."))
def a_relation_to_end(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_relation_to_end()


@need(_("there is a translation"), _("The record has no translation."))
def a_translation_to_end(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_translation_to_end()


@need(_("there is a bulletin of another body"), _("No bulletin of another body is named."))
def a_bulletin_to_remove(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_bulletin_to_remove()


@need(_("there is a requester with an address"), _("There is no requester to send it to."))
def a_requester_to_write_to(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_requester_to_write_to()


@need(
    _("the member has said whether the own body is concerned"),
    _("Say first whether your body is concerned."),
    where=lambda user, at: own("Declaration", user=user),
    is_personal=True,
)
def interest_declared(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_declared_interest(by)


@need(_("the draft answers every question"), _("A question has no answer in the draft yet."), where=is_complete)
def every_question_has_an_answer(case: Case, by: Actor, at: datetime) -> bool:
    return case.draft_answers_every_question()


@need(_("who is of the group has said whose body is concerned"), _("Say first whether your body is concerned."))
def interest_declared_by_the_group(case: Case, by: Actor, at: datetime) -> bool:
    return by.person.is_secretariat or case.has_declared_interest(by)


@need(_("the call lasts the days that it must last"), _("The call is too short: a later day is needed."))
def call_long_enough(case: Case, by: Actor, at: datetime) -> bool:
    return case.call_lasts_long_enough()


@need(
    _("the member is on the roll of the call"),
    _("You are not on the roll of this call."),
    where=lambda user, at: on_roll(user=user),
    is_personal=True,
)
def on_the_roll(case: Case, by: Actor, at: datetime) -> bool:
    return case.is_on_the_roll(by)


@need(_("the call is open"), _("The call has ended."), where=is_open)
def call_open(case: Case, by: Actor, at: datetime) -> bool:
    return case.call_is_open(at)


@need(
    _("the call has ended, or everybody has answered"),
    _("The call is still open, and somebody has not answered."),
    where=lambda user, at: ~is_open(user, at) | ~somebody_is_silent(),
)
def call_ended_or_answered(case: Case, by: Actor, at: datetime) -> bool:
    return not case.call_is_open(at) or case.call_is_answered_by_all()


@need(
    _("no call is open"),
    _("A call is open; reopen the draft first, or wait for its end."),
    where=lambda user, at: ~is_open(user, at),
)
def no_call_open(case: Case, by: Actor, at: datetime) -> bool:
    return not case.call_is_open(at)


@need(_("a call was held"), _("No call for consensus was held yet."))
def a_call_was_held(case: Case, by: Actor, at: datetime) -> bool:
    return case.a_call_was_held()


@need(
    _("an objection waits for an answer"),
    _("No objection waits to be answered."),
    where=lambda user, at: objections(at, "to-answer"),
)
def an_objection_to_answer(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_objection(at, "to-answer")


@need(
    _("the own objection is answered, and its days are not over"),
    _("No objection of yours waits for your word."),
    where=lambda user, at: objections(at, "asked", user=user),
    is_personal=True,
)
def own_objection_answered(case: Case, by: Actor, at: datetime) -> bool:
    return case.waits_for_word_of(by, at)


@need(
    _("an objection is kept, or who objects can say nothing more"),
    _("No objection is kept."),
    where=lambda user, at: objections(at, "kept"),
)
def an_objection_kept(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_objection(at, "kept")


@need(
    _("every objection is settled"),
    _("An objection is not settled yet."),
    where=lambda user, at: ~objections(at, *UNSETTLED),
)
def every_objection_settled(case: Case, by: Actor, at: datetime) -> bool:
    return not case.has_objection(at, *UNSETTLED)


@need(
    _("somebody else screened the request"),
    _("You screened this request; somebody else says that there is consensus."),
    where=lambda user, at: ~(Q(screened_by=user) | own("Finding", by=user)),
    is_personal=True,
)
def not_the_screener(case: Case, by: Actor, at: datetime) -> bool:
    return not case.was_screened_by(by)


@need(
    _("somebody else asked about the change"),
    _("You asked about this change yourself; somebody else of the group says whether the answers may change."),
    where=lambda user, at: ~own("ProposedChange", by=user, settled_at__isnull=True),
    is_personal=True,
)
def not_who_asked(case: Case, by: Actor, at: datetime) -> bool:
    return not case.was_asked_about_change_by(by)


@need(_("the public text has a title, questions and answers"), _("The public text is not complete."))
def public_text_complete(case: Case, by: Actor, at: datetime) -> bool:
    return case.public_text_is_complete()


@need(
    _("the answers are as agreed"),
    _("The answers differ from those that were agreed. Ask the convenor first."),
    where=lambda user, at: is_as_agreed(),
)
def answers_as_agreed(case: Case, by: Actor, at: datetime) -> bool:
    return case.answers_are_as_agreed()  # what the group agreed is published, or what the convenor agreed to


@need(
    _("the answers differ from those that were agreed, or are published"),
    _("The answers are as agreed; there is nothing to ask."),
    where=lambda user, at: Q(public_text__agreed_hash__gt="") & (Q(state="published") | ~is_as_agreed()),
)
def answers_to_ask_about(case: Case, by: Actor, at: datetime) -> bool:
    return case.may_ask_about_answers()


@need(
    _("who convenes was asked in the call, while somebody who was is in the group, or asked about the change"),
    _("You were not asked in the call: the secretariat names somebody who was, and who says it."),
    where=lambda user, at: is_convened_by_who_can_say() | own("ProposedChange", by=user, settled_at__isnull=True),
    is_personal=True,
)
def convenor_was_asked(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_convenor_who_can_say(at) or case.was_asked_about_change_by(by)  # a seat given since says nothing


@need(
    _("the convenor is asked about changed answers"),
    _("Nobody asks about changed answers."),
    where=lambda user, at: own("ProposedChange", outcome="", settled_at__isnull=True),
)
def change_asked(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_change_asked()


@need(
    _("a place is listed where somebody erased may be named"),
    _("No place is listed where somebody erased may be named."),
)
def places_to_look_at(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_places_to_look_at()


@need(_("a verdict stands"), _("No verdict stands on the record."), where=lambda user, at: a_verdict_stands())
def a_verdict_standing(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_standing_verdict()


@need(
    _("the convenor has asked to have a verdict withdrawn"),
    _("Nobody asks to have a verdict withdrawn."),
    where=lambda user, at: own("WithdrawalRequest", answered_at__isnull=True),
)
def withdrawal_asked(case: Case, by: Actor, at: datetime) -> bool:
    return case.has_withdrawal_asked()
