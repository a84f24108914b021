"""Addresses of the process: the public register, the way in, the desk. Each block belongs to one module of views."""

from django.urls import path

from clarifications import glossary_view as glossary_views
from clarifications.desk import address_views as addresses
from clarifications.desk import entry_views
from clarifications.desk import mail_views as mail
from clarifications.desk import step_views as steps
from clarifications.desk import verdict_views as verdicts
from clarifications.desk import views as desk_views
from clarifications.forms.fields import DialectField, LinesField
from clarifications.intake import endorsement_views as endorsement
from clarifications.intake import views as intake_views
from clarifications.register import feed_views, topic_views
from clarifications.register import views as register_views
from clarifications.reports import views as reports
from clarifications.requester import views as followed

app_name = "clarifications"


# ---------- register: public ----------
register = [
    path("clarifications/", register_views.index, name="index"),
    path("clarifications/pending/", register_views.pending, name="pending"),
    path("clarifications/feed/", feed_views.feed, name="feed"),
    path("clarifications/follow/", feed_views.follow, name="follow"),
    path("clarifications/<slug:slug>/", register_views.record, name="record"),
    path("clarifications/<slug:slug>/v<int:number>/", register_views.record, name="record-version"),
    path("clarifications/<slug:slug>/<slug:language>/", register_views.in_language, name="record-language"),
    path("topics/", topic_views.topics, name="topics"),
    path("topics/<slug:key>/", topic_views.topic, name="topic"),
    path("glossary/", glossary_views.glossary, name="glossary"),
    path("standards/<slug:slug>/<slug:edition>/<str:clause>/", register_views.clause, name="clause"),
]

# ---------- intake: who asks ----------
intake = [
    path("request/", intake_views.start, name="request"),
    path("request/draft/<str:key>/", intake_views.draft, name="draft"),
    path("request/draft/<str:key>/check/", intake_views.check, name="draft-check"),
    path("request/draft/<str:key>/sent/", intake_views.sent, name="draft-sent"),
    path("request/draft/<str:key>/kept/", intake_views.kept, name="draft-kept"),
    path("request/draft/<str:key>/delete/", intake_views.end_draft, name="delete-draft"),
    path("request/draft/<str:key>/endorsement/", endorsement.followed, name="draft-endorsement"),
    path("request/draft/<str:key>/bodies/", intake_views.bodies, name="draft-bodies"),
    path("request/draft/<str:key>/<slug:page>/", intake_views.draft_page, name="draft-page"),
    path("request/draft/<str:key>/<slug:page>/keep/", intake_views.keep_draft, name="keep-draft"),
    path("request/confirm/<str:code>/", intake_views.confirm_draft, name="confirm"),
    path("request/endorse/<str:link>/", endorsement.asked, name="endorse"),
    path("request/<str:link>/", followed.followed, name="followed"),
    path("request/<str:link>/<slug:verb>/", followed.followed_step, name="followed-step"),
]

# ---------- what readers report ----------
reported = [
    path("report/", reports.report, name="report"),
    path("report/sent/", reports.sent, name="report-sent"),
    path("desk/reports/", reports.index, name="reports"),
    path("desk/reports/<int:pk>/", reports.seen_to, name="report-seen-to"),
]

# ---------- desk: secretariat and groups ----------
desk = [
    path("desk/", desk_views.index, name="desk"),
    path("desk/texts/", desk_views.texts, name="texts"),
    path("desk/preview/", desk_views.preview, {"field": DialectField()}, name="preview"),
    path("desk/preview/lines/", desk_views.preview, {"field": LinesField()}, name="preview-of-lines"),
    path("desk/new/request/", intake_views.new_request, name="new-request"),
    path("desk/new/historic/", entry_views.new_historic, name="new-historic"),
    path("desk/new/historic/<int:pk>/discard/", entry_views.discard_draft, name="discard-historic"),
    path("desk/addresses/", addresses.index, name="body-addresses"),
    path("desk/verdicts/", verdicts.awaiting, name="verdicts"),
    path("desk/verdicts/<slug:standard>/<slug:edition>/", verdicts.table, name="edition-verdicts"),
    path("desk/mail/held/", mail.held, name="held-mail"),
    path("desk/mail/", mail.mail, name="mail"),
    path("desk/mail/<int:pk>/", mail.undelivered, name="undelivered"),
    path("desk/<str:reference>/", desk_views.case, name="case"),
    path("desk/<str:reference>/kept-draft/", desk_views.kept_draft, name="kept-draft"),
    path("desk/<str:reference>/<slug:verb>/", steps.take_step, name="take-step"),
]

urlpatterns = [*register, *intake, *reported, *desk]
