"""Reads the data files of the catalogue and refuses what cannot be right, naming file and place; writes nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

from standards.imports.casco.facts import (
    ChangeFact,
    ClauseListFact,
    ConcordanceFact,
    EditionFact,
    GroupFact,
    ResourceFact,
    ResponsibilityFact,
    RingFact,
    Source,
    SuccessionFact,
    TransitionFact,
)
from standards.imports.clauses import ClauseFact
from standards.imports.iso.facts import BadLine, CommitteeFact, committee
from standards.imports.iso.lines import BrokenFile, FileLine, Refusal
from standards.imports.iso.lines import read as lines_of
from standards.imports.rows import BadData
from standards.models.committees import Confidence, GroupKind
from standards.models.concordances import Correspondence
from standards.models.kinds import SourceRank, StandardType
from standards.models.resources import ResourceKind
from standards.reading import stages
from standards.reading.characters import one_line
from standards.reading.clause_numbers import ClauseNumber, NotAClause
from standards.reading.clause_reader import parse
from standards.reading.dates import PartialDate
from standards.reading.depths import NotADepth, read_depths
from standards.reading.terms import alike, stems_of

COMMITTEES = "iso_committees.jsonl.gz"  # in the format of ISO Open Data, as the import reads it
FILES = (
    "casco_catalogue.json",
    "lineage.json",
    "casco_groups.json",
    "transitions.json",
    "clauses.json",
    "resources.json",
    "concordances.json",
    "thesaurus.json",
)


class JsonObject:
    """One JSON object of a file; each reading checks the kind of value and names the place when it is wrong."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise BadData(f"{where}: an object was expected, not {_kind(value)}.")
        self.value, self.where = value, where

    def text(self, key: str) -> str:
        """A text that must be there."""
        if not (text := self.maybe(key)):
            raise BadData(f"{self.where}: “{key}” is missing.")
        return text

    def maybe(self, key: str) -> str:
        """A text in one line, empty where there is none."""
        found = self.value.get(key)
        if found is not None and not isinstance(found, str):
            raise BadData(f"{self.where}: “{key}” should be a text, not {_kind(found)}.")
        return one_line(found or "")

    def number(self, key: str) -> int | None:
        found = self.value.get(key)
        if found is not None and (not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < 2**31):
            raise BadData(f"{self.where}: “{key}” should be a number, not {_kind(found)}.")
        return found

    def date(self, key: str) -> PartialDate:
        try:
            return PartialDate(self.maybe(key))
        except ValueError as wrong:
            raise BadData(f"{self.where}: “{key}”: {wrong}") from wrong

    def choice(self, key: str, values: list[str]) -> str:
        if (found := self.text(key)) not in values:
            raise BadData(f"{self.where}: “{key}” is “{found}”; it can be {', '.join(values)}.")
        return found

    def texts(self, key: str) -> list[str]:
        found = self.value.get(key) or []
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise BadData(f"{self.where}: “{key}” should be a list of texts.")
        return [one_line(item) for item in found]

    def entries(self, key: str) -> "Iterator[JsonObject]":
        found = self.value.get(key)
        if not isinstance(found, list):
            raise BadData(f"{self.where}: the list “{key}” is missing.")
        return (JsonObject(item, f"{self.where}, {key} {place}") for place, item in enumerate(found, start=1))


def read(folder: Path) -> Source:
    """All data files of a folder.

    Raises ``BadData`` for the first thing that cannot be right.
    """
    catalogue, lineage, groups, transitions, clauses, resources, concordances, thesaurus = (
        _open(folder / name) for name in FILES
    )
    source = Source(owner=catalogue.text("owner"), groups_of=groups.text("committee"))
    source.committees = _committees(folder / COMMITTEES)
    source.editions = [_edition(entry) for entry in catalogue.entries("documents")]
    source.successions = _successions(source, catalogue, lineage)
    source.groups = [_group(entry) for entry in groups.entries("groups")]
    source.responsibilities = [_responsibility(entry) for entry in groups.entries("responsibilities")]
    source.transitions = [_transition(entry) for entry in transitions.entries("transitions")]
    for entry in clauses.entries("lists"):
        source.lists[entry.text("edition")] = _clause_list(entry)
        source.clauses += [_clause(clause, entry.text("edition")) for clause in entry.entries("clauses")]
    source.resources = [_resource(entry) for entry in resources.entries("resources")]
    source.concordances = [_concordance(entry) for entry in concordances.entries("rows")]
    source.rings = [_ring(entry) for entry in thesaurus.entries("rings")]
    _check(source)
    return source


