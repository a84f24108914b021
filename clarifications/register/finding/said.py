"""Which texts of a record, and of what others published on it, a reader may search it by."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clarifications.register.beside import Bulletin
    from clarifications.register.text import PublishedText

_IN_ANNEX = re.compile(r"[A-Z]\.")  # B.1 is looked for as "Annex B, B.1", too


def said_by_bulletin(bulletin: "Bulletin") -> str:
    """What a record is searched by of what another body published on it."""
    return f"{bulletin.body} {bulletin.reference} {bulletin.adds}"


def texts_of(text: "PublishedText") -> list[str]:
    """The texts of which one consists, each apart."""
    said = [text.edition, text.adoption, text.title]
    said += [f"Annex {one.number}" if _IN_ANNEX.match(one.number) else one.number for one in text.all_clauses]
    said += [f"{text.standard}:{text.corrected}" if text.corrected else ""]
    said += [f"{one.reference} {one.clauses}" for one in text.cited]
    said += [text.origin.identifier, text.origin.source, text.origin.body_name] if text.origin else []
    said += [text.background, text.circumstance, text.understanding, text.group, *text.consulted]
    for question in text.all_questions:
        said += [question.label, question.text]
    for answer in text.answers:
        said += [answer.position, answer.considerations, *answer.conditions]
    return said + [vote.note for vote in text.votes]
