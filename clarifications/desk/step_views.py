"""One view for all steps of a case: the form with what the step does and who gets a message, then back to the case."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.kept_page import kept_page
from clarifications.case.history import history
from clarifications.case.kept_turns import case_turns
from clarifications.case.models import Clarification
from clarifications.consensus import forms as consensus
from clarifications.desk.access import actor_of, case_file
from clarifications.desk.case_file import CaseFile
from clarifications.desk.kept_drafts import kept_by_reader
from clarifications.desk.offers import INTEREST_STEPS, offer
from clarifications.desk.preview import preview_of, status_of
from clarifications.erasure import forms as erasure
from clarifications.forms.base import AnyStepForm
from clarifications.forms.sending import send, was_sent, was_taken
from clarifications.incorporation import forms as incorporation
from clarifications.intake import correction_forms as corrections
from clarifications.map.rules import interest_declared
from clarifications.map.steps import ASK_DRAFTER, COMMENT, DRAFT, HAND_BACK, RECUSE, Step
from clarifications.map.whole import the_map
from clarifications.publication import beside_forms as beside
from clarifications.publication import forms as publication
from clarifications.publication import text_forms as texts
from clarifications.review import forms as review
from clarifications.review import working_drafts
from clarifications.screening import forms as screening
from standards.editing.unsent import texts_in, typed_before

CHAPTERS = (corrections, screening, review, consensus, publication, texts, beside, incorporation, erasure)
FORMS: dict[str, type[AnyStepForm]] = {form.step.verb: form for chapter in CHAPTERS for form in chapter.FORMS}

HIDING = (RECUSE, HAND_BACK)  # after these the case is hidden from whoever took them
PREFILLED = ("records", "reply_to")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_step(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """Look at a step, or take it."""
    if verb not in FORMS or FORMS[verb].step.starts:
        raise Http404
    step = the_map().step(FORMS[verb].step)
    if _closed_it_before(request, reference, step):
        return redirect("clarifications:desk")
    file = case_file(request, reference)
    if file.is_gated and step not in INTEREST_STEPS:
        return _first_the_interest(request, file, step)
    if closed := the_map().refusals(step, file.clarification, file.by, file.roles, file.at):
        return _closed(request, file, step, [str(reason) for reason in closed])
    if step == DRAFT and "keep" in request.POST:
        return _kept(request, file)
    form = _form(request, file, verb)
    if request.method == "POST" and (taken := _taken(form, file)):
        return _done(request, file, step, taken)
    return _page(request, file, form)


def _form(request: HttpRequest, file: CaseFile, verb: str) -> AnyStepForm:
    """The form of a step with what was sent, or with what was kept, or as it is opened."""
    data = request.POST if request.method == "POST" else _kept_before(request, file, FORMS[verb].step)
    form = FORMS[verb](data, clarification=file.clarification, by=file.by, at=file.at, initial=_prefilled(request))
    if request.method != "POST" and data is not None:
        form.clear_errors()
    return form


def _kept_before(request: HttpRequest, file: CaseFile, step: Step) -> QueryDict | None:
    """What was typed before it could be sent; else what was kept of a draft on purpose."""
    unsent = typed_before(request)
    if unsent is not None or step != DRAFT:
        return unsent
    kept = working_drafts.find(file.clarification, by=file.by.person)
    return working_drafts.typed_in(kept, file.clarification) if kept else None


def _taken(form: AnyStepForm, file: CaseFile) -> Clarification | None:
    """The case after the step; ``None`` where there is a page to show."""
    if form.is_round_trip:
        form.clear_errors()
        return None
    if not form.is_confirmed:
        form.is_valid()
        return None
    return send(form, file.clarification, by=file.by, at=file.at)


def _kept(request: HttpRequest, file: CaseFile) -> HttpResponse:
    """Keep what was typed of a draft for its writer alone; nobody is told. What another window kept is shown beside."""
    seen = request.POST.get(working_drafts.SEEN, "")
    if working_drafts.keep(file.clarification, request.POST, by=file.by.person, at=file.at, seen=seen):
        if request.POST["keep"] == ASK_DRAFTER.verb:
            return redirect("clarifications:take-step", file.clarification.reference, ASK_DRAFTER.verb)
        said = _("Kept for you alone. Nobody else reads it; if you are named to draft, the group sees that you began.")
        messages.success(request, said)
        return redirect(request.path)
    form = _form(request, file, DRAFT.verb)
    form.clear_errors()
    return _page(request, file, form, is_kept_elsewhere=True)


def _done(request: HttpRequest, file: CaseFile, step: Step, taken: Clarification) -> HttpResponse:
    """Back to the case, or to the desk where the step closed it to its actor; with what happened and what is next."""
    if step == DRAFT:
        seen = request.POST.get(working_drafts.SEEN, "")
        if not working_drafts.discard(taken, by=file.by.person, seen=seen):
            messages.info(request, _("What you kept for yourself in another window is still kept."))
    cases = Clarification.objects.visible_to(file.by).filter(pk=taken.pk)
    last = history(taken, list(taken.events.order_by("number")), with_identity=file.sees_identity)[0]
    found = case_turns(cases, by=file.by, at=file.at)
    following = _("Next: %(turn)s.") % {"turn": found[0].in_words} if found and found[0].turn else ""
    messages.success(request, f"{taken.reference}: {last.text} {following}")
    if not found:
        return redirect("clarifications:desk")
    return redirect(f"{taken.get_absolute_url()}#discussion" if step == COMMENT else taken.get_absolute_url())


def _page(request: HttpRequest, file: CaseFile, form: AnyStepForm, *, is_kept_elsewhere: bool = False) -> HttpResponse:
    """The page of a step; ``is_kept_elsewhere``: another window kept something else of this draft meanwhile."""
    verb = form.step.verb
    context = {"file": file, "clarification": file.clarification, "form": form, "step": form.step}
    context["offer"] = offer(form.step, file)
    context |= preview_of(form, file.clarification.edition)
    if form.step == DRAFT:
        kept = kept_by_reader(file)
        seen = kept.mark if kept else ""
        # What was typed here has seen what its page had seen, unless that is what the page says now.
        context |= {"kept": kept, "seen_kept": seen if is_kept_elsewhere else form.data.get(working_drafts.SEEN, seen)}
        context["is_kept_elsewhere"] = is_kept_elsewhere
    templates = [f"clarifications/steps/{verb}.html", "clarifications/steps/step.html"]
    return render(request, templates, context, status=409 if is_kept_elsewhere else status_of(form))


def _closed(request: HttpRequest, file: CaseFile, step: Step, reasons: list[str]) -> HttpResponse:
    """Why the step cannot be taken now, with what was typed; a page sent twice leads on as the first one did."""
    if request.method == "POST" and _is_repeated(request, file.clarification, step):
        return _done(request, file, step, file.clarification)
    context = {"file": file, "clarification": file.clarification, "step": step, "reasons": reasons}
    context["typed"] = texts_in(request.POST)
    status = 409 if step.by & file.roles else 403
    return render(request, "clarifications/steps/closed.html", context, status=status)


def _first_the_interest(request: HttpRequest, file: CaseFile, step: Step) -> HttpResponse:
    """To the question that is answered before all else; what was typed is kept for afterwards, or shown."""
    if kept_page(request).keep() or not texts_in(request.POST):
        return redirect(file.clarification)
    return _closed(request, file, step, [str(interest_declared.refusal)])


def _closed_it_before(request: HttpRequest, reference: str, step: Step) -> bool:
    """Whether a page is sent twice that hid the case from its sender, such as a recusal."""
    if request.method != "POST" or step not in HIDING:
        return False
    by = actor_of(request)
    case = Clarification.objects.filter(reference=reference).first()
    if case is None or Clarification.objects.visible_to(by).filter(pk=case.pk).exists():
        return False
    return _is_repeated(request, case, step)


def _is_repeated(request: HttpRequest, case: Clarification, step: Step) -> bool:
    """Whether the page that is sent did already what it asks for."""
    by = actor_of(request)
    sent = was_sent(request.POST, step, by=by, key=case.key)
    return sent and was_taken(step, case, by=by, seen=_seen(request))


def _seen(request: HttpRequest) -> int | None:
    """The version of the case that was on the page that is sent."""
    seen = request.POST.get("seen_version", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else None


def _prefilled(request: HttpRequest) -> dict[str, str]:
    """What the address may fill in: which row is meant, never a text."""
    return {name: value for name in PREFILLED if (value := request.GET.get(name))}
