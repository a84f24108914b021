"""Entering a text that was published before this system: a long form, of which drafts can be kept."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, QueryDict
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
from clarifications.forms.fields import copy_of
from clarifications.forms.sending import send
from clarifications.publication import entry_drafts
from clarifications.publication.models import EntryDraft
from clarifications.publication.text_forms import EnterHistoricForm
from standards.editing.unsent import typed_in

KEY_LENGTH = 32
MOST_DRAFTS = 50  # on the page


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def new_historic(request: HttpRequest) -> HttpResponse:
    """Enter a text, or keep what was typed; the page carries the key of the case, so that it is entered once."""
    if "keep" in request.POST:
        return _kept(request)
    sent = typed_in(request)
    draft = entry_drafts.find((sent and sent.get("draft")) or request.GET.get("draft"))
    kept = entry_drafts.typed_in(draft) if draft else None
    form = _form(request, kept if sent is None else sent)
    if request.method != "POST" or form.is_round_trip:
        form.clear_errors()
    elif entered := _entered(form, draft):
        messages.success(request, _("%(record)s is in the register.") % {"record": entered.record.name})
        return redirect(entered)
    return _page(request, form, draft)


@require_POST
@secretariat_only
def discard_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away what was kept of a text."""
    entry_drafts.discard(get_object_or_404(EntryDraft, pk=pk))
    messages.success(request, _("The draft is thrown away."))
    return redirect("clarifications:new-historic")


def _form(request: HttpRequest, typed: QueryDict | None) -> EnterHistoricForm:
    key = typed.get("key", "") if typed else ""
    case = Clarification(key=key if _is_key(key) else make_key())
    return EnterHistoricForm(typed, clarification=case, by=actor_of(request), at=timezone.now())


def _page(request: HttpRequest, form: EnterHistoricForm, draft: EntryDraft | None) -> HttpResponse:
    context = {"form": form, "step": form.step, "clarification": form.clarification, "draft": draft}
    context |= {"drafts": EntryDraft.objects.select_related("by")[:MOST_DRAFTS]} | preview_of(form, None)
    return render(request, "clarifications/steps/enter-historic.html", context, status=status_of(form))


def _entered(form: EnterHistoricForm, draft: EntryDraft | None) -> Clarification | None:
    """The case, entered now or by the same page before; ``None`` where there is something to put right."""
    case = form.clarification
    if found := Clarification.objects.filter(key=case.key).first():
        return found
    try:
        entry_drafts.check(draft, form.data)
        entered = send(form, case, by=form.by, at=form.at)
    except entry_drafts.DraftChanged as changed:
        _refuse(form, changed)
        return None
    except IntegrityError:  # the same page, sent twice at the same moment
        return Clarification.objects.get(key=case.key)
    if entered and draft:
        entry_drafts.discard(draft)
    return entered


def _kept(request: HttpRequest) -> HttpResponse:
    try:
        kept = entry_drafts.keep(request.POST, by=actor_of(request).person, at=timezone.now())
    except entry_drafts.DraftChanged as changed:
        form = _form(request, request.POST)
        _refuse(form, changed)
        return _page(request, form, changed.draft)
    messages.success(request, _("The draft is kept. Nothing of it is public."))
    return redirect(f"{reverse('clarifications:new-historic')}?draft={kept.pk}")


def _refuse(form: EnterHistoricForm, changed: entry_drafts.DraftChanged) -> None:
    """Say that somebody was faster, and nothing else yet; who has read it may send the same again."""
    form.is_valid()
    form.clear_errors()
    form.refuse(changed)
    form.data = copy_of(form.data)
    form.data["seen"] = changed.draft.mark


def _is_key(key: str) -> bool:
    return len(key) == KEY_LENGTH and key.isascii() and key.isalnum()
