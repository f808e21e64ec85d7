"""Entering a client by hand: a new dossier, taking part in one that rests, or asking who guides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import Responsible, join_known_clients, open_dossiers
from schakel.ground.dossiers.forms import ClientForm
from schakel.ground.dossiers.queries.known import Known, Way, is_number_known, known_by_bsn
from schakel.ground.dossiers.queries.visible import is_visible
from schakel.ground.dossiers.views.joining import OF_ACT, ask_page
from schakel.ground.dossiers.views.responsible import organisation_of, responsible_named, seats_of
from schakel.ground.journal.submissions import result_of
from schakel.web.acting import Attempt, attempt, once
from schakel.web.pages import REGISTRARS, SchakelRequest, keep_reads, page


@page(REGISTRARS, Purpose.INTAKE)
@require_http_methods(["GET", "POST"])
def new_client(request: SchakelRequest) -> HttpResponse:
    """Enter a client, never twice: who is known and guided is asked for, who is known and rests is joined."""
    seats = seats_of(request.actor)
    if request.method == "GET" or "start" in request.POST:
        return _form_page(request, ClientForm(seats=seats, initial=_initial(request, seats)))
    if "change" in request.POST:
        return _form_page(request, ClientForm(seats=seats, initial=_typed(request)))
    form = ClientForm(request.POST, seats=seats)
    if (earlier := _done_before(form)) is not None:
        return _after(request, earlier, is_new="join" not in request.POST)
    known = _known(request, form)
    if known is not None and known.way in (Way.ASK, Way.ASKED):
        return ask_page(request, known)
    if known is not None and not _may_join(request, form, known):
        return _form_page(request, form, known, status=409)
    done = _join(request, form, known) if known else _open(request, form)
    if not done.is_done:
        return _form_page(request, form, known, status=done.status)
    return _after(request, (done.result or [])[0], is_new=known is None)


def _initial(request: SchakelRequest, seats: list[tuple[str, Any]]) -> dict[str, Any]:
    return {"bsn": request.POST.get("bsn", ""), "responsible": seats[0][0]}


def _typed(request: SchakelRequest) -> dict[str, str]:
    """What was typed before, to go on with; nothing is judged yet."""
    return {
        name: request.POST[name] for name in ClientForm.base_fields.keys() - OF_ACT if name in request.POST
    }


def _done_before(form: ClientForm) -> UUID | None:
    """The dossier that the same form led to: sent twice, its own client would seem to be known already."""
    found = result_of(form.cleaned_data["submit_key"]) if form.is_valid() else None
    return UUID(str(found[0])) if found else None


def _known(request: SchakelRequest, form: ClientForm) -> Known | None:
    """Look only when the form is right otherwise: each look is written down."""
    if not form.is_valid():
        return None
    if form.cleaned_data["bsn"]:
        known = known_by_bsn(actor=request.actor, bsn=form.cleaned_data["bsn"], page="dossiers:new")
        if known is not None:
            return known
    if is_number_known(actor=request.actor, number=form.cleaned_data["number"], page="dossiers:new"):
        form.add_error("number", gettext("Uw organisatie kent al iemand met dit nummer. Kijk het na."))
    return None


def _may_join(request: SchakelRequest, form: ClientForm, known: Known) -> bool:
    """Say what is in the way of joining: it is open already, a colleague has it, or no reason yet."""
    if known.is_visible:
        url = reverse("dossiers:dossier", args=[known.dossier_id])
        words = gettext("U bent al betrokken bij deze cliënt.")
        form.add_error("bsn", format_html('{} <a href="{}">{}</a>', words, url, gettext("Open het dossier")))
    elif known.is_ours:
        form.add_error(
            "bsn",
            gettext(
                "Uw organisatie is al betrokken bij deze cliënt. Vraag een collega om u erbij te zetten."
            ),
        )
    elif "join" in request.POST and not form.cleaned_data["because"].strip():
        form.add_error("because", gettext("Schrijf in één zin op waarom uw organisatie meedoet."))
    return not form.errors and "join" in request.POST


def _open(request: SchakelRequest, form: ClientForm) -> Attempt[list[UUID]]:
    return attempt(
        form,
        lambda: open_dossiers(
            actor=request.actor,
            organisation_id=organisation_of(request.actor),
            clients=[(form.new_client(), _responsible(request, form))],
            **once(form),
        ),
    )


def _join(request: SchakelRequest, form: ClientForm, known: Known) -> Attempt[list[UUID]]:
    return attempt(
        form,
        lambda: join_known_clients(
            actor=request.actor,
            organisation_id=organisation_of(request.actor),
            clients={known.dossier_id: (_responsible(request, form), form.new_client())},
            is_at_rest=True,
            because=form.cleaned_data["because"].strip(),
            **once(form),
        ),
    )


def _responsible(request: SchakelRequest, form: ClientForm) -> Responsible:
    return responsible_named(request.actor, str(form.cleaned_data["responsible"]))


def _after(request: SchakelRequest, dossier_id: UUID, *, is_new: bool) -> HttpResponse:
    """To the dossier; to the list where it went to a queue that is not the actor's own."""
    done = (
        gettext("Het dossier is geopend.")
        if is_new
        else gettext("Uw organisatie doet nu mee in dit dossier.")
    )
    if is_visible(UUID(str(dossier_id))):
        messages.success(request, done)
        return redirect("dossiers:dossier", dossier_id)
    messages.success(request, f"{done} {gettext('De cliënt staat in de wachtrij van het team.')}")
    return redirect("dossiers:list")


def _form_page(
    request: SchakelRequest, form: ClientForm, known: Known | None = None, status: int = 200
) -> HttpResponse:
    offers_join = known is not None and not known.is_visible and "bsn" not in form.errors
    form.fields["because"].required = offers_join
    context = {"form": form, "known": known, "offers_join": offers_join, "groups": _groups(form)}
    return keep_reads(render(request, "dossiers/new.html", context, status=status))


def _groups(form: ClientForm) -> list[dict[str, Any]]:
    """The fields as they are asked: who, how to reach, benefit, and who becomes responsible."""
    groups = [
        (gettext("Wie is het"), ("family_name", "given_names", "birth_date", "bsn", "number")),
        (gettext("Adres"), ("street", "house_number", "house_suffix", "postcode", "place")),
        (gettext("Hoe bereikt u de cliënt"), ("phone", "email", "channel", "language", "needs_reading_help")),
        (gettext("Uitkering"), ("regime", "valid_from", "valid_to", "hours_per_week")),
        (gettext("Regie"), ("responsible",)),
    ]
    return [{"label": label, "fields": [form[name] for name in names]} for label, names in groups]
