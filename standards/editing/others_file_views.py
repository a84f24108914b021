"""A file of publications of other bodies, brought by the secretariat: choose it, read what it would do, confirm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from standards.editing.other_forms import OthersConfirmForm, OthersFileForm, OthersSent
from standards.editing.others import KEEPS
from standards.imports.others.entries import UnreadableFile
from standards.imports.others.plan import OthersPlan, plan_of
from standards.imports.others.writing import carry_out

MOST_FAULTS = 200  # shown; a file with more has one cause


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@permission_required(KEEPS, raise_exception=True)
def bring_others(request: HttpRequest) -> HttpResponse:
    """Upload a file. Nothing is saved before it is confirmed; where the list changed meanwhile, it is shown anew."""
    confirmed = OthersConfirmForm(request.POST) if "seen" in request.POST else None
    if confirmed and confirmed.is_valid():
        return _confirmed(request, confirmed.sent)
    form = OthersFileForm(request.POST, request.FILES) if request.method == "POST" else OthersFileForm()
    if not form.is_valid():
        return _choose(request, form)
    try:
        plan = plan_of(form.sent.file)
    except UnreadableFile as wrong:
        return _choose(request, form, faults=[str(wrong)])
    if plan.refused:
        return _choose(request, form, faults=[str(fault) for fault in plan.refused])
    return _report(request, plan, form.sent)


def _confirmed(request: HttpRequest, sent: OthersSent) -> HttpResponse:
    try:
        plan = plan_of(sent.file)
        if plan.refused or plan.fingerprint != sent.seen:
            return _report(request, plan, sent, meanwhile=True)
        carry_out(plan)
    except UnreadableFile as wrong:
        return _choose(request, OthersFileForm(), faults=[str(wrong)])
    except IntegrityError:
        return _report(request, plan_of(sent.file), sent, meanwhile=True)
    counts = {"added": len(plan.added), "changed": len(plan.changed), "same": len(plan.same), "kept": len(plan.kept)}
    said = _("Taken over: %(added)s added, %(changed)s changed, %(same)s the same, %(kept)s kept as they are here.")
    messages.success(request, said % counts)
    return redirect("standards:others-edit")


def _choose(request: HttpRequest, form: OthersFileForm, *, faults: list[str] | None = None) -> HttpResponse:
    said = faults or []
    context = {"form": form, "faults": said[:MOST_FAULTS], "number": len(said), "more": len(said[MOST_FAULTS:])}
    return render(request, "standards/others_file.html", context)


def _report(request: HttpRequest, plan: OthersPlan, sent: OthersSent, *, meanwhile: bool = False) -> HttpResponse:
    form = OthersConfirmForm(initial={"file": sent.file.decode("utf-8-sig"), "seen": plan.fingerprint})
    context = {"plan": plan, "form": form, "meanwhile": meanwhile}
    return render(request, "standards/others_plan.html", context, status=409 if meanwhile else 200)
