"""Logging in at one's own organisation: there, and back."""

from __future__ import annotations

import hmac
import logging
import time
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.accounts.actions.sign_on import link_subject
from schakel.ground.accounts.entering import claim_at_address, note_closing, refused, uncount_address
from schakel.ground.accounts.models import Account, SignOn
from schakel.ground.accounts.openid import (
    Client,
    ProviderError,
    Question,
    address_to_ask,
    claims_for,
    fresh_question,
)
from schakel.ground.accounts.queries.sign_on import (
    account_of_subject,
    account_to_link,
    has_seat,
    roles_in,
    secret_of_sign_on,
    sign_on_named,
)
from schakel.ground.accounts.stepping import Seats, go_on
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import NotFoundError
from schakel.web.middleware import local_target

ASKED = "sign-on"
LASTS = 10 * 60
"""Seconds that somebody may take to log in there."""
log = logging.getLogger(__name__)


@require_GET
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Go and log in there; each time counts for one's address until it went well."""
    claim, question = claim_at_address(request), fresh_question()
    note_closing(claim, None, "address")
    if not claim.is_heard:
        return _no(request, refused(claim).words)
    try:
        target = address_to_ask(_client(request, sign_on_named(slug)), question)
    except ProviderError as error:
        return _unbelieved(request, error)
    where = local_target(request.GET.get("next", ""))
    request.session[ASKED] = question.kept() | {"slug": slug, "at": int(time.time()), "next": where}
    return HttpResponseRedirect(target)


@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """In, when what the provider says can be believed and leads to a seat; the question is used up."""
    asked: dict[str, Any] = request.session.pop(ASKED, None) or {}
    if not asked or int(time.time()) - asked["at"] > LASTS:
        return _no(request, gettext("Het inloggen duurde te lang. Probeer het opnieuw."))
    if not hmac.compare_digest(request.GET.get("state", "").encode(), asked["state"].encode()):
        return _no(request, gettext("Dit antwoord hoort niet bij uw vraag. Probeer het opnieuw."))
    code = request.GET.get("code", "")
    if not code:
        return _no(request, gettext("Uw organisatie liet u niet binnen. Probeer het opnieuw."))
    question = Question(asked["state"], asked["nonce"], asked["verifier"])
    try:
        sign_on = sign_on_named(asked["slug"])
        claims = claims_for(_client(request, sign_on), question, code)
    except (ProviderError, NotFoundError) as error:
        return _unbelieved(request, error)
    return _judged(request, sign_on, claims, asked["next"])


def _judged(request: HttpRequest, sign_on: SignOn, claims: dict[str, Any], target: str) -> HttpResponse:
    account = account_of_subject(sign_on, claims["sub"])
    is_first = account is None
    account = account or account_to_link(sign_on, claims)
    if account is None:
        return _no(
            request,
            gettext(
                "Uw organisatie kent u, maar Schakel kent u niet."
                " Vraag de beheerder van uw organisatie om u uit te nodigen."
            ),
        )
    if not account.is_active:
        return _no(request, gettext("Uw account is gesloten. Vraag het de beheerder van uw organisatie."))
    roles = roles_in(sign_on, claims)
    if not has_seat(account.pk, sign_on.organisation_id, roles):
        return _no(
            request,
            gettext(
                "U hebt hier geen rol die bij uw organisatie past."
                " Vraag de beheerder van uw organisatie welke rol u hoort te hebben."
            ),
        )
    if is_first and not _linked(sign_on, claims["sub"], account):
        return _no(request, gettext("Het inloggen is niet gelukt. Probeer het opnieuw."))
    uncount_address(request)
    seats = Seats(str(sign_on.organisation_id), tuple(sorted(roles)))
    return go_on(request, account, target, seats=seats, is_whole=sign_on.is_two_step)


def _linked(sign_on: SignOn, subject: str, account: Account) -> bool:
    actor = system_actor()
    try:
        with as_actor(actor, Purpose.ADMINISTRATION.value):
            link_subject(
                actor=actor,
                organisation_id=sign_on.organisation_id,
                sign_on_id=sign_on.pk,
                subject=subject,
                account_id=account.pk,
            )
    except (IntegrityError, NotFoundError):
        # Somebody came from there as this account a moment ago, or it was closed meanwhile.
        return False
    return True


def _client(request: HttpRequest, sign_on: SignOn) -> Client:
    back = request.build_absolute_uri(reverse("accounts:sign_on_back"))
    return Client(sign_on.issuer, sign_on.client_id, secret_of_sign_on(sign_on.slug), back)


def _unbelieved(request: HttpRequest, error: Exception) -> HttpResponse:
    log.warning("logging in by a provider failed: %s", error)
    return _no(
        request,
        gettext(
            "Inloggen via uw organisatie is niet gelukt."
            " Probeer het later opnieuw, of log in met uw naam en wachtwoord."
        ),
    )


def _no(request: HttpRequest, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("web:login")
