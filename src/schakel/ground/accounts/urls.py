"""Addresses of one's own account and of the ways in."""

from __future__ import annotations

from django.urls import path

from schakel.ground.accounts.views import (
    links,
    machines,
    own,
    passkeys,
    second_step,
    sign_on,
    sign_on_keeping,
)

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
    path("account/passkeys/", passkeys.passkeys, name="passkeys"),
    path("account/passkeys/make/", passkeys.make_passkey, name="make_passkey"),
    path("account/passkeys/<uuid:passkey_id>/", passkeys.passkey, name="passkey"),
    path("account/passkeys/<uuid:passkey_id>/remove/", passkeys.remove, name="remove_passkey"),
    path("service-identities/", machines.machines, name="machines"),
    path("service-identities/<uuid:machine_id>/", machines.machine, name="machine"),
    path("service-identities/<uuid:machine_id>/end/", machines.end, name="end_machine"),
    path("sign-on/", sign_on_keeping.sign_ons, name="sign_ons"),
    path("sign-on/<uuid:sign_on_id>/off/", sign_on_keeping.switch_off, name="switch_off_sign_on"),
    path("login/passkey/", passkeys.log_in, name="log_in_with_passkey"),
    path("login/passkey/begin/", passkeys.begin_login, name="begin_passkey"),
    path("login/sign-on/back/", sign_on.come_back, name="sign_on_back"),
    path("login/sign-on/<slug:slug>/", sign_on.leave, name="sign_on"),
    path("link/", links.choose, name="choose_password"),
    path("link/<slug:token>/", links.link, name="link"),
]
