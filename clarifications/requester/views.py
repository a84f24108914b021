"""The private page of a request: where it stands, what happens next, and the steps that its requester may take."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.kept_page import kept_page
from accounts.limits import limited
from clarifications.case.corrected import CORRECTIONS
from clarifications.case.models import Clarification
from clarifications.case.roles import requester_actor
from clarifications.forms.base import AnyStepForm
from clarifications.forms.sending import send
from clarifications.intake.correction_forms import CorrectOwnRequestForm
from clarifications.intake.endorsement_models import endorsement_of
from clarifications.intake.forms import AnswerInquiryForm, ResubmitForm, WithdrawForm
from clarifications.intake.questions import questions_with_parts
from clarifications.mail.models import Message
from clarifications.map.steps import ANSWER_INQUIRY, Role, State, Step
from clarifications.map.whole import the_map
from clarifications.map.words import party
from clarifications.screening.answering import answering
from standards.editing.unsent import typed_in

OWN_FORMS = (ResubmitForm, AnswerInquiryForm, CorrectOwnRequestForm, WithdrawForm)
# What the page of a request shows of it: nothing that the group said.
SHOWN = (
    *("questions", "wordings", "subject_clauses", "returns", "return_questions", "events"),
    *("consultations", "groups", "bodies", "endorsements", "body_addresses"),
)
FORMS: dict[str, type[AnyStepForm]] = {form.step.verb: form for form in OWN_FORMS}


@require_safe
def followed(request: HttpRequest, link: str) -> HttpResponse:
    """All that the requester may see of the own request; no expert's name, opinion or draft is among it."""
    clarification = _by_link(link).for_page(SHOWN, at=timezone.now(), with_people=False)
    own_steps = list(_own_steps(clarification))
    returns = clarification.held("returns")["returns"]
    asked = [row for row in returns if row.answered_at is None]
    is_returned, is_asked = clarification.state == State.RETURNED, ANSWER_INQUIRY in [step for step, _url in own_steps]
    context = _asked(clarification) | {
        "returned": next((row for row in reversed(asked) if is_returned and not row.is_inquiry), None),
        "inquiry": next((row for row in asked if is_asked and row.is_inquiry), None),
        "answered": [row for row in returns if row.answered_at],
        "mail": Message.objects.filter(clarification=clarification, role="requester").exclude(subject=""),
        "timeline": list(_timeline(clarification)),
        "history": list(_history(clarification)),
        "next_steps": [step for step in the_map().steps if _can_follow(step, clarification)],
        "own_steps": own_steps,
        "answering": answering(clarification),
        "record": getattr(clarification, "record", None),
        "consulted": "; ".join(clarification.consulted),
    }
    return render(request, "clarifications/requester/followed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("followed", per_ip="60/h")
def followed_step(request: HttpRequest, link: str, verb: str) -> HttpResponse:
    """Answer the secretariat, or withdraw: the form, with what it will do; then back to the request."""
    page, clarification = kept_page(request), Clarification.by_link(link)
    if clarification is None or verb not in FORMS:
        page.keep()  # for whoever follows the renewed link
        raise Http404
    page.named = f"request:{clarification.key}"
    by, at = requester_actor(clarification), timezone.now()
    closed = the_map().refusals(FORMS[verb].step, clarification, by, Role.REQUESTER, at)
    typed = None if closed and request.method != "POST" else typed_in(request)
    form = FORMS[verb](typed, clarification=clarification, by=by, at=at)
    if request.method != "POST":
        form.clear_errors()
    elif taken := send(form, clarification, by=by, at=at):
        messages.success(request, str(the_map().words_of(form.step.verb).done))
        return redirect(taken.private_path)
    context = _head(clarification) | {"form": form, "step": form.step, "closed": closed}
    return render(request, f"clarifications/requester/{verb}.html", context)


def _by_link(link: str) -> Clarification:
    clarification = Clarification.by_link(link)
    if clarification is None:
        raise Http404
    return clarification


def _head(clarification: Clarification) -> dict[str, object]:
    """What every page of one request shows."""
    state = clarification.standing
    holder = the_map().holder(state)
    day = format_date(clarification.since, "j F Y")
    return {
        "clarification": clarification,
        "state": state,
        "stands": str(state.stands) % {"day": day, "who": party(holder).named},
        "line": "clarification" if state.is_published else "work",
        "standing": _("Not binding") if state.is_published else _("Not public"),
        "waits_for": _waits_for(holder),
        "is_mine": Role.REQUESTER in holder,
        "clauses": clarification.clause_numbers,
        "endorsement": endorsement_of(clarification),
    }


def _asked(clarification: Clarification) -> dict[str, object]:
    """What every page shows, what was asked, and what was put right of it."""
    corrections = list(_corrections(clarification))
    return _head(clarification) | {"questions": questions_with_parts(clarification), "corrections": corrections}


def _waits_for(holder: Role) -> str:
    """Whom the request waits for, in the requester's eyes; empty where nobody has it."""
    if Role.REQUESTER in holder:
        return _("You")
    return str(party(holder).name) if holder else ""


def _can_follow(step: Step, clarification: Clarification) -> bool:
    """Whether a move of others may come next, as the map has it."""
    return step.moves and clarification.state in step.origins and step.by != Role.REQUESTER


def _own_steps(clarification: Clarification) -> Iterator[tuple[Step, str]]:
    """The steps that the requester can take now, each with its address."""
    by, at = requester_actor(clarification), timezone.now()
    for verb, form in FORMS.items():
        step = the_map().step(form.step)
        if not the_map().refusals(step, clarification, by, Role.REQUESTER, at):
            yield step, reverse("clarifications:followed-step", args=[clarification.link, verb])


def _timeline(clarification: Clarification) -> Iterator[dict[str, object]]:
    """The dates that exist; those not reached stay open, and an end that publishes nothing closes the line."""
    dates = [(_("Received"), clarification.submitted_at, "work"), (_("Accepted"), clarification.accepted_at, "work")]
    if clarification.standing.line != "ended":
        dates.append((_("Decided"), clarification.decided_at, "work"))
        dates.append((_("Published"), clarification.published_at, "clarification"))
    else:
        dates = [row for row in dates if row[1]]
        dates.append((str(clarification.standing.label), clarification.since, "ended"))
    for label, at, line in dates:
        yield {"label": label, "date": format_date(at, "j F Y") if at else "", "line": line, "open": at is None}


def _corrections(clarification: Clarification) -> Iterator[dict[str, object]]:
    """What was put right, with both values, and why the secretariat did it; the newest first."""
    for event in reversed(clarification.held("events")["events"]):
        if event.verb not in CORRECTIONS:
            continue
        who = _("You") if event.actor_key == clarification.key else party(Role.SECRETARIAT).name
        yield {"at": event.at, "who": who, "what": event.detail, "why": event.reason}


def _history(clarification: Clarification) -> Iterator[dict[str, object]]:
    """What happened, by which part of the process; who it was, and why, is not shown."""
    for event in clarification.held("events")["events"]:
        if event.from_state != event.to_state:
            roles = [Role[name.upper()] for name in event.roles.split()]
            own = Role.REQUESTER in roles
            who = _("You") if own else party(Role.SECRETARIAT if Role.SECRETARIAT in roles else Role.MEMBER).name
            label = the_map().state(event.to_state).label
            yield {"at": event.at, "state": event.to_state, "label": label, "who": who}
