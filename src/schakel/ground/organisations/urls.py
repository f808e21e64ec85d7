"""Addresses of the organisations room."""

from __future__ import annotations

from django.urls import path

from schakel.ground.organisations.views import availability, members

app_name = "organisations"
urlpatterns = [
    path("directory/", members.who_is_who, name="directory"),
    path("members/", members.members, name="members"),
    path("members/<uuid:membership_id>/end/", members.end_member, name="end_member"),
    path("availability/", availability.own, name="availability"),
    path("absences/", availability.absences, name="absences"),
    path("absences/<uuid:absence_id>/", availability.absence, name="absence"),
    path("absences/<uuid:absence_id>/change/", availability.change, name="change_absence"),
    path("absences/<uuid:absence_id>/cover/", availability.cover, name="cover"),
    path("members/<uuid:membership_id>/hours/", availability.hours, name="hours"),
    path("members/<uuid:membership_id>/absence/", availability.report, name="report_absence"),
    path("pairs/", availability.pairs, name="pairs"),
    path("pairs/<uuid:pair_id>/end/", availability.stop_pair, name="end_pair"),
]
