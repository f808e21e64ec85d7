"""Addresses of the work profile."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.profile.views import linking, own, strengths
from schakel.jobseekers.profile.views import occupation as views

app_name = "profile"
urlpatterns = [
    path("dossiers/<uuid:dossier_id>/profile/", views.occupation, name="occupation"),
    path("dossiers/<uuid:dossier_id>/profile/title/", views.note, name="note"),
    path("dossiers/<uuid:dossier_id>/profile/confirm/", views.confirm, name="confirm"),
    path("dossiers/<uuid:dossier_id>/profile/add/<slug:line_kind>/", strengths.add, name="add"),
    path("dossiers/<uuid:dossier_id>/profile/lines/<uuid:line_id>/", strengths.remove, name="remove"),
    path("dossiers/<uuid:dossier_id>/profile/proposed/", linking.add_proposed, name="proposed"),
    path("dossiers/<uuid:dossier_id>/profile/lines/<uuid:line_id>/concept/", linking.link, name="link"),
    path(
        "dossiers/<uuid:dossier_id>/profile/lines/<uuid:line_id>/concept/choose/",
        linking.choose,
        name="choose",
    ),
    path(
        "dossiers/<uuid:dossier_id>/profile/lines/<uuid:line_id>/concept/none/",
        linking.none_fits,
        name="none_fits",
    ),
    path("dossiers/<uuid:dossier_id>/profile/lines/<uuid:line_id>/concept/undo/", linking.undo, name="undo"),
    path("profiles/to-link/", linking.to_link, name="to_link"),
    path("me/profile/proposed/", own.add_proposed, name="own_proposed"),
    path("me/profile/lines/<uuid:line_id>/agree/", own.agree, name="own_agree"),
    path("me/profile/lines/<uuid:line_id>/undo/", own.undo, name="own_undo"),
    path("me/profile/", own.own, name="own"),
    path("me/profile/add/<slug:line_kind>/", own.add, name="own_add"),
    path("me/profile/lines/<uuid:line_id>/", own.remove, name="own_remove"),
]
