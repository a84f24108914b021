"""What became of the clauses of an edition: the public page of a concordance, and the screen to edit it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from standards.catalogue.concordance import NEW, Pair, pair_of, precedes
from standards.editing.concordance import ChangedMeanwhile, ConcordancePart, changes_of, chosen_part, parts_of, save
from standards.editing.concordance_file import COLUMNS, as_csv, carry_out, plan_of
from standards.editing.concordance_forms import ConcordanceForm
from standards.editing.unsent import typed_in
from standards.editing.upload_views import csv_file, upload
from standards.models.concordances import Concordance
from standards.models.editions import Edition, Succession
from standards.reading.clause_numbers import NotAClause

PAGE = 200


@require_safe
def concordance(request: HttpRequest, slug: str, edition: str, older: str, older_edition: str) -> HttpResponse:
    """Two editions beside each other: each clause of the older one with what became of it."""
    pair = _pair(slug, edition, older, older_edition)
    if pair.concordance is None:
        raise Http404
    rows, new = pair.rows, pair.new
    choices = pair.choices(rows, new)
    asked = request.GET.get("kind", "")
    kind = asked if asked in [choice.value for choice in choices] else ""
    page = Paginator([row for row in rows if kind in ("", row.kind)], PAGE).get_page(request.GET.get("page"))
    context = {
        "pair": pair,
        "choices": choices,
        "total": len(rows),
        "kind": kind,
        "left_out": asked if asked != kind else "",
        "page": page,
        "new": new if kind == NEW or (not kind and not page.has_next()) else [],
    }
    return render(request, "standards/concordance.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@permission_required("standards.change_concordance", raise_exception=True)
def edit_concordance(request: HttpRequest, slug: str, edition: str, older: str, older_edition: str) -> HttpResponse:
    """Edit a concordance, one clause of the first level after the other."""
    pair = _pair(slug, edition, older, older_edition)
    if not _may_be_compared(pair):
        raise Http404
    parts = parts_of(pair)
    try:
        part = chosen_part(parts, request.GET.get("part", ""))
    except NotAClause as wrong:
        messages.error(request, wrong.message)
        return redirect(request.path)
    if part is None:
        return _editor(request, pair, parts)
    form = ConcordanceForm(pair, part, typed_in(request))
    if request.method == "POST":
        return _posted(request, pair, form)
    return _editor(request, pair, parts, form)


@require_safe
def concordance_csv(request: HttpRequest, slug: str, edition: str, older: str, older_edition: str) -> HttpResponse:
    """A concordance as a CSV file; whoever keeps the catalogue may take an empty one, to fill it in."""
    pair = _pair(slug, edition, older, older_edition)
    may_begin = request.user.has_perm("standards.change_concordance") and _may_be_compared(pair)
    if not (pair.concordance or may_begin):
        raise Http404
    return csv_file(as_csv(pair), name=f"{older}-{older_edition}-to-{slug}-{edition}")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@permission_required("standards.change_concordance", raise_exception=True)
def upload_concordance(request: HttpRequest, slug: str, edition: str, older: str, older_edition: str) -> HttpResponse:
    """Upload a concordance as a file."""
    address = (slug, edition, older, older_edition)
    pair = _pair(*address)
    if not _may_be_compared(pair):
        raise Http404
    return upload(
        request,
        pair.newer,
        "standards/concordance_upload.html",
        plan_of=lambda sent: plan_of(sent.file, _pair(*address), removing=sent.remove),
        carry_out=carry_out,
        back=reverse("standards:concordance-edit", args=address),
        context={"edition": pair.newer, "pair": pair, "columns": COLUMNS},
    )


def _posted(request: HttpRequest, pair: Pair, form: ConcordanceForm) -> HttpResponse:
    """Add a row, propose, or save; whatever cannot be saved is shown again as it was typed."""
    if form.add.is_bound:
        return _editor(request, pair, parts_of(pair), form.with_row())
    if request.POST.get("do") == "propose":
        return _editor(request, pair, parts_of(pair), form.with_proposals(), has_proposed=True)
    if not form.is_valid():
        return _editor(request, pair, parts_of(pair), form)
    about = form.about.cleaned_data
    if pair.concordance is None and not (any(form.entries.values()) or about["source"] or about["note"]):
        messages.info(request, _("There is nothing to save yet."))
        return redirect(request.get_full_path())
    try:
        save(pair.older, pair.newer, form.entries, **about)
    except ChangedMeanwhile:
        now = pair_of(pair.older, pair.newer, _concordance(pair.older, pair.newer))
        return _editor(request, now, parts_of(now), form.beside(now), status=409)
    count = sum(entry is not None for entry in form.entries.values())
    counts = {"clause": form.part.label, "count": count, "of": len(form.entries)}
    messages.success(request, _("Saved. %(clause)s: %(count)s of %(of)s compared.") % counts)
    return redirect(f"{request.path}?part={form.part.slug}")


def _editor(
    request: HttpRequest,
    pair: Pair,
    parts: list[ConcordancePart],
    form: ConcordanceForm | None = None,
    *,
    status: int = 200,
    has_proposed: bool = False,
) -> HttpResponse:
    changes = changes_of(pair.concordance) if pair.concordance else []
    slugs = [part.slug for part in parts]
    at = slugs.index(form.part.slug) if form and form.part.slug in slugs else None
    context = {
        "pair": pair,
        "parts": parts,
        "form": form,
        "numbers": pair.numbers,
        "compared": len(pair.entries),
        "after": parts[at + 1] if at is not None and at + 1 < len(parts) else None,
        "changes": changes,
        "meanwhile": changes[0] if status == 409 and changes else None,
        "has_proposed": has_proposed,
    }
    return render(request, "standards/concordance_edit.html", context, status=status)


def _pair(slug: str, edition: str, older: str, older_edition: str) -> Pair:
    editions = Edition.objects.select_related("standard")
    before = get_object_or_404(editions, standard__slug=older, slug=older_edition)
    after = get_object_or_404(editions, standard__slug=slug, slug=edition)
    return pair_of(before, after, _concordance(before, after))


def _concordance(older: Edition, newer: Edition) -> Concordance | None:
    found = Concordance.objects.filter(older=older, newer=newer).first()
    if found:
        found.older, found.newer = older, newer
    return found


def _may_be_compared(pair: Pair) -> bool:
    """An edition with one that it replaced, or with an earlier one of its standard."""
    if pair.concordance or precedes(pair.older, pair.newer):
        return True
    return Succession.objects.filter(newer=pair.newer, older=pair.older).exists()
