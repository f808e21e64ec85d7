"""Addresses of group meetings."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.workshops import views

app_name = "workshops"
_SESSION = "workshops/<uuid:workshop_id>"
_INVITATION = "dossiers/<uuid:dossier_id>/workshops/<uuid:invitation_id>"

urlpatterns = [
    path("workshops/", views.sessions, name="sessions"),
    path("workshops/new/", views.new_session, name="new_session"),
    path(f"{_SESSION}/", views.session, name="session"),
    path(f"{_SESSION}/cancel/", views.cancel, name="cancel"),
    path(f"{_SESSION}/door/", views.door, name="door"),
    path("dossiers/<uuid:dossier_id>/workshops/", views.of_dossier, name="of_dossier"),
    path(f"{_INVITATION}/decline/", views.withdraw, name="withdraw"),
    path("me/workshops/", views.own, name="own"),
    path("me/workshops/<uuid:invitation_id>/decline/", views.decline, name="decline"),
]
