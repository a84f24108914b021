"""The way in for whoever asks: what a clarification is, the pages of a draft, its confirmation."""

import datetime
import json

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import limited
from accounts.models import User
from accounts.offers import bodies_found
from accounts.permissions import secretariat_only
from accounts.second_factor import lacks_one
from clarifications import disclaimer
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.forms.sending import DATABASE_FAULTS
from clarifications.intake.drafts import (
    LinkRefused,
    ask_for_confirmation,
    find_draft,
    is_read_by_requester,
    mail_address,
    mail_came_back,
    open_draft,
)
from clarifications.intake.endorsement_models import Endorsement, asking_about
from clarifications.intake.keeping import PageKept, form_of, keep, texts_beside
from clarifications.intake.merging import marks
from clarifications.intake.models import BESIDE, Draft
from clarifications.intake.page_forms import CheckForm, MailAddressForm, PageForm, StartForm
from clarifications.intake.question_forms import FORMS
from clarifications.intake.receiving import confirmed, delete_draft, receive_on_behalf, refuse_what_cannot_be_asked
from clarifications.intake.saving import DraftNotKept, begin_draft
from clarifications.intake.sheet import Sheet
from clarifications.screening.models import criteria_with_words
from standards.catalogue.once import leaves_catalogue
from standards.editing.unsent import texts_of, typed_before
from standards.pages.offers import answer

NOT_SAVED = gettext_lazy("Nothing was saved: the database did not keep it. What you typed is here; send it again.")
form_or_look = require_http_methods(["GET", "HEAD", "POST"])


@form_or_look
@leaves_catalogue
@limited("request", per_ip="20/h")
@limited("requests-of-a-day", per_ip="60/d")
def start(request: HttpRequest) -> HttpResponse:
    """What one needs, and the criteria; the button begins a draft."""
    form = StartForm(request.POST or request.GET)
    if request.method == "POST" and "named" not in form.errors:
        return _begin(form, entered_by=None)
    form.is_valid()
    context = {
        "form": form,
        "disclaimer": disclaimer.not_included(),
        "criteria_set": criteria_with_words(timezone.now().date()),
        "days": settings.DRAFT_DAYS,
    }
    return render(request, "clarifications/intake/start.html", context)


@secretariat_only
@form_or_look
def new_request(request: HttpRequest) -> HttpResponse:
    """Enter a request that arrived by e-mail, on behalf of a body; the same pages, without the confirmation mail."""
    if request.method == "POST":
        assert isinstance(request.user, User)
        return _begin(StartForm(request.POST), entered_by=request.user)
    return render(request, "clarifications/intake/new_request.html")


@require_safe
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """Where one goes on with a draft: its first unfinished page."""
    draft = _open(request, key)
    if draft.clarification:
        return _received_already(request, draft)
    is_asked = asking_about(draft) is not None  # the body, about what the draft says now
    there = reverse("clarifications:draft-endorsement", args=[key]) if is_asked else Sheet(draft, page="").url()
    return redirect(there)


@form_or_look
@leaves_catalogue
@limited("draft", per_ip="600/h")
def draft_page(request: HttpRequest, key: str, page: str) -> HttpResponse:
    """One page of the form. What was typed is kept with every button, right or wrong."""
    draft, at = _open(request, key), timezone.now()
    if page not in FORMS:
        raise Http404
    if draft.clarification:
        return _received_already(request, draft)
    if request.method == "POST":
        return _save(request, draft, page, at=at)
    answers = draft.answers.get(page, {})
    if typed := typed_before(request):
        form = form_of(draft, page, typed, at=at)
        return _page(request, draft, form, unkept=typed.get("seen", ""))
    return _page(request, draft, form_of(draft, page, answers=answers, at=at))


@require_POST
@leaves_catalogue
@limited("keep", per_ip="600/h")
def keep_draft(request: HttpRequest, key: str, page: str) -> JsonResponse:
    """Keep the fields that changed on a page, for its script; the page is told what became of them."""
    draft, at = _open(request, key), timezone.now()
    if page not in FORMS:
        raise Http404
    try:
        kept = keep(draft, page, request.POST, at=at)
    except StepRefused as refused:
        return JsonResponse({"said": " ".join(refused.reasons)}, status=409)
    except DATABASE_FAULTS:
        return JsonResponse({"said": _lost()}, status=503)
    return JsonResponse({"said": kept.words, "seen": kept.seen})


@require_safe
def bodies(request: HttpRequest, key: str) -> JsonResponse:
    """The bodies that may ask and answer to what was typed, for whoever writes a draft."""
    if _open(request, key).clarification:
        raise Http404
    return answer(request, bodies_found(request.GET.get("q", ""), day=timezone.localdate()))


