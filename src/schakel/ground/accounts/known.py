"""A browser with which somebody logged in before: guessing from elsewhere does not keep its owner out."""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from schakel.ground.accounts.models import Account

COOKIE = "known"
LASTS = timedelta(days=180)
_SALT = "schakel.accounts.known"


def known_browser(request: HttpRequest, username: str) -> str:
    """The mark of this browser if its last login was with that name, else nothing."""
    value = request.get_signed_cookie(COOKIE, "", salt=_SALT, max_age=LASTS) or ""
    name, _separator, mark = value.partition(".")
    return mark if mark and hmac.compare_digest(name, _of(username)) else ""


def remember_browser(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Give the browser a mark after a right password; one it had for this name stays."""
    mark = known_browser(request, account.username) or secrets.token_hex(16)
    response.set_signed_cookie(
        COOKIE,
        f"{_of(account.username)}.{mark}",
        salt=_SALT,
        max_age=int(LASTS.total_seconds()),
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def _of(username: str) -> str:
    """Which name the mark is for, told to nobody who reads the cookie."""
    message = b"known-browser:" + username.strip().casefold().encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, sha256).hexdigest()[:32]
