"""Rows that are kept in memory and written in bulk, what is referred to before what refers to it."""

from typing import TypeVar

from django.db import models, transaction

from clarifications.case.events import Event
from clarifications.case.models import Clarification
from clarifications.consensus.models import Call, Conclusion, Position, RollEntry
from clarifications.intake.models import Draft, Identity, Question, SubjectClause
from clarifications.mail.models import Message
from clarifications.publication.models import PublicText
from clarifications.register.beside import RecordName
from clarifications.register.finding.indexing import note_words
from clarifications.register.models import (
    Pending,
    Record,
    RecordClause,
    RecordFacet,
    RecordIndex,
    RecordVersion,
    Verdict,
)
from clarifications.review.models import Answer, Decision, Declaration
from clarifications.screening.models import Finding, Return, ReturnQuestion

Asked = Answer.questions.through  # which questions an answer answers
ORDER: tuple[type[models.Model], ...] = (
    *(Clarification, Identity, Draft, Question, SubjectClause, Finding, Return, ReturnQuestion, Declaration),
    *(Decision, Answer, Asked, Call, RollEntry, Position, Conclusion, PublicText),
    *(Record, RecordName, RecordVersion, RecordClause, RecordFacet, RecordIndex, Verdict, Pending, Event, Message),
)
AT_ONCE = 1000  # rows in a statement
Row = TypeVar("Row", bound=models.Model)


class Rows:
    """Collects rows of every table; ``write`` saves them and begins anew."""

    def __init__(self) -> None:
        self.kept: dict[tuple[type[models.Model], int], list[models.Model]] = {}

    def add(self, row: Row, *, below: bool = False) -> Row:
        """Keep a row; ``below``: it refers to another row of its own table."""
        self.kept.setdefault((type(row), int(below)), []).append(row)
        return row

    def write(self) -> None:
        """Save all that was kept, in one transaction."""
        with transaction.atomic():
            for table in ORDER:
                for below in (0, 1):
                    rows = self.kept.pop((table, below), [])
                    table._default_manager.bulk_create(rows, batch_size=AT_ONCE)
                    note_words(row for row in rows if isinstance(row, RecordIndex))
        assert not self.kept, f"ORDER lacks {', '.join(table.__name__ for table, _below in self.kept)}"