def _open(path: Path) -> JsonObject:
    try:
        return JsonObject(json.loads(path.read_text(encoding="utf-8")), path.name)
    except FileNotFoundError as wrong:
        raise BadData(f"{path.name}: there is no such file in {path.parent}.") from wrong
    except UnicodeDecodeError as wrong:
        raise BadData(f"{path.name}: byte {wrong.start} is not UTF-8.") from wrong
    except OSError as wrong:
        raise BadData(f"{path.name}: {wrong.strerror}.") from wrong
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise BadData(f"{path.name}: not JSON: {wrong}.") from wrong


def _committees(path: Path) -> list[CommitteeFact]:
    try:
        lines = list(lines_of(path))
        wrong = next((line for line in lines if isinstance(line, Refusal)), None)
        if wrong is not None:
            raise BadData(str(wrong))
        return [committee(line) for line in lines if isinstance(line, FileLine)]
    except (BrokenFile, BadLine) as wrong:
        raise BadData(f"{path.name}: {wrong}") from wrong


def _edition(entry: JsonObject) -> EditionFact:
    entry.where = f"{entry.where} ({entry.maybe('reference') or 'no reference'})"
    title, stage = JsonObject(entry.value.get("title"), f"{entry.where}, title"), entry.maybe("stage")
    if stage and stage not in stages.STAGES:
        raise BadData(f"{entry.where}: the stage “{stage}” is not a harmonized stage code.")
    return EditionFact(
        publisher=entry.text("publisher"),
        type=entry.choice("deliverableType", list(StandardType.values)),
        number=entry.text("number").split(" ")[-1],  # "ISO/IEC Guide 65" for guides
        part=entry.maybe("part"),
        reference=entry.text("reference"),
        iso_id=entry.number("id"),
        former_reference=entry.maybe("formerReference"),
        year=entry.number("year"),
        edition_number=entry.number("edition"),
        title=title.text("en"),
        title_fr=title.maybe("fr"),
        stage=stage,
        published=entry.date("publicationDate"),
        corrected=entry.date("correctedDate"),
        withdrawn=entry.date("withdrawnDate"),
        supplement_type=entry.maybe("supplementType"),
        supplement_of=entry.maybe("supplementOf"),
        url=entry.maybe("url"),
        data_as_of=entry.maybe("dataAsOf"),
        note=entry.maybe("note"),
        inferred=tuple(entry.texts("inferred")),
    )


def _successions(source: Source, catalogue: JsonObject, lineage: JsonObject) -> list[SuccessionFact]:
    """Who replaces whom, said from either end; what another committee owns is set aside."""
    pairs: dict[tuple[str, str], SuccessionFact] = {}
    known = {edition.reference for edition in source.editions}
    for entry in catalogue.entries("documents"):
        own = entry.text("reference")
        for pair in [(own, older) for older in entry.texts("replaces")] + [(n, own) for n in entry.texts("replacedBy")]:
            if not known.issuperset(pair):
                source.elsewhere += [f"{pair[0]} replaces {pair[1]}"]
            else:
                pairs[pair] = SuccessionFact(*pair)
    for entry in lineage.entries("successions"):
        newer, older = entry.text("newer"), entry.text("older")
        pairs[newer, older] = SuccessionFact(newer, older, bool(entry.value.get("inferred")), entry.maybe("source"))
    return list(pairs.values())


def _group(entry: JsonObject) -> GroupFact:
    return GroupFact(
        entry.text("name"),
        entry.maybe("description"),
        entry.choice("kind", list(GroupKind.values)),
        entry.maybe("source"),
    )


def _responsibility(entry: JsonObject) -> ResponsibilityFact:
    return ResponsibilityFact(
        entry.text("edition"),
        entry.text("group"),
        entry.choice("confidence", list(Confidence.values)),
        entry.maybe("source"),
    )


def _transition(entry: JsonObject) -> TransitionFact:
    changes = tuple(
        ChangeFact(change.date("was"), change.date("to"), change.date("changed"), change.maybe("reason"))
        for change in entry.entries("changes")
    )
    return TransitionFact(
        entry.text("edition"),
        entry.date("until"),
        entry.number("months"),
        entry.maybe("decidedBy"),
        entry.maybe("source"),
        entry.choice("sourceRank", list(SourceRank.values)) if entry.maybe("sourceRank") else "",
        entry.date("published"),
        entry.maybe("note"),
        changes,
    )


def _resource(entry: JsonObject) -> ResourceFact:
    return ResourceFact(
        entry.text("edition"),
        entry.choice("kind", list(ResourceKind.values)),
        entry.text("title"),
        entry.maybe("publisher"),
        entry.text("url"),
        entry.maybe("language") or "en",
        entry.date("published"),
    )