@form_or_look
@leaves_catalogue
@limited("confirmation", per_ip="20/h")
def check(request: HttpRequest, key: str) -> HttpResponse:
    """All answers to read over; the button asks for the confirmation, or receives what the secretariat entered."""
    draft = _open(request, key)
    if draft.clarification:
        return _received_already(request, draft)
    sheet = Sheet(draft, page="check")
    if absent := sheet.refusal:
        messages.error(request, absent)
    if sheet.unfinished or absent:
        return redirect(sheet.url("question" if absent else ""))
    form = CheckForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _send(request, draft, at=timezone.now())
        except StepRefused as refused:
            form.add_error(None, refused.reasons)
        except DATABASE_FAULTS:
            form.add_error(None, _lost())
    return render(request, "clarifications/intake/check.html", {"sheet": sheet, "draft": draft, "form": form})


@form_or_look
@leaves_catalogue
@limited("confirmation", per_ip="20/h")
def sent(request: HttpRequest, key: str) -> HttpResponse:
    """Nothing is received yet: follow the link, have it sent again, or correct the address."""
    draft = _open(request, key)
    if draft.clarification:
        return _received_already(request, draft)
    if not draft.has_link:
        return redirect(Sheet(draft, page="").url())
    if request.method == "POST":
        try:
            ask_for_confirmation(draft, at=timezone.now())
            messages.info(request, _("The newest link that we sent is the one to follow."))
            return redirect("clarifications:draft-sent", key=key)
        except StepRefused as refused:
            messages.error(request, " ".join(refused.reasons))
        except DATABASE_FAULTS:
            messages.error(request, _lost())
    context = _around(draft, "sent") | {"came_back": mail_came_back(draft)}
    return render(request, "clarifications/intake/sent.html", context)


@form_or_look
@limited("draft-address", per_ip="10/h")
def kept(request: HttpRequest, key: str) -> HttpResponse:
    """Until when the draft is kept, and the address that leads back to it, by mail too."""
    draft = _open(request, key)
    if draft.clarification:
        return _received_already(request, draft)
    form = None if draft.entered_by_id else MailAddressForm(request.POST if request.method == "POST" else None)
    if form and form.is_valid():
        try:
            mail_address(draft, to=form.cleaned_data["email"], at=timezone.now())
            messages.info(request, _("If mail reaches the address that you gave, the message is on its way."))
            return redirect("clarifications:draft-kept", key=key)
        except StepRefused as refused:
            form.add_error("email", refused.reasons)
        except DATABASE_FAULTS:
            form.add_error(None, _lost())
    address = settings.SITE_URL + reverse("clarifications:draft", args=[key])
    context = _around(draft, "kept") | {"address": address, "form": form}
    return render(request, "clarifications/intake/kept.html", context)


@form_or_look
@limited("draft-deleted", per_ip="60/h")
def end_draft(request: HttpRequest, key: str) -> HttpResponse:
    """What goes with a draft; the button deletes it for good."""
    draft = _open(request, key)
    if draft.clarification:
        return _received_already(request, draft)
    if request.method == "POST":
        if delete_draft(draft, seen=request.POST.get("seen", "")):
            messages.success(request, _("The draft is deleted, and nobody is asked about it any more."))
            return redirect("clarifications:desk" if draft.entered_by_id else "clarifications:request")
        messages.error(request, _("The draft changed after this page was opened. Nothing is deleted; read it first."))
        return redirect("clarifications:delete-draft", key=key)
    return render(request, "clarifications/intake/delete.html", _around(draft, "delete"))


@form_or_look
@leaves_catalogue
@limited("confirm", per_ip="60/h")
def confirm_draft(request: HttpRequest, code: str) -> HttpResponse:
    """The mailed link: looking at it changes nothing (mail scanners open links), the button receives the request."""
    at, fault = timezone.now(), ""
    try:
        if request.method == "POST":
            return _received(request, confirmed(code, at=at))
    except LinkRefused as refused:
        return _link_over(request, refused)
    except StepRefused as refused:
        return _link_over(request, LinkRefused(str(refused)))
    except DATABASE_FAULTS:
        connection.close_if_unusable_or_obsolete()
        fault = _("Nothing was saved: the database did not keep it. The link is still good; send the request again.")
    try:
        draft = find_draft(code, at=at)
    except LinkRefused as refused:
        return _link_over(request, refused)
    return render(request, "clarifications/intake/confirm.html", _around(draft, "confirm") | {"fault": fault})


def _begin(form: StartForm, *, entered_by: User | None) -> HttpResponse:
    """A new draft with what is known of it; on to its first unfinished page."""
    draft = begin_draft(form.answers, entered_by=entered_by, at=timezone.now())
    return redirect(Sheet(draft, page="").url())


