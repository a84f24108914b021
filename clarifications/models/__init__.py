"""The tables of the process, in files named after its chapters."""

from clarifications.models.clarification import Clarification, Counter, Kind, ReasonCode
from clarifications.models.consensus import Call, Conclusion, Ending, Handling, Position, RollEntry, View
from clarifications.models.incorporation import Verdict, VerdictKind
from clarifications.models.intake import Draft, Identity, Question, SubjectClause, Wording
from clarifications.models.journal import Delivery, Event, Message
from clarifications.models.public_text import PublicText
from clarifications.models.publication import (
    Label,
    Pending,
    Record,
    RecordAnswer,
    RecordClause,
    RecordIndex,
    RecordVersion,
    RegisterCount,
)
from clarifications.models.review import Answer, Comment, Decision, Declaration, Interest, Outcome, Recusal
from clarifications.models.screening import CriteriaSet, Criterion, Finding, Result, Return, ReturnQuestion

__all__ = [
    "Answer",
    "Call",
    "Clarification",
    "Comment",
    "Conclusion",
    "Counter",
    "CriteriaSet",
    "Criterion",
    "Decision",
    "Declaration",
    "Delivery",
    "Draft",
    "Ending",
    "Event",
    "Finding",
    "Handling",
    "Identity",
    "Interest",
    "Kind",
    "Label",
    "Message",
    "Outcome",
    "Pending",
    "Position",
    "PublicText",
    "Question",
    "ReasonCode",
    "Record",
    "RecordAnswer",
    "RecordClause",
    "RecordIndex",
    "RecordVersion",
    "Recusal",
    "RegisterCount",
    "Result",
    "Return",
    "ReturnQuestion",
    "RollEntry",
    "SubjectClause",
    "Verdict",
    "VerdictKind",
    "View",
    "Wording",
]
