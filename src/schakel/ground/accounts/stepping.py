"""Between a right password and being logged in: who still owes a second step is nobody yet."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from schakel.ground.accounts.models import Account
from schakel.ground.accounts.queries.second_step import authenticator_of, must_have_second_step

HALF = "half"
LASTS = 10 * 60
"""Seconds in which the second step must follow the first."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


def go_on(request: HttpRequest, account: Account, target: str) -> HttpResponse:
    """After the first step: in, or on to the second step, or to setting one up where it is asked."""
    has_one = authenticator_of(account.pk) is not None
    if not has_one and not must_have_second_step(account.pk):
        return let_in(request, account, target)
    request.session.cycle_key()
    hold = account.get_session_auth_hash()
    request.session[HALF] = {"account": str(account.pk), "at": int(time.time()), "next": target, "hold": hold}
    return redirect("accounts:second_step" if has_one else "accounts:enrol_first")


def half_in(request: HttpRequest) -> Account | None:
    """Who gave a right password a moment ago, if their password and sessions still hold."""
    half: dict[str, Any] = request.session.get(HALF) or {}
    if not half or int(time.time()) - half["at"] > LASTS:
        return None
    account: Account | None = Account.objects.filter(pk=UUID(half["account"]), is_active=True).first()
    return account if account is not None and account.get_session_auth_hash() == half["hold"] else None


def finish(request: HttpRequest, account: Account) -> str:
    """Log in after the second step; returns where they were going."""
    target = str((request.session.pop(HALF, None) or {}).get("next", ""))
    login(request, account, backend=BACKEND)
    return target or reverse("web:root")


def let_in(request: HttpRequest, account: Account, target: str) -> HttpResponse:
    """Log in and go where they were going."""
    login(request, account, backend=BACKEND)
    return HttpResponseRedirect(target or reverse("web:root"))
