"""In which texts of a case a person may be named in words: one list, for the search, the page and ``/privacy/``."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from clarifications.case.corrected import CORRECTIONS
from clarifications.map.rule import Text

PUT_RIGHT = Q(verb__in=CORRECTIONS)  # events whose detail holds what the requester wrote, as it was and as it is


@dataclass(frozen=True)
class Texts:
    """Columns of a table that hold typed text; ``case`` leads from a row to its case; ``of``: the rows that count.

    The table is named and looked up when it is asked: this list stands below the chapters that have them.
    """

    kind: str
    table: str
    case: str
    columns: tuple[str, ...]
    of: Q = field(default_factory=Q)

    @property
    def model(self) -> type[Model]:
        return apps.get_model("clarifications", self.table)

    @property
    def rows(self) -> QuerySet[Model]:
        """The rows of the table that hold these texts."""
        return self.model._default_manager.filter(self.of)


@dataclass(frozen=True)
class TextsOfOneSort:
    """What people call these texts; ``is_own``: the requester wrote them; ``is_public``: published, or about to be.

    What is public is not touched here: it is corrected by its own steps, which keep the versions.
    """

    label: Text
    tables: tuple[Texts, ...]
    anchor: str = ""  # where they stand on the page of the case
    is_own: bool = False
    is_public: bool = False


SORTS = (
    TextsOfOneSort(
        _("the request: its subject, questions and former wordings, background, own understanding"),
        (
            Texts(
                "request",
                "Clarification",
                "pk",
                ("subject", "background", "understanding", "other_standard", "source"),
            ),
            Texts("question", "Question", "clarification", ("text",)),
            Texts("wording", "Wording", "question__clarification", ("text",)),
            Texts("identity", "Identity", "clarification", ("body_name", "original_mail")),
        ),
        is_own=True,
        anchor="question",
    ),
    TextsOfOneSort(
        _("what was put right of the request: as it was, and as it is now"),
        (Texts("put-right", "Event", "clarification", ("reason", "detail", "on_behalf_of"), of=PUT_RIGHT),),
        is_own=True,
        anchor="history",
    ),
    TextsOfOneSort(
        _("what the requester answered when asked"),
        (Texts("answered", "ReturnQuestion", "returned__clarification", ("answer",)),),
        is_own=True,
    ),
    TextsOfOneSort(
        _("what the secretariat asked, found, and said to the requester"),
        (
            Texts("asked", "ReturnQuestion", "returned__clarification", ("text",)),
            Texts("finding", "Finding", "clarification", ("reason",)),
            Texts("closing", "Clarification", "pk", ("closing_note",)),
        ),
    ),
    TextsOfOneSort(
        _("what the body that was asked to endorse the request said and asked"),
        (
            Texts("endorsement", "Endorsement", "draft__clarification", ("note",)),
            Texts("endorsing", "EndorsementQuestion", "endorsement__draft__clarification", ("text", "answer")),
        ),
    ),
    TextsOfOneSort(
        _("the group’s discussion, and notes on whose body is concerned"),
        (
            Texts("comment", "Comment", "clarification", ("text",)),
            Texts("declaration", "Declaration", "clarification", ("note",)),
            Texts("recusal", "Recusal", "clarification", ("note",)),
        ),
        anchor="discussion",
    ),
    TextsOfOneSort(
        _("drafts of the answer"),
        (
            Texts("draft", "Decision", "clarification", ("note",)),
            Texts("answer", "Answer", "decision__clarification", ("position", "considerations", "conditions")),
        ),
        anchor="draft",
    ),
    TextsOfOneSort(
        _("positions, objections and what became of them, conclusions"),
        (
            Texts("position", "Position", "entry__call__clarification", ("reason", "answer", "word", "account")),
            Texts("conclusion", "Conclusion", "clarification", ("reason",)),
            Texts("change", "ProposedChange", "clarification", ("reason", "account")),
            Texts("withdrawal", "WithdrawalRequest", "clarification", ("reason",)),
        ),
    ),
    TextsOfOneSort(
        _("mail of the case"),
        (Texts("mail", "Message", "clarification", ("subject", "text", "note", "fault")),),
        anchor="mail",
    ),
    TextsOfOneSort(
        _("reasons and details in the journal"),
        (Texts("journal", "Event", "clarification", ("reason", "detail", "on_behalf_of"), of=~PUT_RIGHT),),
        anchor="history",
    ),
    TextsOfOneSort(
        _("texts that are published, or prepared for it"),
        (
            Texts("prepared", "PublicText", "clarification", ("content",)),
            Texts("proposed", "ProposedChange", "clarification", ("content", "agreed")),
            Texts("record", "Record", "clarification", ("title", "retirement")),
            Texts("version", "RecordVersion", "record__clarification", ("content", "note", "redaction")),
            Texts("translation", "RecordTranslation", "record__clarification", ("content", "translator", "source")),
            Texts("relation", "RecordRelation", "record__clarification", ("note",)),
            Texts("bulletin", "Bulletin", "record__clarification", ("body", "reference", "adds")),
            Texts("verdict", "Verdict", "record__clarification", ("reason", "group", "resolution", "withdrawal")),
        ),
        is_public=True,
        anchor="register",
    ),
)
BY_KIND = {texts.kind: (sort, texts) for sort in SORTS for texts in sort.tables}


def strings(path: str, value: object) -> Iterator[tuple[str, str]]:
    """Each text in a column, with its path: the column, and in JSON what leads to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from strings(f"{path}/{key}", below)


def with_text(value: object, path: list[str], text: str) -> object:
    """A column with another text at this path."""
    if not path:
        return text
    first, *rest = path
    if isinstance(value, list):
        return [with_text(one, rest, text) if str(at) == first else one for at, one in enumerate(value)]
    assert isinstance(value, dict)
    return {key: with_text(one, rest, text) if key == first else one for key, one in value.items()}
