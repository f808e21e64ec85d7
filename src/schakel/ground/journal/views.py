"""The page of the work in the background: subscribers, daily tasks, and what could not be done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.journal import daily
from schakel.ground.journal.actions import retry_parked
from schakel.ground.journal.following import LAG_COUNTED, parked_here, standings
from schakel.ground.journal.seals import last_seal
from schakel.ground.kernel.ids import uuid7
from schakel.web.pages import SchakelRequest, page

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


class RetryForm(forms.Form):
    """Which subscriber gets the entry again."""

    subscriber = forms.CharField(max_length=60, widget=forms.HiddenInput)
    submit_key = forms.UUIDField(widget=forms.HiddenInput)


@page(ADMINISTRATORS)
@require_GET
def background(request: SchakelRequest) -> HttpResponse:
    """How subscribers and daily tasks stand, and what was set aside."""
    context = {
        "standings": standings(),
        "most": LAG_COUNTED,
        "tasks": daily.states(),
        "last_seal": last_seal(),
        "parked": [_parked(row) for row in parked_here()],
    }
    return render(request, "journal/background.html", context)


@page(ADMINISTRATORS)
@require_POST
def retry(request: SchakelRequest, entry_id: UUID) -> HttpResponse:
    """Offer an entry again."""
    form = RetryForm(request.POST)
    if not form.is_valid():
        raise not_found()
    retry_parked(
        actor=request.actor,
        subscriber=form.cleaned_data["subscriber"],
        entry_id=entry_id,
        submit_key=form.cleaned_data["submit_key"],  # type: ignore[call-arg]
    )
    messages.success(request, gettext("De regel wordt binnen enkele seconden opnieuw aangeboden."))
    return redirect("journal:background")


def _parked(row: Any) -> dict[str, Any]:
    initial = {"subscriber": row.subscriber, "submit_key": uuid7()}
    return {"row": row, "form": RetryForm(initial=initial, auto_id=f"retry-{row.entry_id}-%s")}
