"""Addresses of the catalogue; those of clauses grow out of an edition's and belong to the clarifications."""

from django.urls import path

from standards import answer_views, clause_views, concordance_views, toolbox_views, views

app_name = "standards"
CONCORDANCE = "standards/<slug:slug>/<slug:edition>/concordance/<slug:older>/<slug:older_edition>/"

urlpatterns = [
    path("standards/", views.index, name="index"),
    path("standards/<slug:slug>/", views.standard, name="standard"),
    path("standards/<slug:slug>/<slug:edition>/clauses.csv", clause_views.clause_csv, name="clauses-csv"),
    path("standards/<slug:slug>/<slug:edition>/clauses/edit/", clause_views.edit_clauses, name="clauses-edit"),
    path(CONCORDANCE, concordance_views.concordance, name="concordance"),
    path(f"{CONCORDANCE}concordance.csv", concordance_views.concordance_csv, name="concordance-csv"),
    path(f"{CONCORDANCE}file/edit/", concordance_views.bring_concordance, name="concordance-bring"),
    path(f"{CONCORDANCE}edit/", concordance_views.edit_concordance, name="concordance-edit"),
    path("standards/<slug:slug>/<slug:edition>/", views.edition, name="edition"),
    path("cite/", answer_views.cite, name="cite"),
    path("responsible/", answer_views.keeper, name="responsible"),
    path("toolbox/", toolbox_views.toolbox, name="toolbox"),
    path("understanding/", toolbox_views.understanding, name="understanding"),
    path("understanding/<slug:slug>/", toolbox_views.subject, name="subject"),
]
