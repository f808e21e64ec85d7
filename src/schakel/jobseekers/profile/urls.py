"""Addresses of the work profile."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.profile.views import occupation as views
from schakel.jobseekers.profile.views import own, strengths

app_name = "profile"
urlpatterns = [
    path("dossiers/<uuid:dossier_id>/profile/", views.occupation, name="occupation"),
    path("dossiers/<uuid:dossier_id>/profile/title/", views.note, name="note"),
    path("dossiers/<uuid:dossier_id>/profile/confirm/", views.confirm, name="confirm"),
    path("dossiers/<uuid:dossier_id>/profile/add/<slug:line_kind>/", strengths.add, name="add"),
    path("dossiers/<uuid:dossier_id>/profile/lines/<uuid:line_id>/", strengths.remove, name="remove"),
    path("me/profile/", own.own, name="own"),
    path("me/profile/add/<slug:line_kind>/", own.add, name="own_add"),
    path("me/profile/lines/<uuid:line_id>/", own.remove, name="own_remove"),
]
