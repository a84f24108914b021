"""Addresses of the process: the public register, the way in, the desk. Each block belongs to one module of views."""

from django.urls import URLPattern

app_name = "clarifications"

# ---------- register: public ----------
register: list[URLPattern] = []

# ---------- intake: who asks ----------
intake: list[URLPattern] = []

# ---------- desk: secretariat and groups ----------
desk: list[URLPattern] = []

urlpatterns = [*register, *intake, *desk]
