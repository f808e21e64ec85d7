"""Addresses of imports."""

from __future__ import annotations

from django.urls import path

from schakel.information.imports import views

app_name = "imports"
urlpatterns = [
    path("imports/", views.start, name="start"),
    path("imports/<uuid:run_id>/", views.run, name="run"),
    path("imports/<uuid:run_id>/columns/", views.columns, name="columns"),
    path("imports/<uuid:run_id>/apply/", views.apply, name="apply"),
    path("imports/<uuid:run_id>/stop/", views.stop, name="stop"),
    path("imports/<uuid:run_id>/refused.csv", views.refused, name="refused"),
]
