"""Addresses of studies, and of what clients are asked for them."""

from __future__ import annotations

from django.urls import path

from schakel.programme.studies.views import answers, studies

app_name = "studies"
_STUDY = "studies/<uuid:study_id>"

urlpatterns = [
    path("studies/", studies.studies, name="list"),
    path("studies/new/", studies.new, name="new"),
    path("studies/waiting/", answers.waiting, name="waiting"),
    path(f"{_STUDY}/", studies.study, name="study"),
    path(f"{_STUDY}/draw/", studies.draw, name="draw"),
    path(f"{_STUDY}/cases/", studies.cases_file, name="cases_file"),
    path(f"{_STUDY}/events/", studies.events_file, name="events_file"),
    path(f"{_STUDY}/end/", studies.end, name="end"),
    path("dossiers/<uuid:dossier_id>/studies/<uuid:study_person_id>/", answers.record, name="record"),
    path("me/studies/", answers.own, name="own"),
    path("me/studies/<uuid:study_person_id>/answer/", answers.answer, name="answer"),
]
