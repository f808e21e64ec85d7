"""Addresses of diagnoses."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.diagnosis.views import concluding, result, running

app_name = "diagnosis"
_OF = "dossiers/<uuid:dossier_id>/diagnosis/"
_ONE = f"{_OF}<uuid:diagnosis_id>/"
urlpatterns = [
    path(_OF, result.result, name="result"),
    path(f"{_OF}new/", running.begin, name="begin"),
    path(f"{_ONE}parts/<slug:part>/", running.fill, name="part"),
    path(f"{_ONE}conclude/", concluding.conclude, name="conclude"),
    path(f"{_ONE}style/", concluding.style, name="style"),
]
