"""Pages on who can log in at one's own organisation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.types import Role
from schakel.ground.accounts.mailing import mail_link
from schakel.ground.accounts.models import OneTimeLink
from schakel.ground.accounts.records import token_of
from schakel.ground.kernel import clock
from schakel.ground.organisations.actions import (
    deactivate_account,
    invite_member,
    reactivate_account,
    renew_login,
    reset_second_step,
    unlock_account,
)
from schakel.ground.organisations.forms.accounts import CloseForm, FindAccountForm, InviteForm, PressForm
from schakel.ground.organisations.models import Organisation
from schakel.ground.organisations.queries.accounts import (
    AccountRow,
    Wanted,
    account_at,
    accounts_at,
    roles_at,
    works_elsewhere,
)
from schakel.web.acting import Attempt, attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, page

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


@page(ADMINISTRATORS)
@require_GET
def accounts(request: SchakelRequest) -> HttpResponse:
    """Who can log in, when they last did, and who cannot get in."""
    organisation = Organisation.objects.get(pk=request.actor.employer_id)
    today = clock.today()
    roles = [(role, organisation.role_on(role, today)) for role in roles_at(organisation.pk)]
    find = FindAccountForm(request.GET, roles=roles)
    wanted = find.wanted()
    rows, is_more = accounts_at(organisation.pk, wanted)
    context = {
        "rows": rows,
        "find": find,
        "is_narrowed": bool(wanted.words or wanted.role or wanted.state),
        "pager": _pager(wanted, rows, is_more=is_more),
    }
    return render(request, "organisations/accounts.html", context)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def invite(request: SchakelRequest) -> HttpResponse:
    """Invite somebody; the link is shown in the answer to the form and nowhere else."""
    organisation = Organisation.objects.get(pk=request.actor.employer_id)
    form = InviteForm(request.POST or None, organisation=organisation)
    if request.method == "POST":
        done = attempt(form, lambda: _invited(request, form))
        if done.is_done and done.result is not None:
            return _show_link(request, done.result, form)
    return render(request, "organisations/invite.html", {"form": form}, status=422 if form.errors else 200)


@page(ADMINISTRATORS)
@require_GET
def account(request: SchakelRequest, account_id: UUID) -> HttpResponse:
    """One account: whether it can log in, and what to do when it cannot."""
    return _account_page(request, account_id)


@page(ADMINISTRATORS)
@require_POST
def renew(request: SchakelRequest, account_id: UUID) -> HttpResponse:
    """Make a new link; it is shown in the answer and nowhere else."""
    form = PressForm(request.POST)
    done = _acted(request, form, account_id, renew_login, lambda: {"token": _token(form)})
    if done.is_done:
        return _show_link(request, account_id, form)
    return _account_page(request, account_id, press=form)


@page(ADMINISTRATORS)
@require_POST
def unlock(request: SchakelRequest, account_id: UUID) -> HttpResponse:
    """Let somebody try to log in again."""
    return _pressed(request, account_id, unlock_account, gettext("Het account is ontgrendeld."))


@page(ADMINISTRATORS)
@require_POST
def close(request: SchakelRequest, account_id: UUID) -> HttpResponse:
    """Close an account, with a reason."""
    form = CloseForm(request.POST)
    done = _acted(
        request, form, account_id, deactivate_account, lambda: {"reason": form.cleaned_data["reason"]}
    )
    if done.is_done:
        messages.success(request, gettext("Het account is gesloten. Wie ermee was ingelogd, is uitgelogd."))
        return redirect("organisations:account", account_id)
    return _account_page(request, account_id, closing=form)


@page(ADMINISTRATORS)
@require_POST
def reopen(request: SchakelRequest, account_id: UUID) -> HttpResponse:
    """Open a closed account again."""
    words = gettext("Het account is weer open. Eerdere sessies blijven beëindigd.")
    return _pressed(request, account_id, reactivate_account, words)


@page(ADMINISTRATORS)
@require_POST
def reset_step(request: SchakelRequest, account_id: UUID) -> HttpResponse:
    """Take the second step of somebody who lost their phone away."""
    words = gettext("De tweede stap is weggehaald. De medewerker is overal uitgelogd.")
    return _pressed(request, account_id, reset_second_step, words)


def _pressed(request: SchakelRequest, account_id: UUID, act: Callable[..., Any], words: str) -> HttpResponse:
    form = PressForm(request.POST)
    if _acted(request, form, account_id, act, dict).is_done:
        messages.success(request, words)
        return redirect("organisations:account", account_id)
    return _account_page(request, account_id, press=form)


def _pager(wanted: Wanted, rows: list[AccountRow], *, is_more: bool) -> dict[str, str]:
    asked = {name: text for name, text in zip(("q", "role", "state"), astuple(wanted), strict=False) if text}
    pager = {}
    if is_more:
        pager["next_url"] = f"?{urlencode(asked | {'after': str(rows[-1].account.pk)})}"
    if wanted.after is not None:
        pager["previous_url"] = f"?{urlencode(asked)}"
    return pager


def _acted(
    request: SchakelRequest,
    form: ActForm,
    account_id: UUID,
    act: Callable[..., Any],
    values: Callable[[], dict[str, Any]],
) -> Attempt[Any]:
    def run() -> Any:
        about = {"organisation_id": request.actor.employer_id, "account_id": account_id}
        return act(actor=request.actor, **about, **values(), **once(form))

    return attempt(form, run)


def _invited(request: SchakelRequest, form: InviteForm) -> UUID:
    return invite_member(
        actor=request.actor,
        organisation_id=request.actor.employer_id,
        new=form.invitation(_token(form)),
        **once(form),
    )


def _token(form: ActForm) -> str:
    """The word that belongs to the form; one without a key of its own gets a fresh one."""
    form.cleaned_data["submit_key"] = form.cleaned_data["submit_key"] or form.fields["submit_key"].initial()
    return token_of(form.cleaned_data["submit_key"])


def _show_link(request: SchakelRequest, account_id: UUID, form: ActForm) -> HttpResponse:
    row = account_at(request.actor.employer_id, account_id)
    token = token_of(form.cleaned_data["submit_key"])
    url = request.build_absolute_uri(reverse("accounts:link", args=[token]))
    context = {
        "row": row,
        "url": url,
        "is_mailed": mail_link(row.account, url),
        "is_invitation": row.link is not None and row.link.kind == OneTimeLink.Kind.INVITATION,
    }
    return render(request, "organisations/account_link.html", context)


def _account_page(
    request: SchakelRequest,
    account_id: UUID,
    *,
    press: ActForm | None = None,
    closing: CloseForm | None = None,
) -> HttpResponse:
    row = account_at(request.actor.employer_id, account_id)
    context: dict[str, Any] = {
        "row": row,
        "press": press or PressForm(auto_id=False),
        "closing": closing or CloseForm(),
        "is_own": account_id == request.actor.account_id,
        "works_elsewhere": works_elsewhere(request.actor.employer_id, account_id),
    }
    is_wrong = bool(context["press"].errors or context["closing"].errors)
    return render(request, "organisations/account.html", context, status=422 if is_wrong else 200)