def _clause_list(entry: JsonObject) -> ClauseListFact:
    try:
        depths = read_depths("\n".join(entry.texts("depth")))
        taken_out = tuple(parse(number).canonical for number in entry.texts("taken_out"))
    except (NotADepth, NotAClause) as wrong:
        raise BadData(f"{entry.where} ({entry.text('edition')}): {wrong.message}") from wrong
    return ClauseListFact(tuple(depths), tuple(entry.texts("sources")), entry.maybe("doubts"), taken_out)


def _clause(entry: JsonObject, edition: str) -> ClauseFact:
    entry.where = f"{entry.where} ({edition})"
    return ClauseFact(edition, _number(entry, "number"), entry.maybe("title"), bool(entry.value.get("numberInferred")))


def _concordance(entry: JsonObject) -> ConcordanceFact:
    before, after = (_number(entry, key).canonical if entry.maybe(key) else "" for key in ("from_clause", "to_clause"))
    kind = Correspondence(entry.choice("kind", list(Correspondence.values)))
    if not kind.fits(before, after):
        raise BadData(f"{entry.where}: “{kind}” does not go with “{before}” and “{after}”.")
    older, newer = entry.text("from_edition"), entry.text("to_edition")
    return ConcordanceFact(older, newer, before, after, kind.value, entry.maybe("note"), entry.text("source"))


def _ring(entry: JsonObject) -> RingFact:
    fact = RingFact(entry.text("preferred"), tuple(entry.texts("same")), entry.maybe("note"))
    if not fact.same or not all(map(stems_of, fact.terms)):
        raise BadData(f"{entry.where} ({fact.preferred}): two terms are needed at least, each with a word in it.")
    return fact


def _number(entry: JsonObject, key: str) -> ClauseNumber:
    try:
        return parse(entry.text(key))
    except NotAClause as wrong:
        raise BadData(f"{entry.where}: {wrong.message}") from wrong


# ---------- what must hold between the files ----------


def _check(source: Source) -> None:
    _once("iso_committees.jsonl.gz: the committee", [fact.reference for fact in source.committees])
    _once("casco_catalogue.json: the reference", [fact.reference for fact in source.editions])
    _once("casco_catalogue.json: the id", [str(fact.iso_id) for fact in source.editions if fact.iso_id])
    _once("casco_groups.json: the group", [fact.name for fact in source.groups])
    _once("clauses.json: the clause", [f"{fact.number} of {fact.edition}" for fact in source.clauses])
    editions = {fact.reference for fact in source.editions}
    _known("casco_catalogue.json: the owner", [source.owner], {fact.reference for fact in source.committees})
    _known(
        "casco_catalogue.json: supplement of", [f.supplement_of for f in source.editions if f.supplement_of], editions
    )
    _known("lineage.json:", [end for fact in source.successions for end in (fact.newer, fact.older)], editions)
    _known("casco_groups.json:", [fact.edition for fact in source.responsibilities], editions)
    _known(
        "casco_groups.json:", [fact.group for fact in source.responsibilities], {fact.name for fact in source.groups}
    )
    _known("transitions.json:", [fact.edition for fact in source.transitions], editions)
    _known("resources.json:", [fact.edition for fact in source.resources], editions)
    _once("resources.json: the address", [f"{fact.url} for {fact.edition}" for fact in source.resources])
    _known("clauses.json:", list(source.lists), editions)
    _known("concordances.json:", [fact.older_edition for fact in source.concordances], editions)
    _known("concordances.json:", [fact.newer_edition for fact in source.concordances], editions)
    rows = [f"{fact.older} → {fact.newer}, {fact.older_edition} → {fact.newer_edition}" for fact in source.concordances]
    _once("concordances.json: the row", rows)
    for earlier, term in alike(term for fact in source.rings for term in fact.terms):
        raise BadData(f"thesaurus.json: “{term}” is one with “{earlier}” to the search; a term stands there once.")
    _no_circle(source.successions)


def _once(what: str, values: list[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise BadData(f"{what} “{value}” stands there twice.")
        seen.add(value)


def _known(what: str, values: list[str], known: set[str]) -> None:
    for value in values:
        if value not in known:
            raise BadData(f"{what} “{value}” is not in the catalogue files.")


def _no_circle(successions: list[SuccessionFact]) -> None:
    """No edition replaces itself, be it through others."""
    older: dict[str, list[str]] = {}
    for fact in successions:
        older.setdefault(fact.newer, []).append(fact.older)
    done: set[str] = set()
    for start in older:
        trail, waiting = {start}, list(older[start])
        while waiting:
            reference = waiting.pop()
            if reference == start:
                raise BadData(f"casco_catalogue.json: {start} replaces itself, through others.")
            if reference not in trail and reference not in done:
                trail.add(reference)
                waiting += older.get(reference, [])
        done.add(start)


def _kind(value: object) -> str:
    return {dict: "an object", list: "a list", str: "a text", type(None): "nothing"}.get(type(value), repr(value))
