"""One's own account: the password, and where one is logged in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.accounts.actions import change_password, end_own_sessions
from schakel.ground.accounts.entering import refused
from schakel.ground.accounts.forms.passwords import ChangeForm, EndForm
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.queries.second_step import authenticator_of
from schakel.ground.accounts.throttling import BY_PLACE, claim_try, key_of_name, key_of_place
from schakel.web.acting import attempt, once
from schakel.web.pages import EVERYONE, SchakelRequest, keep_reads, page

INSIDE = "inside"
"""The place of who is logged in already: an open session may not guess the password of its owner."""


@page(EVERYONE)
@require_GET
def own(request: SchakelRequest) -> HttpResponse:
    """With which name one logs in, how, and where."""
    account = account_of(request)
    context = {
        "account": account,
        "form": EndForm(),
        "is_client": request.actor.role == Role.CLIENT,
        "has_second_step": authenticator_of(account.pk) is not None,
    }
    return render(request, "accounts/own.html", context)


@page(EVERYONE)
@require_http_methods(["GET", "POST"])
def change(request: SchakelRequest) -> HttpResponse:
    """Choose another password; this session goes on, all others end."""
    account = account_of(request)
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and _changed(request, account, form):
        account.refresh_from_db()
        update_session_auth_hash(request, account)
        messages.success(request, gettext("Uw wachtwoord is gewijzigd. Op andere plekken bent u uitgelogd."))
        return redirect("accounts:own")
    answer = render(request, "accounts/change_password.html", {"form": form}, status=_status(form))
    # A refusal must keep the count of tries: whoever found an open session may not guess on.
    return keep_reads(answer)


@page(EVERYONE)
@require_POST
def end_sessions(request: SchakelRequest) -> HttpResponse:
    """Log out everywhere else."""
    account, form = account_of(request), EndForm(request.POST)
    attempt(form, lambda: end_own_sessions(actor=request.actor, **once(form)))
    account.refresh_from_db()
    update_session_auth_hash(request, account)
    messages.success(request, gettext("U bent overal uitgelogd, behalve hier."))
    return redirect("accounts:own")


def account_of(request: SchakelRequest) -> Account:
    """The account of who is at work. Raises NotFoundError for a machine."""
    if not isinstance(request.user, Account):
        raise not_found()
    return request.user


def _changed(request: SchakelRequest, account: Account, form: ChangeForm) -> bool:
    if not form.is_valid():
        return False
    of = key_of_name(account.username)
    claim = claim_try(key_of_place(account.username, INSIDE), BY_PLACE, of=of)
    if not claim.is_heard:
        form.add_error("current", refused(claim).words)
        return False
    values = {name: form.cleaned_data[name] for name in ("current", "new")}
    return attempt(form, lambda: change_password(actor=request.actor, **values, **once(form))).is_done


def _status(form: ChangeForm) -> int:
    return 422 if form.errors else 200
