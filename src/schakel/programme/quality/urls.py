"""Addresses of the completeness of dossiers."""

from __future__ import annotations

from django.urls import path

from schakel.programme.quality.views import completeness, gaps, targets

app_name = "quality"
urlpatterns = [
    path("quality/", completeness.quality, name="quality"),
    path("quality/file/", completeness.as_csv, name="file"),
    path("quality/count/", completeness.count, name="count"),
    path("quality/<slug:field_key>/", gaps.gaps, name="gaps"),
    path("quality/<slug:field_key>/target/", targets.target, name="target"),
]
