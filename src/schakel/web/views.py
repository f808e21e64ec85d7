"""Logging in and out, choosing a seat and a language, help, and the sign of life."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.menus import start_of
from schakel.ground.access.permissions import not_found
from schakel.ground.access.readers import actor_for
from schakel.ground.access.types import Role
from schakel.ground.accounts.entering import Entry, try_password
from schakel.ground.accounts.known import remember_browser
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.queries.sign_on import sign_ons
from schakel.ground.accounts.stepping import go_on, let_in
from schakel.ground.kernel import clock
from schakel.ground.organisations.demonstration import groups_to_play
from schakel.ground.organisations.queries import names_of_readers
from schakel.web.helping import subjects_for
from schakel.web.login import LoginForm
from schakel.web.middleware import SEAT, activate_language, local_target, seat_numbered, seats_of
from schakel.web.pages import EVERYONE, SchakelRequest, page
from schakel.web.shell import MORE_SEATS


@require_GET
def root(request: HttpRequest) -> HttpResponse:
    """To the start of the seat's day, or to logging in."""
    if not request.user.is_authenticated:
        return redirect("web:demo" if settings.IS_DEMO else "web:login")
    readers = seats_of(request)
    chosen = next((r for r in readers if r.pk == request.session.get(SEAT)), None)
    if chosen is None and len(readers) == 1:
        chosen = readers[0]
    return redirect(start_of(chosen.role)) if chosen else redirect("web:seats")


@login_not_required
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in with name and password; a wrong try says no more than that it was wrong."""
    form = LoginForm(request.POST or None)
    entry = Entry(None)
    if request.method == "POST" and form.is_valid():
        entry = try_password(request, **form.credentials())
        if entry.account is not None:
            answer = go_on(request, entry.account, _safe_next(request))
            remember_browser(request, answer, entry.account)
            return answer
        form.add_error(None, entry.words)
    target = request.POST.get("next") or request.GET.get("next", "")
    context = {
        "form": form,
        "next": target,
        "next_query": urlencode({"next": target}),
        "sign_ons": sign_ons(),
        "away": request.GET.get("away", ""),
        "is_demo": settings.IS_DEMO,
    }
    status = 429 if entry.wait else 422 if form.errors else 200
    answer = render(request, "web/login.html", context, status=status)
    if entry.wait:
        answer.headers["Retry-After"] = str(entry.wait)
    return answer


@login_not_required
@require_http_methods(["GET", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """In a demonstration only: choose who you are, without a password."""
    if not settings.IS_DEMO:
        raise not_found()
    if request.method == "POST":
        account = Account.objects.filter(username=request.POST.get("account", ""), is_active=True).first()
        if account is None:
            raise not_found()
        return let_in(request, account, "")
    return render(request, "web/demo.html", {"groups": groups_to_play()})


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("web:root")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Go on in Dutch or English."""
    wanted = request.POST.get("language", "")
    if wanted not in dict(settings.LANGUAGES):
        raise not_found()
    return activate_language(request, wanted)


@require_http_methods(["GET", "POST"])
def seats(request: HttpRequest) -> HttpResponse:
    """Choose the organisation and role to work in; without any, say what to do."""
    if not request.user.is_authenticated:
        return redirect("web:login")
    readers = seats_of(request)
    if request.method == "POST":
        reader = seat_numbered(request, _number(request.POST.get("reader", "")))
        request.session[SEAT] = reader.pk
        request.session[MORE_SEATS] = len(readers) > 1
        return redirect(start_of(actor_for(reader).role))
    names = names_of_readers(r.pk for r in readers)
    choices = [
        {
            "id": r.pk,
            "role": names[r.pk].role_on(clock.today()) if r.pk in names else Role(r.role).label,
            "organisation": names[r.pk].organisation if r.pk in names else "",
            "behalf": names[r.pk].name if r.principal_id is not None and r.pk in names else "",
        }
        for r in readers
    ]
    return render(request, "web/seats.html", {"choices": choices})


@page(EVERYONE)
@require_GET
def help_page(request: SchakelRequest) -> HttpResponse:
    """How to get about: what belongs to the page one comes from, keys, words, and who to ask."""
    page, words = request.GET.get("page", ""), request.GET.get("words", "").strip()[:80]
    context = {
        "is_client": request.actor.role == Role.CLIENT,
        "subjects": subjects_for(request.actor.role, page=page, words=words),
        "page": page,
        "words": words,
    }
    return render(request, "web/help.html", context)


@page(EVERYONE)
@require_GET
def empty(request: HttpRequest) -> HttpResponse:
    """Where a role without any page of its own lands."""
    return render(request, "web/nothing_here.html")


@login_not_required
@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """Whether the web process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return JsonResponse({"ok": True})


def _safe_next(request: HttpRequest) -> str:
    return local_target(request.POST.get("next", "")) or reverse("web:root")


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 10 else 0
