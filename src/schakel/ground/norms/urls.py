"""Addresses of the norms."""

from __future__ import annotations

from django.urls import path

from schakel.ground.norms.views import catalogue, law, sources

app_name = "norms"
urlpatterns = [
    path("norms/", catalogue.norms, name="norms"),
    path("norms/law/", law.law, name="law"),
    path("norms/law/table/", law.law_table, name="law_table"),
    path("norms/sources/", sources.sources, name="sources"),
    path("norms/subjects/<slug:key>/", catalogue.subject, name="subject"),
    path("norms/<str:norm_id>/", catalogue.norm, name="norm"),
]
