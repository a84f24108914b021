"""The public register: the list, a record and its versions, a clause, what is pending."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from clarifications import disclaimer
from clarifications.register.beside import RecordName, RecordTranslation
from clarifications.register.clause import place_of, records_on
from clarifications.register.drawn_entries import DrawnEntry, drawn_entries
from clarifications.register.drawn_pages import newest, version
from clarifications.register.filters import RecordFilter, read
from clarifications.register.finding.why import FoundRow, found_rows
from clarifications.register.languages import alternates, direction_of, languages_of, translation_facts
from clarifications.register.linked import linked_register
from clarifications.register.models import Pending, Record
from clarifications.register.paging import ON_A_PAGE
from clarifications.register.record import page_of
from clarifications.register.relations import relations_of
from clarifications.register.rows import pending_rows, record_rows
from clarifications.register.verdicts import disclaimer_of
from clarifications.register.vocabulary import language_name
from clarifications.register.whole_record import clauses_in_words, verdicts_on
from standards.catalogue.concordance import correspondences
from standards.catalogue.descent import Descent
from standards.catalogue.lineage import EditionLine, line_of
from standards.catalogue.others import others_on_clause
from standards.catalogue.queries import is_casco
from standards.catalogue.responsible import answer_for
from standards.models import Standard
from standards.reading.clause_addresses import from_slug
from standards.reading.clause_numbers import NotAClause


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list of records, narrowed by what the address says."""
    asked = read(request.GET)
    found = asked.filter
    page = found.page(request.GET)
    context = {
        "filter": found,
        "typed": asked.typed.form,
        "facets": found.offers(),
        "chips": found.chips(),
        "left_out": [*asked.left_out, *filter(None, [page.said])],
        "named_page": found.named_page,
        "page": page,
        "records": _entries(list(page), found),
        "pending": (pending := found.count_pending()),
        "awaited": found.pending_in_words(pending),
        "disclaimer": (shown := disclaimer.not_included()),
        "linked": linked_register(shown),
    }
    return render(request, "clarifications/register/index.html", context)


@require_safe
def record(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """A record in its newest version, as it was drawn, or in the one that is asked for."""
    parts = newest(slug) if number is None else version(slug, number)
    if parts is None:
        return _to_its_present_name(slug, number)
    return render(request, "clarifications/register/record.html", {"parts": parts})


@require_safe
def clause(request: HttpRequest, slug: str, edition: str, clause: str) -> HttpResponse:
    """A clause of an edition: what is published and pending on it. Any number that can be one has a page."""
    try:
        number = from_slug(clause)
    except NotAClause as wrong:
        raise Http404 from wrong
    lines = _lines(slug=slug)
    line = next((one for one in lines if one.edition.slug == edition), None)
    if line is None:
        raise Http404
    descent = Descent.of_casco()
    context = {
        "line": line,
        "place": place_of(number, line.edition),
        "elsewhere": correspondences(number, line.edition),
        "answer": None if is_casco(line.edition.standard) else answer_for(line.edition),
        "found": records_on(number, line.edition, [one.edition for one in lines], descent=descent),
        "others": others_on_clause(number, line.edition, descent=descent),
        "disclaimer": disclaimer.not_included(line.edition.standard.designation),
    }
    return render(request, "clarifications/register/clause.html", context)


@require_safe
def in_language(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """A record in another language, with what it is a translation of; the original alone counts."""
    found = Record.objects.for_lists().filter(slug=slug).first()
    if found is None:
        return _to_its_present_name(slug, None, language)
    standing = list(RecordTranslation.objects.standing().filter(record=found))
    if (translation := next((row for row in standing if row.language == language), None)) is None:
        raise Http404
    context = {
        "record": found,
        "relations": relations_of(found),
        "disclaimer": disclaimer_of(found, verdicts_on(found, [])),
    }
    context |= {"alternates": alternates(languages_of(found, found.text_in_force().language, standing))}
    return render(request, "clarifications/register/translation.html", context | _translated(found, translation))


def _lines(**named: Any) -> list[EditionLine]:
    """The editions of the standard that is named, newest first, each with its standing."""
    found = line_of(**named)
    return found.lines if found else []


def _translated(record: Record, translation: RecordTranslation) -> dict[str, Any]:
    """What the page of a translation says."""
    text = translation.rendered_text
    return {
        "translation": translation,
        "clauses": clauses_in_words(record),
        "content": text,
        "page": page_of(text, edition_url=record.edition.get_absolute_url()),
        "facts": translation_facts(translation),
        "has_changed": translation.version < record.version,
        "direction": direction_of(translation.language),
        "name": language_name(translation.language),
    }


def _to_its_present_name(slug: str, number: int | None, language: str = "") -> HttpResponse:
    """A former name leads to the record for ever."""
    record = get_object_or_404(RecordName.objects.select_related("record"), slug=slug).record
    if language:
        return HttpResponsePermanentRedirect(reverse("clarifications:record-language", args=[record.slug, language]))
    place = record.get_absolute_url() if number is None else record.version_url(number)
    return HttpResponsePermanentRedirect(place)


@require_safe
def pending(request: HttpRequest) -> HttpResponse:
    """What is with a group: stage and age."""
    standards = Standard.objects.filter(editions__pending__isnull=False).distinct()
    chosen = next((one for one in standards if one.slug == request.GET.get("standard")), None)
    rows = Pending.objects.select_related("edition__standard")
    page = _page(rows.filter(edition__standard=chosen) if chosen else rows, request.GET)
    context = {
        "standards": standards,
        "chosen": chosen,
        "named_page": chosen.get_absolute_url() if chosen else "",
        "page": page,
        "rows": pending_rows(page.object_list),
    }
    return render(request, "clarifications/register/pending.html", context)


def _entries(records: Sequence[Record], found: RecordFilter) -> Sequence[FoundRow] | list[DrawnEntry]:
    """The records of a page as its list shows them: as they were drawn, or with why each was found."""
    if not found.search:
        return drawn_entries([record.pk for record in records])
    return found_rows(list(records), found.search, record_rows(records, found.values.index))


def _page(rows: QuerySet[Pending], data: QueryDict) -> Page[Pending]:
    """The page that the address names; one that is no page is the first, one too far the last."""
    asked = data.get("page", "").strip()
    return Paginator(rows, ON_A_PAGE).get_page("" if asked.startswith(("-", "0")) else asked)
