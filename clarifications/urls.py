"""Addresses of the process: the public register, the way in, the desk. Each block belongs to one module of views."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "clarifications"


def soon(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Stands in for a page that is being written; goes with the last of them."""
    return HttpResponse(status=501)


# ---------- register: public ----------
register = [
    path("clarifications/", soon, name="index"),
    path("clarifications/pending/", soon, name="pending"),
    path("clarifications/feed/", soon, name="feed"),
    path("clarifications/<slug:slug>/", soon, name="record"),
    path("clarifications/<slug:slug>/v<int:number>/", soon, name="record-version"),
    path("standards/<slug:slug>/<slug:edition>/<str:clause>/", soon, name="clause"),
]

# ---------- intake: who asks ----------
intake = [
    path("request/", soon, name="request"),
    path("request/draft/<str:key>/", soon, name="draft"),
    path("request/draft/<str:key>/<slug:page>/", soon, name="draft-page"),
    path("request/confirm/<str:code>/", soon, name="confirm"),
    path("request/<str:link>/", soon, name="followed"),
    path("request/<str:link>/<slug:verb>/", soon, name="followed-step"),
]

# ---------- desk: secretariat and groups ----------
desk = [
    path("desk/", soon, name="desk"),
    path("desk/new/request/", soon, name="new-request"),
    path("desk/new/historic/", soon, name="new-historic"),
    path("desk/<str:reference>/", soon, name="case"),
    path("desk/<str:reference>/<slug:verb>/", soon, name="take-step"),
]

urlpatterns = [*register, *intake, *desk]
