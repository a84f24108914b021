"""The clause list of an edition as a file: everybody may take it, whoever keeps the catalogue may upload one."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from standards.catalogue.clause_depth import depth_lines
from standards.editing.clause_list import COLUMNS, as_csv, carry_out, plan_of
from standards.editing.upload_forms import ClauseListForm
from standards.editing.upload_views import csv_file, upload
from standards.models.clauses import Clause
from standards.models.editions import Edition


@require_safe
def clause_csv(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """The list as a CSV file."""
    found = _edition(slug, edition)
    content = as_csv(Clause.objects.filter(edition=found))
    return csv_file(content, name=f"{found.standard.slug}-{found.slug}-clauses")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@permission_required("standards.change_clause", raise_exception=True)
def edit_clauses(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """Upload a list: choose the file, read what it would do, confirm. Nothing is saved before."""
    found = _edition(slug, edition)
    return upload(
        request,
        found,
        "standards/clauses_edit.html",
        plan_of=lambda sent: plan_of(sent.file, found, removing=sent.remove, depth=sent.depth),
        carry_out=carry_out,
        back=found.get_absolute_url(),
        context={"edition": found, "columns": COLUMNS},
        form_class=ClauseListForm,
        initial={"depth": depth_lines(found)},
    )


def _edition(slug: str, edition: str) -> Edition:
    return get_object_or_404(
        Edition.objects.select_related("standard").prefetch_related("clause_depths"), standard__slug=slug, slug=edition
    )
