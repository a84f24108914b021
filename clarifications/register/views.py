"""The public register: the list, a record and its versions, a clause, what is pending."""

from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from clarifications import disclaimer
from clarifications.register.beside import RecordName, RecordTranslation, topics_of
from clarifications.register.clause import place_of, records_on
from clarifications.register.facts import dates_in_words, origin_facts, subject_facts
from clarifications.register.filters import read
from clarifications.register.finding.order import InRank
from clarifications.register.finding.why import found_rows
from clarifications.register.languages import (
    alternates,
    bulletins_of,
    direction_of,
    languages_of,
    translation_facts,
)
from clarifications.register.linked import linked_record, linked_register
from clarifications.register.models import Pending, Record, RecordVersion, Verdict
from clarifications.register.provenance import citation, consensus_in_words, former_names, head_of, timeline
from clarifications.register.record import contents_of, page_of
from clarifications.register.relations import relations_of
from clarifications.register.rows import pending_rows, record_rows
from clarifications.register.text import RenderedText
from clarifications.register.verdicts import disclaimer_of, edition_rows, followed_by, in_margin, waits_for
from clarifications.register.vocabulary import language_name
from standards.catalogue.concordance import correspondences
from standards.catalogue.descent import Descent
from standards.catalogue.lineage import EditionLine, line_of
from standards.catalogue.others import others_on_clause
from standards.catalogue.queries import is_casco
from standards.catalogue.responsible import answer_for
from standards.models import Edition, Standard
from standards.reading.clause_addresses import from_slug
from standards.reading.clause_numbers import NotAClause

ON_A_PAGE = 25


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list of records, narrowed by what the address says."""
    asked = read(request.GET)
    found = asked.filter
    page = _page(found.records, request.GET, count=None if found.is_set else found.counts.total)
    rows = record_rows(page.object_list, found.values.index)
    context = {
        "filter": found,
        "typed": asked.typed.form,
        "facets": found.offers(),
        "chips": found.chips(),
        "left_out": asked.left_out,
        "named_page": found.named_page,
        "page": page,
        "records": found_rows(list(page), found.search, rows) if found.search else rows,
        "pending": (pending := found.count_pending()),
        "awaited": found.pending_in_words(pending),
        "disclaimer": (shown := disclaimer.not_included()),
        "linked": linked_register(shown),
    }
    return render(request, "clarifications/register/index.html", context)


@require_safe
def record(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """A record in its newest version, or in the one that is asked for."""
    renamed = Exists(RecordName.objects.filter(record=OuterRef("pk"), since_version__gt=1))
    found = Record.objects.select_related("replacement").annotate(renamed=renamed).filter(slug=slug).first()
    if found is None:
        return _to_its_present_name(slug, number)
    versions = {version.number: version for version in found.versions.defer("content")}
    if (version := versions.get(found.version if number is None else number)) is None:
        raise Http404
    lines = _lines(pk=found.standard_id)
    found.edition = next(line.edition for line in lines if line.edition.pk == found.edition_id)
    former = former_names(found) if found.renamed else {}  # type: ignore[attr-defined]  # annotated above
    for one in versions.values():
        one.record, one.published_as = found, former.get(one.number, "")  # so that it needs no query
    verdicts = _verdicts(found, lines)
    context = {"record": found, "version": version, "versions": list(versions.values())[::-1]}
    return render(
        request, "clarifications/register/record.html", context | _context_of(found, version, verdicts, lines)
    )


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
        "disclaimer": disclaimer_of(found, _verdicts(found, [])),
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
        "clauses": _clauses(record),
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


def _clauses(record: Record) -> str:
    """The clauses that it is about, for the head of its pages."""
    return ", ".join(dict.fromkeys(record.clauses)) or record.no_clause_in_words


def _verdicts(record: Record, lines: list[EditionLine]) -> list[Verdict]:
    """The verdicts on a record with their editions; those of its own standard are there already."""
    own = {line.edition.pk: line.edition for line in lines}
    verdicts = list(Verdict.objects.filter(record=record))
    others = {verdict.edition_id for verdict in verdicts} - own.keys()
    known = own | (Edition.objects.select_related("standard").in_bulk(others) if others else {})
    for verdict in verdicts:
        verdict.edition = known[verdict.edition_id]
    return verdicts


def _context_of(
    record: Record, version: RecordVersion, verdicts: list[Verdict], lines: list[EditionLine]
) -> dict[str, Any]:
    """What a page says of a version, and of the record whichever version is shown."""
    after = followed_by(record, lines)
    shown, rows = disclaimer_of(record, verdicts), edition_rows(record, verdicts, lines, after=after)
    awaited = waits_for(record, verdicts, lines, after=after)
    stands = record.retired_at is None and (record.could_apply or verdicts)  # else nothing that could hold
    context: dict[str, Any] = {
        "disclaimer": shown,
        **_beside(record),
        "is_newest": version.number == record.version,
        "edition_rows": rows if stands or verdicts else [],
        "waits_for": awaited,
        "in_margin": in_margin(rows, record) if stands else [],
        "citation": citation(record, version, str(shown.short)),
        "head": head_of(record, version, text := version.rendered_text),
    }
    if isinstance(text, RenderedText):
        context |= _text(record, text, verdicts, awaited=awaited)
        context["linked"] = linked_record(record, version, shown, language=text.language, topics=context["topics"])
    return context | {"contents": contents_of(context)}


def _beside(record: Record) -> dict[str, Any]:
    """What stands beside its text, whichever version is shown."""
    return {
        "clauses": _clauses(record),
        "topics": topics_of(record),
        "relations": relations_of(record),
        "bulletins": bulletins_of([record])[record.pk],
    }


def _text(record: Record, text: RenderedText, verdicts: list[Verdict], *, awaited: str) -> dict[str, Any]:
    """What a version says, where it was not redacted."""
    translations = list(RecordTranslation.objects.standing().filter(record=record))
    languages = languages_of(record, text.language, translations)
    return {
        "languages": languages,
        "alternates": alternates(languages),
        "page": page_of(text, edition_url=record.edition.get_absolute_url()),
        "content": text,
        "subject": subject_facts(text),
        "dates": dates_in_words(text.dates),
        "way": {
            "text": text,
            "timeline": timeline(record, text.dates, verdicts, awaited=awaited),
            "consensus": consensus_in_words(text.consensus),
            "origin": origin_facts(text),
        },
    }


def _page(rows: QuerySet[Any] | InRank, data: QueryDict, *, count: int | None = None) -> Page[Any]:
    """The page that the address names; one that is no page is the first, one too far the last."""
    paginator: Paginator[Any] = Paginator(cast(QuerySet[Any], rows), ON_A_PAGE)
    if count is not None:
        paginator.count = count
    asked = data.get("page", "").strip()
    return paginator.get_page("" if asked.startswith(("-", "0")) else asked)
