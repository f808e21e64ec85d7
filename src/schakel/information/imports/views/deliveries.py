"""The page of deliveries to the organisation's own system: how they stand, and sending them again."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.kernel.errors import NotFoundError
from schakel.ground.kernel.ids import uuid7
from schakel.information.imports.actions import resend_deliveries, switch_deliveries
from schakel.information.imports.deliveries import PAGE, counts_of, deliveries_of, home_system
from schakel.information.imports.models import Delivery
from schakel.information.imports.wording import delivery_kind, delivery_trouble
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, page

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
_MARKS = {"gathered": "soon", "queued": "soon", "delivered": "good", "failed": "late", "withheld": "open"}


class SwitchForm(ActForm):
    """Whether deliveries are to be on."""

    is_on = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ResendForm(ActForm):
    """Which delivery to send again; none for all that failed."""

    delivery = forms.UUIDField(required=False, widget=forms.HiddenInput)


@page(ADMINISTRATORS)
@require_GET
def deliveries(request: SchakelRequest) -> HttpResponse:
    """How deliveries stand, newest first."""
    organisation_id = request.actor.employer_id
    state, before = _asked(request)
    system, counts = home_system(organisation_id), counts_of(organisation_id)
    shown = deliveries_of(organisation_id, state, before)
    context = {
        "system": system,
        "switch": {"version": system.version if system else "", "submit_key": uuid7()},
        "counts": counts,
        "filters": _filters(counts, state),
        "rows": [_row(one) for one in shown[:PAGE]],
        "pager": _pager(shown, state, is_first=before is None),
        "resend_key": uuid7(),
        "own_key": uuid7(),
    }
    return render(request, "imports/deliveries.html", context)


@page(ADMINISTRATORS)
@require_POST
def switch(request: SchakelRequest) -> HttpResponse:
    """Deliver from now on, or no longer."""
    form = SwitchForm(request.POST)
    done = attempt(
        form,
        lambda: switch_deliveries(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            is_on=form.cleaned_data["is_on"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        ),
        stale=gettext("Een collega zette dit intussen om. Kijk hoe het nu staat."),
    )
    tell(request, form, done.is_done, gettext("Het leveren is omgezet."))
    return redirect("imports:deliveries")


@page(ADMINISTRATORS)
@require_POST
def resend(request: SchakelRequest) -> HttpResponse:
    """Put one delivery, or all that failed, in the queue again."""
    form = ResendForm(request.POST)
    if not form.is_valid():
        raise not_found()
    try:
        count = _resent(request, form)
    except NotFoundError:
        messages.info(request, gettext("Er is niets om opnieuw te sturen: het wacht al, of is er niet meer."))
        return redirect("imports:deliveries")
    words = ngettext("%(count)s levering gaat opnieuw.", "%(count)s leveringen gaan opnieuw.", count)
    messages.success(request, words % {"count": count})
    return redirect("imports:deliveries")


def _resent(request: SchakelRequest, form: ResendForm) -> int:
    chosen = form.cleaned_data["delivery"]
    return resend_deliveries(
        actor=request.actor,
        organisation_id=request.actor.employer_id,
        delivery_ids=[chosen] if chosen else [],
        all_failed=not chosen,
        **once(form),
    )


def tell(request: SchakelRequest, form: forms.Form, is_done: bool, words: str) -> None:
    """Say that it was done, or why it was not."""
    if is_done:
        messages.success(request, words)
        return
    for sentences in form.errors.values():
        messages.error(request, " ".join(map(str, sentences)))


def _asked(request: SchakelRequest) -> tuple[str, UUID | None]:
    """The state and the place in the address; what is no such thing counts as not given."""
    wanted = request.GET.get("state", "")
    state = wanted if wanted in Delivery.State else ""
    try:
        return state, UUID(request.GET["before"])
    except (KeyError, ValueError):
        return state, None


def _row(one: Delivery) -> dict[str, Any]:
    return {
        "delivery": one,
        "mark": _MARKS[one.state],
        "kind": delivery_kind(one.verb),
        "trouble": delivery_trouble(one.why),
        "may_resend": one.state not in (Delivery.State.QUEUED, Delivery.State.GATHERED),
        "submit_key": uuid7(),
    }


def _filters(counts: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    everything = {"label": gettext("Alles"), "count": sum(counts.values()), "url": "?", "current": not chosen}
    parts = [
        {
            "label": str(state.label).capitalize(),
            "count": counts[state.value],
            "url": f"?state={state.value}",
            "current": state == chosen,
        }
        for state in Delivery.State
        if counts[state.value] or state == chosen
    ]
    return [everything, *parts]


def _pager(shown: list[Delivery], state: str, *, is_first: bool) -> dict[str, str]:
    query = {"state": state} if state else {}
    pager = {"note": gettext("Nieuwste eerst.")}
    if len(shown) > PAGE:
        pager["next_url"] = f"?{urlencode(query | {'before': str(shown[PAGE - 1].pk)})}"
    if not is_first:
        pager["previous_url"] = f"?{urlencode(query)}"
    return pager
