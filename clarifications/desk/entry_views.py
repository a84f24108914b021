"""Entering a text that was published before this system: a long form, of which drafts can be kept."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import secretariat_only
from clarifications.case.keys import make_key
from clarifications.case.models import Clarification
from clarifications.desk.access import actor_of
from clarifications.desk.preview import preview_of, status_of
from clarifications.forms.sending import send
from clarifications.map.actors import Actor
from clarifications.publication import entry_drafts
from clarifications.publication.models import EntryDraft
from clarifications.publication.text_forms import EnterHistoricForm

KEY_LENGTH = 32
MOST_DRAFTS = 50  # on the page


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def new_historic(request: HttpRequest) -> HttpResponse:
    """Enter a text, or keep what was typed; the page carries the key of the case, so that it is entered once."""
    draft = entry_drafts.find(request.POST.get("draft") or request.GET.get("draft"))
    if "keep" in request.POST:
        return _kept(request, draft)
    typed = request.POST if request.method == "POST" else entry_drafts.typed_in(draft) if draft else None
    key = typed.get("key", "") if typed else ""
    case, by = Clarification(key=key if _is_key(key) else make_key()), actor_of(request)
    form = EnterHistoricForm(typed, clarification=case, by=by, at=timezone.now())
    if request.method != "POST" or form.is_round_trip:
        form.clear_errors()
    elif entered := _entered(form, case, by):
        if draft:
            entry_drafts.discard(draft)
        messages.success(request, _("%(record)s is in the register.") % {"record": entered.record.name})
        return redirect(entered)
    context = {"form": form, "step": form.step, "clarification": case, "draft": draft}
    context |= {"drafts": EntryDraft.objects.select_related("by")[:MOST_DRAFTS]} | preview_of(form, None)
    return render(request, "clarifications/steps/enter-historic.html", context, status=status_of(form))


@require_POST
@secretariat_only
def discard_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away what was kept of a text."""
    entry_drafts.discard(get_object_or_404(EntryDraft, pk=pk))
    messages.success(request, _("The draft is thrown away."))
    return redirect("clarifications:new-historic")


def _entered(form: EnterHistoricForm, case: Clarification, by: Actor) -> Clarification | None:
    """The case, entered now or by the same page before; ``None`` where there is something to put right."""
    if found := Clarification.objects.filter(key=case.key).first():
        return found
    try:
        return send(form, case, by=by, at=form.at)
    except IntegrityError:  # the same page, sent twice at the same moment
        return Clarification.objects.get(key=case.key)


def _kept(request: HttpRequest, draft: EntryDraft | None) -> HttpResponse:
    kept = entry_drafts.keep(draft, request.POST, by=actor_of(request).person, at=timezone.now())
    messages.success(request, _("The draft is kept. Nothing of it is public."))
    return redirect(f"{reverse('clarifications:new-historic')}?draft={kept.pk}")


def _is_key(key: str) -> bool:
    return len(key) == KEY_LENGTH and key.isascii() and key.isalnum()
