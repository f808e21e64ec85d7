"""Addresses of one's own account and of the ways in."""

from __future__ import annotations

from django.urls import path

from schakel.ground.accounts.views import links, own, second_step

app_name = "accounts"
urlpatterns = [
    path("account/", own.own, name="own"),
    path("account/password/", own.change, name="change_password"),
    path("account/sessions/end/", own.end_sessions, name="end_sessions"),
    path("account/second-step/", second_step.own_second_step, name="own_second_step"),
    path("account/second-step/codes/", second_step.renew_codes, name="renew_codes"),
    path("account/second-step/remove/", second_step.remove, name="remove_second_step"),
    path("login/second-step/", second_step.second_step, name="second_step"),
    path("login/second-step/first/", second_step.enrol_first, name="enrol_first"),
    path("link/", links.choose, name="choose_password"),
    path("link/<slug:token>/", links.link, name="link"),
]