def _open(request: HttpRequest, key: str) -> Draft:
    draft = open_draft(key, user=request.user)
    if draft is None:
        raise Http404
    if draft.entered_by_id and settings.SECOND_FACTOR_REQUIRED and lacks_one(request.user):
        raise PermissionDenied  # the desk leads to setting one up; these pages lie outside it
    return draft


def _save(request: HttpRequest, draft: Draft, page: str, *, at: datetime.datetime) -> HttpResponse:
    """Keep a page and go where its button leads; where something is to be put right, show it again."""
    try:
        kept = keep(draft, page, request.POST, at=at)
    except DraftNotKept as refused:
        reason = " ".join(refused.reasons)
    except StepRefused:
        return _received_already(request, _open(request, draft.key))
    except DATABASE_FAULTS:
        reason = _lost()
    else:
        place = _way_on(kept, request.POST)
        return redirect(place) if place else _page(request, kept.draft, kept.form)
    form = form_of(draft, page, request.POST, at=at)
    form.add_error(None, reason)
    # What stands around the fields is of what they hold.
    draft.answers = dict(draft.answers) | {page: draft.answers.get(page, {}) | form.kept()}
    return _page(request, draft, form, unkept=request.POST.get("seen", ""))


def _way_on(kept: PageKept, sent: QueryDict) -> str:
    """Where the button leads that sent a page; nowhere, where the page is to be shown again."""
    sheet = Sheet(kept.draft, page=kept.form.page)
    if kept.merged.clashing or kept.cut:
        return ""
    if kept.place:
        return f"{sheet.url(kept.form.page)}#{kept.place}"
    if "go" in sent:
        return sheet.way_to(str(sent["go"]))
    if "later" in sent:
        return sheet.url("kept")
    return sheet.url() if kept.form.is_valid() else ""


def _page(request: HttpRequest, draft: Draft, form: PageForm, *, unkept: str | None = None) -> HttpResponse:
    """A page of the form; ``unkept``: nothing of it was kept, and it has seen what it had seen before."""
    answers = draft.answers.get(form.page, {})
    context = _around(draft, form.page) | {
        "form": form,
        "beside": texts_beside(form, answers.get(BESIDE, {})),
        "seen": json.dumps(marks(answers)) if unkept is None else unkept,
        "is_kept": unkept is None,
    }
    return render(request, f"clarifications/intake/{form.page}.html", context)


def _lost() -> str:
    """What is said when the database did not keep something; the connection is made anew."""
    connection.close_if_unusable_or_obsolete()
    return str(NOT_SAVED)


def _send(request: HttpRequest, draft: Draft, *, at: datetime.datetime) -> HttpResponse:
    """Ask for the confirmation; a draft of the secretariat is received at once."""
    if draft.entered_by_id is None:
        refuse_what_cannot_be_asked(draft, at=at)
        ask_for_confirmation(draft, at=at)
        return redirect("clarifications:draft-sent", key=draft.key)
    assert isinstance(request.user, User)  # nobody else opens such a draft
    clarification = receive_on_behalf(draft, by=request.user, at=at)
    said = _("Received as %(reference)s. The body gets the receipt and the link to follow it.")
    messages.success(request, said % {"reference": clarification.reference})
    return redirect(clarification)


def _received(request: HttpRequest, clarification: Clarification | Endorsement) -> HttpResponse:
    """On to the private page of a request that was received just now, or to where it waits for its endorsement."""
    if isinstance(clarification, Endorsement):
        return redirect("clarifications:draft-endorsement", key=clarification.draft.key)
    said = _("Your request is received as %(reference)s. Keep the address of this page: we sent it to you too.")
    messages.success(request, said % {"reference": clarification.reference})
    return redirect(clarification.private_path)


def _link_over(request: HttpRequest, refused: LinkRefused) -> HttpResponse:
    """Why a link cannot be used, and how it goes on."""
    context = {"reason": str(refused), "clarification": refused.clarification, "draft": refused.draft}
    if refused.draft and is_read_by_requester(refused.draft):
        context["url"] = reverse("clarifications:draft", args=[refused.draft.key])
    return render(request, "clarifications/intake/link_over.html", context, status=410)


def _received_already(request: HttpRequest, draft: Draft) -> HttpResponse:
    context = {"clarification": draft.clarification, "typed": texts_of(request)}
    return render(request, "clarifications/intake/received.html", context)


def _around(draft: Draft, page: str) -> dict[str, object]:
    """What the frame of every draft page shows."""
    return {"sheet": Sheet(draft, page=page), "draft": draft}
