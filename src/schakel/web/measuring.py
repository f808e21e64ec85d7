"""Counting what a request asks of the database, and naming statements that took long; never their values."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

LONGEST = 400
"""Signs of a statement that are written down."""
log = logging.getLogger("schakel.slow")


class Measuring:
    """Tells in Server-Timing how many statements an answer took and how long; logs the slow ones.

    In development always; where people work only with SCHAKEL_SLOW_MS. An address is named by its pattern,
    so that no id and nothing typed reaches the log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        count = Count(_name(request), float(settings.SLOW_MILLISECONDS))
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(count))
            response = self.get_response(request)
        response.headers["Server-Timing"] = f'db;desc="{count.statements} statements";dur={count.spent:.1f}'
        return response


class Count:
    """How many statements one request made, and how many milliseconds they took together."""

    def __init__(self, name: str, slow: float) -> None:
        self.name, self.slow = name, slow
        self.statements, self.spent = 0, 0.0

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = (time.perf_counter() - began) * 1000
            self.statements += 1
            self.spent += took
            if took >= self.slow:
                log.warning("%s: %.0f ms: %s", self.name, took, " ".join(str(sql).split())[:LONGEST])


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return "nowhere"
