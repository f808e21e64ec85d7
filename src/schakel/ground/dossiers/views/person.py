"""The tab about the person: how they are reached, in which language, and where they live."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.types import Section
from schakel.ground.dossiers.forms import ActForm
from schakel.ground.dossiers.forms.person import CorrectAddressForm, MoveForm, ReachForm
from schakel.ground.dossiers.views.deeds import carry_out
from schakel.ground.dossiers.views.frame import dossier_frame
from schakel.ground.dossiers.views.household_panel import household_context
from schakel.ground.kernel import clock
from schakel.ground.people import actions
from schakel.ground.people.models import Address
from schakel.ground.people.queries import addresses_of, is_address_open
from schakel.web.acting import once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

TAB = "dossiers:person"


@page(PROFESSIONALS)
@require_GET
def person(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """How the client is reached, and where they live."""
    return person_page(request, dossier_id)


@page(PROFESSIONALS)
@require_POST
def reach(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Change how the client is reached."""
    form = ReachForm(request.POST)

    def act() -> UUID:
        return actions.change_client(
            actor=request.actor,
            dossier_id=dossier_id,
            expected_version=form.cleaned_data["version"],
            changes=form.changes(),
            **once(form),
        )

    return _do(request, dossier_id, "reach", form, act, gettext("De gegevens zijn gewijzigd."))


@page(PROFESSIONALS)
@require_POST
def move(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Enter where the client lives from a day on."""
    form = MoveForm(request.POST)

    def act() -> UUID:
        return actions.enter_address(
            actor=request.actor,
            dossier_id=dossier_id,
            new=form.address(),
            valid_from=form.cleaned_data["valid_from"],
            **once(form),
        )

    return _do(request, dossier_id, "move", form, act, gettext("Het adres is vastgelegd."))


@page(PROFESSIONALS)
@require_POST
def correct_address(request: SchakelRequest, dossier_id: UUID, address_id: UUID) -> HttpResponse:
    """Put an address right that was written wrongly."""
    form = CorrectAddressForm(request.POST)

    def act() -> UUID:
        return actions.correct_address(
            actor=request.actor,
            dossier_id=dossier_id,
            address_id=address_id,
            new=form.address(),
            because=form.cleaned_data["because"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    return _do(request, dossier_id, "correct", form, act, gettext("Het adres is verbeterd."))


def _do(
    request: SchakelRequest, dossier_id: UUID, name: str, form: ActForm, act: Callable[[], UUID], done: str
) -> HttpResponse:
    def again(status: int) -> HttpResponse:
        return person_page(request, dossier_id, {name: form}, status)

    return carry_out(request, form, act, done=done, back=(TAB, dossier_id), again=again)


def person_page(
    request: SchakelRequest, dossier_id: UUID, tried: dict[str, ActForm] | None = None, status: int = 200
) -> HttpResponse:
    """The tab, with the form that was refused as it was filled in."""
    frame, tried = dossier_frame(request, dossier_id, tab=TAB, sections=Section.IDENTITY), tried or {}
    client = frame.dossier.client
    is_open = not client.has_secret_address or is_address_open(dossier_id)
    known = addresses_of(dossier_id) if is_open else []
    now = next((row for row in known if clock.today() in row.period), None)
    may_move = frame.may_write and is_open
    context = (
        frame.context
        | {
            "is_address_open": is_open,
            "address": now,
            "earlier": [row for row in known if row is not now],
            "reach_form": tried.get("reach", ReachForm(initial=ReachForm.values_of(client)))
            if frame.may_write
            else None,
            "move_form": tried.get("move", MoveForm(initial={"valid_from": clock.today()}))
            if may_move
            else None,
            "correct_form": tried.get("correct", _correction(now)) if may_move and now is not None else None,
            "tried": next(iter(tried), ""),
        }
        | household_context(frame, tried)
    )
    return keep_reads(render(request, "dossiers/person.html", context, status=status))


def _correction(address: Address | None) -> CorrectAddressForm:
    return CorrectAddressForm(initial=CorrectAddressForm.values_of(address) if address else {})
