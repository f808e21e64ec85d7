"""How long a session lasts: till nobody touched it for a while, and never longer than a working day."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

BEGAN, SEEN = "began", "seen"
STEP = 60
"""Seconds after which the moment of the last touch is written again: not every page writes the session."""


def begin(sender: object, request: HttpRequest, **_more: Any) -> None:
    """Note the moment at which somebody logged in."""
    request.session[BEGAN] = request.session[SEEN] = _seconds()


def register() -> None:
    """Let every way of logging in begin the count."""
    user_logged_in.connect(begin, dispatch_uid="schakel.web.lasting")


def is_over(request: HttpRequest) -> bool:
    """Whether this session has lasted; if not, it was touched now. One of before this count begins now."""
    now, session = _seconds(), request.session
    began, seen = session.get(BEGAN), session.get(SEEN)
    if not isinstance(began, int) or not isinstance(seen, int):
        session[BEGAN] = session[SEEN] = now
        return False
    if now - began >= _longest().total_seconds() or now - seen >= _idle().total_seconds():
        return True
    if now - seen >= STEP:
        session[SEEN] = now
    return False


def _longest() -> timedelta:
    return timedelta(hours=settings.SESSION_HOURS)


def _idle() -> timedelta:
    return timedelta(minutes=settings.SESSION_IDLE_MINUTES)


def _seconds() -> int:
    # The machine's time: a clock moved for a demonstration logs nobody out.
    return int(time.time())
