"""What the list of records can be narrowed by: a facet is one row of the table below.

Its filter, counts, labels, chips, index and the rows that the register derives for it are drawn from here, and so are
the tests. A facet with a ``column`` is counted by that column of a record; one with ``read`` by ``RecordFacet`` rows of
what it reads; that of the clauses, which has neither, by their own rows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from clarifications.map.rule import Text
from clarifications.register.vocabulary import DecidingBody, PublicOutcome, language_name

if TYPE_CHECKING:
    from clarifications.register.text import PublishedText

UNKNOWN = "unknown"  # the value of what is not known
LONGEST_VALUE = 200  # characters; of a longer text its beginning


@dataclass(frozen=True)
class Told:
    """What a record says, the languages that it was translated into, and the keys of its topics."""

    text: "PublishedText"
    translated: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class ValueOrder(Enum):
    """In which order the values of a facet are offered."""

    GIVEN = "given"
    MOST_FIRST = "most first"
    NEWEST_FIRST = "newest first"


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One thing by which the list is narrowed: what it is called, where its values stand, how they are offered.

    ``legend`` stands above its values where ``label`` says more, ``chip`` is what is said of one of them above the
    list, ``in_words`` how it is written, where neither ``choices`` nor those of the column say it, and ``counted_as`` a
    value of the column as SQL. ``shows_all``: it is never cut; ``needs_two``: one value alone is not worth offering.
    """

    name: str
    label: Text
    legend: Text = ""
    chip: Text = "%(value)s"
    column: str = ""
    counted_as: str = "{row}{column}"
    index: str = ""
    read: Callable[[Told], Iterable[str]] | None = None
    choices: tuple[tuple[str, Text], ...] = ()
    in_words: Callable[[str], str] = str
    order: ValueOrder = ValueOrder.GIVEN
    shows_all: bool = False
    needs_two: bool = False

    @property
    def sql(self) -> str:
        """The value of a record, as SQL for the row that stands where ``{row}`` does."""
        return self.counted_as.replace("{column}", self.column)


def facet_values(told: Told) -> list[tuple[str, str]]:
    """Each facet that is read of texts, with each value that a record has, once."""
    found = [(facet.name, value[:LONGEST_VALUE]) for facet in READ if facet.read for value in facet.read(told) if value]
    return list(dict.fromkeys(found))


def _outcomes(told: Told) -> Iterable[str]:
    return (outcome for _label, outcome in told.text.outcomes)


def _languages(told: Told) -> Iterable[str]:
    return (told.text.language, *told.translated)


def _body(told: Told) -> Iterable[str]:
    """Who decided a text that was published before this system: by name, else by kind, else that it is not known."""
    origin = told.text.origin
    return (origin.body_name or origin.body.value or UNKNOWN,) if origin else ()


def _body_in_words(value: str) -> str:
    if value == UNKNOWN:
        return str(DecidingBody.UNKNOWN.label)
    return str(DecidingBody(value).label) if value in DecidingBody.values else value


def _year_in_words(value: str) -> str:
    return str(_("Year unknown")) if value == UNKNOWN else value


FACETS: tuple[Facet, ...] = (
    Facet(
        name="standard",
        label=_("Standard"),
        column="standard_id",
        counted_as="CAST({row}{column} AS text)",
        index="record_of_standard",
        order=ValueOrder.MOST_FIRST,
    ),
    Facet(
        name="edition",
        label=_("Edition"),
        column="edition_id",
        counted_as="CAST({row}{column} AS text)",
        index="record_of_edition",
    ),
    Facet(
        name="clause",
        label=_("Clause and below"),
        legend=_("Clauses"),
        chip=_("Clause %(value)s and below"),
        shows_all=True,
    ),
    Facet(
        name="topic",
        label=_("Topic"),
        chip=_("Topic: %(value)s"),
        read=lambda told: told.topics,
        order=ValueOrder.MOST_FIRST,
    ),
    Facet(
        name="outcome",
        label=_("Outcome"),
        chip=_("Outcome: %(value)s"),
        read=_outcomes,
        choices=tuple(PublicOutcome.choices),
        shows_all=True,
    ),
    Facet(
        name="label",
        label=_("For the newest edition"),
        chip=_("Newest edition: %(value)s"),
        column="label",
        index="record_with_label",
        shows_all=True,
    ),
    Facet(name="kind", label=_("Kind"), column="kind", index="record_of_kind", shows_all=True, needs_two=True),
    Facet(
        name="year",
        label=_("Published in"),
        chip=_("Published: %(value)s"),
        column="year",
        counted_as=f"COALESCE(CAST({{row}}{{column}} AS text), '{UNKNOWN}')",
        index="record_of_year",
        in_words=_year_in_words,
        order=ValueOrder.NEWEST_FIRST,
    ),
    Facet(
        name="group",
        label=_("Maintenance group"),
        chip=_("Group: %(value)s"),
        read=lambda told: (told.text.group,),
        order=ValueOrder.MOST_FIRST,
        needs_two=True,
    ),
    Facet(
        name="language",
        label=_("Language"),
        chip=_("Language: %(value)s"),
        read=_languages,
        in_words=language_name,
        order=ValueOrder.MOST_FIRST,
        needs_two=True,
    ),
    Facet(
        name="body",
        label=_("Published before, decided by"),
        chip=_("Decided by: %(value)s"),
        read=_body,
        in_words=_body_in_words,
        order=ValueOrder.MOST_FIRST,
    ),
)
BY_NAME = {facet.name: facet for facet in FACETS}
COLUMNS = tuple(facet for facet in FACETS if facet.column)
READ = tuple(facet for facet in FACETS if facet.read)
CLAUSE, LABEL = BY_NAME["clause"], BY_NAME["label"]
