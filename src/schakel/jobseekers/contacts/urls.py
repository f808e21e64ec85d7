"""Addresses of contact moments."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.contacts.views import contacts, picture, talk

app_name = "contacts"
urlpatterns = [
    path("dossiers/<uuid:dossier_id>/contacts/", contacts.contacts, name="list"),
    path("dossiers/<uuid:dossier_id>/contacts/<uuid:contact_id>/", contacts.correct, name="correct"),
    path("dossiers/<uuid:dossier_id>/talk/", talk.talk, name="talk"),
    path("dossiers/<uuid:dossier_id>/talk/picture/", picture.picture, name="picture"),
]
