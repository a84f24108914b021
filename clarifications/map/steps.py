"""The life of a clarification, from request to revision: the map of the whole process. Start here.

``STEPS`` is the one list of all moves and other writes: where from, where to, who, what is needed before, what the step
must supply. ``case/door.py`` obeys it; buttons, the public page *How a request is handled*, ``docs/process.md`` and
the tests are drawn from it; ``rules.py`` holds what the columns *needs* and *gives* name, ``words.py`` and
``step_words.py`` all else that depends on a state or a step. Code asks the map as a whole, ``map/whole.py``. No row
knows the database or the web.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Flag, auto

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from clarifications.map.rule import Rule, Text
from clarifications.map.rules import (
    a_bulletin_to_remove,
    a_call_was_held,
    a_criterion_unmet,
    a_former_version_to_redact,
    a_question_to_answer,
    a_relation_to_end,
    a_requester_to_write_to,
    a_translation_to_end,
    a_verdict_standing,
    about_a_casco_edition,
    acting_convenor_named,
    acting_convenor_was_asked,
    an_inquiry_open,
    an_objection_kept,
    an_objection_to_answer,
    answers_as_agreed,
    answers_to_ask_about,
    call_ended_or_answered,
    call_long_enough,
    call_open,
    casco_edition_with_a_group,
    change_asked,
    clause_or_general_named,
    committee_named,
    confirmed_or_on_behalf,
    convenor_was_asked,
    criteria_answered,
    drafted_by_somebody_else,
    drafter_named,
    every_objection_settled,
    every_question_answered,
    every_question_has_an_answer,
    group_assigned,
    interest_declared,
    interest_declared_by_the_group,
    lead_group_not_consulted,
    no_blocking_criterion_unmet,
    no_call_open,
    nobody_convenes_who_can_say,
    not_retired,
    not_the_screener,
    not_who_asked,
    on_the_roll,
    own_objection_answered,
    places_to_look_at,
    public_text_complete,
    question_asked,
    reason_code_named,
    record_named,
    requester_class_confirmed,
    retired,
    somebody_recused,
    source_named,
    withdrawal_asked,
)


class State(TextChoices):
    """Where a clarification stands. How it ended, and whether it still applies, are data, not states."""

    RECEIVED = "received", _("Received")
    RETURNED = "returned", _("Returned")
    UNDER_REVIEW = "under-review", _("Under review")
    SEEKING_CONSENSUS = "seeking-consensus", _("Seeking consensus")
    DECIDED = "decided", _("Decided")
    PUBLISHED = "published", _("Published")
    NOT_ACCEPTED = "not-accepted", _("Not accepted")
    REFERRED = "referred", _("Referred")
    ANSWERED = "answered", _("Answered by a record")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Role(Flag):
    """What an actor is to one clarification; an actor may be several at once."""

    NONE = 0
    REQUESTER = auto()
    SECRETARIAT = auto()
    CONVENOR = auto()
    MEMBER = auto()

    @property
    def label(self) -> Text:
        """The role, or the roles, in words."""
        return " · ".join(str(ROLE_NAMES[role]) for role in self)


ROLE_NAMES: dict[Role, Text] = {
    Role.REQUESTER: _("Requester"),
    Role.SECRETARIAT: _("Secretariat"),
    Role.CONVENOR: _("Convenor"),
    Role.MEMBER: _("Member"),
}


@dataclass(frozen=True, eq=False)
class Step:
    """One row of the map: a move, or a write that leaves the state as it is (``to`` is ``None``).

    ``adds_only`` marks steps that add a row of the actor's own: two people may take them at the same moment. Rows with
    one verb are the same step, so that a map with another cell is still asked by the names below.
    """

    verb: str
    name: Text
    does: Text
    origins: Sequence[TextChoices]
    to: TextChoices | None
    by: Role
    needs: Sequence[Rule] = ()
    gives: Sequence[Rule] = ()
    reason: bool = False
    adds_only: bool = field(default=False, kw_only=True)

    @property
    def starts(self) -> bool:
        """Whether a case begins with this step."""
        return not self.origins

    @property
    def moves(self) -> bool:
        """Whether the state changes."""
        return self.to is not None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Step) and other.verb == self.verb

    def __hash__(self) -> int:
        return hash(self.verb)

    def __str__(self) -> str:
        return str(self.name)


S, R = State, Role
SAME = None
WITH_THE_GROUP = (S.UNDER_REVIEW, S.SEEKING_CONSENSUS, S.DECIDED)
ANY = tuple(S)
# fmt: off
SUBMIT               = Step("submit", _("Submit"), _("The request is received and gets its reference."), [], S.RECEIVED, R.REQUESTER | R.SECRETARIAT, [], [question_asked, clause_or_general_named, confirmed_or_on_behalf])
ENTER_HISTORIC       = Step("enter-historic", _("Enter a published text"), _("A text that was published before this system enters the register with its source."), [], S.PUBLISHED, R.SECRETARIAT, [], [source_named, about_a_casco_edition, public_text_complete], True)
IMPORT_RECORD        = Step("import-record", _("Import a record"), _("A record that another register published enters this one as it was exported there."), [], S.PUBLISHED, R.SECRETARIAT, [], [about_a_casco_edition], True)
SEND_BACK            = Step("send-back", _("Return with questions"), _("The requester is asked; the request waits for the answers."), [S.RECEIVED], S.RETURNED, R.SECRETARIAT, [], [a_question_to_answer])
RESUBMIT             = Step("resubmit", _("Answer and send again"), _("The answers go to the secretariat."), [S.RETURNED], S.RECEIVED, R.REQUESTER, [], [every_question_answered])
ASK_REQUESTER        = Step("ask-requester", _("Ask the requester"), _("Asks the requester something; the request stays where it is."), [S.RECEIVED, *WITH_THE_GROUP], SAME, R.SECRETARIAT, [a_requester_to_write_to], [an_inquiry_open])
ANSWER_INQUIRY       = Step("answer-inquiry", _("Answer the secretariat"), _("The answers go to the secretariat; the request stays where it is."), [S.RECEIVED, S.RETURNED, *WITH_THE_GROUP], SAME, R.REQUESTER, [an_inquiry_open], [], adds_only=True)
CORRECT_OWN_REQUEST  = Step("correct-own-request", _("Correct your request"), _("Puts right what you asked about; the former text stays in the history. The questions of the secretariat still wait."), [S.RETURNED], SAME, R.REQUESTER, [], [clause_or_general_named])
CORRECT_REQUEST      = Step("correct-request", _("Correct what was asked"), _("Puts right edition, clauses, subject or background; what it was stays in the history."), [S.RECEIVED, S.RETURNED, S.UNDER_REVIEW], SAME, R.SECRETARIAT, [], [clause_or_general_named, casco_edition_with_a_group], True)
RECORD_FINDING       = Step("record-finding", _("Record findings"), _("Says of each criterion whether it is met, and why."), [S.RECEIVED], SAME, R.SECRETARIAT)
NOT_ACCEPT           = Step("not-accept", _("Do not accept"), _("Ends the request with a reason that the requester reads."), [S.RECEIVED], S.NOT_ACCEPTED, R.SECRETARIAT, [criteria_answered, a_criterion_unmet], [reason_code_named], True)
REFER                = Step("refer", _("Refer"), _("Points the requester to the committee that answers for the standard."), [S.RECEIVED], S.REFERRED, R.SECRETARIAT, [], [committee_named], True)
ANSWER               = Step("answer", _("Answer with a record"), _("Points the requester to one or more records that are published already."), [S.RECEIVED], S.ANSWERED, R.SECRETARIAT, [], [record_named], True)
ACCEPT               = Step("accept", _("Accept"), _("Hands the request to a maintenance group; stage and age become public."), [S.RECEIVED], S.UNDER_REVIEW, R.SECRETARIAT, [about_a_casco_edition, criteria_answered, no_blocking_criterion_unmet], [group_assigned, requester_class_confirmed])
HAND_BACK            = Step("hand-back", _("Hand back"), _("Gives the request back to the secretariat: it is not for this group."), [S.UNDER_REVIEW], S.RECEIVED, R.CONVENOR, [interest_declared], [], True)
TAKE_BACK            = Step("take-back", _("Take back the acceptance"), _("The request is screened again; the group is told and sees it no more."), [S.UNDER_REVIEW, S.SEEKING_CONSENSUS], S.RECEIVED, R.SECRETARIAT, [], [], True)
REASSIGN             = Step("reassign", _("Assign to another group"), _("Another maintenance group takes the request over."), [S.UNDER_REVIEW], SAME, R.SECRETARIAT, [], [group_assigned], True)
NAME_CONSULTED       = Step("name-consulted", _("Name who is consulted"), _("Groups and bodies are asked before publication; they have no vote and no seat."), WITH_THE_GROUP, SAME, R.SECRETARIAT, [], [lead_group_not_consulted], True)
NAME_DRAFTER         = Step("name-drafter", _("Name a drafter"), _("One member writes the draft; the others comment."), [S.UNDER_REVIEW], SAME, R.CONVENOR, [interest_declared], [drafter_named])
COMMENT              = Step("comment", _("Comment"), _("Adds to the discussion of the group; never public."), [S.UNDER_REVIEW, S.SEEKING_CONSENSUS], SAME, R.MEMBER, [interest_declared], adds_only=True)
DRAFT                = Step("draft", _("Write a draft"), _("Shows a new version of the answer to the group, or keeps it for you alone."), [S.UNDER_REVIEW], SAME, R.MEMBER, [interest_declared])
ASK_DRAFTER          = Step("ask-drafter", _("Ask the drafter"), _("Asks who is named to draft whether somebody else may write."), [S.UNDER_REVIEW], SAME, R.MEMBER, [interest_declared, drafted_by_somebody_else], [], True, adds_only=True)
CALL                 = Step("call", _("Call for consensus"), _("Asks everybody on the roll; the draft cannot be changed meanwhile."), [S.UNDER_REVIEW], S.SEEKING_CONSENSUS, R.CONVENOR, [interest_declared, every_question_has_an_answer], [call_long_enough])
LENGTHEN_CALL        = Step("lengthen-call", _("Lengthen the call"), _("Gives everybody on the roll more time to answer."), [S.SEEKING_CONSENSUS], SAME, R.CONVENOR | R.SECRETARIAT, [interest_declared_by_the_group, call_open], [], True)
TAKE_POSITION        = Step("take-position", _("Take your position"), _("Says where you stand on this exact draft."), [S.SEEKING_CONSENSUS], SAME, R.MEMBER, [interest_declared, on_the_roll, call_open], adds_only=True)
HANDLE_OBJECTION     = Step("handle-objection", _("Answer the objection"), _("Puts your answer to who objects, who says within some days whether that resolves it."), [S.SEEKING_CONSENSUS], SAME, R.CONVENOR, [interest_declared, an_objection_to_answer])
JUDGE_ANSWER         = Step("judge-answer", _("Say whether it is resolved"), _("Says whether the convenor’s answer resolves your objection, or you keep it."), [S.SEEKING_CONSENSUS], SAME, R.MEMBER, [interest_declared, own_objection_answered], adds_only=True)
SUSTAIN_OBJECTION    = Step("sustain-objection", _("Account for an objection that is kept"), _("Records it as sustained, with why there is consensus nevertheless, or what it means."), [S.SEEKING_CONSENSUS], SAME, R.CONVENOR, [interest_declared, an_objection_kept])
CONCLUDE             = Step("conclude", _("Conclude: consensus"), _("The draft becomes the decision, to be published."), [S.SEEKING_CONSENSUS], S.DECIDED, R.CONVENOR, [interest_declared, call_ended_or_answered, every_objection_settled, not_the_screener], [], True)
ABANDON              = Step("abandon", _("End without consensus"), _("Is published as such: the group reached no consensus."), [S.UNDER_REVIEW, S.SEEKING_CONSENSUS], S.DECIDED, R.CONVENOR, [interest_declared, a_call_was_held, no_call_open, not_the_screener], [], True)
REOPEN               = Step("reopen", _("Reopen for a new draft"), _("Ends the round; a new draft needs a new call."), [S.SEEKING_CONSENSUS, S.DECIDED], S.UNDER_REVIEW, R.CONVENOR, [interest_declared], [], True)
EDIT_PUBLIC_TEXT     = Step("edit-public-text", _("Edit the public text"), _("Removes what could name a product, a client or a person; the answer keeps its meaning."), [S.DECIDED], SAME, R.SECRETARIAT)
ASK_CONVENOR         = Step("ask-convenor", _("Ask the convenor"), _("Puts answers that differ from the agreed ones to the convenor."), [S.DECIDED, S.PUBLISHED], SAME, R.SECRETARIAT, [answers_to_ask_about], [], True)
AGREE                = Step("agree", _("Agree to the changed answers"), _("The secretariat may publish the answers as they are proposed."), [S.DECIDED, S.PUBLISHED], SAME, R.CONVENOR, [change_asked, not_who_asked, convenor_was_asked])
REFUSE               = Step("refuse", _("Refuse the changed answers"), _("The answers stay as they were agreed."), [S.DECIDED, S.PUBLISHED], SAME, R.CONVENOR, [change_asked, convenor_was_asked], [], True)
PUBLISH              = Step("publish", _("Publish"), _("Puts the text into the public register, for good."), [S.DECIDED], S.PUBLISHED, R.SECRETARIAT, [about_a_casco_edition, public_text_complete, answers_as_agreed])
CORRECT              = Step("correct", _("Correct"), _("Publishes a new version with a note; the former version stays readable."), [S.PUBLISHED], SAME, R.SECRETARIAT, [], [public_text_complete, answers_as_agreed], True)
INCORPORATE          = Step("incorporate", _("Record inclusion in a standard"), _("Says which published edition or amendment took the clarification in, and where."), [S.PUBLISHED], SAME, R.SECRETARIAT)
NO_LONGER_APPLIES    = Step("no-longer-applies", _("Record that it no longer applies"), _("Says for which edition it no longer applies, and why."), [S.PUBLISHED], SAME, R.SECRETARIAT, [], [], True)
STILL_APPLIES        = Step("still-applies", _("Record that it still applies"), _("Says for which edition it was reviewed and still applies."), [S.PUBLISHED], SAME, R.SECRETARIAT)
ASK_WITHDRAWAL       = Step("ask-withdrawal", _("Ask to withdraw a verdict"), _("Asks the secretariat to take back what it recorded of an edition."), [S.PUBLISHED], SAME, R.CONVENOR, [a_verdict_standing], [], True)
WITHDRAW_VERDICT     = Step("withdraw-verdict", _("Withdraw a verdict"), _("Takes back what was recorded of an edition; it stays readable in the history of verdicts."), [S.PUBLISHED], SAME, R.SECRETARIAT, [a_verdict_standing], [], True)
KEEP_VERDICT         = Step("keep-verdict", _("Let the verdict stand"), _("Answers the convenor, who asked to have a verdict withdrawn, that it stands."), [S.PUBLISHED], SAME, R.SECRETARIAT, [withdrawal_asked], [], True)
WITHDRAW             = Step("withdraw", _("Withdraw the request"), _("Ends the request; nothing is published."), [S.RECEIVED, S.RETURNED, S.UNDER_REVIEW, S.SEEKING_CONSENSUS], S.WITHDRAWN, R.REQUESTER, [], [], True, adds_only=True)
RECONSIDER           = Step("reconsider", _("Take up again"), _("The request is screened again."), [S.NOT_ACCEPTED, S.REFERRED, S.ANSWERED, S.WITHDRAWN], S.RECEIVED, R.SECRETARIAT, [], [], True)
DECLARE_NO_INTEREST  = Step("declare-no-interest", _("My body is not concerned"), _("Opens the case for you. You can still disclose or recuse later."), WITH_THE_GROUP, SAME, R.MEMBER, adds_only=True)
DISCLOSE             = Step("disclose", _("My body is concerned: disclose"), _("Opens the case for you. You may act; the case and the record of consensus show that a body is concerned."), WITH_THE_GROUP, SAME, R.MEMBER, adds_only=True)
RECUSE               = Step("recuse", _("Recuse yourself"), _("You see nothing of the case, get no mail and are not waited for; the secretariat can lift it, if it was made in error."), (*WITH_THE_GROUP, S.PUBLISHED), SAME, R.MEMBER, adds_only=True)
LIFT_RECUSAL         = Step("lift-recusal", _("Lift a recusal"), _("A recusal made in error ends; the member sees the case again."), (*WITH_THE_GROUP, S.PUBLISHED), SAME, R.SECRETARIAT, [somebody_recused], [], True)
NAME_ACTING_CONVENOR = Step("name-acting-convenor", _("Name an acting convenor"), _("A member acts as convenor for this case."), (*WITH_THE_GROUP, S.PUBLISHED), SAME, R.SECRETARIAT, [group_assigned, nobody_convenes_who_can_say], [acting_convenor_named, acting_convenor_was_asked], True)
REDACT               = Step("redact", _("Redact a version"), _("Empties the text of one published version; its address, hash and this reason stay."), [S.PUBLISHED], SAME, R.SECRETARIAT, [a_former_version_to_redact], [], True)
RETIRE               = Step("retire", _("Retire the record"), _("Takes a record that was entered in error, or withdrawn by its body, out of the lists; its address stays and says why."), [S.PUBLISHED], SAME, R.SECRETARIAT, [not_retired], [], True)
RESTORE              = Step("restore", _("Bring the record back"), _("A record that was retired in error stands in the lists again."), [S.PUBLISHED], SAME, R.SECRETARIAT, [retired], [], True)
RELATE               = Step("relate", _("Relate to another record"), _("Says what the record has to do with another one; the pages of both show it."), [S.PUBLISHED], SAME, R.SECRETARIAT, [], [], True)
END_RELATION         = Step("end-relation", _("End a relation"), _("A relation that does not hold is shown no longer."), [S.PUBLISHED], SAME, R.SECRETARIAT, [a_relation_to_end], [], True)
TRANSLATE            = Step("translate", _("Add a translation"), _("Publishes the text in another language; the original is the one that counts."), [S.PUBLISHED], SAME, R.SECRETARIAT, [], [], True)
END_TRANSLATION      = Step("end-translation", _("Take back a translation"), _("A translation that is wrong is shown no longer."), [S.PUBLISHED], SAME, R.SECRETARIAT, [a_translation_to_end], [], True)
ADD_BULLETIN         = Step("add-bulletin", _("Name a bulletin of another body"), _("Names what another body published that builds on the record; it is shown as not CASCO's."), [S.PUBLISHED], SAME, R.SECRETARIAT, [], [], True)
REMOVE_BULLETIN      = Step("remove-bulletin", _("Remove a bulletin"), _("A bulletin that was named in error is shown no longer."), [S.PUBLISHED], SAME, R.SECRETARIAT, [a_bulletin_to_remove], [], True)
SET_TOPICS           = Step("set-topics", _("Set the topics"), _("Says what the record is about, in up to three topics; its text stays as it is."), [S.PUBLISHED], SAME, R.SECRETARIAT)
ERASE_PERSON         = Step("erase-person", _("Erase a person"), _("Empties what the case holds about one person; the journal stays verifiable."), ANY, SAME, R.SECRETARIAT, [], [], True)
SETTLE_PLACES        = Step("settle-places", _("Look at where somebody erased is named"), _("Each place where somebody who was erased may still be named in words is redacted, or left."), ANY, SAME, R.SECRETARIAT, [places_to_look_at], [])
RENEW_LINK           = Step("renew-link", _("Renew the private link"), _("The former link ends; the requester is sent a new one."), ANY, SAME, R.SECRETARIAT, [a_requester_to_write_to], [], True)
CORRECT_ADDRESS      = Step("correct-address", _("Correct the address"), _("The requester is written to at another address; mail that could not be delivered is sent again."), ANY, SAME, R.SECRETARIAT, [a_requester_to_write_to], [], True)
# fmt: on
STEPS = (
    *(SUBMIT, ENTER_HISTORIC, IMPORT_RECORD),
    *(SEND_BACK, RESUBMIT, ASK_REQUESTER, ANSWER_INQUIRY, CORRECT_OWN_REQUEST, CORRECT_REQUEST),
    *(RECORD_FINDING, NOT_ACCEPT, REFER, ANSWER, ACCEPT, TAKE_BACK),
    *(HAND_BACK, REASSIGN, NAME_CONSULTED, NAME_DRAFTER, COMMENT, DRAFT, ASK_DRAFTER, CALL, LENGTHEN_CALL),
    *(TAKE_POSITION, HANDLE_OBJECTION, JUDGE_ANSWER, SUSTAIN_OBJECTION),
    *(CONCLUDE, ABANDON, REOPEN, EDIT_PUBLIC_TEXT, ASK_CONVENOR, AGREE, REFUSE, PUBLISH),
    *(CORRECT, INCORPORATE, NO_LONGER_APPLIES, STILL_APPLIES, ASK_WITHDRAWAL, WITHDRAW_VERDICT, KEEP_VERDICT),
    *(WITHDRAW, RECONSIDER, DECLARE_NO_INTEREST, DISCLOSE, RECUSE, LIFT_RECUSAL, NAME_ACTING_CONVENOR),
    *(RELATE, END_RELATION, TRANSLATE, END_TRANSLATION, ADD_BULLETIN, REMOVE_BULLETIN, SET_TOPICS),
    *(REDACT, RETIRE, RESTORE, ERASE_PERSON, SETTLE_PLACES, RENEW_LINK, CORRECT_ADDRESS),
)
BY_VERB = {step.verb: step for step in STEPS}
