"""Words and forms that the pages of the catalogue need."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

from django import template
from django.forms import BaseForm
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from standards.catalogue.bodies import what_became_of
from standards.catalogue.lineage import StandardLine
from standards.catalogue.names import urn_of
from standards.catalogue.others import OtherGroup
from standards.models.committees import Committee
from standards.models.editions import Edition, Succession
from standards.reading.dates import PartialDate

register = template.Library()

_ORDINALS = (
    _("first edition"),
    _("second edition"),
    _("third edition"),
    _("fourth edition"),
    _("fifth edition"),
    _("sixth edition"),
)
_FIELDS = {
    "currentStage": _("its withdrawal, from the published successor"),
    "stage": _("its stage"),
    "replacedBy": _("its successor"),
}


register.filter("urn", urn_of)
register.filter("what_became_of", what_became_of)
register.filter("differs_from", PartialDate.differs_from)


@register.filter
def ordinal_edition(number: int | None) -> str:
    """ "second edition"; nothing where the number is not known."""
    if not number:
        return ""
    return str(_ORDINALS[number - 1]) if number <= len(_ORDINALS) else gettext("edition %d") % number


@register.filter
def without_series(title: str) -> str:
    """A title for lists, without the words that nearly all of them begin with."""
    return title.removeprefix("Conformity assessment — ")


@register.filter
def own_title(title: str) -> str:
    """A title for lists; that of a part without that of the whole: what comes after "Part 3: "."""
    return re.sub(r"^.* — Part \d+: ", "", without_series(title))


@register.filter
def whole_title(title: str) -> str:
    """The title of the whole that a part belongs to."""
    return without_series(title).split(" — Part ")[0]


class Series(NamedTuple):
    """Rows that follow each other in a list; parts of one number with what most of them call the whole."""

    number: str
    title: str
    rows: list[StandardLine]


@register.filter
def in_series(rows: Iterable[StandardLine]) -> list[Series]:
    """The rows of a list, several parts of one number under its title."""
    found = groupby(rows, lambda row: (row.standard.number, " — Part " in _title(row)))
    together = [(number, are_parts, list(series)) for (number, are_parts), series in found]
    return [
        Series(number, _whole(series) if are_parts and len(series) > 1 else "", series)
        for number, are_parts, series in together
    ]


def _whole(rows: list[StandardLine]) -> str:
    return Counter(whole_title(_title(row)) for row in rows).most_common(1)[0][0]


def _title(row: StandardLine) -> str:
    return row.newest.edition.title if row.newest else ""


@register.filter
def number_of_others(groups: Iterable[OtherGroup]) -> int:
    """How many publications these groups are of, shown or not; each stands in one of them."""
    return sum(group.total for group in groups)


@register.filter
def is_link(source: str) -> bool:
    return source.startswith(("https://", "http://"))


@register.filter
def language_in_words(code: str) -> str:
    """ "Dutch"; the code itself where Django does not know it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.filter
def host(address: str) -> str:
    """The name of the site an address leads to: all that a reader needs to see of a source."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


@register.filter
def inferred_in_words(names: list[str]) -> str:
    """What was concluded and not read, in words."""
    return ", ".join(str(_FIELDS.get(name, name)) for name in names)


@register.filter
def field_label(form: BaseForm, name: str) -> str:
    """What a form calls one of its fields."""
    return str(form.fields[name].label)


@register.filter
def committee_link(committee: Committee) -> SafeString:
    """The reference of a committee, which leads to its page where it has one."""
    if not committee.url:
        return format_html("{}", committee.reference)
    return format_html('<a href="{}" rel="noreferrer">{}</a>', committee.url, committee.reference)


@register.filter
def clause_links(clauses: Iterable[object]) -> SafeString:
    """Numbers of clauses, to stand inside of a sentence; one that has an address leads to it.

    A semicolon stands between those that were not asked together.
    """
    groups = (list(group) for _number, group in groupby(clauses, lambda clause: getattr(clause, "group", 0)))
    return format_html_join("; ", "{}", ((_listed(group),) for group in groups))


@register.filter
def edition_link(edition: Edition) -> SafeString:
    """An edition by its reference, to stand inside of a sentence."""
    return format_html('<a href="{}">{}</a>', edition.get_absolute_url(), edition.reference)


@register.filter
def edition_links(editions: Iterable[Edition]) -> SafeString:
    """Editions one after the other."""
    return format_html_join(", ", "{}", ((edition_link(edition),) for edition in editions))


@register.filter
def newer_links(successions: Iterable[Succession]) -> SafeString:
    """What replaced an edition."""
    return edition_links(one.newer for one in successions)


@register.filter
def older_links(successions: Iterable[Succession]) -> SafeString:
    """What an edition replaced."""
    return edition_links(one.older for one in successions)


@register.filter
def older_names(successions: Iterable[Succession]) -> str:
    """What an edition replaced, without links."""
    return ", ".join(one.older.reference for one in successions)


@register.filter
def older_in_words(successions: Iterable[Succession]) -> SafeString:
    """What an edition replaced, as a part of a sentence: "A, B and C (inferred)"."""
    inferred = format_html(' <span class="soft">({})</span>', gettext("inferred"))
    links = [format_html("{}{}", edition_link(one.older), inferred if one.is_inferred else "") for one in successions]
    if len(links) < 2:
        return format_html_join("", "{}", ((link,) for link in links))
    first = format_html_join(", ", "{}", ((link,) for link in links[:-1]))
    return format_html("{} {} {}", first, gettext("and"), links[-1])


def _listed(clauses: Iterable[object]) -> SafeString:
    return format_html_join(", ", "{}", ((_clause_link(clause),) for clause in clauses))


def _clause_link(clause: object) -> SafeString:
    number, url = getattr(clause, "number", clause), getattr(clause, "url", "")
    if url:
        return format_html('<a class="clause" href="{}">{}</a>', url, number)
    return format_html('<span class="clause">{}</span>', number)
