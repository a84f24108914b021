"""Addresses of the catalogue; those of clauses grow out of an edition's and belong to the clarifications."""

from django.urls import path

from standards.editing import clause_views, concordance_views, other_views, others_file_views
from standards.pages import answers, offers, others, standards, toolbox

app_name = "standards"
CONCORDANCE = "standards/<slug:slug>/<slug:edition>/concordance/<slug:older>/<slug:older_edition>/"

urlpatterns = [
    path("standards/", standards.index, name="index"),
    path("standards/others/", others.others, name="others"),
    path("standards/others/edit/", other_views.kept_others, name="others-edit"),
    path("standards/others/edit/add/", other_views.add_other, name="other-add"),
    path("standards/others/edit/file/", others_file_views.bring_others, name="others-file"),
    path("standards/others/edit/<int:pk>/", other_views.edit_other, name="other-edit"),
    path("standards/others/edit/<int:pk>/link/", other_views.look_at_link, name="other-link"),
    path("standards/others/edit/<int:pk>/take-off/", other_views.take_off_other, name="other-take-off"),
    path("standards/others/edit/<int:pk>/put-back/", other_views.put_back_other, name="other-put-back"),
    path("standards/<slug:slug>/", standards.standard, name="standard"),
    path("standards/<slug:slug>/<slug:edition>/clauses.csv", clause_views.clause_csv, name="clauses-csv"),
    path("standards/<slug:slug>/<slug:edition>/clauses/edit/", clause_views.edit_clauses, name="clauses-edit"),
    path(CONCORDANCE, concordance_views.concordance, name="concordance"),
    path(f"{CONCORDANCE}concordance.csv", concordance_views.concordance_csv, name="concordance-csv"),
    path(f"{CONCORDANCE}file/edit/", concordance_views.upload_concordance, name="concordance-file"),
    path(f"{CONCORDANCE}edit/", concordance_views.edit_concordance, name="concordance-edit"),
    path("standards/<slug:slug>/<slug:edition>/", standards.edition, name="edition"),
    path("cite/", answers.cite, name="cite"),
    path("responsible/", answers.who_answers, name="responsible"),
    path("toolbox/", toolbox.toolbox, name="toolbox"),
    path("toolbox/editions/", offers.editions, name="offered-editions"),
    path("understanding/", toolbox.understanding, name="understanding"),
    path("understanding/<slug:slug>/", toolbox.subject, name="subject"),
]
