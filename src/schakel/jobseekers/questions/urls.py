"""Addresses of questions of clients."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.questions import views

app_name = "questions"
urlpatterns = [
    path("questions/", views.take_in, name="take_in"),
    path("dossiers/<uuid:dossier_id>/questions/", views.questions, name="list"),
    path("dossiers/<uuid:dossier_id>/questions/<uuid:question_id>/", views.answer, name="answer"),
]
