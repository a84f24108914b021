"""How a list of the catalogue is uploaded as a file (choose, read what it would do, confirm), and how one is taken."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Protocol, TypeVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from standards.editing.sheets import BadSheet, UploadPlan
from standards.editing.unsent import typed_before
from standards.editing.upload_forms import ConfirmForm, Sent, UploadForm
from standards.models.editions import Edition

Planned = TypeVar("Planned", bound=UploadPlan)
PlanT = TypeVar("PlanT", bound=UploadPlan, covariant=True)


class Planner(Protocol[PlanT]):
    """Reads what was sent and says what it would do; raises ``BadSheet`` with all that is wrong with the file."""

    def __call__(self, sent: Sent, /) -> PlanT: ...


def csv_file(content: str, *, name: str) -> HttpResponse:
    """A table as a file of this name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def upload(
    request: HttpRequest,
    edition: Edition,
    template: str,
    *,
    plan_of: Planner[Planned],
    carry_out: Callable[[Planned], object],
    back: str,
    context: Mapping[str, object],
    form_class: type[UploadForm] = UploadForm,
    initial: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The screens of a list that is uploaded as a file; nothing is saved before it is confirmed.

    One list of an edition at a time; where the catalogue changed meanwhile, it is shown anew what would be done.
    """
    confirmed = ConfirmForm(request.POST) if "seen" in request.POST else None
    carried = bool(confirmed and confirmed.is_valid())
    unsent = typed_before(request)  # all but the file
    form = form_class(initial={**(initial or {}), **(unsent.dict() if unsent else {})})
    if request.method == "POST" and not carried:
        form = form_class(request.POST, request.FILES)
    context = {"form": form, "back": back, **context}
    if not carried and not form.is_valid():
        return render(request, template, context)
    sent = confirmed.sent if carried and confirmed else form.sent
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=edition.pk)
        try:
            plan = plan_of(sent)
        except BadSheet as bad:
            return render(request, template, context | {"bad": bad})
        if not carried or plan.fingerprint != sent.seen:
            return _shown(request, plan, sent, context | {"meanwhile": carried})
        carry_out(plan)
    removed = len(plan.missing) if plan.removing else 0
    counts = {"added": len(plan.added), "changed": len(plan.changed), "removed": removed}
    messages.success(request, _("Taken over: %(added)s added, %(changed)s changed, %(removed)s removed.") % counts)
    return redirect(back)


def _shown(request: HttpRequest, plan: UploadPlan, sent: Sent, context: Mapping[str, object]) -> HttpResponse:
    initial = {**asdict(sent), "file": sent.file.decode("utf-8-sig"), "seen": plan.fingerprint}
    context = {**context, "plan": plan, "form": ConfirmForm(initial=initial)}
    return render(request, "standards/upload_plan.html", context, status=409 if context["meanwhile"] else 200)
