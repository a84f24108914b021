"""Brings the JSON of a public text from one format to the next, in memory; what is stored stays as it was published.

Each function takes what one format stored and gives what the next one would have. What is no text is left for the
type to complain of.
"""

from collections.abc import Callable

Json = dict[str, object]


def from_0(stored: Json) -> Json:
    """Format 0 had no number, the figures of a call beside their kind, and the votes in favour under ``for``."""
    consensus = stored.get("consensus")
    if isinstance(consensus, dict):
        figures = consensus if "entitled" in consensus else None
        stored = stored | {"consensus": {"kind": consensus.get("kind", ""), "figures": figures}}
    votes = _each(stored.get("votes", []), lambda vote: vote | {"in_favour": vote.get("for")})
    return stored | {"votes": votes, "format": 1}


def rendered_from_0(stored: Json) -> Json:
    """Format 0 kept the HTML of each text beside it, where there was a text."""

    def with_html(row: Json) -> Json:
        names = {"text", "position", "considerations"} & row.keys()
        made = row | {name: row.get(f"{name}_html", "") for name in names}
        if "conditions" in row:
            made["conditions"] = row.get("conditions_html", [])
        return made | ({"parts": _each(row["parts"], with_html)} if "parts" in row else {})

    rows = {name: _each(stored.get(name), with_html) for name in ("questions", "answers")}
    return from_0(stored | rows)


def from_1(stored: Json) -> Json:
    """Format 1 was Markdown throughout, knew of its origin a source alone, and named no clause where it was general."""
    consensus, source = stored.get("consensus"), stored.get("source", "")
    if isinstance(consensus, dict) and consensus.get("kind") == "historic":
        stored = stored | {"consensus": consensus | {"kind": ""}}
    if source or stored.get("kind") == "interpretation":
        stored = stored | {"origin": {"source": source}}
    return stored | {
        "markup": "markdown",
        "scope": "clauses" if stored.get("clauses") else "general",
        "format": 2,
    }


def _each(rows: object, change: Callable[[Json], Json]) -> object:
    """The rows changed; what is no row is left as it is."""
    return [change(row) if isinstance(row, dict) else row for row in rows] if isinstance(rows, list) else rows
