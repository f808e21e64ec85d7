"""Addresses of the work in the background, for administrators."""

from __future__ import annotations

from django.urls import path

from schakel.ground.journal import views

app_name = "journal"
urlpatterns = [
    path("background/", views.background, name="background"),
    path("background/retry/<uuid:entry_id>/", views.retry, name="retry"),
]
