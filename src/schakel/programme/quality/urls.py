"""Addresses of the completeness of dossiers, and of the time that forms cost."""

from __future__ import annotations

from django.urls import path

from schakel.programme.quality.views import completeness, form_times, gaps, targets

app_name = "quality"
urlpatterns = [
    path("quality/", completeness.quality, name="quality"),
    path("quality/file/", completeness.as_csv, name="file"),
    path("quality/count/", completeness.count, name="count"),
    path("quality/form-times/", form_times.form_times, name="form_times"),
    path("quality/form-times/file/", form_times.as_csv, name="form_times_file"),
    path("quality/form-times/consent/", form_times.consent, name="form_times_consent"),
    path("quality/<slug:field_key>/", gaps.gaps, name="gaps"),
    path("quality/<slug:field_key>/target/", targets.target, name="target"),
]
