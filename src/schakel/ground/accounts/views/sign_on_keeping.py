"""Where an administrator sees by which provider people of the own organisation log in, and stops that."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.accounts.actions.sign_on import switch_off_sign_on
from schakel.ground.accounts.forms.passwords import EndForm
from schakel.ground.accounts.models import SignOn
from schakel.ground.accounts.queries.sign_on import secret_of_sign_on, sign_ons_of
from schakel.ground.accounts.views.machines import ADMINISTRATORS
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, page

LIST = "accounts:sign_ons"


@page(ADMINISTRATORS)
@require_GET
def sign_ons(request: SchakelRequest) -> HttpResponse:
    """The providers of the own organisation: where they are, which roles they name, whether they are on."""
    rows = [_row(request, one) for one in sign_ons_of(request.actor.employer_id)]
    return render(request, "accounts/sign_ons.html", {"rows": rows})


def _row(request: SchakelRequest, one: SignOn) -> dict[str, Any]:
    """What is shown of a provider: of its secret no more than whether there is one."""
    return {
        "sign_on": one,
        "has_secret": bool(secret_of_sign_on(one.slug)),
        "back": request.build_absolute_uri(reverse("accounts:sign_on_back")),
        "press": EndForm(auto_id=False) if one.is_on else None,
    }


@page(ADMINISTRATORS)
@require_POST
def switch_off(request: SchakelRequest, sign_on_id: UUID) -> HttpResponse:
    """Stop logging in by a provider."""
    if sign_on_id not in {one.pk for one in sign_ons_of(request.actor.employer_id)}:
        raise not_found()
    form = EndForm(request.POST)
    on = {"organisation_id": request.actor.employer_id, "sign_on_id": sign_on_id}
    attempt(form, lambda: switch_off_sign_on(actor=request.actor, **on, **once(form)))
    words = gettext(
        "Niemand logt meer in via deze aanbieder. Met naam en wachtwoord of een passkey kan het nog."
    )
    messages.success(request, words)
    return redirect(LIST)
