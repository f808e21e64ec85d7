"""One actor and one transaction for each request on a page; and the headers that every answer carries."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from schakel.ground.access.models import Reader
from schakel.ground.access.permissions import not_found
from schakel.ground.access.readers import account_reader, actor_for, readers_of
from schakel.ground.accounts.stepping import is_open
from schakel.ground.kernel.actors import Actor, as_actor, current_context_or_none
from schakel.ground.kernel.database_errors import in_words
from schakel.ground.kernel.errors import MovedError, NotFoundError, SchakelError
from schakel.ground.kernel.filling import being_filled
from schakel.web.errors import error_response
from schakel.web.lasting import is_over
from schakel.web.machines import MACHINES
from schakel.web.pages import page_of
from schakel.web.shell import MORE_SEATS, seat_words
from schakel.web.timing import filled_in

Handler = Callable[[HttpRequest], HttpResponse]
SEAT = "reader"
log = logging.getLogger(__name__)

OUTSIDE = frozenset(
    {
        "web:login", "web:demo", "web:logout", "web:language", "web:seats", "web:health", "web:root",
        "accounts:link", "accounts:choose_password", "accounts:second_step", "accounts:enrol_first",
        "accounts:log_in_with_passkey", "accounts:begin_passkey", "accounts:sign_on", "accounts:sign_on_back",
    }
) | MACHINES  # fmt: skip
"""The only addresses at which nobody acts, or a program by itself; static files have none."""

_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)


class SecurityHeaders:
    """A strict content policy, and no copies of pages in shared or browser caches."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response


class ActorMiddleware:
    """Opens as_actor for the whole request, with the purpose that the address declares."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return self._nowhere(request)
        if match.view_name in OUTSIDE:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return _to_login(request)
        if is_over(request):
            return _away(request)
        actor = _actor(request)
        declared = page_of(match.func)
        if actor is None:
            return redirect("web:seats")
        _seat(request, actor)
        if declared is None or actor.role not in declared.roles:
            return error_response(request, not_found())
        purpose = declared.purpose_for(actor.role)
        request.purpose = purpose  # type: ignore[attr-defined]
        with being_filled(filled_in(request, match.view_name)):
            return self._act(request, actor, str(purpose.value))

    def _nowhere(self, request: HttpRequest) -> HttpResponse:
        actor = _actor(request) if request.user.is_authenticated else None
        if actor is not None:
            _seat(request, actor)
        return error_response(request, not_found())

    def _act(self, request: HttpRequest, actor: Actor, purpose: str) -> HttpResponse:
        try:
            with in_words(), as_actor(actor, purpose, needs_savepoint=True):
                response = self.get_response(request)
                if response.status_code >= 400 and not getattr(response, "keeps_reads", False):
                    transaction.set_rollback(True)
                return response
        except SchakelError as error:
            return error_response(request, error)
        except DatabaseError:
            log.exception("the database refused the end of a request")
            return error_response(request, SchakelError("", "", ""))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal that the view left to us becomes a page that says what to do."""
        if not isinstance(exception, SchakelError):
            return None
        if current_context_or_none() is not None:
            transaction.set_rollback(True)
        if isinstance(exception, MovedError) and request.method in {"GET", "HEAD"}:
            return _to_where_it_goes_on(request, exception)
        return error_response(request, exception)


def _to_where_it_goes_on(request: HttpRequest, moved: MovedError) -> HttpResponse:
    """The same page of the thing that it goes on as; the query may name what is only there in the old one."""
    match = resolve(request.path_info)
    answer: HttpResponse = redirect(match.view_name, **match.kwargs | {"dossier_id": moved.to})
    return answer


def _away(request: HttpRequest) -> HttpResponse:
    """End a session that lasted long enough, and say so; what was typed stays in the browser's history."""
    answer = _to_login(request, was_in=True)
    logout(request)
    return answer


def _to_login(request: HttpRequest, *, was_in: bool = False) -> HttpResponse:
    """Back to where they were after logging in; what was typed in a form stays in the browser's history."""
    is_reading = request.method in {"GET", "HEAD"}
    target = request.get_full_path() if is_reading else request.META.get("HTTP_REFERER", "/")
    away = ("pause" if was_in else "") if is_reading else "1"
    address = f"{reverse('web:login')}?{_next(target, away)}"
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _next(target: str, away: str) -> str:
    """The path only: a query may hold a person's name, and this address may reach a log."""
    values = {"next": urlsplit(target).path}
    return urlencode(values | {"away": away} if away else values)


def _seat(request: HttpRequest, actor: Actor) -> None:
    request.actor = actor  # type: ignore[attr-defined]
    request.seat = seat_words(actor)  # type: ignore[attr-defined]


def seats_of(request: HttpRequest) -> list[Reader]:
    """The readers that this session may act as today, oldest first."""
    account: Any = request.user
    return [reader for reader in readers_of(account.pk) if is_open(request, reader)]


def seat_numbered(request: HttpRequest, number: int) -> Reader:
    """One of these. Raises NotFoundError."""
    account: Any = request.user
    reader = account_reader(account.pk, number)
    if not is_open(request, reader):
        raise not_found()
    return reader


def _actor(request: HttpRequest) -> Actor | None:
    """The seat chosen in this session; with one seat there is nothing to choose."""
    account: Any = request.user
    chosen = request.session.get(SEAT)
    if chosen is not None:
        try:
            return actor_for(seat_numbered(request, chosen), name=account.name)
        except NotFoundError:
            del request.session[SEAT]
    readers = seats_of(request)
    request.session[MORE_SEATS] = len(readers) > 1
    if len(readers) != 1:
        return None
    request.session[SEAT] = readers[0].pk
    return actor_for(readers[0], name=account.name)


def local_target(target: str) -> str:
    """The address if it stays on this site, else nothing: no form may send people elsewhere."""
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) else ""


def activate_language(request: HttpRequest, language: str) -> HttpResponse:
    """Go back to where the form stood, with the language chosen in a cookie."""
    translation.activate(language)
    response = HttpResponseRedirect(local_target(request.POST.get("next", "")) or reverse("web:root"))
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", max_age=365 * 24 * 3600)
    return response
