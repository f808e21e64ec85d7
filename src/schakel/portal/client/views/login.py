"""Giving a client a login: a professional's page, and the panel of the dossier that leads to it."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role, Section
from schakel.ground.accounts.records import token_of
from schakel.ground.dossiers.models import Dossier
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.people.models import Client
from schakel.ground.people.queries import client_visible
from schakel.portal.client.actions import give_client_login, renew_client_login, stop_client_login
from schakel.portal.client.forms import LoginForm, RenewLoginForm, StopLoginForm
from schakel.portal.client.logins import login_of
from schakel.web.acting import attempt, once
from schakel.web.pages import GUIDES, SchakelRequest, keep_reads, page

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the signs that look alike on paper: i, l, o, 0 and 1."""
_GROUPS, _GROUP_LENGTH = 4, 4


@page(GUIDES)
@require_http_methods(["GET", "POST"])
def login(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Give the client a login; the password is shown in the answer to the form and nowhere else."""
    client = client_visible(dossier_id)
    log_read("client:login", [dossier_id], Section.IDENTITY)
    context = {"client": client, "breadcrumbs": _breadcrumbs(client)}
    form = LoginForm(request.POST or None, initial={"username": _suggestion(dossier_id)})
    if request.method == "POST" and form.is_valid():
        password = _give(request, dossier_id, form)
        if password:
            given = {"username": form.cleaned_data["username"], "password": password}
            return render(request, "client/login_given.html", context | given)
    status = 422 if form.errors else 200
    if client.reader_id:
        return keep_reads(_login_page(request, client, status=status))
    return keep_reads(render(request, "client/login.html", context | {"form": form}, status=status))


@page(GUIDES)
@require_POST
def renew(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Make a link for a client who can't get in; it is shown in the answer and nowhere else."""
    client = client_visible(dossier_id)
    log_read("client:login", [dossier_id], Section.IDENTITY)
    form = RenewLoginForm(request.POST)
    key = form.key if form.is_valid() else None
    if key is None:
        raise not_found()
    token = token_of(key)
    renew_client_login(actor=request.actor, dossier_id=dossier_id, token=token, submit_key=key)  # type: ignore[call-arg]
    account = login_of(dossier_id)
    url = request.build_absolute_uri(reverse("accounts:link", args=[token]))
    context = {"client": client, "breadcrumbs": _breadcrumbs(client), "account": account, "url": url}
    return render(request, "client/login_link.html", context)


@page(GUIDES)
@require_POST
def stop(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """End a client's login, with a reason."""
    client = client_visible(dossier_id)
    log_read("client:login", [dossier_id], Section.IDENTITY)
    form = StopLoginForm(request.POST)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return stop_client_login(actor=request.actor, dossier_id=dossier_id, reason=reason, **once(form))

    if attempt(form, act).is_done:
        messages.success(request, gettext("De cliënt kan niet meer inloggen, en is overal uitgelogd."))
        return redirect("client:login", dossier_id)
    return keep_reads(_login_page(request, client, stopping=form, status=422))


def _login_page(
    request: SchakelRequest, client: Client, *, stopping: StopLoginForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a client who has a login already."""
    context = {
        "client": client,
        "breadcrumbs": _breadcrumbs(client),
        "account": login_of(client.pk),
        "renewing": RenewLoginForm(auto_id=False),
        "stopping": stopping or StopLoginForm(),
    }
    return render(request, "client/login.html", context, status=status)


def panel(dossier_id: UUID) -> dict[str, Any]:
    """Whether the actor may give the client a login; the client comes with the dossier's page."""
    return {"dossier_id": dossier_id, "may_give": Role(current_context().actor.role) in GUIDES}


def one_time_password(key: UUID) -> str:
    """The password that belongs to a submit key: a double click shows the one that was really set.

    16 signs of 31, about 79 bits; it can't be told from the key without the server's secret.
    """
    digest = hmac.new(settings.SECRET_KEY.encode(), b"client-login:" + key.bytes, sha256).digest()
    number = int.from_bytes(digest, "big")
    signs = []
    for _place in range(_GROUPS * _GROUP_LENGTH):
        number, rest = divmod(number, len(_LETTERS))
        signs.append(_LETTERS[rest])
    text = "".join(signs)
    return "-".join(text[at : at + _GROUP_LENGTH] for at in range(0, len(text), _GROUP_LENGTH))


def _give(request: SchakelRequest, dossier_id: UUID, form: LoginForm) -> str:
    """The password that was set, or nothing when the act was refused and the form says why."""
    if form.key is None:
        raise not_found()
    password, username = one_time_password(form.key), form.cleaned_data["username"]
    try:
        give_client_login(  # type: ignore[call-arg]
            actor=request.actor,
            dossier_id=dossier_id,
            username=username,
            password=password,
            submit_key=form.key,
        )
    except InvalidError as error:
        form.refuse(error)
    except ConflictError as error:
        form.add_error("username", f"{error.what} {error.remedy}")
    return "" if form.errors else password


def _suggestion(dossier_id: UUID) -> str:
    number = Dossier.objects.filter(pk=dossier_id).values_list("number", flat=True).first()
    return f"schakel-{number}" if number else ""


def _breadcrumbs(client: Client) -> list[dict[str, str]]:
    crumbs = [
        {"label": gettext("Cliënten"), "url": _address("dossiers:list")},
        {"label": client.full_name, "url": _address("dossiers:dossier", client.pk)},
        {"label": gettext("Mijn Schakel"), "url": ""},
    ]
    return [crumb for at, crumb in enumerate(crumbs) if crumb["url"] or at == len(crumbs) - 1]


def _address(name: str, *values: Any) -> str:
    try:
        return reverse(name, args=values)
    except NoReverseMatch:
        return ""
