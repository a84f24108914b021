"""The screens on which the secretariat keeps what other bodies have published: one of them after the other."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standards.editing import others
from standards.editing.other_forms import LinkForm, OtherForm
from standards.editing.others import KEEPS
from standards.editing.unsent import typed_before
from standards.filters.others import KeptOthersFilterSet
from standards.models.others import OtherPublication


@require_safe
@login_required
@permission_required(KEEPS, raise_exception=True)
def kept_others(request: HttpRequest) -> HttpResponse:
    """All of them with the way to edit each, narrowed by what the address says."""
    listing = KeptOthersFilterSet(request.GET, queryset=OtherPublication.objects.for_lists()).listing()
    return render(request, "standards/others_kept.html", listing)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@permission_required(KEEPS, raise_exception=True)
def add_other(request: HttpRequest) -> HttpResponse:
    """Add a publication."""
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        try:
            added = others.save(form.identifier, form.values)
        except (others.OtherChangedMeanwhile, IntegrityError):
            form.add_error("number", _("Somebody was faster: this publication is on the list now."))
        else:
            messages.success(request, _("Added: %(name)s.") % {"name": added})
            return redirect("standards:others-edit")
    return render(request, "standards/other_add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@permission_required(KEEPS, raise_exception=True)
def edit_other(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit a publication; who changed what stands below."""
    publication = _publication(pk)
    form = _form(request, publication)
    if request.method != "POST" or not form.is_valid():
        return _page(request, publication, form)
    if publication.taken_off_at:
        messages.error(request, _("It was taken off meanwhile. Put it back first; what you typed is not saved."))
        return redirect("standards:other-edit", pk)
    try:
        saved = others.save(form.identifier, form.values, seen=form.cleaned_data["seen"])
    except others.OtherChangedMeanwhile:
        now = _publication(pk)
        data = request.POST.copy()
        data["seen"] = others.mark_of(now)
        form = OtherForm(data, today=timezone.localdate(), publication=now)
        return _page(request, now, form, meanwhile=True)
    messages.success(request, _("Saved: %(name)s.") % {"name": saved})
    return redirect("standards:other-edit", pk)


@require_POST
@login_required
@permission_required(KEEPS, raise_exception=True)
def look_at_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how the link of a publication was when somebody looked at it."""
    publication = _publication(pk)
    today = timezone.localdate()
    form = LinkForm(request.POST, today=today, publication=publication)
    if not form.is_valid():
        return _page(request, publication, OtherForm(today=today, publication=publication), link=form)
    is_dead = form.cleaned_data["found"] == "dead"
    others.mark_link(pk, is_dead=is_dead, looked_at=form.cleaned_data["looked_at"])
    messages.success(request, _("The link is marked as dead.") if is_dead else _("The link is marked as working."))
    return redirect("standards:other-edit", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@permission_required(KEEPS, raise_exception=True)
def take_off_other(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a publication off the list, once it is confirmed."""
    publication = _publication(pk)
    if request.method != "POST":
        return render(request, "standards/other_take_off.html", {"publication": publication})
    others.take_off(pk, at=timezone.now())
    messages.success(request, _("Taken off: %(name)s. It can be put back here.") % {"name": publication})
    return redirect("standards:other-edit", pk)


@require_POST
@login_required
@permission_required(KEEPS, raise_exception=True)
def put_back_other(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a publication back on the list."""
    publication = _publication(pk)
    others.put_back(pk)
    messages.success(request, _("%(name)s is on the list again.") % {"name": publication})
    return redirect("standards:other-edit", pk)


def _form(request: HttpRequest, publication: OtherPublication | None) -> OtherForm:
    data = request.POST if request.method == "POST" else None
    return OtherForm(data, today=timezone.localdate(), publication=publication, typed=typed_before(request))


def _publication(pk: int) -> OtherPublication:
    return get_object_or_404(OtherPublication.objects.for_lists(), pk=pk)


def _page(
    request: HttpRequest,
    publication: OtherPublication,
    form: OtherForm,
    *,
    link: LinkForm | None = None,
    meanwhile: bool = False,
) -> HttpResponse:
    context = {
        "publication": publication,
        "form": form,
        "link": link or LinkForm(today=form.today, publication=publication),
        "changes": others.changes_of(publication),
        "meanwhile": meanwhile,
    }
    return render(request, "standards/other_edit.html", context, status=409 if meanwhile else 200)
