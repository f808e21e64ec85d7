"""The pages of the second step: at logging in, and at one's own account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import segno
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import STAFF, Purpose
from schakel.ground.accounts.actions import enrol, remove_own_second_step, renew_paper_codes, use_paper_code
from schakel.ground.accounts.codes import address_of_secret, fresh_paper_codes, secret_of
from schakel.ground.accounts.entering import note_closing, refused
from schakel.ground.accounts.forms.second_step import CodeForm, EnrolForm, OwnEnrolForm, StepForm
from schakel.ground.accounts.judging import is_right_code
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.queries.second_step import authenticator_of, codes_left, must_have_second_step
from schakel.ground.accounts.stepping import finish, half_in
from schakel.ground.accounts.throttling import BY_ACCOUNT, claim_try, forget_tries, key_of_account
from schakel.ground.accounts.views.own import account_of
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.kernel.errors import InvalidError
from schakel.web.acting import attempt
from schakel.web.pages import SchakelRequest, keep_reads, page


@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the app; a code on paper counts as well, once."""
    account = half_in(request)
    if account is None or authenticator_of(account.pk) is None:
        return redirect("web:login")
    form, wait = StepForm(request.POST or None), 0
    if request.method == "POST" and form.is_valid():
        refusal, wait = _judged(request, account, form.cleaned_data["code"])
        if not refusal:
            return HttpResponseRedirect(finish(request, account))
        form.add_error("code", refusal)
    status = 429 if wait else 422 if form.errors else 200
    return render(request, "accounts/second_step.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def enrol_first(request: HttpRequest) -> HttpResponse:
    """Who must have a second step sets it up before they are in."""
    account = half_in(request)
    if account is None or authenticator_of(account.pk) is not None:
        return redirect("web:login")
    form = EnrolForm(request.POST or None)
    secret = secret_of(form.seed_now(), account.pk)
    if request.method == "POST" and form.is_valid():
        actor, codes = system_actor(), fresh_paper_codes()
        with as_actor(actor, Purpose.ADMINISTRATION.value, needs_savepoint=True):
            done = attempt(form, lambda: _enrolled(actor, account, secret, form, codes))
        if done.is_done:
            return _show_codes(request, codes, finish(request, account))
    return _enrol_page(request, "accounts/enrol_first.html", form, account, secret)


@page(STAFF)
@require_http_methods(["GET", "POST"])
def own_second_step(request: SchakelRequest) -> HttpResponse:
    """One's own second step: how it stands, or setting it up."""
    account = account_of(request)
    if authenticator_of(account.pk) is not None:
        return _own_page(request, account)
    form = OwnEnrolForm(request.POST or None)
    secret, codes = secret_of(form.seed_now(), account.pk), fresh_paper_codes()
    if request.method == "POST" and is_password_right(account, form):
        done = attempt(form, lambda: _enrolled(request.actor, account, secret, form, codes))
        if done.is_done:
            return _show_codes(request, codes, "")
    return keep_reads(_enrol_page(request, "accounts/enrol.html", form, account, secret))


@page(STAFF)
@require_POST
def renew_codes(request: SchakelRequest) -> HttpResponse:
    """Replace the codes on paper."""
    account, codes = account_of(request), fresh_paper_codes()
    form = CodeForm(request.POST, auto_id="codes-%s")

    def renewed(code: str) -> Any:
        return renew_paper_codes(actor=request.actor, code=code, paper_codes=codes)

    if _with_code(account, form, renewed):
        return _show_codes(request, codes, "")
    return keep_reads(_own_page(request, account, codes_form=form))


@page(STAFF)
@require_POST
def remove(request: SchakelRequest) -> HttpResponse:
    """Take the second step away, where it need not be there."""
    account = account_of(request)
    form = CodeForm(request.POST, auto_id="remove-%s")
    if _with_code(account, form, lambda code: remove_own_second_step(actor=request.actor, code=code)):
        messages.success(request, gettext("U logt voortaan in met alleen uw wachtwoord."))
        return redirect("accounts:own")
    return keep_reads(_own_page(request, account, remove_form=form))


def _judged(request: HttpRequest, account: Account, code: str) -> tuple[str, int]:
    """Why this code does not count, and how many seconds to wait; nothing when it does."""
    claim = claim_try(key_of_account(account.pk), BY_ACCOUNT)
    if not claim.is_heard:
        entry = refused(claim)
        return entry.words, entry.wait
    if is_right_code(account.pk, code):
        forget_tries(claim.key)
        return "", 0
    if _is_paper_code_right(account, code):
        forget_tries(claim.key)
        _tell_codes_left(request, account)
        return "", 0
    note_closing(claim, account.pk, "second")
    return gettext("Deze code klopt niet of is al gebruikt. Wacht op de volgende code."), 0


def _is_paper_code_right(account: Account, code: str) -> bool:
    actor = system_actor()
    try:
        with as_actor(actor, Purpose.ADMINISTRATION.value):
            use_paper_code(actor=actor, account_id=account.pk, code=code)
    except InvalidError:
        return False
    return True


def _tell_codes_left(request: HttpRequest, account: Account) -> None:
    left = codes_left(account.pk)
    words = ngettext(
        "U gebruikte een herstelcode. U hebt er nog %(n)s. Nieuwe maakt u bij Mijn account.",
        "U gebruikte een herstelcode. U hebt er nog %(n)s. Nieuwe maakt u bij Mijn account.",
        left,
    )
    messages.warning(request, words % {"n": left})


def is_password_right(account: Account, form: forms.Form) -> bool:
    if not form.is_valid() or not _is_heard(account, form, "password"):
        return False
    if not account.check_password(form.cleaned_data["password"]):
        form.add_error("password", gettext("Dit is niet uw huidige wachtwoord."))
        return False
    forget_tries(key_of_account(account.pk))
    return True


def _with_code(account: Account, form: CodeForm, act: Callable[[str], Any]) -> bool:
    """Do an act of the own account with a code of the app, each try of which is counted."""
    if not form.is_valid() or not _is_heard(account, form, "code"):
        return False
    if not attempt(form, lambda: act(form.cleaned_data["code"])).is_done:
        return False
    forget_tries(key_of_account(account.pk))
    return True


def _is_heard(account: Account, form: forms.Form, field: str) -> bool:
    claim = claim_try(key_of_account(account.pk), BY_ACCOUNT)
    if not claim.is_heard:
        form.add_error(field, refused(claim).words)
    return claim.is_heard


def _enrolled(actor: Actor, account: Account, secret: str, form: EnrolForm, codes: list[str]) -> Any:
    code = form.cleaned_data["code"]
    return enrol(actor=actor, account_id=account.pk, secret=secret, code=code, paper_codes=codes)


def _enrol_page(
    request: HttpRequest, template: str, form: EnrolForm, account: Account, secret: str
) -> HttpResponse:
    picture = segno.make(address_of_secret(secret, account.username), error="m")
    context = {
        "form": form,
        "picture": picture.svg_data_uri(scale=4, border=4, light="#fff"),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _own_page(
    request: SchakelRequest,
    account: Account,
    *,
    codes_form: CodeForm | None = None,
    remove_form: CodeForm | None = None,
) -> HttpResponse:
    context = {
        "codes_left": codes_left(account.pk),
        "is_required": must_have_second_step(account.pk),
        "codes_form": codes_form or CodeForm(auto_id="codes-%s"),
        "remove_form": remove_form or CodeForm(auto_id="remove-%s"),
    }
    is_wrong = bool(codes_form or remove_form)
    return render(request, "accounts/own_second_step.html", context, status=422 if is_wrong else 200)


def _show_codes(request: HttpRequest, codes: list[str], target: str) -> HttpResponse:
    """The codes on paper, in this answer and nowhere else."""
    context = {"codes": codes, "target": target or reverse("accounts:own")}
    return render(request, "accounts/paper_codes.html", context)
