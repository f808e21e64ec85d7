"""How handovers stand, what is agreed between organisations, and which handovers are stranded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import GUIDES, Role, Section
from schakel.ground.dossiers.actions import arrange_handovers, readdress_handover
from schakel.ground.dossiers.forms import ArrangementForm, ReaddressForm
from schakel.ground.dossiers.queries.arrangements import agreed_between, asked_between, pairs_of
from schakel.ground.dossiers.queries.arrears import handover_figures, overdue_visible, smallest_group
from schakel.ground.dossiers.queries.handovers import stranded
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import StaleVersionError
from schakel.ground.kernel.shares import LEAST
from schakel.ground.organisations.models import Organisation
from schakel.ground.organisations.queries import teams_of
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, page

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
ARREARS, ARRANGEMENTS = "dossiers:arrears", "dossiers:arrangements"


@page(GUIDES | ADMINISTRATORS)
@require_GET
def arrears(request: SchakelRequest) -> HttpResponse:
    """How handovers to and from the own organisation stand, per pair."""
    persons = [] if request.actor.role == Role.ADMINISTRATOR else overdue_visible()
    log_read(ARREARS, [h.dossier_id for h in persons], Section.IDENTITY)
    small = smallest_group()
    figures = handover_figures(small)
    context = {
        "figures": figures,
        "helped": [row for row in figures if row.help is not None],
        "small": small,
        "least": LEAST,
        "persons": [_person(handover) for handover in persons],
        "is_guide": request.actor.role != Role.ADMINISTRATOR,
    }
    return render(request, "dossiers/arrears.html", context)


@page(ADMINISTRATORS)
@require_GET
def arrangements(request: SchakelRequest) -> HttpResponse:
    """What is agreed with every other organisation, both ways, and the handovers that nobody can answer."""
    return _page(request)


@page(ADMINISTRATORS)
@require_POST
def readdress(request: SchakelRequest, handover_id: UUID) -> HttpResponse:
    """Give a stranded handover to another team."""
    own = request.actor.employer_id
    if handover_id not in {one.id for one in stranded()}:
        raise not_found()
    form = ReaddressForm(request.POST, teams=teams_of(own))
    done = attempt(
        form,
        lambda: readdress_handover(
            actor=request.actor,
            organisation_id=own,
            handover_id=handover_id,
            team_id=form.cleaned_data["team_id"].pk,
            expected_version=form.cleaned_data["version"] or 0,
            **once(form),
        ),
    )
    if not done.is_done:
        return _page(request, tried={handover_id: form}, status=done.status)
    messages.success(request, gettext("De overdracht wacht nu bij het andere team."))
    return redirect(ARRANGEMENTS)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def arrange(request: SchakelRequest, organisation_id: UUID, direction: str) -> HttpResponse:
    """Change what goes along, to (`to`) or from (`from`) another organisation."""
    other = Organisation.objects.on(clock.today()).filter(pk=organisation_id).first()
    own = request.actor.employer_id
    if other is None or direction not in {"to", "from"} or other.pk == own:
        raise not_found()
    pair = (own, other.pk) if direction == "to" else (other.pk, own)
    agreed = agreed_between(*pair)
    form = ArrangementForm(request.POST or None, agreed=asked_between(*pair))
    status = 200
    if request.method == "POST":
        try:
            done = attempt(form, lambda: _arrange(request, pair, form))
            status = done.status
            if done.is_done:
                messages.success(request, gettext("De afspraak geldt vanaf vandaag."))
                return redirect(ARRANGEMENTS)
        except StaleVersionError as error:
            form.add_error(None, str(error))
            status = error.status
    context = {"form": form, "other": other, "is_outgoing": direction == "to", "agreed": agreed}
    return render(request, "dossiers/arrange.html", context, status=status)


def _arrange(request: SchakelRequest, pair: tuple[UUID, UUID], form: ArrangementForm) -> UUID:
    return arrange_handovers(
        actor=request.actor,
        from_id=pair[0],
        to_id=pair[1],
        term_working_days=form.cleaned_data["term_working_days"],
        items=form.items(),
        expected_version=form.cleaned_data["version"] or 0,
        **once(form),
    )


def _page(
    request: SchakelRequest, tried: dict[UUID, ReaddressForm] | None = None, status: int = 200
) -> HttpResponse:
    own = Organisation.objects.get(pk=request.actor.employer_id)
    teams = teams_of(own.pk)
    context = {
        "pairs": [_pair(pair) for pair in pairs_of(own)],
        "stranded": [
            {
                "handover": one,
                "form": (tried or {}).get(one.id)
                or ReaddressForm(teams=teams, initial={"version": one.version}, auto_id=f"team-{one.id}-%s"),
            }
            for one in stranded()
        ],
    }
    return render(request, "dossiers/arrangements.html", context, status=status)


def _pair(pair: Any) -> dict[str, Any]:
    direction = "to" if pair.is_outgoing else "from"
    return {
        "pair": pair,
        "required": [one.label for one in pair.agreed.items if one.is_required],
        "held_back": [one.label for one in pair.agreed.held_back],
        "url": reverse("dossiers:arrange", args=[pair.other.pk, direction]),
    }


def _person(handover: Any) -> dict[str, Any]:
    return {
        "handover": handover,
        "name": handover.dossier.client.full_name,
        "url": reverse("dossiers:handover_page", args=[handover.dossier_id, handover.pk]),
    }
