"""What is said of a published record by steps of their own, how each place reads it; drawn into docs by ``points``."""

from dataclasses import dataclass, field

HEAD_BESIDE = """
## What is said of a record by steps of their own

Each row is taken on the page of its step and read back on the page of the record, which is also what is printed, in
its entry of the feed and in the list of what search finds; `tests/clarifications/publication/test_points_beside.py`
does all of it. The record is ISO/IEC 90020:2012, interpretation 2; the other one is interpretation 1.

| Point | What | Steps, and what is typed | Page and print | Feed | Found by, and listed as | Correction | Read then |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Taken:
    """A step that is taken on its page: the fields and what is typed; what is chosen is named as the page names it."""

    step: str
    typed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Beside:
    """One thing that is said of a published record by steps of its own, and how each place reads it.

    ``place`` is the end of the address that is read; ``other`` what the page of the other record says; ``agreed`` where
    it begins with a group that agrees, and not with two records that were published before.
    """

    number: str
    what: str
    taken: tuple[Taken, ...]
    page: str
    feed: str = ""
    search: str = ""
    listed: str = ""
    place: str = ""
    other: str = ""
    corrected: tuple[Taken, ...] = ()
    then: str = ""
    agreed: bool = False


OTHER = "ISO/IEC 90020:2012, interpretation 1"
THIS = "ISO/IEC 90020:2012, interpretation 2"
WHO = {"group": "WG Example", "resolution": "Resolution 4 (Example)", "decided_on": "2026-05-12"}
RELATION = {"other": "90020-2012-i1", "reason": "It says so."}
TRANSLATION = {
    "language": "French",
    "content-title": "Images transmises (exemple)",
    "content-question-0-text": "Est-ce une image ?",
    "content-answer-0-position": "Oui.",
    "translator": "A member body (Example)",
    "made": "2026-02",
    "reason": "It was asked for.",
}
BULLETIN = {
    "body": "Accreditation body (Example)",
    "reference": "Bulletin 7",
    "language": "French",
    "published": "2025-03",
    "link": "https://example.org/7",
    "adds": "An example of a zebrafish.",
    "reason": "It builds on this.",
}
INCLUDED = {"edition": "ISO/IEC 90020:2026", "clause": "7.1.6", "in_force": "2026-03-27"}
BESIDES = (
    Beside(
        "5",
        "the consensus: who was entitled, which positions; the convenor concludes it",
        (Taken("conclude", {"reason": "All views were heard."}), Taken("publish")),
        page="Three experts were entitled. Three took a position; all agreed.",
        agreed=True,
    ),
    Beside(
        "10",
        "a record that supersedes another one, read from both ends",
        (Taken("relate", RELATION | {"kind": "Supersedes", "note": "One line."}),),
        page=f"Supersedes {OTHER} Older (Example) One line.",
        feed=f"Supersedes {OTHER} : Older (Example) One line.",
        search="older",
        listed=f"Superseded: read {THIS}",
        other=f"Superseded by {THIS} The current answer: {THIS} .",
        corrected=(
            Taken("end-relation", {"relation": f"Supersedes {OTHER}", "reason": "It does not."}),
            Taken("relate", RELATION | {"kind": "Narrows"}),
        ),
        then=f"Narrows {OTHER}",
    ),
    Beside(
        "10",
        "in part: which questions",
        (Taken("relate", RELATION | {"kind": "Supersedes in part", "questions": "1"}),),
        page=f"Supersedes in part {OTHER} Older (Example) Questions: 1",
        feed=f"Supersedes in part {OTHER} : Older (Example) Questions: 1",
        search="images",
        other=f"Superseded in part by {THIS} (questions: 1)",
        corrected=(Taken("end-relation", {"relation": f"Supersedes in part {OTHER}", "reason": "It does not."}),),
    ),
    Beside(
        "11",
        "a bulletin of another body, set apart as not CASCO's",
        (Taken("add-bulletin", BULLETIN),),
        page="Published by others; not CASCO’s Accreditation body (Example) : Bulletin 7 French · March 2025 An",
        feed="Published by others; not CASCO’s Accreditation body (Example): Bulletin 7 (French, March 2025) An",
        search="zebrafish",
        corrected=(
            Taken("remove-bulletin", {"bulletin": "Accreditation body (Example), Bulletin 7", "reason": "Misprinted."}),
            Taken("add-bulletin", BULLETIN | {"reference": "Bulletin 8"}),
        ),
        then="Accreditation body (Example) : Bulletin 8",
    ),
    Beside(
        "",
        "its topics, which are ours: found by them, and in no published text",
        (Taken("set-topics", {"topic": "Reports (Example)", "second_topic": "Marks (Example)"}),),
        page="Topics Reports (Example) Marks (Example)",
        corrected=(Taken("set-topics", {"topic": "Marks (Example)", "second_topic": "None"}),),
        then="Topics Marks (Example)",
    ),
    Beside(
        "15",
        "a translation: by whom, since when, official or not",
        (Taken("translate", TRANSLATION),),
        page="Images transmises (exemple)",
        feed="French : A translation, not official. By A member body (Example).",
        search="transmises",
        place="fr/",
        corrected=(Taken("translate", TRANSLATION | {"content-title": "Images envoyées (exemple)"}),),
        then="Images envoyées (exemple)",
    ),
    Beside(
        "15",
        "the original has changed since",
        (
            Taken("translate", TRANSLATION | {"is_official": "on"}),
            Taken("correct", {"title": "Images sent (Example)", "reason": "Misprinted."}),
        ),
        page="The original has changed since",
        feed="French : An official translation. By A member body (Example). The original has changed since.",
        search="transmises",
        place="fr/",
        corrected=(Taken("translate", TRANSLATION),),
        then="Translates version 2",
    ),
    Beside(
        "",
        "without a verdict: applies to its own edition, whose transition runs; for a new one not reviewed",
        (),
        page="Do not assume that it does. by nobody yet 90020:2012 In transition until 27 March 2029 Applies",
        feed="Not reviewed for the newest edition",
        search="images",
        listed="Not reviewed for 2026",
        corrected=(Taken("still-applies", WHO | {"edition": "ISO/IEC 90020:2026"}),),
        then="90020:2026 In force Still applies",
    ),
    Beside(
        "",
        "still applies, reviewed: by whom, by what, when",
        (Taken("still-applies", WHO | {"edition": "ISO/IEC 90020:2026", "note": "Renumbered."}),),
        page="90020:2026 In force Still applies Renumbered. WG Example, Resolution 4 (Example), 12 May 2026;",
        feed="Still applies, reviewed ISO/IEC 90020:2026: Still applies Renumbered. WG Example, Resolution 4 (Example)",
        search="images",
        listed="Still applies to 2026",
        corrected=(Taken("no-longer-applies", WHO | {"edition": "ISO/IEC 90020:2026", "reason": "Rewritten."}),),
        then="90020:2026 In force No longer applies Rewritten.",
    ),
    Beside(
        "",
        "no longer applies: why",
        (Taken("no-longer-applies", WHO | {"edition": "ISO/IEC 90020:2026", "reason": "Rewritten."}),),
        page="90020:2026 In force No longer applies Rewritten. WG Example, Resolution 4 (Example), 12 May 2026;",
        feed="No longer applies ISO/IEC 90020:2026: No longer applies Rewritten. WG Example",
        search="images",
        listed="No longer for 2026",
        corrected=(
            Taken("withdraw-verdict", {"verdict": "ISO/IEC 90020:2026: No longer applies", "reason": "Misread."}),
        ),
        then="What was recorded for this edition was withdrawn; nothing is said of it now. Before: No longer applies",
    ),
    Beside(
        "",
        "included in a new edition, at a clause",
        (Taken("incorporate", INCLUDED),),
        page="90020:2026 In force Included At clause 7.1.6, from 27 March 2026.",
        feed="The standard itself now says this.",
        search="images",
        listed="Included in 2026",
        corrected=(Taken("withdraw-verdict", {"verdict": "ISO/IEC 90020:2026: Included", "reason": "Misread."}),),
        then="Before: Included at clause 7.1.6",
    ),
    Beside(
        "",
        "included in an amendment",
        (Taken("incorporate", INCLUDED | {"edition": "ISO/IEC 90020:2012/Amd 1:2020", "in_force": "2020-05"}),),
        page="90020:2012/Amd 1:2020 In force Included At clause 7.1.6, from May 2020.",
        feed="ISO/IEC 90020:2012/Amd 1:2020: Included At clause 7.1.6, from May 2020.",
        search="images",
        corrected=(
            Taken("withdraw-verdict", {"verdict": "ISO/IEC 90020:2012/Amd 1:2020: Included", "reason": "Misread."}),
        ),
        then="Before: Included at clause 7.1.6",
    ),
)


def table_beside() -> str:
    """The second table, under its head."""
    return HEAD_BESIDE + "".join(_row(one) for one in BESIDES)


def typed_in(typed: dict[str, str]) -> str:
    """Fields with what is typed in each, as a cell of a table."""
    return "<br>".join(f"{name}: {shown(value)}" for name, value in typed.items())


def shown(text: str) -> str:
    """A text as it is shown in a table."""
    return f"`{text.replace('|', ' ').replace(chr(10), ' ⏎ ')}`"


def _row(one: Beside) -> str:
    page = [shown(one.page), *([f"the other record: {shown(one.other)}"] if one.other else [])]
    feed, listed, then = (shown(text) if text else "" for text in (one.feed, one.listed, one.then))
    found = f"{one.search} {listed}".strip()
    cells = (one.number, one.what, _steps(one.taken), "<br>".join(page), feed, found, _steps(one.corrected), then)
    return f"| {' | '.join(cells)} |\n"


def _steps(taken: tuple[Taken, ...]) -> str:
    return "<br>".join(f"*{one.step}* {typed_in(one.typed)}".strip() for one in taken)
