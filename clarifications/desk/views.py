"""The desk: everybody's home with what waits for whom, and the case file."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import limited
from accounts.permissions import administers_alone, secretariat_only
from accounts.rights import rights_given
from clarifications.desk.access import actor_of, case_file
from clarifications.desk.case_file import CaseFile
from clarifications.desk.kept_drafts import HiddenDraft, hidden_drafts, kept_by_reader
from clarifications.desk.lost_signs import lossy_texts, lossy_versions
from clarifications.desk.offers import gate, offers
from clarifications.desk.work_lists import WorkLists
from clarifications.erasure.models import Place, PlaceOutcome
from clarifications.forms.fields import DialectField
from clarifications.intake.endorsement_work import standing_addresses
from clarifications.mail.outbox import given_up, held_back
from clarifications.map.actors import Actor
from clarifications.map.steps import COMMENT
from clarifications.map.whole import the_map
from clarifications.reports.work import open_reports
from clarifications.review import working_drafts
from clarifications.review.forms import CommentForm
from standards.catalogue.differences import dated_otherwise

TEXTS_ON_A_PAGE = 25


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """What waits for me, for my group, for others, and what ended; of administrators alone the work is elsewhere."""
    if administers_alone(request.user):
        return redirect("admin:index")
    by, at = actor_of(request), timezone.now()
    lists = WorkLists(request.GET, by=by, at=at, beside=_beside_the_lists(by, at))
    is_secretariat, number = by.person.is_secretariat, lists.numbers
    context = {
        "desk": lists,
        "hidden_drafts": hidden_drafts(by) if number["hidden_drafts"] else [],
        "lossy": lossy_versions().count() if is_secretariat else 0,
        "addresses": standing_addresses().filter(confirmed_at=None) if number.get("addresses") else (),
        "rights": rights_given(at=at) if number.get("rights") else (),
        "reports": number.get("reports", 0),
        "held": number.get("held", 0),
        "differences": len(dated_otherwise()) if is_secretariat else 0,
    }
    return render(request, "clarifications/desk/index.html", context)


@require_safe
@login_required
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """The case file; a member who has not said whose body is concerned gets the question and nothing else."""
    file = case_file(request, reference)
    if file.is_gated:
        context = {"file": file, "offers": gate(file) if file.gate_is_open else []}
        return render(request, "clarifications/desk/gate.html", context)
    marked = request.GET.get("marks") != "no"
    draft = file.draft(_number(request.GET.get("draft")))
    context = {
        "file": file,
        "offers": offers(file),
        "draft": draft,
        "answers": file.shown(draft, marked=marked) if draft else [],
        "marked": marked and draft is not None and draft.number > 1,
        "comment": _comment_form(file, request),
    }
    return render(request, "clarifications/desk/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def kept_draft(request: HttpRequest, reference: str) -> HttpResponse:
    """What the reader kept of an answer, in whatever state the case is; the button throws away what is shown."""
    by = actor_of(request)
    if hidden := next((one for one in hidden_drafts(by) if one.draft.clarification.reference == reference), None):
        return _hidden_draft(request, hidden)
    file = case_file(request, reference)
    if file.is_gated:
        return redirect(file.clarification)
    if request.method == "POST":
        seen = request.POST.get(working_drafts.SEEN, "")
        if working_drafts.discard(file.clarification, by=file.by.person, seen=seen):
            messages.success(request, _("What you kept for yourself is thrown away."))
            return redirect(file.clarification)
        said = _("Another window kept something else meanwhile. Nothing is thrown away; read it first.")
        messages.error(request, said)
    kept = kept_by_reader(file)
    if kept is None:
        raise Http404
    return render(request, "clarifications/desk/kept_draft.html", {"file": file, "kept": kept})


def _beside_the_lists(by: Actor, at: datetime.datetime) -> dict[str, "QuerySet[Any]"]:
    """What the desk may have to say beside its lists of cases; what there is none of is not asked for."""
    beside: dict[str, QuerySet[Any]] = {"hidden_drafts": working_drafts.of_hidden_cases(by)}
    if by.person.is_secretariat:
        beside |= {
            "mails": given_up(),
            "places": Place.objects.filter(outcome=PlaceOutcome.OPEN),
            "addresses": standing_addresses().filter(confirmed_at=None),
            "rights": rights_given(at=at),
            "reports": open_reports(),
            "held": held_back(),
        }
    return beside


def _hidden_draft(request: HttpRequest, hidden: HiddenDraft) -> HttpResponse:
    """The own words of whoever sees the case no more, and nothing else of it; the button throws them away."""
    if request.method == "POST":
        seen = request.POST.get(working_drafts.SEEN, "")
        if working_drafts.discard(hidden.draft.clarification, by=hidden.draft.by, seen=seen):
            messages.success(request, _("What you kept for yourself is thrown away."))
            return redirect("clarifications:desk")
        messages.error(request, _("You kept something else meanwhile. Nothing is thrown away; read it first."))
    return render(request, "clarifications/desk/hidden_draft.html", {"kept": hidden})


@require_safe
@secretariat_only
def texts(request: HttpRequest) -> HttpResponse:
    """The published texts whose former reading lost a sign, each with the way to correct it."""
    page = Paginator(lossy_versions(), TEXTS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "texts": lossy_texts(page), "query": request.GET}
    return render(request, "clarifications/desk/texts.html", context)


@require_POST
@login_required
@limited("preview", per_ip="60/m")
def preview(request: HttpRequest, field: DialectField) -> HttpResponse:
    """What is typed into a field of this kind as it will be read, for the page it stands on; nothing is kept."""
    typed = request.POST.get("text", "")
    if len(typed) > settings.TEXT_LIMIT:
        return HttpResponseBadRequest()
    return HttpResponse(field.as_read(typed))


def _comment_form(file: CaseFile, request: HttpRequest) -> CommentForm | None:
    """The form of a comment, where one can be made; as a reply where the address names a comment."""
    if the_map().refusals(COMMENT, file.clarification, file.by, file.roles, file.at):
        return None
    initial = {"reply_to": request.GET.get("reply_to", "")}
    return CommentForm(clarification=file.clarification, by=file.by, at=file.at, initial=initial)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 6 else None
