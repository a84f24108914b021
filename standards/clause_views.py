"""The clause list of an edition as a file: everybody may take it, whoever keeps the catalogue may bring one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from standards.clause_forms import ConfirmForm, UploadForm
from standards.clause_list import Plan, as_csv, carry_out, plan_of
from standards.models import Clause, Edition
from standards.sheets import BadSheet


@require_safe
def clause_csv(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """The list as a CSV file."""
    found = _edition(slug, edition)
    name = f"{found.standard.slug}-{found.slug}-clauses.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = as_csv(Clause.objects.filter(edition=found))
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@permission_required("standards.change_clause", raise_exception=True)
def edit_clauses(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """Bring a list: choose the file, read what it would do, confirm. Nothing is saved before."""
    found = _edition(slug, edition)
    confirmed = ConfirmForm(request.POST) if "seen" in request.POST else None
    if confirmed and confirmed.is_valid():
        return _carry_out(request, found, confirmed)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        return render(request, "standards/clauses_edit.html", {"edition": found, "form": form})
    try:
        plan = plan_of(form.cleaned_data["file"], found, removing=form.cleaned_data["remove"])
    except BadSheet as bad:
        return render(request, "standards/clauses_edit.html", {"edition": found, "form": form, "bad": bad})
    return _shown(request, plan, form.cleaned_data["file"])


@transaction.atomic
def _carry_out(request: HttpRequest, edition: Edition, form: ConfirmForm) -> HttpResponse:
    """Do what was shown; where the catalogue changed meanwhile, show what the file would do now."""
    Edition.objects.select_for_update().get(pk=edition.pk)  # one list at a time
    text, removing = form.cleaned_data["text"], form.cleaned_data["remove"]
    try:
        plan = plan_of(text, edition, removing=removing)
    except BadSheet as bad:
        context = {"edition": edition, "form": UploadForm(), "bad": bad}
        return render(request, "standards/clauses_edit.html", context)
    if plan.fingerprint != form.cleaned_data["seen"]:
        return _shown(request, plan, text, changed_meanwhile=True)
    carry_out(plan)
    counts = {"added": len(plan.added), "changed": len(plan.changed), "removed": len(plan.missing) if removing else 0}
    messages.success(request, _("Clauses: %(added)s added, %(changed)s changed, %(removed)s removed.") % counts)
    return redirect(edition)


def _shown(request: HttpRequest, plan: Plan, content: bytes, *, changed_meanwhile: bool = False) -> HttpResponse:
    initial = {"text": content.decode("utf-8-sig"), "remove": plan.removing, "seen": plan.fingerprint}
    context = {"edition": plan.edition, "plan": plan, "form": ConfirmForm(initial=initial)}
    status = 409 if changed_meanwhile else 200
    return render(request, "standards/clauses_plan.html", context | {"meanwhile": changed_meanwhile}, status=status)


def _edition(slug: str, edition: str) -> Edition:
    return get_object_or_404(Edition.objects.select_related("standard"), standard__slug=slug, slug=edition)
