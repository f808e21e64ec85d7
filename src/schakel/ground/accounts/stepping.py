"""Between a right password and being logged in: who still owes a second step is nobody yet."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from schakel.ground.access.models import Reader
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.queries.second_step import authenticator_of, must_have_second_step

HALF = "half"
SEATS = "seats"
LASTS = 10 * 60
"""Seconds in which the second step must follow the first."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Seats:
    """Who was let in by their own organisation sits there only, in the roles that it named."""

    organisation_id: str
    roles: tuple[str, ...]


def go_on(
    request: HttpRequest, account: Account, target: str, *, seats: Seats | None = None, is_whole: bool = False
) -> HttpResponse:
    """After the first step: in, or on to the second step, or to setting one up where it is asked.

    is_whole where the first step was two; seats where it opens no more than these.
    """
    has_one = authenticator_of(account.pk) is not None
    if is_whole or (not has_one and not must_have_second_step(account.pk)):
        return let_in(request, account, target, seats=seats)
    request.session.cycle_key()
    hold = account.get_session_auth_hash()
    request.session[HALF] = {
        "account": str(account.pk),
        "at": int(time.time()),
        "next": target,
        "hold": hold,
        SEATS: _kept(seats),
    }
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
    half: dict[str, Any] = request.session.pop(HALF, None) or {}
    _enter(request, account, half.get(SEATS))
    return str(half.get("next", "")) or reverse("web:root")


def let_in(
    request: HttpRequest, account: Account, target: str, *, seats: Seats | None = None
) -> HttpResponse:
    """Log in and go where they were going."""
    _enter(request, account, _kept(seats))
    return HttpResponseRedirect(target or reverse("web:root"))


def is_open(request: HttpRequest, reader: Reader) -> bool:
    """Whether this session may act as that reader."""
    kept: list[Any] | None = request.session.get(SEATS)
    return kept is None or (str(reader.organisation_id) == kept[0] and reader.role in kept[1])


def _enter(request: HttpRequest, account: Account, kept: list[Any] | None) -> None:
    """Log in, with the seats of this time only: a session of the same account outlives the login."""
    login(request, account, backend=BACKEND)
    request.session.pop(SEATS, None)
    request.session.pop("reader", None)
    if kept is not None:
        request.session[SEATS] = kept


def _kept(seats: Seats | None) -> list[Any] | None:
    return [seats.organisation_id, list(seats.roles)] if seats else None
