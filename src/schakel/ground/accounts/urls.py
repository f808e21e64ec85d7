"""Addresses of one's own account and of the ways in."""

from __future__ import annotations

from django.urls import path

from schakel.ground.accounts.views import links, own

app_name = "accounts"
urlpatterns = [
    path("account/", own.own, name="own"),
    path("account/password/", own.change, name="change_password"),
    path("account/sessions/end/", own.end_sessions, name="end_sessions"),
    path("link/", links.choose, name="choose_password"),
    path("link/<slug:token>/", links.link, name="link"),
]
