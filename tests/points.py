"""What a record must be able to hold, point by point: what is typed for it, and how it is read; also drawn into docs.

``python -m tests.points`` writes the table into ``docs/what-a-record-holds.md``; a test compares the two.
"""

from dataclasses import dataclass
from pathlib import Path

from tests.points_beside import shown, table_beside, typed_in

PAGE = Path(__file__).parents[1] / "docs" / "what-a-record-holds.md"
HEAD = """# What a record holds

Each row is entered by the form *Enter a published text*, corrected by *Correct*, and read back on the page of the
record, which is also what is printed, in the feed and by search; `tests/clarifications/publication/test_points.py`
does all of it and both tables are drawn from it (`python -m tests.points`). The numbers are those of the points that a
record must be able to hold; what a record means for other editions has no number. All texts are examples.

| Point | What | Typed | Read on the page and in print | Found by | After the correction |
| --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Point:
    """One thing that a record holds: the fields it is typed in, what is read then, words that find it."""

    number: str
    what: str
    typed: dict[str, str]
    read: str
    found_by: str = ""
    corrected: tuple[str, str, str] | None = None  # the field, what is typed instead, what is read then


POINTS = (
    Point(
        "1",
        "labels as printed, parts under a stem",
        {
            "questions-0-label": "example 1",
            "questions-0-text": "May one person decide?",
            "questions-1-label": "2",
            "questions-1-text": "Is it enough",
            "questions-2-label": "2 a)",
            "questions-2-is_part": "on",
            "questions-2-text": "to witness one zebrafish audit?",
            "questions-2-clauses": "7.5",
        },
        "example 1",
        "zebrafish",
        ("questions-0-label", "example 2", "example 2"),
    ),
    Point(
        "2",
        "one answer to several questions and to all parts",
        {
            "answers-0-questions": "example 1; 2",
            "answers-0-outcome": "yes-under-conditions",
            "answers-0-position": "Yes, where nobody objects.",
        },
        "One answer to example 1, 2",
        "objects",
        ("answers-0-position", "No, not even where nobody objects.", "No, not even where nobody objects."),
    ),
    Point(
        "3",
        "outcome, considerations, conditions",
        {"answers-0-considerations": "The text says so.", "answers-0-conditions": "- 20 °C at least\n1. never twice"},
        "- 20 °C at least",
        "twice",
        ("answers-0-outcome", "see-text", "See text"),
    ),
    Point(
        "4",
        "votes; unknown is not 0; the percentage with its sign",
        {
            "votes-0-question": "2 a)",
            "votes-0-in_favour": "18",
            "votes-0-voting": "19",
            "votes-0-percentage": "95 %",
            "votes-0-note": "As printed.",
        },
        "Votes, as printed 95 % As printed. Voting For Against Abstained 19 18 not known not known",
        corrected=("votes-0-against", "0", "19 18 0 not known"),
    ),
    Point(
        "6",
        "clauses in groups, documents cited beside them",
        {"clauses": "7.6.2; 4.2.1 d)", "cited": "IAF MD 5:2019; 2.1"},
        "IAF MD 5:2019, 2.1",
        "IAF",
        ("cited", "IAF MD 5:2023", "IAF MD 5:2023"),
    ),
    Point(
        "7",
        "a corrected version, an adoption under another name",
        {"corrected": "2013-02", "adoption": "EN 45011"},
        "February 2013",
        "45011",
        ("adoption", "EN ISO/IEC 17065:2012", "EN ISO/IEC 17065:2012"),
    ),
    Point(
        "8",
        "dates as precise as they are known",
        {
            "asked": "<2016-03",
            "decided": "2017-05-03",
            "issued": "2017-06",
            "published": "2017",
            "effective": ">2017-12",
        },
        "before March 2016",
        corrected=("published", "2017-07", "July 2017"),
    ),
    Point(
        "9",
        "source, identifier, deciding body, how, what became of it",
        {
            "kind": "clarification",
            "source": "List of clarifications (Example), page 3",
            "link": "https://example.org/list",
            "identifier": "EX-12",
            "body": "ballot",
            "body_name": "ISO/CASCO",
            "decided_by": "vote",
            "fate": "archived",
            "fate_since": "2021",
        },
        "A ballot of P-members, ISO/CASCO, by vote",
        "EX-12",
        ("fate", "withdrawn", "Withdrawn by its body"),
    ),
    Point(
        "12",
        "a lead group and groups that were consulted",
        {"group": "WG Example", "consulted": "WG Other\nWG Third"},
        "WG Other; WG Third",
        corrected=("consulted", "WG Fourth", "WG Fourth"),
    ),
    Point(
        "13",
        "numbers, signs and lines as typed; background, understanding and circumstance where published",
        {
            "background": "k*u*c and 2*3*4, > 95 %\n  C:\\*dir",
            "understanding": "1. yes 3. no",
            "circumstance": "as long as it is lit",
        },
        "k*u*c and 2*3*4, > 95 %\n  C:\\*dir",
        "lit",
        ("circumstance", "as long as it is dark", "as long as it is dark"),
    ),
    Point(
        "14",
        "a title, and versions that stay reachable",
        {"title": "Decision by one person (Example)"},
        "Decision by one person (Example)",
        "decision person",
        ("title", "Decision by two persons (Example)", "Decision by two persons (Example)"),
    ),
    Point("15", "the language that counts", {"language": "fr"}, "French", corrected=("language", "de", "German")),
    Point(
        "16",
        "words of a standard are left out of everything public",
        {
            "answers-1-questions": "2 a)",
            "answers-1-outcome": "see-text",
            "answers-1-position": "It [[shall be kept for ever]] so.",
        },
        "It […] so.",
    ),
)


def table() -> str:
    """The tables of the points."""
    return HEAD + "".join(_row(point) for point in POINTS) + table_beside()


def _row(point: Point) -> str:
    corrected = f"{point.corrected[0]}: {shown(point.corrected[1])}" if point.corrected else ""
    cells = (point.number, point.what, typed_in(point.typed), shown(point.read), point.found_by, corrected)
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    PAGE.write_text(table(), "utf-8")
