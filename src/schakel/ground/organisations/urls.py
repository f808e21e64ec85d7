"""Addresses of the organisations room."""

from __future__ import annotations

from django.urls import path

from schakel.ground.organisations.views import home, members

app_name = "organisations"
urlpatterns = [
    path("home/", home.home, name="home"),
    path("directory/", members.who_is_who, name="directory"),
    path("members/", members.members, name="members"),
    path("members/<uuid:membership_id>/end/", members.end_member, name="end_member"),
]
