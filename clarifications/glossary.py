"""The words of the field as this software uses them; ``docs/glossary.md`` is written from here."""

from typing import NamedTuple


class Term(NamedTuple):
    """A word, what it means here, and which words are not used for it."""

    word: str
    means: str
    never: str = ""


GLOSSARY = (
    Term("standard", "a number under which editions follow each other: ISO/IEC 17065", "document"),
    Term("edition", "one dated text of a standard: ISO/IEC 17065:2012", "version"),
    Term("clause", "a numbered part of an edition, an annex or a listed item: 6.2.2, Annex B, 6.2.1 d)", "section"),
    Term("committee", "the ISO committee that answers for a standard: ISO/CASCO", "team"),
    Term("maintenance group", "the experts who keep a standard, formed from the working group that wrote it", "panel"),
    Term("toolbox", "the set of CASCO's standards", "collection"),
    Term("requester", "the body of record that asks; an originator may stand behind it", "applicant"),
    Term("secretariat", "the CASCO secretariat: screens, publishes, keeps the catalogue", "administrator"),
    Term("convenor", "the head of a maintenance group", "chair"),
    Term("member", "an expert in a maintenance group", "reviewer"),
    Term("clarification", "the whole case, from request to end", "ticket, issue; interpretation (the former process)"),
    Term("record", "what the public register holds of a clarification"),
    Term("request", "what the requester submits"),
    Term("criterion", "what a request must meet", "rule"),
    Term("finding", "whether one criterion is met, and why"),
    Term("screening", "the check of a request against the criteria", "triage"),
    Term("review", "the group's work on a request; not ISO's systematic review of a standard", "moderation"),
    Term(
        "consensus", "general agreement without sustained opposition on substantial issues; judged, not counted", "vote"
    ),
    Term("call", "the asking for consensus on an exact draft", "poll"),
    Term("roll", "who is entitled to take a position in a call"),
    Term("position", "one member's view on the draft of a call", "ballot"),
    Term(
        "disclose", "say that the own body is concerned; the person may act, and the case shows it", "conflict (alone)"
    ),
    Term("recuse", "see no content, get no mail, leave the roll"),
    Term("decision", "the group's answer: drafted, agreed, published; not binding", "ruling, resolution"),
    Term("verdict", "what a record means for one edition"),
    Term("disclaimer", "the fixed text that says that a clarification does not bind", "notice"),
    Term("bulletin", "what another body published on a record; not CASCO's"),
    Term("closing note", "the public reason of a case that was not taken up"),
    Term("publish", "make public", "post"),
    Term("incorporate", "take into an edition or amendment; readers see “included”", "close"),
    Term("withdrawn", "of a request: by its requester; of an edition: by ISO. A record is retired", "archived"),
    Term(
        "revision", "ISO's revision of a standard. Texts have drafts, published texts have versions", "version history"
    ),
    Term("step", "a move or another write on the map of the process", "action"),
    Term("event", "the record of a step in the journal of a case", "log entry"),
    Term("message", "what is sent about a step", "notification"),
)
