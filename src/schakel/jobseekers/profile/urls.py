"""Addresses of the work profile."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.profile import views

app_name = "profile"
urlpatterns = [
    path("dossiers/<uuid:dossier_id>/profile/", views.occupation, name="occupation"),
    path("dossiers/<uuid:dossier_id>/profile/title/", views.note, name="note"),
    path("dossiers/<uuid:dossier_id>/profile/confirm/", views.confirm, name="confirm"),
]
