"""The client's own view on life domains: what is open, who asked and why, and who may see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import give_consent, withdraw_consent
from schakel.ground.dossiers.consenting import LONGEST_CONSENT, WHAT_IS_TOLD
from schakel.ground.dossiers.models import Consent
from schakel.ground.dossiers.queries.consents import ConsentToGive, consents_of, consents_to_give
from schakel.ground.dossiers.queries.life_domains import life_domains_of
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError, StaleVersionError
from schakel.portal.client.forms import ActForm, GiveConsentForm, WithdrawConsentForm
from schakel.web.pages import CLIENTS, SchakelRequest, keep_reads, page

BACK = "client:life_domains"
CONFLICT = 409


@page(CLIENTS)
@require_GET
def life_domains(request: SchakelRequest) -> HttpResponse:
    """What is open, and to whom the client said yes."""
    return _page(request)


@page(CLIENTS)
@require_POST
def give(request: SchakelRequest) -> HttpResponse:
    """Say yes to an organisation that helps."""
    form = GiveConsentForm(request.POST)

    def act() -> UUID:
        asked = {name: form.cleaned_data[name] for name in ("organisation_id", "purpose", "last_day")}
        asked["submit_key"] = form.key
        return give_consent(actor=request.actor, dossier_id=_own(request), **asked)

    done = gettext("U gaf toestemming. U kunt altijd stoppen.")
    return _do(request, form, act, done)


@page(CLIENTS)
@require_POST
def withdraw(request: SchakelRequest, consent_id: UUID) -> HttpResponse:
    """Stop; from now on that organisation sees the life domains no longer."""
    form = WithdrawConsentForm(request.POST)

    def act() -> UUID:
        on: dict[str, Any] = {"dossier_id": _own(request), "submit_key": form.key}
        return withdraw_consent(actor=request.actor, consent_id=consent_id, **on)

    done = gettext("U stopte met de toestemming. Dit heeft geen gevolgen voor uw uitkering of uw hulp.")
    return _do(request, form, act, done)


def _do(request: SchakelRequest, form: ActForm, act: Callable[[], UUID], done: str) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        act()
    except InvalidError as error:
        form.refuse(error)
        return _page(request, form, status=error.status)
    except (ConflictError, StaleVersionError) as error:
        messages.error(request, str(error))
        return _page(request, status=CONFLICT)
    messages.success(request, done)
    return redirect(BACK)


def _page(request: SchakelRequest, tried: ActForm | None = None, status: int = 200) -> HttpResponse:
    dossier_id = _own(request)
    log_read(BACK, [dossier_id], Section.IDENTITY | Section.LIFE_DOMAINS)
    rows, consents = life_domains_of(dossier_id), list(consents_of(dossier_id))
    context = {
        "open_ones": [row for row in rows if not row.is_closed],
        "closed": [row for row in rows if row.is_closed],
        "given": [_given(row) for row in consents if _holds(row)],
        "ended": [_given(row) for row in consents if not _holds(row)],
        "offered": [_offered(asked, tried) for asked in consents_to_give(dossier_id)],
        "what_is_told": WHAT_IS_TOLD,
    }
    return keep_reads(render(request, "client/life_domains.html", context, status=status))


def _holds(row: Consent) -> bool:
    return clock.today() in row.period


def _given(row: Consent) -> dict[str, Any]:
    last = row.valid_to - timedelta(days=1) if row.valid_to else None
    form = WithdrawConsentForm(auto_id=f"withdraw-{row.pk}-%s")
    return {"consent": row, "last_day": last, "form": form}


def _offered(asked: ConsentToGive, tried: ActForm | None) -> dict[str, Any]:
    """The form for one organisation; the one that was refused keeps what was typed."""
    name = f"give-{asked.organisation.pk}-{asked.purpose}"
    values = {
        "organisation_id": asked.organisation.pk,
        "purpose": asked.purpose,
        "last_day": clock.today() + LONGEST_CONSENT,
    }
    sent = tried.data if isinstance(tried, GiveConsentForm) else {}
    is_tried = (sent.get("organisation_id"), sent.get("purpose")) == (
        str(asked.organisation.pk),
        asked.purpose,
    )
    form = tried if is_tried else GiveConsentForm(initial=values, auto_id=f"{name}-%s")
    return {"asked": asked, "form": form, "is_open": is_tried}


def _own(request: SchakelRequest) -> UUID:
    """The dossier of the client at work."""
    if request.actor.subject_id is None:
        raise not_found()
    return request.actor.subject_id
