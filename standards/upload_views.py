"""How a list of the catalogue is brought as a file (choose, read what it would do, confirm), and how one is taken."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from standards.models import Edition
from standards.sheets import BadSheet, Report
from standards.upload_forms import ConfirmForm, UploadForm

Planned = TypeVar("Planned", bound=Report)
Kept = TypeVar("Kept", bound=Report, covariant=True)


class Planner(Protocol[Kept]):
    """Reads a file and says what it would do; raises ``BadSheet`` with all that is wrong."""

    def __call__(self, content: bytes, /, *, removing: bool) -> Kept: ...


def csv_file(content: str, *, name: str) -> HttpResponse:
    """A table to be kept under a name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def brought(
    request: HttpRequest,
    edition: Edition,
    template: str,
    *,
    plan_of: Planner[Planned],
    carry_out: Callable[[Planned], object],
    back: str,
    context: Mapping[str, Any],
) -> HttpResponse:
    """The screens of a list that is brought as a file; nothing is saved before it is confirmed.

    One list of an edition at a time; where the catalogue changed meanwhile, it is shown anew what would be done.
    """
    confirmed = ConfirmForm(request.POST) if "seen" in request.POST else None
    carried = bool(confirmed and confirmed.is_valid())
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" and not carried else UploadForm()
    context = {"form": form, "back": back, **context}
    sent = confirmed if carried and confirmed else form
    if not carried and not form.is_valid():
        return render(request, template, context)
    content, removing = sent.cleaned_data["file"], sent.cleaned_data["remove"]
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=edition.pk)
        try:
            plan = plan_of(content, removing=removing)
        except BadSheet as bad:
            return render(request, template, context | {"bad": bad})
        if not carried or plan.fingerprint != sent.cleaned_data["seen"]:
            return _shown(request, plan, content, context | {"meanwhile": carried})
        carry_out(plan)
    counts = {"added": len(plan.added), "changed": len(plan.changed), "removed": len(plan.missing) if removing else 0}
    messages.success(request, _("Taken over: %(added)s added, %(changed)s changed, %(removed)s removed.") % counts)
    return redirect(back)


def _shown(request: HttpRequest, plan: Report, content: bytes, context: dict[str, Any]) -> HttpResponse:
    initial = {"file": content.decode("utf-8-sig"), "remove": plan.removing, "seen": plan.fingerprint}
    context |= {"plan": plan, "form": ConfirmForm(initial=initial)}
    return render(request, "standards/upload_plan.html", context, status=409 if context["meanwhile"] else 200)
