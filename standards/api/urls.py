"""Addresses of the API of the catalogue; they stay as they are, whatever else changes."""

from django.urls import path

from standards.api import answers, views

app_name = "standards-api"

urlpatterns = [
    path("resolve/", answers.resolution, name="resolve"),
    path("responsible/", answers.answers, name="responsible"),
    path("standards/", views.StandardList.as_view(), name="standards"),
    path("standards/<slug:standard>/", views.SingleStandard.as_view(), name="standard"),
    path("editions/", views.EditionList.as_view(), name="editions"),
    path("editions/<int:iso_id>/", views.EditionOfIso.as_view(), name="edition-of-iso"),
    path("editions/<slug:standard>/<slug:edition>/", views.SingleEdition.as_view(), name="edition"),
    path("clauses/", views.ClauseList.as_view(), name="clauses"),
    path("clauses/<slug:standard>/<slug:edition>/<str:clause>/", views.SingleClause.as_view(), name="clause"),
    path("committees/", views.CommitteeList.as_view(), name="committees"),
    path("committees/<str:committee>/", views.SingleCommittee.as_view(), name="committee"),
    path("others/", views.OtherList.as_view(), name="others"),
    path("others/<path:identifier>/", views.SingleOther.as_view(), name="other"),
]
