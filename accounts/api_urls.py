"""Addresses of the API of bodies; they stay as they are, whatever else changes."""

from django.urls import path

from accounts import api

app_name = "api-bodies"

urlpatterns = [
    path("bodies/", api.BodyList.as_view(), name="bodies"),
    path("bodies/<slug:ref>/", api.SingleBody.as_view(), name="body"),
]
