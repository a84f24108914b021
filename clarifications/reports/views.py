"""Where a reader says what is wrong, and the secretariat's queue of what was said."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import limited
from accounts.permissions import secretariat_only
from clarifications.desk.access import actor_of
from clarifications.reports.forms import OutcomeForm, ReportForm
from clarifications.reports.models import LONGEST_PAGE, ReaderReport
from clarifications.reports.pages import NoPage, case_behind, kind_of, page_named
from clarifications.reports.work import answer_report, keep_report, open_again, open_reports
from standards.editing.unsent import typed_in

REPORTS_ON_A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@limited("report", per_ip="10/h")
@limited("reports-of-a-day", per_ip="30/d")
def report(request: HttpRequest) -> HttpResponse:
    """Say that something on a page is wrong; ``?about=`` names the page from which a reader comes."""
    about = _page_about(request)
    initial = {"page": about, "kind": kind_of(about)}
    form = ReportForm(typed_in(request), initial=initial, host=request.get_host())
    if request.method == "POST" and form.is_valid():
        keep_report(form.reported, at=timezone.now())
        return redirect("clarifications:report-sent")
    return render(request, "clarifications/reports/report.html", {"form": form})


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Thanks, and what happens next."""
    return render(request, "clarifications/reports/sent.html")


@require_safe
@secretariat_only
def index(request: HttpRequest) -> HttpResponse:
    """The reports that wait, or those that have their outcome."""
    is_done = request.GET.get("list") == "done"
    done = ReaderReport.objects.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")
    reports = done.prefetch_related("answers__by") if is_done else open_reports()
    page = Paginator(reports, REPORTS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "query": request.GET, "is_done": is_done, "waiting": open_reports().count()}
    context["days"] = settings.REPORT_DAYS
    return render(request, "clarifications/reports/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def seen_to(request: HttpRequest, pk: int) -> HttpResponse:
    """A report, and what became of it; whoever is second learns that it was seen to, and keeps what they typed."""
    report = get_object_or_404(ReaderReport.objects.prefetch_related("answers__by"), pk=pk)
    by = actor_of(request)
    if "again" in request.POST:
        done = open_again(report)
        said = _("The report is open again.") if done else _("This report, or the same one, is open already.")
        messages.info(request, said)
        return redirect("clarifications:report-seen-to", pk)
    form = OutcomeForm(typed_in(request), report=report)
    if request.method == "POST" and form.is_valid():
        if answer_report(report, **form.cleaned_data, by=by.person, at=timezone.now()):
            messages.success(request, _("The report has its outcome."))
            return redirect("clarifications:reports")
        messages.error(request, _("Somebody was faster: the report has its outcome. What you typed is here."))
        report = get_object_or_404(ReaderReport.objects.prefetch_related("answers__by"), pk=pk)
    context = {"report": report, "form": form, "case": case_behind(report.page, by=by)}
    return render(request, "clarifications/reports/seen_to.html", context)


def _page_about(request: HttpRequest) -> str:
    """The page from which a reader comes; none where the address names none of ours."""
    try:
        return page_named(request.GET.get("about", "")[:LONGEST_PAGE], host=request.get_host())
    except NoPage:
        return ""
