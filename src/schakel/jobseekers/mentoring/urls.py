"""Addresses of attended talks and feedback."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.mentoring import views

app_name = "mentoring"
_VISIT = "mentoring/<uuid:mentor_visit_id>"

urlpatterns = [
    path("dossiers/<uuid:dossier_id>/mentor/", views.ask, name="ask"),
    path("mentoring/", views.visits, name="visits"),
    path("mentoring/day/", views.day, name="day"),
    path("mentoring/shared/", views.shared, name="shared"),
    path(f"{_VISIT}/", views.visit, name="visit"),
    path(f"{_VISIT}/call-off/", views.call_off, name="call_off"),
    path(f"{_VISIT}/withdraw/", views.withdraw, name="withdraw"),
    path(f"{_VISIT}/feedback/", views.feedback, name="feedback"),
    path(f"{_VISIT}/share/<uuid:piece_id>/", views.share, name="share"),
    path("me/mentor/", views.own, name="own"),
    path("me/mentor/<uuid:visited_id>/no/", views.refuse, name="refuse"),
]
