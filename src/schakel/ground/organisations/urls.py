"""Addresses of the organisations room."""

from __future__ import annotations

from django.urls import path

from schakel.ground.organisations import views

app_name = "organisations"
urlpatterns = [
    path("directory/", views.who_is_who, name="directory"),
    path("members/", views.members, name="members"),
    path("members/<uuid:membership_id>/end/", views.end_member, name="end_member"),
]
