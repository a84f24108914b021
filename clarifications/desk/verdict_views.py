"""Verdicts for new editions: what awaits one, and the table that gives those of a whole edition."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import secretariat_only
from clarifications.desk.access import actor_of
from clarifications.forms.sending import send
from clarifications.incorporation.table import EditionTable
from clarifications.register.awaiting import editions_awaiting
from standards.catalogue.descent import Descent
from standards.catalogue.queries import edition_at
from standards.editing.unsent import typed_in


@require_safe
@secretariat_only
def awaiting(request: HttpRequest) -> HttpResponse:
    """The editions for which records await a verdict."""
    rows = editions_awaiting(Descent.of_casco(), at=timezone.localdate())
    return render(request, "clarifications/desk/awaiting.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def table(request: HttpRequest, standard: str, edition: str) -> HttpResponse:
    """The verdicts of an edition: looked at, kept while incomplete, or given."""
    found = edition_at(standard, edition)
    if found is None or not found.is_published or found.supplement_type:
        raise Http404
    data = typed_in(request)
    shown = EditionTable(found, data, by=actor_of(request), at=timezone.now(), page=request.GET.get("page"))
    gives = "give" in request.POST
    if request.method == "POST":
        shown.keep()
        if _is_done(request, shown, gives=gives):
            return redirect(request.get_full_path())
    return render(request, "clarifications/desk/verdicts.html", {"table": shown, "gives": gives})


def _is_done(request: HttpRequest, table: EditionTable, *, gives: bool) -> bool:
    """Whether nothing is left to say on the page that was sent."""
    if not gives:
        messages.success(request, _("The table is kept. Nothing of it is public."))
        return True
    if not (table.to_give and table.is_confirmed):
        return False
    given = table.give(partial(send, by=table.by, at=table.at))
    said = ngettext("%(number)s verdict is given.", "%(number)s verdicts are given.", given) % {"number": given}
    messages.success(request, said)
    return not any(form.errors for form in table.all_forms)
