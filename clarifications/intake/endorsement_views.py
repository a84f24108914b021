"""The pages of an endorsement: the requester follows what becomes of the asking, the body reads and says its word."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.kept_page import kept_page
from accounts.limits import limited
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.intake.drafts import open_draft
from clarifications.intake.endorsement_forms import AnotherBodyForm, WordForm
from clarifications.intake.endorsement_models import Endorsement, EndorsementQuestion, asking_about, why_over
from clarifications.intake.endorsers import Endorser, by_link, may_send_without
from clarifications.intake.merging import mark
from clarifications.intake.models import Draft
from clarifications.intake.receiving import (
    AskingOver,
    answer_endorser,
    ask_requester,
    decline,
    endorse,
    keep_answer,
    send_without,
)
from clarifications.intake.sheet import Sheet
from standards.editing.unsent import typed_in

form_or_look = require_http_methods(["GET", "HEAD", "POST"])


@form_or_look
@limited("endorsement", per_ip="60/h")
def followed(request: HttpRequest, key: str) -> HttpResponse:
    """Where the asking stands, for the requester: answer, send it without, delete it."""
    draft, at = open_draft(key, user=request.user), timezone.now()
    if draft is None:
        raise Http404
    endorsement = asking_about(draft)
    if draft.clarification or endorsement is None:
        return redirect("clarifications:draft", key=key)
    kept_page(request).named = f"draft:{key}"
    form = _requester_form(request, endorsement)
    if request.method == "POST" and (answer := _requester_says(request, draft, endorsement, form, at=at)):
        return answer
    return _followed(request, draft, endorsement, form, at=at)


@form_or_look
@limited("endorse", per_ip="60/h")
def asked(request: HttpRequest, link: str) -> HttpResponse:
    """The request as the body reads it: endorse, decline, or ask something. Looking changes nothing."""
    at = timezone.now()
    found = by_link(link, at=at)
    if found is None:
        raise Http404
    endorsement, endorser = found
    forms = _words(request)
    try:
        if request.method == "POST" and (said := _body_says(request, endorsement, endorser, forms, at=at)):
            messages.success(request, said)
            return redirect("clarifications:endorse", link=link)
    except AskingOver as over:
        return _over(request, endorsement, forms, why=str(over))
    except StepRefused as refused:
        messages.error(request, " ".join(refused.reasons))
    return _shown(request, endorsement, endorser, forms, at=at)


def _requester_form(request: HttpRequest, endorsement: Endorsement) -> WordForm | AnotherBodyForm:
    """What the requester may say: an answer; or who asks, once the body said that it is not that one."""
    if endorsement.is_disowned:
        return AnotherBodyForm(typed_in(request), endorsement=endorsement)
    kept = endorsement.questions.filter(answered_at=None).first()
    missing = _("Write an answer.")
    return WordForm(
        request.POST, prefix="answer", label=_("Your answer"), missing=missing, kept=kept.answer if kept else ""
    )


def _requester_says(
    request: HttpRequest,
    draft: Draft,
    endorsement: Endorsement,
    form: WordForm | AnotherBodyForm,
    *,
    at: datetime.datetime,
) -> HttpResponse | None:
    """Do what the button says, and where that leads; ``None`` where the page is to be shown again."""
    try:
        if isinstance(form, AnotherBodyForm):
            return _asks_instead(request, draft, form, at=at)
        if "without" in request.POST:
            return _received(request, send_without(draft, at=at))
        number = request.POST.get("number", "")
        if not (number.isdecimal() and len(number) < 19):
            return None
        if "go" in request.POST and (form.is_valid() or form.is_empty):
            text, seen = "" if form.is_empty else form.said, request.POST.get("seen", "")
            keep_answer(endorsement, number=int(number), text=text, seen=seen, at=at)
            return redirect(Sheet(draft, page="endorsement").way_to(request.POST["go"]))
        if "go" not in request.POST and form.is_valid():
            answer_endorser(endorsement, number=int(number), text=form.said, at=at)
            messages.success(request, _("Your answer is sent to the body."))
            return redirect("clarifications:draft-endorsement", key=draft.key)
    except (AskingOver, StepRefused) as refused:
        messages.error(request, str(refused))
    return None


def _asks_instead(
    request: HttpRequest, draft: Draft, form: AnotherBodyForm, *, at: datetime.datetime
) -> HttpResponse | None:
    """Send it in the name of another body; or keep what is typed of that in this browser, and lead on."""
    if form.is_bound and "go" in request.POST:
        if kept_page(request).keep() or not form["body_name"].value():
            return redirect(Sheet(draft, page="endorsement").way_to(request.POST["go"]))
        messages.error(request, _("What you typed could not be kept. Copy it before you leave the page."))
        return None
    if not form.is_bound:  # of a page that was opened before
        messages.error(request, _("The body has said its word meanwhile. Nothing was sent."))
    return _received(request, send_without(draft, at=at, instead=form.said)) if form.is_valid() else None


def _followed(
    request: HttpRequest,
    draft: Draft,
    endorsement: Endorsement,
    form: WordForm | AnotherBodyForm,
    *,
    at: datetime.datetime,
) -> HttpResponse:
    """The page of the requester; with what was refused, and what another window kept of the same answer."""
    over, question = why_over(endorsement, at=at), endorsement.questions.filter(answered_at=None).first()
    is_typed = question is not None and not over
    without = may_send_without(endorsement, at=at)
    owner = "answer" if is_typed else "instead" if without and endorsement.is_disowned else ""
    if request.method != "POST":
        form.errors.clear()
    context = {
        "sheet": Sheet(draft, page="endorsement", owner=owner),
        "draft": draft,
        "endorsement": endorsement,
        "questions": endorsement.questions.all(),
        "open": question if is_typed else None,
        "seen": mark(question.answer) if question else "",
        "over": over,
        "without": without,
        "form": form,
        "typed": _unsent(request, form, question, is_shown=is_typed),
    }
    return render(request, "clarifications/intake/endorsement.html", context)


def _unsent(
    request: HttpRequest, form: WordForm | AnotherBodyForm, question: EndorsementQuestion | None, *, is_shown: bool
) -> list[str]:
    """What was refused; and an answer, right or wrong, whose field is not shown (``is_shown``) any more."""
    texts = [form.said, question.answer if question else ""] if form.is_valid() else []
    if not form.is_valid() and not is_shown:
        texts = [request.POST.get("answer-text", "").strip()]
    return [text for text in dict.fromkeys(texts) if text]


def _received(request: HttpRequest, clarification: Clarification) -> HttpResponse:
    said = _("Your request is received as %(reference)s. Keep the address of this page: we sent it to you too.")
    messages.success(request, said % {"reference": clarification.reference})
    return redirect(clarification.private_path)


def _words(request: HttpRequest) -> dict[str, WordForm]:
    """What the body can say in words, each in a form of its own."""
    return {
        "decline": WordForm(
            request.POST, prefix="decline", label=_("Why not"), missing=_("Say why: the requester reads it.")
        ),
        "ask": WordForm(request.POST, prefix="ask", label=_("Your question"), missing=_("Write the question.")),
    }


def _body_says(
    request: HttpRequest,
    endorsement: Endorsement,
    endorser: Endorser,
    forms: dict[str, WordForm],
    *,
    at: datetime.datetime,
) -> str:
    """Do what the button says; what is said of it, empty where something is missing."""
    if "endorse" in request.POST:
        received = endorse(endorsement, by=endorser, at=at)
        return _("The request is received as %(reference)s. Thank you.") % {"reference": received.reference}
    if forms["decline"].is_valid():
        decline(endorsement, by=endorser, note=forms["decline"].said, at=at)
        return _("The requester is told.")
    if forms["ask"].is_valid():
        ask_requester(endorsement, text=forms["ask"].said, at=at)
        return _("Your question is sent. You get a message when it is answered.")
    return ""


def _over(request: HttpRequest, endorsement: Endorsement, forms: dict[str, WordForm], *, why: str) -> HttpResponse:
    """Why nothing can be said any more, with what was typed meanwhile."""
    context = {
        "endorsement": endorsement,
        "over": why,
        "clarification": endorsement.draft.clarification,
        "typed": [form.said for form in forms.values() if form.is_valid()],
    }
    return render(request, "clarifications/intake/endorse_over.html", context, status=410)


def _shown(
    request: HttpRequest,
    endorsement: Endorsement,
    endorser: Endorser,
    forms: dict[str, WordForm],
    *,
    at: datetime.datetime,
) -> HttpResponse:
    """The request to read; once nothing can be said any more, why not, and nothing of the request."""
    if why := why_over(endorsement, at=at):
        return _over(request, endorsement, forms, why=why)
    context = {
        "endorsement": endorsement,
        "endorser": endorser,
        "sheet": Sheet(endorsement.draft, page="endorse"),
        "questions": endorsement.questions.all(),
        "forms": forms,
        "all_forms": list(forms.values()),
    }
    return render(request, "clarifications/intake/endorse.html", context)
