"""Pages of passkeys: one's own, and logging in with one."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from schakel.ground.access.types import STAFF
from schakel.ground.accounts.actions.passkeys import add_passkey, remove_passkey, rename_passkey
from schakel.ground.accounts.entering import Entry, by_passkey, claim_at_address, note_closing
from schakel.ground.accounts.forms.passkeys import MadeForm, NewPasskeyForm, RenameForm, ShownForm
from schakel.ground.accounts.forms.passwords import EndForm
from schakel.ground.accounts.models import Passkey
from schakel.ground.accounts.passkeys import Made, WrongAnswer, ask_to_make, ask_to_show, host_of, judge_made
from schakel.ground.accounts.queries.passkeys import passkey_of, passkeys_of
from schakel.ground.accounts.stepping import let_in
from schakel.ground.accounts.views.own import account_of
from schakel.ground.accounts.views.second_step import is_password_right
from schakel.web.acting import attempt, once
from schakel.web.middleware import local_target
from schakel.web.pages import SchakelRequest, keep_reads, page

MAKING, SHOWING = "passkey-making", "passkey-showing"
LASTS = 5 * 60
"""Seconds in which the browser must answer."""


@page(STAFF)
@require_http_methods(["GET", "POST"])
def passkeys(request: SchakelRequest) -> HttpResponse:
    """One's own passkeys, and the name and password with which the next begins."""
    account = account_of(request)
    form = NewPasskeyForm(request.POST or None)
    if request.method == "POST" and is_password_right(account, form):
        request.session[MAKING] = {"name": form.cleaned_data["name"], "at": int(time.time())}
        return redirect("accounts:make_passkey")
    context = {"rows": passkeys_of(account.pk), "form": form, "press": EndForm(auto_id=False)}
    return keep_reads(render(request, "accounts/passkeys.html", context, status=422 if form.errors else 200))


@page(STAFF)
@require_http_methods(["GET", "POST"])
def make_passkey(request: SchakelRequest) -> HttpResponse:
    """Let the browser make the key; every answer belongs to one question."""
    account, begun = account_of(request), _begun(request, MAKING)
    if begun is None:
        return redirect("accounts:passkeys")
    form = MadeForm(request.POST or None)
    if request.method == "POST" and _added(request, form, begun):
        del request.session[MAKING]
        messages.success(request, gettext("De passkey is gemaakt. U kunt er voortaan mee inloggen."))
        return redirect("accounts:passkeys")
    state, options = ask_to_make(request, account, passkeys_of(account.pk))
    request.session[MAKING] = begun | {"state": state}
    context = {"form": MadeForm(), "errors": form.errors, "options": options, "name": begun["name"]}
    context["refusals"] = [words for found in form.errors.values() for words in found]
    return render(request, "accounts/make_passkey.html", context, status=422 if form.errors else 200)


@page(STAFF)
@require_http_methods(["GET", "POST"])
def passkey(request: SchakelRequest, passkey_id: UUID) -> HttpResponse:
    """Call a key something else."""
    row = passkey_of(account_of(request).pk, passkey_id)
    form = RenameForm(request.POST or None, initial={"name": row.name})
    if request.method == "POST" and _renamed(request, form, row):
        messages.success(request, gettext("De passkey heeft een andere naam."))
        return redirect("accounts:passkeys")
    context = {"row": row, "form": form}
    return render(request, "accounts/passkey.html", context, status=422 if form.errors else 200)


@page(STAFF)
@require_POST
def remove(request: SchakelRequest, passkey_id: UUID) -> HttpResponse:
    """Take a key away; a second click finds it gone."""
    form = EndForm(request.POST)
    attempt(form, lambda: remove_passkey(actor=request.actor, passkey_id=passkey_id, **once(form)))
    messages.success(request, gettext("De passkey is weggehaald en opent niets meer."))
    return redirect("accounts:passkeys")


@require_POST
def begin_login(request: HttpRequest) -> HttpResponse:
    """What a browser is asked that wants to log in with a key; each question counts for its address."""
    claim = claim_at_address(request)
    note_closing(claim, None, "address")
    if not claim.is_heard:
        return JsonResponse(
            {"error": gettext("Er is te vaak iets verkeerds ingevuld. Wacht even.")}, status=429
        )
    state, options = ask_to_show(request)
    request.session[SHOWING] = {"state": state, "at": int(time.time())}
    return HttpResponse(options, content_type="application/json")


@require_POST
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in with what the browser showed; the question is used up, also by a wrong answer."""
    begun = _begun(request, SHOWING)
    request.session.pop(SHOWING, None)
    form = ShownForm(request.POST)
    entry = Entry(None, gettext("Inloggen met een passkey is niet gelukt. Probeer het opnieuw."))
    if begun is not None and form.is_valid():
        entry = by_passkey(request, begun["state"], form.cleaned_data["answer"])
    if entry.account is not None:
        return let_in(request, entry.account, local_target(request.POST.get("next", "")))
    messages.error(request, entry.words)
    return redirect("web:login")


def _begun(request: HttpRequest, key: str) -> dict[str, Any] | None:
    """What was begun in this session, if that was a moment ago."""
    begun: dict[str, Any] = request.session.get(key) or {}
    return begun if begun and int(time.time()) - begun["at"] <= LASTS else None


def _added(request: SchakelRequest, form: MadeForm, begun: dict[str, Any]) -> bool:
    made = _made(request, form, begun)
    if made is None:
        return False
    values = {"name": begun["name"], "host": host_of(request), "made": made}
    return attempt(form, lambda: add_passkey(actor=request.actor, **values, **once(form))).is_done


def _made(request: SchakelRequest, form: MadeForm, begun: dict[str, Any]) -> Made | None:
    try:
        if form.is_valid() and "state" in begun:
            return judge_made(request, begun["state"], form.cleaned_data["answer"])
    except WrongAnswer:
        pass
    form.errors.clear()
    form.add_error(None, gettext("Het maken van de passkey is niet gelukt. Probeer het opnieuw."))
    return None


def _renamed(request: SchakelRequest, form: RenameForm, row: Passkey) -> bool:
    def renamed() -> UUID:
        name = form.cleaned_data["name"]
        return rename_passkey(actor=request.actor, passkey_id=row.pk, name=name, **once(form))

    return attempt(form, renamed).is_done
