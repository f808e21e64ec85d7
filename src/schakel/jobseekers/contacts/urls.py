"""Addresses of contact moments."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.contacts import views

app_name = "contacts"
urlpatterns = [
    path("dossiers/<uuid:dossier_id>/contacts/", views.contacts, name="list"),
    path("dossiers/<uuid:dossier_id>/contacts/<uuid:contact_id>/", views.correct, name="correct"),
]
