"""The tables of all chapters, for Django alone: nobody else imports this module."""

from clarifications.case.events import Event
from clarifications.case.models import Clarification, Counter, ReasonCode
from clarifications.case.turn_models import KeptTurn, TurnHolder
from clarifications.consensus.models import Call, Conclusion, Ending, Handling, Position, RollEntry, View
from clarifications.erasure.models import Place, PlaceOutcome
from clarifications.incorporation.models import VerdictTable, WithdrawalRequest
from clarifications.intake.endorsement_models import (
    BodyAddress,
    Endorsement,
    EndorsementQuestion,
    EndorsementStanding,
)
from clarifications.intake.models import Draft, Identity, Question, SubjectClause, Wording
from clarifications.mail.models import Delivery, Message, ReturnedMail
from clarifications.publication.models import EntryDraft, ProposedChange, PublicText
from clarifications.register.beside import (
    Bulletin,
    RecordName,
    RecordRelation,
    RecordTopic,
    RecordTranslation,
    RelationKind,
    Topic,
)
from clarifications.register.block_models import RegisterBlock
from clarifications.register.drawn_models import Drawn, DrawnKind, NamedBy
from clarifications.register.models import (
    Label,
    Pending,
    Record,
    RecordClause,
    RecordFacet,
    RecordIndex,
    RecordVersion,
    RegisterCount,
    RegisterWord,
    Verdict,
    VerdictKind,
)
from clarifications.reports.models import ReaderReport, ReportAnswer, ReportKind, ReportOutcome
from clarifications.review.models import (
    Answer,
    Comment,
    Consultation,
    Decision,
    Declaration,
    Interest,
    Outcome,
    Recusal,
    WorkingDraft,
)
from clarifications.screening.models import (
    CriteriaSet,
    Criterion,
    Finding,
    RecordThatAnswers,
    Result,
    Return,
    ReturnQuestion,
)

__all__ = [
    "Answer",
    "BodyAddress",
    "Bulletin",
    "Call",
    "Clarification",
    "Comment",
    "Conclusion",
    "Consultation",
    "Counter",
    "CriteriaSet",
    "Criterion",
    "Decision",
    "Declaration",
    "Delivery",
    "Draft",
    "Drawn",
    "DrawnKind",
    "Ending",
    "Endorsement",
    "EndorsementQuestion",
    "EndorsementStanding",
    "EntryDraft",
    "Event",
    "Finding",
    "Handling",
    "Identity",
    "Interest",
    "KeptTurn",
    "Label",
    "Message",
    "NamedBy",
    "Outcome",
    "Pending",
    "Place",
    "PlaceOutcome",
    "Position",
    "ProposedChange",
    "PublicText",
    "Question",
    "ReaderReport",
    "ReasonCode",
    "Record",
    "RecordClause",
    "RecordFacet",
    "RecordIndex",
    "RecordName",
    "RecordRelation",
    "RecordThatAnswers",
    "RecordTopic",
    "RecordTranslation",
    "RecordVersion",
    "Recusal",
    "RegisterBlock",
    "RegisterCount",
    "RegisterWord",
    "RelationKind",
    "ReportAnswer",
    "ReportKind",
    "ReportOutcome",
    "Result",
    "Return",
    "ReturnQuestion",
    "ReturnedMail",
    "RollEntry",
    "SubjectClause",
    "Topic",
    "TurnHolder",
    "Verdict",
    "VerdictKind",
    "VerdictTable",
    "View",
    "WithdrawalRequest",
    "Wording",
    "WorkingDraft",
]
