"""The table of contents of the site: which address belongs to which room."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from casco_site import open_data, pages, sitemaps, views
from casco_site.gallery import gallery
from clarifications.demo import mail_views as demo_mail

urlpatterns = [
    path("", pages.home, name="home"),
    path("process/", pages.process, name="process"),
    path("search/", pages.search, name="search"),
    path("about-data/", pages.about_data, name="about-data"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path("robots.txt", views.robots, name="robots"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path(".well-known/security.txt", views.security, name="security"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("privacy/", views.privacy, name="privacy"),
    path("components/", gallery, name="components"),
    path("api/", pages.api, name="api"),
    path("api/v1/", open_data.root, name="api-root"),
    path("api/v1/schema/", open_data.SchemaView.as_view(), name="api-schema"),
    path("api/v1/", include("standards.api.urls")),
    path("api/v1/", include("accounts.api_urls")),
    path("", include("accounts.urls")),
    path("", include("standards.urls")),
    path("", include("clarifications.urls")),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("demo/mail/", demo_mail.messages, name="demo-mail"),
    path("demo/mail/<int:pk>/", demo_mail.message, name="demo-message"),
    path("demo/mail/<int:pk>/html/", demo_mail.html, name="demo-message-html"),
]

handler400 = "django.views.defaults.bad_request"
handler403 = "casco_site.views.refused"
handler404 = "casco_site.views.not_found"
handler429 = "accounts.limits.too_many_requests"  # django-allauth looks for it here
handler500 = "casco_site.views.broken"
